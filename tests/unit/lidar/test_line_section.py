"""Sections along a line through turns, sections and profiles; nothing where nothing was measured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from pyproj import Geod

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, made_up_day, made_up_rhi, made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import LidarScan, ScanField, part_of_scan
from yanqing_eco_plugin.core.lidar.curtain import section_polygons
from yanqing_eco_plugin.core.lidar.geometry import beam_height, ground_distance
from yanqing_eco_plugin.core.lidar.line_section import LineSection, line_section, section_along
from yanqing_eco_plugin.core.lidar.moment import MomentScan, scans_at

GEOD = Geod(ellps="WGS84")
NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)


def away(azimuth: float, distance: float) -> tuple[float, float]:
    lon, lat, _ = GEOD.fwd(LIDAR_SITE.longitude, LIDAR_SITE.latitude, azimuth, distance)
    return lon, lat


def heights(scan: LidarScan, range_m: np.ndarray) -> ScanField:
    """The height of each gate as its value."""
    values = beam_height(range_m, scan.elevation[:, np.newaxis])
    return ScanField("rcs", "m", values, values, np.zeros(values.shape, np.uint8), range_m)


def sweep(elevation: float, **options: object) -> tuple[LidarScan, ScanField]:
    made = made_up_turn(elevation=elevation, gates=400, width_m=15.0, azimuth=np.arange(0.0, 360.0, 2.0), **options)
    return made.scan, heights(made.scan, made.range_m)


def middles(edges: np.ndarray) -> np.ndarray:
    return (edges[:-1] + edges[1:]) / 2.0


def test_a_single_sweep_shows_only_where_its_beam_passed() -> None:
    section = line_section([sweep(4.0)], [away(250.0, 3000.0), away(70.0, 3000.0)])
    known = np.isfinite(section.values)
    # A beam at 4°: two cells at most of the hundred above each place.
    assert (known.sum(axis=0) <= 2).all()
    assert known.any(axis=0).mean() > 0.95
    error = np.abs(section.values - middles(section.height_m)[:, np.newaxis])[known]
    assert error.max() <= 15.0 + 1.0
    assert section.source[known].max() == 0
    assert (section.source[~known] == -1).all()


def test_sweeps_that_lie_close_stand_for_the_air_between_and_others_do_not() -> None:
    line = [away(250.0, 3000.0), away(70.0, 3000.0)]
    section = line_section([sweep(2.0), sweep(4.0), sweep(12.0)], line)
    slope = np.degrees(np.arctan2(middles(section.height_m)[:, np.newaxis], np.abs(middles(section.distance_m) - 3000)))
    far = np.broadcast_to(np.abs(middles(section.distance_m) - 3000.0) > 1500.0, slope.shape)
    known = np.isfinite(section.values)
    assert known[(slope > 1.6) & (slope < 4.6) & far].all()
    assert not known[(slope > 6.0) & (slope < 11.0) & far].any(), "8° are too wide a gap"
    assert [round(one.angle) for one in section.sources] == [2, 4, 12]
    assert sum(one.cells for one in section.sources) == known.sum()


def test_a_line_that_does_not_lead_to_the_lidar_is_measured_where_it_is_passed() -> None:
    """Gates whose value is their distance east: along a line that runs east it must grow metre by metre."""
    made = made_up_turn(elevation=3.0, gates=400, width_m=15.0)
    flat = ground_distance(made.range_m, 3.0)
    east = np.sin(np.radians(made.scan.azimuth))[:, np.newaxis] * flat
    shown = ScanField("rcs", "m", east, east, np.zeros(east.shape, np.uint8), made.range_m)
    start, end = away(300.0, 4000.0), away(60.0, 4000.0)
    section = line_section([(made.scan, shown)], [start, end], cell_m=(50.0, 30.0))
    column = np.nanmean(np.where(np.isfinite(section.values), section.values, np.nan), axis=0)
    expected = middles(section.distance_m) - 4000.0 * np.sin(np.radians(60.0))
    known = np.isfinite(column)
    assert known.mean() > 0.9
    # A ray each degree: at 4 km it is up to 35 m to its side.
    assert np.abs(column - expected)[known].max() < 45.0


def test_a_plane_and_profiles_count_only_near_the_line() -> None:
    rhi, day = made_up_rhi(azimuth=120.0, gates=600), made_up_day(minutes=4)
    parts = [(rhi.scan, heights(rhi.scan, rhi.range_m)), (day.scan, heights(day.scan, day.range_m))]
    along = line_section(parts, [away(120.0, 500.0), away(120.0, 4000.0)])
    assert np.isfinite(along.values).mean() > 0.5
    assert [one.kind for one in along.sources] == ["rhi"]
    across = line_section(parts, [away(120.0, 3000.0), away(30.0, 3000.0)], beside_m=200.0)
    columns = np.isfinite(across.values).any(axis=0)
    assert columns.any()
    # It leaves the plane at 45°: 200 m beside it are 283 m along the line.
    assert across.distance_m[1:][columns].max() <= 200.0 * np.sqrt(2.0) + 60.0
    over = line_section(parts[1:], [away(0.0, 2000.0), away(180.0, 2000.0)], beside_m=150.0)
    columns = np.isfinite(over.values).any(axis=0)
    assert np.abs(middles(over.distance_m)[columns] - 2000.0).max() <= 150.0
    known = np.isfinite(over.values)
    assert np.abs(over.values - middles(over.height_m)[:, np.newaxis])[known].max() < 20.0


def test_masked_gates_stay_empty() -> None:
    scan, shown = sweep(4.0)
    shown.values[:, :200] = np.nan
    section = line_section([(scan, shown)], [away(90.0, 100.0), away(90.0, 5000.0)])
    assert not np.isfinite(section.values[:, section.distance_m[1:] < 2900.0]).any()


def test_refused_lines() -> None:
    parts = [sweep(4.0)]
    with pytest.raises(InputError, match="None of the scans passes"):
        line_section(parts, [away(90.0, 20_000.0), away(90.0, 25_000.0)])
    with pytest.raises(InputError, match="has no length"):
        line_section(parts, [away(90.0, 1000.0), away(90.0, 1000.0)])
    with pytest.raises(InputError, match="fewer than two"):
        line_section(parts, [away(90.0, 1000.0)])
    with pytest.raises(InputError, match="fewer than two"):
        line_section(parts, [(np.nan, 40.0), (116.0, 40.0)])
    with pytest.raises(InputError, match="too many"):
        line_section(parts, [away(90.0, 1000.0), away(90.0, 900_000.0)], cell_m=(1.0, 1.0))


def test_the_nearest_in_time_of_those_that_look_alike_are_taken() -> None:
    hour = np.timedelta64(1, "h")
    start = np.datetime64("2026-01-01T00:00", "ns")
    scans = [MomentScan("ppi", 1.0, start + n * hour, start + n * hour + hour // 10) for n in range(6)]
    scans += [MomentScan("ppi", 4.0, start, start), MomentScan("rhi", 120.0, start + 3 * hour, start + 3 * hour)]
    scans += [MomentScan("vertical", 90.0, start, start + 5 * hour)]
    assert scans_at(scans, start + 2 * hour + hour // 20, 3600.0) == [2, 7, 8]
    assert scans_at(scans, None, 3600.0) == [5, 8]
    assert scans_at(scans, start + 40 * hour, 3600.0) == []
    never = np.datetime64("NaT", "ns")
    assert scans_at([MomentScan("ppi", 1.0, never, never)], None, 3600.0) == []


def day_of_scans() -> list[LidarScan]:
    turns = [
        made_up_turn(
            start=NOON + timedelta(hours=h), elevation=e, gates=300, width_m=15.0, azimuth=range(0, 360, 3)
        ).scan
        for h in (0, 2)
        for e in (1.0, 3.0)
    ]
    rhi = made_up_rhi(start=NOON + timedelta(hours=2), gates=1000, width_m=15.0).scan
    profiles = made_up_day(
        start=NOON - timedelta(hours=6), minutes=12, every=timedelta(hours=1), gates=1000, width_m=15.0
    )
    return [*turns, rhi, profiles.scan]


def test_a_day_becomes_one_section_of_its_newest_moment() -> None:
    section = section_along(
        day_of_scans(), [away(120.0, 4000.0), away(300.0, 4000.0)], "extinction", within_s=5 * 3600.0
    )
    assert isinstance(section, LineSection)
    assert {one.kind for one in section.sources} == {"ppi", "rhi", "vertical"}
    assert all(one.start >= np.datetime64("2026-01-01T05:00") for one in section.sources if one.kind == "ppi")
    assert section.attributes["synthetic"] == 1
    # In the layer of the simulated sections and profiles 4e-6 × 50 sr = 0.2 km⁻¹ and more, in the turns 0.15 and plumes.
    low = section.values[: int(600 / 30)]
    assert 0.1 < np.nanmedian(low) < 0.4
    assert section.unit == "km-1"


def test_no_scan_near_the_moment_is_said() -> None:
    with pytest.raises(InputError, match="near that time"):
        section_along(
            day_of_scans()[:1], [away(0.0, 100.0), away(0.0, 999.0)], "rcs", moment=np.datetime64("2025-01-01")
        )


def test_one_scan_that_cannot_be_retrieved_does_not_stop_the_others() -> None:
    scans = day_of_scans()[:2]
    dark = part_of_scan(made_up_rhi(start=NOON, gates=100).scan, np.arange(4))
    section = section_along([*scans, dark], [away(0.0, 200.0), away(0.0, 3000.0)], "extinction")
    assert {one.kind for one in section.sources} == {"ppi"}


def test_its_pieces_stand_over_the_line() -> None:
    corners = [away(300.0, 3000.0), away(60.0, 3000.0), away(90.0, 4000.0)]
    section = line_section([sweep(2.0), sweep(4.0)], corners)
    pieces = section_polygons(section, piece_m=(240.0, 120.0))
    assert len(pieces) > 10
    for _, row in pieces.iloc[[0, len(pieces) // 2, -1]].iterrows():
        lon, lat = section.places(np.array([row["distance_from"], row["distance_to"]]))
        corner = np.array(row.geometry.exterior.coords)
        assert corner[:2, 0] == pytest.approx(lon)
        assert corner[:2, 1] == pytest.approx(lat)
        assert corner[:, 2].min() == pytest.approx(LIDAR_SITE.altitude_m + row["height_from"])
