"""Incidents and zones on the map."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
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

__all__ = ["geofence_layer", "incident_layer"]

_LEVEL_COLOURS = (
    "CASE WHEN \"level\" = 1 THEN '#b3261e' WHEN \"level\" = 2 THEN '#e0752d' "
    "WHEN \"level\" = 3 THEN '#e6b800' ELSE '#0072b2' END"
)


def incident_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """Incidents in the colour of their level (红橙黄蓝), closed ones pale; raises `CentreError` as every live layer."""
    layer = opened(centre.map_source("incident"), word("incidents", language))
    mark_layer(layer, "incident", centre.address, centre.district.utc_offset_hours)
    symbol = QgsMarkerSymbol.createSimple({"name": "star", "size": "8", "outline_color": "#303030"})
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyFillColor, QgsProperty.fromExpression(_LEVEL_COLOURS)
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
    style = {"color": "0,0,0,0", "outline_color": "#b3261e", "outline_width": "0.5", "outline_style": "dash"}
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(style)))
    return layer
