"""Click a place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject
from qgis.gui import QgsMapTool
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCursor

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
    from qgis.PyQt.QtCore import QPoint
    from qgis.PyQt.QtGui import QKeyEvent

__all__ = ["PlaceTool", "lon_lat_at"]


def lon_lat_at(canvas: QgsMapCanvas, pixel: QPoint) -> tuple[float, float] | None:
    """WGS-84 degrees of a pixel of the map; None where the map's system has no such place."""
    point = canvas.getCoordinateTransform().toMapCoordinates(pixel)
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    back = QgsCoordinateTransform(canvas.mapSettings().destinationCrs(), wgs84, QgsProject.instance())
    try:
        there = back.transform(QgsPointXY(point))
    except QgsCsException:
        return None
    return there.x(), there.y()


class PlaceTool(QgsMapTool):
    """One click gives a place; then the tool that was in use before comes back. Escape gives none."""

    placed = pyqtSignal(float, float)
    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._former: QgsMapTool | None = None
        self.setCursor(QCursor(Qt.CursorShape.CrossCursor))

    def begin(self) -> None:
        """Wait for the click."""
        if self.canvas().mapTool() is not self:
            self._former = self.canvas().mapTool()
            self.canvas().setMapTool(self)

    def end(self) -> None:
        """Give the map back."""
        if self.canvas().mapTool() is self:
            if self._former is not None:
                self.canvas().setMapTool(self._former)
            else:
                self.canvas().unsetMapTool(self)
        self._former = None

    def deactivate(self) -> None:
        super().deactivate()
        self.ended.emit()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = lon_lat_at(self.canvas(), event.pos())
        self.end()
        if place is not None:
            self.placed.emit(*place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.end()
