"""Shows a place on the map: goes there and lets it flash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsPointXY, QgsProject

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

__all__ = ["show_on_map"]

# Near enough to see the streets around the station.
_SCALE = 15_000.0


def show_on_map(canvas: QgsMapCanvas, lon: float, lat: float) -> None:
    """Centre the map on a WGS-84 position, not farther than street scale, and flash it."""
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    place = QgsPointXY(lon, lat)
    there = QgsCoordinateTransform(wgs84, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    canvas.setCenter(there.transform(place))
    if canvas.scale() > _SCALE:
        canvas.zoomScale(_SCALE)
    else:
        canvas.refresh()
    canvas.flashGeometries([QgsGeometry.fromPointXY(place)], wgs84)
