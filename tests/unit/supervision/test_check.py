"""Every fault of a plan is found, and a plan without faults has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.unit.supervision.conftest import make_lattice
from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.supervision import Finding, GridPlan, check, divide, findings_table, grid_codes

VILLAGES = ("110119100201", "110119100202")


def sound_plan() -> GridPlan:
    grids = make_lattice(4, 4).drop(columns="load")
    grids["parent"] = [VILLAGES[at % 4 >= 2] for at in range(16)]
    grids["code"] = grid_codes(grids, "parent")
    grids["person_a"] = [f"p{at % 4}" for at in range(16)]
    grids["person_b"] = [f"p{(at + 1) % 4}" for at in range(16)]
    grids["minutes"] = 100.0
    persons = pd.DataFrame({"limit": [400.0] * 4}, index=["p0", "p1", "p2", "p3"])
    sources = gpd.GeoDataFrame(
        {"class": ["1", "2"], "grid": [0, 15]},
        geometry=gpd.points_from_xy([50, 350], [50, 350]),
        crs=4548,
        index=["s1", "s2"],
    )
    parents = gpd.GeoDataFrame(
        {"code": VILLAGES}, geometry=[shapely.box(0, 0, 200, 400), shapely.box(200, 0, 400, 400)], crs=4548
    )
    district = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 400, 400)], crs=4548)
    return GridPlan(grids, persons, sources, parents, district)


def with_shape(plan: GridPlan, label: int, shape: shapely.Geometry | None) -> GridPlan:
    shapes = list(plan.grids.geometry)
    shapes[label] = shape
    return replace(plan, grids=plan.grids.set_geometry(gpd.GeoSeries(shapes, index=plan.grids.index, crs=4548)))


def with_value(plan: GridPlan, layer: str, label: object, column: str, value: object) -> GridPlan:
    table = getattr(plan, layer).copy()
    table.loc[label, column] = value
    return replace(plan, **{layer: table})


def kinds(findings: list[Finding]) -> list[str]:
    return sorted(one.code for one in findings)


def test_a_sound_plan_has_no_finding() -> None:
    assert check(sound_plan()) == []


def in_other_crs(plan: GridPlan) -> GridPlan:
    return replace(
        plan, sources=plan.sources.to_crs(4326), parents=plan.parents.to_crs(4326), district=plan.district.to_crs(4326)
    )


def test_layers_in_other_crs_are_brought_together() -> None:
    plan = sound_plan()
    away = replace(
        plan,
        **{
            name: getattr(plan, name).set_geometry(getattr(plan, name).translate(480_000, 4_480_000))
            for name in ("grids", "sources", "parents", "district")
        },
    )
    assert check(in_other_crs(away)) == []


FAULTS: dict[str, Callable[[GridPlan], GridPlan]] = {
    "gap": lambda plan: with_shape(plan, 5, shapely.box(100, 100, 180, 200)),
    "overlap": lambda plan: with_shape(plan, 5, shapely.box(80, 100, 200, 200)),
    "outside": lambda plan: with_shape(plan, 0, shapely.box(-30, 0, 100, 100)),
    "empty": lambda plan: with_shape(plan, 5, None),
    "self_crossing": lambda plan: with_shape(
        plan, 5, shapely.Polygon([(100, 100), (200, 200), (200, 100), (100, 200)])
    ),
    "disconnected": lambda plan: with_shape(
        plan, 5, shapely.MultiPolygon([shapely.box(100, 100, 120, 200), shapely.box(180, 100, 200, 200)])
    ),
    "sliver": lambda plan: with_shape(plan, 5, shapely.box(100, 100, 101, 200)),
    "hole": lambda plan: with_shape(
        plan, 5, shapely.box(100, 100, 200, 200).difference(shapely.box(140, 140, 150, 150))
    ),
    "code_missing": lambda plan: with_value(plan, "grids", 5, "code", None),
    "code_error": lambda plan: with_value(plan, "grids", 5, "code", "11011910020100"),
    "code_parent": lambda plan: with_value(plan, "grids", 5, "code", "110119100299001"),
    "code_double": lambda plan: with_value(plan, "grids", 5, "code", plan.grids.at[4, "code"]),
    "person_missing": lambda plan: with_value(plan, "grids", 5, "person_b", None),
    "person_unknown": lambda plan: with_value(plan, "grids", 5, "person_a", "nobody"),
    "person_same": lambda plan: with_value(plan, "grids", 5, "person_b", plan.grids.at[5, "person_a"]),
    "person_overloaded": lambda plan: with_value(plan, "grids", 5, "minutes", 101.0),
    "source_class": lambda plan: with_value(plan, "sources", "s1", "class", None),
    "source_grid": lambda plan: with_value(plan, "sources", "s1", "grid", 3),
    "source_outside": lambda plan: with_value(plan, "sources", "s1", "geometry", shapely.Point(-50, 50)),
    "parent_mismatch": lambda plan: with_value(plan, "grids", 5, "parent", VILLAGES[1]),
    "parent_unknown": lambda plan: with_value(plan, "grids", 5, "parent", "110119100299"),
}
ALSO = {"empty": {"gap"}, "self_crossing": {"gap", "disconnected"}, "disconnected": {"gap"}, "sliver": {"gap"}, "hole": {"gap"},
        "outside": {"parent_mismatch"}, "parent_mismatch": {"code_parent"}, "parent_unknown": {"code_parent"}}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault: str) -> None:
    found = check(FAULTS[fault](sound_plan()))
    assert fault in kinds(found)
    assert set(kinds(found)) <= {fault} | ALSO.get(fault, set())
    one = next(finding for finding in found if finding.code == fault)
    assert one.severity == ("warning" if fault in {"hole", "person_overloaded"} else "error")
    assert "{" not in one.remark.message
    if fault != "empty":
        assert one.place is not None
        assert not one.place.is_empty


def test_the_place_and_the_figures() -> None:
    (gap,) = check(FAULTS["gap"](sound_plan()))
    assert gap.place.equals(shapely.box(180, 100, 200, 200))
    assert 5 in gap.subjects
    assert gap.remark.message == "2000 m² belong to no grid."
    (overlap,) = check(FAULTS["overlap"](sound_plan()))
    assert overlap.place.equals(shapely.box(80, 100, 100, 200))
    assert set(overlap.subjects) == {4, 5}


def test_a_gap_inside_is_found_without_a_district() -> None:
    plan = replace(sound_plan(), district=None)
    assert kinds(check(FAULTS["gap"](plan))) == ["gap"]


def test_crumbs_below_the_tolerance_pass() -> None:
    assert check(with_shape(sound_plan(), 5, shapely.box(100, 100, 199.6, 200))) == []
    assert kinds(check(with_shape(sound_plan(), 5, shapely.box(100, 100, 199.6, 200)), tolerance=0.1)) == ["gap"]


def test_findings_as_a_layer() -> None:
    findings = check(FAULTS["overlap"](sound_plan()))
    table = findings_table(findings, sound_plan().grids.crs)
    assert table["subjects"].tolist() == ["4, 5"]
    assert table["message"].tolist() == ["The grids “4” and “5” overlap by 2000 m²."]
    assert findings_table([], None).empty


def test_what_is_not_given_is_not_checked() -> None:
    assert check(GridPlan(make_lattice(3, 3))) == []


def test_a_plan_of_another_district() -> None:
    plan = sound_plan()
    far = plan.district.set_geometry(plan.district.translate(1e6, 0))
    with pytest.raises(InputError, match="outside the layer"):
        check(replace(plan, district=far))
    with pytest.raises(InputError, match="no grids"):
        check(replace(plan, grids=plan.grids.iloc[:0]))
    with pytest.raises(InputError, match="not unique"):
        check(replace(plan, grids=plan.grids.set_axis([0] * 16)))


def test_a_cancelled_check_ends() -> None:
    class Stopped:
        def report(self, fraction: float, message: str = "") -> None: ...

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        check(sound_plan(), progress=Stopped())


def test_a_divided_district_has_no_shape_finding() -> None:
    cells = make_lattice(30, 30)
    division = divide(cells, 9, loads="load")
    grids = cells.dissolve(division.assignment)
    district = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 3000, 3000)], crs=4548)
    assert check(GridPlan(grids, district=district)) == []
    assert np.isclose(grids.area.sum(), 9e6)
