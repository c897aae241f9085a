"""Brings the orders of an incident up to what the tracks show, and writes it into the centre and its log."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import cast

import geopandas as gpd
import pandas as pd

from ..core.data_centre import DataCentre, Edit
from ..core.emergency import Changes, derived_steps, log_entry, step_order
from ..core.emergency.watched_zones import fence_entry_id, new_fence_events, watched_zones
from ..core.errors import EditConflictError, InputError

__all__ = ["advance_orders", "edits_of"]

_log = logging.getLogger(__name__)

_BEFORE = timedelta(minutes=10)
_TRIES = 2
_COLUMNS = ["resource_id", "time", "lon", "lat", "accuracy_m"]


def edits_of(changes: Changes) -> list[Edit]:
    """What `DataCentre.change` takes, from what a step function gives."""
    return [Edit(table, rows) for table, rows in changes.items()]


def advance_orders(centre: DataCentre, incident_id: str, *, now: datetime | None = None, by: str = "track") -> int:
    """Write what the tracks show of an incident since the last look: who left, arrived, entered and left the zones of the
    incident, depots and the district.

    Whoever calls it, and how often, each thing is written once: orders carry the version they were read with, and zone
    events are compared with the log and have the same key whoever finds them. Reads and writes the centre: call it in a
    worker.

    Returns
    -------
    int
        How many log entries were written.
    """
    moment = datetime.now(UTC) if now is None else now
    orders = centre.features("dispatch_order", where={"incident_id": incident_id})
    orders = pd.DataFrame(orders[orders["state"] != "released"])
    if orders.empty:
        return 0
    known = centre.features("resource")
    geofences, districts = (cast(gpd.GeoDataFrame, centre.features(table)) for table in ("geofence", "district"))
    zones = watched_zones(geofences, cast(gpd.GeoDataFrame, known), districts, incident_id)
    scene = zones[zones["kind"] == "incident"]
    names = orders["resource_id"].unique().tolist()
    start = orders["ordered_at"].min().to_pydatetime() - _BEFORE
    fixes = centre.fixes(names, start, moment, columns=_COLUMNS)
    resources = pd.DataFrame(known).set_index("resource_id", drop=False)
    rows = {row["order_id"]: row for row in orders.to_dict("records")}
    written = 0
    for step in derived_steps(orders, fixes, scene).to_dict("records"):
        order = rows[step["order_id"]]
        resource = resources.loc[step["resource_id"]].to_dict()
        changes = step_order(order, resource, step["state"], at=step["time"], recorded=moment, by=by)
        try:
            centre.change(edits_of(changes), by=by)
        except EditConflictError:
            _log.info("somebody else changed order %s; it is looked at again later", step["order_id"])
            return written
        # The centre counts both versions up by one.
        order.update(changes["dispatch_order"].iloc[0].to_dict(), row_version=order["row_version"] + 1)
        resources.loc[step["resource_id"], ["state", "row_version"]] = [
            changes["resource"]["state"].iloc[0],
            resource["row_version"] + 1,
        ]
        written += 1
    return written + _write_zone_events(centre, incident_id, fixes, zones, orders, moment, by)


def _write_zone_events(
    centre: DataCentre,
    incident_id: str,
    fixes: pd.DataFrame,
    zones: gpd.GeoDataFrame,
    orders: pd.DataFrame,
    moment: datetime,
    by: str,
) -> int:
    for _ in range(_TRIES):
        log = centre.features("log_entry", where={"incident_id": incident_id, "kind": "fence"})
        entries = [
            log_entry(
                incident_id,
                "fence",
                at=event["time"],
                recorded=moment,
                event=f"fence.{event['event']}",
                geofence_id=event["geofence_id"],
                resource_id=event["resource_id"],
                # The scene needs no name in its own log.
                text="" if event["kind"] == "incident" else event["name"],
                author=by,
            ).assign(entry_id=fence_entry_id(incident_id, event))
            for event in new_fence_events(fixes, zones, orders, log).to_dict("records")
        ]
        if not entries:
            return 0
        try:
            centre.change([Edit("log_entry", pd.concat(entries, ignore_index=True))], by=by)
        except InputError as error:
            _log.info("another window wrote zone events meanwhile: %s", error)
            continue
        return len(entries)
    return 0
