"""The time series of the shared centre: monthly partitions, every key once, the latest write wins."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import psycopg
import pyarrow as pa

from ..day_sums import DAY_SCHEMA, day_sums
from ..frames import Batch
from ..judging import Judged, judge
from ..newest import SERIES_COLUMNS, SeriesIndex
from ..queries import DAY_KEYS, between, daily_sums
from .arrays import array_text
from .copy_format import COPY_COLUMNS, copy_parts
from .engine import compiled, observation_table

__all__ = [
    "append",
    "count_days",
    "load_index",
    "local_span",
    "make_months",
    "month_days",
    "months_there",
    "replace_days",
    "save_index",
]

# ruff: noqa: S608

_KEYS = ("station_id", "property", "time", "interval")
_SUMS = ("sum", "energy", "east", "north")


def make_months(connection: psycopg.Connection, months: Iterable[tuple[int, int]], *, ahead: int = 0) -> int:
    """Make the partitions of the months named and of `ahead` months from now on; returns how many were new."""
    wanted = set(months)
    now = datetime.now(UTC)
    for step in range(ahead):
        number = now.year * 12 + now.month - 1 + step
        wanted.add((number // 12, number % 12 + 1))
    made = 0
    for year, month in sorted(wanted):
        row = connection.execute("SELECT make_month(%s, %s)", (year, month)).fetchone()
        made += bool(row and row[0])
    return made


def append(connection: psycopg.Connection, batch: Batch, known: SeriesIndex) -> Judged:
    """Store a batch inside the caller's transaction, which holds the writer's lock."""
    judged = judge(batch, known, lambda rows: _held(connection, rows))
    months = {month for month, _ in judged.new.months()}
    if months:
        make_months(connection, months - months_there(connection))
        _copy(connection, "observation", judged.new.table())
    if len(judged.corrected):
        _stage(connection, judged.corrected.table())
        connection.execute(
            "UPDATE observation o SET value = s.value, flag = s.flag FROM staged s WHERE "  # nosec B608
            + " AND ".join(f'o."{key}" = s."{key}"' for key in _KEYS)
            + " AND o.time BETWEEN %s AND %s",
            _span(judged.corrected),
        )
    return judged


def months_there(connection: psycopg.Connection) -> set[tuple[int, int]]:
    """Months that have a partition."""
    sql = "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'observation'::regclass"
    names = [str(name) for (name,) in connection.execute(sql)]
    found = set()
    for name in names:
        year, _, month = name.removeprefix("observation_").partition("_")
        with suppress(ValueError):
            found.add((int(year), int(month)))
    return found


def _copy(connection: psycopg.Connection, table: str, rows: pa.Table) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({COPY_COLUMNS}) FROM STDIN (FORMAT binary)') as stream,
    ):
        for part in copy_parts([rows]):
            stream.write(part)


def _stage(connection: psycopg.Connection, rows: pa.Table) -> None:
    connection.execute("DROP TABLE IF EXISTS pg_temp.staged")
    connection.execute(
        f"CREATE TEMPORARY TABLE staged ON COMMIT DROP AS SELECT {COPY_COLUMNS} FROM observation LIMIT 0"  # nosec B608
    )
    _copy(connection, "staged", rows)
    connection.execute("ANALYZE pg_temp.staged")


def _span(rows: Batch) -> tuple[datetime, datetime]:
    low, high = (pd.Timestamp(int(time), unit="us", tz="UTC") for time in (rows.time.min(), rows.time.max()))
    return low.to_pydatetime(), high.to_pydatetime()


def _held(connection: psycopg.Connection, rows: Batch) -> pd.DataFrame:
    """Which of the rows' keys the centre holds: ``row`` (position), ``value``, ``flag``."""
    if not len(rows):
        return pd.DataFrame({"row": np.empty(0, np.int64), "value": np.empty(0), "flag": np.empty(0, object)})
    _stage(connection, rows.table())
    connection.execute("ALTER TABLE pg_temp.staged ADD COLUMN row bigint GENERATED ALWAYS AS IDENTITY")
    found = connection.execute(
        "SELECT s.row - 1, o.value, o.flag FROM staged s JOIN observation o ON "  # nosec B608
        + " AND ".join(f'o."{key}" = s."{key}"' for key in _KEYS)
        + " WHERE o.time BETWEEN %s AND %s ORDER BY 1",
        _span(rows),
    ).fetchall()
    parts = list(zip(*found)) if found else [(), (), ()]
    return pd.DataFrame(
        {
            "row": np.array(parts[0], np.int64),
            "value": np.array(parts[1], np.float64),
            "flag": np.array(parts[2], object),
        }
    )


# -- daily sums ------------------------------------------------------------------------------------------------------------


def count_days(connection: psycopg.Connection, rows: Batch, offset_us: int) -> None:
    """Add the sums of new rows to the days."""
    tables = [table for _, table in day_sums(rows, offset_us)]
    if not tables:
        return
    names = DAY_SCHEMA.names
    columns = ", ".join(f'"{name}"' for name in names)
    more = ["n = rollup_day.n + excluded.n", "min = least(rollup_day.min, excluded.min)"]
    more.append("max = greatest(rollup_day.max, excluded.max)")
    # A null stands for a figure that this property does not have.
    more += [
        f"{name} = CASE WHEN rollup_day.{name} IS NULL THEN excluded.{name} "
        f"ELSE rollup_day.{name} + coalesce(excluded.{name}, 0) END"
        for name in _SUMS
    ]
    arrays = ", ".join(
        f"%s::{kind}[]" for kind in ("text", "text", "int", "date", "int", *["float8"] * 7)[: len(names)]
    )
    connection.execute(
        f"INSERT INTO rollup_day ({columns}) SELECT * FROM unnest({arrays}) "  # nosec B608
        f'ON CONFLICT (property, day, station_id, "interval") DO UPDATE SET {", ".join(more)}',
        [array_text(column.to_pylist()) for column in pa.concat_tables(tables).columns],
    )


def replace_days(connection: psycopg.Connection, corrected: Batch, offset_us: int, offset_hours: float) -> None:
    """Compute the days of corrected rows anew from the observations."""
    day = (corrected.time + (offset_us - 1)) // 86_400_000_000
    touched = pd.DataFrame(
        {
            "property": corrected.properties[corrected.prop],
            "station_id": corrected.stations[corrected.station],
            "interval": corrected.interval,
            "day": day,
        }
    ).drop_duplicates()
    first, last = int(day.min()), int(day.max())
    connection.execute("DROP TABLE IF EXISTS pg_temp.touched")
    connection.execute(
        "CREATE TEMPORARY TABLE touched ON COMMIT DROP AS SELECT property, station_id, \"interval\", date '1970-01-01' + day "
        'AS day FROM unnest(%s::text[], %s::text[], %s::int[], %s::int[]) AS t(property, station_id, "interval", day)',
        [array_text(touched[name].tolist()) for name in ("property", "station_id", "interval", "day")],
    )
    keys = " AND ".join(f'r."{key}" = t."{key}"' for key in DAY_KEYS)
    connection.execute(f"DELETE FROM rollup_day r USING touched t WHERE {keys}")  # nosec B608
    rows = observation_table()
    low = pd.Timestamp(first * 86_400_000_000 - offset_us, unit="us", tz="UTC").to_pydatetime()
    high = pd.Timestamp((last + 1) * 86_400_000_000 - offset_us, unit="us", tz="UTC").to_pydatetime()
    within = rows.filter(
        rows.time > low,
        rows.time <= high,
        rows.property.isin(sorted(set(touched["property"]))),
        rows.station_id.isin(sorted(set(touched["station_id"]))),
    )
    sums = compiled(daily_sums(within, offset_hours))
    names = ", ".join(f'"{name}"' for name in DAY_SCHEMA.names)
    chosen = ", ".join(f'r."{name}"' for name in DAY_SCHEMA.names)
    connection.execute(f"INSERT INTO rollup_day ({names}) SELECT {chosen} FROM ({sums}) r JOIN touched t ON {keys}")  # nosec B608


def local_span(month: tuple[int, int], offset_hours: float) -> tuple[tuple[datetime, date], tuple[datetime, date]]:
    """The local days that a month (UTC) touches: where the first one begins and where the last one ends, each as instant
    and as local date."""
    year, number = month
    shift = pd.Timedelta(hours=offset_hours)
    first = (pd.Timestamp(year=year, month=number, day=1, tz="UTC") + shift).floor("D")
    after = (pd.Timestamp(year=year + number // 12, month=number % 12 + 1, day=1, tz="UTC") + shift).ceil("D")
    return ((first - shift).to_pydatetime(), first.date()), ((after - shift).to_pydatetime(), after.date())


def month_days(connection: psycopg.Connection, month: tuple[int, int], offset_hours: float) -> None:
    """Compute the local days that a month (UTC) touches anew from the observations."""
    first, after = local_span(month, offset_hours)
    rows = between(observation_table(), first[0], after[0])
    sums = compiled(daily_sums(rows, offset_hours))
    names = ", ".join(f'"{name}"' for name in DAY_SCHEMA.names)
    connection.execute("DELETE FROM rollup_day WHERE day >= %s AND day < %s", (first[1], after[1]))
    # The groups of a month fit into memory; left alone, the planner sorts all rows instead, which takes half as long again.
    connection.execute("SELECT set_config('work_mem', '128MB', true), set_config('enable_sort', 'off', true)")
    connection.execute(f"INSERT INTO rollup_day ({names}) SELECT {names} FROM ({sums}) summed")  # nosec B608


# -- newest rows -----------------------------------------------------------------------------------------------------------


def load_index(connection: psycopg.Connection) -> SeriesIndex:
    """Read the newest rows of every series."""
    columns = ", ".join(f'"{name}"' for name in SERIES_COLUMNS)
    version = connection.execute("SELECT value FROM centre_state WHERE name = 'observations'").fetchone()
    rows = connection.execute(f"SELECT {columns} FROM series_newest ORDER BY id").fetchall()  # nosec B608
    return SeriesIndex(int(version[0]) if version else 0, rows)


def save_index(connection: psycopg.Connection, index: SeriesIndex, version: int, *, afresh: bool = False) -> None:
    """Write what changed, inside the caller's transaction."""
    if afresh:
        connection.execute("DELETE FROM series_newest")
        index.forget_saved()
    known, fresh = index.changes()
    if known:
        connection.execute(
            "UPDATE series_newest n SET oldest = t.oldest, newest = t.newest, value = t.value, flag = t.flag FROM "
            "unnest(%s::bigint[], %s::bigint[], %s::float8[], %s::text[], %s::int[]) AS t(oldest, newest, value, flag, id) "
            "WHERE n.id = t.id",
            [array_text(part) for part in zip(*known)],
        )
    if fresh:
        connection.execute(
            "INSERT INTO series_newest SELECT * FROM unnest(%s::int[], %s::text[], %s::text[], %s::int[], %s::bigint[], "
            "%s::bigint[], %s::float8[], %s::text[])",
            [array_text(part) for part in zip(*fresh)],
        )
    connection.execute("UPDATE centre_state SET value = %s WHERE name = 'observations'", (version,))
