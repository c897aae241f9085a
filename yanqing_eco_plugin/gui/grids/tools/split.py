"""Splits a grid in two along the borders of units nearest to a drawn line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .gesture import GestureTool

if TYPE_CHECKING:
    from ..handler import Move

__all__ = ["SplitTool"]


class SplitTool(GestureTool):
    """Cuts the chosen grid, or the one that the line crosses longest: the smaller side becomes a new grid."""

    NAME = "split"

    def begin(self, point: tuple[float, float]) -> bool:
        self._move: Move | None = None
        return True

    def follow(self, point: tuple[float, float]) -> None:
        self.draw_trace()
        units = self.side_of(self.trace)
        self._move = self.handler.weigh(units, self.handler.new_label()) if units else None
        self.mark_only(units)
        if self._move is not None:
            self.redrawing.preview(self._move)
        else:
            self.redrawing.panel.hide()

    def finish(self) -> None:
        if self._move is None:
            self.redrawing.panel.hide()
            self.redrawing.said.emit(self.tr("The line divides no grid: draw it right across one."))
            return
        move = self._move
        if self.redrawing.finish(move, self.tr("Split off {count} units").format(count=len(move.effect.moved))):
            self.redrawing.choose(move.to)

    def side_of(self, trace: list[tuple[float, float]]) -> list[str]:
        """The units of the grid that is cut on the smaller side of the line; none where it cuts none in two."""
        import shapely

        line = shapely.LineString(trace)
        draft = self.redrawing.draft
        crossed: dict[str, float] = {}
        for at in draft.tree.query(line, predicate="intersects").tolist():
            label = self.handler.grid_of(str(draft.units.index[at]))
            if label is not None:
                length = shapely.intersection(line, draft.tree.geometries[at]).length
                crossed[label] = crossed.get(label, 0.0) + length
        target = self.redrawing.target
        for label in sorted(crossed, key=lambda one: (one != target, -crossed[one])):
            side = self._side_of_grid(label, trace)
            if side:
                return side
        return []

    def _side_of_grid(self, label: str, trace: list[tuple[float, float]]) -> list[str]:
        import numpy as np
        import shapely

        draft, units = self.redrawing.draft, self.handler.units_of(label)
        at = draft.graph.index.get_indexer(units)
        middle = shapely.get_coordinates(shapely.point_on_surface(draft.tree.geometries[at]))
        left = _left_of(np.asarray(_reaching(trace, middle)), middle)
        if left.all() or not left.any():
            return []
        side = left if left.sum() * 2 <= len(left) else ~left
        return [unit for unit, on in zip(units, side.tolist(), strict=True) if on]


def _reaching(trace: list[tuple[float, float]], middle: object) -> list[tuple[float, float]]:
    """The line with both ends drawn out beyond the grid."""
    import numpy as np

    points = np.asarray(trace, dtype=float)
    far = float(np.ptp(np.vstack([points, np.asarray(middle)]), axis=0).max()) * 2 or 1.0
    ends = []
    for end, inner in ((points[0], points[min(3, len(points) - 1)]), (points[-1], points[max(-4, -len(points))])):
        way = end - inner
        length = float(np.hypot(*way)) or 1.0
        ends.append(tuple((end + way / length * far).tolist()))
    return [ends[0], *trace, ends[1]]


def _left_of(line: object, points: object) -> object:
    """Whether each point lies left of the segment of the line that is nearest to it, shape (n,)."""
    import numpy as np

    start, end = np.asarray(line)[:-1], np.asarray(line)[1:]
    way = end - start
    keep = (way**2).sum(axis=1) > 0
    start, way = start[keep], way[keep]
    apart = np.asarray(points)[:, None, :] - start
    share = np.clip((apart * way).sum(axis=2) / (way**2).sum(axis=1), 0.0, 1.0)
    nearest = ((apart - share[..., None] * way) ** 2).sum(axis=2).argmin(axis=1)
    chosen = np.arange(len(apart)), nearest
    return way[nearest, 0] * apart[chosen][:, 1] - way[nearest, 1] * apart[chosen][:, 0] > 0
