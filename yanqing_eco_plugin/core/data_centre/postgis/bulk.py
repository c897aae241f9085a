"""The parts of a shared centre, for copying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pandas as pd
import psycopg
import pyarrow as pa
from psycopg import errors, sql

from ..centre import DataCentre
from ..copying_access import Month, Span
from ..copying_sums import INSTANT_MODULUS, MonthSum, SeriesKey, month_sum
from ..frames import OBSERVATION_SCHEMA
from .address import PostgisAddress
from .connections import Connections, connect
from .copy_format import COPY_COLUMNS, copy_parts
from .engine import csv_table
from .failures import clear_database_errors
from .observations import month_days, months_there
from .writing import SharedWriter

__all__ = ["SharedBulk"]

# ruff: noqa: S608

_BYTES_AT_ONCE = 8 << 20
_WAIT_S = 60.0
# Floating numbers are three times as fast and exact to the microsecond this side of 2100.
_MICROSECONDS = """CASE WHEN "time" < '2100-01-01' THEN
  round(date_part('epoch', "time" - '2000-01-01'::timestamptz) * 1000000)::bigint + 946684800000000
  ELSE (extract(epoch FROM "time") * 1000000)::bigint END"""
# Sums of bigint are kept in 128 bits, so that nothing overflows before it is cut to 64.
_FIGURES = f"""
SELECT station_id, property, "interval", flag, count(*),
  mod(sum(us), 18446744073709551616), mod(sum(hash), 18446744073709551616),
  mod(sum((hash & 1099511627775) * (sec + 1)), 18446744073709551616)
FROM (
  SELECT station_id, property, "interval", flag, us,
    (us - mod(mod(us, 1000000) + 1000000, 1000000)) / 1000000 AS whole,
    coalesce(hashfloat8extended(value, 0), 0) AS hash
  FROM (SELECT *, {_MICROSECONDS} AS us FROM observation WHERE {{tests}}) dated
) valued, LATERAL (SELECT mod(mod(whole, {INSTANT_MODULUS}) + {INSTANT_MODULUS}, {INSTANT_MODULUS}) AS sec) weighed
GROUP BY 1, 2, 3, 4
"""


class SharedBulk:
    """Reads and writes the partitions of a shared centre month by month."""

    def __init__(self, centre: DataCentre) -> None:
        self._address = PostgisAddress.parse(centre.address)
        self._connections = Connections(self._address, connect)
        self._offset = centre.district.utc_offset_hours
        self._writer = SharedWriter(self._address, self._connections, self._offset, _WAIT_S)
        self._loaded = False
        # Whether months were loaded before whose newest rows nobody has looked up; None: not asked yet.
        self._left: bool | None = None
        # Station, property and interval of the series in the months looked at.
        self._met: set[tuple[str, str, int]] = set()

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        with clear_database_errors(self._address), self._connections.one() as connection:
            yield connection

    def months(self) -> list[Month]:
        """Months with observations, in order."""
        with self._connection() as connection:
            return [month for month in sorted(months_there(connection)) if _holds_rows(connection, month)]

    def month_sum(self, month: Month, span: Span) -> MonthSum:
        """Rows and checksum of a month within a span, computed by the database."""
        tests, values = _tests(month, span)
        with self._connection() as connection:
            found = connection.execute(_FIGURES.format(tests=tests), values).fetchall()
        series: dict[SeriesKey, tuple[int, int, int, int]] = {
            (row[0], row[1], int(row[2]), row[3]): (int(row[4]), int(row[5]), int(row[6]), int(row[7])) for row in found
        }
        self._met |= {key[:3] for key in series}
        return month_sum(series)

    @contextmanager
    def read_month(self, month: Month, span: Span) -> Iterator[Iterator[pa.Table]]:
        """Sorted observations of a month within a span, in parts."""
        tests, values = _tests(month, span)
        with self._connection() as connection:
            yield _streamed(
                connection,
                f'SELECT {COPY_COLUMNS} FROM observation WHERE {tests} ORDER BY property, station_id, "time", "interval"',
                values,
            )

    def load_month(self, month: Month, parts: Iterable[pa.Table]) -> None:
        """Store a month that is not there yet, in one transaction: rows, index, daily sums.

        Its newest rows are counted by `finish`, which knows its series from `month_sum`.
        """
        if self._left is None:
            self._left = self._unsettled()
        with self._writer.series_transaction() as connection:
            _fill(connection, month, parts)
            month_days(connection, month, self._offset)
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
            found = connection.execute(
                "SELECT DISTINCT extract(year FROM t)::int, extract(month FROM t)::int FROM "
                "(SELECT \"time\" AT TIME ZONE 'UTC' AS t FROM position) dated ORDER BY 1, 2"
            ).fetchall()
        return [(int(year), int(month)) for year, month in found]

    def close(self) -> None:
        """Give connections back."""
        self._connections.close()


def _tests(month: Month, span: Span) -> tuple[str, list[object]]:
    year, number = month
    first = datetime(year, number, 1, tzinfo=UTC)
    after = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)
    tests, values = ['"time" >= %s', '"time" < %s'], [first, after]
    if span.start is not None:
        tests.append('"time" > %s')
        values.append(span.start)
    if span.end is not None:
        tests.append('"time" <= %s')
        values.append(span.end)
    return " AND ".join(tests), list(values)


def _holds_rows(connection: psycopg.Connection, month: Month) -> bool:
    # Through the parent: rights on it do not reach to its partitions.
    tests, values = _tests(month, Span())
    row = connection.execute(f"SELECT EXISTS (SELECT 1 FROM observation WHERE {tests})", values).fetchone()  # nosec B608
    return bool(row and row[0])


def _partition(month: Month) -> str:
    return f"observation_{month[0]:04}_{month[1]:02}"


def _streamed(connection: psycopg.Connection, query: str, values: list[object]) -> Iterator[pa.Table]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", values) as rows:
        held: list[bytes] = []
        size = 0
        for row in rows:
            held.append(bytes(row))
            size += len(row)
            if size >= _BYTES_AT_ONCE:
                yield csv_table(b"".join(held), OBSERVATION_SCHEMA)
                held, size = [], 0
        if held:
            yield csv_table(b"".join(held), OBSERVATION_SCHEMA)


def _fill(connection: psycopg.Connection, month: Month, parts: Iterable[pa.Table]) -> None:
    """Rows first, index afterwards: that takes half as long. A partition made ahead is filled as it is."""
    name = _partition(month)
    there = connection.execute("SELECT to_regclass(%s)", (name,)).fetchone()
    if there is not None and there[0] is not None:
        _copy_in(connection, "observation", parts, "")
        return
    try:
        with connection.transaction():
            connection.execute(
                sql.SQL(
                    "CREATE TABLE {} (LIKE observation INCLUDING DEFAULTS) "
                    "WITH (autovacuum_vacuum_insert_scale_factor = 0.05)"
                ).format(sql.Identifier(name))
            )
    except errors.InsufficientPrivilege:
        # A collector may fill months, but only the owner's function makes them.
        connection.execute("SELECT make_month(%s, %s)", month)
        _copy_in(connection, "observation", parts, "")
        return
    # Frozen rows need no later visit by the vacuum, and let queries answer from the index alone at once.
    _copy_in(connection, name, parts, ", FREEZE")
    connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
    index = sql.SQL(
        'CREATE UNIQUE INDEX ON {} (property, station_id, "time", "interval") INCLUDE (value, flag)'
    ).format(sql.Identifier(name))
    connection.execute(index)
    _, bounds = _tests(month, Span())
    connection.execute(
        sql.SQL('ALTER TABLE {} ADD CONSTRAINT bounds CHECK ("time" >= {} AND "time" < {})').format(
            sql.Identifier(name), *(sql.Literal(str(moment)) for moment in bounds)
        )
    )
    connection.execute(
        sql.SQL("ALTER TABLE observation ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})").format(
            sql.Identifier(name), *(sql.Literal(str(moment)) for moment in bounds)
        )
    )
    connection.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT bounds").format(sql.Identifier(name)))


def _copy_in(connection: psycopg.Connection, name: str, parts: Iterable[pa.Table], options: str) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{name}" ({COPY_COLUMNS}) FROM STDIN (FORMAT binary{options})') as stream,
    ):
        for piece in copy_parts(parts):
            stream.write(piece)
