"""The made-up air under the demo's lidar is what the demo's stations measured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pyproj import Geod
from shapely.geometry import Point

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE
from yanqing_eco_plugin.core.demo.lidar_air import MASS_OFFSET, MASS_PER_EXTINCTION, StationAir

END = datetime(2026, 1, 2, tzinfo=UTC)
PLACES = {"a": (90.0, 2000.0, 80.0), "b": (200.0, 3000.0, 30.0), "far": (0.0, 20_000.0, 500.0)}


class Stations:
    """A centre with two stations below the lidar and one far away; the newest hour of `b` is not valid."""

    def stations(self) -> gpd.GeoDataFrame:
        points = []
        for azimuth, distance, _ in PLACES.values():
            lon, lat, _ = Geod(ellps="WGS84").fwd(LIDAR_SITE.longitude, LIDAR_SITE.latitude, azimuth, distance)
            points.append(Point(lon, lat))
        return gpd.GeoDataFrame({"station_id": list(PLACES)}, geometry=points, crs=4326)

    def series(self, ids: list[str], properties: list[str], start: datetime, end: datetime) -> pd.DataFrame:
        assert (set(ids), properties) == ({"a", "b"}, ["pm2_5"])
        rows = [(one, END - timedelta(hours=back), PLACES[one][2], "N") for one in ids for back in (0, 1)]
        frame = pd.DataFrame(rows, columns=["station_id", "time", "value", "flag"])
        frame.loc[(frame["station_id"] == "b") & (frame["time"] == END), "flag"] = "D"
        return frame.assign(interval=3600)


def extinction(mass: float) -> float:
    return 1e-3 * (mass - MASS_OFFSET) / MASS_PER_EXTINCTION


def test_at_a_station_it_is_what_the_station_measured() -> None:
    air = StationAir(Stations(), LIDAR_SITE, END)
    east, north = (
        np.array([2000.0, -3000.0 * np.sin(np.radians(20))]),
        np.array([0.0, -3000.0 * np.cos(np.radians(20))]),
    )
    found = air.at(END - timedelta(hours=1))(east, north)
    assert found == pytest.approx([extinction(80.0), extinction(30.0)], rel=0.05)
    between = air.at(END - timedelta(hours=1))(np.array([500.0]), np.array([-1400.0]))
    assert extinction(30.0) < between[0] < extinction(80.0)
    assert air.mean(END - timedelta(hours=1)) == pytest.approx(extinction(55.0))


def test_invalid_values_and_hours_without_any_count_for_nothing() -> None:
    air = StationAir(Stations(), LIDAR_SITE, END)
    assert air.at(END)(np.array([-1000.0]), np.array([-2800.0])) == pytest.approx(extinction(80.0))
    empty = air.at(END - timedelta(hours=9))(np.zeros((2, 3)), np.zeros((2, 3)))
    assert empty.shape == (2, 3)
    assert empty.min() == empty.max() == air.mean(END - timedelta(hours=9)) > 0
