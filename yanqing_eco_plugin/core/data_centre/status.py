"""The newest state of each station: values, index and level, flag, alarms; kept at ingest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..standards import KINDS, PROPERTIES
from ..standards.assessment import Assessment, Assessor
from .frames import FLAGS
from .newest import NewestRows
from .schema import TABLES

__all__ = ["STATUS_COLUMNS", "VALUE_COLUMNS", "Network", "States", "stale_limits", "states_of", "status_rows"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STATUS_COLUMNS = [column.name for column in TABLES["status"].columns]
VALUE_COLUMNS = list(PROPERTIES)

# From harmless to worst (HJ 212-2017, table 6).
_SEVERITY = "NSCMTFBD"
_RANKS = np.array([_SEVERITY.index(flag) for flag in FLAGS], np.int64)
_FLAGS = np.array(list(_SEVERITY), dtype=object)
_UNKNOWN_KIND_S = 7500
_NEVER = np.iinfo(np.int64).min


def stale_limits(stations: pd.DataFrame) -> Ints:
    """Age in seconds beyond which each station counts as stale, shape (n,): its own limit or its kind's."""
    usual = stations["kind"].map({kind.name: kind.stale_after_s for kind in KINDS.values()}).fillna(_UNKNOWN_KIND_S)
    own = pd.to_numeric(stations["stale_after_s"]).to_numpy(np.float64, na_value=np.nan)
    limits: Ints = np.where(np.isnan(own), usual.to_numpy(np.float64), own).astype(np.int64)
    return limits


@dataclass(frozen=True)
class Network:
    """What the status has to know of n stations, read once and asked again and again.

    Attributes
    ----------
    ids
        Their identifiers.
    limits
        Stale limits, seconds, shape (n,).
    usual
        Regular interval of their kind, seconds, -1 where it has none, shape (n,).
    assessor
        Judges their values.
    """

    ids: pd.Index
    limits: Ints
    usual: Ints
    assessor: Assessor

    @classmethod
    def of(cls, stations: pd.DataFrame) -> Network:
        """From rows of ``station``."""
        intervals = {kind.name: kind.interval_s for kind in KINDS.values()}
        usual = np.asarray(stations["kind"].map(intervals).fillna(-1), dtype=np.int64)
        return cls(pd.Index(stations["station_id"]), stale_limits(stations), usual, Assessor(stations))


@dataclass(frozen=True)
class States:
    """The state of those k stations that have any row.

    Attributes
    ----------
    at
        Their positions among the stations, ascending, shape (k,).
    newest
        Microseconds UTC, shape (k,).
    flag
        The worst one of the newest rows, shape (k,).
    faulty
        Whether it is another one than N, shape (k,).
    judged
        Index, level, alarms.
    values
        In the order of `VALUE_COLUMNS`, NaN where missing, shape (k, p).
    """

    at: Ints
    newest: Ints
    flag: npt.NDArray[np.object_]
    faulty: npt.NDArray[np.bool_]
    judged: Assessment
    values: Floats


def states_of(
    network: Network,
    rows: NewestRows,
    *,
    utc_offset_hours: float,
    among: npt.NDArray[np.bool_] | None = None,
    on: datetime | None = None,
) -> States:
    """State of stations from the newest row of each of their series; see `status_rows`.

    Parameters
    ----------
    among
        The stations asked for, shape (n,); None: all.
    """
    size = len(network.ids)
    at = network.ids.get_indexer(pd.Index(rows.stations))[rows.station]
    mine = np.flatnonzero(at >= 0)
    if among is not None:
        mine = mine[among[at[mine]]]
    at, time = at[mine], rows.time[mine]
    last = np.full(size, _NEVER)
    np.maximum.at(last, at, time)
    moment = None if on is None else round(on.timestamp() * 1_000_000)
    limits = network.limits[at] * 1_000_000
    recent = time >= last[at] - limits if moment is None else time > moment - limits
    at, time, mine = at[recent], time[recent], mine[recent]
    # Properties that this plugin does not know share a column that nobody sees.
    prop = np.minimum(rows.prop[mine], len(VALUE_COLUMNS))
    rank: Ints = _RANKS[rows.flag[mine]]
    value = np.where(rank == 0, rows.value[mine], np.nan)
    worst = _worst(at, prop, time, rank, size)
    matrix = _values(at, prop, time, rows.interval[mine], value, network.usual)
    there = np.zeros(size, bool)
    there[at] = True
    # The local clock just before each interval ends: what `assess` makes of instants.
    ends = np.where(there, last, 0) if moment is None else np.full(size, moment)
    clock = (ends + round(utc_offset_hours * 3_600_000_000) - 1).astype("datetime64[us]")
    judged = network.assessor.judge(matrix, clock, among=there)
    at = np.flatnonzero(there)
    return States(at, last[at], _FLAGS[worst[at]], worst[at] > 0, judged.take(at), matrix[at])


def _worst(at: Ints, prop: Ints, time: Ints, rank: Ints, size: int) -> Ints:
    newest = np.zeros((size, len(VALUE_COLUMNS) + 1), np.int64)
    # Written from the oldest to the newest, the worse flag last among equals, so that the right one stays.
    order = np.lexsort((rank, time))
    newest[at[order], prop[order]] = rank[order]
    worst: Ints = newest.max(axis=1, initial=0)
    return worst


def _values(at: Ints, prop: Ints, time: Ints, interval: Ints, value: Floats, usual: Ints) -> Floats:
    order = np.lexsort((interval, time, interval == usual[at]))
    matrix = np.full((len(usual), len(VALUE_COLUMNS) + 1), np.nan)
    matrix[at[order], prop[order]] = value[order]
    return matrix[:, :-1]


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
    found = states_of(Network.of(stations), NewestRows.of(newest), utc_offset_hours=utc_offset_hours, on=on)
    chosen = stations.iloc[found.at]
    index = chosen.index
    moments = pd.Series(found.newest.astype("datetime64[us]").astype("datetime64[ns]"), index=index)
    arrived = pd.NaT if received is None else pd.Timestamp(received)
    plain = pd.DataFrame(
        {
            "station_id": chosen["station_id"],
            "newest": moments.dt.tz_localize("UTC"),
            "received": pd.Series(arrived, index=index, dtype="datetime64[ns, UTC]"),
            "flag": found.flag,
            "faulty": pd.array(found.faulty.astype(np.int64), dtype="Int64"),
        }
    )
    wide = pd.DataFrame(found.values, columns=VALUE_COLUMNS, index=index)
    return pd.concat([plain, found.judged.frame(index), wide], axis=1)[STATUS_COLUMNS]
