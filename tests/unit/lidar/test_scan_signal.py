"""From any maker's scan to one signal with its noise, and what is to be given up on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from yanqing_eco_plugin.core.demo.lidar import made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import LidarChannel, LidarScan, OverlapTable, read_scan, scan_field, scan_signal
from yanqing_eco_plugin.core.lidar.scan_signal import elastic_channels, polarized_pair

RANGE = (np.arange(-40, 400) + 0.5) * 15.0


def one_channel(signal: np.ndarray, **told: object) -> LidarScan:
    settings: dict = {"wavelength_nm": 532.0, "polarization": "total", "detection": "analog", "unit": "mV"}
    settings |= {"bin_width_m": 15.0, **told}
    rays = len(signal)
    time = np.zeros(rays, "datetime64[ns]")
    channels = {"a": LidarChannel(signal=signal, **settings)}
    return LidarScan(time, np.arange(rays) * 1.0, np.full(rays, 3.0), RANGE, channels)


def test_sky_light_is_taken_from_before_the_shot() -> None:
    random = np.random.default_rng(4)
    true = np.where(RANGE > 0, 50.0 * np.exp(-np.maximum(RANGE, 0) / 900.0), 0.0)
    found = scan_signal(one_channel(true + 7.0 + random.normal(0, 0.05, (8, RANGE.size))))
    assert found.range_m.min() > 0
    near = found.range_m < 2000
    assert found.rcs[:, near] == pytest.approx(np.tile((true * RANGE**2)[RANGE > 0][near], (8, 1)), rel=0.05)
    assert found.noise[:, 300:] / found.range_m[300:] ** 2 == pytest.approx(0.05, rel=0.4)
    given = scan_signal(one_channel(true + 7.0 + np.zeros((2, RANGE.size))), background_region=(5000, 5900))
    assert given.rcs[0, 0] < (true * RANGE**2)[RANGE > 0][0]


def test_noise_of_counts_is_that_of_repeated_rays() -> None:
    made = made_up_turn(azimuth=np.zeros(400), plumes=(), gates=300)
    found = scan_signal(made.scan)
    at = slice(40, 250)
    assert np.median(found.rcs[:, at].std(axis=0) / np.median(found.noise[:, at], axis=0)) == pytest.approx(1, abs=0.1)
    assert found.channels == ("parallel_532", "cross_532")


def test_saturated_bins_are_given_up() -> None:
    signal = np.where((RANGE > 0) & (RANGE < 300), 500.0, 5.0) + np.zeros((2, RANGE.size))
    found = scan_signal(one_channel(signal, attributes={"adc_range_mv": 500.0}))
    assert np.isnan(found.rcs[:, found.range_m < 300]).all()
    assert found.saturated_share == pytest.approx(20 / 440)
    counted = np.where((RANGE > 0) & (RANGE < 300), 240.0, 5.0) + np.zeros((2, RANGE.size))
    lost = scan_signal(one_channel(counted, detection="photon_counting", unit="MHz", dead_time_ns=4.0))
    assert np.isnan(lost.rcs[:, lost.range_m < 300]).all()
    assert np.isfinite(lost.rcs[:, lost.range_m > 300]).all()


def test_zero_shots_say_nothing_and_break_nothing() -> None:
    made = made_up_turn(azimuth=np.arange(30.0), gates=400).scan
    channels = {
        name: replace(channel, shots=np.where(np.arange(30) < 3, 0.0, channel.shots))
        for name, channel in made.channels.items()
    }
    found = scan_field(replace(made, channels=channels), "rcs")
    assert np.isnan(found.values[:3]).all()
    assert np.isfinite(found.values[3:]).any(axis=1).all()


def test_missing_angles_and_missing_place_are_said() -> None:
    made = made_up_turn(azimuth=np.arange(30.0), gates=400).scan
    with pytest.raises(InputError, match="elevation of the rays is not known"):
        scan_field(replace(made, elevation=np.full(30, np.nan)), "extinction")


def test_overlap_makes_near_bins_whole_or_blind() -> None:
    made = made_up_turn(azimuth=np.arange(20.0), plumes=(), gates=200)
    table = OverlapTable(np.array([0.0, 100.0, 200.0]), np.array([[0.0], [0.5], [1.0]]), ("a",))
    plain, seen = scan_signal(made.scan), scan_signal(made.scan, overlap=table)
    at = np.searchsorted(plain.range_m, 100.0)
    assert seen.rcs[:, at] == pytest.approx(plain.rcs[:, at] / table.at(plain.range_m)[at])
    assert np.isnan(seen.rcs[:, 0]).all()


def test_no_elastic_channel_is_refused(shared_data: Path) -> None:
    wind = read_scan(shared_data / "03_lidar/ceilometer_cloudnetpy/doppler-lidar-wind.nc")
    with pytest.raises(InputError, match="no channel of elastic backscatter"):
        elastic_channels(wind)
    with pytest.raises(InputError, match="no channel “x”"):
        scan_signal(made_up_turn(azimuth=np.arange(3.0), gates=30).scan, channel="x")


REAL = {
    "licel_lpp/Argentina_20241002/h*": 532.0,
    "licel_physicist2018/b*": 532.0,
    "smmpl_scanning/testNRB_smmpl_E2.mpl": 532.0,
    "arm/sgpmpl*": 532.0,
    "eprofile_chm15k/*.nc": 910.0,
    "ceilometer_cloudnetpy/live*.nc": 910.55,
    "ceilometer_cloudnetpy/cl51.DAT": 910.0,
    "pollyxt_cloudnetpy/*att*.nc": 532.0,
}


@pytest.mark.parametrize(("pattern", "wavelength"), REAL.items())
def test_real_files_give_a_signal_with_noise(shared_data: Path, pattern: str, wavelength: float) -> None:
    found = sorted((shared_data / "03_lidar").glob(pattern))
    if not found:
        pytest.skip(f"no file {pattern}")
    signal = scan_signal(read_scan(found[0]))
    assert abs(signal.wavelength_nm - wavelength) < 15.0 or np.isnan(signal.wavelength_nm)
    near = (signal.range_m > 300) & (signal.range_m < 1500)
    ratio = signal.rcs[:, near] / signal.noise[:, near]
    assert np.nanmedian(ratio) > 1.0


def test_real_polarisations_are_found(shared_data: Path) -> None:
    folder = shared_data / "03_lidar"
    assert polarized_pair(read_scan(folder / "ceilometer_cloudnetpy/live_20210829_235520.nc")) == ("p_pol", "x_pol")
    first = sorted((folder / "licel_lpp/Argentina_20241002").iterdir())[0]
    scan = read_scan(first)
    pair = polarized_pair(scan, 532.0)
    assert pair is not None
    assert scan.channels[pair[0]].polarization == "parallel"
    assert scan.channels[pair[1]].polarization == "cross"
