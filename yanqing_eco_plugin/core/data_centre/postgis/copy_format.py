"""Observations as PostgreSQL's binary COPY takes them, whole columns at a time."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ...errors import InputError

__all__ = ["COPY_COLUMNS", "copy_parts"]

COPY_COLUMNS = '"station_id", "property", "time", "interval", "value", "flag"'
_HEAD = b"PGCOPY\n\xff\r\n\x00" + struct.pack(">ii", 0, 0)
_END = struct.pack(">h", -1)
_EPOCH_US = 946_684_800_000_000  # PostgreSQL counts from the year 2000
_ROWS = 65_536

_NUMBERS = np.dtype([("time_size", ">i4"), ("time", ">i8"), ("interval_size", ">i4"), ("interval", ">i4")])
_VALUE = np.dtype([("size", ">i4"), ("value", ">f8")])


def copy_parts(tables: Iterable[pa.Table]) -> Iterator[bytes]:
    """Pieces of the stream for ``COPY observation (COPY_COLUMNS) FROM STDIN (FORMAT binary)``.

    Parameters
    ----------
    tables
        Columns of ``frames.OBSERVATION_SCHEMA``; texts may be dictionaries.

    Raises
    ------
    InputError
        A name holds a zero byte, which no PostgreSQL text can.
    """
    yield _HEAD
    for rows in tables:
        for batch in rows.to_batches(max_chunksize=_ROWS):
            yield _encoded(batch)
    yield _END


def _encoded(batch: pa.RecordBatch) -> bytes:
    station = _texts(batch.column("station_id"), struct.pack(">h", 6))
    prop = _texts(batch.column("property"))
    flag = _texts(batch.column("flag"))
    numbers = np.empty(batch.num_rows, _NUMBERS)
    numbers["time_size"], numbers["interval_size"] = 8, 4
    numbers["time"] = batch.column("time").cast(pa.timestamp("us", "UTC")).cast(pa.int64()).to_numpy() - _EPOCH_US
    numbers["interval"] = batch.column("interval").to_numpy()
    joined = pc.binary_join_element_wise(
        station, prop, _fixed(numbers), _values(batch.column("value")), flag, pa.scalar(b"", pa.large_binary())
    )
    start, end = joined.offset, joined.offset + len(joined)
    offsets = np.frombuffer(joined.buffers()[1], np.int64)
    return joined.buffers()[2][int(offsets[start]) : int(offsets[end])].to_pybytes()


def _texts(column: pa.Array, before: bytes = b"") -> pa.Array:
    """Each text with its length, and `before` in front."""
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    names = [text.encode("utf-8") for text in coded.dictionary.to_pylist()]
    if any(b"\x00" in name for name in names):
        raise InputError("A name in the observations holds a zero byte.", hint="Leave such rows to the quarantine.")
    fields = pa.array([before + struct.pack(">i", len(name)) + name for name in names], pa.large_binary())
    return fields.take(coded.indices)


def _fixed(rows: npt.NDArray[np.void]) -> pa.Array:
    size = rows.dtype.itemsize
    offsets = np.arange(len(rows) + 1, dtype=np.int64) * size
    return pa.Array.from_buffers(
        pa.large_binary(), len(rows), [None, pa.py_buffer(offsets), pa.py_buffer(rows.tobytes())]
    )


def _values(column: pa.Array) -> pa.Array:
    """Each value with its length; NULL, which is a length of -1 alone, where there is none."""
    values = column.to_numpy(zero_copy_only=False).astype(np.float64)
    fields = np.empty(len(values), _VALUE)
    fields["size"], fields["value"] = 8, values
    missing = np.isnan(values)
    if not missing.any():
        return _fixed(fields)
    empty = pa.scalar(struct.pack(">i", -1), pa.large_binary())
    return pc.if_else(pa.array(missing), empty, _fixed(fields))
