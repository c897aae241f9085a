"""Files cut short or with flipped bits: read or refused, never a crash, a hang or a flood of memory."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.demo.lidar import made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import LidarScan, TextChannel, TextMapping, read_scan, write_scan
from yanqing_eco_plugin.core.lidar.overlap import read_overlap

from . import files

RNG = np.random.default_rng(5)
REAL = {
    "arm_mpl": "arm/sgpmplpolfsC1.b1.20190502.000000.cdf",
    "arm_raman": "arm/sgprlC1.a0.20160131.000000.nc",
    "arm_ppi": "arm/sgpdlppiC1.b1.20191015.120023.cdf",
    "cl61": "ceilometer_cloudnetpy/live_20210829_235520.nc",
    "wind": "ceilometer_cloudnetpy/doppler-lidar-wind.nc",
    "pollyxt": "pollyxt_cloudnetpy/2021_09_17_Fri_CPV_00_00_31_vol_depol.nc",
    "eprofile": "eprofile_chm15k/L2_0-20000-006735_A20210908.nc",
    "ct25k": "ceilometer_cloudnetpy/ct25k.dat",
    "cl51": "ceilometer_cloudnetpy/cl51.DAT",
}
MAPPING = TextMapping(channels={"a": TextChannel(1)}, range_column=0)


def _chm15k() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return files.chm15k(Path(folder) / "c.nc", RNG.random((3, 40))).read_bytes()


def _eco_scan() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write_scan(Path(folder) / "e.nc", made_up_turn(azimuth=np.arange(3.0), gates=20).scan)
        return (Path(folder) / "e.nc").read_bytes()


MADE = {
    "eco_scan": _eco_scan(),
    "licel": files.licel(RNG.integers(0, 9999, (2, 60))),
    "licel_scanning": files.licel(
        RNG.integers(0, 9999, (2, 60)), angles="-05 10 20 950", scan_line=" 0 360 1 -5 -5 0 30"
    ),
    "sigmampl": files.sigmampl(RNG.random((3, 2, 40)), np.zeros(3), np.full(3, 5.0)),
    "chm15k": _chm15k(),
    "cl31": files.cl31(RNG.integers(-99, 9999, (2, 40)), stamps=("2024-10-02 17:30:00", "2024-10-02 17:30:15")),
    "halo": files.halo(RNG.normal(size=(3, 20)), np.arange(3.0)),
}


@st.composite
def damage(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes cut, or with some of them replaced; half of the hits are in the first kilobytes, where sizes stand."""
    if draw(st.booleans()):
        return data[: draw(st.integers(0, len(data) - 1))]
    broken = bytearray(data)
    zone = draw(st.sampled_from([min(400, len(data)), min(4000, len(data)), len(data)]))
    for _ in range(draw(st.integers(1, 12))):
        position = draw(st.integers(0, zone - 1))
        broken[position] = draw(st.sampled_from([0, 0xFF, broken[position] ^ 0x80, broken[position] ^ 1, 0x39]))
    return bytes(broken)


def judge(data: bytes, mapping: TextMapping | None = None) -> None:
    """Read the bytes as a file: a scan or one sentence, and no more memory than the file deserves."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scan.bin"
        path.write_bytes(data)
        try:
            assert isinstance(read_scan(path, mapping=mapping), LidarScan)
        except InputError as error:
            assert error.message  # noqa: PT017 - its sentence must be complete
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kilobytes


@pytest.mark.parametrize("name", MADE)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.data())
def test_damaged_made_up_files(name: str, draw: st.DataObject) -> None:
    judge(draw.draw(damage(MADE[name])))


@pytest.mark.parametrize("name", REAL)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(draw=st.data())
def test_damaged_real_files(shared_data: Path, name: str, draw: st.DataObject) -> None:
    judge(draw.draw(damage((shared_data / "03_lidar" / REAL[name]).read_bytes())))


TEXT = "".join(f"{metres}\t{1e6 / metres:.3f}\t{metres % 7}\n" for metres in range(15, 915, 15)).encode()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_mapped_text_and_overlap_tables(draw: st.DataObject) -> None:
    broken = draw.draw(damage(TEXT))
    judge(broken, MAPPING)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "overlap.txt"
        path.write_bytes(broken)
        try:
            read_overlap(path)
        except InputError as error:
            assert error.message  # noqa: PT017 - its sentence must be complete


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    judge(data)
    judge(data, MAPPING)
    for head in (b"\x89HDF\r\n\x1a\n", b"CDF\x01", b"CDF\x05", b"Filename:\tSystem ID:Number of gates:"):
        judge(head + data)


def test_a_file_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    for name, data in MADE.items():
        path = tmp_path / name
        path.write_bytes(data[: int(len(data) * 0.8)])
        with pytest.raises(InputError):
            read_scan(path)


def test_sizes_in_headers_are_not_believed(tmp_path: Path) -> None:
    huge = MADE["licel"].replace(b"00060 1 0850", b"99999 1 0850")
    (tmp_path / "a.000").write_bytes(huge)
    with pytest.raises(InputError, match="damaged"):
        read_scan(tmp_path / "a.000")
    thin = MADE["licel"].replace(b"0850 7.50 00532.p", b"0850 0.01 00532.p")
    (tmp_path / "b.000").write_bytes(thin.replace(b"0850 7.50 00532.s", b"0850 9999 00532.s"))
    with pytest.raises(InputError, match="damaged"):
        read_scan(tmp_path / "b.000")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b\n",
        "1 2\n2 3\n",
        "1 0.1\n2 0.2\n2 0.3\n",
        "1 0.1\n2 x\n3 1\n",
        "1 0.1\n2 0.2 3\n3 1\n",
        "1 5\n2 50\n3 1\n",
    ],
)
def test_tables_that_are_no_overlap(tmp_path: Path, text: str) -> None:
    (tmp_path / "o.txt").write_text(text)
    with pytest.raises(InputError):
        read_overlap(tmp_path / "o.txt")


# Rows, columns, first and last range as the files say themselves.
OVERLAPS = {
    "AL01_L0106_54406_OverLap.txt": (7999, 2, 3.75, 29996.25),
    "AL01_L0104_54421_Overlap.txt": (44, 1, 15.0, 660.0),
    "AL01_L0108_54419_Overlap.txt": (2000, 2, 15.0, 30000.0),
    "AL01_L0109_54597_OverLap.txt": (134, 1, 0.0, 4077.177525),
    "AL02_L0102_54511_Overlap.txt": (4096, 1, 7.5, 30720.0),
    "AL02_L0103_54399_OverLap.txt": (111, 5, 15.0, 1665.0),
}


@pytest.mark.parametrize("name", OVERLAPS)
def test_real_overlap_tables(shared_data: Path, name: str) -> None:
    rows, columns, first, last = OVERLAPS[name]
    table = read_overlap(shared_data / "03_lidar/overlap_cma_beijing" / name)
    assert table.values.shape == (rows, columns)
    assert table.range_m[[0, -1]] == pytest.approx([first, last])
    assert table.at([50_000.0])[0] == pytest.approx(1.0, abs=0.02)


def test_overlap_of_yanqing_by_wavelength(shared_data: Path) -> None:
    table = read_overlap(shared_data / "03_lidar/overlap_cma_beijing/AL01_L0106_54406_OverLap.txt")
    assert (table.column_for(532.0), table.column_for(355.0)) == (0, 1)
    # The rows at 11.25 m say 0.0093 and 0.0204.
    assert table.at([11.25], 0)[0] == pytest.approx(0.0093)
    assert table.at([11.25], 1)[0] == pytest.approx(0.0204)
    assert np.isnan(table.at([1.0])[0])
