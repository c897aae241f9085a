"""A centre whose stations stand under the made-up lidar, with the hour that the made-up turn was scanned in."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre
from yanqing_eco_plugin.core.demo.lidar import BACKGROUND, LIDAR_SITE, PLUMES
from yanqing_eco_plugin.core.lidar.geometry import from_site

EAST, NORTH = [2600, -1800, -900, 800, 1500, -600], [1400, 2900, -2300, 700, -900, 1500]
SLOPE, OFFSET = 260.0, 6.0
HOUR = "2026-01-01T05:00:00Z"


def true_extinction_km(east: float, north: float) -> float:
    """Extinction of the made-up aerosol over a place, averaged by eye over 300 m: the plumes are wider than that."""
    total = BACKGROUND
    for plume in PLUMES:
        away = (east - plume.east_m) ** 2 + (north - plume.north_m) ** 2
        # The median of a disc of 300 m lies a little below its middle.
        total += plume.peak * 2.718281828 ** (-0.5 * (away + 210.0**2) / plume.radius_m**2)
    return 1e3 * total


def centre_under_the_lidar(
    folder: Path, *, stations: int = 6, humidity: float | None = None, hour: str = HOUR
) -> DataCentre:
    """PM2.5 of the hour = 260·α + 6 at the stations."""
    centre = create_centre(folder, district=District("110119", "延庆区"), synthetic=True)
    lon, lat = from_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, "EPSG:4326").transform(EAST, NORTH)
    ids = [f"A{number}" for number in range(6)]
    frame = gpd.GeoDataFrame(
        {"station_id": [*ids, "W0"], "kind": ["air"] * 6 + ["weather"], "name": [*ids, "W0"]},
        geometry=gpd.points_from_xy([*lon, lon[3]], [*lat, lat[3]]),
        crs=4326,
    ).assign(altitude_m=LIDAR_SITE.altitude_m)
    centre.write_features("station", frame)
    rows = [(ids[n], "pm2_5", SLOPE * true_extinction_km(EAST[n], NORTH[n]) + OFFSET, "N") for n in range(stations)]
    if humidity is not None:
        rows.append(("W0", "humidity", humidity, "N"))
    rows.append(("A5", "pm10", 999.0, "D"))
    table = pd.DataFrame(rows, columns=["station_id", "property", "value", "flag"])
    table["time"] = pd.Timestamp(hour)
    table["interval"] = 3600
    centre.append_observations(table)
    return centre
