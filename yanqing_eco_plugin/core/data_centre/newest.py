"""What the centre knows of each series without looking at its history: first and newest instant, newest value."""

from __future__ import annotations

import sqlite3

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..standards import PROPERTIES
from .frames import FLAGS, Batch
from .sql import insert_sql, select_sql, update_sql

__all__ = ["SERIES_COLUMNS", "SeriesIndex"]

Key = tuple[str, str, int]
Row = tuple[object, ...]
Ints = npt.NDArray[np.int64]

_TABLE = "series_newest"
SERIES_COLUMNS = ["station_id", "property", "interval", "oldest", "newest", "value", "flag"]
_NEVER = np.iinfo(np.int64).min
_FLAGS = np.array(FLAGS, dtype=object)
_CODES = {flag: code for code, flag in enumerate(FLAGS)}


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
        self._keys: list[Key] = list(zip(*parts[:3]))  # type: ignore[arg-type]
        self._at = {key: at for at, key in enumerate(self._keys)}
        self._oldest = np.array(parts[3], np.int64)
        self._newest = np.array(parts[4], np.int64)
        self._value = np.array(parts[5], np.float64)
        self._flag = np.array([_CODES[str(flag)] for flag in parts[6]], np.int8)
        self._touched = np.zeros(len(self._keys), bool)
        self._saved = len(self._keys)
        self._named: pd.DataFrame | None = None

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> SeriesIndex:
        """Read it from the feature database."""
        version = connection.execute("SELECT value FROM centre_state WHERE name = 'observations'").fetchone()[0]
        return cls(version, connection.execute(select_sql(_TABLE, SERIES_COLUMNS, order="id")).fetchall())

    def maybe_held(self, rows: Batch) -> npt.NDArray[np.bool_]:
        """Rows whose keys the centre may hold already, shape (n,)."""
        codes, first = rows.series()
        at = np.array([self._at.get(key, -1) for key in series_keys(rows, first)], np.int64)
        if not len(self._keys):
            return np.zeros(len(rows), bool)
        known = at >= 0
        oldest = np.where(known, self._oldest[at], _NEVER)
        newest = np.where(known, self._newest[at], _NEVER)
        found: npt.NDArray[np.bool_] = (rows.time >= oldest[codes]) & (rows.time <= newest[codes])
        return found

    def count(self, rows: Batch) -> None:
        """Take stored rows into account; counting the same rows again changes nothing."""
        if not len(rows):
            return
        codes, first = rows.series()
        last = np.empty(len(first), np.int64)
        last[codes] = np.arange(len(rows))
        at = self._positions(series_keys(rows, first), rows.time[first])
        self._oldest[at] = np.minimum(self._oldest[at], rows.time[first])
        # An equal instant is a correction of the newest row.
        newer = rows.time[last] >= self._newest[at]
        at_newer, from_newer = at[newer], last[newer]
        self._newest[at_newer] = rows.time[from_newer]
        self._value[at_newer] = rows.value[from_newer]
        ranks = np.array([_CODES[flag] for flag in rows.flags], np.int8)
        self._flag[at_newer] = ranks[rows.flag[from_newer]]
        self._touched[at] = True

    def _positions(self, keys: list[Key], oldest: Ints) -> Ints:
        fresh = [row for row, key in enumerate(keys) if key not in self._at]
        if fresh:
            start, more = len(self._keys), len(fresh)
            self._at.update({keys[row]: start + at for at, row in enumerate(fresh)})
            self._keys += [keys[row] for row in fresh]
            self._oldest = np.concatenate([self._oldest, oldest[fresh]])
            self._newest = np.concatenate([self._newest, np.full(more, _NEVER)])
            self._value = np.concatenate([self._value, np.full(more, np.nan)])
            self._flag = np.concatenate([self._flag, np.zeros(more, np.int8)])
            self._touched = np.concatenate([self._touched, np.zeros(more, bool)])
        return np.array([self._at[key] for key in keys], np.int64)

    def replace(self, frame: pd.DataFrame) -> None:
        """Forget everything and take the series of `frame`: the columns of ``series_newest``, instants in microseconds."""
        columns = [frame[name].tolist() for name in SERIES_COLUMNS]
        self._fill(list(zip(*columns)))
        self._touched[:] = True

    def touched_stations(self) -> set[str]:
        """Stations with a series that changed since the index was settled."""
        return {self._keys[at][0] for at in np.flatnonzero(self._touched)}

    def changes(self) -> tuple[list[Row], list[Row]]:
        """What changed since it was settled: rows ``oldest, newest, value, flag, id`` of series that were saved before, and
        rows ``id, station_id, property, interval, oldest, newest, value, flag`` of the others; instants in microseconds."""
        at = np.flatnonzero(self._touched)
        # A row's number is its place in memory: finding rows by their three names takes twice as long.
        known, fresh = at[at < self._saved], at[at >= self._saved].tolist()
        new = zip(fresh, *zip(*(self._keys[row] for row in fresh)), *self._figures(np.array(fresh, np.int64)))
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
        self._saved = len(self._keys)
        self._touched[:] = False

    def oldest(self) -> Ints:
        """First instant of every series in the order of `rows`, microseconds."""
        return self._oldest.copy()

    def rows(self) -> pd.DataFrame:
        """Newest row of every series: ``station_id, property, interval`` (s), ``newest`` (microseconds), ``value, flag``."""
        if self._named is None or len(self._named) != len(self._keys):
            self._named = pd.DataFrame(self._keys, columns=SERIES_COLUMNS[:3])
            self._named["property"] = pd.Categorical(self._named["property"], list(PROPERTIES))
        flags = pd.Categorical.from_codes(self._flag.tolist(), dtype=pd.CategoricalDtype(list(FLAGS)))
        return self._named.assign(newest=self._newest, value=self._value, flag=flags)


def series_keys(rows: Batch, positions: Ints) -> list[Key]:
    """Station, property and interval of the rows at `positions`."""
    return list(
        zip(
            rows.stations[rows.station[positions]].tolist(),
            rows.properties[rows.prop[positions]].tolist(),
            rows.interval[positions].tolist(),
        )
    )
