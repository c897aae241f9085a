"""Reads and writes the tables of the feature database as frames."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence

import geopandas as gpd
import pandas as pd

from .feature_frames import (
    check_where,
    checked_rows,
    column_names,
    frame_of,
    geometry_of,
    key_of,
    writable_table,
)
from .geometry import decode, encode
from .schema import TABLES, VIEWS
from .sql import delete_sql, revise_sql, select_sql, update_sql, upsert_sql

__all__ = ["FeatureStore", "bump_revision", "delete_rows", "read_rows", "upsert", "write_rows"]

_MOST_PARAMETERS = 500


def read_rows(
    connection: sqlite3.Connection,
    name: str,
    *,
    where: Mapping[str, object] | None = None,
    ids: Collection[str] | None = None,
    geometry: bool = True,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Rows ordered by key; a GeoDataFrame where the table has a geometry and it is wanted. `columns` limits what is read."""
    wanted = column_names(name) if columns is None else columns
    pairs = check_where(name, where)
    # A reader may meet a centre whose writer is an older plugin that measures less.
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
    shaped = bool(geometry_of(name)) and geometry
    chosen = [column for column in [*wanted, *(["geom"] if shaped else [])] if column in there]
    rows = _select(connection, name, chosen, pairs, ids) if there else []
    parts = dict(zip(chosen, zip(*rows)))
    shapes = decode(parts.get("geom", (None,) * len(rows))) if shaped else None
    return frame_of(name, parts, len(rows), shapes, wanted)


def _select(
    connection: sqlite3.Connection,
    name: str,
    columns: Sequence[str],
    pairs: Sequence[tuple[str, object]],
    ids: Collection[str] | None,
) -> list[tuple[object, ...]]:
    key = key_of(name)
    tests = [f'"{column}" IS NULL' if value is None else f'"{column}" = ?' for column, value in pairs]
    values = [value for _, value in pairs if value is not None]
    if ids is None:
        return connection.execute(select_sql(name, columns, tests=tests, order=key), values).fetchall()
    wanted = sorted(set(ids))
    rows: list[tuple[object, ...]] = []
    for at in range(0, len(wanted), _MOST_PARAMETERS):
        some = wanted[at : at + _MOST_PARAMETERS]
        within = [*tests, f'"{key}" IN ({", ".join("?" * len(some))})']
        rows += connection.execute(select_sql(name, columns, tests=within, order=key), [*values, *some]).fetchall()
    return rows


def write_rows(connection: sqlite3.Connection, name: str, rows: pd.DataFrame) -> int:
    """Insert rows, or bring those with a known key up to date, inside the caller's transaction.

    Columns that `rows` does not have keep what the centre holds. A row keeps its ``fid``, so that layers and selections
    stay true.

    Raises
    ------
    InputError
        No such table, unknown columns, a missing or repeated key, a geometry of another type or without a known CRS.
    """
    table = writable_table(name)

    def held_keys() -> list[str]:
        return [row[0] for row in connection.execute(select_sql(name, [table.key]))]

    fit = checked_rows(name, rows, held_keys)
    names, parts = list(fit.names), list(fit.parts)
    if fit.shapes is not None:
        names.append("geom")
        parts.append(encode(fit.shapes))  # type: ignore[arg-type]
    if fit.complete:
        upsert(connection, name, names, list(zip(*parts)))
    elif len(names) > 1:
        # SQLite would refuse the row to insert before it looks for the one to update.
        order = [at for at, column in enumerate(names) if column != table.key]
        order.append(names.index(table.key))
        columns = [names[at] for at in order[:-1]]
        connection.executemany(update_sql(name, columns, table.key), list(zip(*(parts[at] for at in order))))
    if fit.shapes is not None:
        _extent(connection, name)
    return len(rows)


def upsert(
    connection: sqlite3.Connection, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert or update rows by the table's key, whatever they hold."""
    connection.executemany(upsert_sql(name, columns, [TABLES[name].key]), rows)


def _extent(connection: sqlite3.Connection, name: str) -> None:
    blobs = [row[0] for row in connection.execute(select_sql(name, ["geom"], tests=["geom IS NOT NULL"]))]
    shapes = decode(blobs)
    box = [None] * 4 if not len(shapes) else [float(side) for side in gpd.GeoSeries(shapes).total_bounds]
    views = [view.name for view in VIEWS.values() if view.places == name]
    for shown in (name, *views):
        connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
            "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
            [*box, shown],
        )


def delete_rows(connection: sqlite3.Connection, name: str, keys: Collection[str]) -> int:
    """Delete rows by key, inside the caller's transaction; a place takes its state with it. Returns how many there were."""
    table = writable_table(name)
    values = [(key,) for key in set(keys)]
    gone = connection.executemany(delete_sql(name, table.key), values).rowcount
    for view in VIEWS.values():
        if view.places == name:
            connection.executemany(delete_sql(view.state, TABLES[view.state].key), values)
    return max(gone, 0)


def bump_revision(connection: sqlite3.Connection) -> None:
    """Say that something readers see has changed."""
    connection.execute("UPDATE centre_state SET value = value + 1 WHERE name = 'revision'")


class FeatureStore:
    """The feature database inside a writer's transaction, as `LiveState` wants it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def counters(self) -> tuple[int, int]:
        sql = "SELECT name, value FROM centre_state WHERE name IN ('revision', 'places')"
        counters = dict(self._connection.execute(sql))
        return counters["revision"], counters["places"]

    def read(self, name: str) -> pd.DataFrame:
        return read_rows(self._connection, name)

    def keys(self, name: str) -> list[str]:
        return [key for (key,) in self._connection.execute(select_sql(name, [TABLES[name].key]))]

    def upsert(self, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        # Nearly always all rows are there, and SQLite updates in half the time it takes to try to insert first.
        changed = self._connection.executemany(revise_sql(name, columns, TABLES[name].key), rows).rowcount
        if changed < len(rows):
            upsert(self._connection, name, columns, rows)

    def delete(self, name: str, keys: Collection[str]) -> None:
        self._connection.executemany(delete_sql(name, TABLES[name].key), [(key,) for key in keys])
