"""Merges a grid into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .gesture import GestureTool

if TYPE_CHECKING:
    from ..handler import Move

__all__ = ["MergeTool"]


class MergeTool(GestureTool):
    """Drag from the grid that ends to the grid that takes it over, whose code and persons stay."""

    NAME = "merge"

    def begin(self, point: tuple[float, float]) -> bool:
        unit = self.unit_at(point)
        self._from = self.handler.grid_of(unit) if unit is not None else None
        self._move: Move | None = None
        if self._from is None:
            return False
        self._units = self.handler.units_of(self._from)
        self.mark_only(self._units)
        return True

    def follow(self, point: tuple[float, float]) -> None:
        self.draw_trace()
        unit = self.unit_at(point)
        to = self.handler.grid_of(unit) if unit is not None else None
        if to is None or to == self._from:
            self._move = None
            self.redrawing.panel.hide()
        elif self._move is None or self._move.to != to:
            self._move = self.handler.weigh(self._units, to, merging=True)
            self.redrawing.preview(self._move)

    def finish(self) -> None:
        if self._move is None:
            self.redrawing.said.emit(self.tr("Drag from one grid into the grid that shall take it over."))
            return
        title = self.tr("Merge {one} into {other}")
        title = title.format(one=self.handler.name(self._from or ""), other=self.handler.name(self._move.to))
        if self.redrawing.finish(self._move, title):
            self.redrawing.choose(self._move.to)
