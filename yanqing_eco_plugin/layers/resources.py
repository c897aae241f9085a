"""Emergency resources on the map: where each was last, and how old that is."""

from __future__ import annotations

from qgis.core import (
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPointClusterRenderer,
    QgsProperty,
    QgsRuleBasedLabeling,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..compat import BESIDE_MARKER, FROM_MARKER_BOUNDS, MILLIMETRES
from ..core.data_centre.centre import DataCentre
from .expressions import age_text, name_text
from .language import word
from .lettering import available_family, text_format
from .resource_markers import NAMES_FROM, resource_rules
from .sources import mark_layer, opened

__all__ = ["ROLE", "resource_layer", "style_resources"]

ROLE = "resource"
_CLUSTER_MM = 5.0
_STALE = "#b3541e"


def resource_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """All resources at their newest fix, live; raises `CentreError` where QGIS cannot open the table."""
    layer = opened(centre.map_source("resource_live"), word("resources", language))
    mark_layer(layer, ROLE, centre.address, centre.district.utc_offset_hours)
    style_resources(layer, language)
    return layer


def style_resources(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Markers by kind and state in clusters where they would cover each other, with the age of the fix at each."""
    clusters = QgsPointClusterRenderer()
    clusters.setClusterSymbol(_cluster())
    clusters.setEmbeddedRenderer(resource_rules(language))
    clusters.setTolerance(_CLUSTER_MM)
    clusters.setToleranceUnit(MILLIMETRES)
    layer.setRenderer(clusters)
    age, name = age_text(language), name_text(language, key="resource_id")
    root = QgsRuleBasedLabeling.Rule(None)
    fixed = 'coalesce("fixed", 0) = 1'
    # From far away only what is stale has a label: the others carry their age in the marker.
    stale = f"NOT ({fixed}) AND \"fix_state\" = 'stale'"
    root.appendChild(QgsRuleBasedLabeling.Rule(_settings(f"'⚠ ' || {age}", _STALE), NAMES_FROM, 0, stale))
    both = _settings(f"{name} || coalesce('\\n' || {age}, '')")
    root.appendChild(QgsRuleBasedLabeling.Rule(both, 0, NAMES_FROM, f"NOT ({fixed})"))
    root.appendChild(QgsRuleBasedLabeling.Rule(_settings(name), 0, NAMES_FROM, fixed))
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def _cluster() -> QgsMarkerSymbol:
    """How many there are, in a colour that says nothing of their state."""
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setSize(5.2)
    disc.setSizeUnit(MILLIMETRES)
    disc.setColor(QColor("#3d4a52"))
    disc.setStrokeColor(QColor("#ffffff"))
    count = QgsFontMarkerSymbolLayer(available_family(), "", 2.8, QColor("#ffffff"))
    count.setSizeUnit(MILLIMETRES)
    count.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyCharacter, QgsProperty.fromExpression("@cluster_size"))
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, disc)
    symbol.appendSymbolLayer(count)
    return symbol


def _settings(expression: str, colour: str = "#1a1a1a") -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = BESIDE_MARKER
    settings.offsetType = FROM_MARKER_BOUNDS
    settings.dist = 0.4
    settings.distUnits = MILLIMETRES
    settings.setFormat(text_format(7.5, colour=colour))
    return settings
