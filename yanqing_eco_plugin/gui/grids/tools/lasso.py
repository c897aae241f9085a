"""Gives all units inside a drawn loop to the chosen grid."""

from __future__ import annotations

from .paint import PaintTool

__all__ = ["LassoTool"]


class LassoTool(PaintTool):
    """Takes the units whose inner point lies within the loop."""

    NAME = "lasso"

    def begin(self, point: tuple[float, float]) -> bool:
        self.to = self.target_at(point)
        self.units = []
        return bool(self.to)

    def follow(self, point: tuple[float, float]) -> None:
        self.draw_trace()
        inside = self._inside()
        if inside != self.units:
            self.units = inside
            self.mark_only([one for one in inside if self.handler.grid_of(one) != self.to])
            self.redrawing.preview(self.handler.weigh(inside, self.to))

    def title(self, count: int) -> str:
        return self.tr("Lasso {count} units").format(count=count)

    def _inside(self) -> list[str]:
        import shapely

        if len(self.trace) < 3:
            return []
        loop = shapely.make_valid(shapely.Polygon(self.trace))
        draft = self.redrawing.draft
        near = draft.tree.query(loop, predicate="intersects")
        middle = shapely.point_on_surface(draft.tree.geometries[near])
        return [str(one) for one in draft.units.index[sorted(near[shapely.contains(loop, middle)].tolist())]]
