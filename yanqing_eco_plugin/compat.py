"""What moved between QGIS 3.22 and QGIS 4, in one place."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.PyQt.QtCore import QMetaType, QVariant

__all__ = ["FieldType"]

# QgsField takes QMetaType.Type from QGIS 3.38 on, QVariant.Type before.
_meta = Qgis.QGIS_VERSION_INT >= 33800


class FieldType:
    """Types for QgsField."""

    INTEGER = QMetaType.Type.Int if _meta else QVariant.Type.Int
    LONG = QMetaType.Type.LongLong if _meta else QVariant.Type.LongLong
    REAL = QMetaType.Type.Double if _meta else QVariant.Type.Double
    TEXT = QMetaType.Type.QString if _meta else QVariant.Type.String
    DATE = QMetaType.Type.QDate if _meta else QVariant.Type.Date
    DATETIME = QMetaType.Type.QDateTime if _meta else QVariant.Type.DateTime
    BOOLEAN = QMetaType.Type.Bool if _meta else QVariant.Type.Bool
