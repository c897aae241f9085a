"""Opens a file by what it contains, as blocks of rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from .decoded import RejectLog
from .delimited import csv_tables
from .geojson import geojson_table
from .mapping import ColumnMapping
from .parquet import parquet_tables
from .signature import container_of
from .table import Head, Table
from .workbook import workbook_tables

__all__ = ["head_of", "tables_of"]

_HEAD_BYTES = 256 * 1024
_HEAD_ROWS = 500


def head_of(path: Path) -> Head:
    """The first rows of a file, to tell its format by; raises `InputError` where it is no table."""
    container = container_of(path)
    log = RejectLog(str(path))
    tables = {
        "csv": lambda: csv_tables(path, log, limit=_HEAD_BYTES),
        "xlsx": lambda: workbook_tables(path, limit=_HEAD_ROWS),
        "geojson": lambda: iter((geojson_table(path, log),)),
        "parquet": lambda: parquet_tables(path, block_rows=_HEAD_ROWS),
    }
    return Head(path, container, next(tables.get(container, lambda: _no_table(path))()))


def tables_of(path: Path, log: RejectLog, mapping: ColumnMapping) -> Iterator[Table]:
    """All rows of a file in blocks; raises `InputError` where it is no table."""
    container = container_of(path)
    if container == "csv":
        return csv_tables(path, log, encoding=mapping.encoding, header=mapping.header)
    if container == "xlsx":
        return workbook_tables(path, header=mapping.header, sheet=mapping.sheet)
    if container == "geojson":
        return iter((geojson_table(path, log),))
    if container == "parquet":
        return parquet_tables(path)
    return _no_table(path)


def _no_table(path: Path) -> Iterator[Table]:
    raise InputError(
        "“{name}” is a map layer, not a table of observations.", hint="Import it as stations.", name=path.name
    )
