"""Division into grids: what always holds, and what is promised about the result."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.supervision.conftest import make_lattice
from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.supervision import Division, divide, seeding


def pieces(cells: gpd.GeoDataFrame, division: Division) -> dict:
    """Pieces of every grid, found independently of our graph: parts of the union of its shapes."""
    return {
        grid: shapely.get_num_geometries(shapely.union_all(cells.geometry[division.assignment == grid].to_numpy()))
        for grid in division.assignment.unique()
    }


def check_whole(cells: gpd.GeoDataFrame, division: Division, parts: int) -> None:
    assert division.assignment.index.equals(cells.index)
    assert division.assignment.notna().all()
    assert division.assignment.nunique() == parts
    assert set(pieces(cells, division).values()) == {1}
    assert (division.report.pieces == 1).all()
    assert division.report.exclaves == {}


def test_ten_thousand_units_in_twenty_grids() -> None:
    cells = make_lattice(100, 100)
    division = divide(cells, 20, loads="load")
    report = division.report
    check_whole(cells, division, 20)
    assert report.deviation["load"] <= report.attainable["load"] + 0.01
    assert report.compactness_mean >= 0.6
    assert report.compactness_min >= 0.4
    sums = cells["load"].groupby(division.assignment).sum()
    assert report.deviation["load"] == pytest.approx(np.abs(sums / sums.mean() - 1).max())
    # The outline of a grid, by shapely instead of by our borders.
    union = shapely.union_all(cells.geometry[division.assignment == 1].to_numpy())
    assert report.grids.loc[1, "area"] == pytest.approx(union.area)
    assert report.grids.loc[1, "perimeter"] == pytest.approx(union.length)
    assert report.grids.loc[1, "compactness"] == pytest.approx(4 * np.pi * union.area / union.length**2)
    assert report.infeasible is None


def test_two_hundred_grids_are_within_a_per_cent() -> None:
    cells = make_lattice(100, 100)
    division = divide(cells, 200, loads="load")
    check_whole(cells, division, 200)
    assert division.report.deviation["load"] <= division.report.attainable["load"] + 0.01


def test_without_metis_the_plan_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeding, "metis", lambda: None)
    cells = make_lattice(60, 60)
    division = divide(cells, 15, loads="load")
    check_whole(cells, division, 15)
    assert division.report.deviation["load"] <= 0.01


def test_holes_and_ridges_never_break_a_grid() -> None:
    cells = make_lattice(60, 60)
    centre = shapely.get_coordinates(cells.centroid)
    keep = np.ones(len(cells), dtype=bool)
    rng = np.random.default_rng(5)
    for _ in range(15):
        keep &= np.hypot(*(centre - rng.uniform(0, 6000, 2)).T) > rng.uniform(100, 500)
    for ridge in (1550, 3050, 4550):
        keep &= ~((np.abs(centre[:, 1] - ridge) < 60) & (centre[:, 0] % 2000 > 200))
    cells = cells[keep]
    for parts in (4, 30):
        check_whole(cells, divide(cells, parts, loads="load"), parts)


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(2, 9),
    columns=st.integers(2, 9),
    seed=st.integers(0, 99),
    share=st.floats(0.2, 1.0),
    data=st.data(),
)
def test_every_plan_covers_once_in_one_piece(
    rows: int, columns: int, seed: int, share: float, data: st.DataObject
) -> None:
    cells = make_lattice(rows, columns, seed)
    keep = np.random.default_rng(seed).random(len(cells)) < 0.5 + share / 2
    cells = cells[keep] if keep.any() else cells
    whole = shapely.union_all(cells.geometry.to_numpy())
    cells = cells[cells.within(max(shapely.get_parts(whole), key=shapely.area))]
    parts = data.draw(st.integers(1, len(cells)))
    division = divide(cells, parts, loads="load", seed=seed)
    # Units that only meet at a corner make one union of several parts: ask for edges only.
    check_whole(cells, division, parts)
    assert division.report.attainable["load"] <= division.report.deviation["load"] + 1e-9


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 999), count=st.integers(0, 20), budget=st.floats(0, 0.5))
def test_repair_keeps_locks_budget_and_contiguity(seed: int, count: int, budget: float) -> None:
    cells = make_lattice(12, 12, seed)
    old = divide(cells, 6, loads="load").assignment
    rng = np.random.default_rng(seed)
    cells["load"] = cells["load"] * rng.uniform(0.5, 1.5, len(cells))
    locked = rng.choice(cells.index, count, replace=False)
    division = divide(
        cells, 6, loads="load", start=old, locked=locked, max_reassigned=budget, tolerance=0.02, seed=seed
    )
    check_whole(cells, division, 6)
    assert (division.assignment[locked] == old[locked]).all()
    changed = (division.assignment != old).mean()
    assert changed <= budget
    assert division.report.reassigned == pytest.approx(changed)


def test_same_seed_same_plan() -> None:
    cells = make_lattice(40, 40)
    one, other = (divide(cells, 12, loads="load", seed=7).assignment for _ in range(2))
    pd.testing.assert_series_equal(one, other)


def test_repair_after_a_load_change_of_ten_per_cent() -> None:
    cells = make_lattice(100, 100)
    old = divide(cells, 20, loads="load").assignment
    x = shapely.get_x(shapely.centroid(cells.geometry.to_numpy())) / 10_000
    cells["load"] = cells["load"] * (0.9 + 0.2 * x)
    assert np.abs(cells["load"].groupby(old).sum() / (cells["load"].sum() / 20) - 1).max() > 0.05
    division = divide(cells, 20, loads="load", start=old, max_reassigned=0.12, tolerance=0.015)
    check_whole(cells, division, 20)
    assert division.report.deviation["load"] <= 0.015
    assert division.report.reassigned <= 0.12


def test_parents_are_never_crossed() -> None:
    cells = make_lattice(30, 30)
    cells["township"] = np.where(cells.index % 30 < 12, "west", "east")
    division = divide(cells, 4, loads="load", within="township")
    check_whole(cells, division, 8)
    assert (cells.groupby(division.assignment)["township"].nunique() == 1).all()
    uneven = divide(cells, {"west": 2, "east": 5}, loads="load", within="township")
    assert cells["township"].groupby(uneven.assignment).first().value_counts().to_dict() == {"west": 2, "east": 5}


def townships(cells: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A lattice of 30 columns as two townships with three villages each, of very different size."""
    column, row = cells.index % 30, cells.index // 30
    town = pd.Series(np.where(column < 15, "west", "east"), cells.index)
    part = np.where(row < 4, "-1", np.where(column % 15 < 10, "-2", "-3"))
    return cells.assign(township=town, village=town.str.cat(part))


def test_grids_of_a_township_are_shared_out_to_its_villages_by_load() -> None:
    cells = townships(make_lattice(30, 30))
    division = divide(cells, 12, loads="load", within="township", villages="village", tolerance=0.15)
    check_whole(cells, division, 24)
    homes = cells.groupby(division.assignment)[["township", "village"]]
    assert (homes.nunique() == 1).all().all()
    assert homes.first()["township"].value_counts().to_dict() == {"west": 12, "east": 12}
    # Balanced over the township, not in each village for itself.
    sums = cells["load"].groupby(division.assignment).sum()
    mean = cells["load"].groupby(cells["township"]).sum() / 12
    off = np.abs(sums / homes.first()["township"].map(mean) - 1).max()
    assert division.report.deviation["load"] == pytest.approx(off)
    assert division.report.attainable["load"] <= off + 1e-12
    assert off <= max(0.15, division.report.attainable["load"] + 0.05)
    # The same number in every village, as before, is far worse.
    even = divide(cells, 4, loads="load", within="village")
    assert np.abs(cells["load"].groupby(even.assignment).sum() / cells["load"].sum() * 24 - 1).max() > 0.4


def test_fewer_grids_than_villages_is_said_in_one_sentence() -> None:
    cells = townships(make_lattice(30, 30))
    with pytest.raises(InputError, match=r"3 villages \(parent: east\): a grid lies in one village"):
        divide(cells, {"west": 3, "east": 2}, loads="load", within="township", villages="village")
    assert divide(cells, 3, loads="load", within="township", villages="village").assignment.nunique() == 6
    with pytest.raises(InputError, match="lies in 2 townships"):
        divide(cells, 9, loads="load", within=pd.Series(cells.index % 2, cells.index), villages="village")


def test_a_small_village_is_named_where_it_stands_in_the_way() -> None:
    cells = townships(make_lattice(30, 30))
    cells.loc[(cells["village"] == "west-1") & (cells.index != 0), "village"] = "west-2"
    report = divide(cells, 8, loads="load", within="township", villages="village", tolerance=0.05).report
    assert "“west-1”" in report.infeasible
    mean = cells.loc[cells["township"] == "west", "load"].sum() / 8
    assert report.attainable["load"] == pytest.approx(1 - cells.loc[0, "load"] / mean, abs=1e-6)


@pytest.mark.parametrize(("budget", "most"), [(None, 1.0), (0.25, 0.25)])
def test_a_repair_shifts_a_grid_from_one_village_to_another(budget: float | None, most: float) -> None:
    cells = townships(make_lattice(30, 30))
    old = divide(cells, 12, loads="load", within="township", villages="village").assignment
    west = cells["village"] == "west-2"
    before = cells["village"].groupby(old).first().value_counts()
    # Work in one village falls to a third: its grids are too small now, the others' too large.
    cells["load"] = np.where(west, cells["load"] / 3, cells["load"])
    again = divide(
        cells, 12, loads="load", within="township", villages="village", start=old, max_reassigned=budget, tolerance=0.15
    )
    check_whole(cells, again, 24)
    after = cells["village"].groupby(again.assignment).first().value_counts()
    assert after["west-2"] < before["west-2"]
    assert (after[["east-1", "east-2", "east-3"]] == before[["east-1", "east-2", "east-3"]]).all()
    assert again.report.reassigned <= most, again.report.infeasible


@settings(max_examples=15)
@given(seed=st.integers(0, 50), parts=st.integers(3, 40), data=st.data())
def test_every_township_gets_exactly_its_number(seed: int, parts: int, data: st.DataObject) -> None:
    cells = townships(make_lattice(12, 30, seed=seed))
    start = None
    if data.draw(st.booleans()):
        start = divide(
            cells, data.draw(st.integers(3, 40)), loads="load", within="township", villages="village"
        ).assignment
    division = divide(cells, parts, loads="load", within="township", villages="village", start=start, seed=seed)
    check_whole(cells, division, 2 * parts)
    homes = cells.groupby(division.assignment)[["township", "village"]]
    assert (homes.nunique() == 1).all().all()
    assert (homes.first()["township"].value_counts() == parts).all()


def test_two_loads_at_once() -> None:
    cells = make_lattice(40, 40)
    cells["complaints"] = np.random.default_rng(4).poisson(5, len(cells))
    division = divide(cells, 8, loads=["load", "complaints"], tolerance=0.05)
    check_whole(cells, division, 8)
    assert max(division.report.deviation.values()) <= 0.05


def test_a_unit_too_heavy_is_named_with_what_is_attainable() -> None:
    cells = make_lattice(30, 30)
    cells.loc[435, "load"] = cells["load"].sum()
    division = divide(cells, 10, loads="load", tolerance=0.01)
    check_whole(cells, division, 10)
    mean = cells["load"].sum() / 10
    assert division.report.attainable["load"] == pytest.approx(cells.loc[435, "load"] / mean - 1)
    assert "“435”" in division.report.infeasible
    assert "400" in division.report.infeasible
    assert division.report.deviation["load"] <= division.report.attainable["load"] + 0.01


def test_two_valleys_hold_whole_grids() -> None:
    cells = make_lattice(20, 40)
    cells = cells[(cells.index % 40 < 12) | (cells.index % 40 > 20)]
    division = divide(cells, 5, loads="load", tolerance=0.02)
    check_whole(cells, division, 5)
    assert 0 < division.report.attainable["load"] <= division.report.deviation["load"] + 1e-12
    assert "2 separate areas" in division.report.infeasible


def test_an_island_is_declared() -> None:
    cells = make_lattice(10, 20)
    cells = cells[(cells.index % 20 < 15) | (cells.index == 19)]
    division = divide(cells, 4, loads="load")
    assert division.report.pieces.sum() == 5
    assert list(division.report.exclaves.values()) == [(19,)]


def test_a_barrier_is_not_crossed() -> None:
    cells = make_lattice(20, 20)
    wall = gpd.GeoSeries([shapely.LineString([(1000, -10), (1000, 2010)])], crs=4548)
    division = divide(cells, 4, loads="load", barriers=wall)
    side = cells.index % 20 < 10
    assert (pd.Series(side, cells.index).groupby(division.assignment).nunique() == 1).all()
    opened = divide(cells, 2, loads="load", barriers=wall.to_crs(4326), tolerance=0.05)
    assert (pd.Series(side, cells.index).groupby(opened.assignment).nunique() == 1).all()


def test_a_lock_against_contiguity_is_refused() -> None:
    strip = make_lattice(1, 7)
    with pytest.raises(InputError, match="contradict"):
        divide(strip, 2, loads="load", locked={0: "a", 3: "b", 6: "a"})


def test_locks_without_an_old_plan() -> None:
    cells = make_lattice(20, 20)
    division = divide(cells, 4, loads="load", locked={0: 3, 399: 3, 200: 1})
    check_whole(cells, division, 4)
    assert division.assignment[[0, 399, 200]].tolist() == [3, 3, 1]


def test_an_old_plan_with_holes_pieces_and_too_few_grids() -> None:
    cells = make_lattice(20, 20)
    old = divide(cells, 4, loads="load").assignment.map(lambda number: f"G{number}")
    old[210] = old[0]
    old[[5, 6, 7]] = None
    division = divide(cells, 5, loads="load", start=old)
    check_whole(cells, division, 5)
    assert set(old.dropna()) <= set(division.assignment)
    fewer = divide(cells, 3, loads="load", start=old)
    check_whole(cells, fewer, 3)
    assert set(fewer.assignment) < set(old.dropna())


def test_one_part_and_as_many_parts_as_units() -> None:
    cells = make_lattice(4, 5)
    check_whole(cells, divide(cells, 1, loads="load"), 1)
    check_whole(cells, divide(cells, 20, loads="load"), 20)


def test_zero_loads_are_allowed() -> None:
    cells = make_lattice(20, 20)
    cells.loc[cells.index % 3 > 0, "load"] = 0
    division = divide(cells, 4, loads="load", tolerance=0.05)
    check_whole(cells, division, 4)
    assert division.report.deviation["load"] <= 0.05


@pytest.mark.parametrize("value", [-1, None, np.inf, "many"])
def test_loads_that_are_none(value: object) -> None:
    cells = make_lattice(4, 4)
    cells["load"] = cells["load"].astype(object)
    cells.loc[3, "load"] = value
    with pytest.raises(InputError, match="first “3”"):
        divide(cells, 2, loads="load")


def bowtie() -> shapely.Polygon:
    return shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        (shapely.Polygon(), "empty"),
        (None, "empty"),
        (bowtie(), "self-crossing"),
        (shapely.Point(0, 0), "no polygon"),
        (shapely.Polygon([(0, 0), (100, 0), (0, 0)]), "self-crossing|without area"),
        (shapely.box(0, 0, 150, 100), "lie over"),
        (shapely.box(30, 30, 250, 250), "lie over"),
    ],
)
def test_shapes_that_cannot_be_used(shape: object, problem: str) -> None:
    cells = make_lattice(4, 4)
    shapes = list(cells.geometry)
    shapes[0] = shape
    cells = cells.set_geometry(gpd.GeoSeries(shapes, index=cells.index, crs=4548))
    with pytest.raises(InputError, match=problem):
        divide(cells, 2, loads="load")


def test_metres_among_degrees_are_refused() -> None:
    cells = make_lattice(4, 4, size=0.01).set_crs(4326, allow_override=True)
    shapes = list(cells.geometry)
    shapes[3] = shapely.box(500_000, 4_400_000, 500_100, 4_400_100)
    cells = cells.set_geometry(gpd.GeoSeries(shapes, index=cells.index, crs=4326))
    with pytest.raises(InputError, match="no degrees"):
        divide(cells, 2, loads="load")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"parts": 17}, "17 grids cannot be made of 16 units"),
        ({"parts": 0}, "cannot be made"),
        ({"loads": "nothing"}, "no column"),
        ({"loads": []}, "No load"),
        ({"within": "nothing"}, "no column"),
        ({"tolerance": 0}, "makes no sense"),
        ({"max_reassigned": 1.5}, "no share"),
        ({"locked": [0]}, "has no grid"),
        ({"locked": {99: 1}}, "not in the layer"),
        ({"start": pd.Series(["a", "b"], index=[900, 901])}, "other units"),
        ({"start": pd.Series([None] * 16)}, "assigns no unit"),
        ({"locked": {0: 1, 1: 2, 2: 3}, "parts": 2}, "more grids than"),
    ],
)
def test_orders_that_cannot_be_filled(wrong: dict, message: str) -> None:
    order = {"parts": 2, "loads": "load", **wrong}
    with pytest.raises(InputError, match=message):
        divide(make_lattice(4, 4), order.pop("parts"), **order)


def test_a_cancelled_run_ends() -> None:
    class Stopping:
        steps = 0

        def report(self, fraction: float, message: str = "") -> None:
            self.steps += 1

        def cancelled(self) -> bool:
            return self.steps >= 3

    with pytest.raises(Cancelled):
        divide(make_lattice(30, 30), 5, loads="load", progress=Stopping())
