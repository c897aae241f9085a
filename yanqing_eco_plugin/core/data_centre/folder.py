"""The folder centre: one folder anybody can copy, read by many processes while one writes."""

from __future__ import annotations

import getpass
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar, cast

import duckdb
import geopandas as gpd
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from ..errors import CentreReadOnlyError, InputError
from ..progress import Progress
from .centre import AppendResult, DataCentre, Edit, MapSource, Period
from .delta_log import DataFile
from .engine import Engine
from .failures import clear_errors
from .feature_tables import check_where, column_names, read_rows
from .geopackage import FEATURES, reading
from .manifest import Manifest
from .observations import ObservationStore
from .queries import between, newest_rows, series
from .rollups import DayRollup
from .statistics import station_statistics
from .status import STATUS_COLUMNS, stale_limits, status_rows
from .writing import FolderWriter

__all__ = ["FolderCentre"]

_LOG = logging.getLogger(__name__)

Answer = TypeVar("Answer")
_LIVE_COLUMNS = ["station_id", "kind", "state", "age_s", *STATUS_COLUMNS[1:]]


class FolderCentre(DataCentre):
    """A centre in a folder: ``centre.toml``, ``features.gpkg``, ``observations/`` and ``rollups/day/``.

    Readers take no lock: each question reads one committed state of the part it asks. Safe to use from several threads.

    Parameters
    ----------
    folder
        Where it lies.
    manifest
        What its ``centre.toml`` says.
    writable
        Whether it may be written through this object.
    wait_s
        How long a write waits for another process to finish.
    """

    def __init__(self, folder: Path, manifest: Manifest, *, writable: bool, wait_s: float) -> None:
        self.address = str(folder)
        self.district = manifest.district
        self.synthetic = manifest.synthetic
        self.writable = writable
        self._folder = folder
        self._offset = manifest.district.utc_offset_hours
        self._engine = Engine()
        self._observations = ObservationStore(folder, self._engine)
        self._rollups = DayRollup(folder, self._engine, self._offset)
        self._writer: FolderWriter | None = None
        if writable:
            self._writer = FolderWriter(folder, self._observations, self._rollups, self._engine, self._offset, wait_s)
            self._writer.recover()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with clear_errors(self._folder), reading(self._folder / FEATURES) as connection:
            yield connection

    def _ask(self, question: Callable[[], Answer]) -> Answer:
        """Answer from one snapshot of the lake; asked again where its files were cleared away in the meantime."""
        with clear_errors(self._folder):
            try:
                return question()
            except (duckdb.IOException, FileNotFoundError):
                _LOG.info("the files of a snapshot are gone; reading a newer one", exc_info=True)
                self._observations.lake.reload()
                self._rollups.lake.reload()
            return question()

    # -- reading -------------------------------------------------------------------------------------------------------

    def stations(self, *, kind: str | None = None, ids: Collection[str] | None = None) -> gpd.GeoDataFrame:
        where = None if kind is None else {"kind": kind}
        with self._reading() as connection:
            return cast(gpd.GeoDataFrame, read_rows(connection, "station", where=where, ids=ids))

    def features(self, table: str, *, where: Mapping[str, object] | None = None) -> pd.DataFrame:
        with self._reading() as connection:
            return read_rows(connection, table, where=where)

    def latest(self, *, kind: str | None = None, ids: Collection[str] | None = None) -> pd.DataFrame:
        where = None if kind is None else {"kind": kind}
        with self._reading() as connection:
            return read_rows(connection, "station_live", where=where, ids=ids, geometry=False)[_LIVE_COLUMNS]

    def snapshot(self, when: datetime, *, kind: str | None = None) -> pd.DataFrame:
        moment = _aware(when)
        stations = self.stations(kind=kind)
        limits = stale_limits(stations)
        start = moment - timedelta(seconds=int(limits.max(initial=1)))

        def newest() -> pd.DataFrame:
            files = self._observations.files(after=_us(start), until=_us(moment))
            rows = between(self._table(files), start, moment)
            return self._engine.fetch(newest_rows(rows)).to_pandas()

        found = self._ask(newest)
        found["newest"] = found["newest"].to_numpy("datetime64[us]").astype(np.int64)
        status = status_rows(stations, found, received=None, utc_offset_hours=self._offset, on=moment)
        rows = stations[["station_id", "kind"]].merge(status, on="station_id", how="left")
        with self._reading() as connection:
            began = dict(connection.execute("SELECT station_id, min(oldest) FROM series_newest GROUP BY station_id"))
        silent = rows["station_id"].map(began).fillna(np.inf) <= _us(moment)
        reported = rows["newest"].notna()
        rows["state"] = np.select(
            [reported & (rows["faulty"] == 1).fillna(False), reported, silent], ["fault", "online", "stale"], "none"
        )
        age = (pd.Timestamp(moment) - rows["newest"]).dt.total_seconds()
        rows["age_s"] = age.astype("Float64").round().astype("Int64")
        return rows[_LIVE_COLUMNS]

    def series(
        self,
        station_ids: Collection[str],
        properties: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        interval: int | None = None,
    ) -> pd.DataFrame:
        first, last = _aware(start), _aware(end)

        def rows() -> pd.DataFrame:
            files = self._observations.files(
                after=_us(first), until=_us(last), properties=properties, stations=station_ids
            )
            question = series(self._table(files), station_ids, properties, first, last, interval)
            return self._engine.fetch(question).to_pandas()

        found = self._ask(rows)
        found["time"] = found["time"].dt.tz_convert("UTC").astype("datetime64[ns, UTC]")
        return found.astype({"interval": np.int64})

    def statistics(
        self,
        prop: str,
        start: datetime,
        end: datetime,
        *,
        period: Period = "whole",
        kind: str | None = None,
        ids: Collection[str] | None = None,
    ) -> pd.DataFrame:
        first, last = _aware(start), _aware(end)
        with self._reading() as connection:
            stations = read_rows(
                connection, "station", where=None if kind is None else {"kind": kind}, ids=ids, geometry=False
            )
        unregistered = set(ids or ()) - set(stations["station_id"]) if kind is None else set()
        kinds = {**dict(zip(stations["station_id"], stations["kind"])), **dict.fromkeys(unregistered, "")}
        return self._ask(
            lambda: station_statistics(
                self._observations,
                self._rollups,
                self._engine,
                prop,
                first,
                last,
                period=period,
                kinds=kinds,
                everyone=kind is None and ids is None,
                utc_offset_hours=self._offset,
            )
        )

    def _table(self, files: list[DataFile]) -> ir.Table:
        return self._engine.table(self._observations.paths(files), self._observations.lake.schema)

    def time_span(self) -> tuple[datetime, datetime] | None:
        with self._reading() as connection:
            first, last = connection.execute("SELECT min(oldest), max(newest) FROM series_newest").fetchone()
        if first is None:
            return None
        return _EPOCH + timedelta(microseconds=first), _EPOCH + timedelta(microseconds=last)

    def quarantine(self, *, unresolved_only: bool = True) -> pd.DataFrame:
        with self._reading() as connection:
            rows = read_rows(connection, "quarantine", where={"resolved": None} if unresolved_only else None)
        return rows.sort_values("received", ascending=False, kind="stable", ignore_index=True)

    def revision(self) -> str:
        with self._reading() as connection:
            row = connection.execute(
                "SELECT value, (SELECT value FROM centre_state WHERE name = 'observations'), "
                "(SELECT count(*) FROM station_live WHERE state = 'stale') FROM centre_state WHERE name = 'revision'"
            ).fetchone()
        return ".".join(str(part) for part in row)

    def map_source(self, table: str, *, where: Mapping[str, object] | None = None) -> MapSource:
        column_names(table)
        uri = f"{self._folder / FEATURES}|layername={table}"
        tests = [f'"{name}" {_equals(value)}' for name, value in check_where(table, where)]
        return MapSource("ogr", uri + (f"|subset={' AND '.join(tests)}" if tests else ""))

    # -- writing -------------------------------------------------------------------------------------------------------

    def _writing(self) -> FolderWriter:
        if self._writer is None:
            raise CentreReadOnlyError(
                "The data centre {place} was opened for reading only.",
                hint="Open it for writing.",
                place=self._folder,
            )
        return self._writer

    def append_observations(
        self, frame: pd.DataFrame, *, received: datetime | None = None, progress: Progress | None = None
    ) -> AppendResult:
        moment = datetime.now(UTC) if received is None else _aware(received)
        return self._writing().append(frame, moment, progress)

    def change(self, edits: Sequence[Edit], *, by: str = "") -> int:
        return self._writing().change(edits, by or getpass.getuser(), datetime.now(UTC))

    def add_quarantine(self, records: pd.DataFrame) -> int:
        return self._writing().add_quarantine(records, datetime.now(UTC))

    def resolve_quarantine(self, record_ids: Collection[str]) -> int:
        return self._writing().resolve_quarantine(record_ids, datetime.now(UTC))

    def refresh_status(self) -> int:
        return self._writing().refresh()

    def close(self) -> None:
        self._engine.close()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise InputError(
            "The time {moment} does not say its time zone.",
            hint="Give an instant with a time zone, e.g. in UTC.",
            moment=moment.isoformat(),
        )
    return moment.astimezone(UTC)


def _us(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _equals(value: object) -> str:
    if value is None:
        return "IS NULL"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"= {value}"
    return "= '" + str(value).replace("'", "''") + "'"
