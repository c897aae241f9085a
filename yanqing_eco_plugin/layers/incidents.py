"""Incidents and zones on the map."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsDataSourceUri,
    QgsFillSymbol,
    QgsGeometryGeneratorSymbolLayer,
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

__all__ = ["CIRCLES", "LEVEL_COLOURS", "depot_circle_layer", "geofence_layer", "incident_layer"]

# 红橙黄蓝, as warnings are published.
LEVEL_COLOURS = {1: "#b3261e", 2: "#e0752d", 3: "#e6b800", 4: "#0072b2"}


# Role of the layer of circles around depots.
CIRCLES = "depot_circle"
_ZONE = {"color": "0,0,0,0", "outline_color": "#b3261e"}
# An ellipse of degrees that is a circle on the ground, whatever the map's system; metres in a degree to within 0.2 %.
_CIRCLE = "make_ellipse($geometry, {metres} / (111320 * cos(radians($y))), {metres} / 111132.0, 90, 72)"


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
    closed, force = f"\"kind\" = '{CLOSURE}'", 'coalesce("active", 1) = 1'
    barred = {**_ZONE, "outline_width": "0.4", "color": "#b3261e", "style": "b_diagonal"}
    dashed = {**_ZONE, "outline_width": "0.5", "outline_style": "dash"}
    for style, test, name in (
        (barred, f"{closed} AND {force}", "closures"),
        (dashed, f"NOT ({closed}) AND {force}", "geofences"),
    ):
        symbol = QgsFillSymbol.createSimple(style)
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, test, word(name, language)))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer


def depot_circle_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """The circles at which depots without a zone of their own are watched; raises `CentreError` as every live layer."""
    from ..core.emergency.watched_zones import DEPOT_RADIUS_M

    metres = round(DEPOT_RADIUS_M)
    source = centre.map_source("resource", where={"kind": "depot"})
    layer = opened(source, word("depot_circles", language).format(metres=metres))
    schema = QgsDataSourceUri(layer.source()).schema() if source.provider == "postgres" else ""
    zones = f'"{schema}"."geofence"' if schema else '"geofence"'
    own = '"kind" = \'depot\' AND "resource_id" IS NOT NULL'
    stored = f'SELECT "resource_id" FROM {zones} WHERE {own}'  # noqa: S608 - the schema is the centre's own
    # Asked with each drawing, so that a zone that was stored or given back needs no new layer.
    layer.setSubsetString(f'{layer.subsetString()} AND "resource_id" NOT IN ({stored})')
    mark_layer(layer, CIRCLES, centre.address, centre.district.utc_offset_hours)
    circle = QgsGeometryGeneratorSymbolLayer.create({"geometryModifier": _CIRCLE.format(metres=metres)})
    circle.setSymbolType(Qgis.SymbolType.Fill)
    circle.setSubSymbol(QgsFillSymbol.createSimple({**_ZONE, "outline_width": "0.3", "outline_style": "dash"}))
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, circle)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def _level_colour() -> str:
    cases = " ".join(f"WHEN \"level\" = {level} THEN '{colour}'" for level, colour in LEVEL_COLOURS.items())
    return f"CASE {cases} ELSE '{LEVEL_COLOURS[4]}' END"
