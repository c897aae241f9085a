"""The time series of the shared centre: monthly partitions, every key once, the latest write wins."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime

import ibis.expr.types as ir
import numpy as np
import pandas as pd
import psycopg
import pyarrow as pa

from ...errors import ClosedMonthsError, EcoError
from ..copying_access import Month, Span
from ..copying_sums import SumOfRows
from ..day_sums import DAY_SCHEMA, day_sums
from ..frames import Batch, months_in
from ..instants import microseconds
from ..judging import Judged, judge
from ..newest import SERIES_COLUMNS, SeriesIndex
from ..queries import DAY_KEYS, daily_sums
from .archive import Archive, note_move
from .archive_folder import concerning, month_name
from .arrays import array_text
from .copy_format import COPY_COLUMNS, copy_parts
from .engine import compiled
from .months import fill_month, make_months, months_there
from .split import fetch_anywhere, is_split

__all__ = [
    "append",
    "count_days",
    "load_index",
    "local_span",
    "month_days",
    "replace_days",
    "save_index",
    "sums_of",
]

_LOG = logging.getLogger(__name__)

# ruff: noqa: S608

_KEYS = ("station_id", "property", "time", "interval")
_SUMS = ("sum", "energy", "east", "north")
_DAY_TYPES = {pa.string(): "text", pa.int32(): "int", pa.date32(): "date", pa.float64(): "float8"}
_DAY_COLUMNS = ", ".join(f'"{name}"' for name in DAY_SCHEMA.names)


def append(
    connection: psycopg.Connection, batch: Batch, known: SeriesIndex, archive: Archive
) -> tuple[Judged, Archive]:
    """Store a batch inside the caller's transaction, which holds the writer's lock.

    Months of the archive in which anything changes come back first. Returns also the archive as it is afterwards.

    Raises
    ------
    ClosedMonthsError
        The archive cannot be used; names the months of the rows that cannot be stored. The others can.
    """
    judged = judge(batch, known, lambda rows: _held(connection, rows, archive))
    months = {month for month, _ in judged.new.months()}
    late = (months | {month for month, _ in judged.corrected.months()}) & set(archive.sums)
    if late:
        bring_back(connection, archive, late)
        archive = archive.without(late)
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
    return judged, archive


def bring_back(connection: psycopg.Connection, archive: Archive, months: Collection[Month]) -> None:
    """Put months of the archive into the database again, inside the caller's transaction, which holds the writer's lock.

    Raises
    ------
    ClosedMonthsError
        They cannot be read, or are not what they were when they were exported.
    """
    if archive.place is None:
        return
    with concerning(months):
        archive.place.check()
    note_move(connection)
    for month in sorted(months):
        with concerning([month]), archive.place.read_month(month, Span()) as parts:
            counted = SumOfRows()
            fill_month(connection, month, counted.watch(parts))
            if counted.total() != archive.sums[month]:
                raise ClosedMonthsError(
                    "The closed month {month} in {folder} is not what it was when it was exported.",
                    hint="Restore the folder from the backup that was made after the last export.",
                    details=f"{counted.total()} / {archive.sums[month]}",
                    month=month_name(month),
                    folder=archive.place.folder,
                )
        _LOG.info("the month %s-%02d came back from the archive: something for it came late", *month)
        connection.execute("DELETE FROM archived_month WHERE year = %s AND month = %s", month)


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


def _held(connection: psycopg.Connection, rows: Batch, archive: Archive) -> pd.DataFrame:
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
    held = pd.DataFrame(
        {
            "row": np.array(parts[0], np.int64),
            "value": np.array(parts[1], np.float64),
            "flag": np.array(parts[2], object),
        }
    )
    kept = archive.held(rows)
    return pd.concat([held, kept]).sort_values("row", ignore_index=True) if len(kept) else held


# -- daily sums ------------------------------------------------------------------------------------------------------------


def count_days(connection: psycopg.Connection, rows: Batch, offset_us: int) -> None:
    """Add the sums of new rows to the days."""
    tables = [table for _, table in day_sums(rows, offset_us)]
    if not tables:
        return
    more = ["n = rollup_day.n + excluded.n", "min = least(rollup_day.min, excluded.min)"]
    more.append("max = greatest(rollup_day.max, excluded.max)")
    # A null stands for a figure that this property does not have.
    more += [
        f"{name} = CASE WHEN rollup_day.{name} IS NULL THEN excluded.{name} "
        f"ELSE rollup_day.{name} + coalesce(excluded.{name}, 0) END"
        for name in _SUMS
    ]
    sums, values = _as_source(pa.concat_tables(tables))
    connection.execute(
        f"INSERT INTO rollup_day ({_DAY_COLUMNS}) {sums} "  # nosec B608
        f'ON CONFLICT (property, day, station_id, "interval") DO UPDATE SET {", ".join(more)}',
        values,
    )


def _as_source(sums: pa.Table) -> tuple[str, list[object]]:
    """A SELECT that gives the rows of a table of daily sums, and its values."""
    arrays = ", ".join(f"%s::{_DAY_TYPES[field.type]}[]" for field in DAY_SCHEMA)
    rows = sums.select(DAY_SCHEMA.names)
    return f"SELECT * FROM unnest({arrays}) AS t({_DAY_COLUMNS})", [array_text(c.to_pylist()) for c in rows.columns]  # nosec B608


def sums_of(
    connection: psycopg.Connection, archive: Archive, rows: ir.Table, offset_hours: float
) -> tuple[str, list[object]]:
    """A SELECT that gives the daily sums of observations wherever they lie, and its values."""
    question = daily_sums(rows, offset_hours)
    if archive.engine is not None and is_split(question):
        with archive.reading():
            return _as_source(fetch_anywhere(connection, archive.engine, question))
    # Doubled, because it is part of a statement that has values of its own.
    return compiled(question).replace("%", "%%"), []


def replace_days(
    connection: psycopg.Connection, corrected: Batch, offset_us: int, offset_hours: float, archive: Archive
) -> None:
    """Compute the days of corrected rows anew from the observations.

    Raises
    ------
    ClosedMonthsError
        A day reaches into a month of the archive that cannot be used; names the months of the rows corrected.
    """
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
    low, high = first * 86_400_000_000 - offset_us, (last + 1) * 86_400_000_000 - offset_us
    stations, properties = set(touched["station_id"]), sorted(set(touched["property"]))
    # Of the archive only what these days reach into, whatever lies between them.
    edges = np.stack([day * 86_400_000_000 + 1, (day + 1) * 86_400_000_000]) - offset_us
    archive = archive.only(months_in(edges))
    try:
        rows = archive.rows(low, high, properties, stations)
        sums, values = sums_of(connection, archive, rows.filter(rows.station_id.isin(sorted(stations))), offset_hours)
    except EcoError as error:
        closed = error.months if isinstance(error, ClosedMonthsError) and error.months else archive.sums
        reaching = [not months_in(at).isdisjoint(closed) for at in edges.T]
        with concerning(months_in(corrected.time[np.array(reaching)])):
            raise
    chosen = ", ".join(f'r."{name}"' for name in DAY_SCHEMA.names)
    connection.execute(
        f"INSERT INTO rollup_day ({_DAY_COLUMNS}) SELECT {chosen} FROM ({sums}) r JOIN touched t ON {keys}",  # nosec B608
        values,
    )


def local_span(month: Month, offset_hours: float) -> tuple[tuple[datetime, date], tuple[datetime, date]]:
    """The local days that a month (UTC) touches: where the first one begins and where the last one ends, each as instant
    and as local date."""
    year, number = month
    shift = pd.Timedelta(hours=offset_hours)
    first = (pd.Timestamp(year=year, month=number, day=1, tz="UTC") + shift).floor("D")
    after = (pd.Timestamp(year=year + number // 12, month=number % 12 + 1, day=1, tz="UTC") + shift).ceil("D")
    return ((first - shift).to_pydatetime(), first.date()), ((after - shift).to_pydatetime(), after.date())


def month_days(connection: psycopg.Connection, month: Month, offset_hours: float, archive: Archive) -> None:
    """Compute the local days that a month (UTC) touches anew from the observations."""
    first, after = local_span(month, offset_hours)
    rows = archive.rows(microseconds(first[0]), microseconds(after[0]))
    connection.execute("DELETE FROM rollup_day WHERE day >= %s AND day < %s", (first[1], after[1]))
    # The groups of a month fit into memory; left alone, the planner sorts all rows instead, which takes half as long again.
    connection.execute("SELECT set_config('work_mem', '128MB', true), set_config('enable_sort', 'off', true)")
    sums, values = sums_of(connection, archive, rows, offset_hours)
    connection.execute(f"INSERT INTO rollup_day ({_DAY_COLUMNS}) SELECT {_DAY_COLUMNS} FROM ({sums}) summed", values)  # nosec B608


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
