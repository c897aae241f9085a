"""A made-up incident as rows of the centre's tables, changed by the step functions and kept in memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
from shapely import Point

from yanqing_eco_plugin.core.emergency import Changes, open_incident

START = datetime(2026, 5, 1, 2, tzinfo=UTC)
KEYS = {
    "incident": "incident_id",
    "resource": "resource_id",
    "dispatch_order": "order_id",
    "log_entry": "entry_id",
    "geofence": "geofence_id",
}


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


class Board:
    """What a centre would hold: rows by table and key; `take` writes changes as a centre does."""

    def __init__(self, resources: int = 3) -> None:
        self.tables: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in KEYS}
        for number in range(resources):
            key = f"R{number}"
            self.tables["resource"][key] = {
                "resource_id": key,
                "kind": "vehicle",
                "state": "free",
                "name": f"车{number}",
            }
        self.take(open_incident("油烟集中点起火", Point(115.9, 40.4), at=START, by="dispatcher", kind="fire", level=3))
        (self.incident_id,) = self.tables["incident"]

    def take(self, changes: Changes) -> None:
        for table, rows in changes.items():
            for row in rows.to_dict("records"):
                self.tables[table].setdefault(row[KEYS[table]], {}).update(row)

    def row(self, table: str, key: str) -> dict[str, Any]:
        return self.tables[table][key]

    @property
    def incident(self) -> dict[str, Any]:
        return self.tables["incident"][self.incident_id]

    def frame(self, table: str) -> pd.DataFrame:
        return pd.DataFrame(list(self.tables[table].values()))
