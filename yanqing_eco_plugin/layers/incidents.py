"""Incidents and zones on the map."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ..compat import BESIDE_MARKER, FROM_MARKER_BOUNDS
from ..core.data_centre.centre import DataCentre
from .language import word
from .lettering import text_format
from .sources import mark_layer, opened

__all__ = ["LEVEL_COLOURS", "geofence_layer", "incident_layer"]

# 红橙黄蓝, as warnings are published.
LEVEL_COLOURS = {1: "#b3261e", 2: "#e0752d", 3: "#e6b800", 4: "#0072b2"}


def incident_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """Incidents in the colour of their level (红橙黄蓝), closed ones pale; raises `CentreError` as every live layer."""
    layer = opened(centre.map_source("incident"), word("incidents", language))
    mark_layer(layer, "incident", centre.address, centre.district.utc_offset_hours)
    symbol = QgsMarkerSymbol.createSimple({"name": "star", "size": "8", "outline_color": "#303030"})
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyFillColor, QgsProperty.fromExpression(_level_colour())
    )
    closed = QgsProperty.fromExpression('if("closed_at" IS NULL, 100, 35)')
    symbol.setDataDefinedProperty(QgsMarkerSymbol.Property.PropertyOpacity, closed)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    settings = QgsPalLayerSettings()
    settings.fieldName = "title"
    settings.placement = BESIDE_MARKER
    settings.offsetType = FROM_MARKER_BOUNDS
    settings.setFormat(text_format(10.0, bold=True))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    return layer


def geofence_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """Zones: of incidents, depots, the district, and closed roads; raises `CentreError` as every live layer."""
    layer = opened(centre.map_source("geofence"), word("geofences", language))
    mark_layer(layer, "geofence", centre.address, centre.district.utc_offset_hours)
    from ..core.emergency.closures import CLOSURE

    root = QgsRuleBasedRenderer.Rule(None)
    closed, zone = f"\"kind\" = '{CLOSURE}'", {"color": "0,0,0,0", "outline_color": "#b3261e"}
    barred = {**zone, "outline_width": "0.4", "color": "#b3261e", "style": "b_diagonal"}
    dashed = {**zone, "outline_width": "0.5", "outline_style": "dash"}
    for style, test, name in (
        (barred, f'{closed} AND coalesce("active", 1) = 1', "closures"),
        (dashed, f"NOT ({closed})", "geofences"),
    ):
        symbol = QgsFillSymbol.createSimple(style)
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, test, word(name, language)))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer


def _level_colour() -> str:
    cases = " ".join(f"WHEN \"level\" = {level} THEN '{colour}'" for level, colour in LEVEL_COLOURS.items())
    return f"CASE {cases} ELSE '{LEVEL_COLOURS[4]}' END"
