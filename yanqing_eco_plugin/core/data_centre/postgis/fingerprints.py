"""Fingerprints of tables, made by the database itself so that no row has to travel."""

from __future__ import annotations

import psycopg

from ..feature_frames import geometry_of
from ..fingerprint import Fingerprint, shown_columns
from ..sql import quoted

__all__ = ["table_fingerprints"]

# ruff: noqa: S608  (identifiers come from the schema alone)


def table_fingerprints(connection: psycopg.Connection, table: str, by: str = "") -> dict[str, Fingerprint]:
    """As `core.data_centre.fingerprint.table_fingerprints`, for a schema of the shared centre."""
    columns = shown_columns(table, by)
    key, shape = quoted(columns[0]), ", geom" if geometry_of(table) else ""
    parts = (key, key + shape, quoted(*columns) + shape)
    # Added up, so that the order of the rows does not matter.
    sums = ", ".join(f"sum(hashtextextended(ROW({part})::text, 0))" for part in parts)
    group = f"coalesce({quoted(by)}::text, '')" if by else "''"
    rows = connection.execute(
        f'SELECT {group}, {sums} FROM "{table}"' + (" GROUP BY 1" if by else "")  # nosec B608
    ).fetchall()
    return {str(name): Fingerprint(*(int(part or 0) for part in sums_)) for name, *sums_ in rows}
