"""Locks units, so that no gesture and no proposal moves them."""

from __future__ import annotations

from .gesture import GestureTool

__all__ = ["LockTool"]


class LockTool(GestureTool):
    """Locks what the mouse passes over; where it began on a locked unit, unlocks."""

    NAME = "lock"

    def begin(self, point: tuple[float, float]) -> bool:
        unit = self.unit_at(point)
        if unit is None:
            return False
        self._on = unit not in self.handler.locked
        self._units = [unit]
        self.mark(self._units)
        return True

    def follow(self, point: tuple[float, float]) -> None:
        import shapely

        passed = [one for one in self.units_at(shapely.LineString(self.trace[-2:])) if one not in self._units]
        self._units += passed
        self.mark(passed)

    def finish(self) -> None:
        title = self.tr("Lock {count} units") if self._on else self.tr("Unlock {count} units")
        self.handler.lock(self._units, self._on, title.format(count=len(self._units)))
