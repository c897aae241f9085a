"""The made-up network: how many devices, where, and what the table says of them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.data_centre.schema import TABLES
from yanqing_eco_plugin.core.demo import SEED, stations
from yanqing_eco_plugin.core.demo.outline import Ground
from yanqing_eco_plugin.core.demo.traits import traits_of
from yanqing_eco_plugin.core.standards.emissions import emission_limits
from yanqing_eco_plugin.core.standards.noise_tables import noise_limits

# The table of the network in the project's design.
COUNTS = {
    "air": 20,
    "scenic": 11,
    "micro": 435,
    "water": 10,
    "noise": 39,
    "catering_noise": 7,
    "fume": 350,
    "effluent": 20,
    "odour": 13,
    "vehicle": 1,
    "lidar": 1,
}


def test_the_counts_of_the_eleven_kinds(network: gpd.GeoDataFrame) -> None:
    assert network["kind"].value_counts().to_dict() == COUNTS
    assert len(network) == 907


def test_the_table_is_that_of_the_schema(network: gpd.GeoDataFrame) -> None:
    assert [*network.columns] == [*(column.name for column in TABLES["station"].columns), "geometry"]
    assert network.crs.to_epsg() == 4326


@pytest.mark.parametrize("column", ["station_id", "name", "name_en", "mn"])
def test_names_are_readable_and_tell_devices_apart(network: gpd.GeoDataFrame, column: str) -> None:
    assert network[column].is_unique
    assert (network[column].str.len() > 3).all()
    if column == "station_id":
        assert network[column].str.fullmatch(r"YQ-[A-Z]{3}-\d{3}").all()
    if column == "mn":
        # Length of the device number in HJ 212-2017.
        assert (network[column].str.len() == 24).all()


def test_everything_is_flagged_synthetic(network: gpd.GeoDataFrame) -> None:
    assert (network["synthetic"] == 1).all()
    assert network["note"].str.contains("synthetic").all()


def test_every_device_stands_in_the_township_it_names(
    network: gpd.GeoDataFrame, townships: gpd.GeoDataFrame, ground: Ground
) -> None:
    assert network.within(ground.outline).all()
    areas = townships.set_index("name").geometry
    here = [areas[name].contains(point) for name, point in zip(network["township"], network.geometry)]
    assert all(here)


@pytest.mark.parametrize(
    ("kind", "metres"), [("micro", 200), ("fume", 20), ("noise", 150), ("air", 500), ("odour", 100)]
)
def test_like_devices_keep_their_distance(network: gpd.GeoDataFrame, kind: str, metres: float) -> None:
    place = traits_of(network).of(kind).place * 1000
    apart = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    assert apart[np.triu_indices(len(place), 1)].min() > metres


def test_kitchens_line_streets(network: gpd.GeoDataFrame) -> None:
    place = traits_of(network).of("fume").place * 1000
    apart = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert np.median(apart.min(axis=1)) < 80


def test_scenic_stations_stand_higher_than_the_town(network: gpd.GeoDataFrame) -> None:
    height = network.groupby("kind")["altitude_m"].mean()
    assert height["scenic"] > height["noise"] + 150
    assert network["altitude_m"].between(400, 1800).all()


def test_stations_name_rules_that_exist(network: gpd.GeoDataFrame) -> None:
    rules = set(network["emission_rule"].dropna())
    assert rules <= set(emission_limits())
    assert set(network.loc[network["kind"].isin(["effluent", "fume", "odour"]), "emission_rule"].dropna()) == rules
    zones = network[network["kind"].isin(["noise", "catering_noise"])]["noise_class"]
    assert zones.notna().all()
    assert set(zones) <= set(noise_limits()["GB 3096-2008"])
    water = network[network["kind"] == "water"]
    assert set(water["water_body"]) == {"river", "lake"}
    assert set(water["water_target"]) == {"II", "III"}
    assert set(network.loc[network["kind"] == "air", "air_class"]) == {"1", "2"}


def test_a_seed_gives_one_network(ground: Ground, townships: gpd.GeoDataFrame, network: gpd.GeoDataFrame) -> None:
    again = stations(ground, townships, SEED)
    pd.testing.assert_frame_equal(pd.DataFrame(again), pd.DataFrame(network))
    other = stations(ground, townships, SEED + 1)
    assert (other.geometry[other["kind"] == "micro"] != network.geometry[network["kind"] == "micro"]).all()
