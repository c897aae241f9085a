"""Steps that lift a shared centre from a format to the next one, each in the transaction that records it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import psycopg

from .fixes import POSITION_COLUMNS, POSITION_LAYOUT
from .guards import MAKE_MONTH
from .layout import ARCHIVE_LAYOUT, align_layout
from .months import make_months
from .roles import make_roles

__all__ = ["MIGRATIONS"]

# ruff: noqa: S608


def _months_of_positions_and_archive(connection: psycopg.Connection) -> None:
    """Partition the positions by month as the observations are, and make the list of months in the archive."""
    connection.execute("DROP FUNCTION make_month(integer, integer)")
    connection.execute(MAKE_MONTH)
    connection.execute("ALTER TABLE position RENAME TO position_before")
    connection.execute("ALTER TABLE position_before RENAME CONSTRAINT position_pkey TO position_before_pkey")
    connection.execute(POSITION_LAYOUT)
    found = connection.execute(
        "SELECT DISTINCT extract(year FROM t)::int, extract(month FROM t)::int FROM "
        "(SELECT \"time\" AT TIME ZONE 'UTC' AS t FROM position_before) dated"
    ).fetchall()
    make_months(connection, [(int(year), int(month)) for year, month in found], series="position")
    connection.execute(f"INSERT INTO position ({POSITION_COLUMNS}) SELECT {POSITION_COLUMNS} FROM position_before")  # nosec B608
    connection.execute("DROP TABLE position_before")
    connection.execute(ARCHIVE_LAYOUT)
    # Roles are given rights to every table, also to those that came later than this format.
    align_layout(connection)
    row = connection.execute("SELECT current_schema()").fetchone()
    make_roles(connection, str(row[0]) if row else "")


MIGRATIONS: Mapping[int, Callable[[psycopg.Connection], None]] = {1: _months_of_positions_and_archive}
