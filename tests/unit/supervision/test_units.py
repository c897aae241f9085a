"""Making units and tidying them up."""

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
    CellGraph,
    clean,
    divide,
    lattice_units,
    merge_small,
    units_between_lines,
)

BLOB = shapely.Point(0, 0).buffer(3000, quad_segs=20).difference(shapely.Point(500, 300).buffer(700))


def layer(*shapes: shapely.Geometry | None, crs: int = 4548) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": [f"n{at}" for at in range(len(shapes))]}, geometry=list(shapes), crs=crs)


def covers_once(cells: gpd.GeoDataFrame, ground: shapely.Geometry, error: float = 1e-6) -> None:
    shapes = cells.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    union = shapely.union_all(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(union.area, rel=error)
    assert union.symmetric_difference(ground).area <= error * ground.area


@pytest.mark.parametrize("shape", ["square", "hexagon"])
def test_a_lattice_covers_the_district_once(shape: str) -> None:
    cells = lattice_units(layer(BLOB), 400, shape=shape)
    covers_once(cells, BLOB)
    whole = cells.area.max()
    assert whole == pytest.approx(400**2 if shape == "square" else 400**2 * np.sqrt(3) / 2)
    assert CellGraph.from_cells(cells).components.max() == 0
    assert divide(cells.assign(load=cells.area), 4, loads="load").report.pieces.eq(1).all()


def test_a_lattice_in_degrees_has_metres_as_size() -> None:
    degrees = layer(shapely.box(116.0, 40.4, 116.1, 40.5), crs=4326)
    cells = lattice_units(degrees, 1000)
    assert cells.crs == degrees.crs
    assert cells.to_crs(4548).area.max() == pytest.approx(1e6, rel=0.01)


def test_a_lattice_keeps_townships_apart() -> None:
    two = layer(shapely.box(0, 0, 1050, 900), shapely.box(1050, 0, 2000, 900))
    cells = lattice_units(two, 200)
    assert cells.groupby("name")["geometry"].apply(lambda part: shapely.area(part.to_numpy()).sum()).tolist() == [
        pytest.approx(1050 * 900),
        pytest.approx(950 * 900),
    ]


@pytest.mark.parametrize(
    ("district", "size", "message"),
    [
        (layer(BLOB), 0, "makes no sense"),
        (layer(BLOB), 0.01, "too small"),
        (layer(shapely.Polygon()), 100, "no area"),
        (layer(), 100, "no area"),
    ],
)
def test_lattices_that_cannot_be(district: gpd.GeoDataFrame, size: float, message: str) -> None:
    with pytest.raises(InputError, match=message):
        lattice_units(district, size)


def test_blocks_between_streets() -> None:
    streets = layer(
        shapely.LineString([(-10, 50), (210, 50)]),
        shapely.LineString([(100, -10), (100, 110)]),
        shapely.LineString([(150, 60), (150, 90)]),
    )
    blocks = units_between_lines(layer(shapely.box(0, 0, 200, 100)), streets)
    assert sorted(blocks.area) == pytest.approx([5000] * 4)
    covers_once(blocks, shapely.box(0, 0, 200, 100))


def test_settlements_join_the_unit_around_them() -> None:
    village = shapely.box(40, 40, 50, 50)
    cells = layer(shapely.box(0, 0, 100, 100).difference(village), village, shapely.box(100, 0, 200, 100))
    cells["people"] = [10, 5, 3]
    merged, into = merge_small(cells, 200, sums=("people",))
    assert into.tolist() == [0, 0, 2]
    assert merged["people"].tolist() == [15, 3]
    assert merged.geometry.iloc[0].equals(shapely.box(0, 0, 100, 100))
    cells["township"] = ["a", "b", "a"]
    assert merge_small(cells, 200, within="township")[1].tolist() == [0, 1, 2]


def test_clean_closes_gaps_and_shares_overlaps() -> None:
    cells = layer(
        shapely.box(0, 0, 103, 100),
        shapely.box(100, 0, 200, 100),
        shapely.box(204, 0, 300, 100),
        shapely.Polygon([(0, 100), (300, 200), (300, 100), (0, 200)]),
        shapely.Polygon(),
        None,
    )
    ground = layer(shapely.box(0, 0, 300, 200))
    cleaned = clean(cells, district=ground)
    covers_once(cleaned.cells, shapely.box(0, 0, 300, 200), 1e-9)
    assert set(cleaned.changes["change"]) == {"gap_closed", "overlap_removed", "repaired", "removed"}
    closed = cleaned.changes.query("change == 'gap_closed'")
    assert closed["area"].sum() == pytest.approx(4 * 100 + 300 * 100 / 2)
    assert cleaned.changes.query("change == 'overlap_removed'")["area"].tolist() == pytest.approx([300])
    assert cleaned.changes.query("change == 'removed'")["unit"].tolist() == [4, 5]
    again = clean(cleaned.cells, district=ground)
    assert again.changes.empty
    assert again.cells.geom_equals(cleaned.cells).all()


def test_a_large_gap_may_stay() -> None:
    ring = shapely.box(0, 0, 100, 100).difference(shapely.box(20, 20, 80, 80))
    left = clean(layer(ring), largest_gap=100)
    assert left.changes["change"].tolist() == ["gap_left"]
    assert left.cells.area.tolist() == [pytest.approx(6400)]


def test_what_lies_outside_is_cut_off() -> None:
    cleaned = clean(layer(shapely.box(0, 0, 120, 100)), district=layer(shapely.box(0, 0, 100, 100)))
    assert cleaned.changes["change"].tolist() == ["outside_removed"]
    assert cleaned.cells.area.tolist() == [pytest.approx(10_000)]


@pytest.mark.parametrize(
    ("cells", "tolerance", "message"),
    [(layer(shapely.Polygon()), 1, "No unit"), (layer(), 1, "No unit"), (layer(BLOB), 0, "makes no sense")],
)
def test_nothing_to_clean(cells: gpd.GeoDataFrame, tolerance: float, message: str) -> None:
    with pytest.raises(InputError, match=message):
        clean(cells, tolerance=tolerance)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 999))
def test_shaken_units_fit_again(seed: int) -> None:
    cells = make_lattice(6, 6)
    rng = np.random.default_rng(seed)
    shaken = [shapely.Polygon(shapely.get_coordinates(one)[:4] + rng.normal(0, 3, (4, 2))) for one in cells.geometry]
    cells = cells.set_geometry(gpd.GeoSeries(shaken, index=cells.index, crs=4548))
    ground = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 600, 600)], crs=4548)
    cleaned = clean(cells, district=ground).cells
    covers_once(cleaned, shapely.box(0, 0, 600, 600), 1e-9)
    assert len(CellGraph.from_cells(cleaned)) == 36
    assert isinstance(cleaned["load"], pd.Series)
