"""The map tools: preview before the release, Esc, painting, lasso, border, split, merge."""

from __future__ import annotations

import pytest
import shapely
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent

from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.gui.grids.tools.lasso import LassoTool
from yanqing_eco_plugin.gui.grids.tools.lock import LockTool
from yanqing_eco_plugin.gui.grids.tools.merge import MergeTool
from yanqing_eco_plugin.gui.grids.tools.paint import BoundaryTool, PaintTool
from yanqing_eco_plugin.gui.grids.tools.split import SplitTool

from .pen import drag, inner, mouse, neighbours, written


def test_painting_previews_before_and_moves_after_the_release(redrawing: Redrawing) -> None:
    handler = redrawing.handler
    unit, to = neighbours(handler)
    former = written(handler)
    redrawing.choose(to)
    tool = PaintTool(redrawing)
    drag(tool, inner(redrawing.draft, unit), let_go=False)
    text = redrawing.panel.label.text()
    assert not redrawing.panel.label.isHidden()
    assert "→" in text
    assert " min" in text
    assert " km" in text
    assert written(handler).tolist() == former.tolist()
    mouse(tool, QEvent.Type.MouseButtonRelease, inner(redrawing.draft, unit), Qt.MouseButton.LeftButton)
    assert handler.grid_of(unit) == to
    assert redrawing.panel.label.isHidden()
    tool.shut_down()


@pytest.mark.parametrize("kind", [PaintTool, LassoTool, BoundaryTool, SplitTool, MergeTool, LockTool])
def test_escape_takes_the_gesture_back(redrawing: Redrawing, kind: type) -> None:
    handler, said = redrawing.handler, []
    redrawing.said.connect(said.append)
    unit, to = neighbours(handler)
    redrawing.choose(to)
    former, tool = written(handler), kind(redrawing)
    start, end = inner(redrawing.draft, handler.units_of(to)[0]), inner(redrawing.draft, unit)
    drag(tool, start, end, let_go=False)
    tool.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    mouse(tool, QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton)
    assert written(handler).tolist() == former.tolist()
    assert handler.layer.undoStack().count() == 0
    assert not handler.locked
    assert said[-1].startswith("Cancelled")
    tool.shut_down()


def test_boundary_lasso_merge_and_split(redrawing: Redrawing) -> None:
    handler, draft = redrawing.handler, redrawing.draft
    unit, to = neighbours(handler)
    own = handler.grid_of(unit)
    tool = BoundaryTool(redrawing)
    beside = min(
        handler.units_of(to), key=lambda one: draft.units.geometry[one].distance(draft.units.geometry[unit].centroid)
    )
    drag(tool, inner(draft, beside), inner(draft, unit))
    assert handler.grid_of(unit) == to
    handler.undo()
    assert handler.grid_of(unit) == own
    lasso = LassoTool(redrawing)
    redrawing.choose(to)
    ring = shapely.get_coordinates(shapely.Point(inner(draft, unit)).buffer(0.0006)).tolist()
    drag(lasso, *map(tuple, ring))
    assert handler.grid_of(unit) == to
    handler.undo()
    merge = MergeTool(redrawing)
    count = handler.assignment.nunique()
    drag(merge, inner(draft, unit), inner(draft, handler.units_of(to)[0]))
    assert handler.assignment.nunique() == count - 1
    assert set(map(handler.grid_of, handler.units_of(to))) == {to}
    split = SplitTool(redrawing)
    ground = shapely.union_all(draft.units.geometry[handler.units_of(to)].to_numpy())
    _, low, _, high = ground.bounds
    before = set(handler.assignment)
    middle = ground.centroid
    drag(split, (middle.x + 1e-5, low - 1e-3), (middle.x + 1e-5, middle.y), (middle.x + 1e-5, high + 1e-3))
    assert len(set(handler.assignment) - before) == 1
    for label in (to, redrawing.target):
        assert handler.score.grid(label).pieces == 1
    for one in (tool, lasso, merge, split):
        one.shut_down()
