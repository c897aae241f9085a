"""Brings the orders of an incident up to what the tracks show, and writes it into the centre and its log."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import cast

import geopandas as gpd
import pandas as pd

from ..core.data_centre import DataCentre, Edit
from ..core.emergency import Changes, derived_steps, log_entry, step_order
from ..core.emergency.watched_zones import fence_entry_id, inside_by_log, unlogged, watched_zones, zone_events
from ..core.errors import EditConflictError, InputError
from .known_tracks import KnownTracks, NewFixes

__all__ = ["advance_orders", "edits_of"]

_log = logging.getLogger(__name__)

_TRIES = 2


def edits_of(changes: Changes) -> list[Edit]:
    """What `DataCentre.change` takes, from what a step function gives."""
    return [Edit(table, rows) for table, rows in changes.items()]


def advance_orders(
    centre: DataCentre,
    incident_id: str,
    *,
    now: datetime | None = None,
    by: str = "track",
    known: KnownTracks | None = None,
) -> int:
    """Write what the tracks show of an incident since the last look: who left, arrived, entered and left the zones of the
    incident, depots and the district.

    Whoever calls it, and how often, each thing is written once: orders carry the version they were read with, and zone
    events are compared with the log and have the same key whoever finds them. Reads and writes the centre: call it in a
    worker.

    Parameters
    ----------
    known
        Of this incident, from the look before: with it a look costs what is new, without it the tracks are read from
        the oldest order on.

    Returns
    -------
    int
        How many log entries were written.
    """
    moment = datetime.now(UTC) if now is None else now
    known = KnownTracks() if known is None else known
    orders = centre.features("dispatch_order", where={"incident_id": incident_id})
    orders = pd.DataFrame(orders[orders["state"] != "released"])
    if orders.empty:
        return 0
    resources = centre.features("resource")
    geofences, districts = (cast(gpd.GeoDataFrame, centre.features(table)) for table in ("geofence", "district"))
    zones = watched_zones(geofences, cast(gpd.GeoDataFrame, resources), districts, incident_id)
    look = known.read(centre, orders, zones, moment)
    rows, stepped, whole = _write_steps(centre, orders, pd.DataFrame(resources), look, zones, moment, by)
    if not whole:
        return stepped
    inside, told = _write_zone_events(centre, incident_id, look, zones, orders, moment, by)
    if inside is not None:
        known.keep(look, rows, inside, stepped=stepped > 0)
    return stepped + told


def _write_steps(
    centre: DataCentre,
    orders: pd.DataFrame,
    known: pd.DataFrame,
    look: NewFixes,
    zones: gpd.GeoDataFrame,
    moment: datetime,
    by: str,
) -> tuple[pd.DataFrame, int, bool]:
    """The orders as they are now, how many steps were written, and whether that were all."""
    resources = known.set_index("resource_id", drop=False)
    rows = {row["order_id"]: row for row in orders.to_dict("records")}
    written = 0
    for step in derived_steps(orders, look.tracks, zones[zones["kind"] == "incident"]).to_dict("records"):
        order = rows[step["order_id"]]
        resource = resources.loc[step["resource_id"]].to_dict()
        changes = step_order(order, resource, step["state"], at=step["time"], recorded=moment, by=by)
        try:
            centre.change(edits_of(changes), by=by)
        except EditConflictError:
            _log.info("somebody else changed order %s; it is looked at again later", step["order_id"])
            return orders, written, False
        # The centre counts both versions up by one.
        order.update(changes["dispatch_order"].iloc[0].to_dict(), row_version=order["row_version"] + 1)
        resources.loc[step["resource_id"], ["state", "row_version"]] = [
            changes["resource"]["state"].iloc[0],
            resource["row_version"] + 1,
        ]
        written += 1
    return pd.DataFrame(list(rows.values())), written, True


def _write_zone_events(
    centre: DataCentre,
    incident_id: str,
    look: NewFixes,
    zones: gpd.GeoDataFrame,
    orders: pd.DataFrame,
    moment: datetime,
    by: str,
) -> tuple[pd.DataFrame | None, int]:
    """Who is in which zone now, None where it could not be written, and how many entries were."""
    where = {"incident_id": incident_id, "kind": "fence"}
    inside = look.inside
    if look.anew:
        first = look.first.reindex(sorted(look.anew)).dropna()
        before = inside_by_log(first, centre.features("log_entry", where=where))
        inside = pd.concat([part for part in (inside, before) if len(part)]) if len(before) else inside
    events, inside = zone_events(look.fixes, zones, orders, inside=inside, first=look.first)
    for _ in range(_TRIES):
        fresh = unlogged(events, centre.features("log_entry", where=where)) if len(events) else events
        if fresh.empty:
            return inside, 0
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
            for event in fresh.to_dict("records")
        ]
        try:
            centre.change([Edit("log_entry", pd.concat(entries, ignore_index=True))], by=by)
        except InputError as error:
            _log.info("another window wrote zone events meanwhile: %s", error)
            continue
        return inside, len(entries)
    return None, 0
