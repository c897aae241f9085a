"""Draw a closed road on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from .place_tool import PlaceTool, lon_lat_at

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
    from qgis.PyQt.QtGui import QKeyEvent

__all__ = ["ClosureTool"]

_COLOUR = QColor(179, 38, 30, 190)
_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ClosureTool(PlaceTool):
    """Each click adds a point; the right button or Enter closes what the line touches, Escape nothing."""

    drawn = pyqtSignal(list)  # places, WGS-84 degrees

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._places: list[tuple[float, float]] = []
        self._points: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._band.setColor(_COLOUR)
        self._band.setWidth(5)

    def deactivate(self) -> None:
        self._forget()
        super().deactivate()

    def shut_down(self) -> None:
        """Leave nothing on the map."""
        self.end()
        self.canvas().scene().removeItem(self._band)
        self.deleteLater()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self._finish()
            return
        place = lon_lat_at(self.canvas(), event.pos())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._places.append(place)
            self._points.append(QgsPointXY(self.toMapCoordinates(event.pos())))
            self._show(self._points)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._points:
            self._show([*self._points, QgsPointXY(self.toMapCoordinates(event.pos()))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DONE:
            event.accept()
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        places = list(self._places)
        self.end()
        if places:
            self.drawn.emit(places)

    def _show(self, points: list[QgsPointXY]) -> None:
        self._band.setToGeometry(QgsGeometry.fromPolylineXY(points), None)

    def _forget(self) -> None:
        self._places, self._points = [], []
        self._band.reset(QgsWkbTypes.GeometryType.LineGeometry)
