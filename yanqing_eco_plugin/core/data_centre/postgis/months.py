"""The monthly partitions of the shared centre's time series: made, read, added up, filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pyarrow as pa
from psycopg import errors, sql

from ..copying_access import Month, Span
from ..copying_sums import INSTANT_MODULUS, Figures, SeriesKey
from .copy_format import COPY_COLUMNS, copy_parts

__all__ = [
    "SERIES",
    "figures_of_month",
    "fill_month",
    "holds_rows",
    "make_months",
    "month_tests",
    "months_there",
    "partition_name",
]

# ruff: noqa: S608

SERIES = ("observation", "position")
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


def make_months(
    connection: psycopg.Connection, months: Iterable[Month], *, series: str = "observation", ahead: int = 0
) -> int:
    """Make the partitions of the months named and of `ahead` months from now on; returns how many were new."""
    wanted = set(months)
    now = datetime.now(UTC)
    for step in range(ahead):
        number = now.year * 12 + now.month - 1 + step
        wanted.add((number // 12, number % 12 + 1))
    made = 0
    for year, month in sorted(wanted):
        row = connection.execute("SELECT make_month(%s, %s, %s)", (series, year, month)).fetchone()
        made += bool(row and row[0])
    return made


def months_there(connection: psycopg.Connection, series: str = "observation") -> set[Month]:
    """Months that have a partition."""
    found_in = (
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = %s::regclass"
    )
    names = [str(name) for (name,) in connection.execute(found_in, (series,))]
    found = set()
    for name in names:
        year, _, month = name.removeprefix(f"{series}_").partition("_")
        with suppress(ValueError):
            found.add((int(year), int(month)))
    return found


def month_tests(month: Month, span: Span | None = None) -> tuple[str, list[object]]:
    """Conditions, and their values, for the rows of a month (UTC) within a span."""
    year, number = month
    first = datetime(year, number, 1, tzinfo=UTC)
    after = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)
    tests, values = ['"time" >= %s', '"time" < %s'], [first, after]
    if span is not None and span.start is not None:
        tests.append('"time" > %s')
        values.append(span.start)
    if span is not None and span.end is not None:
        tests.append('"time" <= %s')
        values.append(span.end)
    return " AND ".join(tests), list(values)


def holds_rows(connection: psycopg.Connection, month: Month, series: str = "observation") -> bool:
    """Whether a month has any rows."""
    # Through the parent: rights on it do not reach to its partitions.
    tests, values = month_tests(month)
    row = connection.execute(f"SELECT EXISTS (SELECT 1 FROM {series} WHERE {tests})", values).fetchone()  # nosec B608
    return bool(row and row[0])


def partition_name(month: Month) -> str:
    """Name of the partition of the observations."""
    return f"observation_{month[0]:04}_{month[1]:02}"


def figures_of_month(connection: psycopg.Connection, month: Month, span: Span) -> Mapping[SeriesKey, Figures]:
    """What `copying_sums` adds up of a month within a span, computed by the database."""
    tests, values = month_tests(month, span)
    found = connection.execute(_FIGURES.format(tests=tests), values).fetchall()
    return {
        (row[0], row[1], int(row[2]), row[3]): (int(row[4]), int(row[5]), int(row[6]), int(row[7])) for row in found
    }


def fill_month(connection: psycopg.Connection, month: Month, parts: Iterable[pa.Table]) -> None:
    """Store sorted observations of a month that has none, inside the caller's transaction.

    Rows first, index afterwards: that takes half as long. A partition made ahead is filled as it is.
    """
    name = partition_name(month)
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
        connection.execute("SELECT make_month('observation', %s, %s)", month)
        _copy_in(connection, "observation", parts, "")
        return
    # Frozen rows need no later visit by the vacuum, and let queries answer from the index alone at once.
    _copy_in(connection, name, parts, ", FREEZE")
    connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
    index = sql.SQL(
        'CREATE UNIQUE INDEX ON {} (property, station_id, "time", "interval") INCLUDE (value, flag)'
    ).format(sql.Identifier(name))
    connection.execute(index)
    _, bounds = month_tests(month)
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
