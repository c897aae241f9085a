"""The made-up network, placed once for all tests of the demo."""

from __future__ import annotations

from datetime import UTC, datetime

import geopandas as gpd
import pandas as pd
import pytest

from yanqing_eco_plugin.core.demo import SEED, district_outline, observations, stations, township_areas
from yanqing_eco_plugin.core.demo.episodes import first_day
from yanqing_eco_plugin.core.demo.outline import Ground

# A morning in autumn, 08:00 in Beijing.
UNTIL = datetime(2026, 10, 28, 0, tzinfo=UTC)
ORIGIN = first_day(UNTIL)


@pytest.fixture(scope="session")
def ground() -> Ground:
    return district_outline()


@pytest.fixture(scope="session")
def townships(ground: Ground) -> gpd.GeoDataFrame:
    return township_areas(ground, SEED)


@pytest.fixture(scope="session")
def network(ground: Ground, townships: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return stations(ground, townships, SEED)


@pytest.fixture(scope="session")
def history(network: gpd.GeoDataFrame) -> pd.DataFrame:
    """Thirty days up to `UNTIL`."""
    return observations(network, UNTIL - pd.Timedelta(days=30), UNTIL, SEED, origin=ORIGIN)
