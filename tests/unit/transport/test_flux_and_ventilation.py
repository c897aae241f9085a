from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import (
    WindField,
    boundary_segments,
    episode_phases,
    ground_wind,
    transport_flux,
    ventilation_coefficient,
)

from .made_up import START, field

SQUARE = [115.0, 117.0, 117.0, 115.0, 115.0], [39.5, 39.5, 40.5, 40.5, 39.5]


def test_flux_by_hand() -> None:
    side = boundary_segments([116.0, 116.0], [40.5, 39.5])  # southward: its right hand is the west
    table = transport_flux(side, field(4.0, 3.0), START, layer_edges_m=[0, 100], concentration=[50.0], wind_error=0.5)
    total = table.iloc[-1]
    # Wind towards the east crosses from right to left: 111,195 m · 100 m · 4 m/s · 50 µg/m³.
    assert total["inflow_g_s"] == pytest.approx(111_195 * 100 * 4 * 50e-6, rel=1e-4)
    assert total["outflow_g_s"] == 0
    assert total["inflow_error"] == pytest.approx(111_195 * 100 * 0.5 * 50e-6, rel=1e-4)
    assert table["mean_wind"].tolist() == pytest.approx([-4.0, -4.0])


@pytest.mark.parametrize("turned", [False, True])
def test_which_way_round_a_boundary_runs_does_not_matter(turned: bool) -> None:
    lon, lat = (side[::-1] if turned else side for side in SQUARE)
    pieces = boundary_segments(lon, lat)
    table = transport_flux(pieces, field(5.0, 0.0), START, layer_edges_m=[0, 200], concentration=[30.0])
    into = pieces["normal_east"] < -0.5
    assert (pieces.loc[into, "lon"] == 115.0).all()
    assert table.iloc[-1]["inflow_g_s"] == pytest.approx(111_195 * 200 * 5 * 30e-6, rel=1e-3)


@settings(deadline=None, max_examples=40)
@given(st.floats(-20, 20), st.floats(-20, 20))
def test_uniform_air_brings_what_it_takes(u: float, v: float) -> None:
    pieces = boundary_segments(*SQUARE)
    total = transport_flux(pieces, field(u, v), START, layer_edges_m=[0, 200], concentration=[30.0]).iloc[-1]
    # The meridians meet towards the pole: the two sides of the square differ by the cosine, 1.5 %.
    assert abs(total["net_g_s"]) <= 0.016 * max(total["inflow_g_s"], total["outflow_g_s"]) + 1e-6


def test_dirty_air_leaves_and_errors_add_up() -> None:
    pieces = boundary_segments(*SQUARE)
    amount = np.where(pieces["normal_east"] > 0, 80.0, 40.0)[None].repeat(2, axis=0)
    table = transport_flux(
        pieces,
        field(5.0, 0.0),
        START,
        layer_edges_m=[0, 100, 300],
        concentration=amount,
        concentration_error=0.3 * amount,
    )
    total = table.iloc[-1]
    assert total["outflow_g_s"] == pytest.approx(2 * total["inflow_g_s"], rel=1e-6)
    assert total["inflow_error"] == pytest.approx(np.hypot(*table["inflow_error"].iloc[:2]))
    # Wind 1 of 5 m/s and concentration 30 %: 0.2² + 0.3² in one layer; two independent ones of weight 1 and 2.
    assert total["outflow_error"] / total["outflow_g_s"] == pytest.approx(np.hypot(0.2, 0.3) * np.sqrt(5) / 3, rel=0.01)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"layer_edges_m": [100, 0]}, "must rise"),
        ({"concentration": [1.0, 2.0, 3.0]}, "as many"),
        ({"concentration": [-1.0]}, "negative"),
    ],
)
def test_impossible_fluxes_are_refused(changed: dict, said: str) -> None:
    asked = {"layer_edges_m": [0, 100], "concentration": [1.0], **changed}
    with pytest.raises(InputError, match=said):
        transport_flux(boundary_segments(*SQUARE), field(1.0, 1.0), START, **asked)
    with pytest.raises(InputError, match="two points"):
        boundary_segments([1.0], [2.0])
    with pytest.raises(InputError, match="no length"):
        boundary_segments([1.0, 1.0], [2.0, 2.0])


def test_ventilation() -> None:
    assert ventilation_coefficient([1000.0, np.nan], 4.0).tolist()[0] == 4000.0
    with pytest.raises(InputError, match="negative"):
        ventilation_coefficient(-1.0, 4.0)


def test_phases_of_a_drawn_episode() -> None:
    # Clean; four hours of slow rise to the limit, a leap, a plateau, a sudden end.
    values = [20.0] * 6 + [30, 45, 60, 70] + [110, 150] + [155, 160, 165, 170, 175, 180] + [120, 80] + [30.0] * 4
    time = START + np.arange(len(values)) * np.timedelta64(1, "h")
    table = episode_phases(time, values, limit=75.0)
    assert table["phase"].tolist() == ["onset", "transport", "accumulation", "removal"]
    assert table["episode"].eq(0).all()
    assert table["start"].iloc[1] == pd.Timestamp(time[10])
    assert (table["start"].iloc[1:].to_numpy() - table["end"].iloc[:-1].to_numpy() == np.timedelta64(1, "h")).all()
    # Under poor ventilation the leap is no transport.
    poor = episode_phases(time, values, limit=75.0, ventilation=np.full(len(values), 500.0))
    assert "transport" not in set(poor["phase"])
    assert episode_phases(time, np.full(len(values), 10.0), limit=75.0).empty
    with pytest.raises(InputError, match="must rise"):
        episode_phases(time[::-1], values, limit=75.0)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(st.floats(0, 500), st.just(float("nan"))), min_size=0, max_size=80))
def test_phases_never_overlap(values: list[float]) -> None:
    time = START + np.arange(len(values)) * np.timedelta64(1, "h")
    table = episode_phases(time, values, limit=75.0)
    assert set(table["phase"]) <= {"onset", "transport", "accumulation", "removal"}
    assert (table["end"] >= table["start"]).all()
    assert (table["start"].iloc[1:].to_numpy() > table["end"].iloc[:-1].to_numpy()).all()


def stations(**changed: object) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "station_id": ["A", "B"],
            "time": [START, START],
            "lon": [115.9, 116.1],
            "lat": [40.45, 40.45],
            "speed": [3.0, 6.0],
            "direction": [270.0, 270.0],
            "altitude_m": [500.0, 1500.0],
            **changed,
        }
    )


def test_ground_wind_at_stations_upward_and_between() -> None:
    wind = ground_wind(stations(), [115.9, 116.0, 116.1], [40.4, 40.45], [10.0, 100.0, 300.0])
    u, v, _ = wind.at(START, [115.9, 116.0, 116.1], 40.45, height_m=10.0)
    np.testing.assert_allclose(v, 0.0, atol=1e-6)
    assert u[0] == pytest.approx(3.0, rel=0.01)
    assert u[1] == pytest.approx(4.5, rel=0.01)  # midway both count the same
    # u(z) = u₁₀ ln(100/0.1)/ln(10/0.1), constant from 200 m on.
    high, _, _ = wind.at(START, 115.9, 40.45, height_m=100.0)
    assert high / u[0] == pytest.approx(np.log(1000) / np.log(100), rel=1e-4)


def test_a_ridge_says_little_about_the_valley() -> None:
    terrain = np.array([[500.0, 500.0, 1500.0], [500.0, 500.0, 1500.0]])
    grid = ([115.9, 116.0, 116.1], [40.4, 40.45], [10.0])
    flat = ground_wind(stations(), *grid).at(START, 116.0, 40.45, height_m=10.0)[0]
    real = ground_wind(stations(), *grid, terrain_m=terrain).at(START, 116.0, 40.45, height_m=10.0)[0]
    assert 3.0 < real < flat


def test_the_lidar_counts_where_it_saw() -> None:
    profile = pd.DataFrame(
        {
            "time": [START] * 2,
            "lon": 116.0,
            "lat": 40.45,
            "height_m": [100.0, 300.0],
            "u": [0.0, 0.0],
            "v": [-8.0, -8.0],
        }
    )
    grid = ([115.9, 116.0, 116.1], [40.4, 40.45], [10.0, 100.0, 200.0])
    wind = ground_wind(stations(), *grid, profiles=[profile])
    _, low, _ = wind.at(START, 116.0, 40.45, height_m=10.0)
    _, high, _ = wind.at(START, 116.0, 40.45, height_m=200.0)
    assert low == pytest.approx(0.0, abs=1e-6)
    assert high == pytest.approx(-8.0, abs=0.1)


@pytest.mark.parametrize(
    ("changed", "heights", "said"),
    [
        ({"speed": [np.nan, np.nan]}, [10.0], "no wind of stations"),
        ({}, [0.05], "roughness"),
    ],
)
def test_impossible_ground_wind_is_refused(changed: dict, heights: list[float], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ground_wind(stations(**changed), [115.9, 116.0], [40.4, 40.5], heights)
    with pytest.raises(InputError, match="lacks the columns speed"):
        ground_wind(stations().drop(columns="speed"), [115.9, 116.0], [40.4, 40.5], [10.0])
    with pytest.raises(InputError, match="another shape"):
        ground_wind(stations(), [115.9, 116.0], [40.4, 40.5], [10.0], terrain_m=np.zeros((5, 5)))


def test_stations_and_lidar_give_a_field_for_trajectories() -> None:
    early = stations()
    late = stations(time=[START + np.timedelta64(6, "h")] * 2)
    wind = ground_wind(
        pd.concat([early, late]), np.arange(115.0, 117.01, 0.1), np.arange(40.0, 41.01, 0.1), [10.0, 100.0]
    )
    assert isinstance(wind, WindField)
    assert wind.level_unit == "m"
    from yanqing_eco_plugin.core.transport import trajectories

    path = trajectories(wind, 116.0, 40.45, start=START, hours=3, height_m=50.0)
    assert path["lon"].is_monotonic_increasing
