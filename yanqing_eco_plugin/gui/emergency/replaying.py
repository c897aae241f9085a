"""The incident read for its replay: the same log and the same functions that made the live board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsPointXY, QgsVectorLayer

from ...compat import FieldType
from ...core.data_centre import DataCentre
from ...core.emergency import Replay
from ...layers.resources import style_resources
from ...layers.sources import mark_layer
from .board import Row, rows_of

if TYPE_CHECKING:
    from ...core.emergency import Moment

__all__ = ["Played", "play_layer", "read_played", "show_moment"]

_COLUMNS = ["resource_id", "time", "lon", "lat", "speed_ms", "course_deg"]
_BEFORE, _STALE_S = timedelta(minutes=10), 600
_TEXT = ("resource_id", "kind", "name", "name_en", "state", "fix_state")
_REAL = ("age_s", "speed_ms", "course_deg")
_WHOLE = ("fixed", "stale_after_s")


@dataclass(frozen=True)
class Played:
    """A replay with its span and the resources as they are called."""

    replay: Replay
    start: datetime
    end: datetime
    resources: Mapping[str, Row]
    entries: tuple[Row, ...]


def read_played(centre: DataCentre, incident_id: str, now: datetime) -> Played:
    """Log, fixes and resources of an incident, from a little before its report to its end or now."""
    incident = centre.features("incident", where={"incident_id": incident_id}).iloc[0]
    log = centre.features("log_entry", where={"incident_id": incident_id})
    closed = incident["closed_at"]
    start = pd.Timestamp(incident["opened_at"]).to_pydatetime()
    last = max(pd.Timestamp(log["recorded"].max()), pd.Timestamp(incident["opened_at"])) + pd.Timedelta("60s")
    end = min(now, last.to_pydatetime()) if not pd.isna(closed) else now
    fixes = centre.fixes(None, start - _BEFORE, end, columns=_COLUMNS)
    resources = {str(row["resource_id"]): row for row in rows_of(centre.features("resource"))}
    entries = rows_of(log.sort_values(["recorded", "entry_id"], kind="stable"), without=("photo",))
    return Played(
        Replay(pd.DataFrame(log), fixes), start, max(end, start + timedelta(seconds=1)), resources, tuple(entries)
    )


def play_layer(title: str, address: str, utc_offset_hours: float, language: str) -> QgsVectorLayer:
    """An empty layer in memory that looks like the live one."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326", title, "memory")
    fields = [QgsField(name, FieldType.TEXT) for name in _TEXT]
    fields += [QgsField(name, FieldType.REAL) for name in _REAL]
    fields += [QgsField(name, FieldType.LONG) for name in _WHOLE]
    layer.dataProvider().addAttributes(fields)
    layer.updateFields()
    mark_layer(layer, "resource_replay", address, utc_offset_hours)
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    style_resources(layer, language)
    return layer


def show_moment(layer: QgsVectorLayer, played: Played, moment: Moment) -> None:
    """Draw every resource where it was; only what changed is touched."""
    provider, fields = layer.dataProvider(), layer.fields()
    held = {feature["resource_id"]: feature for feature in layer.getFeatures()}
    attributes: dict[int, dict[int, Any]] = {}
    geometries, fresh = {}, []
    for name, values, point in _shown(played, moment):
        feature = held.pop(name, None)
        if feature is None:
            feature = QgsFeature(fields)
            feature.setAttributes([values[field.name()] for field in fields])
            feature.setGeometry(QgsGeometry.fromPointXY(point))
            fresh.append(feature)
            continue
        attributes[feature.id()] = {fields.indexOf(key): values[key] for key in ("state", "fix_state", *_REAL)}
        if feature.geometry().asPoint() != point:
            geometries[feature.id()] = QgsGeometry.fromPointXY(point)
    if held:
        provider.deleteFeatures([feature.id() for feature in held.values()])
    if attributes:
        provider.changeAttributeValues(attributes)
    if geometries:
        provider.changeGeometryValues(geometries)
    if fresh:
        provider.addFeatures(fresh)
    layer.triggerRepaint()


def _shown(played: Played, moment: Moment) -> list[tuple[str, Row, QgsPointXY]]:
    found = []
    told = {entry["resource_id"] for entry in played.entries}
    positions = {str(row["resource_id"]): row for row in rows_of(moment.positions)}
    for name, resource in played.resources.items():
        fix = positions.get(name)
        place = (fix["lon"], fix["lat"]) if fix else resource["place"]
        if place is None:
            continue
        limit = resource["stale_after_s"] or _STALE_S
        age = fix["fix_age_s"] if fix else None
        values: Row = {key: resource[key] for key in ("kind", "name", "name_en", "fixed")}
        values |= {
            "resource_id": name,
            # Of whom the log tells later, it was not yet sent anywhere; the others had no part in it.
            "state": moment.state.resources.get(name, "free" if name in told else resource["state"]),
            "fix_state": "none" if age is None else "online" if age <= limit else "stale",
            "age_s": age,
            "stale_after_s": limit,
            "speed_ms": fix["speed_ms"] if fix else None,
            "course_deg": fix["course_deg"] if fix else None,
        }
        found.append((name, values, QgsPointXY(*place)))
    return found
