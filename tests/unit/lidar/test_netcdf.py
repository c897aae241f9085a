"""NetCDF in and out: what is missing, which axes there are, and that what was written comes back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.io import netcdf_file

from yanqing_eco_plugin.core.demo.lidar import made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import read_scan, write_scan
from yanqing_eco_plugin.core.netcdf import NetcdfFile
from yanqing_eco_plugin.core.netcdf_writing import EPOCH_UNITS, Variable, epoch_seconds, write_netcdf

from . import files


@pytest.mark.parametrize("stored", [np.float32, np.float64])
@pytest.mark.parametrize("told", [np.float32, np.float64])
@pytest.mark.parametrize("fill", [-999.9, 9.96921e36, -9999.0])
def test_missing_values_are_known_whatever_their_digits(tmp_path: Path, stored: type, told: type, fill: float) -> None:
    """A float32 _FillValue on float64 data is not equal to it digit by digit (−999.9), and still means it."""
    path = files.classic_netcdf(
        tmp_path / "m.nc",
        {"time": 3},
        {"x": (("time",), np.array([1.5, fill, 2.5], stored), {"_FillValue": told(fill)})},
    )
    values = NetcdfFile(path).read("x")
    assert np.isnan(values).tolist() == [False, True, False]
    assert values[[0, 2]].tolist() == [1.5, 2.5]


def test_names_of_the_axes(tmp_path: Path, shared_data: Path) -> None:
    path = files.classic_netcdf(
        tmp_path / "a.nc", {"time": 2, "range": 3}, {"x": (("time", "range"), np.zeros((2, 3)), {}), "n": ((), 1.0, {})}
    )
    file = NetcdfFile(path)
    assert file.dimensions("x") == ("time", "range")
    assert file.dimensions("n") == ()
    with pytest.raises(InputError, match="has no variable"):
        file.dimensions("y")
    newer = NetcdfFile(shared_data / "03_lidar/eprofile_chm15k/L2_0-20000-006735_A20210908.nc")
    assert newer.dimensions("attenuated_backscatter_0") == ("time", "altitude")
    assert newer.dimensions("time") == ("time",)


def test_what_is_written_is_read_by_scipy_and_by_us(tmp_path: Path) -> None:
    time = np.array(["2026-01-01T00:00:00.25", "NaT"], "datetime64[ns]")
    path = tmp_path / "w.nc"
    variables = {
        "time": Variable(("time",), epoch_seconds(time), {"units": EPOCH_UNITS}),
        "x": Variable(("time", "h"), np.arange(6, dtype=np.int64).reshape(2, 3), {"units": "1", "flag": True}),
        "alone": Variable((), np.float64(2.5)),
        "yes": Variable(("time",), np.array([True, False])),
    }
    write_netcdf(path, variables, {"title": "试验", "n": 3, "big": 2**40, "nothing": None, "nan": float("nan")})
    with netcdf_file(str(path), mmap=False) as peer:
        assert peer.variables["x"].dimensions == ("time", "h")
        assert peer.variables["x"][:].tolist() == [[0, 1, 2], [3, 4, 5]]
        assert peer.title.decode() == "试验"
        assert not hasattr(peer, "nothing")
    file = NetcdfFile(path)
    assert abs(file.time()[0] - time[0]) < np.timedelta64(1, "us")
    assert np.isnat(file.time()[1])
    assert file.number("alone") == 2.5
    assert file.read("yes").tolist() == [1, 0]
    assert file.global_attributes["big"] == 2.0**40
    assert [one.name for one in tmp_path.iterdir()] == ["w.nc"]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    wrong = {"a": Variable(("x",), np.zeros(2)), "b": Variable(("x",), np.zeros(3))}
    with pytest.raises(InputError, match="variable b does not fit"):
        write_netcdf(tmp_path / "w.nc", wrong, {})
    with pytest.raises(InputError, match="cannot be written"):
        write_netcdf(tmp_path / "no" / "w.nc", {"a": Variable(("x",), np.zeros(2))}, {})
    assert not list(tmp_path.iterdir())


@given(st.integers(0, 5), st.booleans())
def test_a_scan_written_is_the_scan_read(seed: int, shots: bool) -> None:
    import tempfile

    made = made_up_turn(azimuth=np.arange(4.0), gates=30, seed=seed).scan
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scan.nc"
        write_scan(path, made)
        back = read_scan(path)
    assert back.attributes["reader"] == "eco_scan"
    assert back.attributes["synthetic"] == 1
    assert (back.time == made.time).all()
    assert back.location == made.location
    assert back.azimuth == pytest.approx(made.azimuth)
    assert list(back.channels) == list(made.channels)
    for name, channel in made.channels.items():
        other = back.channels[name]
        assert other.signal == pytest.approx(channel.signal, rel=1e-6)
        assert other.shots.tolist() == channel.shots.tolist()
        assert (other.unit, other.polarization, other.quantity) == (channel.unit, channel.polarization, "signal")
        assert other.attributes == channel.attributes
