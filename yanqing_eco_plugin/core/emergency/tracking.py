"""What the tracks say about orders: who has left, who has arrived."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from .geofences import fence_events
from .orders import ORDER_STATES
from .road_network import metres_between

__all__ = ["MOVED_M", "derived_steps"]

# Farther than receivers err and drivers walk around their vehicle.
MOVED_M = 100.0
_STEP_COLUMNS = ("order_id", "resource_id", "state", "time")
_WATCHED = ("ordered", "acknowledged", "moving")


def derived_steps(
    orders: pd.DataFrame, fixes: pd.DataFrame, zones: gpd.GeoDataFrame, *, moved_m: float = MOVED_M
) -> pd.DataFrame:
    """Steps of orders that the tracks show: ``moving`` and ``on_scene``.

    A unit moves once it is `moved_m` and its own uncertainty away from where it was when ordered; it is on scene with its
    first fix inside a zone of the incident. Only fixes after the order's last step count, so that what a person set right
    stays.

    Parameters
    ----------
    orders
        Rows of the centre's table ``dispatch_order``.
    fixes
        ``resource_id, time, lon, lat, accuracy_m`` of these resources, from a little before the orders.
    zones
        Rows of ``geofence`` with ``geofence_id, incident_id`` and polygons in EPSG:4326.

    Returns
    -------
    DataFrame
        ``order_id, resource_id, state, time``, by time; to be taken with `step_order`.
    """
    rows: list[tuple[str, str, str, pd.Timestamp]] = []
    tracks = dict(tuple(fixes.sort_values("time", kind="stable").groupby("resource_id"))) if len(fixes) else {}
    for order in orders[orders["state"].isin(_WATCHED)].to_dict("records"):
        track = tracks.get(order["resource_id"])
        if track is None:
            continue
        times = [order.get(f"{state}_at") for state in ORDER_STATES]
        since = max(moment for moment in times if not pd.isna(moment))
        later = track[track["time"] > since]
        mine = zones[zones["incident_id"] == order["incident_id"]]
        arrived = _arrival(later, mine)
        left = None if order["state"] == "moving" else _departure(track, later, since, moved_m)
        if left is not None and (arrived is None or left <= arrived):
            rows.append((order["order_id"], order["resource_id"], "moving", left))
        if arrived is not None:
            rows.append((order["order_id"], order["resource_id"], "on_scene", arrived))
    found = pd.DataFrame(rows, columns=list(_STEP_COLUMNS))
    found["time"] = pd.to_datetime(found["time"], utc=True)
    rank = found["state"].map({state: at for at, state in enumerate(ORDER_STATES)})
    return found.assign(rank=rank).sort_values(["time", "rank"], kind="stable", ignore_index=True)[list(_STEP_COLUMNS)]


def _arrival(later: pd.DataFrame, zones: gpd.GeoDataFrame) -> pd.Timestamp | None:
    events, _ = fence_events(later, zones)
    entered = events.loc[events["event"] == "entered", "time"]
    return entered.iloc[0] if len(entered) else None


def _departure(track: pd.DataFrame, later: pd.DataFrame, since: pd.Timestamp, moved_m: float) -> pd.Timestamp | None:
    if not len(later):
        return None
    earlier = track[track["time"] <= since]
    anchor = earlier.iloc[-1:] if len(earlier) else later.iloc[:1]
    start = np.repeat(anchor[["lon", "lat"]].to_numpy(dtype=np.float64), len(later), axis=0)
    gap = metres_between(start, later[["lon", "lat"]].to_numpy(dtype=np.float64))
    slack = later["accuracy_m"].fillna(0.0).to_numpy(dtype=np.float64) if "accuracy_m" in later.columns else 0.0
    away = np.flatnonzero(gap > moved_m + slack)
    return later["time"].iloc[away[0]] if len(away) else None
