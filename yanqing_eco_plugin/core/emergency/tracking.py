"""What the tracks say about orders: who has left, who has arrived."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .geofences import fence_events
from .orders import ORDER_STATES
from .road_network import metres_between

__all__ = ["MOVED_M", "anchors", "derived_steps"]

# Farther than receivers err and drivers walk around their vehicle.
MOVED_M = 100.0
_STEP_COLUMNS = ("order_id", "resource_id", "state", "time")
_WATCHED = ("ordered", "acknowledged", "moving")
_TIMES = [f"{state}_at" for state in ORDER_STATES]


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
    track = _tracks(orders, fixes)
    arrived, left = _arrivals(track, zones), _departures(track, moved_m)
    # Who is there before it has left was there already.
    left = left[~(left > arrived.reindex(left.index))]
    parts = [
        times.rename("time").reset_index().assign(state=state)
        for times, state in ((left, "moving"), (arrived, "on_scene"))
    ]
    found = pd.concat(parts, ignore_index=True)
    found["resource_id"] = found["order_id"].map(orders.set_index("order_id")["resource_id"])
    found["rank"] = found["state"].map({state: at for at, state in enumerate(ORDER_STATES)})
    found = found.sort_values(["time", "rank", "order_id"], kind="stable", ignore_index=True)
    return found[list(_STEP_COLUMNS)]


def anchors(orders: pd.DataFrame, fixes: pd.DataFrame) -> pd.DataFrame:
    """The fixes from which `derived_steps` measures whether a unit has left, one for each order of one that has not.

    Given these beside fixes that are later than those given here, it finds the same as with all of them.
    """
    parked = orders[orders["state"].isin(_WATCHED) & (orders["state"] != "moving")]
    if parked.empty:
        return fixes.iloc[:0]
    track = _tracks(parked, fixes)
    at = _anchor_of_each(track)
    return track.loc[at, list(fixes.columns)].drop_duplicates(["resource_id", "time"], ignore_index=True)


def _tracks(orders: pd.DataFrame, fixes: pd.DataFrame) -> pd.DataFrame:
    """The fixes of each watched order by time, with its incident, its state and its last step (`since`)."""
    watched = orders[orders["state"].isin(_WATCHED)]
    given = [name for name in _TIMES if name in watched.columns]
    # The latest of the steps, those that never were left out.
    since = pd.concat([pd.to_datetime(watched[name], utc=True) for name in given], axis=1).max(axis=1)
    about = watched[["order_id", "resource_id", "incident_id", "state"]].assign(since=since)
    joined = fixes.merge(about, on="resource_id")
    instants = pd.DatetimeIndex(joined["time"]).asi8
    # By order, and by time within each: several times as fast as sorting by names.
    by_time = np.lexsort((instants, pd.factorize(joined["order_id"])[0]))
    return joined.take(by_time).reset_index(drop=True)


def _arrivals(track: pd.DataFrame, zones: gpd.GeoDataFrame) -> pd.Series:
    """When each order's unit was first in a zone of its incident, by ``order_id``."""
    later = track[track["time"] > track["since"]]
    found = []
    for incident_id, part in later.groupby("incident_id"):
        events, _ = fence_events(part.assign(resource_id=part["order_id"]), zones[zones["incident_id"] == incident_id])
        found.append(events[events["event"] == "entered"])
    whole = pd.concat(found) if found else pd.DataFrame({"resource_id": [], "time": later["time"].iloc[:0]})
    return whole.groupby("resource_id")["time"].min().rename_axis("order_id")


def _departures(track: pd.DataFrame, moved_m: float) -> pd.Series:
    """When each order's unit was first away from where it had been when ordered, by ``order_id``."""
    track = track[(track["state"] != "moving").to_numpy()].reset_index(drop=True)
    size = track.groupby("order_id", sort=False).size().to_numpy()
    places = track[["lon", "lat"]].to_numpy(dtype=np.float64)
    gap = metres_between(np.repeat(places[_anchor_of_each(track)], size, axis=0), places)
    slack = track["accuracy_m"].fillna(0.0).to_numpy(dtype=np.float64) if "accuracy_m" in track.columns else 0.0
    away = (track["time"] > track["since"]).to_numpy() & (gap > moved_m + slack)
    return track[away].groupby("order_id")["time"].min()


def _anchor_of_each(track: pd.DataFrame) -> NDArray[np.int64]:
    """Row of the last fix before each order's last step, or of the first one after it."""
    orders = track.assign(before=(track["time"] <= track["since"]).astype(int)).groupby("order_id", sort=False)[
        "before"
    ]
    size, before = orders.size().to_numpy(dtype=np.int64), orders.sum().to_numpy(dtype=np.int64)
    return np.cumsum(size) - size + np.maximum(before - 1, 0)
