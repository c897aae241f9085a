from __future__ import annotations

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import (
    WindField,
    as_matrix,
    ensemble,
    ensemble_spread,
    path_summary,
    run_paths,
    trajectories,
)
from yanqing_eco_plugin.core.transport.wind import EARTH_RADIUS_M

from .made_up import HOUR, START, field

DEGREE = np.radians(1.0) * EARTH_RADIUS_M


def test_in_uniform_wind_an_ensemble_keeps_its_shape() -> None:
    found = ensemble(field(0.0, 5.0), 116.0, 20.0, start=START, hours=24, offset_m=10_000.0)
    assert (found.attrs["members"], found.attrs["left_out"]) == (9, 0)
    spread = ensemble_spread(found)
    # Nine points on a square of ±10 km: root mean square distance √(2·6/9)·10 km; northward the meridians close up.
    np.testing.assert_allclose(spread["spread_km"], np.sqrt(12.0 / 9.0) * 10.0, rtol=0.015)
    assert spread["members"].eq(9).all()
    assert spread["age_h"].tolist() == list(range(25))
    last = spread.iloc[-1]
    assert (last["lon"], last["lat"]) == pytest.approx((116.0, 20.0 + 5 * 24 * 3600 / DEGREE), abs=1e-3)


def test_shear_spreads_an_ensemble() -> None:
    wind = field(lambda x, y: 3.0 * (y - 40.0), 0.0)
    spread = ensemble_spread(ensemble(wind, 116.0, 40.0, start=START, hours=24))
    assert spread["spread_km"].iloc[-1] > 1.5 * spread["spread_km"].iloc[0]


def test_an_ensemble_in_height_and_time() -> None:
    wind = field(5.0, 0.0, 0.01)
    found = ensemble(
        wind, 0.0, 40.0, start=START + 6 * HOUR, hours=12, pressure_hpa=700.0, level_offset=20.0, offset_s=3600.0
    )
    assert found.attrs["members"] == 81
    first = found.groupby("trajectory").first()
    assert sorted(first["level"].unique()) == [680.0, 700.0, 720.0]
    assert first["time"].nunique() == 3
    assert first.iloc[0][["lon", "lat", "level"]].tolist() == pytest.approx([0.0, 40.0, 700.0])


def test_members_beyond_the_field_are_left_out_and_the_middle_one_is_told() -> None:
    wind = field(1.0, 0.0, lon=np.arange(100.0, 121.0), lat=np.arange(30.0, 51.0))
    assert ensemble(wind, 100.0, 40.0, start=START, hours=12).attrs["left_out"] == 3
    with pytest.raises(InputError, match="longitude"):
        ensemble(wind, 99.0, 40.0, start=START, hours=12)
    with pytest.raises(InputError, match="negative"):
        ensemble(wind, 110.0, 40.0, start=START, hours=12, offset_m=-1.0)


def test_what_a_field_covers() -> None:
    wind = field(1.0, 0.0, 0.0, lon=np.arange(100.0, 121.0), lat=np.arange(30.0, 51.0))
    lon, lat = np.array([110.0, 99.0, 110.0, 110.0, 110.0]), np.array([40.0, 40.0, 52.0, 40.0, 40.0])
    pressure = np.array([700.0, 700.0, 700.0, 950.0, 700.0])
    times = np.array([START + 10 * HOUR] * 4 + [START + 2 * HOUR])
    assert wind.covers(times, lon, lat, pressure).tolist() == [True, False, False, False, True]
    assert wind.covers(times, lon, lat, pressure, hours=-5).tolist() == [True, False, False, False, False]
    u = np.full((2, 1, 3, 3), 1.0)
    u[..., 0] = np.nan
    gaps = WindField.from_arrays([START, START + HOUR], [0.0, 1.0, 2.0], [0.0, 1.0, 2.0], u, u)
    assert gaps.covers(np.array([START] * 2), np.array([0.5, 1.5]), np.ones(2)).tolist() == [False, True]


def test_a_run_over_starts_and_heights() -> None:
    wind = WindField.from_arrays(
        [START, START + 48 * HOUR],
        np.arange(100.0, 121.0),
        np.arange(30.0, 51.0),
        np.broadcast_to(np.array([2.0, 6.0])[None, :, None, None], (2, 2, 21, 21)),
        np.zeros((2, 2, 21, 21)),
        height_m=[0.0, 1000.0],
    )
    starts = [START + hour * HOUR for hour in (2, 24, 30)]
    run = run_paths(wind, 115.0, 40.0, starts=starts, hours=-12, heights_m=[500.0, 0.0])
    assert run.left_out == 2  # two hours after the begin of the field nothing can be followed back for twelve
    assert len(run.lines) == 4
    assert run.lines["start_height_m"].tolist() == [0.0, 500.0, 0.0, 500.0]
    np.testing.assert_allclose(run.lines["distance_km"], [2 * 43.2, 4 * 43.2] * 2, rtol=1e-4)
    assert (run.lines["latest"] - run.lines["earliest"]).dt.total_seconds().eq(12 * 3600).all()
    assert run.vertices["height_m"].tolist() == pytest.approx(np.repeat([0.0, 500.0, 0.0, 500.0], 13).tolist())
    with pytest.raises(InputError, match="time"):
        run_paths(wind, 115.0, 40.0, starts=starts[:1], hours=-12, heights_m=[0.0])
    with pytest.raises(InputError, match="height"):
        run_paths(wind, 115.0, 40.0, starts=starts[1:2], hours=-12, heights_m=[2000.0])
    with pytest.raises(InputError, match="at once"):
        run_paths(wind, 115.0, 40.0, starts=[], hours=-12, heights_m=[0.0])


def test_heights_on_pressure_levels_need_an_atmosphere() -> None:
    wind = field(5.0, 0.0, 0.0)
    asked = {"starts": [START], "hours": 6, "heights_m": [3012.0]}
    with pytest.raises(InputError, match="does not tell their heights"):
        run_paths(wind, 0.0, 40.0, **asked)
    # ISO 2533: 700 hPa lies at 3,012 m.
    table = np.array([1000.0, 3012.0, 6000.0]), np.array([900.0, 701.1, 472.2])
    run = run_paths(wind, 0.0, 40.0, atmosphere=table, **asked)
    assert run.vertices["level"].iloc[0] == pytest.approx(701.1)
    assert run.vertices["height_m"].iloc[0] == pytest.approx(3012.0)


def test_summaries_and_matrices_of_paths_that_end_early() -> None:
    wind = field(10.0, 0.0, lon=np.arange(100.0, 120.1, 1.0), lat=np.arange(30.0, 50.1, 1.0))
    frame = trajectories(wind, [118.0, 101.0], [40.0, 40.0], start=START, hours=24)
    table = path_summary(frame, 25)
    assert table["complete"].tolist() == [0, 1]
    assert table["distance_km"].iloc[1] == pytest.approx(864.0, rel=1e-4)
    matrix = as_matrix(frame, "lon")
    assert matrix.shape == (2, 25)
    assert np.isnan(matrix[0]).sum() == 25 - (frame["trajectory"] == 0).sum()
    assert as_matrix(frame, "lon", points=3).shape == (2, 3)
    with pytest.raises(InputError, match="no trajectory"):
        as_matrix(frame.iloc[:0], "lon")
