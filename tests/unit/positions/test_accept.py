"""The position filter: each reason once, order and repetition, and that no accepted fix breaks its source's limits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest.positions import REASONS, FixLimits, accept_fixes

from .samples import START, drive, track

DISTRICT = (115.7, 40.2, 116.6, 40.8)
NOW = START + pd.Timedelta(minutes=10)


def reasons(fixes: pd.DataFrame, limits: FixLimits | dict[str, FixLimits], **options: object) -> dict[int, str]:
    accepted, rejected = accept_fixes(fixes, limits=limits, **options)  # type: ignore[arg-type]
    assert sorted([*accepted.index, *rejected.index]) == list(fixes.index)
    assert set(rejected["reason"]) <= set(REASONS)
    return rejected["reason"].to_dict()


def test_a_good_track_passes_whole() -> None:
    assert reasons(drive(100), FixLimits(bounds=DISTRICT), now=NOW) == {}


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("valid", False, "invalid"),
        ("lat", 95.0, "invalid"),
        ("lon", np.nan, "invalid"),
        ("accuracy_m", 900.0, "accuracy"),
        ("time", NOW + pd.Timedelta(seconds=61), "future"),
        ("time", NOW - pd.Timedelta(days=8), "outdated"),
        ("speed_ms", 90.0, "impossible_speed"),
        ("lat", 42.0, "outside"),
        ("lat", 40.6, "impossible_speed"),
    ],
)
def test_each_reason(column: str, value: object, reason: str) -> None:
    fixes = drive(20)
    fixes.loc[7, column] = value
    if column == "lat" and value == 95.0:
        fixes.loc[7, "lon"] = 200.0
    assert reasons(fixes, FixLimits(bounds=DISTRICT), now=NOW) == {7: reason}


def test_zero_and_swapped() -> None:
    fixes = drive(20)
    fixes.loc[3, ["lon", "lat"]] = (0.0, 0.0)
    fixes.loc[9, ["lon", "lat"]] = fixes.loc[9, ["lat", "lon"]].to_numpy()
    assert reasons(fixes, FixLimits(), now=NOW) == {3: "zero", 9: "swapped"}
    # Inside the globe both ways round: only the area tells.
    swapped = track([0.0], [40.0], [50.0])
    assert reasons(swapped, FixLimits(bounds=(45.0, 35.0, 55.0, 45.0))) == {0: "swapped"}


def test_a_clock_that_jumps() -> None:
    fixes = drive(30)
    fixes.loc[10:12, "time"] += pd.Timedelta(hours=3)
    fixes.loc[20:21, "time"] -= pd.Timedelta(days=30)
    assert reasons(fixes, FixLimits(), now=NOW) == {
        **dict.fromkeys(range(10, 13), "future"),
        **dict.fromkeys((20, 21), "outdated"),
    }


def test_each_fix_has_its_own_receipt() -> None:
    fixes = drive(3).assign(received=START + pd.to_timedelta([0, 1, 999_999], unit="s"))
    fixes.loc[1, "received"] = pd.NaT
    assert reasons(fixes, FixLimits(max_age_s=3_600.0)) == {2: "outdated"}


def test_an_old_track_is_imported_without_a_clock() -> None:
    assert reasons(drive(5).assign(time=pd.date_range("2001-01-01", periods=5, freq="s", tz="UTC")), FixLimits()) == {}


def test_ten_hertz_flood() -> None:
    fixes = track([n / 10 for n in range(100)], [115.97] * 100, [40.45 + n * 1e-5 for n in range(100)])
    accepted, rejected = accept_fixes(fixes, limits=FixLimits(min_interval_s=1.0))
    assert list(accepted.index) == list(range(0, 100, 10))
    assert set(rejected["reason"]) == {"flood"}
    # In two batches cut anywhere the same fixes are kept.
    first, _ = accept_fixes(fixes[:37], limits=FixLimits(min_interval_s=1.0))
    second, _ = accept_fixes(fixes[37:], limits=FixLimits(min_interval_s=1.0), known=first)
    assert [*first.index, *second.index] == list(accepted.index)


def test_a_parked_car_keeps_its_age_true() -> None:
    fixes = track([float(n) for n in range(300)], [115.97] * 300, [40.45] * 300)
    accepted, rejected = accept_fixes(fixes, limits=FixLimits(static_radius_m=10.0, static_keep_s=60.0))
    assert len(accepted) == 5
    assert set(rejected["reason"]) == {"static"}


def test_the_first_fix_may_be_the_wild_one() -> None:
    fixes = drive(20)
    fixes.loc[0, "lat"] = 41.5
    assert reasons(fixes, FixLimits(), now=NOW) == {0: "impossible_speed"}


def test_several_wild_fixes_together() -> None:
    fixes = drive(40)
    fixes.loc[10:12, "lon"] = 116.4
    fixes.loc[20, "lon"] = 116.5
    assert set(reasons(fixes, FixLimits(), now=NOW)) == {10, 11, 12, 20}


def test_a_unit_carried_far_away_is_found_again() -> None:
    here, there = drive(50), drive(50).assign(lat=lambda f: f["lat"] + 0.5)
    there["time"] += pd.Timedelta(hours=2)
    both = pd.concat([here, there], ignore_index=True)
    assert reasons(both, FixLimits()) == {}


def test_late_repeated_and_shuffled_fixes_lose_nothing() -> None:
    fixes = drive(60)
    whole, _ = accept_fixes(fixes, limits=FixLimits(), now=NOW)
    shuffled = pd.concat([fixes, fixes]).sample(frac=1.0, random_state=4).reset_index(drop=True)
    first, _ = accept_fixes(shuffled[:50], limits=FixLimits(), now=NOW)
    second, again = accept_fixes(shuffled[50:], limits=FixLimits(), now=NOW, known=first)
    together = pd.concat([first, second]).sort_values("time")
    pd.testing.assert_frame_equal(together.reset_index(drop=True), whole.reset_index(drop=True))
    assert set(again["reason"]) == {"duplicate"}


def test_known_fixes_are_not_judged_but_judge() -> None:
    known = drive(10)
    wild = track([9.5], [116.3], [40.45])
    assert reasons(wild, FixLimits(), known=known) == {0: "impossible_speed"}
    between = track([4.5], [115.97], [40.4506])
    assert reasons(between, FixLimits(), known=known) == {}


def test_limits_by_source() -> None:
    fixes = pd.concat([drive(5, "a", "car"), drive(5, "b", "walker")], ignore_index=True)
    limits = {"car": FixLimits(), "walker": FixLimits(max_speed_ms=3.0, jitter_m=1.0)}
    found = reasons(fixes, limits, now=NOW)
    assert set(found.values()) == {"impossible_speed"}
    assert min(found) >= 5
    with pytest.raises(InputError, match="walker"):
        accept_fixes(fixes, limits={"car": FixLimits()})


def test_what_cannot_be_judged_is_refused() -> None:
    with pytest.raises(InputError):
        accept_fixes(drive(2).drop(columns="lon"), limits=FixLimits())
    with pytest.raises(InputError):
        accept_fixes(drive(2), limits=FixLimits(), now=pd.Timestamp("2026-01-01"))
    for wrong in ({"max_speed_ms": 0.0}, {"jitter_m": -1.0}, {"max_age_s": float("nan")}):
        with pytest.raises(InputError):
            FixLimits(**wrong)


def test_an_empty_frame() -> None:
    accepted, rejected = accept_fixes(drive(0), limits=FixLimits(), now=NOW)
    assert len(accepted) == len(rejected) == 0
    assert "reason" in rejected.columns


fix = st.tuples(
    st.sampled_from(["a", "b", "c"]),
    st.integers(-200_000, 900),
    st.one_of(st.floats(115.0, 117.0), st.sampled_from([0.0, 40.5, 200.0])),
    st.one_of(st.floats(40.0, 41.0), st.sampled_from([0.0, 116.0, -95.0])),
    st.sampled_from([np.nan, 5.0, 100.0, 500.0]),
    st.sampled_from([np.nan, 0.0, 10.0, 99.0]),
    st.sampled_from(["s", "t"]),
)
LIMITS = {
    "s": FixLimits(bounds=DISTRICT, max_age_s=86_400.0, max_speed_ms=50.0),
    "t": FixLimits(max_accuracy_m=50.0, max_speed_ms=20.0, jitter_m=5.0, max_future_s=0.0),
}


@settings(deadline=None, max_examples=150)
@given(st.lists(fix, max_size=60), st.integers(0, 60))
def test_no_accepted_fix_lies_outside_its_limits(rows: list[tuple], cut: int) -> None:
    parts = [track([t], [x], [y], u, s).assign(accuracy_m=a, speed_ms=v) for u, t, x, y, a, v, s in rows]
    fixes = pd.concat(parts, ignore_index=True) if parts else drive(0)
    first, _ = accept_fixes(fixes[:cut], limits=LIMITS, now=NOW)
    second, _ = accept_fixes(fixes[cut:], limits=LIMITS, now=NOW, known=first)
    accepted = pd.concat([first, second])
    assert not accepted.duplicated(["unit_id", "time"]).any()
    for name, limits in LIMITS.items():
        mine = accepted[accepted["source"] == name]
        if limits.bounds:
            west, south, east, north = limits.bounds
            assert mine["lon"].between(west, east).all()
            assert mine["lat"].between(south, north).all()
        age = (NOW - mine["time"]).dt.total_seconds()
        assert age.between(-limits.max_future_s, limits.max_age_s).all()
        assert not (mine["accuracy_m"] > limits.max_accuracy_m).any()
        assert not (mine["speed_ms"] > limits.max_speed_ms).any()
    for _, unit in accepted.sort_values("time").groupby("unit_id"):
        x, y = np.radians(unit["lon"].to_numpy()), np.radians(unit["lat"].to_numpy())
        half = np.sin(np.diff(y) / 2) ** 2 + np.cos(y[1:]) * np.cos(y[:-1]) * np.sin(np.diff(x) / 2) ** 2
        metres = 2 * 6_371_008.8 * np.sqrt(half)
        seconds = unit["time"].diff().dt.total_seconds().to_numpy()[1:]
        assert (metres <= 30.01 + 50.0 * seconds).all()


@settings(deadline=None, max_examples=60)
@given(st.lists(fix, max_size=40))
def test_the_same_again_changes_nothing(rows: list[tuple]) -> None:
    parts = [track([t], [x], [y], u, s).assign(accuracy_m=a, speed_ms=v) for u, t, x, y, a, v, s in rows]
    fixes = pd.concat(parts, ignore_index=True) if parts else drive(0)
    accepted, _ = accept_fixes(fixes, limits=LIMITS, now=NOW)
    again, _ = accept_fixes(accepted, limits=LIMITS, now=NOW, known=accepted)
    assert len(again) == 0
