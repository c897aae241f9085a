"""Redrawing without a window: one undo step a gesture, exact undo, locks, refusals, Esc, saving and two editors."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QKeyEvent

from tests.qgis.processing.grid_centre import make_centre
from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre
from yanqing_eco_plugin.core.supervision import PlanContent, check_plan
from yanqing_eco_plugin.gui.grids.draft import Draft, Work, keep_work, read_draft
from yanqing_eco_plugin.gui.grids.handler import RedrawHandler
from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.gui.grids.tools.lasso import LassoTool
from yanqing_eco_plugin.gui.grids.tools.lock import LockTool
from yanqing_eco_plugin.gui.grids.tools.merge import MergeTool
from yanqing_eco_plugin.gui.grids.tools.paint import BoundaryTool, PaintTool
from yanqing_eco_plugin.gui.grids.tools.split import SplitTool
from yanqing_eco_plugin.gui.grids.unit_layer import GRID, LOCKED, UNIT, redrawn_layer
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import plan_headers, read_plan, reference_of

from .desk import Desk, until


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grids") / "centre"
    make_centre(folder).close()
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "centre")
    return tmp_path / "centre"


@pytest.fixture
def draft(place: Path) -> Draft:
    with open_centre(place, writable=False) as centre:
        return read_draft(centre, "p1")


@pytest.fixture
def handler(qgis_app: object, draft: Draft) -> Iterator[RedrawHandler]:
    made = RedrawHandler(draft, redrawn_layer(draft, "redrawn"))
    yield made
    made.shut_down()


@pytest.fixture
def desk_session(desk: Desk, place: Path) -> Iterator[EcoSession]:
    with open_centre(place, writable=False) as centre:
        opened = desk.open(centre)
        opened.settings.language = "en"
        yield opened
        opened.shut_down()
    QgsProject.instance().clear()


@pytest.fixture
def redrawing(desk_session: EcoSession, draft: Draft) -> Iterator[Redrawing]:
    canvas = desk_session.iface.mapCanvas()
    canvas.resize(600, 500)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(*draft.units.total_bounds).buffered(0.005))
    made = Redrawing(desk_session, draft)
    yield made
    made.end()


def written(handler: RedrawHandler) -> pd.Series:
    """What the layer's attributes say, not what the handler holds."""
    rows = {one[UNIT]: one[GRID] or None for one in handler.layer.getFeatures()}
    return pd.Series(rows).reindex(handler.draft.units.index)


def same_as_layer(handler: RedrawHandler) -> bool:
    locked = {one[UNIT] for one in handler.layer.getFeatures() if one[LOCKED] == 1}
    return handler.assignment.tolist() == written(handler).tolist() and locked == handler.locked


def neighbours(handler: RedrawHandler) -> tuple[str, str]:
    """A unit on a border inside a village, and the grid beyond that it may join without tearing its own."""
    graph = handler.draft.graph
    for first, second in zip(graph.first, graph.second):
        unit, other = str(graph.index[first]), str(graph.index[second])
        to = handler.grid_of(other)
        if to != handler.grid_of(unit) and not (move := handler.weigh([unit], to)).refusal and move.effect.moved:
            return unit, to
    raise AssertionError("no unit can move")


def test_a_gesture_is_one_step_and_undo_gives_the_former_plan_back(handler: RedrawHandler) -> None:
    former, stack = written(handler), handler.layer.undoStack()
    unit, to = neighbours(handler)
    assert handler.commit(handler.weigh([unit], to), "paint")
    assert stack.count() == 1
    assert stack.undoText() == "paint"
    after = written(handler)
    assert (after != former).sum() == 1
    assert after[unit] == to == handler.grid_of(unit)
    handler.undo()
    assert written(handler).tolist() == former.tolist()
    assert same_as_layer(handler)
    handler.redo()
    assert written(handler).tolist() == after.tolist()
    assert same_as_layer(handler)


def test_many_random_gestures_are_undone_and_redone_exactly(handler: RedrawHandler) -> None:
    """The plan after every step is noted; walking the undo stack at random always meets the plan of that place."""
    rng = random.Random(5)
    handler.strict = False
    units = [str(one) for one in handler.draft.units.index]
    plans = [(written(handler).tolist(), set(handler.locked))]
    for _ in range(60):
        some = rng.sample(units, rng.randint(1, 6))
        kind = rng.random()
        if kind < 0.25:
            done = handler.lock(some, rng.random() < 0.6, "lock")
        else:
            labels = sorted(set(handler.assignment.dropna()))
            to = handler.new_label() if kind > 0.9 else rng.choice(labels)
            held = [handler.grid_of(one) for one in some if one in handler.locked]
            done = handler.commit(handler.weigh(some, to), "move")
            assert held == [handler.grid_of(one) for one in some if one in handler.locked]
        if done:
            plans.append((written(handler).tolist(), set(handler.locked)))
        assert same_as_layer(handler)
    stack = handler.layer.undoStack()
    assert stack.count() == len(plans) - 1
    for _ in range(80):
        (handler.undo if rng.random() < 0.5 else handler.redo)()
        assert (written(handler).tolist(), handler.locked) == plans[stack.index()]
        assert same_as_layer(handler)
    while stack.canUndo():
        handler.undo()
    assert written(handler).tolist() == plans[0][0]


def test_totals_follow_undo(handler: RedrawHandler) -> None:
    unit, to = neighbours(handler)
    former = handler.score.grid(to)
    move = handler.weigh([unit], to)
    handler.commit(move, "paint")
    assert handler.score.grid(to) == move.effect.after[to]
    handler.undo()
    now = handler.score.grid(to)
    assert (now.cells, now.pieces) == (former.cells, former.pieces)
    assert now.loads == pytest.approx(former.loads)
    assert now.perimeter == pytest.approx(former.perimeter)


def test_locked_units_stay_and_it_is_said(handler: RedrawHandler) -> None:
    unit, to = neighbours(handler)
    handler.lock([unit], True, "lock")
    move = handler.weigh([unit], to)
    assert move.held == (unit,)
    assert "unlock" in move.refusal
    assert not handler.commit(move, "paint")
    assert not handler.assign({unit: to}, "proposal")
    handler.undo()
    assert not handler.locked
    assert not handler.weigh([unit], to).refusal


def test_locks_survive_undo_and_redo_of_what_came_after(handler: RedrawHandler) -> None:
    unit, to = neighbours(handler)
    own = next(one for one in handler.units_of(to) if one != unit)
    handler.lock([own], True, "lock")
    handler.commit(handler.weigh([unit], to), "paint")
    handler.undo()
    assert handler.locked == {own}
    handler.redo()
    assert handler.locked == {own}
    assert same_as_layer(handler)


def test_a_grid_stays_in_its_village_and_in_one_piece(handler: RedrawHandler) -> None:
    labels = sorted(set(handler.assignment))
    one = next(label for label in labels if handler.village_of(label) != handler.village_of(labels[0]))
    foreign = handler.weigh(handler.units_of(one)[:1], labels[0])
    assert foreign.foreign
    assert "one village" in foreign.refusal
    whole = next(
        label for label in labels if label != labels[0] and handler.village_of(label) == handler.village_of(labels[0])
    )
    emptied = handler.weigh(handler.units_of(whole), labels[0])
    assert "merge" in emptied.refusal
    assert not handler.weigh(handler.units_of(whole), labels[0], merging=True).refusal
    middle = [
        unit for unit in handler.draft.units.index
        if (move := handler.weigh([unit], handler.new_label())).torn and move.effect.after[handler.grid_of(unit)].cells
    ]  # fmt: skip
    assert middle, "no unit holds its grid together"
    assert "fall apart" in handler.weigh([middle[0]], handler.new_label()).refusal
    handler.strict = False
    marked = handler.weigh([middle[0]], handler.new_label())
    assert marked.torn
    assert not marked.refusal


def test_edits_thrown_away_by_qgis_are_followed(handler: RedrawHandler) -> None:
    former = written(handler)
    handler.commit(handler.weigh(*(lambda unit, to: ([unit], to))(*neighbours(handler))), "paint")
    handler.layer.rollBack()
    assert written(handler).tolist() == former.tolist()
    assert same_as_layer(handler)


# -- the map tools ---------------------------------------------------------------------------------------------------------


def mouse(tool: object, kind: QEvent.Type, at: tuple[float, float], button: Qt.MouseButton) -> None:
    canvas = tool.canvas()
    pixel = canvas.getCoordinateTransform().transform(QgsPointXY(*at))
    held = button if kind == QEvent.Type.MouseMove else Qt.MouseButton.NoButton
    event = QgsMapMouseEvent(canvas, kind, QPoint(round(pixel.x()), round(pixel.y())), button, held)
    names = {
        QEvent.Type.MouseButtonPress: "Press",
        QEvent.Type.MouseMove: "Move",
        QEvent.Type.MouseButtonRelease: "Release",
    }
    getattr(tool, f"canvas{names[kind]}Event")(event)


def drag(tool: object, *way: tuple[float, float], let_go: bool = True) -> None:
    left = Qt.MouseButton.LeftButton
    mouse(tool, QEvent.Type.MouseButtonPress, way[0], left)
    for point in way[1:]:
        mouse(tool, QEvent.Type.MouseMove, point, left)
    if let_go:
        mouse(tool, QEvent.Type.MouseButtonRelease, way[-1], left)


def inner(draft: Draft, unit: str) -> tuple[float, float]:
    point = shapely.point_on_surface(draft.units.geometry[unit])
    return point.x, point.y


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


# -- saving ----------------------------------------------------------------------------------------------------------------


def stored(place: Path, plan_id: str = "p1") -> PlanContent:
    with open_centre(place, writable=False) as centre:
        return read_plan(centre, plan_id)


def test_every_gesture_is_kept_by_itself_and_the_check_is_clean(redrawing: Redrawing, place: Path) -> None:
    handler = redrawing.handler
    unit, to = neighbours(handler)
    handler.commit(handler.weigh([unit], to), "paint")
    handler.lock([unit], True, "lock")
    redrawing.assign_people(to, "B-01", "A-01")
    until(lambda: redrawing.saving.is_clean)
    plan = stored(place)
    assert plan.assignment["grid"][unit] == to
    assert plan.assignment["locked"][unit] == 1
    assert plan.cells.loc[to, ["person_a", "person_b"]].tolist() == ["B-01", "A-01"]
    with open_centre(place, writable=False) as centre:
        findings = check_plan(plan, reference_of(centre))
    assert [one for one in findings if one.code != "overload"] == []
    handler.undo()
    handler.undo()
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).assignment["grid"][unit] != to


def test_what_is_not_kept_yet_is_kept_at_the_end(redrawing: Redrawing, place: Path) -> None:
    unit, to = neighbours(redrawing.handler)
    redrawing.handler.commit(redrawing.handler.weigh([unit], to), "paint")
    redrawing.end()
    assert stored(place).assignment["grid"][unit] == to


def other_editor(place: Path, unit: str, to: str) -> None:
    with open_centre(place, writable=False) as centre:
        theirs = read_draft(centre, "p1")
    homes = theirs.plan.assignment["grid"].copy()
    homes[unit] = to
    keep_work(str(place), theirs, Work(homes, frozenset()), by="planner two")


def test_two_editors_of_one_grid_meet_and_nothing_is_overwritten(redrawing: Redrawing, place: Path) -> None:
    handler, told = redrawing.handler, []
    redrawing.saving.conflicted.connect(told.append)
    unit, to = neighbours(handler)
    other_editor(place, unit, to)
    second = next(
        one for one in handler.units_of(handler.grid_of(unit)) if one != unit and not handler.weigh([one], to).refusal
    )
    handler.commit(handler.weigh([second], to), "paint")
    until(lambda: told)
    assert "planner two" in told[0]
    there = stored(place).assignment["grid"]
    assert there[unit] == to
    assert there[second] != to
    words = []
    redrawing.ended.connect(words.append)
    redrawing.end()
    with open_centre(place, writable=False) as centre:
        (new,) = {one.plan_id for one in plan_headers(centre)} - {"p1"}
        assert read_plan(centre, new).assignment["grid"][second] == to
    assert new in words[0]


def test_an_editor_elsewhere_is_not_disturbed_and_seen(redrawing: Redrawing, place: Path) -> None:
    handler = redrawing.handler
    unit, to = neighbours(handler)
    village = handler.village_of(to)
    graph = handler.draft.graph
    far = next(
        (str(graph.index[a]), handler.grid_of(str(graph.index[b])))
        for a, b in zip(graph.first, graph.second)
        if handler.village_of_unit(str(graph.index[a]))[:9] != village[:9]
        and handler.grid_of(str(graph.index[a])) != handler.grid_of(str(graph.index[b]))
        and not (move := handler.weigh([str(graph.index[a])], handler.grid_of(str(graph.index[b])))).refusal
        and move.effect.moved
    )
    other_editor(place, *far)
    told = []
    redrawing.saving.conflicted.connect(told.append)
    handler.commit(handler.weigh([unit], to), "paint")
    until(lambda: told or redrawing.saving.is_clean)
    assert told == []
    there = stored(place).assignment["grid"]
    assert there[unit] == to
    assert there[far[0]] == far[1] == handler.grid_of(far[0])


def test_a_draft_published_meanwhile_is_left_alone(redrawing: Redrawing, place: Path) -> None:
    told = []
    redrawing.saving.conflicted.connect(told.append)
    with open_centre(place) as centre:
        publish(centre)
    unit, to = neighbours(redrawing.handler)
    redrawing.handler.commit(redrawing.handler.weigh([unit], to), "paint")
    until(lambda: told)
    assert "published" in told[0]
    assert stored(place).assignment["grid"][unit] != to


def publish(centre: DataCentre) -> None:
    from datetime import date

    from yanqing_eco_plugin.processing_algorithms.grids.plan_store import publish_stored

    publish_stored(centre, "p1", effective_from=date(2026, 3, 1), reason="test", by="office")


def test_a_published_plan_is_not_opened_for_redrawing(place: Path) -> None:
    from yanqing_eco_plugin.core.errors import InputError

    with open_centre(place) as centre:
        publish(centre)
        with pytest.raises(InputError, match="never changes"):
            read_draft(centre, "p1")


def test_the_work_is_a_copy(handler: RedrawHandler) -> None:
    work = handler.work({"1": ("a", "b")})
    former = work.assignment.tolist()
    unit, to = neighbours(handler)
    handler.commit(handler.weigh([unit], to), "paint")
    assert work.assignment.tolist() == former
    assert replace(work, locked=frozenset({unit})).people == {"1": ("a", "b")}
