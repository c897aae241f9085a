"""Keeps the tables ``status`` and ``township_status`` in step with the newest rows, writing only what differs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Protocol, cast

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from ..standards.assessment import Assessment
from .newest import SeriesIndex
from .status import STATUS_COLUMNS, VALUE_COLUMNS, Network, States, states_of
from .townships import CONCENTRATIONS, TOWNSHIP_STATUS_COLUMNS, AirState, township_positions, township_states

__all__ = ["LiveState", "StateStore"]

_NEVER = np.iinfo(np.int64).min
_PLAIN = [name for name in STATUS_COLUMNS if name not in VALUE_COLUMNS and name != "received"]
_AIR = [VALUE_COLUMNS.index(name) for name in CONCENTRATIONS]

Row = tuple[object, ...]


class StateStore(Protocol):
    """The tables of a centre inside a writer's transaction."""

    def counters(self) -> tuple[int, int]:
        """How often anything, and how often a place, has changed; read before the transaction ends, so that a change by
        somebody else right after it is not taken for seen."""

    def read(self, name: str) -> pd.DataFrame:
        """All rows of a table, ordered by key."""

    def keys(self, name: str) -> list[str]:
        """The keys of a table."""

    def upsert(self, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        """Insert rows or bring them up to date; times are UTC text."""

    def delete(self, name: str, keys: Collection[str]) -> object:
        """Delete rows by key."""


class LiveState:
    """Computes status rows inside the writer's transaction; remembers places and rows between appends."""

    def __init__(self, utc_offset_hours: float) -> None:
        self._offset = utc_offset_hours
        self._areas: set[Row] = set()
        self.forget()

    def forget(self) -> None:
        """Read everything again next time."""
        self._seen: tuple[int, int] | None = None

    def settled(self, counters: tuple[int, int]) -> None:
        """What `update` wrote is durable, with these counters."""
        self._seen = counters

    def update(
        self,
        store: StateStore,
        index: SeriesIndex,
        touched: Collection[str] | None,
        received: datetime | None,
        *,
        prepared: bool = False,
    ) -> int:
        """Bring the status of the stations touched (None: all) and the townships up to date; returns the stations.

        With `prepared` nothing is read, because `prepare` did so in the same transaction.
        """
        if not prepared:
            self.prepare(store)
        ids = self._network.ids
        among = np.ones(len(ids), bool)
        if touched is None:
            known = set(ids)
            strangers = [key for key in store.keys("status") if key not in known]
            store.delete("status", strangers)
        else:
            among = ids.isin(list(touched))
        found = states_of(self._network, index.newest(), utc_offset_hours=self._offset, among=among)
        chosen = np.flatnonzero(among)
        silent = np.setdiff1d(chosen, found.at)
        if len(silent):
            self._rows[silent], self._values[silent], self._newest[silent] = None, np.nan, _NEVER
            store.delete("status", ids[silent].tolist())
        self._write(store, found, received)
        self._write_townships(store)
        return len(chosen)

    def _write(self, store: StateStore, found: States, received: datetime | None) -> None:
        at, values = found.at, found.values
        plain = np.empty(len(at), dtype=object)
        plain[:] = _plain(self._network, found)
        held = self._values[at]
        differs = ~((values == held) | (np.isnan(values) & np.isnan(held))).all(axis=1)
        differs |= np.array([new != old for new, old in zip(plain, self._rows[at])], bool)
        used = ~(np.isnan(values) & np.isnan(held))
        kinds = self._kinds[at]
        # When it arrived is no news by itself, and stays as it is where nothing arrived.
        arrived: list[object] = [] if received is None else [received.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")]
        beside = ["received"] if arrived else []
        for kind in set(kinds[differs]):
            rows = np.flatnonzero(differs & (kinds == kind))
            # Only the properties that a kind has: binding all of them takes three times as long.
            columns = np.flatnonzero(used[rows].any(axis=0))
            names = [*_PLAIN, *(VALUE_COLUMNS[column] for column in columns), *beside]
            figures = _objects(values[np.ix_(rows, columns)])
            store.upsert("status", names, [(*plain[row], *some, *arrived) for row, some in zip(rows, figures)])
        self._rows[at], self._values[at] = plain, values
        self._newest[at] = found.newest

    def _write_townships(self, store: StateStore) -> None:
        if not len(self._townships):
            return
        air = AirState(self._kinds, self._township, self._newest, self._network.limits, self._values[:, _AIR])
        now = township_states(len(self._townships), air, utc_offset_hours=self._offset)
        columns = {
            "code": self._townships,
            "newest": _texts(now.newest, now.reporting > 0),
            **_judged(now.judged),
            "stations": now.stations.tolist(),
            "reporting": now.reporting.tolist(),
            "basis": now.basis.tolist(),
            **dict(zip(CONCENTRATIONS, zip(*_objects(now.values)))),
        }
        new = list(zip(*(columns[name] for name in TOWNSHIP_STATUS_COLUMNS)))
        store.upsert("township_status", TOWNSHIP_STATUS_COLUMNS, [row for row in new if row not in self._areas])
        self._areas = set(new)

    def prepare(self, store: StateStore) -> tuple[int, int]:
        """Read places and states where they changed; returns the counters they belong to."""
        counters = store.counters()
        if counters != self._seen:
            self._read(store, counters)
        return counters

    def _read(self, store: StateStore, counters: tuple[int, int]) -> None:
        if self._seen is None or counters[1] != self._seen[1]:
            stations, townships = store.read("station"), store.read("township")
            self._township = township_positions(cast(gpd.GeoDataFrame, stations), cast(gpd.GeoDataFrame, townships))
            self._network = Network.of(stations)
            self._townships = townships["code"].tolist()
            self._kinds = stations["kind"].to_numpy(dtype=object)
        size = len(self._network.ids)
        self._rows = np.full(size, None, dtype=object)
        self._values = np.full((size, len(VALUE_COLUMNS)), np.nan)
        self._newest = np.full(size, _NEVER)
        status = store.read("status")
        at = self._network.ids.get_indexer(pd.Index(status["station_id"]))
        mine = np.flatnonzero(at >= 0)
        plain = list(zip(*(_stored(status[name]) for name in _PLAIN)))
        for row in mine:
            self._rows[at[row]] = plain[row]
        self._values[at[mine]] = status[VALUE_COLUMNS].to_numpy(np.float64)[mine]
        self._newest[at[mine]] = _microseconds(status["newest"])[mine]
        areas = store.read("township_status")
        self._areas = set(zip(*(_stored(areas[name]) for name in TOWNSHIP_STATUS_COLUMNS)))
        self._seen = counters


def _microseconds(times: pd.Series) -> npt.NDArray[np.int64]:
    return times.dt.tz_localize(None).to_numpy().astype("datetime64[us]").astype(np.int64)


def _objects(values: npt.NDArray[np.float64]) -> list[list[object]]:
    objects = values.astype(object)
    objects[np.isnan(values)] = None
    rows: list[list[object]] = objects.tolist()
    return rows


def _plain(network: Network, found: States) -> list[Row]:
    """The columns `_PLAIN` of each station as a store takes them."""
    columns = {
        "station_id": network.ids[found.at].tolist(),
        "newest": _texts(found.newest, np.ones(len(found.at), bool)),
        "flag": found.flag.tolist(),
        "faulty": found.faulty.astype(int).tolist(),
        **_judged(found.judged),
        "scheme": found.judged.scheme.tolist(),
        "alarms": found.judged.alarms.tolist(),
    }
    return list(zip(*(columns[name] for name in _PLAIN)))


def _judged(judged: Assessment) -> dict[str, list[object]]:
    """What stations and townships are judged by, as a store takes it."""
    index, level = judged.index.astype(object), judged.level.astype(object)
    index[judged.index < 0], level[judged.level == 0] = None, None
    return {
        "index_value": index.tolist(),
        "level": level.tolist(),
        "category": judged.category.tolist(),
        "primary_pollutant": judged.primary.tolist(),
    }


def _texts(times: npt.NDArray[np.int64], there: npt.NDArray[np.bool_]) -> list[object]:
    """Instants in microseconds as UTC text, None where there is none."""
    # Many stations speak at the same moment.
    distinct, which = np.unique(times, return_inverse=True)
    seconds = np.datetime_as_string(distinct.astype("datetime64[us]").astype("datetime64[s]"))
    texts = np.array([f"{text}Z" for text in seconds.tolist()], dtype=object)[which.reshape(-1)]
    texts[~there] = None
    listed: list[object] = texts.tolist()
    return listed


def _stored(column: pd.Series) -> list[object]:
    """Values as a store takes them."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        # numpy writes a column of instants ten times faster than strftime.
        texts = np.datetime_as_string(column.dt.tz_localize(None).to_numpy().astype("datetime64[s]"))
        return [None if text == "NaT" else f"{text}Z" for text in texts.tolist()]
    if isinstance(column.dtype, pd.Int64Dtype):
        whole: list[object] = column.to_numpy(dtype=object, na_value=None).tolist()  # type: ignore[call-overload]
        return whole
    return [None if gone else value for value, gone in zip(column.tolist(), column.isna().to_numpy())]
