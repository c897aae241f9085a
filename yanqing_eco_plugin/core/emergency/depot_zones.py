"""The zones of depots that people set themselves, in place of the usual circle."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from ..errors import InputError
from .geofences import circle_fence
from .log_entries import Changes, Row
from .watched_zones import DEPOT_RADIUS_M, depot_zone_id

__all__ = ["circle_radius_m", "drawn_zone", "ignore_depot", "set_depot_zone", "stored_zones", "usual_depot_zone"]

_GEOD = Geod(ellps="WGS84")
# Of a circle that went through a database.
_ROUND = 0.01
_LONGEST_M = 100_000.0


def stored_zones(zones: Sequence[Row], resource_id: str) -> list[Row]:
    """The rows of ``geofence`` that speak of a depot: those that name it, else the one it has given back."""
    mine = [row for row in zones if row["kind"] == "depot" and row["resource_id"] == resource_id]
    return mine or [row for row in zones if row["geofence_id"] == depot_zone_id(resource_id)]


def set_depot_zone(
    depot: Row, shape: shapely.Polygon, stored: Sequence[Row] = (), *, synthetic: bool = False
) -> Changes:
    """Watch a depot at this zone (WGS-84) from now on.

    Parameters
    ----------
    depot
        Its row of ``resource``.
    stored
        As `stored_zones` gives them, read just now: of two who change the zone at once only one succeeds.

    Returns
    -------
    Changes
        Rows of ``geofence``; of several zones that were stored the first is the one that stays.

    Raises
    ------
    InputError
        The resource is no depot.
    """
    return _changes(depot, shape, stored, active=1, synthetic=synthetic)


def ignore_depot(depot: Row, stored: Sequence[Row] = (), *, synthetic: bool = False) -> Changes:
    """Watch a depot no longer; raises `InputError` for what is none, or has no place. Otherwise as `set_depot_zone`."""
    shape = stored[0]["geometry"] if stored else circle_fence(depot["geometry"], DEPOT_RADIUS_M)
    return _changes(depot, shape, stored, active=0, synthetic=synthetic)


def usual_depot_zone(stored: Sequence[Row]) -> Changes:
    """Watch a depot at its usual circle again; the rows stay in the centre, not in force and nobody's."""
    rows = [
        {**{name: row[name] for name in ("geofence_id", "kind", "row_version")}, "resource_id": None, "active": 0}
        for row in stored
    ]
    return {"geofence": pd.DataFrame(rows)} if rows else {}


def drawn_zone(corners: Sequence[tuple[float, float]]) -> shapely.Polygon:
    """A zone from its corners (longitude, latitude; WGS-84 degrees).

    Raises
    ------
    InputError
        Fewer than three corners, one not on earth, lines that cross, or a zone of more than 100 km.
    """
    places = np.asarray(list(corners), dtype=np.float64).reshape(-1, 2)
    if not ((np.abs(places[:, 0]) <= 180) & (np.abs(places[:, 1]) < 90)).all():
        raise InputError("The zone has no place on earth.", hint="Draw it on the map.")
    shape = shapely.Polygon(places) if len(places) >= 3 else shapely.Polygon()
    if shape.is_empty or not shape.is_valid or not shape.area > 0:
        raise InputError(
            "The lines of the zone cross, or enclose nothing.",
            hint="Click its corners one after the other, all around.",
        )
    west, south, east, north = shape.bounds
    if _GEOD.inv(west, south, east, north)[2] > _LONGEST_M:
        raise InputError("The zone is too large.", hint="Draw it around the yard of the depot.")
    return shape


def circle_radius_m(shape: shapely.Geometry | None, place: shapely.Point | None) -> float | None:
    """Radius, m, where the shape is a circle around the place as `circle_fence` makes it; None where it is none."""
    if shape is None or place is None or not isinstance(shape, shapely.Polygon) or shape.is_empty:
        return None
    corners = np.array(shape.exterior.coords)
    x, y = np.full(len(corners), place.x), np.full(len(corners), place.y)
    metres = _GEOD.inv(x, y, corners[:, 0], corners[:, 1])[2]
    # Few corners that are equally far away are somebody's drawing.
    return float(metres.mean()) if len(corners) > 36 and np.ptp(metres) <= _ROUND * metres.mean() else None


def _changes(depot: Row, shape: shapely.Geometry, stored: Sequence[Row], *, active: int, synthetic: bool) -> Changes:
    if depot["kind"] != "depot":
        raise InputError("{name} is no depot.", hint="Choose a depot.", name=depot.get("name") or depot["resource_id"])
    resource_id = str(depot["resource_id"])
    fresh: Row = {
        "geofence_id": depot_zone_id(resource_id),
        "name": None,
        "synthetic": int(synthetic),
        "row_version": 0,
    }
    rows, shapes = [], []
    for number, row in enumerate(stored or [fresh]):
        first = number == 0
        kept = {name: row[name] for name in ("geofence_id", "row_version", "synthetic")}
        name = row["name"] or depot.get("name") or resource_id
        of = resource_id if first else None
        rows.append({**kept, "kind": "depot", "name": name, "resource_id": of, "active": active if first else 0})
        shapes.append(shape if first else row["geometry"])
    return {"geofence": gpd.GeoDataFrame(rows, geometry=shapes, crs=4326)}
