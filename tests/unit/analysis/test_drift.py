"""Drift against the neighbours, on made-up networks whose truth is known."""

from __future__ import annotations

from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.analysis import sensor_drift

START = datetime(2024, 3, 1, tzinfo=UTC)


def network(count=12, days=30, seed=1):
    """Stations some kilometres apart under one weather, each with a factor of its own and noise."""
    random = np.random.default_rng(seed)
    hours = pd.date_range(START, periods=24 * days, freq="h")
    weather = 40 * np.exp(
        0.6 * np.sin(np.arange(len(hours)) / 30) + 0.2 * np.sin(np.arange(len(hours)) * 2 * np.pi / 24)
    )
    own = np.exp(random.normal(0, 0.15, count))
    values = weather[:, None] * own * np.exp(random.normal(0, 0.1, (len(hours), count)))
    ids = [f"s{at}" for at in range(count)]
    stations = gpd.GeoDataFrame(
        {"station_id": ids},
        geometry=gpd.points_from_xy(random.uniform(115.9, 116.1, count), random.uniform(40.4, 40.5, count)),
        crs=4326,
    )
    return values, hours, stations


def frame_of(values, hours, stations, prop="pm2_5"):
    wide = pd.DataFrame(values, index=pd.Index(hours, name="time"), columns=stations["station_id"])
    long = wide.stack().rename("value").reset_index()
    long["time"] = long["time"].astype("datetime64[ns, UTC]")
    return long.assign(property=prop, interval=3600, flag="N")


def found(values, hours, stations, **options):
    return sensor_drift(frame_of(values, hours, stations), stations, utc_offset_hours=8.0, **options).set_index(
        "station_id"
    )


def test_a_sensor_that_slowly_reads_too_much_is_found_and_no_other():
    values, hours, stations = network()
    values[:, 4] *= np.geomspace(1, 2.2, len(hours))
    table = found(values, hours, stations)
    assert table.index[table["drifting"]].tolist() == ["s4"]
    # The first seven and the last three days are compared, so a little less than the whole factor.
    assert 1.7 < table.loc["s4", "drift_factor"] < 2.2


@pytest.mark.parametrize("seed", range(5))
def test_weather_and_the_place_itself_are_no_drift(seed):
    values, hours, stations = network(seed=seed)
    values[: len(hours) // 2] *= 3  # the whole district gets cleaner
    assert not found(values, hours, stations)["drifting"].any()


def test_a_sensor_that_reads_ever_less_has_a_factor_below_one():
    values, hours, stations = network()
    values[:, 0] *= np.geomspace(1, 0.3, len(hours))
    table = found(values, hours, stations)
    assert table.loc["s0", "drifting"]
    assert table.loc["s0", "drift_factor"] < 0.6


def test_too_few_neighbours_or_days_say_nothing():
    values, hours, stations = network(count=3)
    assert found(values, hours, stations).empty
    values, hours, stations = network(days=9)
    assert found(values, hours, stations).empty
    values, hours, stations = network()
    assert found(values, hours, stations, within_m=1.0).empty


def test_flagged_and_impossible_values_are_left_out():
    values, hours, stations = network()
    frame = frame_of(values, hours, stations)
    bad = (frame["station_id"] == "s2") & (frame["time"] > frame["time"].max() - pd.Timedelta(days=3))
    frame.loc[bad & (frame.index % 4 == 0), "value"] = 9000.0
    frame.loc[bad & (frame.index % 4 == 1), ["value", "flag"]] = [500.0, "D"]
    table = sensor_drift(frame, stations, utc_offset_hours=8.0)
    assert not table["drifting"].any()


def test_properties_without_a_limit_are_not_compared():
    values, hours, stations = network()
    assert sensor_drift(frame_of(values, hours, stations, "so2"), stations, utc_offset_hours=8.0).empty
