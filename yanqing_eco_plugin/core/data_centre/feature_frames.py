"""Frames of the feature tables: what a table of the schema can hold, checked before any database sees it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyproj
import shapely
from shapely.geometry import MultiPolygon

from ..errors import InputError
from .geometry import SRS_ID
from .schema import TABLES, VIEWS, Table, View

__all__ = [
    "FeatureRows",
    "check_where",
    "checked_rows",
    "column_names",
    "column_types",
    "frame_of",
    "geometry_of",
    "key_of",
    "view_columns",
    "writable_table",
]

# pandas says so of every step with the frames of geopandas before 0.14, and QGIS writes it into its log each time.
warnings.filterwarnings("ignore", "Passing a BlockManager to GeoDataFrame", DeprecationWarning)


@dataclass(frozen=True)
class FeatureRows:
    """Rows that fit their table.

    Attributes
    ----------
    names
        Columns given, in the table's order.
    parts
        Their values as text, int, float, bytes or None; times as UTC text.
    shapes
        Shapely geometries in EPSG:4326, shape (n,), or None where none were given.
    complete
        Whether every required column is given, so that rows with unknown keys can be inserted.
    """

    names: list[str]
    parts: list[list[object]]
    shapes: np.ndarray | None
    complete: bool


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


def view_columns(view: View) -> list[str]:
    """Names of the view's columns without ``fid`` and geometry, in order."""
    places, state = TABLES[view.places], TABLES[view.state]
    return (
        [c.name for c in places.columns]
        + [c.name for c in state.columns if c.name != state.key]
        + [view.freshness, "age_s"]
    )


def column_types(name: str) -> dict[str, str]:
    """Type of each column of a table or view, as `Column` names them."""
    tables = [TABLES[VIEWS[name].places], TABLES[VIEWS[name].state]] if name in VIEWS else [TABLES[name]]
    types = {column.name: column.type for table in tables for column in table.columns}
    fresh = VIEWS[name].freshness if name in VIEWS else "state"
    return {**types, fresh: "text", "age_s": "integer"}


def _column(values: Sequence[object], kind: str) -> np.ndarray | pd.api.extensions.ExtensionArray | pd.Series:
    # Arrow reads texts, numbers and gaps many times faster than pandas looks at objects one by one.
    if kind == "real":
        return pa.array(values, pa.float64(), from_pandas=True).to_numpy(zero_copy_only=False)
    if kind == "integer":
        whole = pa.array(values, pa.int64())
        return pd.arrays.IntegerArray(
            whole.fill_null(0).to_numpy(zero_copy_only=False), whole.is_null().to_numpy(zero_copy_only=False)
        )
    if kind == "time":
        moments = pc.strptime(pa.array(values, pa.string()), format="%Y-%m-%dT%H:%M:%SZ", unit="s")
        return (
            pd.DatetimeIndex(moments.to_numpy(zero_copy_only=False).astype("datetime64[ns]")).tz_localize("UTC").array
        )
    return pd.Series(values, dtype=object)


@cache
def _wgs84() -> pyproj.CRS:
    # Made anew from its number, it costs more than the rest of a frame. pyproj keeps what is not for other threads apart.
    return pyproj.CRS(SRS_ID)


def frame_of(
    name: str,
    parts: Mapping[str, Sequence[object]],
    size: int,
    shapes: np.ndarray | None,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """A frame of the table or view from its columns' values; a GeoDataFrame where `shapes` are given.

    Columns that `parts` lacks are empty: a reader may meet a centre whose writer is an older plugin that measures less.
    `columns` names those wanted (None: all).
    """
    wanted = column_names(name) if columns is None else list(columns)
    nothing = (None,) * size
    types = column_types(name)
    data = {column: _column(parts.get(column, nothing), types[column]) for column in wanted}
    if shapes is None:
        return pd.DataFrame(data, columns=wanted)
    return gpd.GeoDataFrame(data, columns=wanted, geometry=shapes, crs=_wgs84())


def writable_table(name: str) -> Table:
    """The table of the schema with that name; raises `InputError` where there is none or it is a view."""
    if name not in TABLES:
        column_names(name)
        raise InputError(
            "{name} is a view and cannot be written.",
            hint="Write to the table it shows: {table}.",
            name=name,
            table=VIEWS[name].places,
        )
    return TABLES[name]


def checked_rows(name: str, rows: pd.DataFrame, held_keys: Callable[[], Collection[str]]) -> FeatureRows:
    """Check rows for a table and take them apart.

    `held_keys` is asked for the keys the centre holds where required columns are left out.

    Raises
    ------
    InputError
        No such table, unknown columns, a missing or repeated key, a geometry of another type or without a known CRS.
    """
    table = writable_table(name)
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
    _check_required(table, rows, columns, held_keys)
    given = [column for column in table.columns if column.name in columns]
    parts = [_plain(rows[column.name], column.type) for column in given]
    names = [column.name for column in given]
    complete = all(column.name in names for column in table.columns if column.required)
    return FeatureRows(names, parts, shapes, complete)


def _check_required(
    table: Table, rows: pd.DataFrame, columns: list[str], held_keys: Callable[[], Collection[str]]
) -> None:
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
        given = column.name in columns
        complete = not rows[column.name].isna().any() if given else set(keys.astype(str)) <= set(held_keys())
        if not complete:
            raise InputError(
                "Rows of {table} lack {column}.",
                hint="Fill the column {column} in every row.",
                table=table.name,
                column=column.name,
            )


def _shapes(table: Table, rows: pd.DataFrame) -> np.ndarray | None:
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
    return shapes


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
