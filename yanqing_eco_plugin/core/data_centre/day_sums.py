"""Daily sums of the rows of one append, without any engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .delta_log import Partition
from .frames import Batch, month_at
from .queries import CIRCULAR, DAY_KEYS, ENERGETIC

__all__ = ["DAY_SCHEMA", "DayBox", "added_up", "boxes_of", "day_sums", "local_months"]

DAY_SCHEMA = pa.schema(
    [
        ("property", pa.string()),
        ("station_id", pa.string()),
        ("interval", pa.int32()),
        ("day", pa.date32()),
        ("n", pa.int32()),
        ("sum", pa.float64()),
        ("min", pa.float64()),
        ("max", pa.float64()),
        ("energy", pa.float64()),
        ("east", pa.float64()),
        ("north", pa.float64()),
    ]
)
_DAY_US = 86_400_000_000
_MOST_DAYS = 200_000
_MERGED = {"n": "sum", "sum": "sum", "min": "min", "max": "max", "energy": "sum", "east": "sum", "north": "sum"}


@dataclass(frozen=True)
class DayBox:
    """Local days of one month, from `first` to `last`, both included: of some properties and stations, or of all."""

    first: date
    last: date
    properties: frozenset[str] | None = None
    stations: frozenset[str] | None = None

    @property
    def month(self) -> Partition:
        """The month of the days."""
        return self.first.year, self.first.month

    @classmethod
    def of_month(cls, month: Partition) -> DayBox:
        """All days of all series of a month."""
        first = date(*month, 1)
        return cls(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    def holds(self, sums: pa.Table) -> pa.ChunkedArray:
        """Which rows of a table of daily sums lie inside."""
        inside = pc.and_(
            pc.greater_equal(sums["day"], pa.scalar(self.first)), pc.less_equal(sums["day"], pa.scalar(self.last))
        )
        for column, names in (("property", self.properties), ("station_id", self.stations)):
            if names is not None:
                named = pc.is_in(sums[column], value_set=pa.array(sorted(names), pa.string()))
                inside = pc.and_(inside, named)
        return inside


def boxes_of(rows: Batch, offset_us: int) -> list[DayBox]:
    """The days, properties and stations of rows, a box for each local month."""
    day = (rows.time + (offset_us - 1)) // _DAY_US
    month = day.astype("datetime64[D]").astype("datetime64[M]")
    boxes = []
    for one in np.unique(month):
        at = np.flatnonzero(month == one)
        days = day[at].astype("datetime64[D]")
        properties, stations = rows.properties[np.unique(rows.prop[at])], rows.stations[np.unique(rows.station[at])]
        boxes.append(DayBox(days.min().item(), days.max().item(), frozenset(properties), frozenset(stations)))
    return boxes


def local_months(time: np.ndarray, offset_us: int) -> set[Partition]:
    """Local months of interval ends in microseconds UTC."""
    local = (time + (offset_us - 1)).astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return set(map(month_at, np.unique(local)))


def day_sums(rows: Batch, offset_us: int) -> list[tuple[Partition, pa.Table]]:
    """Sums of the valid rows of a batch per property, station, interval and local day, by local month.

    Parameters
    ----------
    rows
        Sorted rows, each key once.
    offset_us
        Local time minus UTC, microseconds.

    Returns
    -------
    list
        Month and table of `DAY_SCHEMA`; ``energy`` is the sum of 10^(L/10) of sound levels, ``east`` and ``north`` are the
        sums of the unit vectors of angles, null for other properties.
    """
    normal = rows.flags == "N"
    valid = rows.take(normal[rows.flag] & ~np.isnan(rows.value))
    if not len(valid):
        return []
    day = (valid.time + (offset_us - 1)) // _DAY_US
    # The table's order: property, station, interval, day; the batch stands by property, station, time, interval.
    cell = valid.series[0] * _MOST_DAYS + (day - day.min())
    order = np.argsort(cell, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(cell[order]) != 0))
    first, value = order[starts], valid.value[order]
    label = valid.properties[valid.prop[first]]
    level, turn = (np.isin(valid.properties, names)[valid.prop[order]] for names in (ENERGETIC, CIRCULAR))
    energy, east, north = np.zeros((3, len(value)))
    with np.errstate(over="ignore"):
        energy[level] = np.exp(value[level] * (np.log(10.0) / 10.0))
    east[turn], north[turn] = np.sin(np.deg2rad(value[turn])), np.cos(np.deg2rad(value[turn]))
    table = pa.table(
        {
            "property": pa.array(label, pa.string()),
            "station_id": pa.array(valid.stations[valid.station[first]], pa.string()),
            "interval": pa.array(valid.interval[first], pa.int32()),
            "day": pa.array(day[first], pa.int32()).cast(pa.date32()),
            "n": pa.array(np.diff(np.append(starts, len(value))), pa.int32()),
            "sum": pa.array(np.add.reduceat(value, starts)),
            "min": pa.array(np.minimum.reduceat(value, starts)),
            "max": pa.array(np.maximum.reduceat(value, starts)),
            "energy": pa.array(np.add.reduceat(energy, starts), mask=~level[starts]),
            "east": pa.array(np.add.reduceat(east, starts), mask=~turn[starts]),
            "north": pa.array(np.add.reduceat(north, starts), mask=~turn[starts]),
        }
    ).cast(DAY_SCHEMA)
    months = day[first].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return [(month_at(month), table.filter(pa.array(months == month))) for month in np.unique(months)]


def added_up(parts: Sequence[pa.Table]) -> pa.Table:
    """Tables of partial sums as one with each day of a series once, in order."""
    merged = pa.concat_tables(parts).group_by(DAY_KEYS, use_threads=False).aggregate(list(_MERGED.items()))
    return merged.rename_columns(DAY_SCHEMA.names).cast(DAY_SCHEMA).sort_by([(key, "ascending") for key in DAY_KEYS])
