"""Holds the daily sums of a shared centre against its records, added up with pandas alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import psycopg

KEYS = ["property", "station_id", "interval", "day"]
FIGURES = ["n", "sum", "min", "max", "energy", "east", "north"]


def table_of(centre, name: str) -> pd.DataFrame:
    base, _, schema = centre.address.partition("?schema=")
    with psycopg.connect(base, options=f"-c search_path={schema},public") as connection:
        cursor = connection.execute(f'SELECT * FROM "{name}"')
        return pd.DataFrame(cursor.fetchall(), columns=[column.name for column in cursor.description])


def assert_daily_sums_equal_records(centre) -> None:
    rows = table_of(centre, "observation")
    rows = rows[(rows["flag"] == "N") & rows["value"].notna()]
    local = pd.to_datetime(rows["time"], utc=True) + pd.Timedelta(hours=8) - pd.Timedelta(microseconds=1)
    rows = rows.assign(
        day=local.dt.tz_localize(None).dt.floor("D"),
        energy=np.where(rows["property"] == "leq", 10 ** (rows["value"] / 10), np.nan),
        east=np.where(rows["property"] == "wind_direction", np.sin(np.radians(rows["value"])), np.nan),
        north=np.where(rows["property"] == "wind_direction", np.cos(np.radians(rows["value"])), np.nan),
    )
    values = rows.groupby(KEYS)["value"]
    added = {name: rows.groupby(KEYS)[name].sum(min_count=1) for name in ("energy", "east", "north")}
    expected = pd.DataFrame(
        {"n": values.count(), "sum": values.sum(), "min": values.min(), "max": values.max(), **added}
    )
    days = table_of(centre, "rollup_day")
    found = days.assign(day=pd.to_datetime(days["day"])).set_index(KEYS)[FIGURES].sort_index()
    pd.testing.assert_frame_equal(
        found.astype(float), expected.astype(float), rtol=1e-12, atol=1e-9, check_index_type=False, check_freq=False
    )
