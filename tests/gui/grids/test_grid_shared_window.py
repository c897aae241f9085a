"""A shared centre in the real window: an editor redraws with an account of the database, a viewer only looks."""

from __future__ import annotations

import pytest

from tests.gui.harness import QgisWindow
from tests.gui.shared.test_connecting import STORE
from tests.services.shared_demo import PASSWORDS, SharedDemo, shared_demo  # noqa: F401
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.gui.grids.draft import Work, keep_work, read_draft
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import read_plan

from .pen import FINDERS, press, saved, tab

DRAFT = "shared-2"


@pytest.fixture(scope="module")
def desk(qgis: QgisWindow) -> QgisWindow:
    qgis.run(STORE)
    return qgis


def sit_down(window: QgisWindow, shared: SharedDemo, account: str) -> None:
    """Open the centre with an account whose password QGIS keeps."""
    config = window.run(f"keep({account!r}, {account!r}, {PASSWORDS[account]!r})")
    window.run(f"eco.session.open({shared.address(config)!r})")
    window.wait(f"eco.session.is_open and {config!r} in eco.session.address", 60)
    window.wait("eco.one_map_dock.situation is not None")
    window.run("grids = eco.offered['grids'].show()")
    window.wait(f"len(grids.plans.plans) > 0 and grids.publish.by.text() == {account!r}", 60)
    window.settle()


def test_an_editor_redraws_and_another_one_is_not_overwritten(
    desk: QgisWindow,
    shared_demo: SharedDemo,  # noqa: F811
) -> None:
    sit_down(desk, shared_demo, "editor")
    desk.run(f"grids.copy('demo-plan', {DRAFT!r})")
    desk.wait("grids.redrawing is not None", 120)
    desk.run("redrawing = grids.redrawing")
    desk.run(FINDERS)
    unit, own, _, to = desk.run("movable()")
    desk.run(f"redrawing.choose({to!r}); look({to!r})")
    desk.settle()
    press(desk, "paint", [desk.run(f"inner({unit!r})")])
    desk.wait(f"redrawing.handler.grid_of({unit!r}) == {to!r}", 10)
    saved(desk)
    with open_centre(shared_demo.owner) as centre:
        draft = read_draft(centre, DRAFT)
        assert draft.plan.assignment["grid"][unit] == to
        rows = centre.features("grid", where={"plan_id": DRAFT, "code": draft.plan.cells["code"][to]})
        assert rows["changed_by"].tolist() == ["editor"]
    # Somebody else gives the unit back; what is painted here next touches the same grids.
    homes = draft.plan.assignment["grid"].copy()
    homes[unit] = own
    keep_work(shared_demo.owner, draft, Work(homes, frozenset()), by="second planner")
    desk.run(
        "redrawing.handler.undo(); redrawing.handler.redo(); redrawing.describe(redrawing.target, person_a=None, person_b=None)"
    )
    desk.wait("grids.conflict.isVisible()", 60)
    assert "second planner" in desk.run("grids.conflict.label.text()")
    desk.settle()
    desk.picture("grids-shared-conflict")
    with open_centre(shared_demo.owner, writable=False) as centre:
        assert read_plan(centre, DRAFT).assignment["grid"][unit] == own
    desk.click("spot('yanqing_eco_grid_load_theirs')")
    desk.wait("grids.redrawing is not None and grids.redrawing is not redrawing and not grids.conflict.isVisible()", 60)
    desk.run("redrawing = grids.redrawing")
    assert desk.run(f"redrawing.handler.grid_of({unit!r})") == own


def test_a_viewer_is_told_why_nothing_can_be_changed(desk: QgisWindow, shared_demo: SharedDemo) -> None:  # noqa: F811
    desk.run("grids.end_redrawing()")
    sit_down(desk, shared_demo, "viewer")
    tab(desk, 0)
    for name in ("copy", "open", "delete", "publish"):
        assert not desk.run(f"widget('yanqing_eco_grid_{name}').isEnabled()")
    assert desk.run("widget('yanqing_eco_grid_viewer').isVisible()")
    assert desk.run("widget('yanqing_eco_grid_export').isEnabled()")
    desk.settle()
    desk.picture("grids-viewer")
