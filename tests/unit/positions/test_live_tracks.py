"""Fixes that come one by one: a wild one is refused, those around it are not, and a track may go on elsewhere."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest.positions import FixLimits, LiveTracks, accept_fixes

from .samples import START, track

NOW = START + pd.Timedelta(minutes=10)
LIMITS = FixLimits(max_speed_ms=60.0, jitter_m=30.0)
# A hundredth of a degree of latitude is about 1110 m.
STEP, FAR = 0.0001, 0.4


def fix(second: float, lat: float = 40.4, unit: str = "a") -> pd.DataFrame:
    return track([second], [116.0], [lat], unit)


def told(tracks: LiveTracks, *fixes: pd.DataFrame) -> list[tuple[int, list[str]]]:
    """How many were accepted, and why the others were not, one call after another."""
    answers = []
    for one in fixes:
        accepted, refused = tracks.judge(one, limits=LIMITS, now=NOW)
        answers.append((len(accepted), refused["reason"].tolist()))
    return answers


def test_a_jump_is_refused_though_it_comes_alone() -> None:
    fixes = [fix(0), fix(1, 40.4 + STEP), fix(2, 40.4 + FAR), fix(3, 40.4 + 3 * STEP), fix(4, 40.4 + FAR)]
    jump = (0, ["impossible_speed"])
    assert told(LiveTracks(), *fixes) == [(1, []), (1, []), jump, (1, []), jump]


def test_a_unit_that_goes_on_elsewhere_is_believed() -> None:
    there = [fix(second, 40.4 + FAR + second * STEP) for second in (1, 2, 3, 4)]
    jump = (0, ["impossible_speed"])
    # The third brings the two before it along.
    assert told(LiveTracks(), fix(0), *there) == [(1, []), jump, jump, (3, []), (1, [])]


def test_jumps_that_do_not_fit_each_other_are_not_believed() -> None:
    wild = [fix(second, 40.4 + FAR * second / 2) for second in (1, 2, 3, 4)]
    assert [count for count, _ in told(LiveTracks(), fix(0), *wild)] == [1, 0, 0, 0, 0]


def test_what_is_sent_again_is_no_duplicate() -> None:
    """A confirmation got lost: the store knows whether it holds the fix, this memory does not."""
    assert told(LiveTracks(), fix(0), fix(0), fix(1, 40.4 + STEP), fix(0)) == [(1, [])] * 4


def test_a_late_fix_has_to_fit_into_its_track() -> None:
    good, bad = fix(5, 40.4 + 5 * STEP), fix(6, 40.4 + FAR)
    assert told(LiveTracks(), fix(0), fix(10, 40.4 + 10 * STEP), good, bad)[2:] == [(1, []), (0, ["impossible_speed"])]


def test_units_do_not_know_of_each_other() -> None:
    assert told(LiveTracks(), fix(0), fix(1, 40.4 + FAR, unit="b")) == [(1, []), (1, [])]


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from("ab"), st.floats(40.0, 41.0)), min_size=1, max_size=8))
def test_nothing_accepted_is_unreachable_where_nothing_was_believed_anew(rows: list[tuple[int, str, float]]) -> None:
    """The invariant of `accept_fixes`, whatever comes in whatever order, as far as the memory reaches."""
    tracks, kept, changed = LiveTracks(), [], False
    for second, unit, lat in rows:
        accepted, _ = tracks.judge(fix(second, lat, unit), limits=LIMITS, now=NOW)
        changed = changed or len(accepted) > 1
        kept.append(accepted)
    held = pd.concat(kept).drop_duplicates(["unit_id", "time"])
    if not changed and len(held):
        assert len(accept_fixes(held, limits=LIMITS)[1]) == 0
