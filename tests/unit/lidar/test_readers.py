"""Every reader on files whose content is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import TextChannel, TextMapping, join_scans, read_scan
from yanqing_eco_plugin.core.lidar.readers import READERS, reader_of

from . import files

RNG = np.random.default_rng(4)
COUNTS = RNG.integers(0, 100_000, (2, 50))


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_licel_counts_become_millivolt_and_megahertz(tmp_path: Path) -> None:
    scan = read_scan(write(tmp_path, "t.000", files.licel(COUNTS)))
    analog, photons = scan.channels["532p_an_BT0"], scan.channels["532s_ph_BC0"]
    # mV = raw / shots · range / 2^bits; a 7.5 m bin lasts 2 · 7.5 / c = 0.0500346 µs.
    assert analog.signal[0] == pytest.approx(COUNTS[0] / 600 * 500.0 / 4096)
    assert photons.signal[0] == pytest.approx(COUNTS[1] / 600 / 0.05003461428, rel=1e-9)
    assert (analog.unit, photons.unit) == ("mV", "MHz")
    assert (analog.polarization, photons.polarization) == ("parallel", "cross")
    assert scan.range_m[:2] == pytest.approx([3.75, 11.25])
    assert scan.time[0] == np.datetime64("2024-10-02T17:30:00", "ns")
    assert (scan.elevation[0], scan.azimuth[0]) == (90.0, 0.0)
    assert scan.location.longitude == pytest.approx(115.9)


def test_licel_scanning_header_of_raymetrics(tmp_path: Path) -> None:
    # Zenith −5 counts from the horizon: 5° above it. The instrument's zero points 30° from north.
    data = files.licel(COUNTS, angles="-05 350 25.0 950.0", scan_line=" 0 360 1 -05 -05 0 30")
    scan = read_scan(write(tmp_path, "t.000", data))
    assert scan.elevation[0] == 5.0
    assert scan.azimuth[0] == pytest.approx(20.0)
    assert scan.attributes["scanning"]


def test_licel_slanted_without_azimuth_says_so(tmp_path: Path) -> None:
    scan = read_scan(write(tmp_path, "t.000", files.licel(COUNTS, angles="50")))
    assert scan.elevation[0] == 40.0
    assert np.isnan(scan.azimuth[0])


def test_licel_lines_may_end_in_lf_alone(tmp_path: Path) -> None:
    scan = read_scan(write(tmp_path, "t.000", files.licel(COUNTS, end="\n")))
    assert scan.n_bins == 50


def test_licel_mixed_bin_widths_share_the_finest(tmp_path: Path) -> None:
    wide = files.LICEL_CHANNELS[1].replace("7.50", "15.0").replace("{n:05d}", "00025")
    data = files.licel(COUNTS, channels=(files.LICEL_CHANNELS[0], wide))
    start = len(data) - 50 * 4 - 2
    data = data[: start + 25 * 4] + b"\r\n"
    scan = read_scan(write(tmp_path, "t.000", data))
    photons = scan.channels["532s_ph_BC0"]
    assert scan.bin_width_m == 7.5
    assert photons.bin_width_m == 15.0
    assert photons.signal[0, :4] == pytest.approx(COUNTS[1, [0, 0, 1, 1]] / 600 / 0.1000692286, rel=1e-6)


def test_licel_channel_without_shots_is_unknown_and_a_file_without_any_is_refused(tmp_path: Path) -> None:
    none = files.LICEL_CHANNELS[1].replace("000600", "000000")
    scan = read_scan(write(tmp_path, "a.000", files.licel(COUNTS, channels=(files.LICEL_CHANNELS[0], none))))
    assert np.isnan(scan.channels["532s_ph_BC0"].signal).all()
    with pytest.raises(InputError, match="damaged"):
        read_scan(write(tmp_path, "b.000", files.licel(COUNTS[:1], channels=(none,))))


def test_licel_rays_join_to_a_scan(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, f"{az}.000", files.licel(COUNTS, angles=f"85 {az:03d} 25.0 950.0").replace(b"17:30:00", now, 1))
        for az, now in ((20, b"17:31:00"), (10, b"17:30:30"))
    ]
    scan = join_scans([read_scan(path) for path in paths])
    assert scan.azimuth.tolist() == [10.0, 20.0]
    assert (np.diff(scan.time) > np.timedelta64(0)).all()
    other = read_scan(write(tmp_path, "other.000", files.licel(COUNTS[:, :40])))
    with pytest.raises(InputError, match="different range gates"):
        join_scans([scan, other])


def test_local_clocks_become_utc(tmp_path: Path) -> None:
    scan = read_scan(write(tmp_path, "t.000", files.licel(COUNTS)), utc_offset_hours=8)
    assert scan.time[0] == np.datetime64("2024-10-02T09:30:00", "ns")


def test_sigmampl_scanning(tmp_path: Path) -> None:
    signal = RNG.random((3, 2, 40)).astype(np.float32)
    data = files.sigmampl(signal, np.array([-140.6, 0.0, 90.0]), np.array([27.8, 45.0, 84.0]))
    scan = read_scan(write(tmp_path, "a.mpl", data))
    assert scan.azimuth == pytest.approx([219.4, 0.0, 90.0], abs=1e-4)
    assert scan.elevation == pytest.approx([27.8, 45.0, 84.0], abs=1e-4)
    assert scan.channels["channel_2"].signal == pytest.approx(signal[:, 1])
    assert scan.bin_width_m == pytest.approx(14.9896229, rel=1e-6)
    assert scan.channels["channel_1"].background == pytest.approx([0.4] * 3, rel=1e-6)


def test_chm15k_classic_netcdf(tmp_path: Path) -> None:
    beta = RNG.random((4, 30))
    scan = read_scan(files.chm15k(tmp_path / "c.nc", beta))
    assert scan.attributes["reader"] == "chm15k"
    assert scan.time[0] == np.datetime64("2024-01-01T00:00:00", "ns")
    assert scan.channels["beta_raw"].signal == pytest.approx(beta, rel=1e-6)


def test_a_time_axis_of_another_calendar_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not understood"):
        read_scan(files.chm15k(tmp_path / "c.nc", RNG.random((2, 5)), time_units="months since 1904-01-01"))


def test_cl31_counts_are_signed_twenty_bit(tmp_path: Path) -> None:
    counts = np.array([[0, 1, -1, 524_287, -524_288, 700]])
    scan = read_scan(write(tmp_path, "a.dat", files.cl31(counts, stamps=("2024-10-02 17:30:00",))))
    assert scan.channels["attenuated_backscatter"].signal == pytest.approx(counts * 1e-8)
    assert scan.elevation[0] == 78.0


@pytest.mark.parametrize("second", ["2024-10-02 17:29:59", "2024-10-03 18:00:00"])
def test_a_leaping_clock_is_refused(tmp_path: Path, second: str) -> None:
    data = files.cl31(np.zeros((2, 6)), stamps=("2024-10-02 17:30:00", second))
    with pytest.raises(InputError, match="leaps"):
        read_scan(write(tmp_path, "a.dat", data))


def test_halo_scan(tmp_path: Path) -> None:
    velocity = RNG.normal(size=(4, 20)).round(4)
    scan = read_scan(write(tmp_path, "a.hpl", files.halo(velocity, np.array([0.0, 90.0, 180.0, 360.0]))))
    assert scan.channels["radial_velocity"].signal == pytest.approx(velocity)
    assert scan.azimuth.tolist() == [0.0, 90.0, 180.0, 0.0]
    assert scan.range_m[:2].tolist() == [15.0, 45.0]
    overlapping = read_scan(
        write(tmp_path, "b.hpl", files.halo(velocity, np.zeros(4), scan_type="Stare - overlapping"))
    )
    assert overlapping.range_m[:2].tolist() == [15.0, 18.0]


def test_unknown_and_empty_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no lidar scan of a known format"):
        read_scan(write(tmp_path, "a.txt", b"hello"))
    with pytest.raises(InputError, match="is empty"):
        read_scan(write(tmp_path, "b.txt", b""))
    with pytest.raises(InputError, match="cannot be read"):
        read_scan(tmp_path / "nothing")
    with pytest.raises(InputError, match="no lidar reader"):
        read_scan(tmp_path / "a.txt", reader="nobody")
    with pytest.raises(InputError, match="damaged"):
        read_scan(tmp_path / "a.txt", reader="licel")


PROFILE = TextMapping(
    channels={"532": TextChannel("P532", wavelength_nm=532.0, unit="MHz")},
    delimiter=",",
    skip_lines=1,
    heading=True,
    range_column="Range(km)",
    range_scale=1000.0,
    time="2024-10-02T17:30:00+08:00",
    elevation=5.0,
    azimuth=271.0,
)
RAYS = TextMapping(
    channels={"a": TextChannel(3, bins=3), "b": TextChannel(6, scale=2.0)},
    layout="rows_are_rays",
    bin_width_m=15.0,
    time_column=0,
    time_format="%Y%m%d%H%M%S",
    utc_offset_hours=8.0,
    azimuth_column=1,
    elevation_column=2,
)


def test_a_mapped_profile_and_its_saved_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, "p.csv", b"made up\nRange(km),P532\n0.015,4.5\n0.030,3.5\n0.045,\n")
    PROFILE.save(tmp_path / "mapping.json")
    assert TextMapping.load(tmp_path / "mapping.json").channels == PROFILE.channels
    for mapping in (PROFILE, tmp_path / "mapping.json"):
        scan = read_scan(path, mapping=mapping)
        assert scan.range_m.tolist() == [15.0, 30.0, 45.0]
        assert scan.channels["532"].signal[0, :2].tolist() == [4.5, 3.5]
        assert np.isnan(scan.channels["532"].signal[0, 2])
        assert scan.time[0] == np.datetime64("2024-10-02T09:30:00", "ns")
        assert (scan.azimuth[0], scan.elevation[0]) == (271.0, 5.0)


def test_mapped_rays(tmp_path: Path) -> None:
    path = write(tmp_path, "r.txt", b"20241002173000 -10 3 1 2 3 4 5\n20241002173005 0 3 6 7 8 9 10\n")
    scan = read_scan(path, mapping=RAYS)
    assert scan.azimuth.tolist() == [350.0, 0.0]
    assert scan.time[1] == np.datetime64("2024-10-02T09:30:05", "ns")
    assert scan.channels["a"].signal.tolist() == [[1, 2, 3], [6, 7, 8]]
    assert scan.channels["b"].signal[:, :2].tolist() == [[8, 10], [18, 20]]
    assert np.isnan(scan.channels["b"].signal[:, 2]).all()
    assert scan.range_m.tolist() == [7.5, 22.5, 37.5]


def test_mapped_text_that_does_not_match(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column"):
        read_scan(write(tmp_path, "a.csv", b"x\nRange(km),P355\n1,2\n"), mapping=PROFILE)
    with pytest.raises(InputError, match="damaged"):
        read_scan(write(tmp_path, "b.csv", b"x\nRange(km),P532\n1,abc\n"), mapping=PROFILE)
    with pytest.raises(InputError, match="no time"):
        read_scan(write(tmp_path, "c.txt", b"today 1 2 3 4 5 6\n"), mapping=RAYS)
    with pytest.raises(InputError, match="neither a column of ranges"):
        TextMapping(channels={"a": TextChannel(1)})
    with pytest.raises(InputError, match="cannot be understood"):
        TextMapping.from_dict({"channels": {"a": {"column": 1}}, "colour": "red"})
    with pytest.raises(InputError, match="holds no column mapping"):
        TextMapping.load(write(tmp_path, "m.json", b"{"))


# Which reader each real sample is for; None = refused.
REAL = {
    "licel_lpp/**/[hs]*.*": "licel",
    "licel_rmlicelcpp/[RLai]*.*[0-9]*": "licel",
    "licel_physicist2018/b*": "licel",
    "smmpl_scanning/*.mpl": "sigmampl",
    "smmpl_scanning/*.cdf": None,
    "arm/sgpmpl*": "arm_mpl",
    "arm/sgprl*": "arm_raman",
    "arm/sgpdlppi*": "arm_doppler_ppi",
    "arm/sgpsonde*": None,
    "eprofile_chm15k/*.nc": "eprofile",
    "ceilometer_cloudnetpy/*CHM*.nc": "chm15k",
    "ceilometer_cloudnetpy/1-profile.nc": "chm15k",
    "ceilometer_cloudnetpy/raw_chm15k_lidar.nc": "chm15k",
    "ceilometer_cloudnetpy/live*.nc": "cl61",
    "ceilometer_cloudnetpy/doppler*.nc": "doppler_wind",
    "ceilometer_cloudnetpy/cl[35]1.DAT": "vaisala_cl",
    "ceilometer_cloudnetpy/ct25k.dat": "ct25k",
    "ceilometer_cloudnetpy/cl31_badtime.DAT": None,
    "ceilometer_cloudnetpy/cl51-corrupted-profile.cl": None,
    "ceilometer_ceilopyter/*.dat": "vaisala_cl",
    "pollyxt_cloudnetpy/*.nc": "pollyxt",
    "halo_hpl/pass/*.hpl": "halo",
    "halo_hpl/pass/Background*": None,
    "halo_hpl/xfail/*": None,
    "overlap_cma_beijing/*verlap.txt": None,
}


@pytest.mark.parametrize(("pattern", "reader"), REAL.items())
def test_real_samples_are_read_or_refused(shared_data: Path, pattern: str, reader: str | None) -> None:
    found = sorted(path for path in (shared_data / "03_lidar").glob(pattern) if path.is_file())
    assert found
    for path in found:
        if reader is None:
            with pytest.raises(InputError) as caught:
                read_scan(path)
            assert path.name in caught.value.message
            continue
        scan = read_scan(path)
        assert scan.attributes["reader"] == reader == reader_of(path)
        assert reader in READERS
        signals = [channel.signal for channel in scan.channels.values()]
        assert any(np.isfinite(signal).any() for signal in signals)
        assert ((scan.azimuth >= 0) & (scan.azimuth < 360) | np.isnan(scan.azimuth)).all()


def test_real_scanning_mpl_has_the_angles_its_source_names(shared_data: Path) -> None:
    """SOURCE.txt: 107 profiles, azimuth −178 … 178, elevation 25 … 84, 2000 bins of 15 m."""
    scan = read_scan(shared_data / "03_lidar/smmpl_scanning/testNRB_smmpl_E2.mpl")
    assert scan.channels["channel_1"].signal.shape == (107, 2000)
    assert scan.bin_width_m == pytest.approx(15.0, abs=0.02)
    assert 25 <= scan.elevation.min() < scan.elevation.max() <= 85


def test_real_cl61_profile_equals_the_product_of_its_parts(shared_data: Path) -> None:
    """The maker's own relation: attenuated backscatter is the sum of both polarisations."""
    scan = read_scan(shared_data / "03_lidar/ceilometer_cloudnetpy/live_20210829_235520.nc")
    parallel, cross = scan.channels["p_pol"].signal, scan.channels["x_pol"].signal
    assert scan.channels["beta_att"].signal == pytest.approx(parallel + cross, rel=1e-4, abs=1e-9)
