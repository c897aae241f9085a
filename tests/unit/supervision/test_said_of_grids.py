"""What a planner says of a grid comes before the old plan, and both before what is worked out from the units."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from yanqing_eco_plugin.core.supervision import build_plan

from .made_plans import make_plan, make_units


def test_what_a_planner_says_of_a_grid_comes_first() -> None:
    units = make_units().assign(type="rural")
    plan = make_plan(units)
    first, second, third = plan.cells.index[:3]
    grids = plan.grids.copy()
    grids.loc[[first, second], ["type", "grade"]] = "mountain", "I"
    old = replace(plan, grids=grids)
    said = {
        first: {"type": "industrial", "name": "north"},
        second: {"type": None, "grade": None},
        "gone": {"name": "of a grid that was merged away"},
    }
    again = build_plan(plan.header, units, plan.assignment["grid"], old=old, given=said)
    words = again.cells[["name", "type", "grade"]]
    words = words.where(words.notna(), None)
    assert words.loc[first].tolist() == ["north", "industrial", "I"]
    assert words.loc[second].tolist() == [None, "rural", None], "taken back, the type is that of the units"
    assert words.loc[third].tolist() == [None, "rural", None]
    assert "gone" not in again.grids.index
    # What was said once goes on.
    later = build_plan(plan.header, units, plan.assignment["grid"], old=again).cells
    pd.testing.assert_frame_equal(later[["name", "type", "grade"]], again.cells[["name", "type", "grade"]])


def test_a_new_grid_is_described_without_an_old_plan() -> None:
    units = make_units()
    plan = make_plan(units)
    label = plan.cells.index[0]
    made = build_plan(plan.header, units, plan.assignment["grid"], given={label: {"responsible_body": "office"}}).cells
    assert made["responsible_body"][label] == "office"
    assert made["responsible_body"].drop(label).isna().all()
