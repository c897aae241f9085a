"""Turns an observation frame, a row per value, into a table with a column per property."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = ["wide_table"]


def wide_table(records: pd.DataFrame, stations: gpd.GeoDataFrame, properties: Sequence[str]) -> pd.DataFrame:
    """A row for each station and time with columns ``station_id, name, time`` and `properties`.

    Only values flagged ``N`` (normal) are values; a time at which a station sent nothing but other flags keeps its row.
    """
    values = records["value"].where(records["flag"] == "N")
    indexed = records.assign(value=values).set_index(["station_id", "time", "property"])["value"]
    wide = indexed.unstack("property")  # noqa: PD010 - the keys are unique, there is nothing to aggregate
    wide = wide.reindex(columns=list(properties)).reset_index()
    wide.insert(1, "name", wide["station_id"].map(dict(zip(stations["station_id"], stations["name"]))))
    return wide.rename_axis(columns=None)
