"""How an incident was handled: times of each order and of the whole, shortages, compared with the plan's targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from .log_entries import Changes, Row, log_entry, utc

__all__ = ["MEASURES", "PLAN_TARGETS_S", "evaluate", "shortage_entries"]

# Measure → what it counts; seconds unless it says otherwise.
MEASURES: Mapping[str, str] = {
    "first_order": "from the report to the first order",
    "first_arrival": "from the report to the first unit on scene",
    "contain": "from the report to containment",
    "close": "from the report to the end",
    "acknowledge": "from the order to its acknowledgement",
    "leave": "from the order to leaving",
    "travel": "from leaving to arriving",
    "arrive": "from the order to arriving",
    "eta_error": "arrival after the time that was expected",
    "shortage": "resources that were needed and not there (count)",
}
# What a district may start from; its own plan has the figures that bind.
PLAN_TARGETS_S: Mapping[str, float] = {
    "first_order": 300.0,
    "first_arrival": 1_800.0,
    "acknowledge": 120.0,
    "leave": 300.0,
    "arrive": 1_800.0,
    "shortage": 0.0,
}
_EVALUATION_COLUMNS = ("measure", "subject", "value", "unit", "target", "met")


def evaluate(
    incident: Row,
    orders: pd.DataFrame,
    log: pd.DataFrame,
    *,
    targets: Mapping[str, float] = PLAN_TARGETS_S,
) -> pd.DataFrame:
    """Measures of an incident.

    Parameters
    ----------
    incident, orders, log
        Rows of the centre's tables ``incident``, ``dispatch_order`` and ``log_entry`` of one incident.
    targets
        Measure → largest value that meets the plan.

    Returns
    -------
    DataFrame
        ``measure`` (of `MEASURES`), ``subject`` (an ``order_id``, what was short, or empty for the incident), ``value``,
        ``unit``, ``target`` (NaN where the plan has none), ``met`` (NA without target or value). What has not happened has
        the value NaN.
    """
    opened = utc(incident["opened_at"])
    rows: list[tuple[str, str, float, str]] = [
        ("first_order", "", _seconds(opened, _first(orders, "ordered_at")), "s"),
        ("first_arrival", "", _seconds(opened, _first(orders, "on_scene_at")), "s"),
        ("contain", "", _seconds(opened, incident.get("contained_at")), "s"),
        ("close", "", _seconds(opened, incident.get("closed_at")), "s"),
    ]
    for order in orders.to_dict("records"):
        name, ordered, left = str(order["order_id"]), order["ordered_at"], order.get("moving_at")
        arrive = _seconds(ordered, order.get("on_scene_at"))
        rows += [
            ("acknowledge", name, _seconds(ordered, order.get("acknowledged_at")), "s"),
            ("leave", name, _seconds(ordered, left), "s"),
            ("travel", name, _seconds(left, order.get("on_scene_at")), "s"),
            ("arrive", name, arrive, "s"),
            ("eta_error", name, arrive - float(order.get("eta_s") or np.nan), "s"),
        ]
    short = log[log["event"] == "need.unmet"] if "event" in log.columns else log.iloc[:0]
    rows += [("shortage", str(text), float(missing), "") for text, missing in zip(short["text"], short["value"])]
    table = pd.DataFrame(rows, columns=list(_EVALUATION_COLUMNS[:4]))
    table["target"] = table["measure"].map(dict(targets)).astype(float)
    met = (table["value"] <= table["target"]).astype("boolean")
    table["met"] = met.where(table["value"].notna() & table["target"].notna())
    return table


def shortage_entries(
    incident_id: str, unmet: pd.DataFrame, *, at: datetime | pd.Timestamp, author: str = ""
) -> Changes:
    """Log entries for what `assign` could not serve (``need_id, missing, reason``), so that the evaluation knows."""
    entries = [
        log_entry(
            incident_id,
            "resource",
            at=at,
            event="need.unmet",
            text=f"{need} ({reason})",
            value=float(missing),
            author=author,
        )
        for need, missing, reason in zip(unmet["need_id"], unmet["missing"], unmet["reason"])
    ]
    return {"log_entry": pd.concat(entries, ignore_index=True)} if entries else {}


def _first(orders: pd.DataFrame, column: str) -> object:
    known = orders[column].dropna() if column in orders.columns else orders.iloc[:0]
    return known.min() if len(known) else None


def _seconds(start: Any, end: Any) -> float:
    if pd.isna(start) or pd.isna(end):
        return float("nan")
    return float((utc(end) - utc(start)).total_seconds())
