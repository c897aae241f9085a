"""One file of the spool: records that are only ever added, each with its length and check sum."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..data_centre.durable import flush_folder

__all__ = ["HEADER_BYTES", "MOST_RECORD_BYTES", "SegmentWriter", "pack", "read_identity", "records"]

_MAGIC = b"YQSPOOL1"
HEADER_BYTES = len(_MAGIC) + 16
_HEAD = struct.Struct("<II")  # length of the record, check sum of the length and the record
MOST_RECORD_BYTES = 16 << 20

# Windows would otherwise translate line ends.
_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_sync = getattr(os, "fdatasync", os.fsync)  # the length of a file counts as data


class SegmentWriter:
    """Adds records to a new file; what `write` returned for outlives a power cut.

    Raises
    ------
    OSError
        The file cannot be made.
    """

    def __init__(self, path: Path, identity: bytes) -> None:
        self.path = path
        self.size = HEADER_BYTES
        self._descriptor = os.open(path, _NEW_FILE, 0o640)
        try:
            _write_all(self._descriptor, _MAGIC + identity)
            os.fsync(self._descriptor)
            flush_folder(path.parent)
        except OSError:
            self.close()
            path.unlink(missing_ok=True)
            raise

    def write(self, packed: bytes) -> None:
        """Add records as `pack` makes them, all or none.

        Raises
        ------
        OSError
            Nothing was added. The file must not be written any further: after a failed flush the system may have thrown the
            pages away and yet call the next flush a success.
        """
        try:
            _write_all(self._descriptor, packed)
            _sync(self._descriptor)
        except OSError:
            os.ftruncate(self._descriptor, self.size)
            os.fsync(self._descriptor)
            raise
        self.size += len(packed)

    def close(self) -> None:
        """Close the file; may be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def pack(batch: Sequence[bytes]) -> bytes:
    """Records as they stand in the file."""
    parts: list[bytes] = []
    for record in batch:
        length = len(record).to_bytes(4, "little")
        parts += (length, zlib.crc32(record, zlib.crc32(length)).to_bytes(4, "little"), record)
    return b"".join(parts)


def read_identity(path: Path) -> bytes | None:
    """The 16 bytes that tell this file from every other; None where it is no spool file."""
    with open(path, "rb") as stream:
        head = stream.read(HEADER_BYTES)
    return head[len(_MAGIC) :] if len(head) == HEADER_BYTES and head.startswith(_MAGIC) else None


def records(path: Path, start: int, end: int | None = None) -> Iterator[tuple[int, bytes]]:
    """Whole records from byte `start`, each with the byte it ends at; stops at the first that is torn or damaged."""
    with open(path, "rb") as stream:
        stream.seek(start)
        at = start
        while end is None or at < end:
            head = stream.read(_HEAD.size)
            if len(head) < _HEAD.size:
                return
            length, check = _HEAD.unpack(head)
            if length > MOST_RECORD_BYTES:
                return
            record = stream.read(length)
            if len(record) < length or zlib.crc32(record, zlib.crc32(head[:4])) != check:
                return
            at += _HEAD.size + length
            yield at, record


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
