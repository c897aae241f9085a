"""Reads and writes the feature tables of the shared centre as frames."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
import psycopg
import pyarrow as pa
import shapely

from ...errors import InputError
from ..editing import Held
from ..feature_frames import (
    check_where,
    checked_rows,
    column_names,
    column_types,
    frame_of,
    geometry_of,
    key_of,
    writable_table,
)
from ..geometry import SRS_ID
from ..schema import TABLES, VIEWS
from ..sql import quoted
from ..table import EDIT_COLUMNS, Table
from .engine import fetch_sql

__all__ = ["ChangedMeanwhile", "SharedStore", "delete_rows", "held_rows", "read_rows", "upsert", "write_rows"]

# ruff: noqa: S608  (identifiers come from the schema alone, values are always bound)

_ARROW = {
    "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "blob": pa.string(), "time": pa.string(),
}  # fmt: skip
_ROWS_A_STATEMENT = 2000
_STAMPS = tuple(column.name for column in EDIT_COLUMNS)


class ChangedMeanwhile(Exception):
    """Another connection wrote one of the rows between our look and our write; the transaction is tried again."""


def read_rows(
    connection: psycopg.Connection,
    name: str,
    *,
    where: Mapping[str, object] | None = None,
    ids: Collection[str] | None = None,
    geometry: bool = True,
) -> pd.DataFrame:
    """Rows ordered by key; a GeoDataFrame where the table has a geometry and it is wanted."""
    columns, types = column_names(name), column_types(name)
    tests, values = _tests(name, where)
    key = key_of(name)
    if ids is not None:
        tests.append(f'"{key}" = ANY(%s)')
        values.append(sorted(set(ids)))
    shaped = bool(geometry_of(name)) and geometry
    chosen = [f"encode(\"{column}\", 'hex')" if types[column] == "blob" else f'"{column}"' for column in columns]
    schema = [(column, _ARROW[types[column]]) for column in columns]
    if shaped:
        chosen.append("geom::text")
        schema.append(("geom", pa.string()))
    condition = f" WHERE {' AND '.join(tests)}" if tests else ""
    sql = f'SELECT {", ".join(chosen)} FROM "{name}"{condition} ORDER BY "{key}"'
    found = fetch_sql(connection, sql, pa.schema(schema), values)
    parts: dict[str, Sequence[object]] = {column: found.column(column).to_pylist() for column in columns}
    for column in columns:
        if types[column] == "blob":
            parts[column] = [None if text is None else bytes.fromhex(str(text)) for text in parts[column]]
    shapes = None
    if shaped:
        shapes = shapely.from_wkb(np.array(found.column("geom").to_pylist(), dtype=object))
        # The tables keep no SRID in their shapes; the frame says it once.
        shapes = shapely.set_srid(shapes, 0)
    return frame_of(name, parts, found.num_rows, shapes)


def _tests(name: str, where: Mapping[str, object] | None) -> tuple[list[str], list[object]]:
    tests: list[str] = []
    values: list[object] = []
    types = column_types(name)
    for column, value in check_where(name, where):
        if value is None:
            tests.append(f'"{column}" IS NULL')
        elif types[column] in ("integer", "real"):
            # Compared as a number where it is one; text that is none equals nothing.
            tests.append(f'"{column}" = %s' if isinstance(value, (int, float, np.number)) else f'"{column}"::text = %s')
            values.append(value.item() if isinstance(value, np.generic) else value)
        else:
            tests.append(f'"{column}" = %s')
            values.append(value if isinstance(value, bytes) else str(value))
    return tests, values


def write_rows(
    connection: psycopg.Connection, name: str, rows: pd.DataFrame, held: Collection[str] | None = None
) -> int:
    """Insert rows, or bring those with a known key up to date, inside the caller's transaction; see `checked_rows`.

    Columns that `rows` does not have keep what the centre holds. A row keeps its ``fid``. With `held`, the keys that were
    there when we looked, the others must still be new. The database itself stamps edited rows.

    Raises
    ------
    InputError
        Rows that do not fit the table.
    ChangedMeanwhile
        Another connection wrote one of the rows of an edited table just now.
    """
    table = writable_table(name)

    def held_keys() -> list[str]:
        return SharedStore(connection).keys(name)

    fit = checked_rows(name, rows, held_keys)
    names, parts = list(fit.names), list(fit.parts)
    if fit.shapes is not None:
        names.append("geom")
        parts.append(list(shapely.to_wkb(shapely.set_srid(fit.shapes, SRS_ID), hex=True, include_srid=True)))
    every = list(zip(*parts))
    if fit.complete and held is None:
        upsert(connection, name, names, every)
        return len(rows)
    if fit.complete and held is not None:
        at = names.index(table.key)
        new = [row for row in every if row[at] not in held]
        every = [row for row in every if row[at] in held]
        columns = ", ".join(f'j."{column}"' for column in names)
        sql = f'INSERT INTO "{name}" ({quoted(*names)}) SELECT {columns} FROM {_source(name)} ON CONFLICT DO NOTHING'
        if sum(done.rowcount for done in _in_parts(connection, sql, names, new)) < len(new):
            raise ChangedMeanwhile
    if every and len(names) > 1:
        # Where there is nothing but the key, the row is touched all the same, and so is its version.
        others = [column for column in names if column != table.key and column not in _STAMPS] or [table.key]
        changes = ", ".join(f'"{column}" = j."{column}"' for column in others)
        sql = f'UPDATE "{name}" t SET {changes} FROM {_source(name)} WHERE t."{table.key}" = j."{table.key}"'
        _in_parts(connection, sql, names, every)
    return len(rows)


def upsert(
    connection: psycopg.Connection, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert or update rows by the table's key; times are UTC text, shapes hexadecimal EWKB."""
    if not rows:
        return
    table = TABLES[name]
    others = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column != table.key)
    action = "NOTHING" if table.append_only or not others else f"UPDATE SET {others}"
    sql = (
        f'INSERT INTO "{name}" ({quoted(*columns)}) SELECT {", ".join(f"""j."{c}" """.strip() for c in columns)} '
        f'FROM {_source(name)} ON CONFLICT ("{table.key}") DO {action}'
    )
    _in_parts(connection, sql, columns, rows)


def _source(name: str) -> str:
    return f'json_populate_recordset(NULL::"{name}", %s::json) AS j'


def _in_parts(
    connection: psycopg.Connection, sql: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> list[psycopg.Cursor]:
    done = []
    for at in range(0, len(rows), _ROWS_A_STATEMENT):
        some = [dict(zip(columns, map(_plain, row))) for row in rows[at : at + _ROWS_A_STATEMENT]]
        done.append(connection.execute(sql, (json.dumps(some, allow_nan=False),)))
    return done


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, str) and "\x00" in value:
        raise InputError(
            "A text for the data centre holds a zero byte.", hint="Remove it; no database keeps such text.",
            details=repr(value[:80]),
        )  # fmt: skip
    return value.item() if isinstance(value, np.generic) else value


def delete_rows(connection: psycopg.Connection, name: str, keys: Collection[str]) -> int:
    """Delete rows by key, inside the caller's transaction; a place takes its state with it. Returns how many there were."""
    table = writable_table(name)
    store = SharedStore(connection)
    gone = store.delete(name, keys)
    for view in VIEWS.values():
        if view.places == table.name:
            store.delete(view.state, keys)
    return gone


def held_rows(connection: psycopg.Connection, table: Table, keys: Collection[str]) -> dict[str, Held]:
    """Versions of the rows with these keys, which stay locked until the transaction ends."""
    edit = "row_version, changed_by, changed_at" if table.edited else "0, '', ''"
    lock = " FOR UPDATE" if table.edited else ""
    sql = f'SELECT "{table.key}", {edit} FROM "{table.name}" WHERE "{table.key}" = ANY(%s) ORDER BY "{table.key}"{lock}'
    found = connection.execute(sql, (sorted({str(key) for key in keys}),))
    return {str(key): (int(version or 0), who or "", when or "") for key, version, who, when in found}


class SharedStore:
    """The tables of the shared centre inside a writer's transaction, as `LiveState` wants them."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def counters(self) -> tuple[int, int]:
        row = self._connection.execute(
            "SELECT (SELECT value FROM centre_state WHERE name = 'states'), "
            "(SELECT coalesce(max(id), 0) FROM change_log WHERE table_name IN ('station', 'township'))"
        ).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def read(self, name: str) -> pd.DataFrame:
        return read_rows(self._connection, name)

    def keys(self, name: str) -> list[str]:
        return [str(key) for (key,) in self._connection.execute(f'SELECT "{TABLES[name].key}" FROM "{name}"')]  # nosec B608

    def upsert(self, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        upsert(self._connection, name, columns, rows)

    def delete(self, name: str, keys: Collection[str]) -> int:
        values = sorted({str(key) for key in keys})
        if not values:
            return 0
        return self._connection.execute(
            f'DELETE FROM "{name}" WHERE "{TABLES[name].key}" = ANY(%s)',  # nosec B608
            (values,),
        ).rowcount
