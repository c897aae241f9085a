"""Extinction → mass: humidity, the fit of the hour, and what happens without one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import (
    GAMMA_BEIJING,
    MassRelation,
    choose_relation,
    fit_growth,
    fit_mass,
    humidity_growth,
    mass_field,
    scan_field,
)
from yanqing_eco_plugin.core.lidar.geometry import from_site
from yanqing_eco_plugin.core.lidar.station_rays import extinction_at_stations

HOUR = datetime(2026, 1, 1, 5, tzinfo=UTC)


def test_growth_near_beijing_is_the_published_one() -> None:
    """Pan et al. 2009, doi:10.5194/acp-9-7519-2009: f(80 %) = 1.57 ± 0.02 against dry (< 40 %) in urban pollution."""
    assert humidity_growth(80.0) == pytest.approx(1.57, abs=0.02)
    assert humidity_growth([0.0, 39.0, 40.0]).tolist() == [1.0, 1.0, 1.0]
    assert humidity_growth(100.0) == humidity_growth(98.0)
    for wrong in (-1.0, 120.0):
        with pytest.raises(InputError):
            humidity_growth(wrong)
    with pytest.raises(InputError):
        humidity_growth(50.0, gamma=-1.0)


@given(st.floats(40, 98), st.floats(40, 98), st.floats(0, 1.5))
def test_growth_rises_with_humidity(a: float, b: float, gamma: float) -> None:
    low, high = sorted((a, b))
    assert 1.0 <= humidity_growth(low, gamma) <= humidity_growth(high, gamma)


@given(st.floats(50, 600), st.floats(-5, 30), st.floats(30, 95))
def test_a_true_relation_is_found(slope: float, offset: float, humidity: float) -> None:
    dry = np.linspace(0.05, 0.8, 8)
    fit = fit_mass(
        dry * humidity_growth(humidity), slope * dry + offset, quantity="pm2_5", hour=HOUR, relative_humidity=humidity
    )
    assert fit.slope == pytest.approx(slope)
    assert fit.offset == pytest.approx(offset, abs=1e-6)
    assert fit.r_squared == pytest.approx(1.0)
    assert fit.good
    assert (fit.stations, fit.pairs, fit.gamma) == (8, 8, GAMMA_BEIJING)
    assert fit.mass(dry)[0] == pytest.approx(np.maximum(slope * dry + offset, 0), abs=1e-6)


def test_the_fit_equals_an_independent_one() -> None:
    """R², slope, offset and residual scatter as scipy.stats.linregress gives them."""
    from scipy.stats import linregress

    random = np.random.default_rng(12)
    alpha = random.uniform(0.05, 0.6, 15)
    mass = 250 * alpha + 12 + random.normal(0, 9, 15)
    fit, peer = fit_mass(alpha, mass, quantity="pm10", hour=HOUR), linregress(alpha, mass)
    assert (fit.slope, fit.offset, fit.r_squared) == pytest.approx((peer.slope, peer.intercept, peer.rvalue**2))
    assert fit.rmse == pytest.approx(np.sqrt(((mass - peer.slope * alpha - peer.intercept) ** 2).sum() / 13))
    assert fit.gamma == 0.0


def test_gamma_is_found_over_many_hours_and_never_in_one() -> None:
    random = np.random.default_rng(5)
    dry, humidity = random.uniform(0.05, 0.6, 200), random.uniform(25, 95, 200)
    mass = 300 * dry + 8
    assert fit_growth(dry * humidity_growth(humidity, 0.63), mass, humidity) == pytest.approx(0.63, abs=0.02)
    assert fit_growth(dry, mass, np.full(200, 60.0)) == GAMMA_BEIJING
    assert fit_growth(dry[:5], mass[:5], humidity[:5]) == GAMMA_BEIJING


def relation(**told: object) -> MassRelation:
    settings: dict = {
        "quantity": "pm2_5",
        "slope": 300.0,
        "offset": 5.0,
        "gamma": 0.0,
        "reference_humidity": 40.0,
        "r_squared": 0.8,
        "rmse": 6.0,
        "stations": 6,
        "pairs": 6,
        "hour": HOUR,
    }
    return MassRelation(**{**settings, **told})


@pytest.mark.parametrize("bad", [{"stations": 2}, {"slope": -3.0}, {"r_squared": 0.1}, {"slope": float("nan")}])
def test_a_bad_fit_falls_back_on_the_last_good_one_and_says_so(bad: dict) -> None:
    earlier = relation(hour=HOUR - timedelta(hours=3), slope=280.0)
    assert choose_relation(relation(), earlier, HOUR).source == "fitted"
    used = choose_relation(relation(**bad), earlier, HOUR)
    assert (used.slope, used.source, used.age) == (280.0, "last_good", timedelta(hours=3))
    assert used.described()["mass_source"] == "last_good"
    for none in (None, relation(**bad), relation(hour=HOUR - timedelta(days=9)), relation(hour=HOUR + timedelta(1))):
        with pytest.raises(InputError, match="Mass cannot be told"):
            choose_relation(relation(**bad), none, HOUR)


def test_too_few_pairs_are_no_fit() -> None:
    assert not fit_mass([0.1, 0.2], [10, 20], quantity="pm2_5", hour=HOUR).good
    assert not fit_mass([0.1, 0.1, 0.1], [10, 20, 30], quantity="pm2_5", hour=HOUR).good
    assert fit_mass([], [], quantity="pm2_5", hour=HOUR).stations == 0
    assert fit_mass([0.1, 0.2, np.nan, 0.4], [10, 20, 30, np.nan], quantity="pm2_5", hour=HOUR).pairs == 2


def test_humidity_that_is_needed_and_not_known_is_said() -> None:
    extinction = scan_field(made_up_turn(azimuth=np.arange(60.0), plumes=()).scan, "extinction")
    with pytest.raises(InputError, match="humidity at the time"):
        mass_field(extinction, relation(gamma=0.4))
    dried = mass_field(extinction, relation(gamma=0.4), 80.0)
    plain = mass_field(extinction, relation())
    part = np.isfinite(plain.values)
    assert np.nanmedian(dried.values[part] - 5.0) == pytest.approx(
        np.nanmedian(plain.values[part] - 5.0) / humidity_growth(80.0, 0.4), rel=1e-6
    )
    assert dried.attributes["humidity_growth"] > 1
    scan = made_up_turn(azimuth=np.arange(60.0), plumes=()).scan
    with pytest.raises(InputError, match="Mass needs a relation"):
        scan_field(scan, "pm2_5")
    with pytest.raises(InputError, match="no quantity"):
        scan_field(scan, "so2")


def places(east: list[float], north: list[float]) -> gpd.GeoDataFrame:
    lon, lat = from_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, "EPSG:4326").transform(east, north)
    names = [f"s{number}" for number in range(len(east))]
    frame = gpd.GeoDataFrame({"station_id": names}, geometry=gpd.points_from_xy(lon, lat), crs=4326)
    return frame.assign(altitude_m=LIDAR_SITE.altitude_m)


def test_mass_of_a_plume_within_twenty_percent_through_the_whole_chain() -> None:
    """Stations under the rays give the relation, the relation gives the mass: median off by less than 20 % of the truth."""
    slope, offset = 260.0, 6.0
    made = made_up_turn(seed=3)
    extinction = scan_field(made.scan, "extinction")
    stations = places([2600, -1800, -900, 800, 1500, -600], [1400, 2900, -2300, 700, -900, 1500])
    pairs = extinction_at_stations(made.scan, extinction.values, extinction.range_m, stations)
    assert set(pairs["station_id"]) == set(stations["station_id"])
    truth = extinction_at_stations(made.scan, 1e3 * made.extinction, made.range_m, stations)
    fit = fit_mass(pairs["extinction"], slope * truth["extinction"] + offset, quantity="pm2_5", hour=HOUR)
    assert fit.good
    assert fit.r_squared > 0.95
    found = mass_field(extinction, fit)
    true_mass = slope * 1e3 * made.extinction + offset
    known = np.isfinite(found.values)
    for inside in (known, known & (made.extinction > 3e-4)):
        off = np.abs(found.values - true_mass)[inside] / true_mass[inside]
        assert np.median(off) < 0.20
    plume = known & (made.extinction > 3e-4)
    assert found.values[plume].sum() == pytest.approx(true_mass[plume].sum(), rel=0.20)


def test_stations_out_of_sight_give_no_pair() -> None:
    made = made_up_turn(azimuth=np.arange(0.0, 90.0))
    values = np.full(made.extinction.shape, 0.2)
    stations = places([1000, -1000, 60_000, 1000], [1000, -1000, 0, 900])
    stations.loc[3, "altitude_m"] = LIDAR_SITE.altitude_m - 900.0  # deep in a valley: the beam passes far above
    found = extinction_at_stations(made.scan, values, made.range_m, stations)
    assert found["station_id"].tolist() == ["s0"]
    assert found["extinction"].tolist() == [0.2]
    assert extinction_at_stations(made.scan, values, made.range_m, stations.iloc[:0]).empty
