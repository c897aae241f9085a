"""One hour of the national real-time publication of CNEMC, as GeoJSON with a feature per station."""

from __future__ import annotations

import pandas as pd

from ..mapping import ColumnMapping
from ..table import Head, Table
from ..values import MISSING, parse_numbers
from .format import Format

__all__ = ["CNEMC"]

_COLUMNS = {"stationcode", "timepoint", "o3", "o3_24h", "o3_8h_24h", "pm2_5"}


def _recognises(head: Head) -> bool:
    return head.container == "geojson" and set(head.columns) >= _COLUMNS


def _mapping(head: Head) -> ColumnMapping:
    # A quirk of the official interface: the current hour's ozone is in `o3_24h` and the running 8 h mean in `o3_8h_24h`;
    # `o3` and `o3_8h` are the day's maxima. Of the others the plain name is the hour and `_24h` the running mean.
    return ColumnMapping(
        layout="wide",
        time=("timepoint",),
        station="stationcode",
        properties={"o3_24h": "o3", "o3_8h_24h": "o3_8h"},
        ignore=(
            *("area", "citycode", "ispublish", "orderid", "positionname", "provinceid", "longitude", "latitude"),
            *("aqi", "primarypollutant", "quality", "measure", "unheathful", "o3", "o3_8h"),
            *("co_24h", "no2_24h", "pm10_24h", "pm2_5_24h", "so2_24h"),
        ),
        intervals={"o3_8h": 28_800},
        missing=(*MISSING, "-;"),
    )


def _stations(table: Table) -> pd.DataFrame:
    lon, _, _ = parse_numbers(table.columns["longitude"])
    lat, _, _ = parse_numbers(table.columns["latitude"])
    return pd.DataFrame(
        {
            "station_id": table.columns["stationcode"],
            "name": table.columns.get("positionname"),
            "address": table.columns.get("area"),
            "source_lon": lon,
            "source_lat": lat,
        }
    )


CNEMC = Format("cnemc", _recognises, _mapping, _stations)
