"""Which kind of scan it is, and where one sweep ends and the next begins."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.demo.lidar import made_up_turn
from yanqing_eco_plugin.core.lidar import LidarChannel, LidarScan, join_scans, part_of_scan, scan_extent, split_sweeps


def scan(azimuth: object, elevation: object) -> LidarScan:
    angles = np.asarray(azimuth, dtype=float)
    channel = LidarChannel(np.ones((angles.size, 12)), 532.0, "total", "analog", "mV", 15.0)
    time = np.datetime64("2026-01-01", "ns") + np.arange(angles.size) * np.timedelta64(1, "s")
    up = np.broadcast_to(np.asarray(elevation, dtype=float), angles.shape).copy()
    return LidarScan(time, angles % 360.0, up, (np.arange(12) + 0.5) * 15.0, {"a": channel})


@pytest.mark.parametrize(
    ("azimuth", "elevation", "kind", "start", "end"),
    [
        (np.arange(0, 360, 2), 3.0, "ppi", 0.0, 360.0),
        (np.arange(40, 121, 2), 3.0, "sector", 40.0, 120.0),
        (np.arange(330, 391, 2), 3.0, "sector", 330.0, 30.0),
        (np.arange(100, 39, -2), 3.0, "sector", 40.0, 100.0),
        (np.full(30, 77.0), np.linspace(2, 90, 30), "rhi", 77.0, 77.0),
        (np.zeros(5), 90.0, "vertical", 0.0, 0.0),
        (np.arange(0, 360, 20), np.linspace(10, 80, 18), "other", 0.0, 360.0),
        ([0, 100, 200], 30.0, "sector", 0.0, 200.0),
        ([10.0], 5.0, "other", 10.0, 10.0),
    ],
)
def test_kinds(azimuth: object, elevation: object, kind: str, start: float, end: float) -> None:
    found = scan_extent(scan(azimuth, elevation))
    assert found.kind == kind
    assert (found.azimuth_from, found.azimuth_to) == (start, end)
    assert found.range_max_m == 172.5


def test_unknown_angles_are_no_kind() -> None:
    found = scan_extent(scan([np.nan] * 4, [np.nan] * 4))
    assert found.kind == "other"
    assert np.isnan(found.elevation_from)


@given(st.integers(2, 5), st.integers(20, 90), st.floats(0, 359), st.booleans())
def test_turns_are_told_apart(turns: int, rays: int, start: float, back: bool) -> None:
    step = 360.0 / rays * (-1 if back else 1)
    parts = split_sweeps(scan(start + np.arange(turns * rays) * step, 2.0))
    assert [part.n_rays for part in parts] == [rays] * turns


@given(st.integers(2, 5), st.integers(10, 40))
def test_sectors_and_elevations_are_told_apart(count: int, rays: int) -> None:
    sector = np.tile(100.0 + np.arange(rays) * 2.0, count)
    assert [part.n_rays for part in split_sweeps(scan(sector, 2.0))] == [rays] * count
    levels = np.repeat(np.arange(count) * 3.0, rays)
    parts = split_sweeps(scan(np.tile(np.arange(rays) * 2.0, count), levels))
    assert [part.elevation[0] for part in parts] == (np.arange(count) * 3.0).tolist()


def test_what_has_no_sweeps_stays_whole() -> None:
    for one in (scan(np.zeros(6), 90.0), scan(np.full(30, 5.0), np.linspace(1, 80, 30)), scan([np.nan] * 5, 3.0)):
        assert split_sweeps(one) == [one]


def test_a_part_keeps_everything_of_its_rays() -> None:
    made = made_up_turn(azimuth=np.arange(6.0), gates=20).scan
    first = next(iter(made.channels.values()))
    full = replace(made, channels={"a": replace(first, background=np.arange(6.0), background_std=np.ones(6))})
    back = join_scans([part_of_scan(full, slice(0, 2)), part_of_scan(full, np.array([2, 3, 4, 5]))])
    assert (back.time == full.time).all()
    assert back.channels["a"].background.tolist() == list(range(6))
    assert (back.channels["a"].signal == first.signal).all()
