"""Persons and sources by hand: steps of the same undo stack as the units, kept with the draft, shown on the page."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt

from tests.qgis.gui_parts.desk import until
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.gui.grids.handler import RedrawHandler
from yanqing_eco_plugin.gui.grids.people_page import PeoplePage
from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import check_stored, copy_plan, read_plan

from .pen import neighbours, stored, written


def other_grid(handler: RedrawHandler, label: str) -> str:
    return next(one for one in sorted(set(handler.assignment)) if one != label)


def persons(handler: RedrawHandler, label: str) -> tuple[str | None, str | None]:
    return handler.duties.fact(label, "person_a"), handler.duties.fact(label, "person_b")


def test_persons_are_undone_in_the_order_of_the_gestures(handler: RedrawHandler) -> None:
    duties, stack = handler.duties, handler.layer.undoStack()
    unit, to = neighbours(handler)
    former, plan = persons(handler, to), written(handler)
    assert duties.describe(to, {"person_a": "B-01", "person_b": "A-01"}, "persons")
    handler.commit(handler.weigh([unit], to), "paint")
    assert duties.describe(to, {"person_a": "A-01", "person_b": None}, "persons")
    assert not duties.describe(to, {"person_b": None}, "persons"), "nothing changes, nothing to undo"
    assert [stack.text(at) for at in range(stack.count())] == ["persons", "paint", "persons"]
    handler.undo()
    assert persons(handler, to) == ("B-01", "A-01")
    assert handler.grid_of(unit) == to
    handler.undo()
    handler.undo()
    assert persons(handler, to) == former
    assert written(handler).tolist() == plan.tolist()
    for _ in range(3):
        handler.redo()
    assert persons(handler, to) == ("A-01", None)
    assert handler.grid_of(unit) == to


def test_edits_thrown_away_take_persons_and_sources_along(handler: RedrawHandler) -> None:
    label = handler.assignment.iloc[0]
    former, home = persons(handler, label), handler.duties.home("s0")
    for who in ("B-01", None):
        handler.duties.describe(label, {"person_a": who, "person_b": None}, "persons")
    handler.duties.give("s0", other_grid(handler, home), "source")
    handler.layer.rollBack()
    assert persons(handler, label) == former
    assert handler.duties.home("s0") == home


def test_several_steps_may_be_taken_back_at_once(handler: RedrawHandler) -> None:
    label = handler.assignment.iloc[0]
    former = persons(handler, label)
    for who in ("B-01", None, "A-02"):
        handler.duties.describe(label, {"person_a": who}, "persons")
    handler.duties.note("")
    assert persons(handler, label) == former


def test_undone_persons_are_kept_undone(redrawing: Redrawing, place: Path) -> None:
    label = str(redrawing.handler.assignment.iloc[0])
    former = stored(place).cells.loc[label, ["person_a", "person_b"]].tolist()
    redrawing.describe(label, person_a="B-01", person_b=None)
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).cells.loc[label, "person_a"] == "B-01"
    redrawing.handler.undo()
    assert list(redrawing.figures.loc[label, ["person_a", "person_b"]]) == former
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).cells.loc[label, ["person_a", "person_b"]].tolist() == former


def test_sources_follow_the_grid_they_lie_in(handler: RedrawHandler) -> None:
    own = handler.duties.home("s0")
    unit = next(one for one in handler.units_of(own) if handler.duties._unit["s0"] == one)
    assert "s0" in handler.duties.sources_of(own)
    handler.strict = False
    to = next(
        one for one in sorted(set(handler.assignment))
        if one != own and handler.village_of(one) == handler.village_of(own)
    )  # fmt: skip
    assert handler.commit(handler.weigh([unit], to), "paint")
    assert handler.duties.home("s0") == to
    assert "s0" in handler.duties.sources_of(to)


def test_a_source_given_by_hand_is_shown_kept_and_copied(redrawing: Redrawing, page: PeoplePage, place: Path) -> None:
    handler = redrawing.handler
    own = handler.duties.home("s0")
    far = max(sorted(set(handler.assignment)), key=lambda one: handler.village_of(one) != handler.village_of(own))
    redrawing.choose(far)
    at = page.other.findData("s0")
    assert at >= 0
    page.other.setCurrentIndex(at)
    page.give.click()
    assert handler.duties.home("s0") == handler.duties.hand("s0") == far
    assert handler.layer.undoStack().count() == 1
    assert "s0" in [page.sources.item(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(page.sources.rowCount())]
    until(lambda: redrawing.saving.is_clean)
    plan = stored(place)
    assert plan.sources.loc["s0", ["grid", "by_hand"]].tolist() == [far, 1]
    assert plan.cells["sources"].sum() == 3
    assert plan.cells.loc[far, "minutes"] > 0
    with open_centre(place) as centre:
        assert check_stored(centre, "p1") == [], "given by hand it may lie elsewhere"
        copy_plan(centre, "p1", "p2")
        assert read_plan(centre, "p2").sources.loc["s0", ["grid", "by_hand"]].tolist() == [far, 1]
    # What is redrawn later does not take it back; the button does.
    unit, to = neighbours(handler)
    handler.commit(handler.weigh([unit], to), "paint")
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).sources["grid"]["s0"] == far
    row = [page.sources.item(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(page.sources.rowCount())].index(
        "s0"
    )
    page.sources.selectRow(row)
    assert page.back.isEnabled()
    page.back.click()
    assert handler.duties.hand("s0") is None
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).sources.loc["s0", "by_hand"] == 0
    assert stored(place).sources["grid"]["s0"] == handler.duties.home("s0") != far
    handler.undo()
    assert handler.duties.home("s0") == far
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).sources.loc["s0", ["grid", "by_hand"]].tolist() == [far, 1]


def test_a_source_of_a_grid_that_is_gone_goes_back_to_its_place(redrawing: Redrawing, place: Path) -> None:
    handler = redrawing.handler
    own = handler.duties.home("s0")
    labels = sorted(set(handler.assignment))
    gone, into = next(
        (one, other)
        for one in labels
        for other in labels
        if own not in (one, other) and one != other and handler.village_of(one) == handler.village_of(other)
        and not handler.weigh(handler.units_of(one), other, merging=True).refusal
    )  # fmt: skip
    redrawing.give_source("s0", gone)
    until(lambda: redrawing.saving.is_clean)
    handler.commit(handler.weigh(handler.units_of(gone), into, merging=True), "merge")
    assert handler.duties.home("s0") == own
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).sources.loc["s0", ["grid", "by_hand"]].tolist() == [own, 0]
    handler.undo()
    assert handler.duties.home("s0") == gone, "undo brings both back"
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).sources.loc["s0", ["grid", "by_hand"]].tolist() == [gone, 1]
