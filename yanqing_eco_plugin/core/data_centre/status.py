"""The newest state of each station: values, index and level, flag, alarms; kept at ingest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..standards import KINDS, PROPERTIES
from ..standards.assessment import assess
from .frames import FLAGS
from .schema import TABLES

__all__ = ["STATUS_COLUMNS", "VALUE_COLUMNS", "stale_limits", "status_rows"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STATUS_COLUMNS = [column.name for column in TABLES["status"].columns]
VALUE_COLUMNS = list(PROPERTIES)

# From harmless to worst (HJ 212-2017, table 6).
_SEVERITY = "NSCMTFBD"
_RANKS = np.array([_SEVERITY.index(flag) for flag in FLAGS], np.int64)
_FLAGS = np.array(list(_SEVERITY), dtype=object)
_UNKNOWN_KIND_S = 7500


def stale_limits(stations: pd.DataFrame) -> Ints:
    """Age in seconds beyond which each station counts as stale, shape (n,): its own limit or its kind's."""
    usual = stations["kind"].map({kind.name: kind.stale_after_s for kind in KINDS.values()}).fillna(_UNKNOWN_KIND_S)
    own = pd.to_numeric(stations["stale_after_s"]).to_numpy(np.float64, na_value=np.nan)
    limits: Ints = np.where(np.isnan(own), usual.to_numpy(np.float64), own).astype(np.int64)
    return limits


def status_rows(
    stations: pd.DataFrame,
    newest: pd.DataFrame,
    *,
    received: datetime | None,
    utc_offset_hours: float,
    on: datetime | None = None,
) -> pd.DataFrame:
    """Status of stations from the newest row of each of their series.

    A property shows the value of the kind's regular interval where that is recent enough, else of the newest row of any
    interval. Values older than the station's newest record by more than its stale limit are left out (with `on`: older
    than `on`), and so are those whose flag is not N. ``flag`` is the worst one among the newest rows of the properties.

    Parameters
    ----------
    stations
        n rows of ``station``.
    newest
        ``station_id, property, interval`` (s), ``newest`` (microseconds UTC), ``value, flag``; at most one row per series.
        Rows of other stations are ignored.
    received
        When the rows arrived.
    utc_offset_hours
        Local time minus UTC.
    on
        The moment looked at; None for the present.

    Returns
    -------
    DataFrame
        Columns of ``status`` for the stations that have any row, in the order of `stations` and with its index; instants
        as datetime64[ns, UTC].
    """
    at = pd.Index(stations["station_id"]).get_indexer(pd.Index(newest["station_id"]))
    mine = np.flatnonzero(at >= 0)
    at = at[mine]
    size = len(stations)
    time = newest["newest"].to_numpy(np.int64)[mine]
    last = np.full(size, np.iinfo(np.int64).min)
    np.maximum.at(last, at, time)
    limits = stale_limits(stations)[at] * 1_000_000
    recent = time >= last[at] - limits if on is None else time > round(on.timestamp() * 1_000_000) - limits
    at, time, mine = at[recent], time[recent], mine[recent]
    prop = _codes(newest["property"], VALUE_COLUMNS)[mine]
    rank: Ints = _RANKS[_codes(newest["flag"], FLAGS)[mine]]
    interval = newest["interval"].to_numpy(np.int64)[mine]
    value = np.where(rank == 0, newest["value"].to_numpy(np.float64)[mine], np.nan)
    worst = _worst(at, prop, time, rank, size)
    matrix = _values(at, prop, time, interval, value, stations["kind"])
    there = np.zeros(size, bool)
    there[at] = True
    return _frame(stations[there], matrix[there], last[there], worst[there], received, utc_offset_hours, on)


def _codes(names: pd.Series, known: Sequence[str]) -> Ints:
    coded = names.astype(pd.CategoricalDtype(list(known)))
    return np.asarray(coded.cat.codes, dtype=np.int64)


def _worst(at: Ints, prop: Ints, time: Ints, rank: Ints, size: int) -> Ints:
    newest = np.zeros((size, len(VALUE_COLUMNS)), np.int64)
    # Written from the oldest to the newest, the worse flag last among equals, so that the right one stays.
    order = np.lexsort((rank, time))
    newest[at[order], prop[order]] = rank[order]
    worst: Ints = newest.max(axis=1, initial=0)
    return worst


def _values(at: Ints, prop: Ints, time: Ints, interval: Ints, value: Floats, kinds: pd.Series) -> Floats:
    usual = kinds.map({kind.name: kind.interval_s for kind in KINDS.values()}).fillna(-1).to_numpy(np.int64)
    order = np.lexsort((interval, time, interval == usual[at]))
    matrix = np.full((len(kinds), len(VALUE_COLUMNS)), np.nan)
    matrix[at[order], prop[order]] = value[order]
    return matrix


def _frame(
    stations: pd.DataFrame,
    matrix: Floats,
    last: Ints,
    worst: Ints,
    received: datetime | None,
    utc_offset_hours: float,
    on: datetime | None,
) -> pd.DataFrame:
    index = stations.index
    wide = pd.DataFrame(matrix, columns=VALUE_COLUMNS, index=index)
    moments = pd.Series(last.astype("datetime64[us]").astype("datetime64[ns]"), index=index).dt.tz_localize("UTC")
    # The local clock just before each interval ends: what `assess` makes of instants, ready made.
    clock = (last + round(utc_offset_hours * 3_600_000_000) - 1).astype("datetime64[us]")
    judged = assess(stations, wide, on=clock if on is None else on, utc_offset_hours=utc_offset_hours)
    arrived = pd.NaT if received is None else pd.Timestamp(received)
    plain = pd.DataFrame(
        {
            "station_id": stations["station_id"],
            "newest": moments,
            "received": pd.Series(arrived, index=index, dtype="datetime64[ns, UTC]"),
            "flag": _FLAGS[worst],
            "faulty": pd.array((worst > 0).astype(np.int64), dtype="Int64"),
        }
    )
    return pd.concat([plain, judged, wide], axis=1)[STATUS_COLUMNS]
