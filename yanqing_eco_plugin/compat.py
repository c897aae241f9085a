"""What moved between QGIS 3.22 and QGIS 4, in one place."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsColorRampShader,
    QgsPalLayerSettings,
    QgsScaleBarSettings,
    QgsSymbol,
    QgsSymbolLayer,
    QgsUnitTypes,
    QgsVectorSimplifyMethod,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

__all__ = [
    "BESIDE_MARKER",
    "FIT_WIDTH",
    "FROM_MARKER_BOUNDS",
    "INSIDE_AREA",
    "LINEAR_RAMP",
    "MARKER_SIZE",
    "MILLIMETRES",
    "OPACITY",
    "POINTS",
    "POLYGON",
    "SIMPLIFIED",
    "FieldType",
]

# QgsField takes QMetaType.Type from QGIS 3.38 on, QVariant.Type before.
_meta = Qgis.QGIS_VERSION_INT >= 33800


class FieldType:
    """Types for QgsField."""

    LONG = QMetaType.Type.LongLong if _meta else QVariant.Type.LongLong
    REAL = QMetaType.Type.Double if _meta else QVariant.Type.Double
    TEXT = QMetaType.Type.QString if _meta else QVariant.Type.String
    DATETIME = QMetaType.Type.QDateTime if _meta else QVariant.Type.DateTime


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
FIT_WIDTH = getattr(Qgis, "ScaleBarSegmentSizeMode", None)
FIT_WIDTH = FIT_WIDTH.FitWidth if FIT_WIDTH else QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth
SIMPLIFIED = _hints.GeometrySimplification

# QGIS 3.38 moved it.
_shading = getattr(Qgis, "ShaderInterpolationMethod", None)
LINEAR_RAMP = QgsColorRampShader.Type.Interpolated if _shading is None else _shading.Linear

# Newer versions keep the old names of these inside the enumeration.
OPACITY = QgsSymbol.Property.PropertyOpacity
MARKER_SIZE = QgsSymbolLayer.Property.PropertySize
