"""Replaying the log gives the state that was seen live, at every moment."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.emergency import (
    ORDER_STATES,
    Replay,
    evaluate,
    send_order,
    set_resource_state,
    shortage_entries,
    state_of,
    step_incident,
    step_order,
)
from yanqing_eco_plugin.core.errors import InputError

from .exercise import START, Board, after

NO_FIXES = pd.DataFrame({"resource_id": [], "time": pd.DatetimeIndex([], tz="UTC"), "lon": [], "lat": []})


def seen(board: Board) -> dict[str, object]:
    """What the tables of the board show."""
    orders = {
        key: (row["state"], {s: row[f"{s}_at"] for s in ORDER_STATES if not pd.isna(row.get(f"{s}_at"))})
        for key, row in board.tables["dispatch_order"].items()
    }
    return {"phase": board.incident["phase"], "level": board.incident["level"], "orders": orders}


def replayed(state) -> dict[str, object]:
    orders = {key: (order.state, dict(order.times)) for key, order in state.orders.items()}
    return {"phase": state.phase, "level": state.level, "orders": orders}


def random_step(board: Board, draw, at: float) -> None:
    """One thing that somebody tries; what is refused changes nothing."""
    resource = draw(st.sampled_from(sorted(board.tables["resource"])))
    action = draw(st.sampled_from(["order", "step", "correct", "phase", "state"]))
    row = board.row("resource", resource)
    orders = [order for order in board.tables["dispatch_order"].values() if order["resource_id"] == resource]
    try:
        if action == "order":
            board.take(send_order(board.incident, row, at=after(at)))
        elif action == "phase":
            board.take(step_incident(board.incident, draw(st.sampled_from(["response", "contained"])), at=after(at)))
        elif action == "state":
            state = draw(st.sampled_from(["free", "reserved", "out_of_service"]))
            board.take(set_resource_state(row, state, at=after(at), incident_id=board.incident_id))
        elif orders:
            state, late = draw(st.sampled_from(ORDER_STATES)), draw(st.integers(0, 30))
            order = orders[-1]
            happened = max(after(at - late), pd.Timestamp(order["ordered_at"]).to_pydatetime())
            options = {"at": happened, "recorded": after(at), "correct": action == "correct"}
            board.take(step_order(order, row, state, **options))
    except InputError:
        return


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_replay_equals_live_at_every_moment(data: st.DataObject) -> None:
    board = Board()
    history = [(0.0, seen(board))]
    moment = 0.0
    for _ in range(data.draw(st.integers(1, 25))):
        moment += data.draw(st.integers(1, 40))
        random_step(board, data.draw, moment)
        history.append((moment, seen(board)))
    log = board.frame("log_entry").sample(frac=1, random_state=1)
    replay = Replay(log, NO_FIXES)
    for at, was in history:
        assert replayed(replay.state(after(at))) == was
        assert state_of(log, after(at)) == replay.state(after(at))
    known = replay.state(after(moment)).resources
    assert known == {key: board.row("resource", key)["state"] for key in known}


def test_before_the_report_there_is_nothing() -> None:
    board = Board()
    replay = Replay(board.frame("log_entry"), NO_FIXES)
    assert replay.state(after(-1)).phase == ""
    assert replay.state(after(0)).phase == "reported"
    assert replay.span == (START, START)
    assert Replay(board.frame("log_entry").iloc[:0], NO_FIXES).span is None


def test_positions_are_the_newest_fix_at_the_moment() -> None:
    generator = np.random.default_rng(5)
    fixes = pd.DataFrame(
        {
            "resource_id": generator.choice(list("abc"), 300),
            "time": pd.DatetimeIndex([after(int(s)) for s in generator.integers(0, 5_000, 300)]).as_unit("ns"),
            "lon": generator.uniform(115, 117, 300),
            "lat": 40.0,
        }
    ).drop_duplicates(["resource_id", "time"])
    replay = Replay(Board().frame("log_entry"), fixes)
    for seconds in (0, 17, 999.5, 4_999, 9_999):
        # An independent way to the same answer: pandas' own last row of each group.
        expected = fixes[fixes["time"] <= after(seconds)].sort_values("time").groupby("resource_id").last()
        found = replay.at(after(seconds)).positions.set_index("resource_id")
        assert found["lon"].to_dict() == expected["lon"].to_dict()
        ages = (pd.Timestamp(after(seconds)) - expected["time"]).dt.total_seconds()
        assert found["fix_age_s"].to_dict() == pytest.approx(ages.to_dict())


def test_measures_by_hand() -> None:
    board = Board(2)
    for number in range(2):
        board.take(send_order(board.incident, board.row("resource", f"R{number}"), at=after(60 + number), eta_s=400))
    first, second = board.tables["dispatch_order"]
    for state, at in [("acknowledged", 100), ("moving", 200), ("on_scene", 700)]:
        board.take(step_order(board.row("dispatch_order", first), board.row("resource", "R0"), state, at=after(at)))
    board.take(step_incident(board.incident, "contained", at=after(3600)))
    unmet = pd.DataFrame([("pump", 2, "nobody_has_it")], columns=["need_id", "missing", "reason"])
    board.take(shortage_entries(board.incident_id, unmet, at=after(90)))
    table = evaluate(board.incident, board.frame("dispatch_order"), board.frame("log_entry")).set_index(
        ["measure", "subject"]
    )
    expected = {
        ("first_order", ""): 60,
        ("first_arrival", ""): 700,
        ("contain", ""): 3600,
        ("acknowledge", first): 40,
        ("leave", first): 140,
        ("travel", first): 500,
        ("arrive", first): 640,
        ("eta_error", first): 240,
        ("shortage", "pump (nobody_has_it)"): 2,
    }
    assert {key: table["value"][key] for key in expected} == expected
    assert np.isnan(table["value"]["arrive", second])
    assert pd.isna(table["met"]["arrive", second])
    assert table["met"]["acknowledge", first]
    assert not table["met"]["shortage", "pump (nobody_has_it)"]
    assert shortage_entries(board.incident_id, unmet.iloc[:0], at=START) == {}
