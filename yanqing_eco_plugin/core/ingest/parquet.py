"""Reads a Parquet file in blocks of rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import InputError
from .foreign import reading
from .table import Column, Table, unique_names

__all__ = ["parquet_tables"]

BLOCK_ROWS = 200_000
MAX_COLUMNS = 5_000


def parquet_tables(path: Path, *, block_rows: int = BLOCK_ROWS) -> Iterator[Table]:
    """Yield the rows in blocks; nested columns are left out. Raises `InputError` for a damaged file."""
    with reading(path):
        source = pq.ParquetFile(path)
    size, total = path.stat().st_size, max(source.metadata.num_rows, 1)
    if source.metadata.num_columns > MAX_COLUMNS:
        raise InputError(
            "The file “{name}” has {count} columns.",
            hint="Is this a table?",
            name=path.name,
            count=source.metadata.num_columns,
        )
    first = 1
    empty = True
    with source:
        batches = source.iter_batches(batch_size=block_rows)
        while True:
            with reading(path):
                batch = next(batches, None)
                table = None if batch is None else _table(batch, first, size * batch.num_rows // total)
            if table is None:
                break
            empty = False
            yield table
            first += len(table)
    if empty:
        raise InputError("The file “{name}” has no rows.", hint="Check that the export finished.", name=path.name)


def _table(batch: pa.RecordBatch, first: int, size: int) -> Table:
    flat = [position for position, field in enumerate(batch.schema) if not pa.types.is_nested(field.type)]
    names = unique_names([batch.schema.names[position] for position in flat])
    columns: dict[str, Column] = {
        name: _cells(batch.column(position)) for name, position in zip(names, flat, strict=True)
    }

    def raw(position: int) -> bytes:
        return str({name: columns[name][position] for name in names}).encode("utf-8", "replace")

    rows = np.arange(first, first + batch.num_rows, dtype=np.int64)
    return Table(columns, rows, "row {row}", raw, bytes_read=size)


def _cells(column: pa.Array) -> Column:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        # Nanoseconds overflow beyond 2262; microseconds are exact enough for any observation.
        column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    values = column.to_pandas(timestamp_as_object=True, date_as_object=True)
    return values.astype(object).where(values.notna(), None).to_numpy(dtype=object)
