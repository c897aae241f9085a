"""Tracks held a window at a time give what all of them together give, whatever is looked at in which order."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.emergency import Replay, TrackLookup, TrackWindows, WindowPlan, plan_windows

from .exercise import START, Board, after

LONG_AGO = -3_000
END_S = 1_000


def fixes(seconds: list[list[int]]) -> pd.DataFrame:
    """Units a, b … with a fix at each of these seconds after the report; each stands elsewhere."""
    rows = [(chr(97 + n), after(at), 115 + n, 40 + at / 1e4, 1.0) for n, each in enumerate(seconds) for at in each]
    frame = pd.DataFrame(rows, columns=["resource_id", "time", "lon", "lat", "speed_ms"])
    return frame.assign(time=pd.DatetimeIndex(frame["time"]).as_unit("ns") if rows else pd.DatetimeIndex([], tz="UTC"))


def read(whole: pd.DataFrame, windows: TrackWindows, number: int) -> TrackLookup:
    """As a centre would be asked; the newest before by pandas where the window before is not held."""
    begin, end = windows.plan.span(number)
    before = windows.carried(number)
    if before is None:
        earlier = whole[whole["time"] <= begin].sort_values("time", kind="stable")
        before = earlier.groupby("resource_id", as_index=False).last()
    inside = whole[(whole["time"] > begin) & (whole["time"] <= end)]
    known = [frame for frame in (before, inside) if len(frame)]
    return TrackLookup(pd.concat(known, ignore_index=True) if known else whole.iloc[:0])


def shown(positions: pd.DataFrame) -> dict[str, tuple[float, float, float]]:
    return {name: rest for name, *rest in zip(*(positions[c] for c in ("resource_id", "lon", "lat", "fix_age_s")))}


tracks = st.lists(st.lists(st.integers(LONG_AGO, END_S), max_size=40, unique=True), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(
    seconds=tracks,
    moments=st.lists(st.integers(-100, END_S + 100), min_size=1, max_size=25),
    length=st.sampled_from([7, 60, 100, 1_000]),
    most=st.integers(1, 60),
    ahead=st.sampled_from([0, 50, 400]),
)
@example(seconds=[[0], [0, 961]], moments=[601], length=60, most=14, ahead=400)
def test_windows_show_what_the_whole_shows(
    seconds: list[list[int]], moments: list[int], length: int, most: int, ahead: int
) -> None:
    whole = fixes(seconds)
    expected = TrackLookup(whole)
    windows = TrackWindows(WindowPlan(START, after(END_S), length), most)
    largest = 0
    for moment in moments:
        when = min(max(after(moment), START), after(END_S))
        # It comes to an end, also where there is no room for what lies ahead.
        for _ in range(2 * windows.plan.count + 2):
            number = windows.wanted(when, ahead)
            if number is None:
                break
            taken = read(whole, windows, number)
            largest = max(largest, len(taken))
            windows.take(number, taken, when)
        else:
            pytest.fail("it reads and forgets for ever")
        assert windows.holds(when)
        assert shown(windows.positions(when)) == shown(expected.positions(when))
        # The window read last may be larger than those before it made likely.
        assert windows.fixes_held <= most + largest


def test_every_moment_lies_in_one_window() -> None:
    plan = WindowPlan(START, after(250), 100)
    assert plan.count == 3
    spans = [plan.span(number) for number in range(plan.count)]
    assert spans == [(after(0), after(100)), (after(100), after(200)), (after(200), after(250))]
    # A fix belongs to the window that ends with it.
    found = [plan.number_of(after(at)) for at in (-5, 0, 1, 100, 100.000001, 200, 250, 999)]
    assert found == [0, 0, 0, 0, 1, 1, 2, 2]
    whole = WindowPlan(START, after(200), 100)
    assert whole.count == 2, "the end needs no window of its own"


def test_windows_are_as_long_as_can_be_read_at_once() -> None:
    day = timedelta(days=1)
    assert plan_windows(START, START + day, 500).seconds == 600
    assert plan_windows(START, START + day, 0).seconds == 21_600
    assert plan_windows(START, START + day, 1_000_000).seconds == 60
    assert plan_windows(START, START + day, 500).count == 144


def test_what_is_not_held_is_not_made_up() -> None:
    windows = TrackWindows(WindowPlan(START, after(300), 100))
    assert not windows.holds(after(50))
    with pytest.raises(LookupError):
        windows.positions(after(50))
    assert windows.carried(0) is None
    windows.take(0, TrackLookup(fixes([[10, 90]])), START)
    assert windows.holds(after(100))
    assert not windows.holds(after(101))
    assert windows.carried(1)["time"].tolist() == [after(90)]
    assert windows.wanted(after(50), 0) is None
    assert windows.wanted(after(50), 100) == 1
    assert windows.wanted(after(250), 1_000) == 2
    assert windows.span == (START, after(300))


def test_the_replay_looks_positions_up_in_windows_as_in_fixes() -> None:
    whole = fixes([[0, 30, 60, 250], [5]])
    log = Board().frame("log_entry")
    windows = TrackWindows(WindowPlan(START, after(300), 100))
    replay = Replay(log, windows)
    for number in range(3):
        windows.take(number, read(whole, windows, number), START)
    for moment in range(0, 301, 25):
        assert shown(replay.at(after(moment)).positions) == shown(Replay(log, whole).at(after(moment)).positions)


@settings(max_examples=60, deadline=None)
@given(seconds=tracks, moment=st.integers(LONG_AGO - 10, END_S + 10))
def test_a_lookup_finds_the_last_fix_not_later(seconds: list[list[int]], moment: int) -> None:
    found = TrackLookup(fixes(seconds).sample(frac=1, random_state=1)).positions(after(moment))
    expected = {
        chr(97 + n): max(known) for n, each in enumerate(seconds) if (known := [s for s in each if s <= moment])
    }
    assert dict(zip(found["resource_id"], found["lat"])) == {name: 40 + at / 1e4 for name, at in expected.items()}
    assert found["fix_age_s"].tolist() == [moment - at for at in expected.values()]
    assert str(found["fix_time"].dtype) == "datetime64[ns, UTC]"


def test_a_lookup_knows_its_ends() -> None:
    lookup = TrackLookup(fixes([[3, 1], [2]]))
    assert lookup.span == (after(1), after(3))
    assert len(lookup) == 3
    assert lookup.newest()["time"].tolist() == [after(3), after(2)]
    nothing = TrackLookup(fixes([]))
    assert nothing.span is None
    assert nothing.newest().empty
    assert nothing.positions(datetime.now(START.tzinfo)).empty
    unknown = TrackLookup(fixes([[1]]).drop(columns="speed_ms")).positions(after(2))
    assert np.isnan(unknown["speed_ms"]).all()
