"""What the dock shows, read from a centre in one go: incidents, resources with their way, orders, log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from ...core.data_centre import DataCentre
from ...core.emergency import assign, evaluate, is_closure, parse_needs, rank, resources_for_ranking, travel_times
from ...core.reports.incident_words import incident_word as _loaded_with_the_board  # noqa: F401 - the pages' words

if TYPE_CHECKING:
    from ...core.emergency import RoadNetwork

__all__ = ["Board", "Row", "Wanted", "open_orders", "read_board", "rows_of"]

Row = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What the board is asked for: the incident in hand, the capability it is ranked for, and needs to be served."""

    incident_id: str = ""
    capability: str = ""
    needs: str = ""


@dataclass(frozen=True)
class Board:
    """Everything at one revision of the centre; rows are plain dictionaries in which None stands for nothing.

    Attributes
    ----------
    incidents
        Open ones first, the newest on top; each with ``place`` (lon, lat) or None.
    resources
        Rows of ``resource_live`` with ``place``, ``eta_s``, ``method`` (road, straight_line or empty), ``rank`` (None for
        who cannot go), ``excluded``, ``incident`` (the title where it is under an order), ``proposed`` (for which need) and
        ``fix_s`` (time of the fix, seconds since 1970).
    names
        What the resources are called.
    closures
        Rows of ``geofence``: roads that are closed, for all incidents.
    depot_zones
        Rows of ``geofence``: zones of depots that people set, in force or not.
    plan, unmet
        Who serves the needs that were asked for, as `assign` gives it, with ``stays`` for depots; and what nobody serves.
    orders, log, measures
        Of the chosen incident: rows by the time of ordering, entries by time, and `evaluate`. Photos are left out.
    """

    revision: str
    read_at: datetime
    incidents: tuple[Row, ...] = ()
    incident: Row | None = None
    resources: tuple[Row, ...] = ()
    orders: tuple[Row, ...] = ()
    log: tuple[Row, ...] = ()
    measures: tuple[Row, ...] = ()
    by_road: bool = False
    closures: tuple[Row, ...] = ()
    depot_zones: tuple[Row, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    plan: tuple[Row, ...] = ()
    unmet: tuple[Row, ...] = ()

    def resource(self, resource_id: str) -> Row | None:
        """The row of a resource."""
        return next((row for row in self.resources if row["resource_id"] == resource_id), None)

    def name_of(self, resource_id: str | None) -> str:
        """What a resource is called."""
        return self.names.get(resource_id or "") or resource_id or "–"

    def tells_same(self, other: Board | None) -> bool:
        """Whether nothing is told otherwise but where the resources are and how far, which changes every second."""
        return other is not None and all(
            getattr(self, name) == getattr(other, name)
            for name in ("incidents", "incident", "orders", "log", "measures", "names")
        )

    def of(self, incident_id: str) -> Row | None:
        """The row of an incident."""
        return next((row for row in self.incidents if row["incident_id"] == incident_id), None)


def rows_of(frame: pd.DataFrame, *, without: tuple[str, ...] = ()) -> list[Row]:
    """Rows as plain dictionaries; a point becomes ``place``."""
    plain = pd.DataFrame(frame).drop(columns=["geometry", *without], errors="ignore")
    names = list(plain.columns)
    # Column by column: hundreds of rows are made at each look, beside a window that wants the interpreter too.
    parts = [_plain(plain[name]) for name in names]
    rows: list[Row] = [dict(zip(names, row)) for row in zip(*parts)]
    if "geometry" not in frame.columns:
        return rows
    shapes = np.asarray(frame["geometry"], object)
    # Of what is no point, shapely gives NaN.
    across, up = shapely.get_x(shapes).tolist(), shapely.get_y(shapes).tolist()
    for row, shape, x, y in zip(rows, shapes, across, up):
        row["geometry"], row["place"] = shape, (x, y) if x == x else None
    return rows


def _plain(column: pd.Series) -> list[Any]:
    """Values of a column as Python has them, None where there is none."""
    values = column.to_numpy(dtype=object, copy=True)
    values[column.isna().to_numpy()] = None
    return list(values)


def open_orders(centre: DataCentre) -> pd.DataFrame:
    """Orders that are not released."""
    orders = pd.DataFrame(centre.features("dispatch_order"))
    return orders[orders["state"] != "released"]


def read_board(
    centre: DataCentre,
    wanted: Wanted,
    roads: Callable[[Sequence[shapely.Geometry]], RoadNetwork | None],
    *,
    now: datetime,
) -> Board:
    """Read the board with an incident chosen (none named, or gone: the newest open one).

    `roads` gives the network without what the closures touch. Raises `InputError` for needs that are none.
    """
    revision = centre.revision()
    incidents = rows_of(centre.features("incident"))
    incidents.sort(key=lambda row: row["opened_at"], reverse=True)
    incidents.sort(key=lambda row: row["closed_at"] is not None)
    zones = centre.features("geofence")
    closures = rows_of(zones[is_closure(zones)])
    network = roads([row["geometry"] for row in closures if row["geometry"] is not None])
    depots = tuple(rows_of(zones[zones["kind"] == "depot"]))
    by_road = network is not None
    board = Board(revision, now, tuple(incidents), by_road=by_road, closures=tuple(closures), depot_zones=depots)
    chosen = board.of(wanted.incident_id) or next((row for row in incidents if row["closed_at"] is None), None)
    ordered = {row["resource_id"]: row for row in open_orders(centre).to_dict("records")}
    live = centre.features("resource_live")
    resources = rows_of(live)
    ways = _ways(live, chosen, network, now, wanted.capability)
    plan, unmet = _plan(live, chosen, network, now, wanted.needs)
    proposed = {row["resource_id"]: row["need_id"] for row in plan}
    for row in resources:
        row |= {"rank": None, "eta_s": None, "method": "", "excluded": ""} | ways.get(row["resource_id"], {})
        order = ordered.get(row["resource_id"])
        about = board.of(str(order["incident_id"])) if order else None
        row["incident"] = about["title"] if about else ""
        row["fix_s"] = row["fix_time"].timestamp() if row["fix_time"] is not None else None
        row["order_id"] = order["order_id"] if order else ""
        row["proposed"] = proposed.get(row["resource_id"], "")
    names = {row["resource_id"]: row["name"] or "" for row in resources}
    board = replace(
        board, incident=chosen, resources=tuple(resources), names=names, plan=tuple(plan), unmet=tuple(unmet)
    )
    return board if chosen is None else _with_story(board, centre, chosen)


def _plan(
    live: pd.DataFrame, chosen: Row | None, network: RoadNetwork | None, now: datetime, needs: str
) -> tuple[list[Row], list[Row]]:
    """Who serves the needs at the chosen incident, and what nobody serves."""
    if not needs or chosen is None or chosen["place"] is None or live.empty:
        return [], []
    table = resources_for_ranking(live)
    plan, unmet = assign(parse_needs(needs, chosen["place"]), table, network, now=now)
    stays = dict(zip(table["resource_id"], table["fixed"]))
    return rows_of(plan.assign(stays=[bool(stays[name]) for name in plan["resource_id"]])), rows_of(unmet)


def _with_story(board: Board, centre: DataCentre, chosen: Row) -> Board:
    where = {"incident_id": chosen["incident_id"]}
    orders = pd.DataFrame(centre.features("dispatch_order", where=where)).sort_values("ordered_at", kind="stable")
    log = centre.features("log_entry", where=where).sort_values(["time", "entry_id"], kind="stable")
    measures = evaluate(chosen, orders, pd.DataFrame(log))
    return replace(
        board,
        orders=tuple(rows_of(centre.features("dispatch_order", where=where).loc[orders.index])),
        log=tuple(rows_of(log, without=("photo",))),
        measures=tuple(rows_of(measures)),
    )


def _ways(
    live: pd.DataFrame, chosen: Row | None, network: RoadNetwork | None, now: datetime, capability: str
) -> Mapping[str, Row]:
    """Who gets there when: ranked where it can be sent, the rest of the way where it is under way."""
    if chosen is None or chosen["place"] is None or live.empty:
        return {}
    table = resources_for_ranking(live)
    ranked = rank(chosen["place"], table, network, now=now, capability=capability)
    found = {str(row["resource_id"]): row for row in rows_of(ranked)}
    # A depot goes nowhere and who is under way has gone: of both one wants to know how far it is.
    stays = table["resource_id"].isin(ranked.loc[ranked["excluded"] == "stays", "resource_id"])
    going = table[(stays | table["state"].isin(["ordered", "on_the_way"])) & table["lon"].notna()]
    if len(going):
        seconds, by_road = travel_times(network, going[["lon", "lat"]].to_numpy(), [chosen["place"]])
        for name, eta, road in zip(going["resource_id"], seconds[:, 0], by_road[:, 0]):
            found[str(name)] |= {"eta_s": float(eta), "method": "road" if road else "straight_line"}
    return found
