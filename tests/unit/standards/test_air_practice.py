"""Air quality index against the column published by Beijing's own platform in 2017 and 2018."""

from __future__ import annotations

import pandas as pd
import pytest

from yanqing_eco_plugin.core.standards import air_quality_index

COLUMNS = {"SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3", "PM10": "pm10", "PM2.5": "pm2_5", "AQI": "published"}


@pytest.mark.parametrize("month", ["201705", "201803"])
def test_published_hours_are_met_within_1(shared_data, month):
    files = sorted((shared_data / "01_aq_beijing_quotsoft" / month).glob("*.csv"))
    rows = pd.concat([pd.read_csv(file) for file in files])
    rows = rows[rows["type"].isin(COLUMNS) & rows["date"].notna()]
    long = rows.melt(["date", "hour", "type"], var_name="station").drop_duplicates(["date", "hour", "station", "type"])
    wide = long.pivot(index=["date", "hour", "station"], columns="type", values="value").rename(columns=COLUMNS)
    days = pd.to_datetime(wide.index.get_level_values("date").astype(int).astype(str))
    complete = wide.notna().all(axis=1)
    assert complete.sum() > 2_000
    result = air_quality_index(wide, averaging="hour", on=days)
    # Beijing rounds half up, the standard up: the same number or one more.
    difference = result["aqi"][complete].astype(int) - wide["published"][complete]
    assert set(difference) <= {0.0, 1.0}
