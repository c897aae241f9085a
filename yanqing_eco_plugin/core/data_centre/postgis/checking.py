"""Checks a shared centre: its tables, its daily sums, newest rows and status against the records; and puts them right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import replace

import numpy as np
import pandas as pd
import psycopg

from ...errors import ClosedMonthsError
from ...progress import NO_PROGRESS, Progress, checkpoint
from ..copying_access import Month, Span
from ..engine import Engine
from ..feature_frames import column_names
from ..instants import microseconds
from ..newest import SERIES_COLUMNS
from ..queries import DAY_KEYS
from ..schema import TABLES, VIEWS
from ..tending_findings import Finding
from ..tending_sums import check_newest, check_status
from .address import PostgisAddress
from .archive import Archive, Archives, standing_still
from .archive_folder import month_name
from .connections import Connect, Connections, connect
from .failures import clear_database_errors
from .feature_rows import read_rows
from .making import open_postgis_centre
from .months import months_there
from .newest_rows import all_ends
from .observations import local_span, month_days, sums_of
from .writing import SharedWriter

__all__ = ["check_shared"]

# ruff: noqa: S608

# What only a backup puts right.
_LASTING = ("database_damaged", "archive_differs", "file_missing", "file_unreadable")
_REFRESHED = ("newest_differ", "status_differs")
_FIGURES = ("sum", "min", "max", "energy", "east", "north")
# Sums taken in another order differ in their last digits.
_TOLERANCE = 1e-9


def check_shared(
    address: str, *, repair: bool = False, progress: Progress = NO_PROGRESS, connect: Connect = connect
) -> tuple[Finding, ...]:
    """What is wrong in a shared centre; empty for a sound one.

    Parameters
    ----------
    address
        Of the centre.
    repair
        Whether daily sums, newest rows and status are computed anew where they are wrong.

    Raises
    ------
    CentreError
        It cannot be opened.
    """
    place = PostgisAddress.parse(address)
    with closing(open_postgis_centre(address, writable=repair, connect=connect)) as centre:
        offset = centre.district.utc_offset_hours
    connections, engine = Connections(place, connect), Engine()
    archives = Archives(place, engine)
    with closing(connections), closing(engine):
        found = _found(place, connections, archives, offset, progress)
        if repair and found:
            found = _repaired(SharedWriter(place, connections, offset, 60.0, archives), found, offset)
        checkpoint(progress, 1.0)
    return tuple(found)


def _found(
    place: PostgisAddress, connections: Connections, archives: Archives, offset: float, progress: Progress
) -> list[Finding]:
    found: list[Finding] = []
    with (
        clear_database_errors(place),
        connections.one() as connection,
        standing_still(connection),
        connection.transaction(),
    ):
        # One state of all tables, whoever writes meanwhile.
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        archive = archives.current(connection)
        found += _lacking(connection)
        damaged = list(_wrong_archive(archive))
        found += damaged
        # What follows from records that cannot be read is not compared; the finding above says why.
        passing_over = suppress(ClosedMonthsError) if damaged else nullcontext()
        months = sorted(months_there(connection) | set(archive.sums))
        for at, month in enumerate(months):
            with passing_over:
                found += _wrong_days(connection, month, offset, archive)
            checkpoint(progress, 0.7 * (at + 1) / len(months))
        with passing_over:
            found += _wrong_newest(connection, archive)
        found += _wrong_status(connection, offset)
        checkpoint(progress, 0.9)
    return found


def _wrong_archive(archive: Archive) -> Iterator[Finding]:
    """Months that are not what they were when they were exported, and files of theirs that cannot be read."""
    if archive.place is None or not archive.sums:
        return
    archive.place.check()
    for month, exported in sorted(archive.sums.items()):
        place = f"archive {month_name(month)}"
        files = archive.place.damaged(month)
        for file, detail in files:
            (path,) = archive.place.paths([file])
            problem = "file_unreadable" if path.exists() else "file_missing"
            yield Finding("observations", place, problem, detail, month=month, path=file.path)
        held = exported if files else archive.place.month_sum(month, Span())
        if held != exported:
            detail = f"{held.rows} rows {held.checksum}, exported were {exported.rows} {exported.checksum}"
            yield Finding("observations", place, "archive_differs", detail, month=month)


def _lacking(connection: psycopg.Connection) -> Iterator[Finding]:
    rows = connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    ).fetchall()
    there: dict[str, set[str]] = {}
    for table, column in rows:
        there.setdefault(str(table), set()).add(str(column))
    triggers = {
        str(name): set(found)
        for name, found in connection.execute(
            "SELECT c.relname, array_agg(t.tgname::text) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled <> 'D' GROUP BY 1"
        )
    }
    for name in (*TABLES, *VIEWS):
        missing = sorted(set(column_names(name)) - there.get(name, set()))
        table = TABLES.get(name)
        wanted = {"stamps"} if table is not None and table.edited else set()
        wanted |= {"grows", "stays"} if table is not None and table.append_only else set()
        missing += sorted(wanted - triggers.get(name, set()))
        if missing:
            yield Finding("features", name, "database_damaged", ", ".join(missing))


def _wrong_days(connection: psycopg.Connection, month: Month, offset: float, archive: Archive) -> Iterator[Finding]:
    first, after = local_span(month, offset)
    rows = archive.rows(microseconds(first[0]), microseconds(after[0]))
    sums, values = sums_of(connection, archive, rows, offset)
    keys = ", ".join(f'"{key}"' for key in DAY_KEYS)
    unlike = " OR ".join(
        f'(r."{name}" IS NULL) <> (s."{name}" IS NULL) '
        f'OR abs(r."{name}" - s."{name}") > {_TOLERANCE} * greatest(abs(s."{name}"), 1)'
        for name in _FIGURES
    )
    row = connection.execute(
        f"SELECT count(*), min(station_id || ' ' || property || ' ' || day) FROM ({sums}) s FULL JOIN "  # nosec B608
        f"(SELECT * FROM rollup_day WHERE day >= %s AND day < %s) r USING ({keys}) "
        f"WHERE r.n IS DISTINCT FROM s.n OR {unlike}",
        [*values, first[1], after[1]],
    ).fetchone()
    if row is not None and row[0]:
        place = f"rollup_day {month[0]}-{month[1]:02}"
        yield Finding("rollups", place, "sums_differ", f"{row[0]} sums, e.g. {row[1]}", month=month)


def _wrong_newest(connection: psycopg.Connection, archive: Archive) -> Iterator[Finding]:
    true = all_ends(connection, archive)
    finding = check_newest([true] if len(true) else [], _series_newest(connection))
    if finding is not None:
        yield finding


def _wrong_status(connection: psycopg.Connection, offset: float) -> Iterator[Finding]:
    tables = {
        "station": read_rows(connection, "station", geometry=False),
        "status": read_rows(connection, "status"),
        "series_newest": _series_newest(connection),
    }
    finding = check_status(tables, offset)
    if finding is not None:
        yield finding


def _series_newest(connection: psycopg.Connection) -> pd.DataFrame:
    columns = ", ".join(f'"{name}"' for name in SERIES_COLUMNS)
    rows = connection.execute(f"SELECT {columns} FROM series_newest").fetchall()  # nosec B608
    held = pd.DataFrame(rows, columns=SERIES_COLUMNS)
    return held.astype({"value": float, "oldest": np.int64, "newest": np.int64, "interval": np.int64})


def _repaired(writer: SharedWriter, found: list[Finding], offset: float) -> list[Finding]:
    for finding in found:
        if finding.problem == "sums_differ" and finding.month is not None:
            with writer.series_transaction() as (connection, archive):
                month_days(connection, finding.month, offset, archive)
    lasting = set(_LASTING)
    if any(finding.problem in _REFRESHED for finding in found):
        try:
            writer.refresh()
        except ClosedMonthsError:
            if not any(finding.problem in _LASTING for finding in found):
                raise
            lasting.update(_REFRESHED)
    return [replace(finding, repaired=finding.problem not in lasting) for finding in found]
