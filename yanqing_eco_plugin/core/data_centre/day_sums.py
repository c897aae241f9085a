"""Daily sums of the rows of one append, without any engine."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from .delta_log import Partition
from .frames import Batch
from .queries import CIRCULAR, ENERGETIC

__all__ = ["DAY_SCHEMA", "day_sums", "local_months"]

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


def local_months(time: np.ndarray, offset_us: int) -> set[Partition]:
    """Local months of interval ends in microseconds UTC."""
    local = (time + (offset_us - 1)).astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return {(int(month) // 12 + 1970, int(month) % 12 + 1) for month in np.unique(local)}


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
        Month and table of `DAYDAY_SCHEMA`; ``energy`` is the sum of 10^(L/10) of sound levels, ``east`` and ``north`` are the
        sums of the unit vectors of angles, null for other properties.
    """
    valid = rows.take(np.flatnonzero((rows.flags[rows.flag] == "N") & ~np.isnan(rows.value)))
    if not len(valid):
        return []
    day = (valid.time + (offset_us - 1)) // _DAY_US
    # The table's order: property, station, interval, day; the batch stands by property, station, time, interval.
    codes, _ = valid.series()
    _, first, group = np.unique(codes * _MOST_DAYS + (day - day.min()), return_index=True, return_inverse=True)
    group, value, size = group.reshape(-1), valid.value, len(first)
    label = valid.properties[valid.prop[first]]
    low, high = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(low, group, value)
    np.maximum.at(high, group, value)
    sound, turned = np.isin(label, ENERGETIC), np.isin(label, CIRCULAR)
    with np.errstate(over="ignore"):
        level = np.where(sound[group], value, 0.0)
        energy = np.bincount(group, np.exp(level * (np.log(10.0) / 10.0)), size)
    radians = np.deg2rad(value)
    table = pa.table(
        {
            "property": pa.array(label, pa.string()),
            "station_id": pa.array(valid.stations[valid.station[first]], pa.string()),
            "interval": pa.array(valid.interval[first], pa.int32()),
            "day": pa.array(day[first], pa.int32()).cast(pa.date32()),
            "n": pa.array(np.bincount(group, minlength=size), pa.int32()),
            "sum": pa.array(np.bincount(group, value, size)),
            "min": pa.array(low),
            "max": pa.array(high),
            "energy": pa.array(energy, mask=~sound),
            "east": pa.array(np.bincount(group, np.sin(radians), size), mask=~turned),
            "north": pa.array(np.bincount(group, np.cos(radians), size), mask=~turned),
        }
    ).cast(DAY_SCHEMA)
    months = day[first].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return [
        ((int(month) // 12 + 1970, int(month) % 12 + 1), table.filter(pa.array(months == month)))
        for month in np.unique(months)
    ]
