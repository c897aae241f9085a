"""Markers of emergency resources: a shape for each kind, the colour of what it is doing, faded where its fix is old."""

from __future__ import annotations

import base64
from functools import cache

from qgis.core import (
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSimpleMarkerSymbolLayer,
    QgsSvgMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor

from ..compat import MILLIMETRES, OPACITY
from ..core.standards.tables import RESOURCES
from .expressions import age_text
from .language import word
from .lettering import available_family

__all__ = ["KINDS", "NAMES_FROM", "STATE_COLOURS", "legend_order", "resource_rules"]

# Scale denominator from which on there is room for names.
NAMES_FROM = 150_000

KINDS = ("vehicle", "team", "person", "expert", "equipment", "stock", "depot")
# Okabe and Ito's colours, told apart by colour-blind readers.
STATE_COLOURS = {
    "free": "#009e73",
    "reserved": "#e69f00",
    "ordered": "#56b4e9",
    "on_the_way": "#0072b2",
    "on_scene": "#d55e00",
    "out_of_service": "#9a9a9a",
}
_SIZE = 6.2
_LINE = "#303030"
# Slower than a walk, a course is noise.
_MOVING_MS = 1.0


def resource_rules(language: str) -> QgsRuleBasedRenderer:
    """A rule for each kind; inside it one for each state, so that the legend tells both."""
    root = QgsRuleBasedRenderer.Rule(None)
    for kind in KINDS:
        group = QgsRuleBasedRenderer.Rule(None, 0, 0, f"\"kind\" = '{kind}'", word(f"resource_{kind}", language))
        for state, colour in STATE_COLOURS.items():
            label = word(f"resource_{state}", language)
            symbol = _symbol(kind, colour, language)
            group.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, f"\"state\" = '{state}'", label))
        root.appendChild(group)
    return QgsRuleBasedRenderer(root)


def legend_order(layer: QgsVectorLayer) -> list[int]:
    """Places in the legend of the kinds and states that there are; the legend tells a kind, then its states."""
    present = {(feature["kind"], feature["state"]) for feature in layer.getFeatures()}
    states = list(STATE_COLOURS)
    order = []
    for number, kind in enumerate(KINDS):
        first = number * (len(states) + 1)
        mine = [first + 1 + at for at, state in enumerate(states) if (kind, state) in present]
        order += [first, *mine] if mine else []
    return order


@cache
def _drawing(kind: str) -> str:
    """The drawing as text inside the symbol: a project then shows it on a machine that has no plugin."""
    data = (RESOURCES / "icons" / "resources" / f"{kind}.svg").read_bytes()
    return "base64:" + base64.b64encode(data).decode("ascii")


def _symbol(kind: str, colour: str, language: str) -> QgsMarkerSymbol:
    body = QgsSvgMarkerSymbolLayer(_drawing(kind))
    body.setSize(_SIZE)
    body.setSizeUnit(MILLIMETRES)
    body.setFillColor(QColor(colour))
    body.setStrokeColor(QColor(_LINE))
    body.setStrokeWidth(0)
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, body)
    symbol.appendSymbolLayer(_heading(colour))
    for part in _age(language):
        symbol.appendSymbolLayer(part)
    # Half gone at the limit of staleness, hardly there after six times as long; what stays in place never fades.
    age = 'coalesce("age_s", 0) / coalesce(nullif("stale_after_s", 0), 900)'
    faded = (
        f'CASE WHEN "fixed" = 1 OR "fix_state" = \'online\' THEN 100 WHEN "fix_state" = \'none\' THEN 35 '
        f"ELSE max(25, 60 - 6 * ({age})) END"
    )
    symbol.setDataDefinedProperty(OPACITY, QgsProperty.fromExpression(faded))
    return symbol


def _heading(colour: str) -> QgsSimpleMarkerSymbolLayer:
    """An arrow head outside the marker that looks where it goes; only while it goes."""
    arrow = QgsSimpleMarkerSymbolLayer(_triangle())
    arrow.setSize(2.6)
    arrow.setSizeUnit(MILLIMETRES)
    arrow.setColor(QColor(colour))
    arrow.setStrokeColor(QColor(_LINE))
    arrow.setOffset(QPointF(0.0, -5.0))
    arrow.setOffsetUnit(MILLIMETRES)
    of = QgsSymbolLayer.Property
    moving = f'"course_deg" IS NOT NULL AND coalesce("speed_ms", 0) >= {_MOVING_MS} AND "fix_state" = \'online\''
    arrow.setDataDefinedProperty(of.PropertyLayerEnabled, QgsProperty.fromExpression(moving))
    arrow.setDataDefinedProperty(of.PropertyAngle, QgsProperty.fromExpression('"course_deg"'))
    return arrow


def _age(language: str) -> list[QgsFontMarkerSymbolLayer]:
    """The age of a fix that is not stale as part of the marker, while the map is too small for names.

    Labels of hundreds of units take four times as long as all the rest of a drawing, and stand beside clusters too.
    """
    told = (
        f'@map_scale > {NAMES_FROM} AND "fix_state" = \'online\' AND coalesce("fixed", 0) = 0 AND "age_s" IS NOT NULL'
    )
    # Away from where the arrow head is.
    below = "if(coalesce(\"course_deg\", 0) > 100 AND \"course_deg\" < 260, '0,-4.6', '0,4.6')"
    parts = []
    for colour, halo in (("#ffffff", 0.8), ("#1a1a1a", 0.0)):
        text = QgsFontMarkerSymbolLayer(available_family(), "", 2.5, QColor(colour))
        text.setSizeUnit(MILLIMETRES)
        text.setOffsetUnit(MILLIMETRES)
        text.setStrokeColor(QColor(colour))
        text.setStrokeWidth(halo)
        text.setStrokeWidthUnit(MILLIMETRES)
        of = QgsSymbolLayer.Property
        text.setDataDefinedProperty(of.PropertyCharacter, QgsProperty.fromExpression(age_text(language)))
        text.setDataDefinedProperty(of.PropertyLayerEnabled, QgsProperty.fromExpression(told))
        text.setDataDefinedProperty(of.PropertyOffset, QgsProperty.fromExpression(below))
        parts.append(text)
    return parts


def _triangle() -> object:
    # QGIS 3.24 moved the shapes of markers to Qgis.
    from qgis.core import Qgis, QgsSimpleMarkerSymbolLayerBase

    shapes = getattr(Qgis, "MarkerShape", None) or QgsSimpleMarkerSymbolLayerBase.Shape
    return shapes.Triangle
