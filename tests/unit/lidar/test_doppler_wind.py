"""Wind from radial velocities whose wind is known, and from a real scan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.demo.lidar import made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import read_scan, wind_profile
from yanqing_eco_plugin.core.lidar.doppler_profiles import _internal_echo, doppler_profiles

AZIMUTH = np.arange(0.0, 360.0, 45.0)
RANGE = np.array([100.0, 200.0])
SPEED = st.floats(-30, 30)


def radial(u: float, v: float, w: float, azimuth: np.ndarray, elevation: float) -> np.ndarray:
    """Projection of the wind on the ray's unit vector."""
    a, e = np.deg2rad(azimuth), np.deg2rad(elevation)
    ray = np.stack([np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), np.full(a.size, np.sin(e))])
    return np.repeat((np.array([u, v, w]) @ ray)[:, np.newaxis], 2, axis=1)


@given(SPEED, SPEED, st.floats(-2, 2), st.floats(3, 75))
def test_the_wind_comes_back(u: float, v: float, w: float, elevation: float) -> None:
    found = wind_profile(radial(u, v, w, AZIMUTH, elevation), RANGE, AZIMUTH, np.full(8, elevation))
    assert (found.u[0], found.v[0], found.w[0]) == pytest.approx((u, v, w), abs=1e-8)
    assert found.residual == pytest.approx([0, 0], abs=1e-8)
    assert found.height_m == pytest.approx(RANGE * np.sin(np.deg2rad(elevation)))


def test_its_error_is_that_of_the_noise() -> None:
    random = np.random.default_rng(12)
    velocity = np.tile(radial(5.0, -3.0, 0.0, AZIMUTH, 60.0)[:, :1], (1, 4000)) + random.normal(0, 0.5, (8, 4000))
    found = wind_profile(velocity, np.arange(4000.0), AZIMUTH, np.full(8, 60.0))
    assert np.sqrt((found.uncertainty**2).mean()) == pytest.approx(found.u.std(), rel=0.1)


def test_what_the_geometry_cannot_tell_is_not_told() -> None:
    velocity = radial(5.0, 5.0, 0.0, AZIMUTH, 60.0)
    one_side = np.array([10.0, 12.0, 14.0, 16.0])
    found = wind_profile(velocity[:4], RANGE, one_side, np.full(4, 10.0))
    assert np.isnan(found.u).all()
    valid = np.ones((8, 2), dtype=bool)
    valid[:5, 1] = False
    found = wind_profile(velocity, RANGE, AZIMUTH, np.full(8, 60.0), valid=valid)
    assert np.isfinite(found.u).tolist() == [True, False]
    assert found.rays.tolist() == [8, 3]
    with pytest.raises(InputError, match="four directions"):
        wind_profile(velocity, RANGE, np.full(8, np.nan), np.full(8, 60.0))


def test_two_real_scans_a_quarter_of_an_hour_apart_agree(shared_data: Path) -> None:
    """ARM Doppler lidar, 2019-10-15 12:00 and 12:15: the boundary layer's wind does not turn over in 15 minutes."""
    winds = []
    for name in ("120023", "121506"):
        scan = read_scan(shared_data / f"03_lidar/arm/sgpdlppiC1.b1.20191015.{name}.cdf")
        strong = scan.channels["intensity"].signal > 1.05
        velocity = scan.channels["radial_velocity"].signal
        winds.append(wind_profile(velocity, scan.range_m, scan.azimuth, scan.elevation, valid=strong))
    low = (winds[0].height_m > 100) & (winds[0].height_m < 600)
    assert np.isfinite(winds[0].u[low]).all()
    assert np.median(np.hypot(winds[0].u - winds[1].u, winds[0].v - winds[1].v)[low]) < 3.0
    assert np.median(winds[0].residual[low]) < 1.0


def test_profiles_over_time_of_scans_and_of_a_makers_profiles(shared_data: Path) -> None:
    """The same real scan as above, and the Cloudnet file whose uwind at its first height and time is taken as it stands."""
    frame = doppler_profiles(read_scan(shared_data / "03_lidar/arm/sgpdlppiC1.b1.20191015.120023.cdf"))
    assert list(frame.columns) == ["time", "height_m", "u", "v", "lon", "lat", "altitude_m"]
    assert frame["time"].nunique() == 1
    assert frame["height_m"].is_monotonic_increasing
    # The ARM Southern Great Plains site: 36.605° N, 97.485° W.
    assert (frame["lat"][0], frame["lon"][0]) == pytest.approx((36.605, -97.485), abs=0.01)
    # Up to 400 m this instrument sees its own pulse: 0.0 m/s in all eight directions.
    assert 400 < frame["height_m"].min() < 500
    low = frame[frame["height_m"] < 900]
    assert len(low) > 10
    assert np.hypot(low["u"], low["v"]).between(1.0, 10.0).all()
    scan = read_scan(shared_data / "03_lidar/ceilometer_cloudnetpy/doppler-lidar-wind.nc")
    made = doppler_profiles(scan)
    signal = scan.channels["uwind"].signal
    assert len(made) == (np.isfinite(signal) & np.isfinite(scan.channels["vwind"].signal)).sum()
    assert made["time"].nunique() <= scan.n_rays
    assert made["u"].iloc[0] == signal[np.isfinite(signal)][0]


def test_still_air_is_no_echo_of_the_instrument() -> None:
    still, moving = np.full((4, 5), 0.1), np.full((4, 5), 0.1)
    moving[:2, 3:] = 2.0
    everything = np.ones((4, 5), dtype=bool)
    assert _internal_echo(still, everything) == 0
    assert _internal_echo(moving, everything) == 6
    assert _internal_echo(moving[:, 3:], everything[:, 3:]) == 0


def test_an_aerosol_lidar_tells_no_wind() -> None:
    with pytest.raises(InputError, match="holds no wind"):
        doppler_profiles(made_up_turn(azimuth=range(0, 360, 30), gates=60).scan)
