"""How affected areas look: hatched in the colour of their end-point, and saying on the map what they are worth."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ..compat import INSIDE_AREA, MILLIMETRES
from .language import word
from .lettering import text_format

__all__ = ["style_affected_areas"]

_COLOURS = ("#b3261e", "#e0752d", "#e6b800", "#7f7f7f")


def style_affected_areas(layer: QgsMapLayer, language: str = "zh") -> None:
    """Give the areas of `affectedarea` their colours, the severest first, and a label with the model's limits."""
    if not isinstance(layer, QgsVectorLayer):
        return
    index = layer.fields().lookupField("endpoint")
    names = sorted(str(name) for name in layer.uniqueValues(index)) if index >= 0 else []
    root = QgsRuleBasedRenderer.Rule(None)
    for number, name in enumerate(names):
        quoted = name.replace("'", "''")
        symbol = _area(_COLOURS[min(number, len(_COLOURS) - 1)])
        label = f"{name} ({word('screening', language)})"
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, f"\"endpoint\" = '{quoted}'", label))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    settings = QgsPalLayerSettings()
    minutes = "if(\"time_s\" IS NULL, '', ' ' || to_string(round(\"time_s\" / 60)) || ' min')"
    note = word("screening", language).replace("'", "''")
    settings.fieldName = f"\"endpoint\" || {minutes} || '\\n' || '{note}'"
    settings.isExpression = True
    settings.placement = INSIDE_AREA
    settings.setFormat(text_format(8.0, colour="#7a1a14"))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def _area(colour: str) -> QgsFillSymbol:
    body = QgsSimpleFillSymbolLayer()
    fill = QColor(colour)
    fill.setAlphaF(0.28)
    body.setFillColor(fill)
    body.setStrokeColor(QColor(colour))
    body.setStrokeWidth(0.5)
    body.setStrokeWidthUnit(MILLIMETRES)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, body)
    return symbol
