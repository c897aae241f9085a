"""Reads and writes the tables of the feature database as frames."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon

from ..errors import InputError
from .geometry import SRS_ID, decode, encode
from .layout import view_columns
from .schema import TABLES, VIEWS, Table
from .sql import delete_sql, select_sql, update_sql, upsert_sql

__all__ = ["bump_revision", "column_names", "delete_rows", "geometry_of", "read_rows", "upsert", "write_rows"]

_MOST_PARAMETERS = 500


def column_names(name: str) -> list[str]:
    """Columns of a table or view of the schema, without geometry.

    Raises
    ------
    InputError
        Where the schema has no such table.
    """
    if name in TABLES:
        return [column.name for column in TABLES[name].columns]
    if name in VIEWS:
        return view_columns(VIEWS[name])
    raise InputError(
        "The data centre has no table {name}.",
        hint="The tables are: {known}.",
        name=name,
        known=", ".join([*TABLES, *VIEWS]),
    )


def geometry_of(name: str) -> str:
    """Geometry type of a table or view; empty for an attribute table."""
    return TABLES[VIEWS[name].places].geometry if name in VIEWS else TABLES[name].geometry


def key_of(name: str) -> str:
    """Key column of a table or view."""
    return TABLES[VIEWS[name].places].key if name in VIEWS else TABLES[name].key


def check_where(name: str, where: Mapping[str, object] | None) -> list[tuple[str, object]]:
    """The pairs of an equality filter, its columns checked against the schema.

    Raises
    ------
    InputError
        Where a column is not of that table.
    """
    columns = column_names(name)
    unknown = [column for column in where or {} if column not in columns]
    if unknown:
        raise InputError(
            "The table {name} of the data centre has no column {column}.",
            hint="Filter by one of its own columns.",
            name=name,
            column=unknown[0],
        )
    return list((where or {}).items())


def read_rows(
    connection: sqlite3.Connection,
    name: str,
    *,
    where: Mapping[str, object] | None = None,
    ids: Collection[str] | None = None,
    geometry: bool = True,
) -> pd.DataFrame:
    """Rows ordered by key; a GeoDataFrame where the table has a geometry and it is wanted."""
    columns = column_names(name)
    pairs = check_where(name, where)
    # A reader may meet a centre whose writer is an older plugin that measures less.
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
    shaped = bool(geometry_of(name)) and geometry
    chosen = [column for column in [*columns, *(["geom"] if shaped else [])] if column in there]
    rows = _select(connection, name, chosen, pairs, ids) if there else []
    parts = dict(zip(chosen, zip(*rows)))
    nothing = (None,) * len(rows)
    types = _types(name)
    data = {column: _column(parts.get(column, nothing), types[column]) for column in columns}
    if not shaped:
        return pd.DataFrame(data, columns=columns)
    shapes = gpd.GeoSeries(decode(parts.get("geom", nothing)), crs=SRS_ID)
    return gpd.GeoDataFrame(data, columns=columns, geometry=shapes, crs=SRS_ID)


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


def _types(name: str) -> dict[str, str]:
    tables = [TABLES[VIEWS[name].places], TABLES[VIEWS[name].state]] if name in VIEWS else [TABLES[name]]
    types = {column.name: column.type for table in tables for column in table.columns}
    fresh = VIEWS[name].freshness if name in VIEWS else "state"
    return {**types, fresh: "text", "age_s": "integer"}


def _column(values: Sequence[object], kind: str) -> pd.Series:
    if kind == "real":
        return pd.Series(np.array(values, dtype=np.float64))
    if kind == "integer":
        return pd.Series(list(values), dtype="Int64")
    if kind == "time":
        return pd.to_datetime(pd.Series(values, dtype=object), format="%Y-%m-%dT%H:%M:%SZ", utc=True).astype(
            "datetime64[ns, UTC]"
        )
    return pd.Series(values, dtype=object)


def write_rows(connection: sqlite3.Connection, name: str, rows: pd.DataFrame) -> int:
    """Insert rows, or bring those with a known key up to date, inside the caller's transaction.

    Columns that `rows` does not have keep what the centre holds. A row keeps its ``fid``, so that layers and selections
    stay true.

    Raises
    ------
    InputError
        No such table, unknown columns, a missing or repeated key, a geometry of another type or without a known CRS.
    """
    if name not in TABLES:
        column_names(name)
        raise InputError(
            "{name} is a view and cannot be written.",
            hint="Write to the table it shows: {table}.",
            name=name,
            table=VIEWS[name].places,
        )
    table = TABLES[name]
    shapes = _shapes(table, rows)
    columns = [column for column in rows.columns if shapes is None or column != rows.geometry.name]
    known = {column.name for column in table.columns}
    unknown = [str(column) for column in columns if column not in known]
    if unknown:
        raise InputError(
            "The table {name} of the data centre has no column {column}.",
            hint="Rename the column, or leave it out.",
            name=name,
            column=", ".join(unknown),
        )
    _check_required(connection, table, rows, columns)
    given = [column for column in table.columns if column.name in columns]
    parts: list[Sequence[object]] = [_plain(rows[column.name], column.type) for column in given]
    names = [column.name for column in given]
    if shapes is not None:
        names.append("geom")
        parts.append(shapes)
    if all(column.name in names for column in table.columns if column.required):
        upsert(connection, name, names, list(zip(*parts)))
    elif len(names) > 1:
        # SQLite would refuse the row to insert before it looks for the one to update.
        order = [at for at, column in enumerate(names) if column != table.key]
        order.append(names.index(table.key))
        columns = [names[at] for at in order[:-1]]
        connection.executemany(update_sql(name, columns, table.key), list(zip(*(parts[at] for at in order))))
    if shapes is not None:
        _extent(connection, name)
    return len(rows)


def upsert(
    connection: sqlite3.Connection, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert or update rows by the table's key, whatever they hold."""
    connection.executemany(upsert_sql(name, columns, [TABLES[name].key]), rows)


def _check_required(connection: sqlite3.Connection, table: Table, rows: pd.DataFrame, columns: list[str]) -> None:
    keys = rows[table.key] if table.key in columns else pd.Series([None])
    if keys.isna().any() or (keys.astype(str) == "").any() or keys.duplicated().any():
        raise InputError(
            "Every row of {table} needs its own {key}.",
            hint="Fill the column {key}, each value once.",
            table=table.name,
            key=table.key,
        )
    for column in table.columns:
        if not column.required or column.name == table.key:
            continue
        if column.name in columns:
            complete = not rows[column.name].isna().any()
        else:
            held = {row[0] for row in connection.execute(select_sql(table.name, [table.key]))}
            complete = set(keys.astype(str)) <= held
        if not complete:
            raise InputError(
                "Rows of {table} lack {column}.",
                hint="Fill the column {column} in every row.",
                table=table.name,
                column=column.name,
            )


def _shapes(table: Table, rows: pd.DataFrame) -> list[bytes | None] | None:
    if not table.geometry or not isinstance(rows, gpd.GeoDataFrame):
        return None
    if rows.crs is None:
        raise InputError(
            "The geometries for {table} do not say their coordinate reference system.",
            hint="Set the CRS of the layer first.",
            table=table.name,
        )
    placed = rows.geometry if rows.crs.equals(SRS_ID) else rows.geometry.to_crs(SRS_ID)
    shapes = shapely.force_2d(np.array(placed.values, dtype=object))
    for at, shape in enumerate(shapes):
        if shape is None:
            continue
        if table.geometry == "MultiPolygon" and shape.geom_type == "Polygon":
            shapes[at] = MultiPolygon([shape])
        elif shape.geom_type.lower() != table.geometry.lower():
            raise InputError(
                "{table} takes geometries of type {wanted}, not {found}.",
                hint="Convert the layer first.",
                table=table.name,
                wanted=table.geometry,
                found=shape.geom_type,
            )
    return encode(shapes)


def _plain(column: pd.Series, kind: str) -> list[object]:
    missing = column.isna().to_numpy()
    if kind == "time":
        times = pd.to_datetime(column, utc=True)
        texts = times.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        return [None if gone else text for text, gone in zip(texts, missing)]
    convert = {"text": str, "integer": int, "real": float, "blob": bytes}[kind]
    try:
        return [None if gone else convert(value) for value, gone in zip(column.tolist(), missing)]
    except (TypeError, ValueError) as error:
        raise InputError(
            "The column {column} holds something that does not fit its type.",
            hint="It takes values of type {kind}.",
            details=str(error),
            column=column.name,
            kind=kind,
        ) from error


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
    if name not in TABLES:
        column_names(name)
        raise InputError("{name} is a view and cannot be written.", hint="Write to its table.", name=name)
    values = [(key,) for key in set(keys)]
    gone = connection.executemany(delete_sql(name, TABLES[name].key), values).rowcount
    for view in VIEWS.values():
        if view.places == name:
            connection.executemany(delete_sql(view.state, TABLES[view.state].key), values)
    return max(gone, 0)


def bump_revision(connection: sqlite3.Connection) -> None:
    """Say that something readers see has changed."""
    connection.execute("UPDATE centre_state SET value = value + 1 WHERE name = 'revision'")
