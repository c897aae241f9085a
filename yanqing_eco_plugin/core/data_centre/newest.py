"""What the centre knows of each series without looking at its history: first and newest instant, newest value."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..standards import PROPERTIES
from .frames import FLAGS, INTERVAL_BITS, Batch
from .sql import insert_sql, select_sql, update_sql

__all__ = ["SERIES_COLUMNS", "NewestRows", "SeriesIndex"]

Row = tuple[object, ...]
Ints = npt.NDArray[np.int64]

_TABLE = "series_newest"
SERIES_COLUMNS = ["station_id", "property", "interval", "oldest", "newest", "value", "flag"]
_NEVER = np.iinfo(np.int64).min
_FLAGS = np.array(FLAGS, dtype=object)
_CODES = {flag: code for code, flag in enumerate(FLAGS)}
_PROPERTY_BITS = 12


@dataclass(frozen=True)
class NewestRows:
    """Newest row of each of m series.

    Attributes
    ----------
    stations
        Names that `station` counts in.
    station, prop
        Position of the station in `stations`; of the property among the known ones, beyond them for any other; shape (m,).
    interval
        Seconds, shape (m,).
    time
        Microseconds UTC, shape (m,).
    value
        Shape (m,).
    flag
        Position in `FLAGS`, shape (m,).
    """

    stations: list[str]
    station: Ints
    prop: Ints
    interval: Ints
    time: Ints
    value: npt.NDArray[np.float64]
    flag: npt.NDArray[np.int8]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> NewestRows:
        """From a frame ``station_id, property, interval, newest`` (microseconds), ``value, flag``."""
        station, stations = pd.factorize(rows["station_id"])
        prop = pd.Categorical(rows["property"], list(PROPERTIES)).codes.astype(np.int64)
        return cls(
            list(stations),
            station.astype(np.int64),
            np.where(prop < 0, len(PROPERTIES), prop),
            rows["interval"].to_numpy(np.int64),
            rows["newest"].to_numpy(np.int64),
            rows["value"].to_numpy(np.float64),
            pd.Categorical(rows["flag"], list(FLAGS)).codes.astype(np.int8),
        )


class SeriesIndex:
    """The writer's copy of the table ``series_newest``.

    A series is what one station says of one property at one interval. Rows newer than its newest instant or older than its
    oldest cannot be in the centre yet, so that only rows in between have to be looked up.
    """

    def __init__(self, version: int, rows: list[tuple[object, ...]]) -> None:
        self.version = version  # of the observation table that is counted here
        self._fill(rows)

    def _fill(self, rows: list[tuple[object, ...]]) -> None:
        parts = list(zip(*rows)) if rows else [()] * 7
        self._stations: dict[str, int] = {}
        self._properties = {name: at for at, name in enumerate(PROPERTIES)}
        self._code = _key(
            _numbered(self._stations, list(parts[0])),
            _numbered(self._properties, list(parts[1])),
            np.array(parts[2], np.int64),
        )
        self._sort()
        self._oldest = np.array(parts[3], np.int64)
        self._newest = np.array(parts[4], np.int64)
        self._value = np.array(parts[5], np.float64)
        self._flag = np.array([_CODES[str(flag)] for flag in parts[6]], np.int8)
        self._touched = np.zeros(len(self._code), bool)
        self._saved = len(self._code)

    def _sort(self) -> None:
        self._order = np.argsort(self._code)
        self._ordered = self._code[self._order]

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> SeriesIndex:
        """Read it from the feature database."""
        version = connection.execute("SELECT value FROM centre_state WHERE name = 'observations'").fetchone()[0]
        return cls(version, connection.execute(select_sql(_TABLE, SERIES_COLUMNS, order="id")).fetchall())

    def maybe_held(self, rows: Batch) -> npt.NDArray[np.bool_]:
        """Rows whose keys the centre may hold already, shape (n,)."""
        codes, first = rows.series
        stations = _sought(self._stations, rows.stations)[rows.station[first]]
        properties = _sought(self._properties, rows.properties)[rows.prop[first]]
        at = self._find(_key(stations, properties, rows.interval[first]))
        known = at >= 0
        oldest, newest = np.full(len(first), _NEVER), np.full(len(first), _NEVER)
        oldest[known], newest[known] = self._oldest[at[known]], self._newest[at[known]]
        found: npt.NDArray[np.bool_] = (rows.time >= oldest[codes]) & (rows.time <= newest[codes])
        return found

    def _find(self, keys: Ints) -> Ints:
        """Position of each series, -1 where it is not known."""
        if not len(self._ordered):
            return np.full(len(keys), -1)
        near = np.minimum(np.searchsorted(self._ordered, keys), len(self._ordered) - 1)
        return np.where(self._ordered[near] == keys, self._order[near], -1)

    def count(self, rows: Batch) -> None:
        """Take stored rows into account; counting the same rows again changes nothing."""
        if not len(rows):
            return
        codes, first = rows.series
        last = np.empty(len(first), np.int64)
        last[codes] = np.arange(len(rows))
        at = self._positions(rows, first)
        self._oldest[at] = np.minimum(self._oldest[at], rows.time[first])
        # An equal instant is a correction of the newest row.
        newer = rows.time[last] >= self._newest[at]
        at_newer, from_newer = at[newer], last[newer]
        self._newest[at_newer] = rows.time[from_newer]
        self._value[at_newer] = rows.value[from_newer]
        ranks = np.array([_CODES[flag] for flag in rows.flags], np.int8)
        self._flag[at_newer] = ranks[rows.flag[from_newer]]
        self._touched[at] = True

    def _positions(self, rows: Batch, first: Ints) -> Ints:
        """Position of the series of the rows `first`, which may be new."""
        stations = _numbered(self._stations, rows.stations.tolist())[rows.station[first]]
        properties = _numbered(self._properties, rows.properties.tolist())[rows.prop[first]]
        keys = _key(stations, properties, rows.interval[first])
        at = self._find(keys)
        fresh = np.flatnonzero(at < 0)
        if len(fresh):
            at[fresh] = len(self._code) + np.arange(len(fresh))
            more = len(fresh)
            self._code = np.concatenate([self._code, keys[fresh]])
            self._oldest = np.concatenate([self._oldest, rows.time[first[fresh]]])
            self._newest = np.concatenate([self._newest, np.full(more, _NEVER)])
            self._value = np.concatenate([self._value, np.full(more, np.nan)])
            self._flag = np.concatenate([self._flag, np.zeros(more, np.int8)])
            self._touched = np.concatenate([self._touched, np.zeros(more, bool)])
            self._sort()
        return at

    def replace(self, frame: pd.DataFrame) -> None:
        """Forget everything and take the series of `frame`: the columns of ``series_newest``, instants in microseconds."""
        columns = [frame[name].tolist() for name in SERIES_COLUMNS]
        self._fill(list(zip(*columns)))
        self._touched[:] = True

    def touched_stations(self) -> set[str]:
        """Stations with a series that changed since the index was settled."""
        names = list(self._stations)
        return {names[station] for station in np.unique(self._station()[self._touched]).tolist()}

    def changes(self) -> tuple[list[Row], list[Row]]:
        """What changed since it was settled: rows ``oldest, newest, value, flag, id`` of series that were saved before, and
        rows ``id, station_id, property, interval, oldest, newest, value, flag`` of the others; instants in microseconds."""
        at = np.flatnonzero(self._touched)
        # A row's number is its place in memory: finding rows by their three names takes twice as long.
        known, fresh = at[at < self._saved], at[at >= self._saved]
        new = zip(fresh.tolist(), *(part[fresh].tolist() for part in self._names()), *self._figures(fresh))
        return list(zip(*self._figures(known), known.tolist())), list(new)

    def _figures(self, at: Ints) -> list[list[object]]:
        """Columns ``oldest, newest, value, flag`` of the series at `at`."""
        values = self._value[at].astype(object)
        values[np.isnan(self._value[at])] = None
        return [self._oldest[at].tolist(), self._newest[at].tolist(), values.tolist(), _FLAGS[self._flag[at]].tolist()]

    def forget_saved(self) -> None:
        """The store holds no series any more; all of them are saved anew."""
        self._saved = 0

    def save(self, connection: sqlite3.Connection, *, afresh: bool = False) -> None:
        """Write what changed, inside the caller's transaction."""
        if afresh:
            connection.execute("DELETE FROM series_newest")
            self.forget_saved()
        known, fresh = self.changes()
        connection.executemany(update_sql(_TABLE, SERIES_COLUMNS[3:], "id"), known)
        connection.executemany(insert_sql(_TABLE, ["id", *SERIES_COLUMNS]), fresh)

    def settled(self, version: int) -> None:
        """The transaction that held `save` is durable."""
        self.version = version
        self._saved = len(self._code)
        self._touched[:] = False

    def oldest(self) -> Ints:
        """First instant of every series in the order of `rows`, microseconds."""
        return self._oldest.copy()

    def newest(self) -> NewestRows:
        """Newest row of every series; what is counted later may show in it."""
        return NewestRows(
            list(self._stations), self._station(), self._prop(), self._interval(), self._newest, self._value, self._flag
        )

    def rows(self) -> pd.DataFrame:
        """Newest row of every series: ``station_id, property, interval`` (s), ``newest`` (microseconds), ``value, flag``."""
        named = dict(zip(SERIES_COLUMNS, self._names()))
        return pd.DataFrame({**named, "newest": self._newest, "value": self._value, "flag": _FLAGS[self._flag]})

    def _names(self) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_], Ints]:
        """Station, property and interval of each series."""
        stations, properties = np.array(list(self._stations), object), np.array(list(self._properties), object)
        return stations[self._station()], properties[self._prop()], self._interval()

    def _station(self) -> Ints:
        return self._code >> (_PROPERTY_BITS + INTERVAL_BITS)

    def _prop(self) -> Ints:
        return self._code >> INTERVAL_BITS & ((1 << _PROPERTY_BITS) - 1)

    def _interval(self) -> Ints:
        return self._code & ((1 << INTERVAL_BITS) - 1)


def _key(station: Ints, prop: Ints, interval: Ints) -> Ints:
    return ((station << _PROPERTY_BITS | prop) << INTERVAL_BITS) | interval


def _numbered(known: dict[str, int], names: list[str]) -> Ints:
    """Number of each name; new names get the next ones."""
    return np.array([known.setdefault(name, len(known)) for name in names], np.int64)


def _sought(known: dict[str, int], names: npt.NDArray[np.object_]) -> Ints:
    """Number of each name; -1 where it has none, which makes a key that no series has."""
    return np.array([known.get(name, -1) for name in names.tolist()], np.int64)
