"""How the network looked at a past moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from .instants import microseconds
from .status import STATUS_COLUMNS, stale_limits, status_rows

__all__ = ["LIVE_COLUMNS", "oldest_shown", "past_states"]

LIVE_COLUMNS = ["station_id", "kind", "state", "age_s", *STATUS_COLUMNS[1:]]


def oldest_shown(stations: pd.DataFrame, moment: datetime) -> datetime:
    """The instant before which no record matters for how these stations looked at `moment`."""
    return moment - timedelta(seconds=int(stale_limits(stations).max(initial=1)))


def past_states(
    stations: pd.DataFrame,
    newest: pd.DataFrame,
    began: Mapping[str, int],
    moment: datetime,
    utc_offset_hours: float,
) -> pd.DataFrame:
    """States as `DataCentre.snapshot` describes them.

    Parameters
    ----------
    stations
        Rows of ``station``.
    newest
        The newest row of each series between `oldest_shown` and `moment`, as `queries.newest_rows` gives them.
    began
        First record of each station, microseconds UTC.
    moment
        The moment looked at, with a time zone.
    utc_offset_hours
        Local time minus UTC.
    """
    found = newest.assign(newest=newest["newest"].to_numpy("datetime64[us]").astype(np.int64))
    status = status_rows(stations, found, received=None, utc_offset_hours=utc_offset_hours, on=moment)
    rows = stations[["station_id", "kind"]].merge(status, on="station_id", how="left")
    silent = rows["station_id"].map(began).fillna(np.inf) <= microseconds(moment)
    reported = rows["newest"].notna()
    rows["state"] = np.select(
        [reported & (rows["faulty"] == 1).fillna(False), reported, silent], ["fault", "online", "stale"], "none"
    )
    age = (pd.Timestamp(moment) - rows["newest"]).dt.total_seconds()
    rows["age_s"] = age.astype("Float64").round().astype("Int64")
    return rows[LIVE_COLUMNS]
