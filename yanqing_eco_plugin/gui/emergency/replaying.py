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

__all__ = ["MOST_FIXES", "Drawn", "Played", "play_layer", "read_played", "show_moment"]

_COLUMNS = ["resource_id", "time", "lon", "lat", "speed_ms", "course_deg"]
_BEFORE, _STALE_S = timedelta(minutes=10), 600
_TEXT = ("resource_id", "kind", "name", "name_en", "state", "fix_state")
_REAL = ("age_s", "speed_ms", "course_deg")
_WHOLE = ("fixed", "stale_after_s")
_CHANGING = ("state", "fix_state", *_REAL)
_OF_FIX = ("fix_age_s", "speed_ms", "course_deg")
# A day of five hundred units is forty million fixes; so many fit well into memory.
MOST_FIXES = 5_000_000

# Resource → its feature in the layer, what changes of it, and where it stands.
Drawn = dict[str, tuple[int, tuple[Any, ...], tuple[float, float]]]


@dataclass(frozen=True)
class Played:
    """A replay with its span and the resources as they are called.

    Attributes
    ----------
    told
        Resources of which the log tells.
    every_s
        Of so many seconds of a track only the last fix was read; 0 for all fixes.
    """

    replay: Replay
    start: datetime
    end: datetime
    resources: Mapping[str, Row]
    entries: tuple[Row, ...]
    told: frozenset[str] = frozenset()
    every_s: float = 0.0


def read_played(centre: DataCentre, incident_id: str, now: datetime) -> Played:
    """Log, fixes and resources of an incident, from a little before its report to its end or now."""
    incident = centre.features("incident", where={"incident_id": incident_id}).iloc[0]
    log = centre.features("log_entry", where={"incident_id": incident_id})
    closed = incident["closed_at"]
    start = pd.Timestamp(incident["opened_at"]).to_pydatetime()
    last = max(pd.Timestamp(log["recorded"].max()), pd.Timestamp(incident["opened_at"])) + pd.Timedelta("60s")
    end = min(now, last.to_pydatetime()) if not pd.isna(closed) else now
    frame = centre.features("resource")
    moving = int((frame["fixed"].fillna(0) == 0).sum())
    # Receivers tell of themselves once a second at most.
    every = moving * (end - start + _BEFORE).total_seconds() / MOST_FIXES
    every = 0.0 if every <= 1.0 else float(round(every + 0.5))
    fixes = centre.fixes(None, start - _BEFORE, end, columns=_COLUMNS, every_s=every)
    resources = {str(row["resource_id"]): row for row in rows_of(frame)}
    entries = rows_of(log.sort_values(["recorded", "entry_id"], kind="stable"), without=("photo",))
    told = frozenset(str(entry["resource_id"]) for entry in entries if entry["resource_id"])
    last_moment = max(end, start + timedelta(seconds=1))
    return Played(Replay(pd.DataFrame(log), fixes), start, last_moment, resources, tuple(entries), told, every)


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


def show_moment(layer: QgsVectorLayer, played: Played, moment: Moment, drawn: Drawn) -> None:
    """Draw every resource where it was; only what changed since `drawn`, which is brought up to it, is touched."""
    provider, fields = layer.dataProvider(), layer.fields()
    numbers = {key: fields.indexOf(key) for key in _CHANGING}
    attributes: dict[int, dict[int, Any]] = {}
    geometries: dict[int, QgsGeometry] = {}
    fresh, names, gone = [], [], set(drawn)
    for name, values, place in _shown(played, moment):
        gone.discard(name)
        now = tuple(values[key] for key in _CHANGING)
        held = drawn.get(name)
        if held is None:
            feature = QgsFeature(fields)
            feature.setAttributes([values[field.name()] for field in fields])
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
            fresh.append(feature)
            names.append((name, now, place))
            continue
        number, before, where = held
        if before != now:
            attributes[number] = {numbers[key]: value for key, value in zip(_CHANGING, now)}
        if where != place:
            geometries[number] = QgsGeometry.fromPointXY(QgsPointXY(*place))
        drawn[name] = (number, now, place)
    if gone:
        provider.deleteFeatures([drawn.pop(name)[0] for name in gone])
    if attributes:
        provider.changeAttributeValues(attributes)
    if geometries:
        provider.changeGeometryValues(geometries)
    if fresh:
        _, added = provider.addFeatures(fresh)
        for (name, now, place), feature in zip(names, added):
            drawn[name] = (feature.id(), now, place)
    if attributes or geometries or fresh or gone:
        layer.triggerRepaint()


def _shown(played: Played, moment: Moment) -> list[tuple[str, Row, tuple[float, float]]]:
    found = []
    columns = (moment.positions[name].tolist() for name in ("resource_id", "lon", "lat", *_OF_FIX))
    fixes = {name: rest for name, *rest in zip(*columns)}
    for name, resource in played.resources.items():
        fix = fixes.get(name)
        lon, lat, age, speed, course = fix or (None,) * 5
        place = (lon, lat) if fix else resource["place"]
        if place is None:
            continue
        limit = resource["stale_after_s"] or _STALE_S
        values: Row = {key: resource[key] for key in ("kind", "name", "name_en", "fixed")}
        values |= {
            "resource_id": name,
            # Of whom the log tells later, it was not yet sent anywhere; the others had no part in it.
            "state": moment.state.resources.get(name, "free" if name in played.told else resource["state"]),
            "fix_state": "none" if age is None else "online" if age <= limit else "stale",
            "age_s": age,
            "stale_after_s": limit,
            # A number that is none is no value of a field.
            "speed_ms": speed if speed == speed else None,
            "course_deg": course if course == course else None,
        }
        found.append((name, values, place))
    return found
