"""The made-up district: outline and townships."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

from yanqing_eco_plugin.core.demo import SEED, district_outline, stations, township_areas
from yanqing_eco_plugin.core.demo.outline import Ground
from yanqing_eco_plugin.core.errors import InputError

# The names and codes of the National Bureau of Statistics.
CODES = [*range(1, 4), *range(100, 111), *range(200, 204)]


def area_km2(shape: Polygon | MultiPolygon) -> float:
    return abs(Geod(ellps="WGS84").geometry_area_perimeter(shape)[0]) / 1e6


def gap_and_overlap(parts: gpd.GeoSeries, whole: MultiPolygon) -> tuple[float, float]:
    """Share of the whole that no part covers, and share that more than one covers."""
    missing = unary_union(list(parts)).symmetric_difference(whole).area / whole.area
    return missing, (sum(part.area for part in parts) - whole.area) / whole.area


def test_the_outline_has_the_size_and_place_of_the_district(ground: Ground) -> None:
    assert ground.outline.is_valid
    # 1,994.88 km² is the official figure.
    assert area_km2(ground.outline) == pytest.approx(1994.88, rel=0.03)
    np.testing.assert_allclose(ground.outline.bounds, (115.74, 40.27, 116.57, 40.79), atol=0.01)


def test_the_outline_was_not_traced(ground: Ground, shared_data: Path) -> None:
    real = gpd.read_file(shared_data / "04_boundaries" / "yanqing_and_neighbours_wgs84_derived.geojson")
    real = real[real["adcode"].astype(str) == "110119"].geometry.iloc[0]
    overlap = real.intersection(ground.outline).area / real.union(ground.outline).area
    assert 0.5 < overlap < 0.95


def test_townships_cover_the_district_exactly_once(ground: Ground, townships: gpd.GeoDataFrame) -> None:
    assert townships.geometry.is_valid.all()
    assert np.abs(gap_and_overlap(townships.geometry, ground.outline)).max() < 1e-9
    assert [int(code[-3:]) for code in townships["code"]] == CODES
    assert (townships["synthetic"] == 1).all()
    # The three streets are small and stand in the basin.
    streets = townships[townships["name"].str.endswith("街道")]
    assert len(streets) == 3
    assert max(area_km2(shape) for shape in streets.geometry) < 20
    assert streets.within(box(115.9, 40.42, 116.05, 40.52)).all()


def test_borders_touch_along_shared_vertices_only(townships: gpd.GeoDataFrame) -> None:
    shapes = list(townships.geometry)
    crossing = [a.overlaps(b) for n, a in enumerate(shapes) for b in shapes[:n]]
    assert not any(crossing)


@pytest.mark.parametrize(
    "outline",
    [
        box(10.0, 50.0, 10.4, 50.3),
        Polygon([(0, 0), (1, 0.02), (2, 0), (1, 0.05)]),
        MultiPolygon([box(100, 30, 100.5, 30.4), box(100.7, 30.5, 101, 30.9)]),
        Point(120, -35).buffer(0.3).difference(Point(120, -35).buffer(0.1)),
    ],
    ids=["square", "sliver", "two parts", "ring"],
)
def test_any_boundary_is_cut_inside_it(outline: Polygon | MultiPolygon) -> None:
    ground = district_outline(gpd.GeoDataFrame(geometry=[outline], crs=4326))
    areas = township_areas(ground, SEED)
    assert len(areas) == len(CODES)
    assert np.abs(gap_and_overlap(areas.geometry, ground.outline)).max() < 1e-9
    placed = stations(ground, areas, SEED)
    assert len(placed) == 907
    assert placed.within(ground.outline.buffer(1e-6)).all()


def test_the_real_boundary_may_be_given(shared_data: Path) -> None:
    real = gpd.read_file(shared_data / "04_boundaries" / "yanqing_and_neighbours_wgs84_derived.geojson")
    real = real[real["adcode"].astype(str) == "110119"].to_crs(3857)
    ground = district_outline(real)
    areas = township_areas(ground, SEED)
    assert not areas.geometry.is_empty.any()
    assert np.abs(gap_and_overlap(areas.geometry, ground.outline)).max() < 1e-9
    assert stations(ground, areas, SEED).within(ground.outline.buffer(1e-6)).all()


@pytest.mark.parametrize(
    "shapes",
    [[], [LineString([(0, 0), (1, 1)])], [Point(1, 1), None], [box(400_000, 4_400_000, 500_000, 4_500_000)]],
    ids=["nothing", "a line", "points", "metres that say they are degrees"],
)
def test_a_boundary_without_area_is_refused(shapes: list[object]) -> None:
    with pytest.raises(InputError) as caught:
        district_outline(gpd.GeoDataFrame(geometry=shapes, crs=4326))
    assert caught.value.hint
