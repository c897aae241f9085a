"""Everything that changes the shared centre: whole transactions, and one writer of time series at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import TypeVar

import pandas as pd
import psycopg
from psycopg import errors

from ...errors import CentreLockedError, InputError
from ...progress import Progress, checkpoint
from ..arrival import arrival_rows
from ..centre import AppendResult, Edit
from ..editing import check_deletion, stamped
from ..feature_frames import column_names
from ..frames import Batch, check_frame
from ..live_state import LiveState
from ..newest import SeriesIndex
from ..quarantine import QUARANTINE_COLUMNS, quarantine_rows
from ..schema import TABLES
from .address import PostgisAddress
from .archive import Archive, Archives
from .arrivals import count_arrivals
from .connections import Connections
from .failures import clear_database_errors
from .feature_rows import ChangedMeanwhile, SharedStore, delete_rows, held_rows, upsert, write_rows
from .fixes import append_fixes
from .months import SERIES, make_months
from .newest_rows import all_ends, ends_of
from .observations import append, count_days, load_index, replace_days, save_index

__all__ = ["SharedWriter"]

Answer = TypeVar("Answer")

_TRIES = 4
_AHEAD_MONTHS = 3
_AGAIN = (errors.DeadlockDetected, errors.SerializationFailure)
_PLACES = ("station", "township")


class SharedWriter:
    """The writing half of a shared centre.

    Observations, daily sums, newest rows and status are one transaction. Who writes them holds an advisory lock until it
    ends, so that what memory knows of the newest rows stays true; edits of forms need no lock but that of their rows.
    """

    def __init__(
        self,
        address: PostgisAddress,
        connections: Connections,
        utc_offset_hours: float,
        wait_s: float,
        archives: Archives,
    ) -> None:
        self._archives = archives
        self._address = address
        self._connections = connections
        self._offset = utc_offset_hours
        self._offset_us = round(utc_offset_hours * 3_600_000_000)
        self._wait_s = wait_s
        self._guard = threading.RLock()
        self._index: SeriesIndex | None = None
        self._live = LiveState(utc_offset_hours)
        self._ahead: tuple[int, int] | None = None
        self._counters = (0, 0)

    @contextmanager
    def _transaction(self) -> Iterator[psycopg.Connection]:
        with clear_database_errors(self._address), self._connections.one() as connection, connection.transaction():
            connection.execute("SELECT set_config('lock_timeout', %s, true)", (f"{round(self._wait_s * 1000) or 1}ms",))
            yield connection

    @contextmanager
    def _series_session(self) -> Iterator[tuple[psycopg.Connection, SeriesIndex]]:
        """A transaction that alone writes time series and states.

        Raises
        ------
        CentreLockedError
            Another connection writes for longer than we wait.
        """
        with self._guard:
            try:
                with self._transaction() as connection:
                    self._lock(connection)
                    yield connection, self._series(connection)
            except BaseException:
                # What memory holds may be ahead of what the database holds now.
                self._index = None
                self._live.forget()
                raise

    def _lock(self, connection: psycopg.Connection) -> None:
        try:
            connection.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended('yanqing_eco series ' || current_schema(), 0))"
            )
        except errors.LockNotAvailable as error:
            raise CentreLockedError(
                "Another program is writing to the data centre {place}.",
                hint="Wait until it has finished and try again.",
                details=str(error),
                place=str(self._address),
            ) from error

    def _series(self, connection: psycopg.Connection) -> SeriesIndex:
        row = connection.execute("SELECT value FROM centre_state WHERE name = 'observations'").fetchone()
        if self._index is None or row is None or self._index.version != row[0]:
            self._index = load_index(connection)
        return self._index

    # -- observations --------------------------------------------------------------------------------------------------

    def append(self, frame: pd.DataFrame, received: datetime | None, progress: Progress | None) -> AppendResult:
        """Store an observation frame; see `DataCentre.append_observations`."""
        checkpoint(progress, 0.0)
        batch = check_frame(frame)
        checkpoint(progress, 0.2)
        if not len(batch):
            return AppendResult(0)
        try:
            counts = self._append(batch, received)
        except InputError as error:
            if not isinstance(error.__cause__, errors.UniqueViolation):
                raise
            # Somebody wrote rows past this plugin, so that the newest rows do not tell what is there.
            self.refresh()
            counts = self._append(batch, received)
        if progress is not None:
            progress.report(1.0)
        return AppendResult(*counts)

    def _append(self, batch: Batch, said: datetime | None) -> tuple[int, int, int]:
        with self._series_session() as (connection, index):
            self._make_ahead(connection)
            judged, archive = append(connection, batch, index, self._archives.current(connection))
            changed = bool(len(judged.new) or len(judged.corrected))
            if changed:
                seen = self._live.prepare(SharedStore(connection))
                # The server works off one statement while we make the next; not where days are fetched to be added up here.
                quick = psycopg.Pipeline.is_supported() and not (archive.sums and len(judged.corrected))
                with connection.pipeline() if quick else nullcontext():
                    if len(judged.new):
                        count_days(connection, judged.new, self._offset_us)
                    if len(judged.corrected):
                        replace_days(connection, judged.corrected, self._offset_us, self._offset, archive)
                    index.count(judged.new)
                    index.count(judged.corrected)
                    if said is not None:
                        count_arrivals(connection, arrival_rows(judged.new, said, self._offset_us), said)
                    self._settle(connection, index, said or datetime.now(UTC), seen)
        if changed:
            self._settled(index)
        return judged.counts

    def _make_ahead(self, connection: psycopg.Connection) -> None:
        now = datetime.now(UTC)
        if self._ahead != (now.year, now.month):
            for series in SERIES:
                make_months(connection, (), series=series, ahead=_AHEAD_MONTHS)
            self._ahead = (now.year, now.month)

    def _settle(
        self,
        connection: psycopg.Connection,
        index: SeriesIndex,
        received: datetime | None,
        seen: tuple[int, int],
        *,
        afresh: bool = False,
    ) -> int:
        save_index(connection, index, index.version + 1, afresh=afresh)
        if afresh:
            connection.execute("UPDATE centre_state SET value = 0 WHERE name = 'unsettled'")
        count = self._update_states(connection, index, None if afresh else index.touched_stations(), received, seen)
        connection.execute("SELECT count_change('observation')")
        return count

    def _update_states(
        self,
        connection: psycopg.Connection,
        index: SeriesIndex,
        touched: Collection[str] | None,
        received: datetime | None,
        seen: tuple[int, int],
    ) -> int:
        count = self._live.update(SharedStore(connection), index, touched, received, prepared=True)
        connection.execute("UPDATE centre_state SET value = value + 1 WHERE name = 'states'")
        # Places as they were when we read them: somebody may have moved one since.
        self._counters = (seen[0] + 1, seen[1])
        return count

    def _settled(self, index: SeriesIndex) -> None:
        index.settled(index.version + 1)
        self._live.settled(self._counters)

    def renew(self, series: Collection[tuple[str, str, int]]) -> int:
        """Look the newest rows of some series up anew, each by station, property and interval; the others stay.

        Returns the stations touched.
        """
        with self._series_session() as (connection, index):
            held = index.rows().astype({"property": object, "flag": object})
            held["oldest"] = index.oldest()
            found = ends_of(connection, series, self._archives.current(connection))
            together = pd.concat([found, held], ignore_index=True).drop_duplicates(
                ["station_id", "property", "interval"]
            )
            index.replace(together)
            seen = self._live.prepare(SharedStore(connection))
            count = self._settle(connection, index, None, seen, afresh=True)
        self._settled(index)
        return count

    @contextmanager
    def series_transaction(self) -> Iterator[tuple[psycopg.Connection, Archive]]:
        """A transaction that alone writes time series, for loading in bulk; `refresh` brings the states up to date.

        Gives also the archive as it stands at its beginning.
        """
        with self._series_session() as (connection, _):
            yield connection, self._archives.current(connection)
            connection.execute("SELECT count_change('observation')")
        self._index = None

    def restore(self, table: str, rows: pd.DataFrame) -> None:
        """Write rows of a feature table with the versions and stamps they bring along; only the owner may."""
        with self._transaction() as connection:
            connection.execute("SELECT set_config('eco.copying', 'on', true)")
            write_rows(connection, table, rows)

    def refresh(self) -> int:
        """Recompute newest rows and status from the observations; returns the stations touched."""
        with self._series_session() as (connection, index):
            index.replace(all_ends(connection, self._archives.current(connection)))
            seen = self._live.prepare(SharedStore(connection))
            count = self._settle(connection, index, None, seen, afresh=True)
        self._settled(index)
        return count

    def append_fixes(self, frame: pd.DataFrame, received: datetime) -> AppendResult:
        """Store fixes; see `DataCentre.append_fixes`."""
        with self._transaction() as connection:
            return append_fixes(connection, frame, received)

    # -- features ------------------------------------------------------------------------------------------------------

    def change(self, edits: Sequence[Edit], by: str) -> int:
        """Write and delete rows in one transaction; places get their status in the same."""
        if any(edit.table in _PLACES for edit in edits):
            return self._again(lambda: self._change_places(edits, by))
        return self._again(lambda: self._change_forms(edits, by))

    def _again(self, work: Callable[[], int]) -> int:
        """Do the work anew where two connections got into each other's way."""
        for _ in range(_TRIES - 1):
            try:
                return work()
            except ChangedMeanwhile:
                continue
            except CentreLockedError as error:
                if not isinstance(error.__cause__, _AGAIN):
                    raise
        try:
            return work()
        except ChangedMeanwhile as error:
            raise CentreLockedError(
                "Another program keeps the data centre {place} busy.",
                hint="Finish or close the editing session in the other program and try again.",
                place=str(self._address),
            ) from error

    def _change_forms(self, edits: Sequence[Edit], by: str) -> int:
        with self._transaction() as connection:
            return self._edit(connection, edits, by)

    def _change_places(self, edits: Sequence[Edit], by: str) -> int:
        with self._series_session() as (connection, index):
            count = self._edit(connection, edits, by)
            seen = self._live.prepare(SharedStore(connection))
            rows = [edit.rows for edit in edits if edit.table == "station" and edit.rows is not None]
            self._update_states(
                connection, index, {str(key) for frame in rows for key in frame["station_id"]}, None, seen
            )
        self._live.settled(self._counters)
        return count

    def _edit(self, connection: psycopg.Connection, edits: Sequence[Edit], by: str) -> int:
        connection.execute("SELECT set_config('eco.by', %s, true)", (by,))
        now = datetime.now(UTC)
        count = 0
        for edit in edits:
            column_names(edit.table)
            table = TABLES.get(edit.table)
            kept = table is not None and (table.edited or table.append_only)
            if edit.delete:
                if table is not None and kept:
                    check_deletion(held_rows(connection, table, edit.delete), table, edit.delete)
                count += delete_rows(connection, edit.table, edit.delete)
            if edit.rows is None:
                continue
            if table is not None and kept and table.key in edit.rows.columns:
                held = held_rows(connection, table, list(edit.rows[table.key]))
                count += write_rows(connection, edit.table, stamped(held, table, edit.rows, by, now), held)
            else:
                count += write_rows(connection, edit.table, edit.rows)
        return count

    def add_quarantine(self, records: pd.DataFrame, received: datetime) -> int:
        """Keep what did not pass."""
        rows = [
            tuple(part.replace("\x00", "\ufffd") if isinstance(part, str) else part for part in row)
            for row in quarantine_rows(records, received)
        ]
        with self._transaction() as connection:
            upsert(connection, "quarantine", QUARANTINE_COLUMNS, rows)
        return len(rows)

    def resolve_quarantine(self, record_ids: Collection[str], moment: datetime) -> int:
        """Mark records as corrected and replayed."""
        text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        sql = "UPDATE quarantine SET resolved = %s WHERE record_id = ANY(%s) AND resolved IS NULL"
        with self._transaction() as connection:
            return connection.execute(sql, (text, sorted(set(record_ids)))).rowcount
