"""A made-up network in which one thing is wrong with each station, so that the right alarms are plain by construction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd

from yanqing_eco_plugin.core.data_centre import District, create_centre

NOW = datetime(2024, 3, 31, 16, 30, tzinfo=UTC)  # half past midnight of 1 April in Yanqing
HOURS = 24 * 32
ENDS = pd.date_range(NOW.replace(minute=0) - timedelta(hours=HOURS - 1), periods=HOURS, freq="h")
LATE, DRIFTING, STUCK, BEYOND, FEW, GAP, GONE, FINE = (
    "late",
    "drifting",
    "stuck",
    "beyond",
    "few",
    "gap",
    "gone",
    "fine",
)
STATIONS = (LATE, DRIFTING, STUCK, BEYOND, FEW, GAP, GONE, FINE, "fine2", "fine3", "silent")


def network() -> gpd.GeoDataFrame:
    """Micro-stations a kilometre apart; the last one never reports."""
    at = np.arange(len(STATIONS))
    return gpd.GeoDataFrame(
        {"station_id": list(STATIONS), "kind": "micro", "name": [f"微站<{name}>" for name in STATIONS]},
        geometry=gpd.points_from_xy(116 + 0.01 * at, 40.45 + 0.005 * (at % 3)),
        crs=4326,
    )


def values() -> dict[str, pd.DataFrame]:
    """By property: hours × stations that report, NaN where a record is missing."""
    random = np.random.default_rng(7)
    weather = 60 * np.exp(0.5 * np.sin(np.arange(HOURS) / 20))
    made = {}
    for prop, factor in (("pm2_5", 1.0), ("tsp", 3.0)):
        noise = np.exp(random.normal(0, 0.08, (HOURS, len(STATIONS) - 1)))
        made[prop] = pd.DataFrame(factor * weather[:, None] * noise, index=ENDS, columns=list(STATIONS[:-1])).round(1)
    fine = made["pm2_5"]
    # Eight hours are the limit of PM2.5 in the table of rules: twelve until two hours ago.
    fine.iloc[-14:-2, fine.columns.get_loc(STUCK)] = 71.0
    # Beyond the 2,000 µg/m³ that the table of properties allows.
    fine.iloc[-5, fine.columns.get_loc(BEYOND)] = 5000.0
    fine[DRIFTING] *= np.geomspace(1, 2.5, HOURS)
    # Every other hour of PM2.5, and all of TSP.
    fine.loc[fine.index[-30::2], FEW] = np.nan
    # Thirty hours without anything at all, until four hours ago.
    for table in made.values():
        table.iloc[-34:-4, table.columns.get_loc(GAP)] = np.nan
    # PM2.5 stopped two days ago, TSP goes on.
    fine.iloc[-48:, fine.columns.get_loc(GONE)] = np.nan
    return made


def records() -> pd.DataFrame:
    """The values as an observation frame."""
    parts = []
    for prop, table in values().items():
        long = table.rename_axis(index="time", columns="station_id").stack().rename("value").reset_index()
        parts.append(long.assign(property=prop, interval=3600, flag="N"))
    frame = pd.concat(parts, ignore_index=True)
    frame["time"] = frame["time"].astype("datetime64[ns, UTC]")
    return frame


def monitored(folder, now=NOW):
    """An open centre with all of it, imported but for two stations: the last day of `LATE` and the last hour of `FINE` were
    received at `now`, which stands for `NOW`."""
    centre = create_centre(folder, district=District("110119", "延庆区", "Yanqing"), synthetic=True)
    centre.write_features("station", network())
    frame = records()
    age = NOW - frame["time"]
    waited = (frame["station_id"] == LATE) & (age < timedelta(days=1))
    waited |= (frame["station_id"] == FINE) & (age < timedelta(hours=1))
    frame["time"] += now - NOW
    centre.append_observations(frame[~waited])
    centre.append_observations(frame[waited], received=now)
    return centre
