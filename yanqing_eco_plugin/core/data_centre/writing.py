"""Everything that changes a folder centre: one writer at a time, each step durable before the next."""

from __future__ import annotations

import logging
import sqlite3
import threading
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import CentreLockedError, InputError
from ..progress import Progress, checkpoint
from .centre import AppendResult, Edit
from .delta_log import Commit
from .editing import check_deletion, held_rows, stamped
from .engine import Engine
from .failures import clear_errors
from .feature_tables import bump_revision, column_names, delete_rows, upsert, write_rows
from .frames import check_frame
from .geopackage import FEATURES, transaction, writing
from .housekeeping import tidy
from .layout import align_layout
from .live_state import LiveState
from .locking import writer_lock
from .newest import SeriesIndex
from .observations import Change, ObservationStore
from .queries import newest_rows
from .rollups import DayRollup
from .schema import TABLES

__all__ = ["FolderWriter"]

_LOG = logging.getLogger(__name__)

MOST_RAW_BYTES = 65_536


class FolderWriter:
    """The writing half of a folder centre.

    An append makes three things durable, in this order: the commit of the observation table, the commit of the daily sums,
    which notes the version it counts, and one SQLite transaction with the newest rows, the status and that version. A
    writer that was killed in between is found by the difference of these versions, and what is missing is made up for
    before anything else is written.
    """

    def __init__(
        self,
        folder: Path,
        observations: ObservationStore,
        rollups: DayRollup,
        engine: Engine,
        utc_offset_hours: float,
        wait_s: float,
    ) -> None:
        self._folder = folder
        self._observations = observations
        self._rollups = rollups
        self._engine = engine
        self._wait_s = wait_s
        self._guard = threading.RLock()
        self._ready = False
        self._index: SeriesIndex | None = None
        self._live = LiveState(utc_offset_hours)

    @contextmanager
    def session(self, *, wait_s: float | None = None) -> Iterator[sqlite3.Connection]:
        """Hold the writer's lock; everything earlier writers acknowledged or began is counted when the block starts.

        Raises
        ------
        CentreLockedError
            Another process writes for longer than we wait.
        CentreReadOnlyError
            No permission or no space.
        """
        wait = self._wait_s if wait_s is None else wait_s
        path = self._folder / FEATURES
        with ExitStack() as held:
            held.enter_context(self._guard)
            held.enter_context(clear_errors(self._folder))
            held.enter_context(writer_lock(self._folder, wait))
            # A connection for each session: one that stays open can have its locks dropped by GDAL in the same process.
            connection = held.enter_context(writing(path, busy_s=wait))
            self._prepare(connection)
            self._catch_up(connection)
            yield connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if self._ready:
            return
        self._observations.lake.repair()
        self._rollups.lake.repair()
        with transaction(connection):
            if align_layout(connection):
                _LOG.info("brought the tables of %s up to date", self._folder)
        self._ready = True

    # -- observations --------------------------------------------------------------------------------------------------

    def append(self, frame: pd.DataFrame, received: datetime, progress: Progress | None) -> AppendResult:
        """Store an observation frame; see `DataCentre.append_observations`."""
        checkpoint(progress, 0.0)
        batch = check_frame(frame)
        checkpoint(progress, 0.2)
        with self.session() as connection:
            index = self._series(connection)
            change = self._observations.append(batch, index)
            if change.version is not None:
                self._count(change)
                index.count(change.new)
                index.count(change.corrected)
                self._settle(connection, index, change.version, received)
                tidy(self._observations, self._rollups, self._engine)
        if progress is not None:
            progress.report(1.0)
        return AppendResult(*change.counts)

    def _count(self, change: Change) -> None:
        version = int(change.version or 0)
        if not len(change.corrected):
            self._rollups.count(change.new, version)
            return
        months = self._rollups.local_months(change.corrected.time)
        properties = set(change.corrected.properties[np.unique(change.corrected.prop)])
        self._rollups.recount(self._observations, months, properties, version, beside=change.new)

    def _settle(
        self,
        connection: sqlite3.Connection,
        index: SeriesIndex,
        version: int,
        received: datetime | None,
        *,
        afresh: bool = False,
    ) -> int:
        try:
            with transaction(connection):
                index.save(connection, version, afresh=afresh)
                count = self._live.update(connection, index, None if afresh else index.touched_stations(), received)
                bump_revision(connection)
                counters = self._live.counters(connection)
        except BaseException:
            # What memory holds may be ahead of what the disk holds now.
            self._forget()
            raise
        index.settled(version)
        self._live.settled(counters)
        return count

    def _forget(self) -> None:
        self._index = None
        self._live.forget()

    def _series(self, connection: sqlite3.Connection) -> SeriesIndex:
        counted = connection.execute("SELECT value FROM centre_state WHERE name = 'observations'").fetchone()[0]
        if self._index is None or self._index.version != counted:
            self._index = SeriesIndex.load(connection)
        return self._index

    # -- making up for an interrupted writer -----------------------------------------------------------------------------

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        index = self._series(connection)
        current = self._observations.lake.snapshot().version
        if index.version == current:
            return
        commits = self._observations.lake.commits_after(index.version)
        rolled = max(self._rollups.counted(), index.version)
        if not commits or commits[-1].version != current or rolled > current:
            # Parts of the folder were restored from different days.
            _LOG.warning("the parts of %s do not belong together; counting everything anew", self._folder)
            self._rebuild(connection, index)
            return
        if not any(commit.data_change for commit in commits):
            with transaction(connection):
                connection.execute("UPDATE centre_state SET value = ? WHERE name = 'observations'", (current,))
            index.version = current
            return
        _LOG.info("making up for %d commits of an interrupted writer in %s", len(commits), self._folder)
        self._roll_up([commit for commit in commits if commit.version > rolled and commit.data_change], current)
        for commit in commits:
            if commit.data_change:
                index.count(self._observations.rows_of(commit))
        self._settle(connection, index, current, datetime.now(UTC))

    def _roll_up(self, commits: list[Commit], current: int) -> None:
        if not any(commit.removed for commit in commits):
            for commit in commits:
                self._rollups.count(self._observations.rows_of(commit), commit.version)
            return
        months = set()
        for commit in commits:
            months |= self._rollups.local_months(self._observations.rows_of(commit).time)
        self._rollups.recount(self._observations, months, None, current)

    def _rebuild(self, connection: sqlite3.Connection, index: SeriesIndex) -> int:
        lake = self._observations.lake
        current = lake.snapshot().version
        months = {file.partition for file in lake.snapshot().files.values()}
        around = {_shifted(month, step) for month in months for step in (-1, 0, 1)}
        held = {file.partition for file in self._rollups.lake.snapshot().files.values()}
        self._rollups.recount(self._observations, around | held, None, current)
        return self._recall(connection, index)

    def _recall(self, connection: sqlite3.Connection, index: SeriesIndex) -> int:
        lake = self._observations.lake
        files = self._observations.paths(list(lake.snapshot().files.values()))
        found = self._engine.fetch(newest_rows(self._engine.table(files, lake.schema))).to_pandas()
        for column in ("oldest", "newest"):
            found[column] = found[column].to_numpy("datetime64[us]").astype(np.int64)
        index.replace(found)
        return self._settle(connection, index, lake.snapshot().version, None, afresh=True)

    def refresh(self) -> int:
        """Recompute newest rows and status from the observations; returns the stations touched."""
        with self.session() as connection:
            return self._recall(connection, self._series(connection))

    def recover(self) -> None:
        """Make up for an interrupted writer now, unless another one is at work and does so itself."""
        try:
            with self.session(wait_s=0.0):
                pass
        except CentreLockedError:
            _LOG.info("another process writes to %s", self._folder)

    # -- features ------------------------------------------------------------------------------------------------------

    def change(self, edits: Sequence[Edit], by: str, at: datetime) -> int:
        """Write and delete rows in one transaction; places get their status in the same."""
        with self.session() as connection:
            index = self._series(connection)
            try:
                with transaction(connection):
                    count = sum(self._edit(connection, edit, by, at) for edit in edits)
                    self._place(connection, index, edits)
                    bump_revision(connection)
            except BaseException:
                self._forget()
                raise
        return count

    def _edit(self, connection: sqlite3.Connection, edit: Edit, by: str, at: datetime) -> int:
        column_names(edit.table)
        table = TABLES.get(edit.table)
        kept = table is not None and (table.edited or table.append_only)
        count = 0
        if edit.delete:
            if table is not None and kept:
                check_deletion(held_rows(connection, table.name, list(edit.delete)), table, edit.delete)
            count += delete_rows(connection, edit.table, edit.delete)
        if edit.rows is not None:
            rows = edit.rows
            if table is not None and kept and table.key in rows.columns:
                held = held_rows(connection, table.name, [str(key) for key in rows[table.key]])
                rows = stamped(held, table, rows, by, at)
            count += write_rows(connection, edit.table, rows)
        return count

    def _place(self, connection: sqlite3.Connection, index: SeriesIndex, edits: Sequence[Edit]) -> None:
        """Bring the status up to date where stations or townships changed."""
        placed = [edit for edit in edits if edit.table in ("station", "township")]
        if placed:
            rows = [edit.rows for edit in placed if edit.table == "station" and edit.rows is not None]
            touched = {str(key) for frame in rows for key in frame["station_id"]}
            self._live.update(connection, index, touched, None)

    def add_quarantine(self, records: pd.DataFrame, received: datetime) -> int:
        """Keep what did not pass; raw bytes beyond 64 KiB are cut, and ``detail`` says so."""
        missing = [name for name in ("source", "reason") if name not in records.columns]
        if missing:
            raise InputError(
                "Quarantined records lack {columns}.", hint="Give source and reason.", columns=", ".join(missing)
            )
        rows = []
        text = received.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for record in records.to_dict("records"):
            raw, detail = _raw_bytes(record.get("raw")), _text(record.get("detail"))
            if raw is not None and len(raw) > MOST_RAW_BYTES:
                detail = f"{detail} [{len(raw)} bytes, first {MOST_RAW_BYTES} kept]".strip()
                raw = raw[:MOST_RAW_BYTES]
            said = [_text(record.get(name)) for name in ("source", "place", "reason")]
            rows.append((uuid.uuid4().hex, text, *said, detail, raw))
        with self.session() as connection, transaction(connection):
            upsert(
                connection, "quarantine", ["record_id", "received", "source", "place", "reason", "detail", "raw"], rows
            )
        return len(rows)

    def resolve_quarantine(self, record_ids: Collection[str], moment: datetime) -> int:
        """Mark records as corrected and replayed."""
        text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        sql = "UPDATE quarantine SET resolved = ? WHERE record_id = ? AND resolved IS NULL"
        with self.session() as connection, transaction(connection):
            return max(connection.executemany(sql, [(text, key) for key in set(record_ids)]).rowcount, 0)


def _shifted(month: tuple[int, int], step: int) -> tuple[int, int]:
    number = month[0] * 12 + month[1] - 1 + step
    return number // 12, number % 12 + 1


def _raw_bytes(raw: object) -> bytes | None:
    if raw is None or (isinstance(raw, float) and np.isnan(raw)) or raw is pd.NA:
        return None
    return raw.encode("utf-8") if isinstance(raw, str) else bytes(raw)  # type: ignore[call-overload]


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)) else str(value)
