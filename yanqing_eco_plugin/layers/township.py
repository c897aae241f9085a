"""The townships coloured by the level of their air, with name and index, and the outline of the district."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..compat import INSIDE_AREA, MILLIMETRES, OPACITY, POLYGON, SIMPLIFIED
from ..core.standards import LEVELS
from .expressions import name_text
from .language import word
from .lettering import text_format
from .markers import TOWN_SCALE

__all__ = ["SCHEME", "style_district", "style_townships"]

# The newest state of a township is the index of its air.
SCHEME = "aqi"

# Pale enough that a marker of the same level is still seen on it.
_OPACITY = 0.32
_COARSE_PIXELS = 1.5
_MIDDLE = "bounds(buffer(point_on_surface($geometry), 0.1 * sqrt(area($geometry)), 1))"
_BORDER = QColor("#6b6b6b")
_OUTLINE = QColor("#33475b")


def style_townships(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Give the townships the colours of HJ 633, hatching where nothing is reported, and labels of name and index."""
    root = QgsRuleBasedRenderer.Rule(None)
    known = "coalesce(\"state\", 'none') <> 'none'"
    for level in LEVELS[SCHEME]:
        condition = f'"level" = {level.level} AND {known}'
        root.appendChild(QgsRuleBasedRenderer.Rule(_area(level.colour), 0, 0, condition, level.label(language)))
    unknown = f'"level" IS NULL OR NOT ({known})'
    root.appendChild(QgsRuleBasedRenderer.Rule(_hatched(), 0, 0, unknown, word("none", language)))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    name = name_text(language, key="code")
    both = f"{name} || coalesce('\\n' || to_string(\"index_value\"), '')"
    labels = QgsRuleBasedLabeling.Rule(None)
    labels.appendChild(QgsRuleBasedLabeling.Rule(_lettering(both, 9.0), TOWN_SCALE, 0))
    labels.appendChild(QgsRuleBasedLabeling.Rule(_lettering(name, 11.0), 0, TOWN_SCALE))
    layer.setLabeling(QgsRuleBasedLabeling(labels))
    layer.setLabelsEnabled(True)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def style_district(layer: QgsVectorLayer) -> None:
    """Draw the district as a line that stays readable above whatever lies below it."""
    line = QgsSimpleLineSymbolLayer(_OUTLINE, 0.8)
    line.setWidthUnit(MILLIMETRES)
    line.setPenJoinStyle(Qt.PenJoinStyle.BevelJoin)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, line)
    # A boundary has thousands of bends smaller than the line is wide; drawing them costs more than all the stations.
    simplify = layer.simplifyMethod()
    simplify.setSimplifyHints(SIMPLIFIED)
    simplify.setThreshold(_COARSE_PIXELS)
    simplify.setForceLocalOptimization(True)
    layer.setSimplifyMethod(simplify)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setLabelsEnabled(False)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def _area(colour: str) -> QgsFillSymbol:
    inside = QColor(colour)
    inside.setAlphaF(_OPACITY)
    symbol = _bordered(inside, Qt.BrushStyle.SolidPattern)
    # Inside a township one colour would fill the whole map and compete with its stations.
    paler = QgsProperty.fromExpression(f"if(@map_scale < {TOWN_SCALE}, 50, 100)")
    symbol.setDataDefinedProperty(OPACITY, paler)
    return symbol


def _hatched() -> QgsFillSymbol:
    return _bordered(QColor("#a8a8a8"), Qt.BrushStyle.BDiagPattern)


def _bordered(inside: QColor, pattern: Qt.BrushStyle) -> QgsFillSymbol:
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, QgsSimpleFillSymbolLayer(inside, pattern, _BORDER, Qt.PenStyle.SolidLine, 0.2))
    return symbol


def _lettering(expression: str, size: float) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = INSIDE_AREA
    # A square in the middle is room enough, and looking through it costs half of looking through the whole township.
    settings.geometryGeneratorEnabled = True
    settings.geometryGeneratorType = POLYGON
    settings.geometryGenerator = _MIDDLE
    obstacle = settings.obstacleSettings()
    obstacle.setIsObstacle(False)
    settings.setObstacleSettings(obstacle)
    # Halos of two lines of Chinese for each township took a seventh of the time of the whole map; a plate takes none.
    settings.setFormat(text_format(size, colour="#3b3b3b", halo=0.0, plate=0.45))
    # A name is wanted even where stations crowd; their values give way.
    settings.priority = 9
    properties = settings.dataDefinedProperties()
    worse_first = QgsProperty.fromExpression('min(10, 7 + coalesce("level", 0) / 2)')
    properties.setProperty(QgsPalLayerSettings.Property.Priority, worse_first)
    settings.setDataDefinedProperties(properties)
    return settings
