"""Brings what the spool holds into the data centre, in order, and never loses patience."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence

from ..errors import CentreError, ClosedMonthsError, EcoError, InputError
from .centre_writer import CentreWriter
from .entries import Batch, Entry, assemble, load
from .intake import SpoolIntake
from .source_state import pause
from .spool import Spool, Waiting
from .waiting_months import WaitingMonths

__all__ = ["Drain"]

_LOG = logging.getLogger(__name__)
_MOST_BYTES = 8 << 20
_MOST_QUARANTINED = 60_000  # the centre keeps little more of one record
_RETRY_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
# A fault of our own that one record brings out must not stop all the others for ever.
_TRIES_OF_A_SURPRISE = 3


class Drain:
    """Takes records from the spool, stores them in batches, acknowledges them.

    A centre that is locked, unreachable, full or refuses the password is tried again for as long as it takes. A batch that
    the centre finds wrong is halved until the record at fault stands alone; that record goes to quarantine and the others on.
    Observations of exported months that cannot be used now are set aside, and so is what comes for these months later; they
    are tried again, month by month, in between, until they come in.

    Parameters
    ----------
    late
        Where they wait.
    most_rows
        Records of one batch.
    pause_s
        How long records gather before they are stored together.
    """

    def __init__(
        self,
        spool: Spool,
        late: WaitingMonths,
        intake: SpoolIntake,
        writer: CentreWriter,
        *,
        most_rows: int = 20_000,
        pause_s: float = 1.0,
    ) -> None:
        self._spool, self.late, self._intake, self._writer = spool, late, intake, writer
        self._most_rows, self._pause_s = most_rows, pause_s
        self._stop = asyncio.Event()
        self.trouble = ""  # why the centre takes nothing at present
        self.late_trouble = "not tried yet" if late.months else ""  # why records of closed months wait
        self._late_at, self._late_attempt, self._late_surprises = 0.0, 0, 0
        self.stored_at: float | None = None  # monotonic
        self.counts: dict[str, float] = {
            **dict.fromkeys(("records", "observations_changed", "rejected_records", "batches"), 0.0),
            **dict.fromkeys(("batch_seconds", "centre_errors", "set_aside_batches"), 0.0),
        }

    async def run(self) -> None:
        """Work until `finish` was called and the spool is empty or the centre does not take more."""
        while True:
            taken = await self._writer.run(self._spool.take, self._most_rows, _MOST_BYTES)
            if taken:
                await self._until_stored(taken)
                if self.trouble:
                    return
            if await self._bring_in() or len(taken) >= self._most_rows // 2:
                continue
            if not taken and self._stop.is_set():
                return
            await self._wait(bool(taken))

    def finish(self) -> None:
        """Store what is there, but do not wait for a centre that refuses: the spool keeps it for the next start."""
        self._stop.set()
        self._intake.arrived.set()

    # -- inside --------------------------------------------------------------------------------------------------------

    async def _wait(self, busy: bool) -> None:
        """Let records gather; where none came lately, wait for the first, or until those set aside are tried again."""
        if not busy:
            patience = max(self._late_at - time.monotonic(), 0.0) if self.late.months else None
            try:
                async with asyncio.timeout(patience):
                    await self._intake.arrived.wait()
            except TimeoutError:
                return
        self._intake.arrived.clear()
        if self._stop.is_set():
            self._intake.arrived.set()
            return
        await pause(self._stop, self._pause_s)

    async def _until_stored(self, taken: Sequence[Waiting]) -> None:
        """Store and acknowledge; returns early, with `trouble` set, only where the collector is to end."""
        attempt = surprises = 0
        left = list(taken)
        while True:
            try:
                if self.late.months:
                    # The latest write wins: nothing overtakes an older record of the same month.
                    left = await self._writer.run(self.late.divert, left, self.late.months)
                while left:
                    try:
                        await self._store(left, alone=surprises >= _TRIES_OF_A_SURPRISE)
                        break
                    except ClosedMonthsError as error:
                        left = await self._set_aside(left, error)
                await self._writer.run(self._spool.acknowledge, taken[-1].after)
            except (CentreError, OSError) as error:
                self._complain(error)
            except Exception as error:  # noqa: BLE001 - a fault of our own is tried again like the others, then hunted down
                surprises += 1
                _LOG.exception("storing a batch failed in an unexpected way")
                self._complain(error)
            else:
                break
            if self._stop.is_set():
                return
            await pause(self._stop, _RETRY_S[min(attempt, len(_RETRY_S) - 1)])
            attempt += 1
            # Where they fill the space they may wait in, nothing else goes on before some of them came in.
            await self._bring_in()
        if self.trouble:
            _LOG.info("the data centre takes records again")
        self.trouble = ""
        if left:
            self.stored_at = time.monotonic()
        self.counts["records"] += len(left)
        self._intake.freed()

    async def _set_aside(self, taken: list[Waiting], error: ClosedMonthsError) -> list[Waiting]:
        """Let observations of months that cannot be used wait elsewhere; raises the error where it concerns none of them."""
        left = await self._writer.run(self.late.divert, taken, error.months)
        if left == taken:
            raise error
        self.counts["set_aside_batches"] += 1
        self._complain_of_late(error)
        return left

    def _complain_of_late(self, error: Exception) -> None:
        text = error.message if isinstance(error, EcoError) else repr(error)
        if text != self.late_trouble:
            _LOG.warning("records of closed months wait until these can be used: %s", text)
        self.late_trouble = text

    async def _bring_in(self) -> bool:
        """Try the next records of a month that were set aside; True where they are stored."""
        if self._stop.is_set() or not self.late.months or time.monotonic() < self._late_at:
            return False
        month = self.late.months[0]
        taken = await self._writer.run(self.late.take, month, self._most_rows, _MOST_BYTES)
        try:
            if taken:
                await self._store(taken, alone=self._late_surprises >= _TRIES_OF_A_SURPRISE)
                await self._writer.run(self.late.acknowledge, month, taken[-1].after)
        except Exception as error:  # noqa: BLE001 - as for those in the spool; meanwhile the others go on
            if not isinstance(error, (CentreError, OSError)):
                self._late_surprises += 1
                _LOG.exception("storing records of a closed month failed in an unexpected way")
            self._complain_of_late(error)
            self.late.postpone(month)
            self._late_at = time.monotonic() + _RETRY_S[min(self._late_attempt, len(_RETRY_S) - 1)]
            self._late_attempt += 1
            return False
        self._late_attempt = self._late_surprises = 0
        self.stored_at = time.monotonic()
        self.counts["records"] += len(taken)
        if not self.late.months:
            _LOG.info("all records of closed months came in")
            self.late_trouble = ""
        return True

    def _complain(self, error: Exception) -> None:
        self.counts["centre_errors"] += 1
        text = error.message if isinstance(error, EcoError) else str(error)
        if text != self.trouble:
            detail = error.details if isinstance(error, EcoError) else ""
            _LOG.warning("the data centre takes nothing: %s %s", text, detail)
        self.trouble = text or type(error).__name__

    async def _store(self, taken: Sequence[Waiting], *, alone: bool) -> None:
        start = time.perf_counter()
        faults: tuple[type[Exception], ...] = (InputError, Exception) if alone else (InputError,)
        try:
            batch = await self._writer.run(_batch, taken)
            self.counts["observations_changed"] += await self._writer.store(batch)
        except (CentreError, OSError):
            raise
        except faults as error:
            if len(taken) > 1:
                middle = len(taken) // 2
                await self._store(taken[:middle], alone=alone)
                await self._store(taken[middle:], alone=alone)
                return
            _LOG.warning("a record does not fit the data centre and goes to quarantine: %s", error)
            self.counts["rejected_records"] += 1
            if len(taken[0].record) > _MOST_QUARANTINED:
                await self._writer.run(self._spool.set_aside, taken[0])
            await self._writer.store(_misfit(taken[0], error))
        self.counts["batches"] += 1
        self.counts["batch_seconds"] += time.perf_counter() - start


def _batch(taken: Sequence[Waiting]) -> Batch:
    return assemble((waiting.identity, load(waiting.record)) for waiting in taken)


def _misfit(waiting: Waiting, error: Exception) -> Batch:
    """A quarantine record that holds the whole spool record; what was wrong with it says the detail."""
    detail = f"{error.message} {error.details}".strip() if isinstance(error, EcoError) else repr(error)
    told = ("collector", f"spool {waiting.identity}", "refused", detail[:300], waiting.record)
    return assemble([(waiting.identity, Entry(time.time(), rejects=[told]))])
