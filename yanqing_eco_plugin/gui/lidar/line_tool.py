"""Draw the line of a section on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QCursor

from ..emergency.place_tool import lon_lat_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
    from qgis.PyQt.QtGui import QKeyEvent

__all__ = ["LineTool", "line_layer"]

_COLOUR = QColor(178, 24, 43)
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineTool(QgsMapTool):
    """Clicks are corners; a double click, the right button or Enter ends the line, Escape calls it off.

    The line stays in sight until `clear`, whatever tool comes next.
    """

    drawn = pyqtSignal(list)  # of (longitude, latitude)
    ended = pyqtSignal()  # the map has another tool, with or without a line

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._former: QgsMapTool | None = None
        self._corners: list[tuple[float, float]] = []
        self._points: list[QgsPointXY] = []
        self._ends = False
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._band.setColor(_COLOUR)
        self._band.setWidth(2)
        self.setCursor(QCursor(Qt.CursorShape.CrossCursor))

    def begin(self) -> None:
        """Wait for the first corner."""
        self.clear()
        if self.canvas().mapTool() is not self:
            self._former = self.canvas().mapTool()
            self.canvas().setMapTool(self)
        # Enter and Escape are for the map, not for the button that was clicked.
        self.canvas().setFocus()

    def end(self) -> None:
        """Give the map back."""
        if self.canvas().mapTool() is self:
            if self._former is not None:
                self.canvas().setMapTool(self._former)
            else:
                self.canvas().unsetMapTool(self)
        self._former = None

    def clear(self) -> None:
        """Take the line off the map."""
        self._corners, self._points, self._ends = [], [], False
        self._show()

    def shut_down(self) -> None:
        """Leave the canvas, which would keep tool and line."""
        self.blockSignals(True)
        self.end()
        self.canvas().scene().removeItem(self._band)
        self.deleteLater()

    def deactivate(self) -> None:
        super().deactivate()
        if not self._ends:
            self.clear()
        self.ended.emit()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._points:
            self._show(self.toMapCoordinates(event.pos()))

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        # The release that follows would else be the next tool's, and panning takes it for a click.
        self._ends = True

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton or self._ends:
            self._finish()
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = lon_lat_at(self.canvas(), event.pos())
        if place is not None:
            self._corners.append(place)
            self._points.append(self.toMapCoordinates(event.pos()))
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self._ends = False
            self.end()
        elif event.key() in _ENDS:
            event.accept()
            self._finish()

    def _finish(self) -> None:
        corners = list(self._corners)
        self._ends = len(corners) > 1
        self._show()
        self.end()
        if self._ends:
            self.drawn.emit(corners)

    def _show(self, to: QgsPointXY | None = None) -> None:
        self._band.reset(QgsWkbTypes.GeometryType.LineGeometry)
        for point in [*self._points, *([] if to is None else [to])]:
            self._band.addPoint(point)


def line_layer(corners: Sequence[tuple[float, float]]) -> QgsVectorLayer:
    """A layer with one line, for an algorithm's run."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "line", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(lon, lat) for lon, lat in corners]))
    layer.dataProvider().addFeature(feature)
    return layer
