"""Whole plans: how they are put together, checked, published, compared, and proved unchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre.schema import TABLES
from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.supervision import (
    LEVELS,
    Finding,
    PatrolRule,
    PlanContent,
    PlanHeader,
    PlanReference,
    Remark,
    build_plan,
    changed_rows,
    check_plan,
    content_of,
    copy_as_draft,
    frozen_rows,
    given_by_hand,
    grid_loads,
    header_of,
    header_row,
    homes_of,
    is_grid_code,
    named_units,
    plan_changes,
    plan_checksum,
    plan_in_force,
    plan_rows,
    publication_rows,
    publish,
    redrawn,
    supersede,
    with_loads,
    with_sources,
)

from .made_plans import PERSONS, make_plan, make_sources, make_units

NEW_YEAR = date(2026, 1, 1)
ERROR = Finding("gap", "error", None, (), Remark("There is a gap."))
WARNING = Finding("hole", "warning", None, (), Remark("There is a hole."))


@pytest.fixture(scope="module")
def units() -> gpd.GeoDataFrame:
    return make_units()


@pytest.fixture(scope="module")
def plan(units: gpd.GeoDataFrame) -> PlanContent:
    made = make_plan(units)
    grids = made.grids.copy()
    grids.loc[grids["level"] == "cell", ["person_a", "person_b"]] = "A-01", "B-01"
    return replace(made, grids=grids)


def make_reference(units: gpd.GeoDataFrame, plan: PlanContent) -> PlanReference:
    villages, townships = plan.level("village"), plan.level("township")
    district = gpd.GeoDataFrame(geometry=[shapely.union_all(units.geometry.to_numpy())], crs=4326)
    return PlanReference(PERSONS, make_sources([(116.013, 40.013)]), villages, townships, district)


# -- made of units -----------------------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), parts=st.integers(1, 4), rows=st.integers(4, 7))
def test_every_level_covers_the_district_exactly_once(seed: int, parts: int, rows: int) -> None:
    units = make_units(rows, 8, seed)
    plan = make_plan(units, parts)
    whole = shapely.union_all(units.geometry.to_numpy())
    for level in LEVELS:
        shapes = plan.level(level).geometry.to_numpy()
        assert shapely.union_all(shapes).symmetric_difference(whole).area < 1e-12
        assert shapely.area(shapes).sum() == pytest.approx(whole.area, rel=1e-9), "no overlap"
        assert plan.level(level)["units"].sum() == len(units)
        assert plan.level(level)["minutes"].sum() == pytest.approx(units["minutes"].sum())
    cells = plan.cells
    assert cells["code"].is_unique
    assert cells["code"].map(is_grid_code).all()
    assert (cells["code"].str[:12] == cells["parent"]).all()
    again = redrawn(plan, units, plan.assignment["grid"])
    pd.testing.assert_series_equal(again.cells["code"], cells["code"])


def test_codes_and_persons_go_on_and_codes_are_never_used_again(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    home = plan.cells["parent"].iloc[0]
    gone, other = plan.cells.index[plan.cells["parent"] == home][:2]
    assignment = plan.assignment["grid"].replace(gone, other)
    merged = redrawn(plan, units, assignment)
    assert gone not in merged.cells.index
    # A plan later somebody needs a third grid there again.
    split = assignment.copy()
    first = split.index[split == other][0]
    split[first] = "new"
    later = redrawn(merged, units, split, used_codes=set(plan.cells["code"]))
    assert later.cells["code"]["new"] not in set(plan.cells["code"])
    assert later.cells["code"][other] == plan.cells["code"][other]
    assert later.cells["person_a"][other] == "A-01"
    assert pd.isna(later.cells["person_a"]["new"])


def test_a_cell_that_moves_to_another_village_gets_a_new_code(units: gpd.GeoDataFrame) -> None:
    plan = make_plan(units, 1)
    swapped = plan.assignment["grid"].map(dict(zip(plan.cells.index, reversed(plan.cells.index))))
    moved = redrawn(plan, units, swapped)
    assert (moved.cells["code"].str[:12] == moved.cells["parent"]).all()
    assert not set(moved.cells["code"]) & set(plan.cells["code"])


def test_plans_that_cannot_be(units: gpd.GeoDataFrame) -> None:
    header = PlanHeader("p")
    with pytest.raises(InputError, match="lies in 4 villages"):
        build_plan(header, units, pd.Series("1", units.index))
    with pytest.raises(InputError, match="assigns no unit"):
        build_plan(header, units, pd.Series("1", ["elsewhere"]))
    with pytest.raises(InputError, match="which village"):
        build_plan(header, units.drop(columns="village"), pd.Series("1", units.index))
    for name in ("", "a b", "a/b", "it's", "x" * 61):
        with pytest.raises(InputError, match="id of a plan"):
            PlanHeader(name)


def test_two_valleys_of_one_village_may_lie_in_two_pieces() -> None:
    units = make_units()
    units["village"] = "110119100200"
    apart = units[~units.index.isin([f"u{row * 8 + 4}" for row in range(6)])]
    one = build_plan(PlanHeader("p"), apart, pd.Series("1", apart.index))
    assert one.cells["pieces"].tolist() == [2]
    assert "disconnected" not in {found.code for found in check_plan(one, PlanReference())}
    # Three pieces where the ground has two are a fault.
    middle = apart.index.isin([f"u{row * 8 + 1}" for row in range(6)])
    torn = build_plan(PlanHeader("p"), apart, pd.Series(np.where(middle, "2", "1"), apart.index))
    assert torn.cells["pieces"].to_dict() == {"1": 2, "2": 1}
    assert {found.subjects for found in check_plan(torn, PlanReference()) if found.code == "disconnected"} == {("1",)}


def test_units_out_of_any_layer(units: gpd.GeoDataFrame) -> None:
    layer = units.to_crs(4548).rename(columns={"village": "cun"}).assign(g=1.0, id=list(units.index), extra="x")
    named, homes = named_units(layer, "set", "g", "cun", "id")
    assert named.index.tolist() == units.index.tolist()
    assert set(named.columns) == {"minutes", "village", "geometry"}
    assert named.crs.to_epsg() == 4326
    assert set(homes) == {"1"}
    numbered, _ = named_units(layer, "set", "g", "cun")
    assert numbered.index[0] == "set-00001"
    with pytest.raises(InputError, match="missing or double"):
        named_units(layer.assign(id="same"), "set", "g", "cun", "id")
    with pytest.raises(InputError, match="no coordinate system"):
        named_units(
            gpd.GeoDataFrame(layer.drop(columns="geometry"), geometry=layer.geometry.to_numpy()), "set", "g", "cun"
        )


# -- sources and workload ----------------------------------------------------------------------------------------------


def test_sources_belong_where_they_lie(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    # Inside, on the common border of the townships, and outside.
    points = make_sources([(116.005, 40.005), (116.04, 40.005), (120.0, 40.0)])
    given_homes = with_sources(plan, points).sources["grid"]
    assert plan.cells.geometry[given_homes["s0"]].contains(points.geometry["s0"])
    beside = plan.cells[plan.cells.geometry.intersects(points.geometry["s1"])]
    assert given_homes["s1"] == beside.sort_values("code").index[0]
    assert pd.isna(given_homes["s2"])
    in_metres = homes_of(points.to_crs(4548), plan.cells.set_index("code"))
    assert in_metres["s0"] == plan.cells["code"][given_homes["s0"]]
    kept = with_sources(replace(plan, sources=pd.DataFrame({"grid": {"s0": "1"}})), points, keep=True)
    assert kept.sources["grid"]["s0"] == "1"


def test_a_source_given_by_hand_stays_where_it_was_given(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    points = make_sources([(116.005, 40.005), (116.075, 40.055)])
    placed = with_sources(plan, points)
    own, far = placed.sources["grid"]
    assert own != far
    given = with_sources(given_by_hand(placed, {"s0": far, "s1": "no such grid"}), points)
    assert given.sources["grid"].tolist() == [far, far]
    assert given.by_hand.tolist() == [1, 0]
    assert given.cells["sources"][[own, far]].tolist() == [0, 2]
    # Through the tables and through a redrawing.
    tables = plan_rows(given)
    back = content_of(given.header, *(tables[name] for name in ("grid", "grid_assignment", "source_assignment")))
    assert back.sources[["grid", "by_hand"]].to_numpy().tolist() == [[far, 1], [far, 0]]
    again = redrawn(back, units, back.assignment["grid"])
    assert with_sources(again, points).sources["grid"]["s0"] == far
    # The grid it was given to is gone: it lies where it lies.
    neighbour = next(one for one in plan.cells.index[plan.cells["parent"] == plan.cells["parent"][far]] if one != far)
    merged = redrawn(back, units, back.assignment["grid"].replace(far, neighbour))
    assert with_sources(merged, points).sources.loc["s0"].tolist() == [own, 0]
    taken = with_sources(given_by_hand(given, {"s0": None}), points)
    assert taken.sources.loc["s0"].tolist() == [own, 0]


def test_a_source_given_by_hand_may_lie_elsewhere(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    points = make_sources([(116.005, 40.005), (115.0, 40.0)])
    placed = with_sources(plan, points)
    far = next(one for one in plan.cells.index if one != placed.sources["grid"]["s0"])
    moved = replace(placed, sources=placed.sources.assign(grid=far))
    reference = PlanReference(sources=points)
    found = {one.code for one in check_plan(moved, reference)} & {"source_grid", "source_outside"}
    assert found == {"source_grid", "source_outside"}
    given = given_by_hand(placed, {"s0": far, "s1": far})
    assert not {one.code for one in check_plan(given, reference)} & {"source_grid", "source_outside"}


@settings(max_examples=20)
@given(seed=st.integers(0, 30), moves=st.lists(st.integers(0, 47), max_size=6), new=st.booleans())
def test_what_stands_is_not_dissolved_again_and_nothing_differs(seed: int, moves: list[int], new: bool) -> None:
    """Redrawing an old plan gives the very plan that is built from nothing."""
    units = make_units(seed=seed)
    old = make_plan(units)
    homes = old.assignment["grid"].copy()
    for at in moves:
        unit = units.index[at]
        same = homes[units["village"] == units["village"][unit]]
        homes[unit] = f"new {at}" if new else same.iloc[at % len(same)]
    after = redrawn(old, units, homes)
    fresh = build_plan(PlanHeader("p1", unit_set="s"), units, homes)
    assert sorted(after.grids.index) == sorted(fresh.grids.index)
    assert after.grids.geometry.normalize().geom_equals(fresh.grids.geometry[after.grids.index].normalize()).all()
    figures = ["level", "parent", "units", "pieces", "minutes", "area_km2"]
    pd.testing.assert_frame_equal(
        pd.DataFrame(after.grids[figures]), pd.DataFrame(fresh.grids.loc[after.grids.index, figures])
    )


def test_a_shape_that_somebody_changed_is_dissolved_again(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    first = plan.cells.index[0]
    spoilt = plan.grids.copy()
    spoilt.loc[[first], "geometry"] = spoilt.loc[[first], "geometry"].buffer(-0.001)
    after = redrawn(replace(plan, grids=spoilt), units, plan.assignment["grid"])
    assert after.cells.geometry[first].equals(plan.cells.geometry[first])


def test_a_source_may_have_its_own_frequency(plan: PlanContent) -> None:
    sources = make_sources([(116.005, 40.005)] * 3, ["1", "1", None])
    sources["visits_per_week"] = [np.nan, 3.0, np.nan]
    rules = {"1": PatrolRule(1.0, 60.0)}
    loaded = with_loads(with_sources(plan, sources), sources, rules, speed_kmh=25)
    home = with_sources(plan, sources).sources["grid"]["s0"]
    row = loaded.cells.loc[home]
    # One visit of an hour and three of an hour; the source without a class does not count.
    assert row["visits"] == 4
    assert row["minutes"] - row["travel_minutes"] == pytest.approx(240)
    for level in LEVELS:
        assert loaded.level(level)["minutes"].sum() == pytest.approx(row["minutes"])
    table = grid_loads(plan.cells, sources.assign(grid=home), rules)
    assert table["minutes"][home] == pytest.approx(row["minutes"])
    with pytest.raises(InputError, match="no patrol rule"):
        grid_loads(plan.cells, sources.assign(grid=home, **{"class": "9"}), rules)


# -- checked on every level --------------------------------------------------------------------------------------------


def test_a_sound_plan_has_no_finding(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    reference = make_reference(units, plan)
    assert check_plan(with_sources(plan, reference.sources), reference) == []


def _without_unit(plan: PlanContent) -> PlanContent:
    table = plan.assignment.copy()
    table.iloc[0, 0] = None
    return replace(plan, assignment=table)


def _gap_in(level: str):
    def faulty(plan: PlanContent) -> PlanContent:
        return replace(plan, grids=plan.grids.drop(plan.level(level).index[0]))

    return faulty


def _wrong_township(plan: PlanContent) -> PlanContent:
    grids = plan.grids.copy()
    grids.loc[plan.level("village").index[0], "parent"] = "110119101"
    return replace(plan, grids=grids)


def _nobody(plan: PlanContent) -> PlanContent:
    return replace(plan, grids=plan.grids.assign(person_a=None))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (_without_unit, "unit_without_grid"),
        (_gap_in("cell"), "gap"),
        (_gap_in("village"), "gap"),
        (_gap_in("township"), "gap"),
        (_wrong_township, "parent_mismatch"),
        (_nobody, "person_missing"),
        (lambda plan: replace(plan, sources=plan.sources.assign(grid="2")), "source_grid"),
    ],
)
def test_faults_of_any_level_are_found(units: gpd.GeoDataFrame, plan: PlanContent, fault, code: str) -> None:
    reference = make_reference(units, plan)
    broken = fault(with_sources(plan, reference.sources))
    assert code in {found.code for found in check_plan(broken, reference)}


def test_a_plan_of_another_district(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    far = gpd.GeoDataFrame(geometry=[shapely.box(100, 30, 101, 31)], crs=4326)
    with pytest.raises(InputError, match="outside"):
        check_plan(plan, replace(make_reference(units, plan), district=far))


def test_a_cancelled_check_ends(plan: PlanContent) -> None:
    class Stop:
        def report(self, fraction: float, message: str = "") -> None:
            """Nobody looks."""

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        check_plan(plan, PlanReference(), progress=Stop())


# -- its life ----------------------------------------------------------------------------------------------------------


def test_from_draft_to_superseded() -> None:
    first, nothing = publish(PlanHeader("a"), [WARNING], effective_from=NEW_YEAR, in_force=None)
    assert (first.state, first.effective_from, nothing) == ("in_force", NEW_YEAR, None)
    draft = copy_as_draft(first, "b", title="new")
    assert (draft.state, draft.based_on, draft.effective_from) == ("draft", "a", None)
    july = date(2026, 7, 1)
    second, old = publish(draft, [], effective_from=july, in_force=first)
    assert (old.state, old.effective_to) == ("superseded", july)
    plans = [old, second, PlanHeader("c")]
    assert plan_in_force(plans, date(2025, 12, 31)) is None
    # The last day of the old one is the day before the first of the new one.
    assert plan_in_force(plans, date(2026, 6, 30)) is old
    assert plan_in_force(plans, july) is second


@pytest.mark.parametrize(
    ("draft", "findings", "day", "message"),
    [
        (PlanHeader("b", based_on="a"), [ERROR], date(2026, 7, 1), "1 errors"),
        (PlanHeader("b", based_on="a", state="in_force"), [], date(2026, 7, 1), "never changes"),
        (PlanHeader("b", based_on="a", state="superseded"), [], date(2026, 7, 1), "never changes"),
        (PlanHeader("b", based_on="x"), [], date(2026, 7, 1), "a is in force"),
        (PlanHeader("b", based_on="a"), [], NEW_YEAR, "came into force on 2026-01-01"),
    ],
)
def test_what_cannot_be_published(draft: PlanHeader, findings, day: date, message: str) -> None:
    current = PlanHeader("a", state="in_force", effective_from=NEW_YEAR)
    with pytest.raises(InputError, match=message):
        publish(draft, findings, effective_from=day, in_force=current)


def test_another_plan_in_force_may_be_named() -> None:
    current = PlanHeader("a", state="in_force", effective_from=NEW_YEAR)
    day = date(2026, 7, 1)
    new, old = publish(PlanHeader("b", based_on="x"), [], effective_from=day, in_force=current, replaces="a")
    assert (new.state, old.plan_id) == ("in_force", "a")


def test_other_steps_that_cannot_be() -> None:
    with pytest.raises(InputError, match="already"):
        copy_as_draft(PlanHeader("a"), "a")
    with pytest.raises(InputError, match="not in force"):
        supersede(PlanHeader("a"), NEW_YEAR)


def test_headers_as_rows() -> None:
    header = PlanHeader("a", "标题", "in_force", "x", "s", NEW_YEAR, None, "note", True)
    assert header_of(header_row(header).to_dict("records")[0]) == header
    with pytest.raises(InputError, match="unknown state"):
        header_of({"plan_id": "a", "state": "lost"})
    with pytest.raises(InputError, match="no date"):
        header_of({"plan_id": "a", "state": "draft", "effective_from": "soon"})


# -- as rows -----------------------------------------------------------------------------------------------------------


def test_rows_fit_the_tables_of_the_data_centre(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    sources = make_sources([(116.005, 40.005)])
    published, _ = publish(plan.header, [], effective_from=NEW_YEAR, in_force=None)
    tables = publication_rows(
        with_sources(plan, sources), published, None, persons=PERSONS, sources=sources,
        by="网格办", reason="首次划分", at=datetime(2025, 12, 20, tzinfo=UTC),
    )  # fmt: skip
    assert {"grid_plan", "grid", "grid_assignment", "publish_log"} <= set(tables)
    for name, rows in tables.items():
        known = {column.name for column in TABLES[name].columns}
        assert set(rows.columns) - {"geometry"} <= known, name
        assert rows[TABLES[name].key].is_unique
    log = tables["publish_log"].iloc[0]
    assert (log["grids"], log["units"], log["persons"], log["sources"]) == (len(plan.cells), len(units), 2, 1)
    assert log["checksum"] == plan_checksum(tables)


def _moved_corner(tables: dict[str, pd.DataFrame]) -> None:
    grid = tables["grid"]
    grid.loc[0, "geometry"] = shapely.transform(grid.geometry[0], lambda xy: xy + 1e-6)


def _other_telephone(tables: dict[str, pd.DataFrame]) -> None:
    tables["published_person"].loc[0, "phone"] = "010-0000-9999"


def _other_person(tables: dict[str, pd.DataFrame]) -> None:
    tables["grid"].loc[tables["grid"]["level"] == "cell", "person_a"] = "B-01"


def _unit_given_away(tables: dict[str, pd.DataFrame]) -> None:
    tables["grid_assignment"].loc[0, "grid_id"] = "p1/nobody"


def _row_lost(tables: dict[str, pd.DataFrame]) -> None:
    tables["published_source"] = tables["published_source"].iloc[1:]


@pytest.mark.parametrize("change", [_moved_corner, _other_telephone, _other_person, _unit_given_away, _row_lost])
def test_the_checksum_notices_every_change(plan: PlanContent, change) -> None:
    sources = make_sources([(116.005, 40.005), (116.015, 40.005)])
    filled = with_sources(plan, sources)
    tables = {**plan_rows(filled), **frozen_rows(filled, PERSONS, sources)}
    before = plan_checksum(tables)
    shuffled = {name: rows.sample(frac=1, random_state=1) for name, rows in tables.items()}
    assert plan_checksum(shuffled) == before, "order does not matter"
    change(tables)
    assert plan_checksum(tables) != before


def test_only_rows_that_changed_are_written(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    old = {name: rows.assign(row_version=1) for name, rows in plan_rows(plan).items()}
    for name, key in (("grid", "grid_id"), ("grid_assignment", "assignment_id")):
        rows, gone = changed_rows(plan_rows(plan)[name], old[name], key)
        assert (len(rows), gone) == (0, {})
    first, second = plan.cells.index[plan.cells["parent"] == plan.cells["parent"].iloc[0]][:2]
    assignment = plan.assignment["grid"].copy()
    unit = assignment.index[assignment == first][0]
    assignment[unit] = second
    new = plan_rows(redrawn(plan, units, assignment))
    rows, gone = changed_rows(new["grid_assignment"], old["grid_assignment"], "assignment_id")
    assert rows["unit_id"].tolist() == [unit]
    assert rows["row_version"].tolist() == [1]
    rows, gone = changed_rows(new["grid"], old["grid"], "grid_id")
    assert set(rows["grid_id"]) <= {f"p1/{first}", f"p1/{second}"}
    rows, gone = changed_rows(new["grid"].iloc[1:], old["grid"], "grid_id")
    assert gone == {new["grid"]["grid_id"].iloc[0]: 1}
    rows, gone = changed_rows(new["grid"], None, "grid_id")
    assert rows["row_version"].eq(0).all()
    nothing = plan_rows(plan)["source_assignment"]
    assert len(nothing) == len(changed_rows(nothing, None, "assignment_id")[0]) == 0


# -- compared ----------------------------------------------------------------------------------------------------------


def test_what_changes_between_two_plans(units: gpd.GeoDataFrame, plan: PlanContent) -> None:
    sources = make_sources([tuple(units.geometry.iloc[0].centroid.coords[0])])
    before = with_sources(plan, sources)
    first = before.assignment["grid"].iloc[0]
    home = units["village"].iloc[0]
    other = next(one for one in before.cells.index[before.cells["parent"] == home] if one != first)
    assignment = before.assignment["grid"].copy()
    assignment.iloc[0] = other
    after = with_sources(redrawn(replace(before, header=PlanHeader("p2")), units, assignment), sources)
    changes = plan_changes(before, after, units)
    codes = before.cells["code"]
    assert changes.areas[["before", "after", "units"]].values.tolist() == [[codes[first], codes[other], 1]]
    assert changes.areas.geometry[0].equals(units.geometry.iloc[0])
    assert changes.areas["minutes"][0] == pytest.approx(units["minutes"].iloc[0])
    grids = changes.comparison.grids
    assert grids.loc[codes[other], "minutes_change"] == pytest.approx(units["minutes"].iloc[0])
    assert changes.comparison.sources.loc["s0"].tolist() == [codes[first], codes[other]]
    assert changes.comparison.reassigned == pytest.approx(1 / len(units))
    nothing = plan_changes(before, before, units)
    assert (len(nothing.areas), len(nothing.comparison.sources)) == (0, 0)
    with pytest.raises(InputError, match="no unit in common"):
        plan_changes(before, replace(before, assignment=before.assignment.set_axis(range(len(units)))), units)
