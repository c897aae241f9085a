"""What the report of an incident is made from: its rows, read from a centre and put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import geopandas as gpd
import pandas as pd

from ..data_centre import DataCentre
from ..emergency import Replay, evaluate
from ..errors import InputError

__all__ = ["IncidentRecord", "read_incident"]


@dataclass(frozen=True)
class IncidentRecord:
    """Everything a centre holds of one incident.

    Attributes
    ----------
    incident
        Its row.
    orders, log, areas, resources
        Rows of ``dispatch_order`` by time, ``log_entry`` by time, ``affected_area``, and the ``resource`` of each order.
    measures
        As `evaluate`.
    replay
        The same log and the fixes of its units.
    utc_offset_hours
        Of the district's clock.
    synthetic
        Whether the centre, or the incident, is made up.
    """

    incident: dict[Any, Any]
    orders: pd.DataFrame
    log: pd.DataFrame
    areas: gpd.GeoDataFrame
    resources: pd.DataFrame
    measures: pd.DataFrame
    replay: Replay
    utc_offset_hours: float
    synthetic: bool

    def clock(self, moment: object) -> str:
        """A moment on the district's clock, to the second; a dash where there is none."""
        if moment is None or pd.isna(moment):  # type: ignore[call-overload]
            return "–"
        local = pd.Timestamp(moment) + pd.Timedelta(hours=self.utc_offset_hours)  # type: ignore[arg-type]
        return f"{local:%Y-%m-%d %H:%M:%S}"

    def name_of(self, resource_id: object) -> str:
        """What a resource is called."""
        found = self.resources.loc[self.resources["resource_id"] == resource_id, "name"].dropna()
        return str(found.iloc[0]) if len(found) else str(resource_id or "–")


def read_incident(centre: DataCentre, incident_id: str) -> IncidentRecord:
    """Everything `centre` holds of an incident.

    Raises
    ------
    InputError
        There is no such incident.
    """
    where = {"incident_id": incident_id}
    found = centre.features("incident", where=where)
    if found.empty:
        raise InputError("The data centre has no incident {name}.", hint="Choose one that it has.", name=incident_id)
    incident = found.iloc[0].to_dict()
    orders = pd.DataFrame(centre.features("dispatch_order", where=where)).sort_values("ordered_at", kind="stable")
    log = pd.DataFrame(centre.features("log_entry", where=where)).sort_values(["time", "entry_id"], kind="stable")
    resources = pd.DataFrame(centre.features("resource"))
    resources = resources[resources["resource_id"].isin(orders["resource_id"])]
    ends = [log["time"].max(), log["recorded"].max()] if len(log) else [incident["opened_at"]]
    start, end = incident["opened_at"] - pd.Timedelta("10min"), max(ends) + pd.Timedelta("1s")
    names = orders["resource_id"].unique().tolist()
    columns = ["resource_id", "time", "lon", "lat", "speed_ms", "course_deg"]
    fixes = centre.fixes(names, start.to_pydatetime(), end.to_pydatetime(), every_s=5.0, columns=columns)
    return IncidentRecord(
        incident,
        orders.reset_index(drop=True),
        log.reset_index(drop=True),
        cast(gpd.GeoDataFrame, centre.features("affected_area", where=where)),
        resources.reset_index(drop=True),
        evaluate(incident, orders, log),
        Replay(log, fixes),
        centre.district.utc_offset_hours,
        centre.synthetic or incident.get("synthetic") == 1,
    )
