"""The map of a replay: every resource where it was, on a layer that looks like the live one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsPointXY, QgsVectorLayer

from ...compat import FieldType
from ...layers.resources import style_resources
from ...layers.sources import mark_layer

if TYPE_CHECKING:
    from ...core.emergency import IncidentState, Moment
    from .replay_reading import Played

__all__ = ["PlayedMap", "play_layer"]

_STALE_S = 600
_TEXT = ("resource_id", "kind", "name", "name_en", "state", "fix_state")
_REAL = ("age_s", "speed_ms", "course_deg")
_WHOLE = ("fixed", "stale_after_s")
_CHANGING = ("state", "fix_state", *_REAL)
_OF_FIX = {"lon": "lon", "lat": "lat", "age_s": "fix_age_s", "speed_ms": "speed_ms", "course_deg": "course_deg"}
_FIX_STATES = np.array(["none", "online", "stale"], dtype=object)
_NONE, _BATCH = -1, 100

# A value for each resource.
Column = NDArray[Any]


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


class PlayedMap:
    """Draws one moment after the other; only what changed in between is touched.

    What a frame makes and forgets is made in small batches of columns: objects that outlive a batch would, after some
    hundred frames, have Python's collector look through everything that there is, which takes longer than ten frames.
    """

    def __init__(self, layer: QgsVectorLayer, played: Played) -> None:
        self._layer = layer
        self._rows = list(played.resources.values())
        self._names = pd.Index(list(played.resources), dtype=object)
        nowhere = (np.nan, np.nan)
        self._home = np.array([row["place"] or nowhere for row in self._rows], dtype=np.float64).reshape(-1, 2).T
        self._limits = np.array([row["stale_after_s"] or _STALE_S for row in self._rows], dtype=np.float64)
        # Of whom the log tells later, it was not yet sent anywhere; the others had no part in it.
        self._usual = ["free" if name in played.told else row["state"] for name, row in played.resources.items()]
        self._state: tuple[IncidentState | None, Column] = None, np.array(self._usual, dtype=object)
        self._features = np.full(len(self._rows), _NONE, dtype=np.int64)
        self._drawn: dict[str, Column] = {}

    def show(self, moment: Moment) -> None:
        """Bring the layer to a moment."""
        now, provider = self._columns(moment), self._layer.dataProvider()
        there, here = ~np.isnan(now["lon"]), self._features != _NONE
        gone, fresh, kept = here & ~there, there & ~here, here & there
        moved, changed = (kept & self._differs(now, names) for names in (("lon", "lat"), _CHANGING))
        if gone.any():
            provider.deleteFeatures(self._features[gone].tolist())
            self._features[gone] = _NONE
        for rows in _batches(changed):
            provider.changeAttributeValues(self._attributes(now, rows))
        for rows in _batches(moved):
            places = zip(self._features[rows].tolist(), now["lon"][rows].tolist(), now["lat"][rows].tolist())
            provider.changeGeometryValues({at: QgsGeometry.fromPointXY(QgsPointXY(x, y)) for at, x, y in places})
        if fresh.any():
            rows = np.flatnonzero(fresh)
            _, added = provider.addFeatures([self._feature(now, row) for row in rows])
            self._features[rows] = [feature.id() for feature in added]
        self._drawn = now
        if (gone | fresh | moved | changed).any():
            self._layer.triggerRepaint()

    def _columns(self, moment: Moment) -> dict[str, Column]:
        fixes = moment.positions
        at = self._names.get_indexer(pd.Index(fixes["resource_id"], dtype=object))
        known, at = at >= 0, at[at >= 0]
        columns: dict[str, Column] = {"lon": self._home[0].copy(), "lat": self._home[1].copy()}
        columns |= {name: np.full(len(self._rows), np.nan) for name in _REAL}
        for name, source in _OF_FIX.items():
            columns[name][at] = fixes[source].to_numpy(dtype=np.float64)[known]
        age = columns["age_s"]
        columns["fix_state"] = _FIX_STATES[np.where(np.isnan(age), 0, np.where(age <= self._limits, 1, 2))]
        columns["state"] = self._states(moment.state)
        return columns

    def _states(self, state: IncidentState) -> Column:
        before, states = self._state
        if state is not before:
            told = state.resources
            names = [told.get(name, usual) for name, usual in zip(self._names, self._usual)]
            states = np.array(names, dtype=object)
            self._state = state, states
        return states

    def _differs(self, now: dict[str, Column], names: tuple[str, ...]) -> NDArray[np.bool_]:
        found = np.zeros(len(self._rows), dtype=bool)
        for name in names if self._drawn else ():
            one, other = now[name], self._drawn[name]
            # A number that is none is the same as one that is none.
            found |= (one != other) & ((one == one) | (other == other))
        return found

    def _attributes(self, now: dict[str, Column], rows: NDArray[np.int64]) -> dict[int, dict[int, Any]]:
        fields = self._layer.fields()
        numbers = [fields.indexOf(name) for name in _CHANGING]
        values = zip(*(_plain(now[name][rows]) for name in _CHANGING))
        return {at: dict(zip(numbers, row)) for at, row in zip(self._features[rows].tolist(), values)}

    def _feature(self, now: dict[str, Column], row: int) -> QgsFeature:
        resource = self._rows[row]
        values = {key: resource[key] for key in ("resource_id", "kind", "name", "name_en", "fixed")}
        values |= {name: _plain(now[name][row : row + 1])[0] for name in _CHANGING}
        values["stale_after_s"] = int(self._limits[row])
        feature = QgsFeature(self._layer.fields())
        feature.setAttributes([values[field.name()] for field in self._layer.fields()])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(float(now["lon"][row]), float(now["lat"][row]))))
        return feature


def _batches(chosen: NDArray[np.bool_]) -> Iterator[NDArray[np.int64]]:
    rows = np.flatnonzero(chosen)
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))


def _plain(column: Column) -> list[Any]:
    """Values as fields take them: a number that is none is no value."""
    return [None if value != value else value for value in column.tolist()]
