"""Paths from one place for many starts and heights: what a user asks for, as tables of lines and of their points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from ..progress import Progress, checkpoint, portion
from .ensembles import ensemble, ensemble_spread
from .paths import ages_h, path_summary, seconds_since_1970
from .trajectories import trajectories
from .wind import WindField

__all__ = ["PathRun", "path_vertices", "run_ensembles", "run_paths"]

Floats = NDArray[np.float64]
_MOST_PATHS = 200_000


@dataclass(frozen=True, eq=False)
class PathRun:
    """Paths and what is told about them.

    Attributes
    ----------
    lines
        One row per path: trajectory, start, earliest, latest (UTC), hours, start_height_m, distance_km, complete
        (1 or 0).
    vertices
        One row per path and hour: trajectory, time, second (since 1970), age_h, lon, lat, level, height_m,
        start_height_m.
    level_unit, vertical
        Unit of ``level`` and of the vertical motion used; empty where the field has none.
    left_out
        Starts for which the field has no wind or is too short.
    spread_km
        Of ensembles: how far the members lie from their mean at the end of their way, root mean square, by start height.
    """

    lines: pd.DataFrame
    vertices: pd.DataFrame
    level_unit: str
    vertical: str
    left_out: int
    spread_km: Mapping[float, float] = field(default_factory=dict)


def path_vertices(
    frame: pd.DataFrame, start_height_m: Floats, height_m: Floats, level: Floats | None = None
) -> pd.DataFrame:
    """Points of paths with their age and height; `start_height_m` is by number of the path, `height_m` by row."""
    number = frame["trajectory"].to_numpy()
    return pd.DataFrame(
        {
            "trajectory": number,
            "time": frame["time"].to_numpy(),
            "second": seconds_since_1970(frame["time"]),
            "age_h": ages_h(frame),
            "lon": frame["lon"].to_numpy(),
            "lat": frame["lat"].to_numpy(),
            "level": frame["level"].to_numpy() if level is None else level,
            "height_m": height_m,
            "start_height_m": start_height_m[number],
        }
    )


def _levels(
    wind: WindField, heights: Floats, atmosphere: tuple[Floats, Floats] | None
) -> tuple[Floats | None, Floats | None]:
    """Pressures or heights as the field takes them; neither for a field without levels."""
    if wind.part.level is None:
        return None, None
    if wind.part.level_kind == "height" or wind.part.height is not None:
        return None, heights
    if atmosphere is None:
        raise InputError(
            "The wind is on pressure levels and does not tell their heights.", hint="Give pressures instead of heights."
        )
    return np.interp(heights, *atmosphere), None


def run_paths(
    wind: WindField,
    lon: float,
    lat: float,
    *,
    starts: Sequence[np.datetime64],
    hours: float,
    heights_m: Sequence[float],
    atmosphere: tuple[Floats, Floats] | None = None,
    progress: Progress | None = None,
) -> PathRun:
    """Follow the air of a place for each start and height.

    Parameters
    ----------
    wind
        The field.
    lon, lat
        Degrees.
    starts
        Instants (UTC). A single one must lie in the field; of several, those without wind are left out and counted.
    hours
        Negative: back in time.
    heights_m
        Metres, as the field means them (above sea level on pressure levels); a field without levels is followed on its
        own level once for each.
    atmosphere
        Heights (m, ascending) and pressures (hPa) that stand in for a field on pressure levels without geopotential.

    Raises
    ------
    InputError
        When a start or height is impossible, or no start has wind.
    Cancelled
        When the user stops the work.
    """
    heights = np.unique(np.asarray(heights_m, dtype=np.float64))
    instants = np.asarray(starts, dtype="datetime64[ns]")
    if wind.part.level is None:
        heights = heights[:1]
    if not heights.size or not instants.size or heights.size * instants.size > _MOST_PATHS:
        raise InputError(
            "Between one and {most} trajectories can be computed at once.",
            hint="Choose fewer starts or heights.",
            most=_MOST_PATHS,
        )
    each_start, each_height = np.repeat(instants, heights.size), np.tile(heights, instants.size)
    pressure, height = _levels(wind, each_height, atmosphere)
    x, y = np.full(each_start.shape, float(lon)), np.full(each_start.shape, float(lat))
    kept = np.ones(each_start.shape, dtype=bool)
    if instants.size > 1:
        kept = wind.covers(each_start, x, y, pressure, height, hours=hours)
        if not kept.any():
            kept[0] = True  # so that the error names the bound
    checkpoint(progress, 0.0)
    frame = trajectories(
        wind,
        x[kept],
        y[kept],
        start=each_start[kept],
        hours=hours,
        pressure_hpa=None if pressure is None else pressure[kept],
        height_m=None if height is None else height[kept],
        progress=progress,
    )
    start_height = each_height[kept]
    vertices = path_vertices(frame, start_height, _heights_along(wind, frame, start_height, atmosphere))
    lines = path_summary(frame, int(np.ceil(abs(hours) - 1e-9)) + 1)
    lines["start_height_m"] = start_height[lines["trajectory"].to_numpy()]
    return PathRun(lines, vertices, wind.level_unit, wind.vertical_unit, int((~kept).sum()))


def run_ensembles(
    wind: WindField,
    lon: float,
    lat: float,
    *,
    start: np.datetime64,
    hours: float,
    heights_m: Sequence[float],
    offset_m: float | None = None,
    height_offset_m: float = 100.0,
    offset_s: float = 3600.0,
    atmosphere: tuple[Floats, Floats] | None = None,
    progress: Progress | None = None,
) -> PathRun:
    """Follow the air of a place together with parcels that start beside, above, below, before and after it.

    Parameters
    ----------
    wind, lon, lat, hours, heights_m, atmosphere
        As `run_paths` takes them.
    start
        Instant (UTC).
    offset_m, height_offset_m, offset_s
        How far the neighbours start away: along the ground (None = a cell of the field), in height, in time; 0 = not.

    Returns
    -------
    PathRun
        The paths of all heights, with `spread_km`; of each height the first is that of the unmoved parcel.

    Raises
    ------
    InputError
        When the unmoved parcel of a height has no wind.
    Cancelled
        When the user stops the work.
    """
    heights = np.unique(np.asarray(heights_m, dtype=np.float64))
    if wind.part.level is None:
        heights, height_offset_m = heights[:1], 0.0
    frames: list[pd.DataFrame] = []
    starts: list[float] = []
    spread: dict[float, float] = {}
    left_out = 0
    for number, base in enumerate(heights.tolist()):
        pressure, height = (_alone(one) for one in _levels(wind, heights[[number]], atmosphere))
        moved = height_offset_m
        if pressure is not None and atmosphere is not None:
            lower, upper = np.interp([base - height_offset_m / 2.0, base + height_offset_m / 2.0], *atmosphere)
            moved = float(lower - upper)
        frame = ensemble(
            wind,
            lon,
            lat,
            start=start,
            hours=hours,
            offset_m=offset_m,
            pressure_hpa=pressure,
            height_m=height,
            level_offset=moved,
            offset_s=offset_s,
            progress=portion(progress, number / heights.size, (number + 1) / heights.size),
        )
        spread[base] = float(ensemble_spread(frame)["spread_km"].iloc[-1])
        left_out += int(frame.attrs["left_out"])
        frames.append(frame.assign(trajectory=frame["trajectory"] + len(starts)))
        starts += [base] * int(frame.attrs["members"])
    whole, start_height = pd.concat(frames, ignore_index=True), np.array(starts)
    vertices = path_vertices(whole, start_height, _heights_along(wind, whole, start_height, atmosphere))
    lines = path_summary(whole, int(np.ceil(abs(hours) - 1e-9)) + 1)
    lines["start_height_m"] = start_height[lines["trajectory"].to_numpy()]
    return PathRun(lines, vertices, wind.level_unit, wind.vertical_unit, left_out, spread)


def _alone(values: Floats | None) -> float | None:
    return None if values is None else float(values[0])


def _heights_along(
    wind: WindField, frame: pd.DataFrame, start_height: Floats, atmosphere: tuple[Floats, Floats] | None
) -> Floats:
    """Height of every point in m: of the field, of the standing-in atmosphere, or of the start."""
    if wind.part.level is None:
        return start_height[frame["trajectory"].to_numpy()]
    level = frame["level"].to_numpy()
    if wind.part.level_kind == "pressure" and wind.part.height is None and atmosphere is not None:
        return np.interp(-level, -atmosphere[1], atmosphere[0])
    seconds = seconds_since_1970(frame["time"])
    return wind.height_of(seconds, frame["lon"].to_numpy(), frame["lat"].to_numpy(), level)
