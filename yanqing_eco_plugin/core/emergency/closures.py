"""Roads that nobody can drive for the time being, as zones of the centre."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS, Transformer

from ..errors import InputError
from .log_entries import Changes, Row, log_entry, new_id

__all__ = ["CLOSURE", "close_roads", "is_closure", "open_roads"]

CLOSURE = "closure"
# As wide as a drawn line may miss the road that is meant.
_BESIDE_M = 15.0
_LONGEST_M = 50_000.0


def is_closure(zones: pd.DataFrame) -> pd.Series:
    """Which rows of the centre's table ``geofence`` are closures in force."""
    return (zones["kind"] == CLOSURE) & (zones["active"].fillna(1).astype(int) == 1)


def close_roads(
    points: Sequence[tuple[float, float]],
    *,
    at: datetime | pd.Timestamp,
    by: str = "",
    name: str = "",
    incident_id: str = "",
    synthetic: bool = False,
) -> Changes:
    """Close what a drawn line touches.

    Parameters
    ----------
    points
        Longitude and latitude, WGS-84 degrees; one for a single spot.
    at
        Now, aware.
    incident_id
        In whose log it is written; empty for none.

    Returns
    -------
    Changes
        Rows of ``geofence`` and, with an incident, ``log_entry``.

    Raises
    ------
    InputError
        There is no point, one is not on earth, or the line is far too long.
    """
    places = np.asarray(list(points), dtype=np.float64).reshape(-1, 2)
    if not len(places) or not ((np.abs(places[:, 0]) <= 180) & (np.abs(places[:, 1]) < 90)).all():
        raise InputError("The closure has no place on earth.", hint="Draw it on the map.")
    lon, lat = places.mean(axis=0)
    flat = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    x, y = Transformer.from_crs(4326, flat, always_xy=True).transform(*places.T)
    metres = np.column_stack([x, y])
    drawn = shapely.Point(metres[0]) if len(metres) == 1 else shapely.LineString(metres)
    if drawn.length > _LONGEST_M:
        raise InputError("The closure is too long.", hint="Draw it along the roads that are closed.")
    back = Transformer.from_crs(flat, 4326, always_xy=True)
    shape = shapely.transform(drawn.buffer(_BESIDE_M), lambda p: np.column_stack(back.transform(*p.T)))
    zone = {
        "geofence_id": new_id(CLOSURE, at),
        "kind": CLOSURE,
        "name": name,
        "incident_id": incident_id or None,
        "active": 1,
        "synthetic": int(synthetic),
        "row_version": 0,
    }
    changes: Changes = {"geofence": gpd.GeoDataFrame([zone], geometry=[shape], crs=4326)}
    return _logged(changes, zone, "roads.closed", at=at, by=by)


def open_roads(closure: Row, *, at: datetime | pd.Timestamp, by: str = "") -> Changes:
    """Lift a closure (its row of ``geofence``, as read just now); it stays in the centre, not in force."""
    kept = {key: closure[key] for key in ("geofence_id", "kind")}
    row = {**kept, "row_version": closure.get("row_version", 0), "active": 0}
    return _logged({"geofence": pd.DataFrame([row])}, closure, "roads.opened", at=at, by=by)


def _logged(changes: Changes, zone: Row, event: str, *, at: datetime | pd.Timestamp, by: str) -> Changes:
    if zone.get("incident_id"):
        changes["log_entry"] = log_entry(
            str(zone["incident_id"]),
            "decision",
            at=at,
            event=event,
            author=by,
            text=str(zone.get("name") or ""),
            geofence_id=zone["geofence_id"],
        )
    return changes
