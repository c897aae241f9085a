"""A day of profiles: boundary layer, extinction and clouds against the known truth, and the files made of it."""

from __future__ import annotations

import csv
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from scipy.io import netcdf_file

from yanqing_eco_plugin.core.demo.lidar import MadeUpScan, made_up_day, made_up_turn
from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.lidar import (
    LidarChannel,
    TimeHeight,
    read_measurement,
    read_scan,
    sun_elevation,
    time_height,
    write_scan,
)
from yanqing_eco_plugin.core.lidar.profile_files import write_layer_csv, write_profiles_csv, write_profiles_netcdf
from yanqing_eco_plugin.core.lidar.profile_frames import layer_frame, profile_lines


@pytest.fixture(scope="module")
def day() -> MadeUpScan:
    """A profile every ten minutes."""
    return made_up_day(minutes=144, every=timedelta(minutes=10))


@pytest.fixture(scope="module")
def profiles(day: MadeUpScan) -> TimeHeight:
    return time_height(day.scan)


def test_sun_of_a_published_example() -> None:
    """NREL/TP-560-34302 (Reda & Andreas), appendix A.5: 2003-10-17 12:30:30 (UTC−7), e₀ = 39.872046°."""
    time = np.array(["2003-10-17T19:30:30", "NaT"], "datetime64[ns]")
    found = sun_elevation(time, -105.1786, 39.742476)
    assert found[0] == pytest.approx(39.872046, abs=0.02)
    assert np.isnan(found[1])


def test_boundary_layer_within_100_m_median(day: MadeUpScan, profiles: TimeHeight) -> None:
    off = np.abs(profiles.layer.height_m - day.layer_top_m)
    assert np.isfinite(off).mean() > 0.95
    assert np.nanmedian(off) < 100.0
    assert 0.5 < profiles.night.mean() < 0.7  # 1 January at 40° N: nine hours of sun


def test_extinction_within_ten_percent_and_covered(day: MadeUpScan, profiles: TimeHeight) -> None:
    count = profiles.height_m.size
    truth = 1e3 * day.extinction[:, :count]
    found, unsure = profiles.fields["extinction"], profiles.fields["extinction_uncertainty"]
    layer = np.isfinite(found) & (profiles.height_m < 0.85 * day.layer_top_m[:, np.newaxis])
    off = np.abs(found - truth)
    assert np.median((off / truth)[layer]) < 0.10
    assert (off <= unsure)[layer].mean() > 0.95
    wrong = time_height(day.scan, lidar_ratio=50.0 * 0.7)
    covered = np.abs(wrong.fields["extinction"] - truth) <= wrong.fields["extinction_uncertainty"]
    assert covered[layer].mean() > 0.95


def test_backscatter_within_twenty_percent_to_2_km(day: MadeUpScan, profiles: TimeHeight) -> None:
    low = (profiles.height_m > 200) & (profiles.height_m < 2000)
    found = profiles.fields["extinction"][:, low].astype(float) / 1e3 / 50.0
    truth = day.backscatter[:, : profiles.height_m.size][:, low]
    known = np.isfinite(found)
    off = np.where(known, np.abs(found - truth), 0.0).sum(axis=1) / np.where(known, truth, 0.0).sum(axis=1)
    assert np.median(off) < 0.20


def test_behind_a_cloud_nothing_is_told(day: MadeUpScan) -> None:
    made = made_up_day(minutes=12)
    cloud = (made.range_m > 2500) & (made.range_m < 2700)
    channels = {}
    for name, channel in made.scan.channels.items():
        signal = channel.signal.copy()
        signal[:, 80:][:, cloud] *= 60.0
        signal[:, 80:][:, made.range_m >= 2700] = 0.02
        channels[name] = replace(channel, signal=signal)
    found = time_height(replace(made.scan, channels=channels))
    assert found.cloud_base_m == pytest.approx([2500.0] * 12, abs=80.0)
    assert found.attributes["reference"] == "none"
    assert "extinction" not in found.fields  # all cloud: no reference region, the signal alone is shown
    assert np.isfinite(found.fields["rcs"]).any()
    assert (found.layer.height_m < 2600)[np.isfinite(found.layer.height_m)].all()


def test_rays_are_worked_on_in_blocks() -> None:
    """Memory does not grow with the day: beyond the results (float32) less than the signal of 300 rays is held."""
    scan = made_up_day(minutes=600, gates=1000).scan
    tracemalloc.start()
    found = time_height(scan)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    results = sum(values.nbytes for values in found.fields.values())
    assert peak - results < 300 * 1000 * 8 * 16


def test_times_out_of_order_are_put_in_order(profiles: TimeHeight, day: MadeUpScan) -> None:
    turned = replace(day.scan, time=day.scan.time[::-1])
    found = time_height(turned, retrieval=False)
    assert (np.diff(found.time) > np.timedelta64(0)).all()
    assert found.layer.height_m[0] == profiles.layer.height_m[-1]
    assert set(found.fields) == {"rcs", "depolarisation"}


def test_what_is_not_vertical_is_refused_and_cancel_cancels(day: MadeUpScan) -> None:
    with pytest.raises(InputError, match="no vertical profiles"):
        time_height(made_up_turn(azimuth=np.arange(5.0), gates=100).scan)

    class Stop:
        def report(self, fraction: float, message: str = "") -> None: ...

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        time_height(day.scan, progress=Stop())


def test_files_hold_what_was_found(profiles: TimeHeight, tmp_path: Path) -> None:
    write_profiles_netcdf(tmp_path / "p.nc", profiles)
    with netcdf_file(str(tmp_path / "p.nc"), mmap=False) as peer:
        assert peer.variables["extinction"].dimensions == ("time", "height")
        assert np.array_equal(peer.variables["extinction"][:], profiles.fields["extinction"], equal_nan=True)
        assert np.array_equal(peer.variables["layer_height_m"][:], profiles.layer.height_m, equal_nan=True)
        assert peer.variables["time"].units == b"seconds since 1970-01-01 00:00:00"
        assert peer.synthetic == 1
    write_profiles_csv(tmp_path / "p.csv", profiles, "extinction")
    with open(tmp_path / "p.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 145
    assert rows[0][:3] == ["time_utc", "layer_height_m", "cloud_base_m"]
    assert rows[1][0] == "2025-12-31T16:00:00Z"
    at = int(np.flatnonzero(np.isfinite(profiles.fields["extinction"][0]))[0])
    assert float(rows[1][3 + at]) == pytest.approx(profiles.fields["extinction"][0, at], rel=1e-4)
    write_layer_csv(tmp_path / "l.csv", profiles)
    with open(tmp_path / "l.csv", encoding="utf-8-sig", newline="") as file:
        assert float(list(csv.reader(file))[1][1]) == pytest.approx(profiles.layer.height_m[0], abs=0.5)
    with pytest.raises(InputError, match="have no “pm10”"):
        write_profiles_csv(tmp_path / "p.csv", profiles, "pm10")
    with pytest.raises(InputError, match="cannot be written"):
        write_layer_csv(tmp_path / "no" / "l.csv", profiles)


def test_rows_with_a_place(profiles: TimeHeight) -> None:
    frame = layer_frame(profiles)
    assert len(frame) == 144
    assert frame["synthetic"].eq(1).all()
    assert frame.geometry.x.iloc[0] == pytest.approx(115.97)
    lines = profile_lines(profiles, "extinction", piece_m=500.0)
    assert lines.geometry.has_z.all()
    first = lines.iloc[0]
    assert first.geometry.coords[0][2] == pytest.approx(510.0 + first["height_from"])
    assert lines["start"].nunique() == 24
    inside = profiles.fields["extinction"][:6, profiles.height_m < 500].astype(float)
    assert first["value"] == pytest.approx(np.nanmean(inside), rel=1e-6)
    with pytest.raises(InputError):
        profile_lines(profiles, "pm10")


def test_a_real_day_has_a_layer_that_grows(shared_data: Path) -> None:
    """E-PROFILE ceilometer, 8 September 2021: the layer of the late afternoon is deeper than that of the night."""
    scan = read_scan(shared_data / "03_lidar/eprofile_chm15k/L2_0-20000-006735_A20210908.nc")
    found = time_height(scan, retrieval=False)
    hour = (found.time - found.time.astype("datetime64[D]")).astype("timedelta64[m]").astype(int) / 60.0
    at = np.isfinite(found.layer.height_m)
    assert at.mean() > 0.4
    night = np.median(found.layer.height_m[at & (hour < 5)])
    assert 100 < night < 700
    assert np.median(found.layer.height_m[at & (hour > 15) & (hour < 20)]) > night


def test_a_folder_is_one_measurement(tmp_path: Path) -> None:
    made = made_up_day(minutes=6, gates=60).scan
    from yanqing_eco_plugin.core.lidar import part_of_scan

    for number in (2, 0, 1):
        part = part_of_scan(made, slice(2 * number, 2 * number + 2))
        (tmp_path / "b").mkdir(exist_ok=True)
        write_scan(tmp_path / "b" / f"{number}.nc", part)
    (tmp_path / "b" / "notes.txt").write_text("nothing")
    (tmp_path / "b" / ".hidden").write_text("nothing")
    (tmp_path / "b" / "link.nc").symlink_to(tmp_path / "b" / "0.nc")
    found = read_measurement(tmp_path)
    assert (found.time == made.time).all()
    assert (found.attributes["files"], found.attributes["files_left_out"]) == (3, 1)
    with pytest.raises(InputError, match="no lidar file"):
        read_measurement(tmp_path / "nowhere")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "1.txt").write_text("x")
    (tmp_path / "c" / "2.txt").write_text("y")
    with pytest.raises(InputError, match=r"1\.txt is no lidar scan"):
        read_measurement(tmp_path / "c")


def test_mixed_bin_widths_are_not_joined(tmp_path: Path) -> None:
    for number, width in enumerate((7.5, 15.0)):
        write_scan(tmp_path / f"{number}.nc", made_up_day(minutes=2, gates=60, width_m=width).scan)
    with pytest.raises(InputError, match="different range gates"):
        read_measurement(tmp_path)


def test_zero_shots_and_dead_channels_do_not_stop_a_day(day: MadeUpScan) -> None:
    channels: dict[str, LidarChannel] = {}
    for name, channel in day.scan.channels.items():
        shots = channel.shots.copy()
        shots[:3] = 0.0
        signal = channel.signal.copy()
        signal[3] = np.nan
        channels[name] = replace(channel, shots=shots, signal=signal)
    found = time_height(replace(day.scan, channels=channels))
    assert np.isnan(found.fields["extinction"][:4]).all()
    assert np.isfinite(found.layer.height_m[4:]).mean() > 0.9
