"""The parts of a shared centre, for copying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pandas as pd
import psycopg
import pyarrow as pa

from ..centre import DataCentre
from ..copying_access import Month, Span
from ..copying_sums import MonthSum, month_sum
from ..engine import Engine
from ..frames import OBSERVATION_SCHEMA
from .address import PostgisAddress
from .archive import Archive, Archives, standing_still
from .connections import Connect, Connections, connect
from .copy_format import COPY_COLUMNS
from .engine import streamed
from .failures import clear_database_errors
from .months import figures_of_month, fill_month, holds_rows, month_tests, months_there
from .observations import month_days
from .writing import SharedWriter

__all__ = ["SharedBulk"]

# ruff: noqa: S608

_WAIT_S = 60.0


class SharedBulk:
    """Reads and writes the partitions of a shared centre month by month."""

    def __init__(self, centre: DataCentre, *, connect: Connect = connect) -> None:
        self._address = PostgisAddress.parse(centre.address)
        self._connections = Connections(self._address, connect)
        self._offset = centre.district.utc_offset_hours
        self._archives = Archives(self._address, Engine())
        self._writer = SharedWriter(self._address, self._connections, self._offset, _WAIT_S, self._archives)
        self._loaded = False
        # Whether months were loaded before whose newest rows nobody has looked up; None: not asked yet.
        self._left: bool | None = None
        # Station, property and interval of the series in the months looked at.
        self._met: set[tuple[str, str, int]] = set()

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        with clear_database_errors(self._address), self._connections.one() as connection:
            yield connection

    @contextmanager
    def _still(self) -> Iterator[tuple[psycopg.Connection, Archive]]:
        """A connection, and the archive, in which no month moves meanwhile."""
        with self._connection() as connection, standing_still(connection):
            yield connection, self._archives.current(connection)

    def months(self) -> list[Month]:
        """Months with observations, in order."""
        with self._connection() as connection:
            archive = self._archives.current(connection)
            there = {month for month in months_there(connection) if holds_rows(connection, month)}
        return sorted(there | set(archive.sums))

    def month_sum(self, month: Month, span: Span) -> MonthSum:
        """Rows and checksum of a month within a span, computed by the database; by us where it lies in the archive."""
        with self._still() as (connection, archive):
            if month in archive.sums and archive.place is not None:
                archive.place.check()
                return archive.place.month_sum(month, span)
            series = figures_of_month(connection, month, span)
        self._met |= {key[:3] for key in series}
        return month_sum(series)

    @contextmanager
    def read_month(self, month: Month, span: Span) -> Iterator[Iterator[pa.Table]]:
        """Sorted observations of a month within a span, in parts."""
        tests, values = month_tests(month, span)
        sql = f'SELECT {COPY_COLUMNS} FROM observation WHERE {tests} ORDER BY property, station_id, "time", "interval"'  # nosec B608
        with self._still() as (connection, archive):
            if month in archive.sums and archive.place is not None:
                archive.place.check()
                with archive.place.read_month(month, span) as parts:
                    yield parts
            else:
                yield streamed(connection, sql, OBSERVATION_SCHEMA, values)

    def load_month(self, month: Month, parts: Iterable[pa.Table]) -> None:
        """Store a month that is not there yet, in one transaction: rows, index, daily sums.

        Its newest rows are counted by `finish`, which knows its series from `month_sum`.
        """
        if self._left is None:
            self._left = self._unsettled()
        with self._writer.series_transaction() as (connection, archive):
            fill_month(connection, month, parts)
            month_days(connection, month, self._offset, archive)
            connection.execute("UPDATE centre_state SET value = value + 1 WHERE name IN ('observations', 'unsettled')")
        self._loaded = True

    def _unsettled(self) -> bool:
        with self._connection() as connection:
            row = connection.execute("SELECT value FROM centre_state WHERE name = 'unsettled'").fetchone()
        return bool(row and row[0])

    def finish(self) -> None:
        """Find the newest rows of the months loaded, and bring all states up to date."""
        if self._left is None:
            self._left = self._unsettled()
        if self._left:
            # A copy before this one was interrupted; nobody knows any more which series it brought.
            self._writer.refresh()
        elif self._loaded:
            self._writer.renew(self._met)
        if self._loaded:
            with self._connection() as connection:
                connection.execute("ANALYZE observation")
                connection.execute("ANALYZE rollup_day")

    def restore(self, table: str, rows: pd.DataFrame) -> None:
        """Write rows of a feature table with the versions and stamps they bring along."""
        self._writer.restore(table, rows)

    def fix_months(self) -> list[Month]:
        """Months with positions, in order."""
        with self._connection() as connection:
            months = sorted(months_there(connection, "position"))
            return [month for month in months if holds_rows(connection, month, "position")]

    def close(self) -> None:
        """Give connections back."""
        self._archives.engine.close()
        self._connections.close()
