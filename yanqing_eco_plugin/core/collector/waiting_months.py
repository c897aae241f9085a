"""Records for exported months that cannot be used at present: they wait on the disk, month by month, while others go on."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from ..data_centre.frames import month_at, month_number, month_of
from ..errors import CentreError, InputError
from .entries import Entry, load
from .spool import Place, Spool, Waiting

__all__ = ["Month", "WaitingMonths"]

Month = tuple[int, int]  # year and month, UTC

_NAME = re.compile(r"(\d{4})-(\d\d)")
_SEGMENT_BYTES = 4 << 20


class WaitingMonths:
    """A spool for each month: what stops one of them stops no other, and each keeps the order in which its records arrived.

    Parameters
    ----------
    folder
        Has a folder for each month that waits; nothing else says which they are.
    most_bytes
        That may wait in all of them together; the disk holds at most one segment a month more.
    """

    def __init__(self, folder: Path, *, most_bytes: int = 1 << 30) -> None:
        self._folder, self.most_bytes = folder, most_bytes
        self._spools: dict[Month, Spool] = {}  # those to be tried first stand in front
        self._guard = threading.Lock()  # of the dictionary: the health page looks on from another thread
        for path in sorted(folder.glob("*")):
            if (said := _NAME.fullmatch(path.name)) is not None:
                self._open((int(said[1]), int(said[2])))

    @property
    def months(self) -> list[Month]:
        """Those that records wait for, in the order in which they are to be tried."""
        return [month for month, spool in self._now() if spool.waiting_bytes]

    @property
    def waiting_bytes(self) -> int:
        """Bytes that wait."""
        return sum(spool.waiting_bytes for _, spool in self._now())

    @property
    def damaged_bytes(self) -> int:
        """Bytes that the disk did not give back; kept beside the months in files of their own."""
        return sum(spool.damaged_bytes for _, spool in self._now())

    def _now(self) -> list[tuple[Month, Spool]]:
        with self._guard:
            return list(self._spools.items())

    def divert(self, taken: Sequence[Waiting], months: Collection[Month]) -> list[Waiting]:
        """Keep the observations of some months here; they are durable when it returns the records as they are without them.

        Raises
        ------
        CentreError
            More waits already than may.
        OSError
            They cannot be kept. The same records may be given again: an observation that comes in twice changes nothing.
        """
        numbers = [month_number(month) for month in months]
        left: list[Waiting] = []
        kept: dict[Month, list[bytes]] = {}
        for waiting in taken:
            try:
                entry = load(waiting.record)
                at = month_of(np.array([row[2] for row in entry.rows], np.int64))
            except (InputError, ValueError, TypeError, IndexError, OverflowError):
                left.append(waiting)  # whoever stores it finds out
                continue
            late = np.isin(at, numbers)
            if not late.any():
                left.append(waiting)
                continue
            for number in np.unique(at[late]).tolist():
                rows = [row for row, other in zip(entry.rows, at.tolist()) if other == number]
                kept.setdefault(month_at(number), []).append(Entry(entry.received, rows).dump())
            rows = [row for row, gone in zip(entry.rows, late.tolist()) if not gone]
            if rows or entry.rejects or entry.fixes:
                rest = Entry(entry.received, rows, entry.rejects, entry.fixes)
                left.append(Waiting(waiting.identity, rest.dump(), waiting.after))
        self._keep(kept)
        return left

    def _keep(self, kept: dict[Month, list[bytes]]) -> None:
        size = sum(len(record) for records in kept.values() for record in records)
        if size and self.waiting_bytes and self.waiting_bytes + size > self.most_bytes:
            raise CentreError(
                "Records for closed months fill the {size} bytes they may wait in.",
                hint="Bring the folder of the closed months back, or raise most_bytes in [spool]; until then nothing is stored.",
                size=self.most_bytes,
            )
        for month, records in kept.items():
            self._open(month).write(records)

    def _open(self, month: Month) -> Spool:
        if month not in self._spools:
            name = f"{month[0]:04}-{month[1]:02}"
            spool = Spool(self._folder / name, segment_bytes=_SEGMENT_BYTES)
            with self._guard:
                self._spools[month] = spool
        return self._spools[month]

    def _remove(self, month: Month) -> None:
        with self._guard:
            spool = self._spools.pop(month)
        spool.remove()

    def take(self, month: Month, most_records: int, most_bytes: int) -> list[Waiting]:
        """The next records of a month, to be stored; none where the disk gives no more of them back."""
        found = self._spools[month].take(most_records, most_bytes)
        if not found:
            self._remove(month)
        return found

    def acknowledge(self, month: Month, place: Place) -> None:
        """The data centre has everything of a month before `place`."""
        self._spools[month].acknowledge(place)
        if not self._spools[month].waiting_bytes:
            self._remove(month)

    def postpone(self, month: Month) -> None:
        """What was taken of a month could not be stored: it is handed out again, after the other months."""
        with self._guard:
            spool = self._spools.pop(month)
            self._spools[month] = spool
        spool.rewind()

    def close(self) -> None:
        """Close the files that are written to."""
        for _, spool in self._now():
            spool.close()
