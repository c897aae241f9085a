"""Gaps and overlaps found from loose borders agree with overlaying every pair of shapes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.supervision.conftest import make_lattice
from yanqing_eco_plugin.core.supervision import CellGraph, GridPlan, check


def areas(plan: GridPlan, code: str) -> float:
    return sum(one.place.area for one in check(plan, tolerance=0.01) if one.code == code)


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 999),
    shift=st.sampled_from([0.0, 20.0, 50.0, 100.0, 130.0]),
    doubled=st.booleans(),
    dropped=st.integers(0, 4),
)
def test_gaps_and_overlaps_agree_with_an_overlay(seed: int, shift: float, doubled: bool, dropped: int) -> None:
    rng = np.random.default_rng(seed)
    shapes = make_lattice(5, 5).geometry.to_numpy()
    shapes = np.delete(shapes, rng.choice(25, dropped, replace=False))
    some = rng.choice(len(shapes), 3, replace=False)
    shapes[some] = [shapely.transform(one, lambda xy: xy + np.array([shift, shift / 2])) for one in shapes[some]]
    if doubled:
        shapes = np.append(shapes, [shapely.box(0, 0, 200, 200), shapely.box(200, 0, 400, 200)])
    ground = shapely.box(0, 0, 500, 500)
    plan = GridPlan(gpd.GeoDataFrame(geometry=shapes, crs=4548), district=gpd.GeoDataFrame(geometry=[ground], crs=4548))
    union = shapely.union_all(shapes)
    one, other = np.triu_indices(len(shapes), 1)
    assert areas(plan, "gap") == pytest.approx(ground.difference(union).area, abs=1e-3)
    assert areas(plan, "outside") == pytest.approx(union.difference(ground).area, abs=1e-3)
    expected = shapely.area(shapely.intersection(shapes[one], shapes[other])).sum()
    assert areas(plan, "overlap") == pytest.approx(expected, abs=1e-3)


def test_borders_with_a_vertex_more_are_still_shared() -> None:
    big = shapely.box(0, 0, 100, 100)
    small = [shapely.box(100, 0, 150, 30), shapely.box(100, 30, 150, 100)]
    graph = CellGraph.from_cells(gpd.GeoDataFrame(geometry=[big, *small], crs=4548))
    pairs = dict(zip(zip(graph.first.tolist(), graph.second.tolist(), strict=True), graph.border.tolist(), strict=True))
    assert pairs == pytest.approx({(0, 1): 30.0, (0, 2): 70.0, (1, 2): 50.0})


def test_corners_are_no_border() -> None:
    cells = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 10, 10), shapely.box(10, 10, 20, 20)], crs=4548)
    assert len(CellGraph.from_cells(cells).first) == 0


def test_lengths_in_degrees_are_metres() -> None:
    cells = gpd.GeoDataFrame(
        geometry=[shapely.box(116.0, 40.50, 116.01, 40.51), shapely.box(116.01, 40.50, 116.02, 40.51)], crs=4326
    )
    graph = CellGraph.from_cells(cells)
    metric = cells.to_crs(4548)
    assert graph.area == pytest.approx(metric.area.to_numpy(), rel=0.005)
    assert graph.perimeter == pytest.approx(metric.length.to_numpy(), rel=0.005)
    assert graph.border[0] == pytest.approx(
        metric.geometry.iloc[0].intersection(metric.geometry.iloc[1]).length, rel=0.005
    )


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999))
def test_borders_agree_with_shapely_on_uneven_shapes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = shapely.multipoints(rng.uniform(0, 1000, (12, 2)))
    ground = shapely.box(0, 0, 1000, 1000).difference(shapely.box(400, 400, 600, 600))
    shapes = shapely.get_parts(shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(points)), ground))
    shapes = shapes[shapely.area(shapes) > 1]
    graph = CellGraph.from_cells(gpd.GeoDataFrame(geometry=shapes, crs=4548))
    one, other = np.triu_indices(len(shapes), 1)
    common = shapely.length(shapely.intersection(shapely.boundary(shapes[one]), shapely.boundary(shapes[other])))
    expected = {
        pair: length for pair, length in zip(zip(one.tolist(), other.tolist()), common.tolist()) if length > 0.01
    }
    pairs = zip(graph.first.tolist(), graph.second.tolist())
    found = {pair: length for pair, length in zip(pairs, graph.border.tolist()) if length > 0.01}
    assert set(found) >= set(expected)
    for pair, length in expected.items():
        assert found[pair] == pytest.approx(length, abs=0.1)
    assert graph.area == pytest.approx(shapely.area(shapes))
