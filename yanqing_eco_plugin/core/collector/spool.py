"""The spool: what was received waits here, on the disk, until the data centre has it."""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..data_centre.durable import flush_folder, replace_text
from .spool_segment import HEADER_BYTES, SegmentWriter, pack, read_identity, records

__all__ = ["Place", "Spool", "Waiting"]

_LOG = logging.getLogger(__name__)
_POSITION = "position"
_ENDING = ".spool"


@dataclass(frozen=True, order=True)
class Place:
    """A byte in the spool: number of the segment file, and offset in it."""

    segment: int
    offset: int


@dataclass(frozen=True)
class Waiting:
    """A record that the data centre does not have yet.

    Attributes
    ----------
    identity
        Names this record and no other, now and after a restart.
    after
        Where the next one begins; acknowledged with it.
    """

    identity: str
    record: bytes
    after: Place


class Spool:
    """Records in the order of their arrival.

    One thread writes and one reads. Each start begins a new segment: a tail that a crash tore is never written over. What
    was acknowledged is recorded beside the segments, so that a restart hands out again only what the last batch held.

    Parameters
    ----------
    folder
        Made where it does not exist.
    segment_bytes
        Size at which a new segment is begun; the unit in which the disk is given back.

    Raises
    ------
    OSError
        The folder cannot be used.
    """

    def __init__(self, folder: Path, *, segment_bytes: int = 16 << 20) -> None:
        self._folder = folder
        self._segment_bytes = segment_bytes
        self._guard = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._sizes: dict[int, int] = {}  # durable bytes of each segment
        self._identities: dict[int, bytes] = {}
        self._writer: SegmentWriter | None = None
        self.damaged_bytes = 0
        self._recover()
        self._read = self._acknowledged = self._load_position()

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        with self._guard:
            return sum(self._sizes.values())

    @property
    def waiting_bytes(self) -> int:
        """Bytes that the data centre does not have yet."""
        with self._guard:
            first = self._acknowledged
            later = sum(size - HEADER_BYTES for number, size in self._sizes.items() if number > first.segment)
            return later + max(self._sizes.get(first.segment, first.offset) - first.offset, 0)

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(self, batch: Sequence[bytes]) -> None:
        """Add records; they are durable when it returns.

        Raises
        ------
        OSError
            None of them was kept (disk full, disk failing); the same batch may be given again.
        """
        packed = pack(batch)
        writer = self._writer
        if writer is None or writer.size >= self._segment_bytes:
            self.finish()
            writer = self._begin()
        try:
            writer.write(packed)
        except OSError:
            self._abandon(writer)
            raise
        with self._guard:
            self._sizes[max(self._sizes)] = writer.size

    def finish(self) -> None:
        """Close the segment that is written to; the next record begins a new one."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _begin(self) -> SegmentWriter:
        identity = uuid.uuid4().bytes
        # Never a number that was used before: the position may still name it.
        number = max([*self._sizes, self._acknowledged.segment, 0]) + 1
        writer = SegmentWriter(self._path(number), identity)
        with self._guard:
            self._sizes[number] = writer.size
            self._identities[number] = identity
        self._writer = writer
        return writer

    def _abandon(self, writer: SegmentWriter) -> None:
        self.finish()
        if writer.size == HEADER_BYTES:
            # On a full disk every attempt would leave another empty file.
            writer.path.unlink(missing_ok=True)
            with self._guard:
                number = max(self._sizes)
                del self._sizes[number], self._identities[number]

    # -- reading -------------------------------------------------------------------------------------------------------

    def take(self, most_records: int, most_bytes: int) -> list[Waiting]:
        """The next records; may return fewer than there are, and none only where all were taken."""
        found: list[Waiting] = []
        taken = 0
        while len(found) < most_records and taken < most_bytes:
            with self._guard:
                end, place = self._sizes.get(self._read.segment, 0), self._read
                later = [number for number in self._sizes if number > place.segment]
                identity = self._identities.get(place.segment, b"").hex()
            if place.offset >= end:
                if not later:
                    break
                self._read = Place(min(later), HEADER_BYTES)
                continue
            before = len(found)
            for after, record in records(self._path(place.segment), place.offset, end):
                found.append(Waiting(f"{identity}-{self._read.offset:x}", record, Place(place.segment, after)))
                self._read = found[-1].after
                taken += len(record)
                if len(found) >= most_records or taken >= most_bytes:
                    break
            else:
                if len(found) == before or self._read.offset < end:
                    self._skip_damage(end)
        return found

    def set_aside(self, waiting: Waiting) -> None:
        """Keep a record in a file of its own beside the segments, for a person to look at."""
        (self._folder / f"{waiting.identity}.refused").write_bytes(waiting.record)

    def acknowledge(self, place: Place) -> None:
        """The data centre has everything before `place`; segments that nobody needs any more are deleted.

        Raises
        ------
        OSError
            It cannot be recorded; the records would be handed out again after a restart.
        """
        replace_text(self._folder / _POSITION, f"{place.segment} {place.offset}\n")
        with self._guard:
            self._acknowledged = place
            newest = max(self._sizes, default=0)
            done = [
                number
                for number, size in self._sizes.items()
                if number < place.segment or (number == place.segment < newest and place.offset >= size)
            ]
        for number in done:
            self._path(number).unlink(missing_ok=True)
            with self._guard:
                del self._sizes[number], self._identities[number]
        if done:
            flush_folder(self._folder)

    def rewind(self) -> None:
        """Hand out again what was taken and not acknowledged."""
        self._read = self._acknowledged

    def close(self) -> None:
        """Close the file that is written to; may be called twice."""
        self.finish()

    def remove(self) -> None:
        """Delete it, because nothing waits any more; what was set aside for a person stays."""
        self.close()
        for path in [*self._folder.glob(f"*{_ENDING}"), self._folder / _POSITION]:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self._folder.rmdir()

    # -- after a restart -----------------------------------------------------------------------------------------------

    def _recover(self) -> None:
        for path in sorted(self._folder.glob(f"*{_ENDING}")):
            if not path.stem.isdigit():
                continue
            identity = read_identity(path)
            if identity is None:
                if path.stat().st_size > HEADER_BYTES:
                    path.replace(path.with_suffix(".damaged"))
                    _LOG.error("%s is no file of the spool and was set aside", path)
                else:
                    # Killed while the file was made: nothing in it was acknowledged.
                    path.unlink()
                continue
            self._identities[int(path.stem)] = identity
            self._sizes[int(path.stem)] = path.stat().st_size
        if self._sizes:
            self._cut_tail(max(self._sizes))

    def _cut_tail(self, number: int) -> None:
        """Cut off what a crash left unfinished in the newest segment; nobody was told that it is safe."""
        path, end = self._path(number), HEADER_BYTES
        for end, _ in records(path, HEADER_BYTES):  # noqa: B007 - the last one counts
            continue
        torn = self._sizes[number] - end
        if torn:
            _LOG.warning("cut %d torn bytes off %s", torn, path.name)
            with open(path, "r+b") as stream:
                stream.truncate(end)
                os.fsync(stream.fileno())
            self._sizes[number] = end

    def _load_position(self) -> Place:
        first = Place(min(self._sizes, default=0), HEADER_BYTES)
        try:
            segment, offset = (self._folder / _POSITION).read_text(encoding="ascii").split()
            place = Place(int(segment), int(offset))
        except FileNotFoundError:
            return first
        except ValueError:
            _LOG.error("the position in the spool %s cannot be read; everything in it is sent again", self._folder)
            return first
        return max(place, first)

    def _skip_damage(self, end: int) -> None:
        """A record in the middle is damaged: keep the rest of its segment aside and go on with the next segment."""
        path, lost = self._path(self._read.segment), end - self._read.offset
        aside = path.with_name(f"{path.stem}-{self._read.offset}.damaged")
        with open(path, "rb") as stream:
            stream.seek(self._read.offset)
            aside.write_bytes(stream.read())
        self.damaged_bytes += lost
        _LOG.error("%d bytes of %s are damaged and were kept in %s", lost, path.name, aside.name)
        self._read = Place(self._read.segment, end)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:012d}{_ENDING}"
