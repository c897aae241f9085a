"""Inspection grids in the real window: copied, redrawn by mouse, taken back, checked to zero findings, published."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import (
    check_stored,
    read_plan,
    stored_header,
    verify_plan,
)

from .pen import FINDERS, press, saved, split_line, tab

DRAFT = "demo-plan-2"


@pytest.fixture(scope="module")
def place(demo_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grids") / "centre"
    shutil.copytree(demo_centre, folder)
    return folder


@pytest.fixture(scope="module")
def grids(qgis: QgisWindow, place: Path) -> QgisWindow:
    """QGIS with the Grid dock open on a copy of the demo centre; `grids` is the dock."""
    qgis.run(f"eco.session.open({str(place)!r})")
    qgis.wait("eco.session.is_open and eco.one_map_dock.situation is not None")
    qgis.run("grids = eco.offered['grids'].show()")
    qgis.wait("len(grids.plans.plans) == 2")
    qgis.settle()
    return qgis


@pytest.fixture(scope="module")
def pen(grids: QgisWindow) -> QgisWindow:
    """The plan in force copied by clicks, with the copy open; `redrawing` is under the pen."""
    grids.picture("grids-plans")
    grids.click("cell('yanqing_eco_grid_plans', 0)")
    grids.click("spot('yanqing_eco_grid_copy')")
    grids.wait("bool(dialogs())", 10)
    grids.keys("Return")
    grids.wait("grids.redrawing is not None", 30)
    grids.run("redrawing = grids.redrawing")
    grids.run(FINDERS)
    grids.settle()
    return grids


def test_the_dock_lists_plans_and_says_that_they_are_made_up(grids: QgisWindow) -> None:
    assert grids.run("widget('yanqing_eco_grid_synthetic').isVisible()")
    assert grids.run("[one.state for one in grids.plans.plans]") == ["in_force", "draft"]
    assert not grids.run("grids.plans.open.isEnabled()"), "a plan in force is not redrawn"


def test_a_unit_is_painted_with_the_effect_shown_before(pen: QgisWindow, place: Path) -> None:
    unit, own, _, to = pen.run("movable()")
    pen.run(f"redrawing.choose({to!r}); look({to!r})")
    pen.settle()
    press(pen, "paint", [pen.run(f"inner({unit!r})")], let_go=False)
    text = pen.run("widget('yanqing_eco_grid_effect').text()")
    assert pen.run("widget('yanqing_eco_grid_effect').isVisible()")
    assert "→" in text
    pen.picture("grids-paint-before-release")
    assert pen.run(f"redrawing.handler.grid_of({unit!r})") == own
    pen.screen.xdotool("mouseup", "1")
    pen.wait(f"redrawing.handler.grid_of({unit!r}) == {to!r}", 10)
    saved(pen)
    with open_centre(place, writable=False) as centre:
        assert read_plan(centre, DRAFT).assignment["grid"][unit] == to
    pen.settle()
    pen.picture("grids-painted")
    pen.run("iface.mainWindow().activateWindow(); iface.mapCanvas().setFocus()")
    pen.keys("ctrl+z")
    pen.wait(f"redrawing.handler.grid_of({unit!r}) == {own!r}", 10)
    pen.keys("ctrl+shift+z")
    pen.wait(f"redrawing.handler.grid_of({unit!r}) == {to!r}", 10)
    saved(pen)


def test_escape_with_the_button_down_changes_nothing(pen: QgisWindow) -> None:
    unit, own, _, to = pen.run("movable()")
    pen.run(f"redrawing.choose({to!r}); look({to!r})")
    pen.settle()
    steps = pen.run("redrawing.layer.undoStack().index()")
    press(pen, "paint", [pen.run(f"inner({unit!r})")], let_go=False)
    pen.keys("Escape")
    pen.screen.xdotool("mouseup", "1")
    time.sleep(0.3)
    assert pen.run(f"redrawing.handler.grid_of({unit!r})") == own
    assert pen.run("redrawing.layer.undoStack().index()") == steps
    assert not pen.run("widget('yanqing_eco_grid_effect').isVisible()")


def test_a_lasso_gives_units_to_the_chosen_grid(pen: QgisWindow) -> None:
    unit, _, _, to = pen.run("movable()")
    pen.run(f"redrawing.choose({to!r}); look({to!r}); x, y = inner({unit!r})")
    pen.settle()
    ring = pen.run("[[x + dx, y + dy] for dx, dy in ((-.002, -.002), (.002, -.002), (.002, .002), (-.002, .002))]")
    press(pen, "lasso", ring, let_go=False)
    pen.picture("grids-lasso")
    pen.screen.xdotool("mouseup", "1")
    pen.wait(f"redrawing.handler.grid_of({unit!r}) == {to!r}", 10)


def test_a_border_is_dragged(pen: QgisWindow) -> None:
    unit, _, beside, to = pen.run("movable()")
    pen.run(f"look({to!r})")
    pen.settle()
    press(pen, "boundary", pen.run(f"[inner({beside!r}), inner({unit!r})]"))
    pen.wait(f"redrawing.handler.grid_of({unit!r}) == {to!r}", 10)


def test_locked_units_do_not_move(pen: QgisWindow) -> None:
    unit, own, _, to = pen.run("movable()")
    pen.run(f"redrawing.choose({to!r}); look({to!r})")
    pen.settle()
    press(pen, "lock", [pen.run(f"inner({unit!r})")])
    pen.wait(f"{unit!r} in redrawing.handler.locked", 10)
    press(pen, "paint", [pen.run(f"inner({unit!r})")])
    assert pen.run(f"redrawing.handler.grid_of({unit!r})") == own
    assert pen.run("widget('yanqing_eco_grid_word').isVisible()")
    pen.settle()
    pen.picture("grids-locked")


def test_a_grid_is_split_and_merged_again(pen: QgisWindow) -> None:
    _, _, _, to = pen.run("movable()")
    count = pen.run("redrawing.handler.assignment.nunique()")
    pen.run(f"redrawing.choose({to!r}); look({to!r})")
    pen.settle()
    press(pen, "split", split_line(pen, to), let_go=False)
    pen.picture("grids-split")
    pen.screen.xdotool("mouseup", "1")
    pen.wait(f"redrawing.handler.assignment.nunique() == {count + 1}", 10)
    new = pen.run("redrawing.target")
    pen.settle()
    pen.picture("grids-split-done")
    spots = pen.run(f"[inner(redrawing.handler.units_of({to!r})[0]), inner(redrawing.handler.units_of({new!r})[0])]")
    press(pen, "merge", spots[::-1], let_go=False)
    pen.picture("grids-merge")
    pen.screen.xdotool("mouseup", "1")
    pen.wait(f"redrawing.handler.assignment.nunique() == {count}", 10)
    pen.run("iface.mapCanvas().setFocus()")
    pen.keys("ctrl+z")
    pen.wait(f"redrawing.handler.assignment.nunique() == {count + 1}", 10)
    pen.run(f"redrawing.choose({new!r})")
    saved(pen)


def test_the_check_names_what_is_missing_and_persons_mend_it(pen: QgisWindow, place: Path) -> None:
    tab(pen, 3)
    pen.click("spot('yanqing_eco_grid_check')")
    pen.wait("len(grids.check.findings) > 0", 30)
    pen.picture("grids-check-findings")
    pen.click("spot('yanqing_eco_grid_next')")
    pen.settle()
    tab(pen, 4)
    what_is_known_by_keys(pen, place)
    for role in ("a", "b"):
        pen.click(f"spot('yanqing_eco_grid_person_{role}')")
        pen.keys("Home", "Down", "Return")
    pen.wait("all(redrawing.figures.loc[redrawing.target, ['person_a', 'person_b']].notna())", 10)
    saved(pen)
    pen.picture("grids-persons")
    source_given_by_hand(pen, place)
    tab(pen, 3)
    pen.click("spot('yanqing_eco_grid_check')")
    pen.wait("not grids.check.findings and 'bold' in grids.check.summary.styleSheet()", 30)
    pen.picture("grids-check-clean")


def what_is_known_by_keys(pen: QgisWindow, place: Path) -> None:
    """Name, grade and body are typed, the type and a body in use are chosen; the picture shows the new words."""
    label = pen.run("redrawing.target")
    steps = pen.run("redrawing.layer.undoStack().index()")
    for name, text in (("name", "north gate"), ("grade", "II"), ("body", "township office")):
        pen.click(f"spot('yanqing_eco_grid_{name}')")
        pen.type(text)
        pen.keys("Tab")
    pen.click("spot('yanqing_eco_grid_type')")
    pen.keys("Home", "Down", "Return")
    pen.wait(f"redrawing.handler.duties.fact({label!r}, 'type') == 'industrial'", 10)
    assert pen.run("redrawing.layer.undoStack().index()") == steps + 4
    saved(pen)
    with open_centre(place, writable=False) as centre:
        row = read_plan(centre, DRAFT).cells.loc[label, ["name", "type", "grade", "responsible_body"]]
    assert row.tolist() == ["north gate", "industrial", "II", "township office"]


def source_given_by_hand(pen: QgisWindow, place: Path) -> None:
    """The nearest key source of another grid, by a click; shown, kept, undone by the keys with the persons before it."""
    source = pen.run("grids.people.other.currentData()")
    label = pen.run("redrawing.target")
    own = pen.run(f"redrawing.handler.duties.home({source!r})")
    pen.click("spot('yanqing_eco_grid_give_source')")
    pen.wait(f"redrawing.handler.duties.home({source!r}) == {label!r}", 10)
    saved(pen)
    pen.picture("grids-source-by-hand")
    with open_centre(place, writable=False) as centre:
        assert read_plan(centre, DRAFT).sources.loc[source, ["grid", "by_hand"]].tolist() == [label, 1]
    pen.run("iface.mainWindow().activateWindow(); iface.mapCanvas().setFocus()")
    persons = f"redrawing.figures.loc[{label!r}, ['person_a', 'person_b']].tolist()"
    pair = pen.run(persons)
    pen.keys("ctrl+z")
    pen.wait(f"redrawing.handler.duties.home({source!r}) == {own!r}", 10)
    pen.keys("ctrl+z")
    pen.wait(f"{persons} != {pair!r}", 10)
    pen.keys("ctrl+shift+z", "ctrl+shift+z")
    pen.wait(f"redrawing.handler.duties.home({source!r}) == {label!r}", 10)
    assert pen.run(persons) == pair
    saved(pen)


def test_a_proposal_is_shown_and_taken_over_in_one_step(pen: QgisWindow) -> None:
    tab(pen, 2)
    pen.click("spot('yanqing_eco_grid_scope')")
    pen.keys("End", "Return")
    pen.run("grids.proposal.most.setValue(40)")
    pen.click("spot('yanqing_eco_grid_propose')")
    pen.wait("grids.proposal.take.isEnabled()", 60)
    pen.settle()
    pen.picture("grids-proposal")
    state = "redrawing.layer.undoStack().index(), redrawing.handler.assignment.tolist()"
    steps, former = pen.run(state)
    pen.click("spot('yanqing_eco_grid_take')")
    pen.wait(f"redrawing.layer.undoStack().index() == {steps + 1}", 10)
    assert pen.run(state)[1] != former
    pen.run("redrawing.handler.undo()")
    assert pen.run(state) == [steps, former]
    saved(pen)


def test_it_is_compared_and_published(pen: QgisWindow, place: Path) -> None:
    tab(pen, 5)
    pen.click("spot('yanqing_eco_grid_compare')")
    pen.wait("grids.publish.changes.rowCount() > 0", 30)
    pen.settle()
    pen.picture("grids-changes")
    pen.click("spot('yanqing_eco_grid_publish')")
    pen.wait("not grids.publish.publishing.is_running and '…' not in grids.publish.word.text()", 30)
    assert pen.run("grids.publish.word.text() != '' and grids.redrawing is not None"), "without a reason it is refused"
    assert pen.run("grids.publish.by.text()"), "the name on this computer is offered"
    pen.click("spot('yanqing_eco_grid_by')")
    pen.keys("ctrl+a")
    pen.type("grid office")
    pen.click("spot('yanqing_eco_grid_reason')")
    pen.type("season 2")
    pen.click("spot('yanqing_eco_grid_publish')")
    pen.wait("grids.redrawing is None and any(one.state == 'superseded' for one in grids.plans.plans)", 60)
    pen.settle()
    pen.picture("grids-published")
    with open_centre(place, writable=False) as centre:
        assert stored_header(centre, DRAFT).state == "in_force"
        assert stored_header(centre, "demo-plan").state == "superseded"
        assert verify_plan(centre, DRAFT)
        assert [one for one in check_stored(centre, DRAFT) if one.severity == "error"] == []
        log = centre.features("publish_log", where={"plan_id": DRAFT}).iloc[0]
        assert (log["reason"], log["published_by"]) == ("season 2", "grid office")
