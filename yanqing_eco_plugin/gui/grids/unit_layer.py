"""The units of a draft as a layer that is redrawn: coloured by grid, locked units hatched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    NULL,
    QgsFeature,
    QgsField,
    QgsFillSymbol,
    QgsGeometry,
    QgsLinePatternFillSymbolLayer,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt, QVariant
from qgis.PyQt.QtGui import QColor

from .draft import COLOURS

if TYPE_CHECKING:
    from .draft import Draft

__all__ = ["COLOUR", "DUTIES", "GRID", "LOCKED", "UNIT", "VILLAGE", "redrawn_layer"]

UNIT, VILLAGE, GRID, COLOUR, LOCKED, DUTIES = range(6)
_BORDER = QColor(92, 107, 118, 110)


def redrawn_layer(draft: Draft, name: str) -> QgsVectorLayer:
    """A memory layer with the fields ``unit_id, village, grid, colour, locked, duties`` and the units' loads.

    ``duties`` of the first unit carries the changes that concern whole grids and their sources, see `Duties`.
    """
    import shapely

    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:4326", name, "memory")
    # What is redrawn is kept in the data centre; QGIS need not ask about the layer when it closes.
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    provider = layer.dataProvider()
    text, whole, real = QVariant.Type.String, QVariant.Type.Int, QVariant.Type.Double
    fields = [QgsField(one, text) for one in ("unit_id", "village", "grid")]
    fields += [QgsField(one, whole) for one in ("colour", "locked")] + [QgsField("duties", text)]
    fields += [QgsField(one, real) for one in draft.loads]
    provider.addAttributes(fields)
    layer.updateFields()
    units = draft.units
    homes = draft.plan.assignment.reindex(units.index)
    loads = draft.weighed[list(draft.loads)].to_numpy().tolist()
    features = []
    for unit, village, grid, locked, figures, shape in zip(
        units.index, units["village"], homes["grid"], homes["locked"], loads, shapely.to_wkb(units.geometry.array)
    ):
        feature, geometry = QgsFeature(layer.fields()), QgsGeometry()
        geometry.fromWkb(shape)
        feature.setGeometry(geometry)
        known = isinstance(grid, str)
        colour = draft.colours[grid] if known else NULL
        feature.setAttributes([unit, village, grid if known else NULL, colour, int(locked == 1), NULL, *figures])
        features.append(feature)
    provider.addFeatures(features)
    layer.updateExtents()
    layer.setRenderer(_renderer(layer))
    return layer


def _renderer(layer: QgsVectorLayer) -> QgsRuleBasedRenderer:
    root = QgsRuleBasedRenderer.Rule(None)
    for number, colour in enumerate(COLOURS):
        root.appendChild(QgsRuleBasedRenderer.Rule(_fill(colour), 0, 0, f'"colour" = {number}'))
    root.appendChild(
        QgsRuleBasedRenderer.Rule(
            _fill("#ffffff"), 0, 0, '"colour" IS NULL', QCoreApplication.translate("GridUnits", "No grid")
        )
    )
    root.appendChild(
        QgsRuleBasedRenderer.Rule(_hatch(), 0, 0, '"locked" = 1', QCoreApplication.translate("GridUnits", "Locked"))
    )
    return QgsRuleBasedRenderer(root)


def _fill(colour: str) -> QgsFillSymbol:
    inside = QColor(colour)
    inside.setAlphaF(0.75)
    symbol = QgsFillSymbol()
    solid, line = Qt.BrushStyle.SolidPattern, Qt.PenStyle.SolidLine
    symbol.changeSymbolLayer(0, QgsSimpleFillSymbolLayer(inside, solid, _BORDER, line, 0.1))
    return symbol


def _hatch() -> QgsFillSymbol:
    lines = QgsLinePatternFillSymbolLayer()
    lines.setLineAngle(45)
    lines.setDistance(1.6)
    lines.setColor(QColor(40, 40, 40, 170))
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, lines)
    return symbol
