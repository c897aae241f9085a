"""Where a release exceeds its end-points, as polygons with time: screening over flat terrain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from ..errors import InputError
from .contours import area_above
from .dense_gas import ReleaseKind, check_neutral
from .dispersion_parameters import VALID_RANGE_M, Spread, Terrain, plume_sigmas
from .plume import gaussian_plume
from .puffs import WindStep, puff_concentration, release_puffs

__all__ = ["AREA_COLUMNS", "LONGEST_REACH_M", "SCREENING_NOTE", "plume_areas", "puff_areas"]

Floats = NDArray[np.float64]
AREA_COLUMNS = ("endpoint", "concentration_g_m3", "kind", "time_s", "reach_m", "area_m2", "model", "note", "geometry")
# What every picture of such an area has to say.
SCREENING_NOTE = "screening, flat terrain"
LONGEST_REACH_M = 50_000.0
_BREATHING_HEIGHT_M = 1.5
_GRID_NODES = 300
_FOOTPRINT_NODES = 240
_FOOTPRINT_MOMENTS = 30
_GEOD = Geod(ellps="WGS84")


def plume_areas(
    lon: float,
    lat: float,
    *,
    rate: float,
    wind_speed: float,
    wind_direction: float,
    height: float,
    stability: str,
    endpoints: Mapping[str, float],
    times_s: Sequence[float] = (),
    terrain: Terrain = "rural",
    receptor_height: float = _BREATHING_HEIGHT_M,
    gas_density: float | None = None,
    source_diameter: float = 1.0,
) -> gpd.GeoDataFrame:
    """End-point areas of a steady release, when it has fully developed and at moments before.

    Parameters
    ----------
    lon, lat
        Place of release, WGS-84 degrees.
    rate, wind_speed, height, stability, terrain
        As `gaussian_plume`.
    wind_direction
        Where the wind blows from, degrees clockwise from north.
    endpoints
        Name → concentration in g/m³, e.g. ``{"level 1": 0.058, "level 2": 0.0058}``.
    times_s
        Moments after the start, s: the front has come as far as the wind carried it.
    receptor_height
        Height at which it counts, m.
    gas_density, source_diameter
        kg/m³ of what enters the air and size of the source in m; where the density is given, a heavy gas is refused.

    Returns
    -------
    GeoDataFrame
        `AREA_COLUMNS` in EPSG:4326: for each end-point the ``steady`` area (`time_s` NaN) and one ``moment`` per time. An
        end-point that is reached nowhere has an empty polygon and reach 0. `note` has to be shown with the area.

    Raises
    ------
    DenseGasError
        The gas is heavy.
    InputError
        Impossible numbers, no end-point, a place that is none.
    """
    _check_place(lon, lat, wind_direction, endpoints, times_s)
    distances = np.geomspace(0.5, LONGEST_REACH_M, 4_000)
    axis = gaussian_plume(
        distances,
        0.0,
        receptor_height,
        rate=rate,
        wind_speed=wind_speed,
        height=height,
        stability=stability,
        terrain=terrain,
    )
    if gas_density is not None:
        _ = check_neutral(
            "continuous", amount=rate / 1e3, density=gas_density, wind_speed=wind_speed, diameter=source_diameter
        )
    rows = []
    for name, level in endpoints.items():
        for kind, moment in [("steady", np.nan), *(("moment", float(t)) for t in times_s)]:
            farthest = LONGEST_REACH_M if kind == "steady" else min(wind_speed * moment, LONGEST_REACH_M)
            shape = _plume_outline(distances, axis, level, farthest, stability, terrain)
            rows.append((name, level, kind, moment, shape))
    return _frame(rows, lon, lat, wind_direction + 180.0, f"Gaussian plume, Briggs {terrain}, {stability}")


def puff_areas(
    lon: float,
    lat: float,
    *,
    mass: float,
    duration_s: float,
    height: float,
    wind: Sequence[WindStep],
    endpoints: Mapping[str, float],
    times_s: Sequence[float],
    terrain: Terrain = "rural",
    spread: Spread = "plume",
    receptor_height: float = _BREATHING_HEIGHT_M,
    gas_density: float | None = None,
    source_diameter: float = 1.0,
) -> gpd.GeoDataFrame:
    """End-point areas of a release that is short or meets a changing wind, moment by moment and all in all.

    Parameters
    ----------
    mass, duration_s, height, wind, terrain, spread
        As `release_puffs`: g, s, m.
    times_s
        Moments after the start, s; at least one.
    lon, lat, endpoints, receptor_height, gas_density, source_diameter
        As `plume_areas`.

    Returns
    -------
    GeoDataFrame
        As `plume_areas`: per end-point one ``moment`` for each time and the ``footprint`` of all moments up to the last.

    Raises
    ------
    DenseGasError, InputError
        As `plume_areas`.
    """
    _check_place(lon, lat, 0.0, endpoints, times_s)
    moments = sorted({float(t) for t in times_s})
    if not moments or moments[-1] <= 0:
        raise InputError("There is no moment to draw.", hint="Give at least one time after the start.")
    if gas_density is not None:
        first = min(wind, key=lambda step: step.start_s).speed if wind else 0.0
        amount = mass / 1e3 / (duration_s or 1.0)
        kind: ReleaseKind = "instantaneous" if duration_s == 0 else "continuous"
        _ = check_neutral(kind, amount=amount, density=gas_density, wind_speed=first, diameter=source_diameter)

    def field(moment: float, window: tuple[Floats, Floats] | None = None) -> tuple[Floats, Floats, Floats]:
        spacing = max(duration_s / 200.0, 1.0)
        puffs = release_puffs(
            moment,
            mass=mass,
            duration_s=duration_s,
            height=height,
            wind=wind,
            terrain=terrain,
            spread=spread,
            spacing_s=spacing,
        )
        x, y = window or (_axis(puffs.east, puffs.sigma), _axis(puffs.north, puffs.sigma))
        return x, y, puff_concentration(puffs, x, y, receptor_height)

    drawn = {moment: field(moment) for moment in moments}
    corners = np.array([(x[0], x[-1], y[0], y[-1]) for x, y, _ in drawn.values()])
    window = (
        np.linspace(min(corners[:, 0].min(), -10.0), max(corners[:, 1].max(), 10.0), _FOOTPRINT_NODES),
        np.linspace(min(corners[:, 2].min(), -10.0), max(corners[:, 3].max(), 10.0), _FOOTPRINT_NODES),
    )
    highest = np.zeros((_FOOTPRINT_NODES, _FOOTPRINT_NODES))
    for moment in np.union1d(np.linspace(0.0, moments[-1], _FOOTPRINT_MOMENTS + 1)[1:], moments):
        np.maximum(highest, field(float(moment), window)[2], out=highest)
    rows = []
    for name, level in endpoints.items():
        pieces = []
        for moment, (x, y, values) in drawn.items():
            pieces.append(_above(x, y, values, level))
            rows.append((name, level, "moment", moment, pieces[-1]))
        # The moments have finer grids than the footprint: what they show belongs to it.
        shape = shapely.union_all([*pieces, _above(*window, highest, level)])
        rows.append((name, level, "footprint", moments[-1], shape))
    return _frame(rows, lon, lat, 0.0, f"Gaussian puffs, {'Briggs ' + terrain if spread == 'plume' else 'Slade'}")


def _plume_outline(
    distances: Floats, axis: Floats, level: float, farthest: float, stability: str, terrain: Terrain
) -> shapely.Geometry:
    """Outline in metres, downwind along +y: the half-width has a closed form where the axis is above the level."""
    if farthest < distances[0]:
        return shapely.MultiPolygon()
    x = np.append(distances[distances < farthest], farthest)
    with np.errstate(divide="ignore"):
        excess = np.interp(x, distances, np.log(np.maximum(axis, 1e-300))) - np.log(level)
    sigma_y, _ = plume_sigmas(x, stability, terrain)
    half = sigma_y * np.sqrt(2.0 * np.maximum(excess, 0.0))
    parts = []
    above = np.flatnonzero(excess > 0)
    for run in np.split(above, np.flatnonzero(np.diff(above) > 1) + 1):
        if not len(run):
            continue
        along, width = x[run], half[run]
        for outer, position in ((run[0] - 1, 0), (run[-1] + 1, None)):
            if 0 <= outer < len(x):
                inner = run[0] if position == 0 else run[-1]
                share = excess[inner] / (excess[inner] - excess[outer])
                tip = x[inner] + share * (x[outer] - x[inner])
                at = 0 if position == 0 else len(along)
                along, width = np.insert(along, at, tip), np.insert(width, at, 0.0)
        ring = np.column_stack([np.concatenate([width, -width[::-1]]), np.concatenate([along, along[::-1]])])
        parts.append(shapely.Polygon(ring))
    return shapely.MultiPolygon([part for part in parts if part.area > 0])


def _above(x: Floats, y: Floats, values: Floats, level: float) -> shapely.Geometry:
    # The logarithm of a Gaussian is a parabola: contours between nodes come out closer than on the values themselves.
    return area_above(x, y, np.log(np.maximum(values, level * 1e-9)), float(np.log(level)))


def _axis(centres: Floats, sigma: Floats) -> Floats:
    if not len(centres):
        return np.linspace(-10.0, 10.0, 8)
    low, high = float((centres - 5.0 * sigma).min()), float((centres + 5.0 * sigma).max())
    return np.linspace(low, high, _GRID_NODES)


def _frame(
    rows: list[tuple[str, float, str, float, shapely.Geometry]], lon: float, lat: float, bearing: float, model: str
) -> gpd.GeoDataFrame:
    shapes, reaches, areas, notes = [], [], [], []
    for _, _, _, _, shape in rows:
        corners = shapely.get_coordinates(shape)
        reach = float(np.hypot(*corners.T).max()) if len(corners) else 0.0
        reaches.append(reach)
        areas.append(float(shape.area))
        extrapolated = f", extrapolated beyond {VALID_RANGE_M[1] / 1e3:.0f} km" if reach > VALID_RANGE_M[1] else ""
        cut = f", cut at {LONGEST_REACH_M / 1e3:.0f} km" if reach >= LONGEST_REACH_M * 0.999 else ""
        notes.append(SCREENING_NOTE + extrapolated + cut)
        shapes.append(shapely.transform(shape, lambda points: _on_earth(points, lon, lat, bearing)))
    names, levels, kinds, times, _ = zip(*rows, strict=True)
    return gpd.GeoDataFrame(
        {
            "endpoint": list(names),
            "concentration_g_m3": list(levels),
            "kind": list(kinds),
            "time_s": list(times),
            "reach_m": reaches,
            "area_m2": areas,
            "model": model,
            "note": notes,
        },
        geometry=shapes,
        crs=4326,
    )


def _on_earth(points: Floats, lon: float, lat: float, bearing: float) -> Floats:
    """Degrees of metres in a frame at the source whose +y axis looks along `bearing`."""
    azimuth = np.degrees(np.arctan2(points[:, 0], points[:, 1])) + bearing
    count = len(points)
    x, y, _ = _GEOD.fwd(np.full(count, lon), np.full(count, lat), azimuth, np.hypot(points[:, 0], points[:, 1]))
    return np.column_stack([x, y])


def _check_place(
    lon: float, lat: float, direction: float, endpoints: Mapping[str, float], times_s: Sequence[float]
) -> None:
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise InputError("There is no place at {lon}, {lat}.", hint="Give degrees of WGS-84.", lon=lon, lat=lat)
    if not np.isfinite(direction):
        raise InputError("The wind has no direction.", hint="Give where it blows from, in degrees.")
    if not endpoints:
        raise InputError("There is no end-point.", hint="Give at least one concentration in g/m³.")
    for name, level in endpoints.items():
        if not (np.isfinite(level) and level > 0):
            raise InputError(
                "The end-point “{name}” is no concentration.", hint="Give g/m³ above 0.", name=name, value=level
            )
    if not all(np.isfinite(t) and t >= 0 for t in times_s):
        raise InputError("A moment is before the start of the release.", hint="Give seconds after the start.")
