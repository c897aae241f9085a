"""Scans on the map: the nearest gate, what is left empty and why, and the file it is written to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, PLUMES, MadeUpScan, made_up_day, made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import Location, Mask, ScanField, scan_field
from yanqing_eco_plugin.core.lidar.geometry import (
    EARTH_RADIUS_M,
    beam_height,
    from_site,
    ground_distance,
    slant_range,
    to_site,
    utm_code,
)
from yanqing_eco_plugin.core.lidar.overlay import scan_overlay
from yanqing_eco_plugin.core.lidar.overlay_file import overlay_of, read_overlay_tags, write_overlay
from yanqing_eco_plugin.core.lidar.polar import nearest_gates
from yanqing_eco_plugin.core.lidar.quantities import QUANTITIES, ramp_stops


@pytest.fixture(scope="module")
def turn() -> MadeUpScan:
    return made_up_turn(gates=600)


@given(st.floats(1, 30_000), st.floats(-3, 80))
def test_the_beam_is_straight_and_the_earth_is_round(distance: float, elevation: float) -> None:
    """Law of cosines, and there and back again."""
    up = np.radians(elevation)
    exact = np.sqrt(EARTH_RADIUS_M**2 + distance**2 + 2 * EARTH_RADIUS_M * distance * np.sin(up)) - EARTH_RADIUS_M
    assert beam_height(distance, elevation) == pytest.approx(exact, abs=1e-6)
    assert slant_range(ground_distance(distance, elevation), elevation) == pytest.approx(distance, rel=1e-7)


def test_the_horizon_falls_as_published() -> None:
    """Curvature of the earth: 7.85 m in 10 km (d²/2R)."""
    assert beam_height(10_000.0, 0.0) == pytest.approx(7.85, abs=0.01)


def test_directions_and_distances_are_those_of_the_ellipsoid() -> None:
    """Against geodesics of PROJ."""
    geod = Geod(ellps="WGS84")
    azimuth = np.arange(0, 360, 30.0)
    lon, lat, _ = geod.fwd(np.full(12, 115.97), np.full(12, 40.46), azimuth, np.full(12, 12_000.0))
    east, north = to_site(115.97, 40.46, "EPSG:4326").transform(lon, lat)
    assert np.hypot(east, north) == pytest.approx(np.full(12, 12_000.0), abs=0.01)
    assert np.degrees(np.arctan2(east, north)) % 360 == pytest.approx(azimuth, abs=1e-4)
    assert utm_code(115.97, 40.46) == "EPSG:32650"
    assert utm_code(-70.0, -33.0) == "EPSG:32719"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_nearest_gate_is_the_nearest_of_all(data: st.DataObject) -> None:
    """Against a search over every gate; ties may go either way."""
    rays = data.draw(st.integers(8, 40))
    start, sense = data.draw(st.floats(0, 359)), data.draw(st.sampled_from([1.0, -1.0]))
    azimuth = (start + sense * np.arange(rays) * 360.0 / rays) % 360.0
    elevation = np.full(rays, data.draw(st.floats(0, 10)))
    ranges = (np.arange(50) + 0.5) * 20.0
    points = np.array(data.draw(st.lists(st.tuples(st.floats(-800, 800), st.floats(-800, 800)), min_size=1)))
    ray, gate = nearest_gates(azimuth, elevation, ranges, points[:, 0].copy(), points[:, 1].copy())
    flat = ground_distance(ranges, elevation[0])
    x, y = (np.outer(turn(np.radians(azimuth)), flat) for turn in (np.sin, np.cos))
    for number, (east, north) in enumerate(points):
        away = np.hypot(x - east, y - north)
        if gate[number] >= 0:
            assert away[ray[number], gate[number]] <= away.min() + 1e-6
        else:
            assert np.hypot(east, north) > flat[-1] - 1.0 or np.hypot(east, north) < 1e-6 or away.min() >= flat[0] - 1


def test_between_two_rays_far_apart_there_is_nothing() -> None:
    ranges = (np.arange(50) + 0.5) * 20.0
    azimuth = np.array([350.0, 352.0, 354.0, 0.0, 2.0])
    at = np.radians([351.2, 357.0, 2.9, 4.0, 180.0, 348.9])
    ray, gate = nearest_gates(azimuth, np.zeros(5), ranges, 500 * np.sin(at), 500 * np.cos(at))
    assert ray.tolist() == [1, -1, 4, -1, -1, 0]
    assert (gate >= 0).tolist() == [True, False, True, False, False, True]
    uneven = np.array([10.0, 20.0, 40.0, 80.0])
    _, gate = nearest_gates(azimuth, np.zeros(5), uneven, np.zeros(3), np.array([29.0, 31.0, 500.0]))
    assert gate.tolist() == [1, 2, -1]


@pytest.mark.parametrize("crs", [None, "EPSG:4326", "EPSG:4490", "EPSG:4548", "EPSG:3857"])
def test_plumes_are_where_they_were_put(turn: MadeUpScan, crs: str | None) -> None:
    """Within one gate of the truth, in every system: centre of gravity of the extinction above the background."""
    overlay = scan_overlay(turn.scan, scan_field(turn.scan, "extinction"), crs=crs, resolution_m=15.0)
    x = overlay.west + (np.arange(overlay.values.shape[1]) + 0.5) * overlay.cell_x
    y = overlay.north - (np.arange(overlay.values.shape[0]) + 0.5) * overlay.cell_y
    east, north = to_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, overlay.crs).transform(*np.meshgrid(x, y))
    for plume in PLUMES:
        near = np.hypot(east - plume.east_m, north - plume.north_m) < 2 * plume.radius_m
        weight = np.where(near, np.maximum(np.nan_to_num(overlay.values) - 0.16, 0.0), 0.0)
        found = np.array([(weight * east).sum(), (weight * north).sum()]) / weight.sum()
        # A gate: 7.5 m along the ray, one degree across.
        across = np.hypot(plume.east_m, plume.north_m) * np.radians(1.0)
        assert np.hypot(*(found - [plume.east_m, plume.north_m])) <= max(7.5, across)


def test_cells_show_the_gate_below_them_exactly(turn: MadeUpScan) -> None:
    values = np.arange(360 * 600, dtype=float).reshape(360, 600)
    shown = ScanField("rcs", "1", values, values, np.zeros((360, 600), np.uint8), turn.range_m)
    overlay = scan_overlay(turn.scan, shown, size=(301, 301))
    random = np.random.default_rng(3)
    for row, column in random.integers(0, 301, (200, 2)):
        x = overlay.west + (column + 0.5) * overlay.cell_x
        y = overlay.north - (row + 0.5) * overlay.cell_y
        east, north = to_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, overlay.crs).transform(x, y)
        ray, gate = nearest_gates(
            turn.scan.azimuth, turn.scan.elevation, turn.range_m, np.array([east]), np.array([north])
        )
        told = overlay.values[row, column]
        if gate[0] < 0:
            assert np.isnan(told)
            assert overlay.mask[row, column] == Mask.OUTSIDE
        else:
            # Cells are placed by interpolation between exact points: off by centimetres, a neighbour at most.
            assert abs(told // 600 - ray[0]) in (0, 1, 359)
            assert abs(told % 600 - gate[0]) <= 1


def test_what_cannot_be_trusted_is_empty_and_says_why(turn: MadeUpScan) -> None:
    shown = scan_field(turn.scan, "extinction")
    terrain = np.full(360, np.inf)
    terrain[90] = 1500.0
    overlay = scan_overlay(turn.scan, shown, terrain_m=terrain, size=(400, 400))
    assert np.isnan(overlay.values[overlay.mask != Mask.SHOWN]).all()
    assert np.isfinite(overlay.values[overlay.mask == Mask.SHOWN]).all()
    assert set(np.unique(overlay.mask)) >= {Mask.SHOWN, Mask.OUTSIDE, Mask.BLIND, Mask.TERRAIN, Mask.NOISE}

    def why(east: float, north: float) -> int:
        x, y = from_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, overlay.crs).transform(east, north)
        return overlay.mask[int((overlay.north - y) / overlay.cell_y), int((x - overlay.west) / overlay.cell_x)]

    assert why(60.0, 60.0) == Mask.BLIND
    assert why(1000.0, 0.0) == Mask.SHOWN
    assert why(1600.0, 0.0) == Mask.TERRAIN
    assert why(-1600.0, 0.0) == Mask.SHOWN


def test_the_file_says_where_it_comes_from(turn: MadeUpScan, tmp_path: Path) -> None:
    path = tmp_path / "o.tif"
    overlay = scan_overlay(turn.scan, scan_field(turn.scan, "extinction", lidar_ratio=44.0), size=(200, 300))
    write_overlay(path, overlay)
    assert [one.name for one in tmp_path.iterdir()] == ["o.tif"]
    with rasterio.open(path) as peer:
        assert (peer.count, peer.height, peer.width, peer.crs.to_epsg()) == (2, 200, 300, 32650)
        assert np.isnan(peer.nodata)
        assert peer.tags()["TIFFTAG_DATETIME"] == "2026:01:01 04:00:00"
        assert peer.xy(0, 0)[0] == pytest.approx(overlay.west + overlay.cell_x / 2)
    tags = read_overlay_tags(path)
    assert (tags.quantity, tags.unit, tags.synthetic) == ("extinction", "km-1", True)
    assert tags.start == datetime(2026, 1, 1, 4, tzinfo=UTC)
    assert tags.end > tags.start
    assert tags.told["lidar_ratio"] == "44.0"
    back = overlay_of(path)
    assert np.array_equal(back.values, overlay.values, equal_nan=True)
    assert (back.mask == overlay.mask).all()
    assert (back.west, back.north, back.cell_x) == pytest.approx((overlay.west, overlay.north, overlay.cell_x))
    write_overlay(tmp_path / "cog.tif", overlay, cloud_optimised=True)
    with rasterio.open(tmp_path / "cog.tif") as peer:
        assert peer.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert np.array_equal(peer.read(1), overlay.values, equal_nan=True)


def test_what_has_no_place_is_refused(turn: MadeUpScan, tmp_path: Path) -> None:
    shown = scan_field(turn.scan, "rcs")
    with pytest.raises(InputError, match="does not say where"):
        scan_overlay(replace(turn.scan, location=Location()), shown)
    with pytest.raises(InputError, match="reference system"):
        scan_overlay(turn.scan, shown, crs="EPSG:999999")
    for resolution in (0.01, -5.0):
        with pytest.raises(InputError, match="too large a raster"):
            scan_overlay(turn.scan, shown, resolution_m=resolution)
    day = made_up_day(minutes=12, gates=400)
    with pytest.raises(InputError, match="no scan around the horizon"):
        scan_overlay(day.scan, scan_field(day.scan, "rcs"))
    with pytest.raises(InputError, match="no scan around the horizon"):
        scan_overlay(replace(turn.scan, azimuth=np.full(360, np.nan)), shown)
    (tmp_path / "x.tif").write_bytes(b"no raster")
    with pytest.raises(InputError, match="cannot be read"):
        read_overlay_tags(tmp_path / "x.tif")
    with rasterio.open(tmp_path / "y.tif", "w", driver="GTiff", width=2, height=2, count=1, dtype="uint8"):
        pass
    with pytest.raises(InputError, match="no lidar overlay"):
        overlay_of(tmp_path / "y.tif")
    with pytest.raises(InputError, match="cannot be written"):
        write_overlay(tmp_path / "no" / "o.tif", scan_overlay(turn.scan, shown, size=(5, 5)))


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_every_ramp_rises(quantity: str) -> None:
    for ends in ((None, None), (2.0, 30.0), (5.0, 5.0)):
        stops = ramp_stops(quantity, *ends)
        assert (np.diff([value for value, _ in stops]) > 0).all()
        assert all(colour.startswith("#") and len(colour) == 7 for _, colour in stops)


def test_mass_takes_the_colours_of_the_levels_in_force() -> None:
    """HJ 633-2012 and HJ 633-2026: PM2.5 is at level 3 from 75 and from 60 µg/m³ on (the tables round to 1 µg/m³)."""
    from datetime import date

    old, new = (dict(enumerate(ramp_stops("pm2_5", on=date(year, 6, 1)), 1)) for year in (2025, 2026))
    assert old[3][0] == pytest.approx(76.0, abs=1.0)
    assert new[3][0] == pytest.approx(61.0, abs=1.0)
    assert old[1] == (0.0, "#00e400")
