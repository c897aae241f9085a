"""What tells one state of a table from another without looking at its rows one by one."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from .feature_frames import check_where, column_names, geometry_of, key_of
from .schema import VIEWS
from .sql import select_sql

__all__ = ["Fingerprint", "shown_columns", "table_fingerprints"]

# Sums wrap around here, as hashes may.
_ALL_BITS = (1 << 64) - 1


class Fingerprint(NamedTuple):
    """Numbers that are others, but for one chance in 2⁶⁴, as soon as something of the rows is another.

    Attributes
    ----------
    keys
        Of which rows there are.
    shapes
        Of which rows there are and where.
    values
        Of everything, but for ages.
    """

    keys: int
    shapes: int
    values: int


def shown_columns(table: str, by: str = "") -> list[str]:
    """The columns that count, the key first, without the geometry.

    Raises
    ------
    InputError
        Where there is no such table, or no column `by` in it.
    """
    check_where(table, {by: ""} if by else None)
    key = key_of(table)
    grows = {key, "age_s"} if table in VIEWS else {key}
    return [key, *(name for name in column_names(table) if name not in grows)]


def table_fingerprints(connection: sqlite3.Connection, table: str, by: str = "") -> dict[str, Fingerprint]:
    """The fingerprint of each group of rows of the feature database; no group without rows, but for the only one."""
    # A reader may meet a centre whose writer is an older plugin that measures less.
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    columns = [name for name in shown_columns(table, by) if name in there]
    shaped = bool(geometry_of(table)) and "geom" in there
    sums: dict[str, list[int]] = {} if by else {"": [0, 0, 0]}
    if columns:
        chosen = [*columns, "geom"] if shaped else columns
        group = chosen.index(by) if by else 0
        for row in connection.execute(select_sql(table, chosen)):
            held = sums.setdefault(str(row[group]) if by else "", [0, 0, 0])
            # Added up, so that the order of the rows does not matter.
            held[0] += hash(row[0])
            held[1] += hash((row[0], row[-1])) if shaped else hash(row[0])
            held[2] += hash(row)
    return {name: Fingerprint(*(part & _ALL_BITS for part in held)) for name, held in sums.items()}
