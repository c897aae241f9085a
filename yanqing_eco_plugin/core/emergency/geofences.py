"""Who entered or left which zone, from fixes."""

from __future__ import annotations

from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer

from ..errors import InputError

__all__ = ["FENCE_EVENT_COLUMNS", "circle_fence", "fence_events"]

FENCE_EVENT_COLUMNS = ("geofence_id", "resource_id", "time", "event")
Flags = NDArray[np.bool_]
_GEOD = Geod(ellps="WGS84")
_LARGEST_RADIUS_M = 100_000.0


def circle_fence(place: shapely.Point, radius_m: float, corners: int = 72) -> shapely.Polygon:
    """The zone within a radius (m) of a place (WGS-84 degrees); raises `InputError` for a place or radius that is none."""
    if place is None or place.is_empty or not (abs(place.x) <= 180 and abs(place.y) <= 90):
        raise InputError("There is no such place on earth.", hint="Give longitude and latitude in degrees.")
    if not 0 < radius_m <= _LARGEST_RADIUS_M:
        raise InputError("A zone of {radius} m is not possible.", hint="Give 1 to 100000 m.", radius=radius_m)
    bearing = np.linspace(0.0, 360.0, corners, endpoint=False)
    x, y, _ = _GEOD.fwd(np.full(corners, place.x), np.full(corners, place.y), bearing, np.full(corners, radius_m))
    return shapely.Polygon(np.column_stack([x, y]))


def fence_events(
    fixes: pd.DataFrame, fences: gpd.GeoDataFrame, *, inside: pd.DataFrame | None = None, edge_m: float = 0.0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What entered and left zones.

    The first fix of a resource inside a zone counts as entering. Given what was `inside` before, the same fixes give the
    same events in whatever batches they come, as long as each batch is later than the one before.

    Parameters
    ----------
    fixes
        ``resource_id, time, lon, lat`` in any order.
    fences
        ``geofence_id`` and polygons in EPSG:4326.
    inside
        What this function gave back before.
    edge_m
        A unit has left only where it is farther than this from the zone, so that one at the edge does not come and go.

    Returns
    -------
    events : DataFrame
        `FENCE_EVENT_COLUMNS`, by time; `event` is ``entered`` or ``left``.
    inside : DataFrame
        ``geofence_id, resource_id`` of those inside after the last fix.
    """
    before: set[tuple[object, object]] = (
        set() if inside is None else set(zip(inside["geofence_id"], inside["resource_id"]))
    )
    if not len(fixes) or not len(fences):
        return _events([]), _inside(before)
    units, names = pd.factorize(fixes["resource_id"].to_numpy(dtype=object))
    instants = pd.DatetimeIndex(fixes["time"]).as_unit("ns").asi8
    order = np.lexsort((instants, units))
    unit, instant = units[order], instants[order]
    lon, lat = (fixes[name].to_numpy(dtype=np.float64)[order] for name in ("lon", "lat"))
    first = np.ones(len(unit), dtype=bool)
    first[1:] = unit[1:] != unit[:-1]
    last = np.append(first[1:], True)
    parts = []
    for fence_id, shape in zip(fences["geofence_id"], fences.geometry):
        there = np.array([(fence_id, names[code]) in before for code in unit[first]], dtype=bool)
        held = _contains(shape, lon, lat)
        was = _before(held, first, there)
        if edge_m > 0 and (held != was).any():
            near = _contains(_widened(shape, edge_m), lon, lat)
            held = _settled(held, near, first, there)
            was = _before(held, first, there)
        at = np.flatnonzero(held != was)
        if not len(at):
            continue
        parts.append(
            pd.DataFrame(
                {
                    "geofence_id": np.full(len(at), fence_id, dtype=object),
                    "resource_id": names[unit[at]],
                    "time": pd.DatetimeIndex(instant[at].astype("datetime64[ns]")).tz_localize("UTC"),
                    "event": np.where(held[at], "entered", "left").astype(object),
                }
            )
        )
        before -= {(fence_id, names[code]) for code in unit[last]}
        before |= {(fence_id, names[code]) for code in unit[last & held]}
    return _events(parts), _inside(before)


def _before(held: Flags, first: Flags, there: Flags) -> Flags:
    """Whether a unit was inside at its fix before; before its first one as in `there`, one for each unit."""
    was = np.empty(len(held), dtype=bool)
    was[1:] = held[:-1]
    was[first] = there
    return was


def _settled(held: Flags, near: Flags, first: Flags, there: Flags) -> Flags:
    """Inside from a fix in the zone on, until one that is not even near it."""
    at = np.arange(len(held))
    start = np.maximum.accumulate(np.where(first, at, 0))
    sure = held | ~near
    # The last fix of the same unit that says it for sure; -1 where there is none yet.
    last = np.maximum.accumulate(np.where(sure, at, -1))
    unit = np.cumsum(first) - 1
    return np.where(last >= start, held[last], there[unit])


@lru_cache(maxsize=256)
def _widened(shape: shapely.Geometry, metres: float) -> shapely.Geometry:
    """The zone with everything nearer to it than so many metres."""
    centre = shapely.centroid(shape)
    flat = CRS.from_proj4(f"+proj=aeqd +lat_0={centre.y} +lon_0={centre.x} +datum=WGS84 +units=m")
    there = Transformer.from_crs(4326, flat, always_xy=True)
    back = Transformer.from_crs(flat, 4326, always_xy=True)
    wide = shapely.buffer(shapely.transform(shape, lambda p: np.column_stack(there.transform(*p.T))), metres)
    return shapely.transform(wide, lambda p: np.column_stack(back.transform(*p.T)))


def _contains(shape: shapely.Geometry, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Flags:
    """Which points lie in the shape; only those in its box are looked at closely."""
    west, south, east, north = shape.bounds
    found = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    near = np.flatnonzero(found)
    shapely.prepare(shape)
    found[near] = shapely.intersects_xy(shape, lon[near], lat[near])
    return found


def _events(parts: list[pd.DataFrame]) -> pd.DataFrame:
    if not any(len(part) for part in parts):
        empty = pd.DataFrame({name: pd.Series(dtype=object) for name in FENCE_EVENT_COLUMNS})
        return empty.assign(time=pd.Series(dtype="datetime64[ns, UTC]"))[list(FENCE_EVENT_COLUMNS)]
    whole = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return whole.sort_values(["time", "resource_id", "geofence_id"], kind="stable", ignore_index=True)


def _inside(pairs: set[tuple[object, object]]) -> pd.DataFrame:
    return pd.DataFrame(sorted(pairs, key=str), columns=["geofence_id", "resource_id"], dtype=object)
