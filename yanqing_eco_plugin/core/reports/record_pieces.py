"""Reads the records of a network some at a time, so that a year of them needs little more memory than a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from ..analysis import compared_properties
from ..data_centre.centre import DataCentre
from ..progress import Progress, checkpoint
from ..standards import KINDS, PROPERTIES

__all__ = ["MOST_ROWS", "property_groups", "record_pieces"]

MOST_ROWS = 200_000
# Stations of each kind, and the time, from which it is learnt how much is to come.
_TASTED = 4
_TASTE = timedelta(days=2)


def property_groups() -> list[tuple[str, ...]]:
    """All properties, to be read one group after the other: those that are compared with their neighbours' alone."""
    compared = compared_properties()
    return [*((prop,) for prop in compared), tuple(prop for prop in PROPERTIES if prop not in compared)]


def record_pieces(
    centre: DataCentre,
    stations: pd.DataFrame,
    properties: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    most_rows: int = MOST_ROWS,
    progress: Progress | None = None,
) -> Iterator[pd.DataFrame]:
    """The records of a group of properties with ``start < time <= end``, in parts that each hold all of some stations.

    A part has about `most_rows` rows, more only where one station alone has more, or reports far more often than others of
    its kind did of late. Parts without records are left out.

    Parameters
    ----------
    stations
        Columns ``station_id, kind``.
    """
    # Of one kind together: the history is ordered by property and station.
    ordered = stations[["station_id", "kind"]].sort_values(["kind", "station_id"])
    expected = ordered["kind"].map(_expected(centre, ordered, properties, start, end))
    piece = np.cumsum(expected.to_numpy(np.float64)) // most_rows
    bounds = np.flatnonzero(np.diff(piece, prepend=-1.0))
    ids = ordered["station_id"].tolist()
    for first, after in zip(bounds, [*bounds[1:], len(ids)]):
        records = centre.series(ids[first:after], properties, start, end)
        checkpoint(progress, after / len(ids))
        if len(records):
            yield records


def _expected(
    centre: DataCentre, stations: pd.DataFrame, properties: Sequence[str], start: datetime, end: datetime
) -> dict[str, float]:
    """Rows of a station of each kind: what it should report, or what some did at the end of the span where that is more."""
    span = end - start
    tasted = stations.groupby("kind").head(_TASTED)
    taste = min(_TASTE, span)
    rows = centre.series(tasted["station_id"].tolist(), properties, end - taste, end).groupby("station_id").size()
    most = rows.reindex(tasted["station_id"]).fillna(0).groupby(tasted["kind"].to_numpy()).max()
    found = {}
    for name in most.index:
        kind = KINDS.get(name)
        due = 0.0
        if kind is not None:
            due = span.total_seconds() / kind.interval_s * len(set(kind.properties) & set(properties))
        found[str(name)] = max(due, float(most[name]) * (span / taste))
    return found
