"""Codes, workload and the comparison of plans."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.supervision.conftest import make_lattice
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.supervision import (
    PatrolRule,
    code_parts,
    compare_plans,
    duty_minutes,
    grid_codes,
    is_grid_code,
    person_minutes,
)

VILLAGE = "110119100201"


def villages(grids: gpd.GeoDataFrame, code: str = VILLAGE) -> pd.Series:
    return pd.Series(code, index=grids.index)


def test_numbers_run_west_to_east_and_north_to_south() -> None:
    grids = make_lattice(2, 3)
    codes = grid_codes(grids, villages(grids))
    # Labels 3, 4, 5 are the northern row of the lattice.
    assert codes[[3, 4, 5, 0, 1, 2]].tolist() == [f"{VILLAGE}{number:03d}" for number in range(1, 7)]
    assert code_parts(codes[0]) == ("110119", "100", "201", 4)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999), removed=st.sets(st.integers(0, 19), max_size=15))
def test_codes_are_unique_and_stay(seed: int, removed: set[int]) -> None:
    grids = make_lattice(4, 5)
    two = pd.Series(np.where(grids.index % 5 < 2, VILLAGE, "110119100202"), grids.index)
    codes = grid_codes(grids, two)
    assert codes.is_unique
    assert codes.map(is_grid_code).all()
    assert (codes.str[:12] == two).all()
    shuffled = grids.sample(frac=1, random_state=seed)
    assert grid_codes(shuffled, two).reindex(grids.index).equals(codes)
    assert grid_codes(grids, two, existing=codes).equals(codes)
    # Grids that are dissolved leave a gap: nobody inherits their number.
    kept = codes.drop(list(removed))
    left = grids.drop(list(removed))
    fresh = grids.loc[list(removed)].set_axis([f"new{at}" for at in removed])
    later = gpd.GeoDataFrame(pd.concat([left, fresh]), crs=4548)
    parents = pd.concat([two, two.loc[list(removed)].set_axis(fresh.index)])
    again = grid_codes(later, parents, existing=codes)
    assert again[kept.index].equals(kept)
    assert not set(again[fresh.index]) & set(codes)
    assert again.is_unique


@pytest.mark.parametrize(
    ("existing", "message"),
    [
        ({0: "12"}, "no code"),
        ({0: "110119100299001"}, "another village"),
        ({0: f"{VILLAGE}001", 1: f"{VILLAGE}001"}, "twice"),
        ({0: f"{VILLAGE}999"}, "more than 999"),
    ],
)
def test_codes_that_cannot_go_on(existing: dict, message: str) -> None:
    grids = make_lattice(1, 3)
    with pytest.raises(InputError, match=message):
        grid_codes(grids, villages(grids), existing=pd.Series(existing))


@pytest.mark.parametrize("village", ["11011910020", 110119100201, None, "11011910020１"])
def test_villages_without_a_code(village: object) -> None:
    grids = make_lattice(1, 2)
    with pytest.raises(InputError, match="no 12-digit"):
        grid_codes(grids, pd.Series([VILLAGE, village], dtype=object))


@pytest.mark.parametrize("code", ["110119100201000", "11011910020100a", 110119100201001, None, ""])
def test_codes_that_are_none(code: object) -> None:
    assert not is_grid_code(code)
    with pytest.raises(InputError):
        code_parts(code)


RULES = {"1": PatrolRule(1, 60), "2": PatrolRule(0.5, 30)}


def test_workload_is_visits_times_minutes_plus_travel() -> None:
    grids = gpd.GeoDataFrame(
        geometry=[shapely.box(0, 0, 10_000, 10_000), shapely.box(10_000, 0, 11_000, 1000)], crs=4548
    )
    sources = pd.DataFrame({"grid": [0, 0, 0, 0, None], "class": ["1", "1", "2", "2", "1"]})
    table = duty_minutes(grids, sources, RULES, speed_kmh=30, detour=1.0)
    assert table.loc[0, "visit_minutes"] == 2 * 60 + 2 * 15
    # Mean leg of a round through 4 points of 100 km²: 0.7124·√(100/4) km = 3.562 km; 3 visits at 30 km/h.
    assert table.loc[0, "travel_minutes"] == pytest.approx(3 * 3.562 / 30 * 60)
    assert table.loc[0, "minutes"] == pytest.approx(150 + 21.372)
    assert table.loc[1].tolist() == [0, 0, 0, 0, 0]
    people = person_minutes(pd.Series([30.0, 12.0, 5.0]), pd.Series(["x", "x", None]))
    assert people.to_dict() == {"x": 42.0}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"speed_kmh": 0}, "makes no sense"),
        ({"rules": {"1": PatrolRule(-1, 3)}}, "makes no sense"),
        ({"rules": {"2": PatrolRule(1, 3)}}, "no patrol rule"),
    ],
)
def test_workloads_that_cannot_be(change: dict, message: str) -> None:
    order = {"rules": RULES, "speed_kmh": 30, **change}
    with pytest.raises(InputError, match=message):
        duty_minutes(
            make_lattice(1, 1),
            pd.DataFrame({"grid": [0], "class": ["1"]}),
            order["rules"],
            speed_kmh=order["speed_kmh"],
        )


def test_areas_in_degrees_are_refused() -> None:
    with pytest.raises(InputError, match="not known in metres"):
        duty_minutes(make_lattice(1, 1).to_crs(4326), pd.DataFrame({"grid": [], "class": []}), RULES, speed_kmh=30)


def test_who_gains_and_who_loses() -> None:
    before = pd.Series({1: "A", 2: "A", 3: "B", 4: None})
    after = pd.Series({1: "A", 2: "B", 3: "B", 4: "C"})
    loads = pd.DataFrame({"minutes": [10, 20, 30, 40]}, index=[1, 2, 3, 4])
    people = pd.Series({"A": "ann", "B": "bob", "C": "ann"})
    result = compare_plans(before, after, loads, persons_before=people, sources=pd.Series({"s": 2, "t": 3}))
    assert result.units.index.tolist() == [2, 4]
    assert result.grids.loc["B"].to_dict() == {
        "gained": 1, "lost": 0, "minutes_before": 30, "minutes_after": 50, "minutes_change": 20,
    }  # fmt: skip
    assert result.persons["minutes_change"].to_dict() == {"ann": 20, "bob": 20}
    assert result.sources.to_dict("index") == {"s": {"before": "A", "after": "B"}}
    assert result.reassigned == pytest.approx(1 / 3)


def test_plans_of_different_districts() -> None:
    with pytest.raises(InputError, match="no unit in common"):
        compare_plans(pd.Series({1: "A"}), pd.Series({2: "A"}), pd.DataFrame({"x": [1]}))
