"""Small made-up stations and observations for the tests of data centres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import box

from yanqing_eco_plugin.core.data_centre import District

DISTRICT = District("110119", "延庆区", "Yanqing", 8.0)
START = datetime(2024, 2, 28, 16, tzinfo=UTC)  # midnight of 29 February in Yanqing

COLUMNS = ["station_id", "property", "time", "interval", "value", "flag"]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


EVER = (utc("2000-01-01"), utc("2100-01-01"))


def stations(
    kinds: Sequence[str] = ("air", "air", "micro", "water", "noise"), **columns: Sequence[object]
) -> gpd.GeoDataFrame:
    """Stations ``a0, a1 …`` in a row from 116° E, 40.5° N eastwards, a tenth of a degree apart."""
    count = len(kinds)
    return gpd.GeoDataFrame(
        {
            "station_id": [f"a{i}" for i in range(count)],
            "kind": list(kinds),
            "name": [f"站{i}" for i in range(count)],
            **columns,
        },
        geometry=gpd.points_from_xy(116 + 0.1 * np.arange(count), np.full(count, 40.5)),
        crs=4326,
    )


def townships() -> gpd.GeoDataFrame:
    """Two townships: one around a0, a1 and a2, the other around the rest."""
    return gpd.GeoDataFrame(
        {"code": ["t1", "t2"], "name": ["东镇", "西镇"]},
        geometry=[box(115.95, 40.4, 116.25, 40.6), box(116.25, 40.4, 117, 40.6)],
        crs=4326,
    )


def frame(rows: Iterable[tuple[object, ...]]) -> pd.DataFrame:
    """An observation frame of tuples in the order of `COLUMNS`."""
    made = pd.DataFrame(list(rows), columns=COLUMNS)
    made["time"] = pd.to_datetime(made["time"], utc=True).astype("datetime64[ns, UTC]")
    return made.astype({"interval": np.int64, "value": np.float64})


def hours(
    station: str,
    prop: str,
    values: Sequence[float],
    *,
    start: datetime = START,
    interval: int = 3600,
    flag: str | Sequence[str] = "N",
) -> pd.DataFrame:
    """One series: the first interval ends `interval` seconds after `start`."""
    flags = [flag] * len(values) if isinstance(flag, str) else flag
    times = [start + timedelta(seconds=interval * (i + 1)) for i in range(len(values))]
    return frame((station, prop, time, interval, value, one) for time, value, one in zip(times, values, flags))


def together(*frames: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True)
