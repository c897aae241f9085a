"""Hot spots: where, how large, and what stands in them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, PLUMES, made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import scan_field
from yanqing_eco_plugin.core.lidar.geometry import to_site
from yanqing_eco_plugin.core.lidar.hot_spots import hot_spots, places_under
from yanqing_eco_plugin.core.lidar.overlay import Overlay, scan_overlay

NOW = np.datetime64("2026-01-01T04:00", "ns")


def overlay(values: np.ndarray, crs: str = "EPSG:32650", cell: float = 50.0, west: float = 500_000.0) -> Overlay:
    north = 4_480_000.0 if crs != "EPSG:4326" else 40.5
    masked = np.where(np.isnan(values), 4, 0).astype(np.uint8)
    return Overlay(
        values.astype(np.float32), masked, crs, west, north, cell, cell, "extinction", "km-1", NOW, NOW + 1, {}
    )


def field() -> np.ndarray:
    values = np.full((120, 120), 0.1)
    values[20:40, 30:60] = 0.9
    values[80:83, 80:83] = 2.0
    values[100:, 100:] = np.nan
    return values


def test_a_known_rectangle_is_found() -> None:
    found = hot_spots(overlay(field()), threshold=0.5, least_area_m2=100_000.0)
    assert len(found) == 1
    spot = found.iloc[0]
    # The mean over three by three cells takes half a cell off the rim at most.
    assert spot["area_m2"] == pytest.approx(20 * 30 * 2500.0, rel=0.12)
    assert spot["max"] == pytest.approx(0.9, rel=1e-6)
    assert found.geometry.iloc[0].centroid.x == pytest.approx(500_000 + 45 * 50, abs=50)
    assert found.geometry.iloc[0].centroid.y == pytest.approx(4_480_000 - 30 * 50, abs=50)
    assert (spot["quantity"], spot["unit"], spot["hot_spot"]) == ("extinction", "km-1", 1)
    both = hot_spots(overlay(field()), threshold=0.5, least_area_m2=0.0)
    assert both["max"].tolist() == sorted(both["max"], reverse=True)
    assert len(both) == 2


def test_contrast_finds_what_a_threshold_finds_whatever_the_level() -> None:
    for level in (1.0, 7.0):
        found = hot_spots(overlay(field() * level), contrast=3.0, window_m=4000.0, least_area_m2=100_000.0)
        assert len(found) == 1
        assert found["max"].iloc[0] == pytest.approx(0.9 * level, rel=1e-5)
    assert hot_spots(overlay(np.full((50, 50), 3.0))).empty
    assert hot_spots(overlay(np.full((50, 50), np.nan)), threshold=0.1).empty


def test_areas_are_true_in_a_system_of_degrees() -> None:
    """0.05° × 0.05° at 40.45° N against the sphere: 5.56 km × 4.23 km."""
    values = np.full((100, 100), 0.0)
    values[50:100, 50:100] = 1.0
    found = hot_spots(overlay(values, "EPSG:4326", 0.001, 115.9), threshold=0.5)
    assert found["area_m2"].iloc[0] == pytest.approx(5.56e3 * 4.235e3, rel=0.06)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.2, 0.9))
def test_every_cell_of_a_spot_is_hot_and_shown(seed: int, threshold: float) -> None:
    random = np.random.default_rng(seed)
    values = np.where(random.random((40, 40)) < 0.1, np.nan, random.random((40, 40)))
    found = hot_spots(overlay(values), threshold=threshold, least_area_m2=0.0)
    assert (found["max"] >= found["mean"]).all()
    assert found["cells"].sum() <= np.isfinite(values).sum()
    assert found["area_m2"].sum() == pytest.approx(found["cells"].sum() * 2500.0, rel=0.01)


def test_the_plumes_of_the_demo_are_its_hot_spots() -> None:
    made = made_up_turn(gates=600)
    found = hot_spots(scan_overlay(made.scan, scan_field(made.scan, "extinction"), resolution_m=20.0))
    east, north = to_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, "EPSG:4326").transform(
        found["longitude"], found["latitude"]
    )
    assert len(found) == len(PLUMES)
    for plume in PLUMES:
        assert np.hypot(east - plume.east_m, north - plume.north_m).min() < 0.3 * plume.radius_m


def test_what_stands_under_them_is_named() -> None:
    found = hot_spots(overlay(field()), threshold=0.5, least_area_m2=100_000.0)
    middle = found.geometry.iloc[0].centroid
    stations = gpd.GeoDataFrame(
        {"station_id": ["a", "b", "c"], "name": ["甲", "乙", "丙"]},
        geometry=[middle, Point(middle.x + 1100, middle.y), None],
        crs="EPSG:32650",
    ).to_crs(4326)
    sites = gpd.GeoDataFrame({"site": ["x"]}, geometry=[box(middle.x, middle.y, middle.x + 9, middle.y + 9)], crs=32650)
    told = places_under(found, {"stations": stations, "sources": sites})
    assert (told["stations"].iloc[0], told["stations_names"].iloc[0]) == (1, "甲")
    assert (told["sources"].iloc[0], told["sources_names"].iloc[0]) == (1, "x")
    near = places_under(found, {"stations": stations}, reach_m=700.0)
    assert near["stations_names"].iloc[0] == "甲, 乙"
    assert places_under(found.iloc[:0], {"stations": stations}).empty
    assert places_under(found, {"stations": stations.iloc[:0]})["stations"].tolist() == [0]


@pytest.mark.parametrize("wrong", [{"contrast": 1.0}, {"window_m": 0.0}, {"threshold": float("nan")}])
def test_impossible_wishes_are_refused(wrong: dict) -> None:
    with pytest.raises(InputError, match="impossible"):
        hot_spots(overlay(field()), **wrong)
