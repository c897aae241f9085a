"""What the chart page reads for one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.reports import LimitLine, StationCard, station_limits
from .span import Span

if TYPE_CHECKING:
    import pandas as pd

    from ...core.data_centre import DataCentre

__all__ = ["ChartData", "read_chart"]


@dataclass(frozen=True)
class ChartData:
    """Observations of one station with the limits that hold for them."""

    card: StationCard
    properties: tuple[str, ...]
    span: Span
    frame: pd.DataFrame
    limits: tuple[LimitLine, ...]
    language: str


def read_chart(
    centre: DataCentre, card: StationCard, properties: Sequence[str], span: Span, language: str
) -> ChartData:
    """Read the observations of a span; runs in the background."""
    frame = centre.series([card.station_id], properties, span.start, span.end)
    limits = station_limits(
        card.kind,
        properties,
        span.start,
        span.end,
        station=card.station,
        language=language,
        utc_offset_hours=centre.district.utc_offset_hours,
    )
    return ChartData(card, tuple(properties), span, frame, tuple(limits), language)
