"""QGIS dies while a draft is redrawn: what was kept is there, nothing is half written, and the work goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from tests.gui.harness import QgisWindow
from tests.qgis.processing.grid_centre import make_centre
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import check_stored, read_plan

from .pen import FINDERS, press, saved, tab

OPEN = """
eco = plugins['yanqing_eco_plugin'].window
eco.session.open({place!r})
"""


def opened(window: QgisWindow, place: Path) -> None:
    """The draft under the pen."""
    window.run(OPEN.format(place=str(place)))
    window.wait("eco.session.is_open and eco.one_map_dock.situation is not None")
    window.run("grids = eco.offered['grids'].show()")
    window.wait("len(grids.plans.plans) == 1")
    window.run("grids.open_draft('p1')")
    window.wait("grids.redrawing is not None", 30)
    window.run("redrawing = grids.redrawing")
    window.run(FINDERS)
    window.settle()


def painted(window: QgisWindow) -> tuple[str, str]:
    """A unit painted by mouse, and the grid it went to."""
    unit, _, _, to = window.run("movable()")
    window.run(f"redrawing.choose({to!r}); look({to!r})")
    window.settle()
    press(window, "paint", [window.run(f"inner({unit!r})")])
    window.wait(f"redrawing.handler.grid_of({unit!r}) == {to!r}", 10)
    return unit, to


def named(window: QgisWindow, label: str) -> None:
    """The grid gets a name by the keys and a type by the mouse, on the page of persons."""
    tab(window, 4)
    window.run(f"redrawing.choose({label!r})")
    window.click("spot('yanqing_eco_grid_name')")
    window.type("north gate")
    window.click("spot('yanqing_eco_grid_type')")
    window.keys("End", "Return")
    window.wait(f"redrawing.handler.duties.fact({label!r}, 'type') == 'mountain'", 10)
    tab(window, 1)


def kill(window: QgisWindow) -> None:
    """What a power cut does."""
    os.killpg(window._process.pid, signal.SIGKILL)
    window._process.wait(10)


def test_a_crash_costs_no_kept_gesture(start_qgis: Callable[..., QgisWindow], tmp_path: Path) -> None:
    place = tmp_path / "centre"
    make_centre(place).close()
    with open_centre(place, writable=False) as centre:
        former = read_plan(centre, "p1").assignment["grid"]
    window = start_qgis()
    opened(window, place)
    unit, to = painted(window)
    named(window, to)
    saved(window)
    # One more, and the end before or while it is written.
    second, then = painted(window)
    kill(window)
    with open_centre(place) as centre:
        plan = read_plan(centre, "p1")
        assert plan.cells.loc[to, ["name", "type"]].tolist() == ["north gate", "mountain"]
        there = plan.assignment["grid"]
        assert there[unit] == to
        assert there[second] in (then, former[second], to)
        assert set(there.index[there != former]) <= {unit, second}
        assert check_stored(centre, "p1") == [], "whole on every level"
    again = start_qgis()
    opened(again, place)
    assert again.run(f"redrawing.handler.grid_of({unit!r})") == to
    third, last = painted(again)
    saved(again)
    with open_centre(place, writable=False) as centre:
        assert read_plan(centre, "p1").assignment["grid"][third] == last
