from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import WindField

from .made_up import field, netcdf, plane

LAT, LON, LEVEL = np.arange(30.0, 50.1, 2.5), np.arange(100.0, 130.1, 2.5), np.array([500.0, 700.0, 850.0, 1000.0])


@pytest.mark.parametrize("level", [LEVEL, LEVEL[::-1]])
@pytest.mark.parametrize("lat", [LAT, LAT[::-1]])
@pytest.mark.parametrize("packed", [False, True])
def test_linear_wind_comes_back_in_every_order(
    tmp_path: Path, level: np.ndarray, lat: np.ndarray, packed: bool
) -> None:
    wind = WindField.open(netcdf(tmp_path / "a.nc", lon=LON, lat=lat, level=level, packed=packed))
    u, v, w = wind.at("2025-01-01T00:45", [116.2, 101.0], [40.3, 49.0], pressure_hpa=[775.0, 990.0])
    expected = plane(0.75, np.array([775.0, 990.0]), np.array([40.3, 49.0]), np.array([116.2, 101.0]))
    np.testing.assert_allclose(u, expected, atol=2e-3 if packed else 1e-5)
    np.testing.assert_allclose(v, -expected, atol=2e-3 if packed else 1e-5)
    np.testing.assert_allclose(w, 0.1 * expected, atol=2e-3 if packed else 1e-5)
    assert (wind.vertical_unit, wind.level_unit) == ("Pa/s", "hPa")


def test_longitudes_to_360_and_across_the_greenwich_meridian(tmp_path: Path) -> None:
    lon = np.array([350.0, 355.0, 0.0, 5.0, 10.0])
    wind = WindField.open(netcdf(tmp_path / "a.nc", lon=lon, lat=LAT, level=LEVEL))
    for asked in (-2.5, 357.5, 717.5):
        u, _, _ = wind.at("2025-01-01", asked, 40.0, pressure_hpa=500)
        assert u == pytest.approx(plane(0, 500, 40, -2.5), rel=1e-6)
    with pytest.raises(InputError, match=r"longitude 350 to 370 .*; 20 was"):
        wind.at("2025-01-01", 20.0, 40.0, pressure_hpa=500)


def test_a_grid_round_the_earth_has_no_seam() -> None:
    wind = field(lambda x, y: np.cos(np.radians(x)), 0.0, lon=np.arange(0.0, 360.0, 1.0))
    u, _, _ = wind.at("2025-01-01", [359.5, -0.5, 0.0, 360.0, -1e-13], 10.0)
    np.testing.assert_allclose(u, [np.cos(np.radians(1)) / 2 + 0.5] * 2 + [1.0] * 3, atol=1e-6)


@pytest.mark.parametrize(
    ("asked", "bound"),
    [
        ({"time": "2025-01-01T02:00:01"}, r"time 2025-01-01T00:00:00 to 2025-01-01T02:00:00"),
        ({"time": "2024-12-31T23:59"}, "time"),
        ({"lon": 99.99}, "longitude 100 to 130"),
        ({"lat": 50.01}, "latitude 30 to 50"),
        ({"pressure_hpa": 1000.1}, "pressure 500 to 1000 hPa"),
        ({"pressure_hpa": 499.0}, "pressure 500 to 1000 hPa"),
        ({"pressure_hpa": None}, "levels of pressure"),
        ({"pressure_hpa": None, "height_m": 500.0}, "levels of pressure"),
    ],
)
def test_outside_the_field_the_bound_is_named(tmp_path: Path, asked: dict, bound: str) -> None:
    wind = WindField.open(netcdf(tmp_path / "a.nc", lon=LON, lat=LAT, level=LEVEL))
    point = {"time": "2025-01-01T01", "lon": 110.0, "lat": 40.0, "pressure_hpa": 700.0}
    wind.at(**point)
    with pytest.raises(InputError, match=bound):
        wind.at(**{**point, **asked})


@pytest.mark.parametrize("packed", [False, True])
def test_missing_wind_is_not_filled(tmp_path: Path, packed: bool) -> None:
    wind = WindField.open(netcdf(tmp_path / "a.nc", lon=LON, lat=LAT, level=LEVEL, packed=packed, missing=True))
    with pytest.raises(InputError, match="missing"):
        wind.at("2025-01-01", 101.0, 31.0, pressure_hpa=550)
    wind.at("2025-01-01", 102.5, 30.0, pressure_hpa=500)  # the neighbour itself is known


@pytest.mark.parametrize("calendar", ["noleap", "360_day", "julian"])
def test_another_calendar_is_refused(tmp_path: Path, calendar: str) -> None:
    with pytest.raises(InputError, match=calendar):
        WindField.open(netcdf(tmp_path / "a.nc", lon=LON, lat=LAT, level=LEVEL, calendar=calendar))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"level_units": "sigma"}, "neither pressures nor heights"),
        ({"wind_units": "knots"}, "not in m/s"),
        ({"lon": np.array([100.0, 105.0, 103.0])}, "neither rises nor falls"),
        ({"lat": np.array([80.0, 90.0, 100.0])}, "no degrees"),
    ],
)
def test_what_cannot_be_understood_is_refused(tmp_path: Path, changed: dict, said: str) -> None:
    with pytest.raises(InputError, match=said):
        WindField.open(netcdf(tmp_path / "a.nc", **{"lon": LON, "lat": LAT, "level": LEVEL, **changed}))


def test_pascals_are_hectopascals(tmp_path: Path) -> None:
    wind = WindField.open(netcdf(tmp_path / "a.nc", lon=LON, lat=LAT, level=LEVEL * 100.0, level_units="Pa"))
    np.testing.assert_allclose(wind.part.level, LEVEL)


def test_files_in_any_order_and_twice_the_same_time(tmp_path: Path) -> None:
    early = netcdf(tmp_path / "early.nc", lon=LON, lat=LAT, level=LEVEL)
    late = netcdf(tmp_path / "late.nc", lon=LON, lat=LAT, level=LEVEL, units="hours since 2025-01-01 03:00:00")
    wind = WindField.open([late, early])
    assert wind.period == (np.datetime64("2025-01-01T00"), np.datetime64("2025-01-01T05"))
    with pytest.raises(InputError, match="twice"):
        WindField.open([early, early])
    other = netcdf(tmp_path / "other.nc", lon=LON[:-1], lat=LAT, level=LEVEL, units="hours since 2025-02-01")
    with pytest.raises(InputError, match="different grids"):
        WindField.open([early, other])


def test_truncated_and_bit_flipped_netcdf(tmp_path: Path) -> None:
    whole = netcdf(tmp_path / "a.nc", lon=LON, lat=LAT, level=LEVEL).read_bytes()
    random = np.random.default_rng(5)
    damaged = tmp_path / "b.nc"
    refused = 0
    for _ in range(150):
        data = bytearray(whole[: random.integers(4, len(whole))] if random.random() < 0.4 else whole)
        for place in random.integers(0, min(len(data), 1500), 3):
            data[place] ^= 1 << random.integers(8)
        damaged.write_bytes(bytes(data))
        try:
            WindField.open(damaged)
        except InputError:
            refused += 1
    assert refused > 50


def test_no_wind_file(tmp_path: Path) -> None:
    for content in (b"", b"\x00\x01\x02", b"%PDF-1.4\n"):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(InputError):
            WindField.open(tmp_path / "x")
    with pytest.raises(InputError, match="cannot be read"):
        WindField.open(tmp_path / "absent.nc")
    with pytest.raises(InputError, match="no wind file"):
        WindField.open([])


def test_era5_on_a_utm_grid(shared_data: Path) -> None:
    wind = WindField.open(sorted((shared_data / "05_wind_trajectory" / "mptrac_era5_utm32").glob("*.nc")))
    assert wind.part.u.shape == (3, 37, 30, 17)
    x, _ = wind.grid_place(np.array([9.0, 11.5]), np.array([48.0, 48.2]))
    assert x[0] == pytest.approx(500_000.0, abs=0.01)  # the central meridian of zone 32
    u, v, w = wind.at("2025-05-01T00:30", 11.5, 48.2, pressure_hpa=850)
    assert np.hypot(u, v) < 40
    assert abs(w) < 5
    with pytest.raises(InputError, match="x "):
        wind.at("2025-05-01T00:30", 20.0, 48.2, pressure_hpa=850)


def test_reanalysis_without_instants_needs_them_told(shared_data: Path) -> None:
    path = shared_data / "05_wind_trajectory" / "xarray_data" / "eraint_uvz.nc"
    with pytest.raises(InputError, match="no time axis"):
        WindField.open(path)
    wind = WindField.open(path, times=["2020-01-01", "2020-07-01"])
    january, _, _ = wind.at("2020-01-01", 116.25, 40.5, pressure_hpa=200)
    july, _, _ = wind.at("2020-07-01", 116.25, 40.5, pressure_hpa=200)
    assert january > july > 0  # the jet stands over northern China in winter
    u, _, _ = wind.at("2020-01-01", [-180.0, 180.0, 540.0], 40.5, pressure_hpa=500)
    assert np.ptp(u) < 1e-6
    high, _, _ = wind.at("2020-01-01", 116.25, 40.5, height_m=5500.0)
    near, _, _ = wind.at("2020-01-01", 116.25, 40.5, pressure_hpa=500)
    assert high == pytest.approx(near, rel=0.05)  # 500 hPa lies near 5.5 km
    with pytest.raises(InputError, match="height"):
        wind.at("2020-01-01", 116.25, 40.5, height_m=20_000.0)


def test_netcdf4_toy_over_china(shared_data: Path) -> None:
    path = shared_data / "05_wind_trajectory" / "cnmaps_sample" / "china-wind.nc"
    wind = WindField.open(path, times=["2025-01-01", "2025-01-02"])
    assert wind.part.u.shape == (2, 1, 23, 29)
    before, after = (wind.at(day, 116.0, 40.4)[0] for day in ("2025-01-01", "2025-01-02"))
    assert before == after


def test_hourly_grid_over_yanqing_gives_its_own_columns_back(shared_data: Path) -> None:
    folder = shared_data / "02_kdd2018_beijing"
    tables = [folder / "gridWeather_20180501-20180502.csv", folder / "Beijing_grid_weather_station.csv"]
    with pytest.raises(InputError, match="unit of the wind speed"):
        WindField.open(tables)
    wind = WindField.open(tables, speed_unit="km/h")
    given = pd.read_csv(tables[0]).merge(pd.read_csv(tables[1], names=["station_id", "y", "x"]), on="station_id")
    given = given[given["wind_direction"] <= 360].iloc[::97]
    u, v, w = wind.at(given["time"].to_numpy(dtype="datetime64[ns]"), given["x"], given["y"])
    np.testing.assert_allclose(np.hypot(u, v) * 3.6, given["wind_speed"], atol=1e-4)
    blowing = given["wind_speed"].to_numpy() > 0.5
    turn = np.mod(np.degrees(np.arctan2(-u, -v)) - given["wind_direction"].to_numpy() + 180, 360) - 180
    assert np.abs(turn[blowing]).max() < 1e-3
    assert np.isnan(w).all()
    assert wind.vertical_unit == ""
    with pytest.raises(InputError, match="no levels"):
        wind.at("2018-05-01", 116.0, 40.0, height_m=10.0)


def test_table_with_marks_of_missing_values_and_scattered_points(tmp_path: Path) -> None:
    rows = ["time,lon,lat,wind_speed,wind_direction"]
    rows += [f"2025-01-01 00:00,{x},{y},{'999999' if (x, y) == (1, 1) else 5},90" for x in (0, 1, 2) for y in (0, 1)]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    wind = WindField.open(tmp_path / "a.csv", speed_unit="m/s")
    u, v, _ = wind.at("2025-01-01", 0.0, 0.5)
    assert (float(u), float(v)) == pytest.approx((-5.0, 0.0), abs=1e-6)
    with pytest.raises(InputError, match="missing"):
        wind.at("2025-01-01", 1.0, 0.5)
    rows = [rows[0], *(f"2025-01-01,{x},{x * 1.7},5,90" for x in range(9))]
    (tmp_path / "b.csv").write_text("\n".join(rows))
    with pytest.raises(InputError, match="no regular grid"):
        WindField.open(tmp_path / "b.csv", speed_unit="m/s")
    (tmp_path / "c.csv").write_text("time,lon,lat\n2025-01-01,1,2\n")
    with pytest.raises(InputError, match="wind speed and direction"):
        WindField.open(tmp_path / "c.csv", speed_unit="m/s")
