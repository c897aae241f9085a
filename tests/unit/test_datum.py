"""Datums: against independent packages, against a real boundary, and there and back."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from yanqing_eco_plugin.core.datum import DATUMS, transform, transform_geometry
from yanqing_eco_plugin.core.errors import InputError

# WGS-84 lon, lat → GCJ-02, BD-09: computed with the PyPI package coord-convert 0.2.1 (wgs2gcj, wgs2bd).
COORD_CONVERT = [
    ((115.972, 40.453), (115.97810571557432, 40.454216510836204), (115.98473927550555, 40.459874749062756)),
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164), (116.41662724378733, 39.922699552216216)),
    ((121.4737, 31.2304), (121.47822305927693, 31.22845773757727), (121.484781468503, 31.234310593689997)),
    ((87.6, 43.8), (87.60283897227161, 43.80121203029208), (87.60921015182171, 43.80747250765041)),
    ((115.988, 40.365), (115.99414628230254, 40.36623041401836), (116.00074812149491, 40.37197794274928)),
]
# The same numbers taken as GCJ-02 and as BD-09 → WGS-84: PyPI package prcoords 1.0.2 (gcj_wgs_bored, bd_wgs_bored), which
# iterates to 1e-6° only.
PRCOORDS = [
    ((115.972, 40.453), (115.96591238905297, 40.45180011470543), (115.9593364495998, 40.44606751501054)),
    ((116.404, 39.915), (116.3977557546871, 39.91359623568433), (116.39138589077658, 39.90725503854449)),
    ((121.4737, 31.2304), (121.46916226346737, 31.232329239140196), (121.46263818312832, 31.22625741461774)),
    ((87.6, 43.8), (87.59716115824617, 43.79878744825191), (87.59078978414195, 43.792537619664266)),
]
# Inside the rectangle with a margin wider than the shift itself.
LON = st.floats(73.0, 137.0)
LAT = st.floats(1.5, 55.0)


@pytest.mark.parametrize(("wgs84", "gcj02", "bd09"), COORD_CONVERT)
def test_forward_agrees_with_an_independent_package(wgs84, gcj02, bd09) -> None:
    assert np.ravel(transform(*wgs84, "wgs84", "gcj02")) == pytest.approx(gcj02, abs=1e-9)
    assert np.ravel(transform(*wgs84, "wgs84", "bd09")) == pytest.approx(bd09, abs=1e-9)
    assert np.ravel(transform(*gcj02, "gcj02", "bd09")) == pytest.approx(bd09, abs=1e-9)


@pytest.mark.parametrize(("given_as", "from_gcj02", "from_bd09"), PRCOORDS)
def test_inverse_agrees_with_an_independent_package(given_as, from_gcj02, from_bd09) -> None:
    assert np.ravel(transform(*given_as, "gcj02", "wgs84")) == pytest.approx(from_gcj02, abs=1e-6)
    assert np.ravel(transform(*given_as, "bd09", "wgs84")) == pytest.approx(from_bd09, abs=1e-6)


@given(lon=LON, lat=LAT, datum=st.sampled_from(DATUMS), other=st.sampled_from(DATUMS))
def test_there_and_back_is_exact(lon: float, lat: float, datum, other) -> None:
    back = transform(*transform(lon, lat, datum, other), other, datum)
    assert np.ravel(back) == pytest.approx((lon, lat), abs=1e-9)


@given(lon=LON, lat=LAT)
def test_cgcs2000_is_taken_as_wgs84(lon: float, lat: float) -> None:
    assert (
        np.ravel(transform(lon, lat, "cgcs2000", "gcj02")).tolist()
        == np.ravel(transform(lon, lat, "wgs84", "gcj02")).tolist()
    )
    assert np.ravel(transform(lon, lat, "wgs84", "cgcs2000")).tolist() == [lon, lat]


@pytest.mark.parametrize(("lon", "lat"), [(-0.1278, 51.5074), (151.2, -33.9), (139.7, 35.7), (2.35, 48.86)])
def test_outside_china_gcj02_is_wgs84(lon: float, lat: float) -> None:
    assert np.ravel(transform(lon, lat, "wgs84", "gcj02")).tolist() == [lon, lat]
    assert np.ravel(transform(lon, lat, "gcj02", "wgs84")).tolist() == [lon, lat]


def test_arrays_keep_their_shape_and_nan() -> None:
    lon, lat = transform(np.array([[115.972, np.nan]]), np.array([[40.453], [40.5]]), "gcj02", "wgs84")
    assert lon.shape == lat.shape == (2, 2)
    assert np.isnan(lon[:, 1]).all()
    assert np.isfinite(lon[:, 0]).all()
    assert transform([], [], "bd09", "wgs84")[0].shape == (0,)


def test_the_input_is_left_alone() -> None:
    lon = np.array([115.972])
    transform(lon, np.array([40.453]), "wgs84", "bd09")
    assert lon.tolist() == [115.972]


def test_unknown_datum_is_refused() -> None:
    with pytest.raises(InputError, match="beijing54"):
        transform(116, 40, "beijing54", "wgs84")  # type: ignore[arg-type]


def metres(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Distances between coordinates near 40.5° N (one degree is 111.0 km north, 84.8 km east)."""
    step = (one - other) * [84_800, 111_035]
    return np.hypot(step[:, 0], step[:, 1])


def test_real_boundary_of_yanqing(shared_data: Path) -> None:
    """The shared WGS-84 boundary was made by a plain (not iterated) inverse, known to be up to 2.9 m off."""
    folder = shared_data / "04_boundaries"
    raw = shape(json.loads((folder / "gcj02_raw/110119.geojson").read_text(encoding="utf-8")))
    features = json.loads((folder / "yanqing_and_neighbours_wgs84_derived.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    plain = next(shape(f["geometry"]) for f in features if f["properties"]["adcode"] == "110119")
    frame = transform_geometry(gpd.GeoDataFrame({"adcode": ["110119"]}, geometry=[raw]), "gcj02")

    assert frame.crs.to_epsg() == 4326
    ours = shapely.get_coordinates(frame.geometry.array)
    off = metres(ours, shapely.get_coordinates(plain))
    assert 2.0 < off.max() < 3.0
    # What went in comes out again, which the plain inverse misses by metres.
    back = np.column_stack(transform(ours[:, 0], ours[:, 1], "wgs84", "gcj02"))
    assert metres(back, shapely.get_coordinates(raw)).max() < 1e-6
    # The size of the shift at Yanqing, measured independently: 536 m for GCJ-02, 1,324 m for BD-09.
    centre = np.array([[115.972, 40.453]])
    for datum, shift in (("gcj02", 536), ("bd09", 1324)):
        moved = np.column_stack(transform(centre[:, 0], centre[:, 1], "wgs84", datum))
        assert metres(moved, centre)[0] == pytest.approx(shift, rel=0.02)


def test_geometry_of_every_kind() -> None:
    frame = gpd.GeoDataFrame(
        {"n": [1, 2, 3, 4]},
        geometry=[shapely.Point(116, 40, 500), shapely.Point(116, 40), None, shapely.box(116, 40, 116.1, 40.1)],
        index=[3, 5, 7, 9],
        crs=4490,
    )
    moved = transform_geometry(frame, "gcj02")
    assert moved.index.tolist() == [3, 5, 7, 9]
    assert moved.geometry.iloc[0].z == 500
    assert not moved.geometry.iloc[1].has_z
    assert moved.geometry.iloc[2] is None
    assert moved.geometry.iloc[0].x == pytest.approx(moved.geometry.iloc[1].x)
    assert frame.geometry.iloc[1].x == 116


def test_a_projected_layer_is_brought_to_degrees() -> None:
    """EPSG:4548 is CGCS2000 / 3-degree Gauss-Kruger, central meridian 117° E, false easting 500 km."""
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(500_000, 4_428_000)], crs=4548)
    point = transform_geometry(frame, "cgcs2000").geometry.iloc[0]
    assert point.x == pytest.approx(117.0, abs=1e-9)
    assert point.y == pytest.approx(39.98, abs=0.05)
