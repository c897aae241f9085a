"""Holds the daily sums of a folder centre against its records, added up with pandas alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from deltalake import DeltaTable

KEYS = ["property", "station_id", "interval", "day"]


def table_of(folder) -> pd.DataFrame:
    return DeltaTable(str(folder)).to_pyarrow_dataset().to_table().to_pandas()


def assert_daily_sums_equal_records(centre) -> None:
    rows = table_of(f"{centre.address}/observations")
    rows = rows[(rows["flag"] == "N") & rows["value"].notna()]
    local = rows["time"] + pd.Timedelta(hours=centre.district.utc_offset_hours) - pd.Timedelta(microseconds=1)
    rows = rows.assign(
        day=local.dt.tz_localize(None).dt.floor("D"),
        energy=np.where(rows["property"] == "leq", 10 ** (rows["value"] / 10), np.nan),
        east=np.where(rows["property"] == "wind_direction", np.sin(np.radians(rows["value"])), np.nan),
        north=np.where(rows["property"] == "wind_direction", np.cos(np.radians(rows["value"])), np.nan),
    )
    added = {name: rows.groupby(KEYS)[name].sum(min_count=1) for name in ("energy", "east", "north")}
    values = rows.groupby(KEYS)["value"]
    expected = pd.DataFrame(
        {"n": values.count(), "sum": values.sum(), "min": values.min(), "max": values.max(), **added}
    ).astype(float)
    days = table_of(f"{centre.address}/rollups/day")
    assert (pd.to_datetime(days["day"]).dt.year == days["year"]).all()
    assert (pd.to_datetime(days["day"]).dt.month == days["month"]).all()
    grouped = days.assign(day=pd.to_datetime(days["day"])).groupby(KEYS)
    found = pd.DataFrame(
        {"n": grouped["n"].sum(), "sum": grouped["sum"].sum(), "min": grouped["min"].min(), "max": grouped["max"].max()}
    ).join(grouped[["energy", "east", "north"]].sum(min_count=1))
    pd.testing.assert_frame_equal(
        found.astype(float), expected, rtol=1e-12, atol=1e-12, check_index_type=False, check_freq=False
    )
