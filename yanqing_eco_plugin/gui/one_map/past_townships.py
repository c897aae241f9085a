"""The air of the townships at a past moment, from the stations as they stood then."""

from __future__ import annotations

from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd

from ...core.data_centre.status import stale_limits
from ...core.data_centre.townships import CONCENTRATIONS, AirState, township_positions, township_rows

__all__ = ["past_townships"]


def past_townships(
    areas: gpd.GeoDataFrame, state: gpd.GeoDataFrame, when: datetime, utc_offset_hours: float
) -> gpd.GeoDataFrame:
    """As the view ``township_live``, for the UTC instant `when`.

    Parameters
    ----------
    areas
        Rows of ``township_live``; what they say of the present is replaced.
    state
        All stations with their state at `when` (`DataCentre.snapshot` beside `DataCentre.stations`).
    utc_offset_hours
        Local time minus UTC.
    """
    places = areas[["code", "name", "name_en", "synthetic", areas.geometry.name]].reset_index(drop=True)
    spoken = state["newest"].notna().to_numpy()
    newest = np.full(len(state), np.iinfo(np.int64).min)
    moments = state["newest"].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[us]")
    newest[spoken] = moments[spoken].astype(np.int64)
    air = AirState(
        kind=state["kind"].to_numpy(dtype=object),
        township=township_positions(state, places),
        newest=newest,
        limit=stale_limits(state),
        values=state[CONCENTRATIONS].to_numpy(dtype=np.float64, na_value=np.nan),
    )
    then = township_rows(places, air, utc_offset_hours=utc_offset_hours)
    merged = gpd.GeoDataFrame(places.merge(then, on="code", how="left"))
    merged["state"] = np.where(merged["reporting"].fillna(0) > 0, "online", "none")
    age = (pd.Timestamp(when) - merged["newest"]).dt.total_seconds()
    merged["age_s"] = age.astype("Float64").round().astype("Int64")
    return merged
