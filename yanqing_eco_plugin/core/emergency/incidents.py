"""The life of an incident: reported, response, contained, terminated."""

from __future__ import annotations

from datetime import datetime

import geopandas as gpd
import pandas as pd
import shapely

from ..errors import InputError
from .geofences import circle_fence
from .log_entries import Changes, Row, log_entry, new_id, utc

__all__ = ["INCIDENT_KINDS", "INCIDENT_LEVELS", "INCIDENT_PHASES", "grade_incident", "open_incident", "step_incident"]

INCIDENT_KINDS = ("fire", "spill", "gas_leak", "water_pollution", "air_pollution", "waste", "radiation", "other")
# The national plan for environmental emergencies: I especially serious … IV general.
INCIDENT_LEVELS = {1: "I", 2: "II", 3: "III", 4: "IV"}
INCIDENT_PHASES = ("reported", "response", "contained", "terminated")
_PHASE_TIMES = {"contained": "contained_at", "terminated": "closed_at"}
SCENE_RADIUS_M = 300.0


def open_incident(
    title: str,
    place: shapely.Point,
    *,
    at: datetime | pd.Timestamp,
    by: str = "",
    kind: str = "other",
    level: int = 4,
    scene_radius_m: float = SCENE_RADIUS_M,
    district: shapely.Geometry | None = None,
    **cells: object,
) -> Changes:
    """Open an incident with the zone around it in which units count as on scene.

    Parameters
    ----------
    place
        WGS-84 degrees.
    district
        Where incidents of this centre lie; one outside is opened, and its note says so.
    cells
        Other columns of ``incident``: ``substance``, ``description``, ``termination``, ``exercise`` …

    Returns
    -------
    Changes
        Rows of ``incident``, ``geofence`` and ``log_entry``.

    Raises
    ------
    InputError
        No title, no place on earth, an unknown kind or level.
    """
    if not title.strip():
        raise InputError("The incident has no title.", hint="Say in a few words what happened.")
    if kind not in INCIDENT_KINDS:
        raise InputError(
            "There is no kind of incident “{kind}”.",
            hint="Use one of: {known}.",
            kind=kind,
            known=", ".join(INCIDENT_KINDS),
        )
    _check_level(level)
    fence = circle_fence(place, scene_radius_m)
    incident_id = new_id("incident", at)
    outside = district is not None and not district.intersects(place)
    note = "; ".join(
        text for text in (str(cells.pop("note", "") or ""), "outside the district" if outside else "") if text
    )
    row = {
        "incident_id": incident_id,
        "title": title.strip(),
        "kind": kind,
        "level": level,
        "phase": "reported",
        "opened_at": utc(at),
        "note": note,
        "row_version": 0,
        **cells,
    }
    zone = {
        "geofence_id": f"{incident_id}-scene",
        "kind": "incident",
        "name": title.strip(),
        "incident_id": incident_id,
        "active": 1,
        "row_version": 0,
    }
    entry = log_entry(
        incident_id, "incident", at=at, event="incident.reported", author=by, text=title.strip(), value=float(level)
    )
    return {
        "incident": gpd.GeoDataFrame([row], geometry=[place], crs=4326),
        "geofence": gpd.GeoDataFrame([zone], geometry=[fence], crs=4326),
        "log_entry": entry,
    }


def step_incident(
    incident: Row,
    phase: str,
    *,
    at: datetime | pd.Timestamp,
    by: str = "",
    text: str = "",
    open_orders: int = 0,
) -> Changes:
    """Bring an incident to another phase; back to ``response`` opens it again.

    Parameters
    ----------
    open_orders
        How many orders are not released: an incident with units at work is not terminated.

    Raises
    ------
    InputError
        An unknown or the same phase, a time before the beginning, or units are still at work.
    """
    if phase not in INCIDENT_PHASES:
        raise InputError(
            "There is no phase “{phase}”.", hint="Use one of: {known}.", phase=phase, known=", ".join(INCIDENT_PHASES)
        )
    if phase == incident["phase"] or phase == "reported":
        raise InputError("The incident cannot become {phase} now.", hint="Choose another phase.", phase=phase)
    moment = utc(at)
    if moment < utc(incident["opened_at"]):
        raise InputError("This would be before the incident was reported.", hint="Give a later time.")
    if phase == "terminated" and open_orders:
        raise InputError(
            "{count} orders of the incident are not released.", hint="Release the units first.", count=open_orders
        )
    row = _row(incident, phase=phase)
    if phase in _PHASE_TIMES:
        row[_PHASE_TIMES[phase]] = moment
    for later in INCIDENT_PHASES[INCIDENT_PHASES.index(phase) + 1 :]:
        row[_PHASE_TIMES[later]] = pd.NaT
    entry = log_entry(str(incident["incident_id"]), "incident", at=at, event=f"incident.{phase}", author=by, text=text)
    return {"incident": pd.DataFrame([row]), "log_entry": entry}


def grade_incident(incident: Row, level: int, *, at: datetime | pd.Timestamp, by: str = "", text: str = "") -> Changes:
    """Raise or lower the level; raises `InputError` for a level that is none."""
    _check_level(level)
    row = _row(incident, level=level)
    entry = log_entry(
        str(incident["incident_id"]),
        "incident",
        at=at,
        event="incident.level",
        author=by,
        text=text,
        value=float(level),
    )
    return {"incident": pd.DataFrame([row]), "log_entry": entry}


def _row(incident: Row, **changed: object) -> dict[str, object]:
    kept = {name: incident[name] for name in ("incident_id", "title", "opened_at")}
    return {**kept, "row_version": incident.get("row_version", 0), **changed}


def _check_level(level: int) -> None:
    if level not in INCIDENT_LEVELS:
        raise InputError("There is no level {level} of incidents.", hint="Use 1 (I) to 4 (IV).", level=level)
