"""Draw a line on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsPointXY, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal

from .place_tool import PlaceTool, lon_lat_at

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
    from qgis.PyQt.QtGui import QColor, QKeyEvent

__all__ = ["LineTool"]

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineTool(PlaceTool):
    """Clicks are corners; a double click, the right button or Enter ends the line, Escape calls it off.

    Parameters
    ----------
    colour, width
        Of the line on the screen; the width in pixels.
    fewest
        Corners that make a line.
    stays
        Whether the line stays in sight until `clear`, whatever tool comes next.
    """

    drawn = pyqtSignal(list)  # of (longitude, latitude)

    def __init__(self, canvas: QgsMapCanvas, colour: QColor, *, width: int, fewest: int, stays: bool) -> None:
        super().__init__(canvas)
        self._fewest, self._stays = fewest, stays
        self._corners: list[tuple[float, float]] = []
        self._points: list[QgsPointXY] = []
        self._ends = False
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._band.setColor(colour)
        self._band.setWidth(width)

    def begin(self) -> None:
        """Wait for the first corner."""
        self.clear()
        super().begin()
        # Enter and Escape are for the map, not for the button that was clicked.
        self.canvas().setFocus()

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
        if not (self._stays and self._ends):
            self.clear()
        super().deactivate()

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
            self._ends = False
        if event.key() in _ENDS:
            event.accept()
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        corners = list(self._corners)
        self._ends = len(corners) >= self._fewest
        done = self._ends
        self._show()
        self.end()
        if done:
            self.drawn.emit(corners)

    def _show(self, to: QgsPointXY | None = None) -> None:
        self._band.reset(QgsWkbTypes.GeometryType.LineGeometry)
        for point in [*self._points, *([] if to is None else [to])]:
            self._band.addPoint(point)
