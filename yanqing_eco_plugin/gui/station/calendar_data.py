"""What the calendar page reads for one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ...core.reports import (
    CalendarTopic,
    LegendEntry,
    StationCard,
    calendar_legend,
    colour_days,
    read_calendar_days,
)

if TYPE_CHECKING:
    import pandas as pd

    from ...core.data_centre import DataCentre

__all__ = ["CalendarData", "months_back", "read_calendar"]


@dataclass(frozen=True)
class CalendarData:
    """Daily values of one station with their colours."""

    card: StationCard
    topic: CalendarTopic
    months: tuple[tuple[int, int], ...]
    days: pd.DataFrame
    legend: tuple[LegendEntry, ...]
    language: str


def months_back(last: tuple[int, int], count: int) -> list[tuple[int, int]]:
    """The `count` months that end with `last` (year, month)."""
    end = last[0] * 12 + last[1] - 1
    return [(number // 12, number % 12 + 1) for number in range(end - count + 1, end + 1)]


def read_calendar(
    centre: DataCentre,
    card: StationCard,
    topic: CalendarTopic,
    months: Sequence[tuple[int, int]],
    now: datetime,
    language: str,
) -> CalendarData:
    """Read the days of `months`; runs in the background."""
    first = date(*months[0], 1)
    year, month = months[-1]
    last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    days = read_calendar_days(centre, card.station, topic, first, last)
    today = (now + timedelta(hours=centre.district.utc_offset_hours)).date()
    shown = colour_days(days, topic, until=today)
    return CalendarData(card, topic, tuple(months), shown, tuple(calendar_legend(shown, topic, language)), language)
