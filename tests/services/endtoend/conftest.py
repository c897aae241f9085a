"""The demo's network in centres that have no history yet."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import pytest

from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre
from yanqing_eco_plugin.core.demo import DISTRICT, SEED, district_outline, stations, township_areas

from ..collector.harness import Device


@pytest.fixture(scope="session")
def network() -> gpd.GeoDataFrame:
    """The 907 devices."""
    ground = district_outline()
    return stations(ground, township_areas(ground, SEED), SEED)


@pytest.fixture
def make_centre(network: gpd.GeoDataFrame):
    """Makes a centre at an address with the network in it."""

    def make(address: str) -> None:
        made: DataCentre
        with create_centre(address, district=DISTRICT, synthetic=True) as made:
            made.write_features("station", network)

    return make


@pytest.fixture(autouse=True)
def _close_devices() -> Iterator[None]:
    yield
    while Device.made:
        Device.made.pop().close()
