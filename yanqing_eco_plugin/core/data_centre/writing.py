"""Everything that changes a folder centre: one writer at a time, each step durable before the next."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from ..errors import CentreLockedError
from ..progress import Progress, checkpoint
from .afterwards import Afterwards
from .arrival import arrival_rows, count_arrivals
from .centre import AppendResult, Edit
from .delta_log import Partition
from .editing import check_deletion, held_rows, stamped
from .engine import Engine
from .failures import clear_errors
from .feature_frames import column_names
from .feature_tables import FeatureStore, bump_revision, delete_rows, upsert, write_rows
from .frames import Batch, check_frame
from .geopackage import FEATURES, transaction, writing
from .housekeeping import tidy, tidying_due
from .judging import Judged
from .layout import align_layout
from .live_state import LiveState
from .locking import writer_lock
from .making_up import check_sums, months_around, recount_all, roll_up
from .newest import SeriesIndex
from .observations import ObservationStore
from .quarantine import QUARANTINE_COLUMNS, quarantine_rows
from .queries import newest_rows
from .rollups import DayRollup
from .schema import TABLES

__all__ = ["FolderWriter"]

_LOG = logging.getLogger(__name__)

# Rows up to which records and status are worked on at once: while the status is open, other editors wait.
MOST_BESIDE = 65_536
# How long tidying waits for other writers before it leaves it to a later append.
_TIDY_WAIT_S = 2.0


class FolderWriter:
    """The writing half of a folder centre.

    An append makes three things durable, in this order: the commit of the observation table, the commit of the daily sums,
    which notes the version it counts, and one SQLite transaction with the newest rows, the status and that version. The
    transaction is made ready while the disk is still busy with the other two, and ends after them. A writer that was killed
    in between is found by the difference of these versions, and what is missing is made up for before anything else is
    written. Small files are merged later, in a thread that no append waits for.
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
        self._offset_us = round(utc_offset_hours * 3_600_000_000)
        self._tidying = Afterwards("lake-tidying", self._tidy)

    def close(self) -> None:
        """Wait until nothing is at work any more."""
        self._tidying.wait()

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
        self._rollups.mend()
        with transaction(connection):
            if align_layout(connection):
                _LOG.info("brought the tables of %s up to date", self._folder)
        check_sums(self._observations, self._rollups, self._series(connection).version)
        self._ready = True

    # -- observations --------------------------------------------------------------------------------------------------

    def append(self, frame: pd.DataFrame, received: datetime | None, progress: Progress | None) -> AppendResult:
        """Store an observation frame; see `DataCentre.append_observations`."""
        checkpoint(progress, 0.0)
        batch = check_frame(frame)
        checkpoint(progress, 0.2)
        with self.session() as connection:
            index = self._series(connection)
            judged = self._observations.judge(batch, index)
            if len(judged.new) or len(judged.corrected):
                self._keep(connection, index, judged, received)
        if tidying_due(self._observations, self._rollups):
            self._tidying.start()
        if progress is not None:
            progress.report(1.0)
        return AppendResult(*judged.counts)

    def _tidy(self) -> None:
        tidy(self._observations, self._rollups, self._engine, self.exchanging)

    @contextmanager
    def exchanging(self) -> Iterator[None]:
        """Hold the writer's lock to exchange files; the version that comes of it is counted, so that no append has to."""
        with self.session(wait_s=min(self._wait_s, _TIDY_WAIT_S)) as connection:
            yield
            self._catch_up(connection)

    def _keep(self, connection: sqlite3.Connection, index: SeriesIndex, judged: Judged, said: datetime | None) -> None:
        """Make all three things durable; where that is quick, the status is computed while the disk takes the records."""

        def store() -> int:
            version = self._observations.commit(judged)
            self._count(judged, version)
            return version

        def settle(stored: Callable[[], int]) -> None:
            came = None if said is None else (judged.new, said)
            self._settle(connection, index, stored, said or datetime.now(UTC), rows=rows, came=came)

        rows = (judged.new, judged.corrected)
        if len(judged.corrected) or len(judged.new) > MOST_BESIDE:
            version = store()
            settle(lambda: version)
        else:
            with ThreadPoolExecutor(1, thread_name_prefix="lake") as beside:
                settle(beside.submit(store).result)

    def load(self, month: Partition, parts: Iterable[pa.Table]) -> None:
        """Store sorted rows of a month that the centre does not hold; see `ObservationStore.load`."""
        with self.session() as connection:
            index = self._series(connection)

            def counted() -> Iterator[pa.Table]:
                for part in parts:
                    index.count(check_frame(part.to_pandas()))
                    yield part

            try:
                version = self._observations.load(month, counted())
                if version is not None:
                    around = months_around([month], (-1, 0, 1))
                    self._rollups.recount(self._observations, around, version)
                    self._settle(connection, index, lambda: version, None)
            except BaseException:
                self._forget()
                raise
        for lake in (self._observations.lake, self._rollups.lake):
            lake.sum_up()

    def restore(self, table: str, rows: pd.DataFrame) -> None:
        """Write rows of a feature table with the versions and stamps they bring along."""
        with self.session() as connection:
            index = self._series(connection)
            try:
                with transaction(connection):
                    write_rows(connection, table, rows)
                    self._place(connection, index, [Edit(table, rows)])
                    bump_revision(connection)
            except BaseException:
                self._forget()
                raise

    def _count(self, judged: Judged, version: int) -> None:
        if len(judged.corrected):
            self._rollups.correct(self._observations, judged.corrected, judged.new, version)
        else:
            self._rollups.count(judged.new, version)

    def _settle(
        self,
        connection: sqlite3.Connection,
        index: SeriesIndex,
        stored: Callable[[], int],
        received: datetime | None,
        *,
        rows: Sequence[Batch] = (),
        came: tuple[Batch, datetime] | None = None,
        afresh: bool = False,
    ) -> int:
        """Write newest rows and status, and count `rows` for them and the arrival of what `came`; returns the stations touched.

        The transaction ends after `stored`, which returns the version of the observations once they and their sums are
        durable, so that no reader sees the status of records that a power cut could still take back.
        """
        try:
            for batch in rows:
                index.count(batch)
            with transaction(connection):
                index.save(connection, afresh=afresh)
                count = self._live.update(
                    FeatureStore(connection), index, None if afresh else index.touched_stations(), received
                )
                if came is not None:
                    count_arrivals(connection, arrival_rows(*came, self._offset_us), came[1])
                bump_revision(connection)
                counters = FeatureStore(connection).counters()
                version = stored()
                connection.execute("UPDATE centre_state SET value = ? WHERE name = 'observations'", (version,))
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
            recount_all(self._observations, self._rollups)
            self._recall(connection, index)
            return
        if not any(commit.data_change for commit in commits):
            with transaction(connection):
                connection.execute("UPDATE centre_state SET value = ? WHERE name = 'observations'", (current,))
            index.version = current
            return
        _LOG.info("making up for %d commits of an interrupted writer in %s", len(commits), self._folder)
        uncounted = [commit for commit in commits if commit.version > rolled and commit.data_change]
        roll_up(self._observations, self._rollups, uncounted, current)
        for commit in commits:
            if commit.data_change:
                index.count(self._observations.rows_of(commit))
        self._settle(connection, index, lambda: current, datetime.now(UTC))

    def _recall(self, connection: sqlite3.Connection, index: SeriesIndex) -> int:
        lake = self._observations.lake
        files = self._observations.paths(list(lake.snapshot().files.values()))
        found = self._engine.fetch(newest_rows(self._engine.table(files, lake.schema))).to_pandas()
        for column in ("oldest", "newest"):
            found[column] = found[column].to_numpy("datetime64[us]").astype(np.int64)
        index.replace(found)
        # What memory knows of the table may not be what a foreign program left there.
        self._live.forget()
        return self._settle(connection, index, lambda: lake.snapshot().version, None, afresh=True)

    def mend(self, change: Callable[[], Collection[Partition]]) -> None:
        """Replace observations by `change`, which names the UTC months it touched; sums and status follow from the rest."""
        with self.session() as connection:
            months = months_around(change(), (0, 1))
            self._rollups.recount(self._observations, months, self._observations.lake.snapshot().version)
            self._recall(connection, self._series(connection))

    def recount(self, months: Collection[Partition]) -> None:
        """Compute the daily sums of local months anew from the observations."""
        with self.session():
            self._rollups.recount(self._observations, months, self._observations.lake.snapshot().version)

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
            self._live.update(FeatureStore(connection), index, touched, None)

    def add_quarantine(self, records: pd.DataFrame, received: datetime) -> int:
        """Keep what did not pass; raw bytes beyond 64 KiB are cut, and ``detail`` says so."""
        rows = quarantine_rows(records, received)
        with self.session() as connection, transaction(connection):
            upsert(connection, "quarantine", QUARANTINE_COLUMNS, rows)
        return len(rows)

    def resolve_quarantine(self, record_ids: Collection[str], moment: datetime) -> int:
        """Mark records as corrected and replayed."""
        text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        sql = "UPDATE quarantine SET resolved = ? WHERE record_id = ? AND resolved IS NULL"
        with self.session() as connection, transaction(connection):
            return max(connection.executemany(sql, [(text, key) for key in set(record_ids)]).rowcount, 0)
