"""Emergency resources on the map: where each was last, how old that is, and where it came from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLineSymbol,
    QgsPalLayerSettings,
    QgsPointClusterRenderer,
    QgsPointXY,
    QgsRuleBasedLabeling,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ..compat import BESIDE_MARKER, FROM_MARKER_BOUNDS, MILLIMETRES
from ..core.data_centre.centre import DataCentre
from .expressions import age_text, name_text
from .language import word
from .lettering import text_format
from .resource_markers import resource_rules
from .sources import mark_layer, opened

__all__ = ["ROLE", "TRACK_ROLE", "resource_layer", "style_resources", "track_layer", "update_tracks"]

ROLE, TRACK_ROLE = "resource", "resource_track"
_CLUSTER_MM = 5.0
_NAMES_FROM = 150_000
_TRACK_EVERY_S = 10.0


def resource_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """All resources at their newest fix, live; raises `CentreError` where QGIS cannot open the table."""
    layer = opened(centre.map_source("resource_live"), word("resources", language))
    mark_layer(layer, ROLE, centre.address, centre.district.utc_offset_hours)
    style_resources(layer, language)
    return layer


def style_resources(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Markers by kind and state in clusters where they would cover each other, with the age of the fix beside each."""
    clusters = QgsPointClusterRenderer()
    clusters.setEmbeddedRenderer(resource_rules(language))
    clusters.setTolerance(_CLUSTER_MM)
    clusters.setToleranceUnit(MILLIMETRES)
    layer.setRenderer(clusters)
    age = age_text(language)
    root = QgsRuleBasedLabeling.Rule(None)
    fixed = 'coalesce("fixed", 0) = 1'
    both = f"{name_text(language, key='resource_id')} || coalesce('\\n' || {age}, '')"
    root.appendChild(QgsRuleBasedLabeling.Rule(_settings(age), _NAMES_FROM, 0, f"NOT ({fixed})"))
    root.appendChild(QgsRuleBasedLabeling.Rule(_settings(both), 0, _NAMES_FROM, f"NOT ({fixed})"))
    root.appendChild(
        QgsRuleBasedLabeling.Rule(_settings(name_text(language, key="resource_id")), 0, _NAMES_FROM, fixed)
    )
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def track_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """An empty layer in memory for the tracks of the last hours, to be filled by `update_tracks`."""
    fields = "field=resource_id:string&field=start:string&field=end:string"
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{fields}", word("resource_tracks", language), "memory")
    mark_layer(layer, TRACK_ROLE, centre.address, centre.district.utc_offset_hours)
    symbol = QgsLineSymbol.createSimple({"line_color": "#0072b2", "line_width": "0.5", "line_style": "dash"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def update_tracks(layer: QgsVectorLayer, centre: DataCentre, *, hours: float = 2.0, now: datetime | None = None) -> int:
    """Draw the tracks of the last hours, of those that moved since they were drawn; returns how many were drawn anew.

    Reads the centre: to be called in a worker or from an algorithm, not while somebody waits for the window.
    """
    end = datetime.now(UTC) if now is None else now
    columns = ["resource_id", "time", "lon", "lat"]
    fixes = centre.fixes(None, end - timedelta(hours=hours), end, every_s=_TRACK_EVERY_S, columns=columns)
    provider = layer.dataProvider()
    drawn = {feature["resource_id"]: feature for feature in layer.getFeatures()}
    stale, fresh = [], []
    for name, track in fixes.groupby("resource_id", sort=False):
        last = track["time"].iloc[-1].isoformat()
        held = drawn.pop(name, None)
        if held is not None and held["end"] == last:
            continue
        if held is not None:
            stale.append(held.id())
        if len(track) > 1:
            feature = QgsFeature(layer.fields())
            feature.setAttributes([name, track["time"].iloc[0].isoformat(), last])
            points = [QgsPointXY(x, y) for x, y in zip(track["lon"], track["lat"])]
            feature.setGeometry(QgsGeometry.fromPolylineXY(points))
            fresh.append(feature)
    stale += [feature.id() for feature in drawn.values()]
    if stale:
        provider.deleteFeatures(stale)
    if fresh:
        provider.addFeatures(fresh)
    if stale or fresh:
        layer.triggerRepaint()
    return len(fresh)


def _settings(expression: str) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = BESIDE_MARKER
    settings.offsetType = FROM_MARKER_BOUNDS
    settings.dist = 0.4
    settings.distUnits = MILLIMETRES
    settings.setFormat(text_format(7.5))
    return settings
