"""Paths of air parcels through a wind field, forward or back in time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from ..progress import Progress, checkpoint
from .sphere import from_vectors, moved, tangent_wind, to_vectors
from .wind import WindField

__all__ = ["CORRECTIONS", "LARGEST_STEP_CELLS", "trajectories"]

Floats = NDArray[np.float64]
LARGEST_STEP_CELLS = 0.75
CORRECTIONS = 1
_MOST_SUBSTEPS = 4_096
_MOST_ROWS = 10_000_000
_EPOCH = np.datetime64("1970-01-01", "ns")


@dataclass
class _Parcels:
    """Where the parcels are: unit vectors, level, elapsed seconds."""

    place: Floats
    level: Floats
    elapsed: float


@dataclass
class _Motion:
    """Wind at the parcels: vectors in space (n, 3) in m/s, change of the level per second, and cells crossed a second."""

    wind: Floats
    climb: Floats
    cells: Floats

    def of(self, kept: NDArray[np.bool_]) -> _Motion:
        return _Motion(self.wind[kept], self.climb[kept], self.cells[kept])


def _motion(wind: WindField, start: Floats, parcels: _Parcels, rate: float) -> _Motion:
    lon, lat = from_vectors(parcels.place)
    found = wind.sample(start + parcels.elapsed, lon, lat, parcels.level)
    vectors = tangent_wind(parcels.place, found[:, 0], found[:, 1])
    climb = found[:, 2] * rate if rate else np.zeros(lon.size)
    return _Motion(vectors, climb, np.hypot(found[:, 0], found[:, 1]) / wind.cell_m(lat))


def _advance(
    wind: WindField, start: Floats, parcels: _Parcels, here: _Motion, span: float, substeps: int, rate: float
) -> tuple[_Parcels, float]:
    """The parcels, where the wind is `here`, `span` seconds on, and the longest step taken in grid cells.

    Petterssen (1940): x₁⁰ = x₀ + V(x₀,t)Δt, then x₁ = x₀ + ½[V(x₀,t) + V(x₁,t+Δt)]Δt, repeated.
    """
    step, longest = span / substeps, 0.0
    for turn in range(substeps):
        now = _motion(wind, start, parcels, rate) if turn else here
        cells = now.cells * abs(step)
        longest = max(longest, float(np.nanmax(cells)) if np.isfinite(cells).any() else 0.0)
        if longest > LARGEST_STEP_CELLS:
            return parcels, longest
        then = _Parcels(moved(parcels.place, now.wind * step), parcels.level + now.climb * step, parcels.elapsed + step)
        for _ in range(CORRECTIONS):
            there = _motion(wind, start, then, rate)
            then.place = moved(parcels.place, (now.wind + there.wind) * (0.5 * step))
            then.level = parcels.level + (now.climb + there.climb) * (0.5 * step)
        parcels = then
    return parcels, longest


def _substeps(longest: float, tried: int) -> int:
    """How many steps to try after `tried` proved too long."""
    return max(tried + 1, math.ceil(tried * longest / LARGEST_STEP_CELLS * 1.05))


def _starts(start: ArrayLike, count: int) -> Floats:
    instants = np.asarray(start, dtype="datetime64[ns]")
    if np.isnat(instants).any() or instants.shape not in ((), (count,)):
        raise InputError(
            "The start of the trajectories is no time, or there are not as many times as points.",
            hint="Give one time for all points, or one for each.",
        )
    seconds = (instants - _EPOCH).astype(np.int64) / 1e9
    # One time for all lets the field be interpolated in time once for all parcels.
    return seconds if seconds.ndim == 0 or np.ptp(seconds) else seconds[:1].reshape(())


def _points(*values: ArrayLike | None) -> list[Floats | None]:
    given = [None if value is None else np.asarray(value, dtype=np.float64) for value in values]
    try:
        shape = np.broadcast_shapes((1,), *(value.shape for value in given if value is not None))
    except ValueError as error:
        raise InputError("Longitudes, latitudes and levels differ in number.", details=str(error)) from error
    if len(shape) != 1 or not shape[0]:
        raise InputError("There is no starting point.")
    if any(value is not None and not np.isfinite(value).all() for value in given):
        raise InputError("A starting point has no longitude, latitude or level.")
    return [None if value is None else np.broadcast_to(value, shape) for value in given]


def trajectories(
    wind: WindField,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    start: ArrayLike,
    hours: float,
    pressure_hpa: ArrayLike | None = None,
    height_m: ArrayLike | None = None,
    step_s: float = 1800.0,
    output_s: float = 3600.0,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Follow air parcels from their starting points through a wind field.

    Three-dimensional where the field has vertical motion, else on the starting level. Petterssen's scheme on the sphere
    with one correction (Petterssen 1940; Stein et al. 2015, doi:10.1175/BAMS-D-14-00110.1); steps are shortened until
    none passes more than 0.75 of a grid cell. Nothing is extrapolated: a path that leaves the field or meets missing
    wind ends there.

    Parameters
    ----------
    wind
        The field; its period must hold all starts and ends.
    lon, lat, pressure_hpa, height_m
        Starting points in degrees and hPa or m (see `WindField.at`); scalars or (n,).
    start
        UTC; one for all or (n,).
    hours
        How long to follow; negative: back in time.
    step_s
        Longest step in seconds (HYSPLIT allows an hour); the rule of 0.75 cells shortens it where the wind is strong.
    output_s
        Time between rows, in seconds.

    Returns
    -------
    DataFrame
        trajectory (number of the starting point), time (UTC), lon, lat (degrees), level (`attrs["level_unit"]`; NaN for
        a field without levels), ordered by trajectory and along the path. ``attrs``: level_unit, vertical (unit of the
        vertical motion used, empty when none), shortest_step_s, and ended: trajectories that left the field or met
        missing wind before their time.

    Raises
    ------
    InputError
        When a start lies outside the field or where wind is missing, or the field's period is too short.
    Cancelled
        When the user stops the work.
    """
    if not (np.isfinite(hours) and hours and step_s > 0 and output_s > 0):
        raise InputError("The length of a trajectory and its steps must be other than zero.")
    x, y, pressure, height = _points(lon, lat, pressure_hpa, height_m)
    if x is None or y is None:
        raise InputError("There is no starting point.")
    begin, span = _starts(start, x.size), hours * 3600.0
    rows = math.ceil(abs(span) / output_s - 1e-9) + 1
    if rows * x.size > _MOST_ROWS:
        raise InputError("{rows} rows of trajectories are too many.", hint="Follow fewer.", rows=rows * x.size)
    level = wind.level_for(begin, x, y, pressure, height)
    wind.refuse_outside(begin, x, y, level)
    wind.refuse_outside(begin + span, x, y, level)
    rate = {"Pa/s": 0.01, "m/s": 1.0}.get(wind.vertical_unit, 0.0)
    parcels = _Parcels(to_vectors(x, y), level.astype(np.float64), 0.0)
    here = _motion(wind, begin, parcels, rate)
    if np.isnan(here.cells).any():
        raise InputError("The wind is missing at a starting point.", hint="Choose another point, level or time.")
    places, levels = np.full((rows, x.size, 3), np.nan), np.full((rows, x.size), np.nan)
    offsets = np.minimum(np.arange(rows) * output_s, abs(span)) * math.copysign(1.0, hours)
    places[0], levels[0] = parcels.place, parcels.level
    alive, shortest, substeps = np.arange(x.size), math.inf, 1
    for row in range(1, rows):
        checkpoint(progress, (row - 1) / (rows - 1))
        interval = float(offsets[row] - offsets[row - 1])
        from_each = begin if begin.ndim == 0 else begin[alive]
        fewest = math.ceil(abs(interval) / step_s - 1e-9)
        substeps = max(fewest, substeps - 1)
        while True:
            then, longest = _advance(wind, from_each, parcels, here, interval, substeps, rate)
            if longest <= LARGEST_STEP_CELLS:
                break
            substeps = _substeps(longest, substeps)
            if substeps > _MOST_SUBSTEPS:
                raise InputError("The wind is too strong for the grid of the field.", details=f"{longest} cells a step")
        shortest = min(shortest, abs(interval) / substeps)
        # A path counts only as long as there is wind where it ends.
        then.elapsed = float(offsets[row])
        arrived = _motion(wind, from_each, then, rate)
        kept = np.isfinite(arrived.cells)
        alive, here = alive[kept], arrived.of(kept)
        parcels = _Parcels(then.place[kept], then.level[kept], then.elapsed)
        places[row, alive], levels[row, alive] = parcels.place, parcels.level
        if not alive.size:
            break
    frame = _table(places, levels, begin, offsets, wind.part.level is not None)
    frame.attrs.update(
        level_unit=wind.level_unit,
        vertical=wind.vertical_unit,
        shortest_step_s=shortest,
        ended=sorted(set(range(x.size)) - set(alive.tolist())),
    )
    return frame


def _table(places: Floats, levels: Floats, begin: Floats, offsets: Floats, has_levels: bool) -> pd.DataFrame:
    """Rows of all paths, trajectory by trajectory, without what lies after their end."""
    rows, count = levels.shape
    lon, lat = from_vectors(places)
    seconds = np.broadcast_to(begin, (count,))[:, None] + offsets[None, :]
    time = _EPOCH + np.rint(seconds * 1e6).astype(np.int64).astype("timedelta64[us]")
    known = np.isfinite(lon.T).reshape(-1)
    return pd.DataFrame(
        {
            "trajectory": np.repeat(np.arange(count), rows)[known],
            "time": time.reshape(-1)[known].astype("datetime64[ns]"),
            "lon": lon.T.reshape(-1)[known],
            "lat": lat.T.reshape(-1)[known],
            "level": levels.T.reshape(-1)[known] if has_levels else np.full(int(known.sum()), np.nan),
        }
    )
