"""Reads lists of stations with their coordinates, in whatever datum they are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..datum import DATUMS, Datum, transform
from ..errors import InputError
from ..progress import Progress, checkpoint
from ..standards import KINDS
from .decoded import DecodedStations, RejectLog
from .delimited import csv_rows
from .geojson import geojson_table
from .map_layer import layer_rows
from .parquet import parquet_tables
from .signature import container_of
from .station_fields import STATION_COLUMNS, degrees, fields_of
from .table import Table
from .workbook import workbook_rows

__all__ = ["merge_stations", "read_stations"]

MAX_ROWS = 500_000
_HEADER_WITHIN = 200
_KIND_OF = {label: kind.name for kind in KINDS.values() for label in (kind.zh, kind.en)}
_Row = tuple[str, Sequence[Any], bytes]


def read_stations(path: Path, *, kind: str, datum: Datum, progress: Progress | None = None) -> DecodedStations:
    """Read a station list: CSV, XLSX, Parquet, GeoJSON, GeoPackage or Shapefile.

    Columns are found by their Chinese or English name; titles above the header, section titles between the rows and a
    repeated header are passed over. A text table without header is read as id and two coordinates. A list without
    coordinates (ids and names, or each name once) gives stations without a place, for `merge_stations`. Without a column for
    the id the name is the id.

    Parameters
    ----------
    kind
        Kind of the stations, a name of `core.standards.KINDS`, where the list has no column that says so.
    datum
        Datum of the coordinates; they are kept in ``source_lon``, ``source_lat``, geometry is WGS-84.

    Returns
    -------
    DecodedStations
        Stations in the file's order, ids unique.

    Raises
    ------
    InputError
        Where the file cannot be read or has no columns for an id or a name.
    """
    path = Path(path)
    if kind not in KINDS:
        raise InputError("There is no kind of station “{kind}”.", hint="Choose one of the known kinds.", kind=kind)
    if datum not in DATUMS:
        transform([], [], datum, "wgs84")
    log = RejectLog(str(path))
    rows = list(islice(_rows(path, log), MAX_ROWS + 1))
    if len(rows) > MAX_ROWS:
        raise InputError(
            "“{name}” has more than {limit} rows.", hint="Is this a list of stations?", name=path.name, limit=MAX_ROWS
        )
    checkpoint(progress, 0.5, path.name)
    start, fields = _header(rows, path)
    records: dict[str, tuple[dict[str, Any], str, bytes]] = {}
    for place, cells, raw in rows[start:]:
        if {key: at for key, at in fields_of(cells).items() if key in ("lon", "lat")} and not _has_number(cells):
            continue
        record = _record(cells, fields)
        if record is None:
            continue
        problem = _problem(record, fields)
        if problem:
            log.add(place, *problem, raw)
            continue
        earlier = records.get(record["station_id"])
        if earlier is not None and earlier[0] != record:
            log.add(earlier[1], "duplicate", f"{record['station_id']}: {place} says otherwise", earlier[2])
        records[record["station_id"]] = (record, place, raw)
    checkpoint(progress, 1.0, path.name)
    return DecodedStations(_frame([record for record, _, _ in records.values()], kind, datum), log.frame())


def merge_stations(known: pd.DataFrame, new: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The new stations with what the centre already knows of them where the list says nothing.

    So a list of ids and names can complete one of ids and coordinates, in either order.
    """
    result = new.copy()
    earlier = known.set_index("station_id").reindex(result["station_id"])
    for column in result.columns:
        if column == "station_id" or column not in earlier:
            continue
        filled = result[column].isna().to_numpy() & earlier[column].notna().to_numpy()
        values = np.array(result[column], dtype=object)
        values[filled] = np.asarray(earlier[column], dtype=object)[filled]
        if column == "geometry":
            result[column] = gpd.GeoSeries(values, index=result.index, crs=4326)
        else:
            result[column] = pd.Series(values, index=result.index, dtype=new[column].dtype)
    return result


def _rows(path: Path, log: RejectLog) -> Iterator[_Row]:
    container = container_of(path)
    if container == "csv":
        yield from csv_rows(path, log)
    elif container == "xlsx":
        for title, _, number, cells in workbook_rows(path):
            text = "\t".join("" if cell is None else str(cell) for cell in cells)
            yield f"sheet {title} row {number}", cells, text.encode("utf-8", "replace")
    elif container in ("gpkg", "shp"):
        yield from layer_rows(path, log)
    elif container == "geojson":
        # Not by GDAL, which some of what calls itself GeoJSON brings down together with the process.
        table = geojson_table(path, log)
        # The shape counts, not properties that repeat its coordinates and may be in another datum.
        yield from _table_rows(table, ["longitude", "latitude", *table.columns])
    else:
        for number, table in enumerate(parquet_tables(path)):
            yield from islice(_table_rows(table, list(table.columns)), min(number, 1), None)


def _table_rows(table: Table, names: list[str]) -> Iterator[_Row]:
    yield "the header", names, b""
    for position in range(len(table)):
        yield table.where(position), [table.columns[name][position] for name in names], table.raw(position)


def _has_number(cells: Sequence[Any]) -> bool:
    return any(not np.isnan(degrees(cell)) for cell in cells)


def _header(rows: list[_Row], path: Path) -> tuple[int, dict[str, int]]:
    """Position of the first row after the header, and the fields."""
    found = [(position, fields_of(cells)) for position, (_, cells, _) in enumerate(rows[:_HEADER_WITHIN])]
    for position, fields in found:
        if {"lon", "lat"} <= set(fields) and {"station_id", "name"} & set(fields):
            return position + 1, fields
    for _, fields in found[:1]:
        if {"station_id", "name"} <= set(fields) or _lists_names(rows, fields):
            return 1, {field: at for field, at in fields.items() if field not in ("lon", "lat")}
    if rows and len(rows[0][1]) == 3:
        pair = [degrees(cell) for cell in rows[0][1][1:]]
        # China lies between 3 and 54° N and 73 and 136° E: the two cannot be confused.
        if 3 <= pair[0] <= 54 and 73 <= pair[1] <= 136:
            return 0, {"station_id": 0, "lat": 1, "lon": 2}
        if 73 <= pair[0] <= 136 and 3 <= pair[1] <= 54:
            return 0, {"station_id": 0, "lon": 1, "lat": 2}
    raise InputError(
        "“{name}” has no columns for the station's id or name and its longitude and latitude.",
        hint="Name the columns, for example, station_id, name, longitude, latitude.",
        name=path.name,
    )


def _lists_names(rows: list[_Row], fields: dict[str, int]) -> bool:
    """Whether a table without coordinates names each station once, as a list does and observations do not."""
    at = fields.get("name")
    names = [] if at is None else [_text(cells[at]) for _, cells, _ in rows[1:] if at < len(cells)]
    return bool(names) and len(set(names)) == len(names)


def _record(cells: Sequence[Any], fields: dict[str, int]) -> dict[str, Any] | None:
    """The fields of a row; None for a section title or a blank row."""
    filled = [cell for cell in cells if cell not in (None, "")]
    if len(filled) <= 1 < len(fields):
        return None
    record = {field: cells[at] if at < len(cells) else None for field, at in fields.items()}
    for field, value in record.items():
        if field in ("lon", "lat"):
            record[field] = degrees(value)
        elif field in ("altitude_m", "stale_after_s"):
            record[field] = _number(value)
        else:
            record[field] = _text(value)
    record["station_id"] = record.get("station_id") or record.get("name") or ""
    record["kind"] = _KIND_OF.get(record.get("kind") or "", record.get("kind"))
    return record


def _text(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None or value is pd.NaT or value != value else str(value).strip()
    return text or None


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if np.isfinite(number) else None


def _problem(record: dict[str, Any], fields: dict[str, int]) -> tuple[str, str] | None:
    if not record["station_id"]:
        return "no_station", "neither id nor name"
    if record["kind"] and record["kind"] not in KINDS:
        return "unknown_kind", record["kind"]
    if "lon" not in fields:
        return None
    lon, lat = record["lon"], record["lat"]
    if np.isnan(lon) or np.isnan(lat):
        return "bad_coordinates", "longitude or latitude is no number of degrees"
    if abs(lat) > 90 >= abs(lon) or (3 <= lon <= 54 and 73 <= lat <= 90):
        return "bad_coordinates", f"{lon}, {lat}: longitude and latitude look swapped"
    if abs(lon) > 180 or abs(lat) > 90 or (lon == 0 and lat == 0):
        return "bad_coordinates", f"{lon}, {lat}: not a place"
    return None


def _frame(records: list[dict[str, Any]], kind: str, datum: Datum) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(records, columns=[*dict.fromkeys([*STATION_COLUMNS, "lon", "lat"])], dtype=object)
    lon, lat = (frame.pop(axis).astype(float).to_numpy() for axis in ("lon", "lat"))
    frame["source_lon"], frame["source_lat"], frame["synthetic"] = lon, lat, 0
    frame["kind"] = frame["kind"].where(frame["kind"].notna(), kind)
    placed = np.isfinite(lon)
    frame["datum"] = [datum if place else None for place in placed]
    for column in frame.columns:
        # pandas fills columns no record has with NaN, which is no text.
        frame[column] = pd.Series([None if pd.isna(cell) else cell for cell in frame[column]], dtype=object)
    for column in ("source_lon", "source_lat", "altitude_m"):
        frame[column] = frame[column].astype(float)
    geometry = np.full(len(frame), None, dtype=object)
    geometry[placed] = shapely.points(*transform(lon[placed], lat[placed], datum, "wgs84"))
    return gpd.GeoDataFrame(frame[list(STATION_COLUMNS)], geometry=gpd.GeoSeries(geometry, crs=4326), crs=4326)
