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

_HEAD_BYTES = 64 * 1024


def head_of(path: Path) -> Head:
    """The first rows of a file, to tell its format by; raises `InputError` where it is no table."""
    container = container_of(path)
    if container == "csv":
        table = next(csv_tables(path, RejectLog(str(path)), limit=_HEAD_BYTES), None)
    else:
        table = next(_tables(path, container, RejectLog(str(path)), None), None)
    if table is None:
        raise InputError("The file “{name}” has no rows.", hint="Check that the export finished.", name=path.name)
    return Head(path, container, table)


def tables_of(path: Path, log: RejectLog, mapping: ColumnMapping) -> Iterator[Table]:
    """All rows of a file in blocks; raises `InputError` where it is no table."""
    return _tables(path, container_of(path), log, mapping)


def _tables(path: Path, container: str, log: RejectLog, mapping: ColumnMapping | None) -> Iterator[Table]:
    header = mapping.header if mapping else 1
    if container == "csv":
        return csv_tables(path, log, encoding=mapping.encoding if mapping else "auto", header=header)
    if container == "xlsx":
        return workbook_tables(path, header=header, sheet=mapping.sheet if mapping else "")
    if container == "geojson":
        return iter((geojson_table(path, log),))
    if container == "parquet":
        return parquet_tables(path)
    raise InputError(
        "“{name}” is a map layer, not a table of observations.", hint="Import it as stations.", name=path.name
    )
