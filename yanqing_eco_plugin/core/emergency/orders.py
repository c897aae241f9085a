"""The life of an order: ordered, acknowledged, moving, on scene, done, released."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError
from .log_entries import Changes, Row, log_entry, new_id, utc
from .resources import SENDABLE_STATES

__all__ = ["ORDER_STATES", "RESOURCE_STATE_OF", "next_states", "send_order", "set_resource_state", "step_order"]

ORDER_STATES = ("ordered", "acknowledged", "moving", "on_scene", "done", "released")
# What the resource is doing while its order is in a state.
RESOURCE_STATE_OF: Mapping[str, str] = {
    "ordered": "ordered",
    "acknowledged": "ordered",
    "moving": "on_the_way",
    "on_scene": "on_scene",
    "done": "on_scene",
    "released": "free",
}


def next_states(state: str) -> tuple[str, ...]:
    """States that an order in `state` may get next: any later one; a unit may leave without having acknowledged."""
    return ORDER_STATES[_place(state) + 1 :]


def send_order(
    incident: Row,
    resource: Row,
    *,
    at: datetime | pd.Timestamp,
    by: str = "",
    need: str = "",
    task: str = "",
    eta_s: float = np.nan,
    eta_method: str = "",
    target: shapely.Point | None = None,
) -> Changes:
    """Order a resource to an incident.

    Parameters
    ----------
    incident, resource
        Rows of the centre's tables ``incident`` and ``resource``, as read just now: the version of the resource goes along,
        so that of two who order it at once only one succeeds.
    at
        Now, aware.
    need, task
        The capability that is needed and what is to be done.
    eta_s, eta_method
        When it will be there, s, by ``road`` or ``straight_line``.
    target
        Where to; default: the incident.

    Returns
    -------
    Changes
        Rows of ``dispatch_order``, ``resource`` and ``log_entry``.

    Raises
    ------
    InputError
        The incident is closed or nowhere, or the resource cannot be sent.
    """
    incident_id, resource_id = str(incident["incident_id"]), str(resource["resource_id"])
    if not pd.isna(incident.get("closed_at")):
        raise InputError(
            "The incident {name} is closed; nobody is sent there.", hint="Open it again first.", name=incident_id
        )
    if resource["state"] not in SENDABLE_STATES:
        raise InputError(
            "{name} is {state} and cannot be ordered.",
            hint="Release it from its order first, or choose another one.",
            name=_name(resource),
            state=resource["state"],
        )
    place = target if target is not None else incident.get("geometry")
    if place is None or place.is_empty:
        raise InputError("The order has no place to go to.", hint="Set the place of the incident first.")
    moment = utc(at)
    order = {
        "order_id": new_id("order", at),
        "incident_id": incident_id,
        "resource_id": resource_id,
        "state": "ordered",
        "need": need,
        "task": task,
        "ordered_by": by,
        "eta_s": float(eta_s),
        "eta_method": eta_method,
        "ordered_at": moment,
        "row_version": 0,
    }
    entry = _entry(order, resource, "ordered", at=at, recorded=at, by=by, text=task)
    return {
        "dispatch_order": gpd.GeoDataFrame([order], geometry=[place], crs=4326),
        "resource": _resource(resource, "ordered"),
        "log_entry": entry,
    }


def step_order(
    order: Row,
    resource: Row,
    state: str,
    *,
    at: datetime | pd.Timestamp,
    recorded: datetime | pd.Timestamp | None = None,
    by: str = "",
    text: str = "",
    correct: bool = False,
) -> Changes:
    """Bring an order to another state.

    Parameters
    ----------
    order, resource
        Rows of ``dispatch_order`` and of its ``resource``, as read just now.
    state
        One of `ORDER_STATES`.
    at, recorded
        When it happened and when it is written down (default: the same); aware.
    correct
        A person sets right what was derived: also back to an earlier state, or another time of the same one.

    Returns
    -------
    Changes
        Rows of ``dispatch_order``, ``resource`` and ``log_entry``.

    Raises
    ------
    InputError
        The step is not possible: the order is released, the state is no later one, or it happened before the order.
    """
    now, wanted = _place(str(order["state"])), _place(state)
    if order["state"] == "released":
        raise InputError(
            "{name} is released from this order; the order cannot go on.",
            hint="Send it a new order.",
            name=_name(resource),
        )
    if wanted <= now and not correct:
        raise InputError(
            "The order is {now} already and cannot become {state}.",
            hint="Choose a later state, or correct it by hand.",
            now=order["state"],
            state=state,
        )
    moment = utc(at)
    if moment < utc(order["ordered_at"]):
        raise InputError("The order cannot be {state} before it was ordered.", hint="Give a later time.", state=state)
    row: dict[str, object] = {
        "order_id": order["order_id"],
        "incident_id": order["incident_id"],
        "resource_id": order["resource_id"],
        "state": state,
        f"{state}_at": moment,
        "row_version": order.get("row_version", 0),
    }
    # What a correction takes back did not happen.
    row |= {f"{later}_at": pd.NaT for later in ORDER_STATES[wanted + 1 :] if correct}
    written = at if recorded is None else recorded
    return {
        "dispatch_order": pd.DataFrame([row]),
        "resource": _resource(resource, RESOURCE_STATE_OF[state]),
        "log_entry": _entry(row, resource, state, at=at, recorded=written, by=by, text=text),
    }


def set_resource_state(
    resource: Row, state: str, *, at: datetime | pd.Timestamp, by: str = "", incident_id: str = ""
) -> Changes:
    """Set the state of a resource that has no order: ``free``, ``reserved`` or ``out_of_service``.

    With an incident it is written into its log, so that a replay knows.

    Raises
    ------
    InputError
        It is under an order, or the state comes with orders only.
    """
    by_hand = (*SENDABLE_STATES, "out_of_service")
    if state not in by_hand:
        raise InputError("“{state}” comes with an order.", hint="Send an order instead.", state=state)
    if resource["state"] not in by_hand:
        raise InputError("{name} is under an order.", hint="Release it from its order first.", name=_name(resource))
    changes: Changes = {"resource": _resource(resource, state)}
    if incident_id:
        changes["log_entry"] = log_entry(
            incident_id,
            "resource",
            at=at,
            event=f"resource.{state}",
            resource_id=str(resource["resource_id"]),
            author=by,
        )
    return changes


def _entry(
    order: Row, resource: Row, state: str, *, at: datetime, recorded: datetime, by: str, text: str
) -> gpd.GeoDataFrame:
    return log_entry(
        str(order["incident_id"]),
        "order",
        at=at,
        recorded=recorded,
        event=f"order.{state}",
        order_id=str(order["order_id"]),
        resource_id=str(resource["resource_id"]),
        author=by,
        text=text,
    )


def _resource(resource: Row, state: str) -> pd.DataFrame:
    row = {
        "resource_id": resource["resource_id"],
        "kind": resource["kind"],
        "state": state,
        "row_version": resource.get("row_version", 0),
    }
    return pd.DataFrame([row])


def _place(state: str) -> int:
    if state not in ORDER_STATES:
        raise InputError(
            "There is no state “{state}” of an order.",
            hint="Use one of: {known}.",
            state=state,
            known=", ".join(ORDER_STATES),
        )
    return ORDER_STATES.index(state)


def _name(resource: Row) -> str:
    name = resource.get("name")
    return str(name) if isinstance(name, str) and name else str(resource["resource_id"])
