from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.transport import WindField, distance_m, trajectories
from yanqing_eco_plugin.core.transport.wind import EARTH_RADIUS_M

from .made_up import HOUR, START, field

DEGREE = np.radians(1.0) * EARTH_RADIUS_M


def test_uniform_flow_follows_parallel_and_meridian() -> None:
    east = trajectories(field(10.0, 0.0), [0.0, 170.0], [40.0, -60.0], start=START, hours=48)
    last = east.groupby("trajectory").last()
    way = 10.0 * 48 * 3600 / (DEGREE * np.cos(np.radians([40.0, 60.0])))
    expected = np.mod(np.array([0.0, 170.0]) + way + 180, 360) - 180
    apart = distance_m(last["lon"].to_numpy(), last["lat"].to_numpy(), expected, np.array([40.0, -60.0]))
    assert apart.max() < 1e-5 * 10.0 * 48 * 3600
    north = trajectories(field(0.0, 10.0), 20.0, 10.0, start=START, hours=24)
    assert north["lat"].iloc[-1] == pytest.approx(10.0 + 10.0 * 24 * 3600 / DEGREE, rel=1e-6)
    assert north["lon"].iloc[-1] == pytest.approx(20.0, abs=1e-9)
    assert len(north) == 25
    assert north["level"].isna().all()


@pytest.mark.parametrize("hours", [48, -48])
def test_solid_body_rotation_about_a_tilted_axis(hours: int) -> None:
    # Williamson et al. 1992 (doi:10.1016/S0021-9991(05)80016-6), test case 1: the flow turns the sphere as a whole.
    tilt, speed = np.radians(30.0), 40.0
    wind = field(
        lambda x, y: (
            speed
            * (np.cos(np.radians(y)) * np.cos(tilt) + np.cos(np.radians(x)) * np.sin(np.radians(y)) * np.sin(tilt))
        ),
        lambda x, y: -speed * np.sin(np.radians(x)) * np.sin(tilt),
    )
    lon, lat = np.array([0.0, 90.0, -120.0, 45.0]), np.array([0.0, 30.0, -35.0, 10.0])
    start = START if hours > 0 else START + 48 * HOUR
    last = trajectories(wind, lon, lat, start=start, hours=hours).groupby("trajectory").last()
    angle = speed * hours * 3600 / EARTH_RADIUS_M
    axis = np.array([-np.sin(tilt), 0.0, np.cos(tilt)])
    a, b = np.radians(lon), np.radians(lat)
    r = np.stack([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)], axis=1)
    # Rodrigues' rotation is the analytic path.
    r = r * np.cos(angle) + np.cross(axis, r) * np.sin(angle) + np.outer(r @ axis, axis) * (1 - np.cos(angle))
    expected = np.degrees(np.arctan2(r[:, 1], r[:, 0])), np.degrees(np.arcsin(r[:, 2]))
    apart = distance_m(last["lon"].to_numpy(), last["lat"].to_numpy(), *expected)
    assert apart.max() < 1e-3 * speed * abs(hours) * 3600


def test_vertical_motion_moves_the_level() -> None:
    path = trajectories(field(5.0, 0.0, 0.1), 0.0, 40.0, start=START, hours=24, pressure_hpa=700)
    np.testing.assert_allclose(path["level"], 700 + 0.1 * 36 * np.arange(25), rtol=1e-6)
    assert path.attrs["vertical"] == "Pa/s"
    assert path.attrs["level_unit"] == "hPa"
    back = trajectories(field(5.0, 0.0, 0.1), 0.0, 40.0, start=START + 24 * HOUR, hours=-24, pressure_hpa=700)
    assert back["level"].iloc[-1] == pytest.approx(700 - 0.1 * 36 * 24)


def test_there_and_back_again() -> None:
    wind = field(
        lambda x, y: 15 + 8 * np.sin(np.radians(4 * y + x)), lambda x, y: 9 * np.cos(np.radians(6 * x)), 0.02, hours=72
    )
    lon, lat = np.meshgrid(np.arange(90.0, 120.0, 5.0), np.arange(30.0, 50.0, 5.0))
    there = trajectories(wind, lon.ravel(), lat.ravel(), start=START, hours=72, pressure_hpa=700)
    assert there.attrs["ended"] == []
    x, y = (there[name].to_numpy().reshape(-1, 73) for name in ("lon", "lat"))
    way = distance_m(x[:, 1:], y[:, 1:], x[:, :-1], y[:, :-1]).sum(axis=1)
    last = there.groupby("trajectory").last()
    back = trajectories(wind, last["lon"], last["lat"], start=START + 72 * HOUR, hours=-72, pressure_hpa=last["level"])
    home = back.groupby("trajectory").last()
    gap = distance_m(home["lon"].to_numpy(), home["lat"].to_numpy(), lon.ravel(), lat.ravel())
    assert (gap / way).max() < 1e-3
    np.testing.assert_allclose(home["level"], 700, rtol=1e-3)


def test_steps_stay_below_three_quarters_of_a_cell() -> None:
    wind = field(60.0, 0.0, lon=np.arange(0.0, 40.0, 0.1), lat=np.arange(35.0, 45.0, 0.1))
    path = trajectories(wind, 1.0, 40.0, start=START, hours=6)
    cell = 0.1 * DEGREE * np.cos(np.radians(40.0))
    assert path.attrs["shortest_step_s"] * 60.0 <= 0.75 * cell
    assert path.attrs["shortest_step_s"] > 0.5 * 0.75 * cell / 60.0


def test_a_path_ends_where_the_field_ends() -> None:
    wind = field(10.0, 0.0, lon=np.arange(100.0, 120.1, 1.0), lat=np.arange(30.0, 50.1, 1.0))
    paths = trajectories(wind, [118.0, 101.0], [40.0, 40.0], start=START, hours=24)
    assert paths.attrs["ended"] == [0]
    assert paths["lon"].max() <= 120.0
    assert (paths["trajectory"] == 1).sum() == 25
    hours = 2.0 * DEGREE * np.cos(np.radians(40.0)) / 10.0 / 3600.0
    assert (paths["trajectory"] == 0).sum() == int(hours) + 1


def test_a_path_ends_before_missing_wind() -> None:
    u = np.full((2, 1, 3, 41), 10.0)
    u[..., 20:] = np.nan
    wind = WindField.from_arrays([START, START + 48 * HOUR], np.arange(41.0), [39.0, 40.0, 41.0], u, 0 * u)
    paths = trajectories(wind, 15.0, 40.0, start=START, hours=48)
    assert paths.attrs["ended"] == [0]
    assert 17.0 < paths["lon"].iloc[-1] <= 19.0
    with pytest.raises(InputError, match="missing at a starting point"):
        trajectories(wind, 25.0, 40.0, start=START, hours=1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"hours": 49}, "time"),
        ({"hours": -1}, "time"),
        ({"hours": 0}, "other than zero"),
        ({"lat": 85.0}, "latitude"),
        ({"lat": [1.0, np.nan]}, "no longitude, latitude"),
        ({"lat": [1.0, 2.0], "lon": [1.0, 2.0, 3.0]}, "differ in number"),
        ({"lat": []}, "no starting point"),
        ({"start": [START, START]}, "as many times"),
        ({"start": np.datetime64("NaT")}, "no time"),
        ({"pressure_hpa": 500.0}, "no levels"),
        ({"output_s": 0.001}, "too many"),
    ],
)
def test_impossible_starts_are_refused(changed: dict, said: str) -> None:
    asked = {"lon": 10.0, "lat": 40.0, "start": START, "hours": 12, **changed}
    with pytest.raises(InputError, match=said):
        trajectories(field(1.0, 1.0), asked.pop("lon"), asked.pop("lat"), **asked)


def test_a_start_for_each_point_equals_one_by_one() -> None:
    wind = WindField.from_arrays(
        [START, START + 48 * HOUR],
        np.arange(0.0, 40.0),
        np.arange(20.0, 60.0),
        np.stack([np.full((1, 40, 40), 5.0), np.full((1, 40, 40), 20.0)]),
        np.stack([np.full((1, 40, 40), -3.0), np.full((1, 40, 40), 3.0)]),
    )
    starts = np.array([START + 30 * HOUR, START + 40 * HOUR])
    together = trajectories(wind, [20.0, 21.0], 40.0, start=starts, hours=-24)
    for place in (0, 1):
        alone = trajectories(wind, 20.0 + place, 40.0, start=starts[place], hours=-24)
        mine = together[together["trajectory"] == place].reset_index(drop=True)
        np.testing.assert_allclose(mine[["lon", "lat"]], alone[["lon", "lat"]], atol=1e-6)
        assert (mine["time"] == alone["time"]).all()


def test_it_can_be_cancelled() -> None:
    class Stop:
        def report(self, fraction: float, message: str = "") -> None: ...

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        trajectories(field(1.0, 1.0), 10.0, 40.0, start=START, hours=12, progress=Stop())


def test_real_wind_over_yanqing(shared_data: Path) -> None:
    folder = shared_data / "02_kdd2018_beijing"
    wind = WindField.open(
        [folder / "gridWeather_20180501-20180502.csv", folder / "Beijing_grid_weather_station.csv"], speed_unit="km/h"
    )
    paths = trajectories(wind, [115.97, 116.5], [40.45, 40.0], start="2018-05-02T12", hours=-24)
    assert paths["lon"].between(115, 118).all()
    assert paths["lat"].between(39, 41).all()
    assert paths["time"].max() == np.datetime64("2018-05-02T12")
