"""Paints units into the chosen grid."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from .gesture import GestureTool

__all__ = ["BoundaryTool", "PaintTool"]


class PaintTool(GestureTool):
    """Every unit the mouse passes over with the button down joins the chosen grid."""

    NAME = "paint"

    def begin(self, point: tuple[float, float]) -> bool:
        self.to = self.target_at(point)
        if not self.to:
            return False
        self.units: list[str] = []
        self._take(point, point)
        return True

    def follow(self, point: tuple[float, float]) -> None:
        self._take(self.trace[-2], point)

    def finish(self) -> None:
        move = self.handler.weigh(self.units, self.to)
        self.redrawing.finish(move, self.title(len(move.effect.moved)))

    def target_at(self, point: tuple[float, float]) -> str:
        """The grid that gets the units; says what to do where there is none."""
        if not self.redrawing.target:
            # Subclasses say it too; their own `tr` would look for it under their names.
            sentence = QCoreApplication.translate(
                "GridTools", "Choose a grid first: in the table, or with a right click on the map."
            )
            self.redrawing.said.emit(sentence)
        return self.redrawing.target

    def title(self, count: int) -> str:
        """Name of the undo step."""
        return self.tr("Paint {count} units").format(count=count)

    def _take(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        import shapely

        passed = self.units_at(shapely.LineString([start, end]) if start != end else shapely.Point(end))
        fresh = [one for one in passed if one not in self.units and self.handler.grid_of(one) != self.to]
        if fresh or not self.units:
            self.units += fresh
            self.mark(fresh)
            self.redrawing.preview(self.handler.weigh(self.units, self.to))


class BoundaryTool(PaintTool):
    """Drags a border outwards: what the mouse passes over joins the grid in which the button went down."""

    NAME = "boundary"

    def target_at(self, point: tuple[float, float]) -> str:
        unit = self.unit_at(point)
        label = self.handler.grid_of(unit) if unit is not None else None
        if label is None:
            self.redrawing.said.emit(self.tr("Press inside the grid that shall grow, and drag across its border."))
        return label or ""

    def title(self, count: int) -> str:
        return self.tr("Move a border over {count} units").format(count=count)
