"""What the made-up history says: the rhythms and episodes an expert would look for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.demo import SEED, observations
from yanqing_eco_plugin.core.demo.episodes import EPISODES, LOCAL_HOURS, episode, first_day
from yanqing_eco_plugin.core.demo.traits import Traits, traits_of
from yanqing_eco_plugin.core.standards import air_quality_index, assess
from yanqing_eco_plugin.core.standards.alarms import alarm_threshold

from .conftest import ORIGIN


@pytest.fixture(scope="module")
def traits(network: gpd.GeoDataFrame) -> Traits:
    return traits_of(network)


def table(history: pd.DataFrame, network: gpd.GeoDataFrame, kind: str, prop: str) -> pd.DataFrame:
    """Values of one property of one kind: local hours × stations."""
    ids = network.loc[network["kind"] == kind, "station_id"]
    rows = history[(history["property"] == prop) & history["station_id"].isin(ids)]
    rows = rows.assign(station_id=rows["station_id"].astype(str), time=rows["time"].dt.tz_convert("Asia/Shanghai"))
    return rows.pivot(index="time", columns="station_id", values="value")


def during(values: pd.DataFrame, key: str) -> pd.DataFrame:
    event = episode(key)
    start = pd.Timestamp(ORIGIN, unit="h", tz="UTC") + pd.Timedelta(hours=event.start_hour)
    return values.loc[start : start + pd.Timedelta(hours=event.hours + 12)]


def quiet(values: pd.DataFrame) -> pd.DataFrame:
    busy = pd.concat([during(values, key) for key in EPISODES]).index
    return values.drop(busy.unique())


def test_the_front_of_the_transport_comes_in_from_the_south_west(
    history: pd.DataFrame, network: gpd.GeoDataFrame, traits: Traits
) -> None:
    values = during(table(history, network, "micro", "pm2_5"), "transport")
    values = values.loc[:, values.notna().mean() > 0.95].interpolate().bfill()
    half = (values.min() + values.max()) / 2
    crossing = (values > half).to_numpy().argmax(axis=0)
    place = pd.DataFrame(traits.of("micro").place, index=traits.of("micro").table["station_id"]).loc[values.columns]
    # Kilometres to the north-east: from 215° the air moves towards 35°.
    travelled = place[0].to_numpy() * np.sin(np.radians(35)) + place[1].to_numpy() * np.cos(np.radians(35))
    hours_per_km, _ = np.polyfit(travelled, crossing, 1)
    assert 1 / hours_per_km == pytest.approx(episode("transport").speed, rel=0.3)
    assert np.corrcoef(travelled, crossing)[0, 1] > 0.8
    assert crossing.max() - crossing.min() >= 5


def test_dust_raises_coarse_particles_more_than_fine_ones(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    fine, coarse = (table(history, network, "micro", prop) for prop in ("pm2_5", "tsp"))
    assert during(coarse, "dust").max().median() > 500
    ratio = during(fine, "dust").sum().sum() / during(coarse, "dust").sum().sum()
    assert ratio < 0.6 * quiet(fine).sum().sum() / quiet(coarse).sum().sum()
    pm10 = table(history, network, "air", "pm10")
    assert during(pm10, "dust").max().median() > 4 * quiet(pm10).median().median()


def test_stagnation_gathers_in_the_basin(history: pd.DataFrame, network: gpd.GeoDataFrame, traits: Traits) -> None:
    values = table(history, network, "micro", "pm2_5")
    rise = during(values, "stagnation").mean() - quiet(values).mean()
    micro = traits.of("micro")
    mountain = pd.Series(micro.mountain, index=micro.table["station_id"])[rise.index]
    assert rise[mountain < 0.1].mean() > 25
    assert rise[mountain > 0.8].mean() < 0.35 * rise[mountain < 0.1].mean()


def test_the_discharge_is_seen_below_the_town_only(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    values = table(history, network, "water", "ammonia_nitrogen")
    peak = during(values, "discharge").max() / quiet(values).median()
    names = network.set_index("station_id")["name"]
    below = names.isin(["妫水湖水质站", "妫水河城下水质站", "妫水河入库口水质站"])
    assert (peak[below[below].index] > 2).all()
    assert (peak.drop(below[below].index) < 2).all()


def test_ozone_and_nitrogen_dioxide_are_opposed(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    o3, no2 = (table(history, network, "air", prop) for prop in ("o3", "no2"))
    assert (o3.corrwith(no2) < -0.2).all()
    by_hour = o3.groupby(o3.index.hour).mean().mean(axis=1)
    assert by_hour.idxmax() in range(12, 18)


def test_the_town_is_dirtier_than_the_mountains(
    history: pd.DataFrame, network: gpd.GeoDataFrame, traits: Traits
) -> None:
    mean = quiet(table(history, network, "micro", "pm2_5")).mean()
    micro = traits.of("micro")
    urban, mountain = (
        pd.Series(numbers, index=micro.table["station_id"])[mean.index] for numbers in (micro.urban, micro.mountain)
    )
    assert mean[urban > 0.7].mean() > 1.3 * mean[mountain > 0.7].mean()


def test_nights_are_quieter_than_days(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    values = table(history, network, "noise", "leq")
    night = (values.index.hour >= 23) | (values.index.hour <= 5)
    assert (values[~night].mean() > values[night].mean() + 4).all()


def test_kitchens_cook_at_noon_and_in_the_evening(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    fan, purifier, fume = (table(history, network, "fume", prop) for prop in ("fan_on", "purifier_on", "fume"))
    assert set(np.unique(fan.stack())) == {0.0, 1.0}
    by_hour = fan.groupby(fan.index.hour).mean().mean(axis=1)
    # The hour that is stamped 12 ends at 12:00.
    assert by_hour[[12, 19]].min() > 0.8
    assert by_hour[[3, 4, 5, 15]].max() < 0.15
    # The purifier never runs without the fan; with the fan alone the fume is above what it is otherwise.
    assert not ((fan == 0) & (purifier == 1)).any().any()
    off = (fan == 1) & (purifier == 0)
    assert 0.01 < off.sum().sum() / (fan == 1).sum().sum() < 0.08
    assert fume[off].stack().median() > 3 * fume[(fan == 1) & (purifier == 1)].stack().median()
    assert off.mean().max() > 0.2


def test_plates_get_dirty_and_are_cleaned(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    plates = table(history, network, "fume", "plate_cleanliness").ffill()
    steps = plates.diff()
    assert steps[steps < 5].mean().mean() < 0
    assert 250 < (steps > 10).sum().sum() < 700
    dirty = (plates.iloc[-1] < alarm_threshold("plate")).sum()
    assert 1 <= dirty <= 25


def test_odour_is_smelled_downwind(history: pd.DataFrame, network: gpd.GeoDataFrame, traits: Traits) -> None:
    values = table(history, network, "odour", "odour_concentration")
    sites = traits.of("odour")
    near = (sites.table["name"].str.contains("厂界")).to_numpy()
    ids = sites.table["station_id"].to_numpy()
    # Opposite points of the fence are never both in the plume.
    both = values[[ids[near][0], ids[near][4]]].corr().iloc[0, 1]
    neighbours = values[[ids[near][0], ids[near][1]]].corr().iloc[0, 1]
    assert both < 0 < neighbours
    assert values[ids[near]].mean().mean() > 1.2 * values[ids[~near]].mean().mean()


def test_forests_have_more_negative_ions_than_the_town(
    history: pd.DataFrame, network: gpd.GeoDataFrame, traits: Traits
) -> None:
    mean = table(history, network, "scenic", "negative_ions").mean()
    scenic = traits.of("scenic")
    mountain = pd.Series(scenic.mountain, index=scenic.table["station_id"])[mean.index]
    assert np.corrcoef(mountain, mean)[0, 1] > 0.7
    assert mean[mountain.idxmax()] > 1200


def test_the_boundary_layer_grows_by_day(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    height = table(history, network, "lidar", "boundary_layer_height").iloc[:, 0]
    by_hour = height.groupby(height.index.hour).mean()
    assert by_hour[15] > 1.6 * by_hour[5]


def test_a_few_micro_stations_drift(history: pd.DataFrame, network: gpd.GeoDataFrame) -> None:
    values = quiet(table(history, network, "micro", "pm2_5"))
    share = values.div(values.median(axis=1), axis=0)
    # Set right at some moment, a device that drifted falls for good; all others keep their share of the whole.
    mean = share.rolling(72, min_periods=48).mean()
    fall = (mean.shift(-72) / mean).min()
    assert 4 <= (fall < 0.8).sum() <= 22
    assert fall.median() > 0.9


MOMENTS = [
    "2026-11-22T16",
    "2026-07-15T06",
    "2026-07-15T12",
    "2026-01-10T10",
    "2026-04-01T00",
    "2027-09-05T04",
    "2028-05-25T11",
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_newest_map_is_neither_all_green_nor_an_apocalypse(network: gpd.GeoDataFrame, moment: str) -> None:
    until = datetime.fromisoformat(f"{moment}:00:00").replace(tzinfo=UTC)
    recent = observations(network, until - timedelta(hours=6), until, SEED, origin=first_day(until))
    newest = recent.dropna(subset="value").sort_values("time").drop_duplicates(["station_id", "property"], keep="last")
    wide = newest.pivot(index="station_id", columns="property", values="value")
    wide.index = wide.index.astype(str)
    stations = network.set_index("station_id").loc[wide.index]
    micro = stations["kind"] == "micro"
    level = air_quality_index(
        pd.DataFrame(wide.loc[micro, ["pm2_5"]]).reindex(columns=["so2", "no2", "co", "o3", "pm10", "pm2_5"]),
        averaging="hour",
        edition="2026",
    )["iaqi_pm2_5"].dropna()
    shares = pd.cut(level, [0, 50, 100, 150, 500]).value_counts(normalize=True, sort=False)
    assert 0.2 < shares.iloc[0] < 0.85
    assert 0.1 < shares.iloc[1] < 0.75
    assert 0.01 < shares.iloc[2:].sum() < 0.09
    assert shares.iloc[3] < 0.02
    alarms = assess(stations, wide, on=until)["alarms"]
    assert 12 <= (alarms != "").sum() <= 90
    assert "exceedance:pm2_5" in set(alarms)
    local = (until.hour + LOCAL_HOURS) % 24
    if local in (12, 18, 19, 20):
        assert alarms.str.contains("purifier_off").sum() >= 3
