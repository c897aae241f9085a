"""The folder centre: one folder anybody can copy, read by many processes while one writes."""

from __future__ import annotations

import getpass
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar, cast

import duckdb
import geopandas as gpd
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from ..errors import CentreReadOnlyError
from ..progress import Progress
from .afterwards import Afterwards
from .archive import ArchiveQuestion
from .archive_answer import STATION_COLUMNS, archive_answer
from .arrival import read_arrivals
from .centre import AppendResult, DataCentre, Edit, Figure, Group, MapSource, Period
from .delta_log import DataFile
from .engine import Engine, QueryEngine
from .failures import clear_errors
from .feature_frames import check_where, column_names
from .feature_tables import read_rows
from .fingerprint import Fingerprint, table_fingerprints
from .geopackage import FEATURES, reading
from .instants import aware, from_microseconds, microseconds
from .manifest import Manifest
from .observations import ObservationStore
from .past_state import LIVE_COLUMNS, oldest_shown, past_states
from .positions import PositionStore
from .queries import between, newest_rows, series
from .rollups import DayRollup
from .statistics import station_statistics
from .writing import FolderWriter

__all__ = ["FolderCentre", "FolderParts"]

_LOG = logging.getLogger(__name__)

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class FolderParts:
    """What a folder centre is made of, for those who look after it."""

    folder: Path
    observations: ObservationStore
    rollups: DayRollup
    engine: Engine
    utc_offset_hours: float
    writer: FolderWriter | None

    def required_writer(self) -> FolderWriter:
        """The writing half; raises `CentreReadOnlyError` where the centre was opened for reading only."""
        if self.writer is None:
            raise CentreReadOnlyError(
                "The data centre {place} was opened for reading only.", hint="Open it for writing.", place=self.folder
            )
        return self.writer


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
    analyst
        What evaluates statistics instead of the centre's own engine.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, *, writable: bool, wait_s: float, analyst: QueryEngine | None = None
    ) -> None:
        self.address = str(folder)
        self.district = manifest.district
        self.synthetic = manifest.synthetic
        self.writable = writable
        self._folder = folder
        self._offset = manifest.district.utc_offset_hours
        self._engine = Engine()
        self._observations = ObservationStore(folder, self._engine)
        self._positions = PositionStore(folder, self._engine)
        self._analyst: QueryEngine = analyst or self._engine
        self._rollups = DayRollup(folder, self._analyst, self._offset)
        self._tidying = Afterwards("position-tidying", self._tidy_positions)
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
            return read_rows(connection, "station_live", where=where, ids=ids, geometry=False, columns=LIVE_COLUMNS)

    def snapshot(self, when: datetime, *, kind: str | None = None) -> pd.DataFrame:
        moment = aware(when)
        stations = self.stations(kind=kind)
        start = oldest_shown(stations, moment)

        def newest() -> pd.DataFrame:
            files = self._observations.files(after=microseconds(start), until=microseconds(moment))
            rows = between(self._table(files), start, moment)
            return self._engine.fetch(newest_rows(rows)).to_pandas()

        found = self._ask(newest)
        with self._reading() as connection:
            began = dict(connection.execute("SELECT station_id, min(oldest) FROM series_newest GROUP BY station_id"))
        return past_states(stations, found, began, moment, self._offset)

    def series(
        self,
        station_ids: Collection[str],
        properties: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        interval: int | None = None,
    ) -> pd.DataFrame:
        first, last = aware(start), aware(end)

        def rows() -> pd.DataFrame:
            files = self._observations.files(
                after=microseconds(first), until=microseconds(last), properties=properties, stations=station_ids
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
        first, last = aware(start), aware(end)
        with self._reading() as connection:
            stations = read_rows(
                connection,
                "station",
                where=None if kind is None else {"kind": kind},
                ids=ids,
                geometry=False,
                columns=["station_id", "kind"],
            )
        unregistered = set(ids or ()) - set(stations["station_id"]) if kind is None else set()
        kinds = {**dict(zip(stations["station_id"], stations["kind"])), **dict.fromkeys(unregistered, "")}
        return self._ask(
            lambda: station_statistics(
                self._observations,
                self._rollups,
                self._analyst,
                prop,
                first,
                last,
                period=period,
                kinds=kinds,
                everyone=kind is None and ids is None,
                utc_offset_hours=self._offset,
            )
        )

    def archive_statistics(
        self,
        prop: str,
        start: datetime,
        end: datetime,
        *,
        period: Period = "whole",
        group_by: Sequence[Group] = ("station",),
        kind: str | None = None,
        figures: Collection[Figure] | None = None,
    ) -> pd.DataFrame:
        question = ArchiveQuestion(
            prop,
            aware(start),
            aware(end),
            period,
            tuple(group_by),
            self._offset,
            figures,
        )
        with self._reading() as connection:
            where = None if kind is None else {"kind": kind}
            stations = read_rows(connection, "station", where=where, geometry=False, columns=STATION_COLUMNS)
        return self._ask(
            lambda: archive_answer(
                self._observations, self._rollups, self._analyst, question, stations, everyone=kind is None
            )
        )

    def _table(self, files: list[DataFile]) -> ir.Table:
        return self._engine.table(self._observations.paths(files), self._observations.lake.schema)

    def time_span(self) -> tuple[datetime, datetime] | None:
        with self._reading() as connection:
            first, last = connection.execute("SELECT min(oldest), max(newest) FROM series_newest").fetchone()
        if first is None:
            return None
        return from_microseconds(first), from_microseconds(last)

    def fixes(
        self,
        resource_ids: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        every_s: float = 0.0,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        with clear_errors(self._folder):
            return self._positions.fixes(resource_ids, start, end, every_s=every_s, columns=columns)

    def quarantine(self, *, unresolved_only: bool = True) -> pd.DataFrame:
        with self._reading() as connection:
            rows = read_rows(connection, "quarantine", where={"resolved": None} if unresolved_only else None)
        return rows.sort_values("received", ascending=False, kind="stable", ignore_index=True)

    def arrivals(self, first: date, last: date) -> pd.DataFrame:
        with self._reading() as connection:
            return read_arrivals(connection, first, last)

    def revision(self) -> str:
        with self._reading() as connection:
            row = connection.execute(
                "SELECT value, (SELECT value FROM centre_state WHERE name = 'observations'), "
                "(SELECT count(*) FROM station_live WHERE state = 'stale'), "
                "COALESCE((SELECT value FROM centre_state WHERE name = 'fixes'), 0) "
                "FROM centre_state WHERE name = 'revision'"
            ).fetchone()
        return ".".join(str(part) for part in row)

    def fingerprints(self, tables: Mapping[str, str]) -> dict[str, dict[str, Fingerprint]]:
        with self._reading() as connection:
            return {table: table_fingerprints(connection, table, by) for table, by in tables.items()}

    def map_source(self, table: str, *, where: Mapping[str, object] | None = None) -> MapSource:
        column_names(table)
        uri = f"{self._folder / FEATURES}|layername={table}"
        tests = [f'"{name}" {_equals(value)}' for name, value in check_where(table, where)]
        return MapSource("ogr", uri + (f"|subset={' AND '.join(tests)}" if tests else ""))

    # -- writing -------------------------------------------------------------------------------------------------------

    def _writing(self) -> FolderWriter:
        return self.parts().required_writer()

    def append_observations(
        self, frame: pd.DataFrame, *, received: datetime | None = None, progress: Progress | None = None
    ) -> AppendResult:
        return self._writing().append(frame, None if received is None else aware(received), progress)

    def append_fixes(self, frame: pd.DataFrame, *, received: datetime | None = None) -> AppendResult:
        moment = datetime.now(UTC) if received is None else aware(received)
        with self._writing().session() as connection:
            result = self._positions.append(connection, frame, moment)
        if self._positions.crowded():
            self._tidying.start()
        return result

    def _tidy_positions(self) -> None:
        self._positions.tidy(self._writing().exchanging)

    def change(self, edits: Sequence[Edit], *, by: str = "") -> int:
        return self._writing().change(edits, by or getpass.getuser(), datetime.now(UTC))

    def add_quarantine(self, records: pd.DataFrame) -> int:
        return self._writing().add_quarantine(records, datetime.now(UTC))

    def resolve_quarantine(self, record_ids: Collection[str]) -> int:
        return self._writing().resolve_quarantine(record_ids, datetime.now(UTC))

    def refresh_status(self) -> int:
        return self._writing().refresh()

    def parts(self) -> FolderParts:
        """What the centre is made of."""
        return FolderParts(self._folder, self._observations, self._rollups, self._engine, self._offset, self._writer)

    def close(self) -> None:
        self._tidying.wait()
        if self._writer is not None:
            self._writer.close()
        self._analyst.close()
        self._engine.close()


def _equals(value: object) -> str:
    if value is None:
        return "IS NULL"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"= {value}"
    return "= '" + str(value).replace("'", "''") + "'"
