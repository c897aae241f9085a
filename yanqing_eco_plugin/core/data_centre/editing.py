"""Keeps people from overwriting each other: versions of rows, who changed them and when."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from ..errors import EditConflictError, InputError
from .schema import TABLES
from .sql import select_sql
from .table import Table

__all__ = ["Held", "check_deletion", "held_rows", "stamped"]

# What the centre holds of a row: its version, who changed it last, and when.
Held = tuple[int, str, str]

_MOST_PARAMETERS = 500


def held_rows(connection: sqlite3.Connection, name: str, keys: Sequence[str]) -> dict[str, Held]:
    """Versions of the rows with these keys; keys the centre does not hold are left out."""
    table = TABLES[name]
    columns = ["row_version", "changed_by", "changed_at"] if table.edited else []
    found: dict[str, Held] = {}
    for at in range(0, len(keys), _MOST_PARAMETERS):
        some = keys[at : at + _MOST_PARAMETERS]
        within = [f'"{table.key}" IN ({", ".join("?" * len(some))})']
        for key, *edit in connection.execute(select_sql(name, [table.key, *columns], tests=within), some):
            version, who, when = edit or (0, "", "")
            found[str(key)] = (int(version or 0), str(who or ""), str(when or ""))
    return found


def stamped(held: Mapping[str, Held], table: Table, rows: pd.DataFrame, by: str, at: datetime) -> pd.DataFrame:
    """The rows with their next version, who writes them and when.

    Parameters
    ----------
    held
        What the centre holds of these rows now.
    rows
        Rows to write; where they have a ``row_version``, it is the version they were made from (none or 0: a new row).

    Raises
    ------
    EditConflictError
        Where somebody else changed, made or deleted a row in the meantime.
    InputError
        Where a row of a log would be changed.
    """
    if table.key not in rows.columns or not (table.edited or table.append_only):
        return rows
    keys = [str(key) for key in rows[table.key]]
    if table.append_only:
        _refuse_change(table, [key for key in keys if key in held])
    if not table.edited:
        return rows
    now = np.array([held.get(key, (0, "", ""))[0] for key in keys], dtype=np.int64)
    if "row_version" in rows.columns:
        expected = pd.to_numeric(rows["row_version"]).fillna(0).to_numpy(dtype=np.int64)
        _refuse_overwriting(table, held, [key for key, changed in zip(keys, expected != now) if changed])
    return rows.assign(row_version=now + 1, changed_by=by, changed_at=pd.Timestamp(at.astimezone(UTC)))


def check_deletion(held: Mapping[str, Held], table: Table, keys: Collection[str]) -> None:
    """Refuse to delete rows of a log, or, where `keys` is a mapping to versions, rows that have another version now.

    Raises
    ------
    EditConflictError
        Where somebody else changed or deleted a row in the meantime.
    InputError
        Where the table is a log.
    """
    if table.append_only:
        _refuse_change(table, [key for key in keys if key in held])
    if isinstance(keys, Mapping):
        gone = (0, "", "")
        _refuse_overwriting(table, held, [key for key, version in keys.items() if held.get(key, gone)[0] != version])


def _refuse_change(table: Table, keys: Sequence[str]) -> None:
    if keys:
        raise InputError(
            "{table} is a log: what was written there is never changed or deleted.",
            hint="Write a new entry that corrects the old one.",
            details=", ".join(keys[:20]),
            table=table.name,
        )


def _refuse_overwriting(table: Table, held: Mapping[str, Held], keys: Sequence[str]) -> None:
    if not keys:
        return
    _, who, when = held.get(keys[0], (0, "", ""))
    raise EditConflictError(
        "Somebody else changed {count} of these rows of {table} in the meantime, first {key} (by {who}, {when}).",
        hint="Nothing was written. Load the rows again, look at what has changed, and repeat your change.",
        details=", ".join(keys[:20]),
        count=len(keys),
        table=table.name,
        key=keys[0],
        who=who or "?",
        when=when or "?",
    )
