"""The made-up history as an observation frame: what it must hold, whatever it says."""

from __future__ import annotations

from datetime import datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre.frames import check_frame
from yanqing_eco_plugin.core.demo import SEED, observations
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import KINDS, PROPERTIES
from yanqing_eco_plugin.core.standards.emissions import emission_limits

from .conftest import ORIGIN, UNTIL

HOUR = timedelta(hours=1)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows without categories, in one order."""
    texts = frame.astype({"station_id": str, "property": str, "flag": str})
    return texts.sort_values(["property", "station_id", "time"], ignore_index=True)


def test_a_centre_would_take_it_as_it_is(history: pd.DataFrame) -> None:
    batch = check_frame(history)
    assert len(batch) == len(history)
    # It already has the order of the lake, so that nothing needs sorting.
    np.testing.assert_array_equal(batch.time, history["time"].astype("int64") // 1000)


def test_keys_are_unique(history: pd.DataFrame) -> None:
    assert not history.duplicated(["station_id", "property", "time", "interval"]).any()


def test_values_stay_within_physical_bounds_and_have_the_devices_precision(history: pd.DataFrame) -> None:
    for prop, values in history.groupby("property", observed=True)["value"]:
        spec = PROPERTIES[str(prop)]
        values = values.dropna()
        assert values.between(spec.minimum, spec.maximum).all(), prop
        np.testing.assert_allclose(values, values.round(spec.decimals), atol=1e-9, err_msg=str(prop))


def test_every_kind_reports_what_it_measures(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    kinds = network.set_index("station_id")["kind"]
    pairs = history[["station_id", "property"]].drop_duplicates().astype(str)
    for kind, rows in pairs.groupby(pairs["station_id"].map(kinds)):
        assert set(rows["property"]) == set(KINDS[str(kind)].properties), kind
        if kind != "effluent":
            assert (rows.groupby("station_id").size() == len(KINDS[str(kind)].properties)).all(), kind
    assert set(pairs["station_id"]) == set(kinds.index)


def test_works_and_boilers_report_what_their_rule_is_about(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    pairs = history[["station_id", "property"]].drop_duplicates().astype(str)
    reported = pairs.groupby("station_id")["property"].agg(set)
    for station in network[network["kind"] == "effluent"].itertuples():
        limited = {limit.prop for limit in emission_limits()[station.emission_rule]}
        assert reported[station.station_id] - {"flow"} == limited


def test_regular_hours_and_the_four_hours_of_water(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    assert history["time"].max() == UNTIL
    assert history["time"].min() == UNTIL - timedelta(days=30) + HOUR
    water = history["station_id"].isin(network.loc[network["kind"] == "water", "station_id"])
    assert set(history.loc[water, "interval"]) == {14400}
    assert set(history.loc[water, "time"].dt.tz_convert("Asia/Shanghai").dt.hour) == {0, 4, 8, 12, 16, 20}
    assert set(history.loc[~water, "interval"]) == {3600}


def test_the_same_seed_gives_the_same_history_and_another_one_another(
    network: gpd.GeoDataFrame, history: pd.DataFrame
) -> None:
    start = UNTIL - timedelta(days=1)
    last = plain(history[history["time"] > start])
    pd.testing.assert_frame_equal(plain(observations(network, start, UNTIL, SEED, origin=ORIGIN)), last)
    other = plain(observations(network, start, UNTIL, SEED + 1, origin=ORIGIN))
    assert not other["value"].head(500).equals(last["value"].head(500))


@settings(max_examples=8, deadline=None)
@given(st.integers(-700, 700), st.integers(1, 60), st.integers(1, 60))
def test_a_span_in_pieces_equals_the_span_at_once(
    network: gpd.GeoDataFrame, shift: int, first: int, second: int
) -> None:
    start = UNTIL + shift * HOUR
    middle, end = start + first * HOUR, start + (first + second) * HOUR
    whole = observations(network, start, end, SEED, origin=ORIGIN)
    pieces = [observations(network, *span, SEED, origin=ORIGIN) for span in ((start, middle), (middle, end))]
    pd.testing.assert_frame_equal(plain(pd.concat(pieces)), plain(whole))


def test_the_order_of_the_stations_does_not_matter(network: gpd.GeoDataFrame, history: pd.DataFrame) -> None:
    start = UNTIL - 6 * HOUR
    shuffled = network.sample(frac=1.0, random_state=3)
    again = observations(shuffled, start, UNTIL, SEED, origin=ORIGIN)
    pd.testing.assert_frame_equal(plain(again), plain(history[history["time"] > start]))


def test_no_hours_give_an_empty_frame(network: gpd.GeoDataFrame) -> None:
    empty = observations(network, UNTIL, UNTIL, SEED)
    assert list(empty.columns) == ["station_id", "property", "time", "interval", "value", "flag"]
    assert len(check_frame(empty)) == 0


def test_a_time_without_zone_is_refused(network: gpd.GeoDataFrame) -> None:
    with pytest.raises(InputError):
        observations(network, datetime(2026, 1, 1), UNTIL, SEED)


def test_hours_are_lost_devices_fall_silent_and_break(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    kinds = network.set_index("station_id")["kind"]
    micro = history[(history["property"] == "pm2_5") & history["station_id"].isin(kinds.index[kinds == "micro"])]
    there = micro.pivot(index="time", columns="station_id", values="flag").notna()
    assert 0.94 < there.to_numpy().mean() < 0.98
    # Single lost hours, and silences of more than half a day.
    run = (~there).apply(lambda gone: gone.groupby(there[gone.name].cumsum()).sum().max())
    assert (run == 1).any()
    assert (run >= 12).sum() > 20
    flags = history["flag"].value_counts(normalize=True)
    assert 0.01 < flags.drop("N").sum() < 0.04
    assert {"D", "B", "M", "C"} <= set(flags.index)
    assert history.loc[history["flag"] != "N", "value"].isna().all()
    assert history.loc[history["flag"] == "N", "value"].notna().all()
    # Calibration stops the gas analysers of air stations only.
    assert set(history.loc[history["flag"] == "C", "property"]) == {"so2", "no2", "co", "o3"}


@pytest.mark.parametrize("shift", [0, 37, 290, 700])
def test_some_95_percent_are_online_at_any_hour(network: gpd.GeoDataFrame, shift: int) -> None:
    until = UNTIL + shift * HOUR
    recent = observations(network, until - 9 * HOUR, until, SEED, origin=ORIGIN)
    stale = network.set_index("station_id")["kind"].map(lambda kind: KINDS[kind].stale_after_s)
    newest = recent.groupby("station_id", observed=False)["time"].max()
    age = (pd.Timestamp(until) - newest).dt.total_seconds()
    online = (age <= stale.reindex(age.index.astype(str)).to_numpy()).to_numpy()
    last = recent[recent["time"] == recent["station_id"].astype(str).map(newest)]
    broken = set(last.loc[last["flag"].isin(["D", "B", "M"]), "station_id"])
    assert 0.92 < (online.sum() - len(broken)) / 907 < 0.975
    assert 8 <= len(broken) <= 40
    assert 10 <= (~online).sum() <= 55
