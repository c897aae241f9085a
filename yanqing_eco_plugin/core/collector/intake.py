"""Takes deliveries from all sources and makes them durable together: one flush of the disk serves many of them."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..data_centre.durable import replace_text
from ..errors import InputError
from .entries import Entry, entries_of
from .source import Delivery
from .spool import Spool
from .spool_segment import MOST_RECORD_BYTES

__all__ = ["SpoolIntake"]

_LOG = logging.getLogger(__name__)
_MEMORY = "memory.json"
_RETRY_S = (0.2, 0.5, 1.0, 2.0, 5.0)


class SpoolIntake:
    """The `Intake` of every source, in front of the spool.

    Where the spool is full or the disk refuses, nothing is acknowledged and nothing thrown away: `put` waits, and sources
    that ask `has_room` stop reading their sockets.

    Parameters
    ----------
    most_bytes
        That may wait in the spool; the disk holds at most one segment more.
    most_pending_bytes
        Of what waits in memory for the next flush.
    """

    def __init__(
        self,
        spool: Spool,
        folder: Path,
        *,
        most_bytes: int = 4 << 30,
        most_pending_bytes: int = 16 << 20,
    ) -> None:
        self._spool = spool
        self._memory_path = folder / _MEMORY
        self._most_bytes, self._most_pending = most_bytes, most_pending_bytes
        # One thread: the order of the files is the order of arrival.
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="spool")
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._ticket: asyncio.Future[None] | None = None
        self._wake = asyncio.Event()
        self._ending = False
        self._room = asyncio.Event()
        self._room.set()
        self._memory = _load_memory(self._memory_path)
        self._memory_guard = asyncio.Lock()
        self.arrived = asyncio.Event()  # something became durable
        self.trouble = ""  # why nothing is acknowledged at present
        self.counts: dict[str, float] = {"records": 0, "bytes": 0, "flushes": 0, "flush_seconds": 0, "flush_errors": 0}

    # -- for sources ---------------------------------------------------------------------------------------------------

    @property
    def has_room(self) -> bool:
        """Whether more is welcome now; where not, a listener stops reading its sockets until `room` returns."""
        return self._room.is_set()

    async def room(self) -> None:
        """Wait until more is welcome."""
        await self._room.wait()

    def give(self, entry: Entry) -> asyncio.Future[None]:
        """Take one small record at once; the future, shared by all that are flushed together, ends when it is durable."""
        return self._enqueue(entry.dump())

    async def put(self, delivery: Delivery) -> None:
        """See `Intake.put`."""
        received = time.time()
        last: asyncio.Future[None] | None = None
        for entry in entries_of(delivery, received):
            await self._room.wait()
            last = self._enqueue(entry.dump())
        if last is not None:
            await asyncio.shield(last)

    async def recall(self, name: str) -> str | None:
        """See `Intake.recall`."""
        return self._memory.get(name)

    async def remember(self, name: str, value: str) -> None:
        """See `Intake.remember`."""
        async with self._memory_guard:
            if self._memory.get(name) == value:
                return
            changed = {**self._memory, name: value}
            text = json.dumps(changed, ensure_ascii=False, indent=1, sort_keys=True)
            loop = asyncio.get_running_loop()
            attempt = 0
            while True:
                try:
                    await loop.run_in_executor(self._disk, replace_text, self._memory_path, text)
                    break
                except OSError as error:
                    self._complain(error)
                    await asyncio.sleep(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
                    attempt += 1
            self._memory = changed
            self._relieved()

    # -- life ----------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Flush what comes, until `finish` was called and nothing is left."""
        while self._pending or not self._ending:
            if not self._pending:
                await self._wake.wait()
            await self._flush()

    def finish(self) -> None:
        """Nothing more will come: `run` returns once what is there is durable."""
        self._ending = True
        self._wake.set()

    def close(self) -> None:
        """Give back the thread and the file."""
        self._disk.shutdown(wait=True)
        self._spool.close()

    def freed(self) -> None:
        """The drain gave space back."""
        self._judge_room()
        if self._pending:
            self._wake.set()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _enqueue(self, record: bytes) -> asyncio.Future[None]:
        if len(record) > MOST_RECORD_BYTES:
            raise InputError("A message of {size} bytes is too large for the spool.", size=len(record))
        if self._ticket is None:
            self._ticket = asyncio.get_running_loop().create_future()
        self._pending.append(record)
        self._pending_bytes += len(record)
        if self._pending_bytes > self._most_pending:
            self._room.clear()
        self._wake.set()
        return self._ticket

    async def _flush(self) -> None:
        """Write everything that waits, however long the disk refuses."""
        loop = asyncio.get_running_loop()
        self._wake.clear()
        if not self._pending:
            return
        batch, ticket = self._pending, self._ticket
        self._pending, self._ticket = [], None
        size, self._pending_bytes = self._pending_bytes, 0
        attempt = 0
        while True:
            await self._wait_for_space(size)
            start = time.perf_counter()
            try:
                await loop.run_in_executor(self._disk, self._spool.write, batch)
                break
            except OSError as error:
                self._complain(error)
                await asyncio.sleep(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
                attempt += 1
        self.counts["records"] += len(batch)
        self.counts["bytes"] += size
        self.counts["flushes"] += 1
        self.counts["flush_seconds"] += time.perf_counter() - start
        self._relieved()
        if ticket is not None and not ticket.done():
            ticket.set_result(None)
        self.arrived.set()

    async def _wait_for_space(self, size: int) -> None:
        while self._spool.waiting_bytes + size > self._most_bytes and self._spool.waiting_bytes:
            if not self.trouble:
                _LOG.warning("the spool holds all it may (%d bytes); reading stops until it drains", self._most_bytes)
            self.trouble = "The spool is full: the data centre takes less than arrives."
            self._judge_room()
            self._wake.clear()
            try:
                async with asyncio.timeout(1.0):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def _complain(self, error: OSError) -> None:
        self.counts["flush_errors"] += 1
        if not self.trouble:
            _LOG.error("the spool cannot be written: %s; nothing is acknowledged until it can", error)
        self.trouble = f"The spool cannot be written: {error.strerror or error}."
        self._room.clear()

    def _relieved(self) -> None:
        if self.trouble:
            _LOG.info("the spool takes records again")
        self.trouble = ""
        self._judge_room()

    def _judge_room(self) -> None:
        waiting = self._spool.waiting_bytes
        if self._pending_bytes <= self._most_pending // 2 and waiting < self._most_bytes and not self.trouble:
            self._room.set()
        else:
            self._room.clear()


def _load_memory(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if not (isinstance(said, dict) and all(isinstance(value, str) for value in said.values())):
            raise ValueError("it holds something else than names and texts")
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise InputError(
            "The file {name} of the spool cannot be read.",
            hint="Restore it from a backup, or delete it: pollers then begin where their configuration says.",
            details=str(error),
            name=path.name,
        ) from error
    return said
