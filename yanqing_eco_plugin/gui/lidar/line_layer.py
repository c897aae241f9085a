"""A drawn line as a layer, which algorithms take."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

__all__ = ["line_layer"]


def line_layer(corners: Sequence[tuple[float, float]]) -> QgsVectorLayer:
    """A layer with one line through corners (longitude, latitude)."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "line", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(lon, lat) for lon, lat in corners]))
    layer.dataProvider().addFeature(feature)
    return layer
