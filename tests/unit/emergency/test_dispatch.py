"""Ranking and assignment: order, exclusions with reasons, and no better plan by trying all."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from yanqing_eco_plugin.core.emergency import Need, Weights, assign, parse_needs, rank
from yanqing_eco_plugin.core.emergency.dispatch import RANK_COLUMNS
from yanqing_eco_plugin.core.errors import InputError

from .roads import at, lattice

NOW = pd.Timestamp("2026-03-01T08:00:00Z")


def resources(*rows: tuple[str, str, str, float, float, float]) -> pd.DataFrame:
    """Id, state, capabilities, lattice column and row, age of the fix in s."""
    return pd.DataFrame(
        {
            "resource_id": [row[0] for row in rows],
            "state": [row[1] for row in rows],
            "capabilities": [row[2] for row in rows],
            "lon": [at(row[3], row[4])[0] for row in rows],
            "lat": [at(row[3], row[4])[1] for row in rows],
            "fix_time": [NOW - pd.Timedelta(seconds=row[5]) if np.isfinite(row[5]) else pd.NaT for row in rows],
        }
    )


def test_nearer_fresher_and_free_first() -> None:
    table = resources(
        ("far", "free", "pump", 4, 0, 10),
        ("near", "free", "pump", 1, 0, 10),
        ("stale", "free", "pump", 1, 0, 7_200),
        ("reserved", "reserved", "pump", 1, 0, 10),
        ("busy", "on_scene", "pump", 0, 0, 10),
        ("lost", "free", "pump", 0, 0, np.nan),
        ("other", "free", "boat", 0, 0, 10),
    )
    found = rank(at(0, 0), table, lattice(), now=NOW, capability="pump")
    assert list(found.columns) == list(RANK_COLUMNS)
    assert found["resource_id"][:4].tolist() == ["near", "reserved", "far", "stale"]
    assert found["rank"][:4].tolist() == [1, 2, 3, 4]
    excluded = found.set_index("resource_id")["excluded"]
    assert excluded[["busy", "lost", "other"]].tolist() == ["busy", "no_position", "lacks_capability"]
    assert found["rank"][4:].isna().all()
    near = found.iloc[0]
    # 848 m … 1 lattice step east at 60 km/h.
    assert near["eta_s"] == pytest.approx(847.0 / (60 / 3.6), rel=0.01)
    assert near["cost"] == pytest.approx(near["eta_s"] * (1 + 10 / 1_800))


def test_specialists_are_kept_back_and_depots_need_no_fix() -> None:
    table = resources(("special", "free", "pump,boat,lab", 1, 0, 0), ("plain", "free", "pump", 1, 0, 0))
    assert rank(at(0, 0), table, lattice(), now=NOW, capability="pump")["resource_id"][0] == "plain"
    depot = resources(("depot", "free", "pump", 1, 0, np.nan)).assign(fixed=True)
    found = rank(at(0, 0), depot, lattice(), now=NOW, capability="pump")
    assert found["rank"][0] == 1
    assert np.isnan(found["fix_age_s"][0])


def test_a_depot_does_not_drive_but_gives_what_it_has() -> None:
    table = resources(
        ("depot", "free", "", 0, 0, np.nan), ("van", "free", "pump", 3, 0, 0), ("cart", "free", "", 4, 0, 0)
    )
    table = table.assign(fixed=[True, False, False], stock=["sand=300 bag; 吸油毡=80 箱", None, "sand = many"])
    anything = rank(at(0, 0), table, lattice(), now=NOW).set_index("resource_id")
    assert anything.loc["depot", "excluded"] == "stays"
    # Nobody asked for the van's pump.
    assert anything["rank"].dropna().sort_values().index.tolist() == ["van", "cart"]
    sand = rank(at(0, 0), table, lattice(), now=NOW, capability="sand")
    assert sand["resource_id"].tolist() == ["depot", "cart", "van"]
    assert sand["excluded"].tolist() == ["", "", "lacks_capability"]
    place = at(0, 0)
    orders, unmet = assign(parse_needs("吸油毡; pump=1；boat", place), table, lattice(), now=NOW)
    assert dict(zip(orders["need_id"], orders["resource_id"])) == {"吸油毡": "depot", "pump": "van"}
    assert unmet[["need_id", "reason"]].to_numpy().tolist() == [["boat", "nobody_has_it"]]
    assert assign([Need("any", *place, quantity=3)], table, lattice(), now=NOW)[1]["missing"].tolist() == [1]


@pytest.mark.parametrize("text", ["=2", "pump=x", "pump=0", "pump=-1", "pump=1e3", "pump; pump=2", "pump=9999"])
def test_what_is_no_need(text: str) -> None:
    with pytest.raises(InputError, match="is no need"):
        parse_needs(text, (0.0, 0.0))


def test_without_roads_the_line_is_straight_and_says_so() -> None:
    found = rank(at(0, 0), resources(("a", "free", "", 1, 0, 0)), None, now=NOW)
    assert found["method"][0] == "straight_line"


def test_an_incident_outside_the_district_is_still_ranked() -> None:
    found = rank((117.5, 41.0), resources(("a", "free", "", 1, 0, 0)), lattice(), now=NOW)
    assert found["method"][0] == "straight_line"
    assert found["rank"][0] == 1


def test_a_capability_nobody_has_and_one_that_is_busy() -> None:
    table = resources(("a", "free", "pump", 1, 0, 0), ("b", "on_scene", "boat", 1, 0, 0))
    needs = [Need("n1", *at(0, 0), "pump", 2), Need("n2", *at(0, 1), "boat"), Need("n3", *at(0, 2), "helicopter")]
    orders, unmet = assign(needs, table, lattice(), now=NOW)
    assert orders[["need_id", "resource_id"]].to_numpy().tolist() == [["n1", "a"]]
    assert unmet.to_numpy().tolist() == [
        ["n1", 1, "all_busy"],
        ["n2", 1, "all_busy"],
        ["n3", 1, "nobody_has_it"],
    ]
    empty, none = assign(needs[2:], table[:0], None, now=NOW)
    assert len(empty) == 0
    assert none["reason"].tolist() == ["nobody_has_it"]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_no_plan_is_cheaper(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = [
        (f"r{i}", random.choice(["free", "reserved", "on_scene"]), random.choice(["a", "b", "a,b"]),
         random.uniform(0, 4), random.uniform(0, 4), random.uniform(0, 3_600))
        for i in range(5)
    ]  # fmt: skip
    table = resources(*rows)
    needs = [Need(f"n{i}", *at(*random.uniform(0, 4, 2)), str(random.choice(["a", "b", ""]))) for i in range(3)]
    network = lattice()
    orders, unmet = assign(needs, table, network, now=NOW)
    assert not orders["resource_id"].duplicated().any()
    assert len(orders) + unmet["missing"].sum() == 3
    costs = np.full((3, 5), np.nan)
    for i, need in enumerate(needs):
        ranked = rank((need.lon, need.lat), table, network, now=NOW, capability=need.capability).set_index(
            "resource_id"
        )
        costs[i] = ranked.loc[[f"r{j}" for j in range(5)], "cost"].astype(float)
    best = min(
        (int(np.isnan(picked).sum()), float(np.nansum(picked)))
        for order in permutations(range(5), 3)
        for picked in [costs[np.arange(3), list(order)]]
    )
    assert (int(unmet["missing"].sum()), orders["cost"].sum()) == (best[0], pytest.approx(best[1]))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: (t.drop(columns="state"), NOW),
        lambda t: (pd.concat([t, t]), NOW),
        lambda t: (t, pd.Timestamp("2026-03-01")),
    ],
)
def test_what_cannot_be_ranked_is_refused(spoil) -> None:
    table, now = spoil(resources(("a", "free", "", 1, 0, 0)))
    with pytest.raises(InputError):
        rank(at(0, 0), table, lattice(), now=now)


def test_impossible_needs_and_weights() -> None:
    table = resources(("a", "free", "", 1, 0, 0))
    with pytest.raises(InputError):
        assign([Need("n", *at(0, 0), quantity=0)], table, lattice(), now=NOW)
    with pytest.raises(InputError):
        rank((np.nan, 0.0), table, lattice(), now=NOW)
    with pytest.raises(InputError):
        Weights(age_doubles_s=0.0)
    orders, unmet = assign([Need("n", *at(0, 0), quantity=10**9)], table, lattice(), now=NOW)
    assert (len(orders), unmet["missing"][0]) == (1, 10**9 - 1)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_the_shortened_search_finds_the_same_plan(seed: int) -> None:
    """Orders cost as much as those of the full table of costs under scipy's own assignment."""
    random = np.random.default_rng(seed)
    places = random.uniform(0, 11, (40, 2))
    rows = [
        (
            f"r{i:02d}",
            str(random.choice(["free", "reserved", "on_scene"])),
            "a",
            *place,
            float(random.uniform(0, 9_000)),
        )
        for i, place in enumerate(places)
    ]
    table, network = resources(*rows), lattice(12, seed)
    needs = [Need(f"n{i}", *at(*random.uniform(0, 11, 2)), "a") for i in range(4)]
    orders, unmet = assign(needs, table, network, now=NOW)
    assert len(unmet) == 0
    full = np.array(
        [
            rank((n.lon, n.lat), table, network, now=NOW, capability="a")
            .sort_values("resource_id")["cost"]
            .astype(float)
            for n in needs
        ]
    )
    full = np.where(np.isnan(full), 1e12, full)
    rows_, columns = linear_sum_assignment(full)
    assert orders["cost"].sum() == pytest.approx(full[rows_, columns].sum(), rel=1e-9)
