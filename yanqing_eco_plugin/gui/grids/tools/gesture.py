"""What the redrawing tools have in common: press, drag, let go; Esc takes the gesture back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsWkbTypes,
)
from qgis.gui import QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor, QCursor

if TYPE_CHECKING:
    import numpy as np
    import shapely
    from qgis.core import QgsPointXY
    from qgis.gui import QgsMapMouseEvent
    from qgis.PyQt.QtGui import QKeyEvent

    from ..redrawing import Redrawing

__all__ = ["GestureTool"]

_WGS84 = "EPSG:4326"


class GestureTool(QgsMapTool):
    """A gesture over units. Subclasses say what `begin`, `follow` and `finish` mean; points are WGS-84 degrees.

    A right click chooses the grid under the mouse as the one that units are given to.
    """

    NAME = ""

    def __init__(self, redrawing: Redrawing) -> None:
        super().__init__(redrawing.canvas)
        self.redrawing = redrawing
        self.handler = redrawing.handler
        self.trace: list[tuple[float, float]] = []
        self.is_held = False
        self._marked: set[str] = set()
        self._band = QgsRubberBand(self.canvas(), QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(QColor(20, 90, 200, 230))
        self._band.setFillColor(QColor(20, 90, 200, 70))
        self._band.setWidth(2)
        self._line = QgsRubberBand(self.canvas(), QgsWkbTypes.GeometryType.LineGeometry)
        self._line.setColor(QColor(178, 24, 43))
        self._line.setWidth(3)
        self.setCursor(QCursor(Qt.CursorShape.CrossCursor))
        # While a button is down the canvas keeps keys from the tool and only tells them.
        self.canvas().keyPressed.connect(self._on_key)

    # -- what a gesture means ------------------------------------------------------------------------------------------

    def begin(self, point: tuple[float, float]) -> bool:
        """The button went down; False where no gesture begins here."""
        raise NotImplementedError

    def follow(self, point: tuple[float, float]) -> None:
        """The mouse moved with the button down; `trace` has its way."""
        raise NotImplementedError

    def finish(self) -> None:
        """The button was let go."""
        raise NotImplementedError

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton and not self.is_held:
            self._choose_at(event.mapPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self._degrees(event.mapPoint())
        if point is None:
            return
        self.trace = [point]
        self.is_held = self.begin(point)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        point = self._degrees(event.mapPoint()) if self.is_held else None
        if point is not None and point != self.trace[-1]:
            self.trace.append(point)
            self.follow(point)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.is_held:
            self.is_held = False
            self.finish()
            self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.cancel()

    def _on_key(self, event: QKeyEvent) -> None:
        if self.is_held and event.key() == Qt.Key.Key_Escape:
            self.cancel()

    def deactivate(self) -> None:
        self.cancel()
        super().deactivate()

    # -- for subclasses ------------------------------------------------------------------------------------------------

    def cancel(self) -> None:
        """Forget the gesture; nothing was done yet."""
        if self.is_held:
            self.redrawing.said.emit(QCoreApplication.translate("GridTools", "Cancelled; nothing was changed."))
        self.is_held = False
        self.clear()

    def clear(self) -> None:
        """Take all marks of the gesture off the map."""
        self.trace.clear()
        self._marked.clear()
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self._line.reset(QgsWkbTypes.GeometryType.LineGeometry)
        self.redrawing.panel.hide()

    def units_at(self, shape: shapely.Geometry) -> list[str]:
        """The units that a shape meets."""
        draft = self.redrawing.draft
        found: np.ndarray = draft.tree.query(shape, predicate="intersects")
        return [str(one) for one in draft.units.index[sorted(found.tolist())]]

    def unit_at(self, point: tuple[float, float]) -> str | None:
        """The unit under a point."""
        import shapely

        found = self.units_at(shapely.Point(point))
        return found[0] if found else None

    def mark(self, units: list[str]) -> None:
        """Mark units on the map, beside those marked already."""
        layer = self.redrawing.layer
        fresh = [one for one in units if one not in self._marked]
        self._marked.update(fresh)
        for feature in layer.getFeatures(self.handler.fids(fresh)):
            self._band.addGeometry(feature.geometry(), layer.crs())

    def mark_only(self, units: list[str]) -> None:
        """Mark these units and no others."""
        self._marked.clear()
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self.mark(units)

    def draw_trace(self) -> None:
        """Draw the way of the mouse."""
        line = QgsGeometry.fromWkt("LINESTRING (" + ", ".join(f"{x!r} {y!r}" for x, y in self.trace) + ")")
        self._line.setToGeometry(line, self.redrawing.layer.crs())

    def shut_down(self) -> None:
        """Leave the canvas as it was."""
        self.clear()
        self.canvas().keyPressed.disconnect(self._on_key)
        for band in (self._band, self._line):
            self.canvas().scene().removeItem(band)
        self.canvas().unsetMapTool(self)
        self.deleteLater()

    def _choose_at(self, place: QgsPointXY) -> None:
        point = self._degrees(place)
        unit = self.unit_at(point) if point is not None else None
        label = self.handler.grid_of(unit) if unit is not None else None
        if label is not None:
            self.redrawing.choose(label)

    def _degrees(self, place: QgsPointXY) -> tuple[float, float] | None:
        crs = self.canvas().mapSettings().destinationCrs()
        there = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(_WGS84), QgsProject.instance())
        try:
            point = there.transform(place)
        except QgsCsException:
            return None
        return point.x(), point.y()
