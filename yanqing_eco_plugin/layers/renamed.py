"""Names of enumerations that QGIS moved to other classes between 3.22 and 4, as far as map layers need them."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsPalLayerSettings,
    QgsSymbol,
    QgsSymbolLayer,
    QgsUnitTypes,
    QgsVectorSimplifyMethod,
    QgsWkbTypes,
)

__all__ = [
    "BESIDE_MARKER",
    "FROM_MARKER_BOUNDS",
    "INSIDE_AREA",
    "MARKER_SIZE",
    "MILLIMETRES",
    "OPACITY",
    "POINTS",
    "POLYGON",
    "SIMPLIFIED",
]

# QGIS 3.26 moved those of labels to Qgis, 3.30 units and types of geometry, 3.38 the hints for simplification.
_placement = getattr(Qgis, "LabelPlacement", QgsPalLayerSettings.Placement)
_offset_type = getattr(Qgis, "LabelOffsetType", QgsPalLayerSettings.OffsetType)
_hints = getattr(Qgis, "VectorRenderingSimplificationFlag", QgsVectorSimplifyMethod.SimplifyHint)

if hasattr(Qgis, "RenderUnit"):
    POINTS, MILLIMETRES = Qgis.RenderUnit.Points, Qgis.RenderUnit.Millimeters
    POLYGON = Qgis.GeometryType.Polygon
else:
    POINTS, MILLIMETRES = QgsUnitTypes.RenderUnit.RenderPoints, QgsUnitTypes.RenderUnit.RenderMillimeters
    POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry

BESIDE_MARKER = _placement.OrderedPositionsAroundPoint
INSIDE_AREA = _placement.Horizontal
FROM_MARKER_BOUNDS = _offset_type.FromSymbolBounds
SIMPLIFIED = _hints.GeometrySimplification

# Newer versions keep the old names of these inside the enumeration.
OPACITY = QgsSymbol.Property.PropertyOpacity
MARKER_SIZE = QgsSymbolLayer.Property.PropertySize
