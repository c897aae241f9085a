"""End-point areas: where the concentration really is the end-point, with time, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from yanqing_eco_plugin.core.emergency.affected_area import AREA_COLUMNS, SCREENING_NOTE, plume_areas, puff_areas
from yanqing_eco_plugin.core.emergency.dense_gas import (
    DenseGasError,
    check_neutral,
    release_kind,
    richardson_number,
)
from yanqing_eco_plugin.core.emergency.plume import gaussian_plume
from yanqing_eco_plugin.core.emergency.puffs import WindStep
from yanqing_eco_plugin.core.errors import InputError

PLACE = (115.89, 40.39)
RELEASE = {"rate": 500.0, "wind_speed": 1.5, "height": 5.0, "stability": "F"}
ENDPOINTS = {"level 1": 0.3, "level 2": 0.03}


def along(lon: float, lat: float, direction: float) -> tuple[float, float]:
    """Distance along and across the wind of a point, by pyproj."""
    azimuth, _, distance = Geod(ellps="WGS84").inv(*PLACE, lon, lat)
    angle = np.radians(azimuth - (direction + 180.0))
    return distance * np.cos(angle), distance * np.sin(angle)


@pytest.mark.parametrize("direction", [0.0, 75.0, 310.0])
def test_the_outline_is_the_end_point(direction: float) -> None:
    areas = plume_areas(*PLACE, wind_direction=direction, endpoints=ENDPOINTS, **RELEASE)
    assert list(areas.columns) == list(AREA_COLUMNS)
    assert areas.crs.to_epsg() == 4326
    for row in areas.itertuples():
        corners = shapely.get_coordinates(row.geometry)
        x, y = np.array([along(*corner, direction) for corner in corners]).T
        found = gaussian_plume(x, y, 1.5, **RELEASE)
        far = x > 20.0
        np.testing.assert_allclose(found[far], row.concentration_g_m3, rtol=0.01)
        assert row.note.startswith(SCREENING_NOTE)
    assert areas.geometry[0].within(areas.geometry[1].buffer(1e-9))


def test_the_front_has_come_as_far_as_the_wind_carried_it() -> None:
    areas = plume_areas(*PLACE, wind_direction=90.0, endpoints=ENDPOINTS, times_s=[0, 60, 600, 1e6], **RELEASE)
    second = areas[areas["endpoint"] == "level 2"].set_index("time_s")
    assert second.loc[0.0].geometry.is_empty
    assert second.loc[60.0, "reach_m"] == pytest.approx(90.0, rel=0.05)
    assert second.loc[600.0, "reach_m"] == pytest.approx(900.0, rel=0.01)
    steady = second[second["kind"] == "steady"].iloc[0]
    assert second.loc[1e6, "area_m2"] == pytest.approx(steady["area_m2"], rel=1e-3)


def test_an_end_point_that_is_nowhere_reached_is_said() -> None:
    areas = plume_areas(*PLACE, wind_direction=0.0, endpoints={"high": 1e9}, **{**RELEASE, "height": 100.0})
    assert areas.geometry[0].is_empty
    assert areas["reach_m"][0] == 0


def test_a_far_area_says_so() -> None:
    areas = plume_areas(*PLACE, wind_direction=0.0, endpoints={"low": 1e-4}, **RELEASE)
    assert "extrapolated" in areas["note"][0]
    assert "cut at 50 km" in areas["note"][0]


def test_puffs_move_and_leave_a_footprint() -> None:
    wind = [WindStep(0.0, 3.0, 270.0, "D"), WindStep(600.0, 3.0, 180.0, "D")]
    areas = puff_areas(
        *PLACE,
        mass=50_000.0,
        duration_s=120.0,
        height=2.0,
        wind=wind,
        endpoints={"level 2": 0.0005},
        times_s=[300.0, 900.0],
    )
    early, late = (areas[areas["time_s"] == t].iloc[0].geometry.centroid for t in (300.0, 900.0))
    assert early.x > PLACE[0]
    assert early.y == pytest.approx(PLACE[1], abs=1e-3)
    assert late.y > early.y
    footprint = areas[areas["kind"] == "footprint"].iloc[0]
    for shape in areas[areas["kind"] == "moment"].geometry:
        assert footprint.geometry.buffer(1e-6).contains(shape)


def test_a_long_release_in_steady_wind_has_the_area_of_the_plume() -> None:
    wind = [WindStep(0.0, 3.0, 270.0, "D")]
    options = {"height": 10.0, "endpoints": {"e": 0.02}, "gas_density": 1.1}
    steady = plume_areas(*PLACE, rate=200.0, wind_speed=3.0, wind_direction=270.0, stability="D", **options)
    puffs = puff_areas(*PLACE, mass=200.0 * 1_200.0, duration_s=1_200.0, wind=wind, times_s=[1_200.0], **options)
    assert puffs["area_m2"][0] == pytest.approx(steady["area_m2"][0], rel=0.05)
    assert puffs["reach_m"][0] == pytest.approx(steady["reach_m"][0], rel=0.05)


def test_richardson_number_by_hand() -> None:
    """HJ 169-2018 annex G: chlorine 2.9 kg/m³, air 1.185: [9.81 (1/2.9) / 1 × 1.4473]^(1/3) / 1.5 = 1.132."""
    assert richardson_number("continuous", amount=1.0, density=2.9, wind_speed=1.5) == pytest.approx(1.132, rel=1e-3)
    # 9.81 × (1000/2.9)^(1/3) / 1.5² × 1.4473 = 44.24
    assert richardson_number("instantaneous", amount=1_000.0, density=2.9, wind_speed=1.5) == pytest.approx(
        44.24, rel=1e-3
    )
    assert richardson_number("continuous", amount=1.0, density=0.7, wind_speed=1.5) < 0


def test_release_kind() -> None:
    assert release_kind(601.0, 450.0, 1.5) == "continuous"
    assert release_kind(600.0, 450.0, 1.5) == "instantaneous"
    with pytest.raises(InputError):
        release_kind(600.0, 450.0, 0.0)


def test_heavy_gas_is_refused_and_the_tool_is_named() -> None:
    with pytest.raises(DenseGasError, match="SLAB"):
        plume_areas(*PLACE, wind_direction=0.0, endpoints=ENDPOINTS, gas_density=2.9, **RELEASE)
    with pytest.raises(DenseGasError, match="SLAB"):
        puff_areas(
            *PLACE, mass=1e6, duration_s=0.0, height=0.0, wind=[WindStep(0, 1.5, 0.0, "F")],
            endpoints=ENDPOINTS, times_s=[60.0], gas_density=2.9,
        )  # fmt: skip
    assert check_neutral("continuous", amount=1.0, density=0.7, wind_speed=1.5) < 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoints": {}},
        {"endpoints": {"a": 0.0}},
        {"endpoints": {"a": np.nan}},
        {"times_s": [-1.0]},
        {"wind_direction": np.nan},
    ],
)
def test_impossible_requests_are_refused(wrong: dict[str, object]) -> None:
    options = {"wind_direction": 0.0, "endpoints": ENDPOINTS, **RELEASE, **wrong}
    with pytest.raises(InputError):
        plume_areas(*PLACE, **options)  # type: ignore[arg-type]


def test_no_moment_and_no_place() -> None:
    wind = [WindStep(0, 1.5, 0.0, "F")]
    with pytest.raises(InputError):
        puff_areas(*PLACE, mass=1.0, duration_s=0.0, height=0.0, wind=wind, endpoints=ENDPOINTS, times_s=[])
    with pytest.raises(InputError):
        plume_areas(200.0, 95.0, wind_direction=0.0, endpoints=ENDPOINTS, **RELEASE)
