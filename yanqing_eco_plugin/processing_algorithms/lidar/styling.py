"""How results of lidar algorithms look when QGIS loads them."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsRasterLayer

__all__ = ["style_lidar"]


def style_lidar(layer: QgsMapLayer, language: str) -> None:
    """Give a lidar result its ramp, its name and its time."""
    from ...layers.lidar import dress_lidar_layer
    from ...layers.lidar_shapes import dress_lidar_shapes

    if isinstance(layer, QgsRasterLayer):
        dress_lidar_layer(layer, language=language)
    else:
        dress_lidar_shapes(layer)
