"""Trajectories from starting points a little apart: how far the answer depends on where and when exactly one starts."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from ..progress import Progress
from .paths import ages_h
from .sphere import EARTH_RADIUS_M, distance_m, from_vectors, to_vectors
from .trajectories import trajectories
from .wind import WindField

__all__ = ["ensemble", "ensemble_spread"]

Floats = NDArray[np.float64]


def ensemble(
    wind: WindField,
    lon: float,
    lat: float,
    *,
    start: object,
    hours: float,
    pressure_hpa: float | None = None,
    height_m: float | None = None,
    offset_m: float | None = None,
    level_offset: float = 0.0,
    offset_s: float = 0.0,
    step_s: float = 1800.0,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Follow an air parcel together with parcels that start a little beside, above, below, before and after it.

    The offsets are combined, as the ensembles of Draxler 2003 (doi:10.1175/1520-0450(2003)042<0308:EOAETM>2.0.CO;2)
    combine those of the grid: up to 3 × 3 places, 3 levels and 3 times. They show how sensitive a path is to its start,
    not the error of the wind itself.

    Parameters
    ----------
    wind, lon, lat, start, hours, pressure_hpa, height_m, step_s
        As of `trajectories`, for one point.
    offset_m
        Distance of the neighbours towards east, west, north and south; by default one cell of the field.
    level_offset
        Distance in the unit of the level (hPa or m); 0: all on one level.
    offset_s
        Distance in time; 0: all at one time.

    Returns
    -------
    DataFrame
        As of `trajectories`, with ``trajectory`` counting the members; 0 is the unmoved one. ``attrs``: members, and
        left_out (members that would start outside the field).

    Raises
    ------
    InputError
        When the unmoved parcel cannot start, as in `trajectories`.
    Cancelled
        When the user stops the work.
    """
    begin = np.datetime64(str(start), "ns") if not isinstance(start, np.datetime64) else start.astype("datetime64[ns]")
    if np.isnat(begin) or min(level_offset, offset_s, 0.0 if offset_m is None else offset_m) < 0.0:
        raise InputError("The offsets of an ensemble must not be negative, and its start must be a time.")
    away = float(wind.cell_m(np.array([lat]))[0]) if offset_m is None else offset_m
    north = np.degrees(away / EARTH_RADIUS_M)
    east = north / max(np.cos(np.radians(lat)), 0.01)
    sides, levels, moments = ((0, *((-1, 1) if size > 0 else ())) for size in (away, level_offset, offset_s))
    members = np.array(list(product(moments, levels, sides, sides)), dtype=np.float64)
    times = begin + np.rint(members[:, 0] * offset_s * 1e9).astype(np.int64).astype("timedelta64[ns]")
    x, y = lon + members[:, 3] * east, np.clip(lat + members[:, 2] * north, -90.0, 90.0)
    base = pressure_hpa if pressure_hpa is not None else height_m
    moved = None if base is None else base + members[:, 1] * level_offset
    pressure, height = (moved, None) if pressure_hpa is not None else (None, moved)
    kept = wind.covers(times, x, y, pressure, height, hours=hours)
    kept[0] = True  # what is wrong with the unmoved one must be told

    def chosen(values: Floats | None) -> Floats | None:
        return None if values is None else values[kept]

    frame = trajectories(
        wind,
        x[kept],
        y[kept],
        start=times[kept],
        hours=hours,
        pressure_hpa=chosen(pressure),
        height_m=chosen(height),
        step_s=step_s,
        progress=progress,
    )
    frame.attrs.update(members=int(kept.sum()), left_out=int((~kept).sum()))
    return frame


def ensemble_spread(frame: pd.DataFrame) -> pd.DataFrame:
    """Mean path of an ensemble and how far its members lie from it.

    Parameters
    ----------
    frame
        From `ensemble`, or any paths that belong together.

    Returns
    -------
    DataFrame
        age_h (hours since the start), members (that still travel), lon, lat (of the mean place), spread_km (root mean
        square distance from it), level, level_spread (mean and standard deviation; NaN without levels).
    """
    vectors = to_vectors(frame["lon"].to_numpy(), frame["lat"].to_numpy())
    table = pd.DataFrame(vectors, columns=["x", "y", "z"]).assign(age_h=np.round(ages_h(frame), 6))
    grouped = table.groupby("age_h")
    centre = grouped[["x", "y", "z"]].mean()
    lon, lat = from_vectors(centre.to_numpy())
    place = grouped.ngroup().to_numpy()
    apart = distance_m(frame["lon"].to_numpy(), frame["lat"].to_numpy(), lon[place], lat[place]) / 1000.0
    level = pd.Series(frame["level"].to_numpy()).groupby(table["age_h"])
    found = pd.DataFrame(
        {
            "age_h": centre.index.to_numpy(),
            "members": grouped.size().to_numpy(),
            "lon": lon,
            "lat": lat,
            "spread_km": np.sqrt(pd.Series(apart**2).groupby(table["age_h"]).mean().to_numpy()),
            "level": level.mean().to_numpy(),
            "level_spread": level.std(ddof=0).to_numpy(),
        }
    )
    return found.sort_values("age_h", key=abs, kind="stable", ignore_index=True)
