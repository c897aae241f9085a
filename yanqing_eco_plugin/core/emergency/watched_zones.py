"""Which zones the units of an incident are watched at, and what of their coming and going is new."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .closures import CLOSURE
from .geofences import circle_fence, fence_events

__all__ = [
    "DEPOT_RADIUS_M",
    "EDGE_M",
    "depot_zone_id",
    "fence_entry_id",
    "inside_by_log",
    "unlogged",
    "watched_zones",
    "zone_events",
]

# A yard with its gate; a stored zone of the depot goes before it.
DEPOT_RADIUS_M = 150.0
# As far as receivers err: who stands at the edge neither comes nor goes.
EDGE_M = 50.0
_ZONE_COLUMNS = ("geofence_id", "kind", "name", "incident_id")


def depot_zone_id(resource_id: str) -> str:
    """What the zone of a depot is called, also where it is the usual circle: a log goes on under one name."""
    return f"depot-{resource_id}"


def watched_zones(
    geofences: gpd.GeoDataFrame,
    resources: gpd.GeoDataFrame,
    districts: gpd.GeoDataFrame,
    incident_id: str,
    *,
    depot_radius_m: float = DEPOT_RADIUS_M,
) -> gpd.GeoDataFrame:
    """The zones of an incident, the depots and the district.

    Parameters
    ----------
    geofences, resources, districts
        Rows of the centre's tables ``geofence``, ``resource`` and ``district``, EPSG:4326. A stored zone of the kind
        ``depot`` takes the place of the circle around the depot in its ``resource_id``; one that is not in force switches
        the watch on this depot off.
    incident_id
        Zones of other incidents, and closed roads, are left out.

    Returns
    -------
    GeoDataFrame
        ``geofence_id, kind`` (``incident``, ``depot``, ``district``), ``name, incident_id`` and polygons.
    """
    force = geofences["active"].fillna(1).astype(int) == 1
    depot = geofences["kind"] == "depot"
    scene = (geofences["incident_id"] == incident_id) & (geofences["kind"] != CLOSURE) & ~depot
    rows = [
        (row["geofence_id"], "depot" if row["kind"] == "depot" else "incident", row["name"], row["incident_id"], shape)
        for row, shape in _rows(geofences[force & (scene | depot)])
    ]
    stored = set(geofences.loc[depot, "resource_id"].dropna())
    kept = resources[(resources["kind"] == "depot") & ~resources["resource_id"].isin(stored)]
    for row, place in _rows(kept):
        circle = circle_fence(place, depot_radius_m)
        rows.append((depot_zone_id(row["resource_id"]), "depot", row["name"] or row["resource_id"], None, circle))
    for row, shape in _rows(districts):
        rows.append((f"district-{row['code']}", "district", row["name"], None, shape))
    columns = [list(column) for column in zip(*rows)] or [[]] * 5
    table = pd.DataFrame(dict(zip(_ZONE_COLUMNS, columns)), columns=list(_ZONE_COLUMNS), dtype=object)
    return gpd.GeoDataFrame(table, geometry=gpd.array.GeometryArray(np.array(columns[4], dtype=object)), crs=4326)


def zone_events(
    fixes: pd.DataFrame,
    zones: gpd.GeoDataFrame,
    orders: pd.DataFrame,
    *,
    inside: pd.DataFrame,
    first: pd.Series,
    edge_m: float = EDGE_M,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who came and went.

    Where a unit is when it is first seen is an event at the scene only: that it stands in its depot, or is in the
    district, is nothing new. Depots and the district are watched from a unit's order on. The same fixes give the same
    events in whatever batches they come, as long as each batch of a unit is later than the one before.

    Parameters
    ----------
    fixes
        ``resource_id, time, lon, lat`` in any order.
    zones
        As `watched_zones` gives them.
    orders
        Rows of ``dispatch_order`` that are watched.
    inside
        ``geofence_id, resource_id`` of who was where before these fixes: what this function gave back, or `inside_by_log`.
    first
        Time of the first fix of each unit that counts, by ``resource_id``.

    Returns
    -------
    events : DataFrame
        ``geofence_id, resource_id, time`` (whole seconds, as the log keeps them), ``event, kind, name``, by time.
    inside : DataFrame
        ``geofence_id, resource_id`` of who is where after the last fix.
    """
    fixes = fixes.assign(time=fixes["time"].dt.floor("s"))
    events, inside = fence_events(fixes, zones, inside=inside, edge_m=edge_m)
    events = events.merge(zones[["geofence_id", "kind", "name"]], on="geofence_id", how="left")
    scene = (events["kind"] == "incident").to_numpy()
    since = events["resource_id"].map(orders.groupby("resource_id")["ordered_at"].min())
    seen = (events["event"] == "entered") & (events["time"] == events["resource_id"].map(first.dt.floor("s")))
    kept = events[scene | (~seen & (events["time"] >= since)).to_numpy(dtype=bool)]
    return kept.reset_index(drop=True), inside


def unlogged(events: pd.DataFrame, log: pd.DataFrame) -> pd.DataFrame:
    """The events of `zone_events` that the log does not have yet, each once.

    Parameters
    ----------
    log
        Rows of ``log_entry`` of the kind ``fence`` of the incident.
    """
    known = set(zip(log["geofence_id"], log["resource_id"], log["event"], log["time"]))
    # Who comes, goes and comes within a second has come once: the log has one key for both.
    events = events.drop_duplicates(["geofence_id", "resource_id", "event", "time"])
    fresh = [
        (row["geofence_id"], row["resource_id"], f"fence.{row['event']}", row["time"]) not in known
        for row in events.to_dict("records")
    ]
    return events[np.array(fresh, dtype=bool)].reset_index(drop=True)


def inside_by_log(first: pd.Series, log: pd.DataFrame) -> pd.DataFrame:
    """Who the log knows in which zone before the first fix: an order that was released took its fixes out of sight.

    Parameters
    ----------
    first
        As for `zone_events`.
    log
        As for `unlogged`.

    Returns
    -------
    DataFrame
        ``geofence_id, resource_id``.
    """
    columns = ["geofence_id", "resource_id"]
    if not len(first) or not len(log):
        return pd.DataFrame(columns=columns, dtype=object)
    begin = log["resource_id"].map(first.dt.floor("s"))
    before = log[(log["time"] < begin).to_numpy(dtype=bool)].sort_values("time", kind="stable")
    last = before.groupby(columns)["event"].last()
    return last[last == "fence.entered"].reset_index()[columns]


def fence_entry_id(incident_id: str, event: Mapping[Hashable, Any]) -> str:
    """The key of the log entry of an event, the same whoever finds it: of two windows only one can write it."""
    what = "\n".join(str(event[key]) for key in ("geofence_id", "resource_id", "event", "time"))
    print_ = hashlib.sha256(f"{incident_id}\n{what}".encode()).hexdigest()[:16]
    return f"{pd.Timestamp(event['time']):%Y%m%dT%H%M%S}-fence-{print_}"


def _rows(frame: gpd.GeoDataFrame) -> list[tuple[dict[Hashable, Any], shapely.Geometry]]:
    """Rows with a shape, and their shapes; None for what is missing."""
    plain = pd.DataFrame(frame.drop(columns="geometry")).astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    return [(row, shape) for row, shape in zip(records, frame.geometry) if shape is not None and not shape.is_empty]
