"""The one thread that touches the data centre."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from ..data_centre import DataCentre, open_centre
from ..errors import CentreError, CentreLockedError, ClosedMonthsError
from .entries import Batch
from .tracks import store_fixes

__all__ = ["CentreWriter"]

_LOG = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class CentreWriter:
    """Opens the centre when it is first needed and anew after it failed; every call runs in its own thread.

    Parameters
    ----------
    address
        As `open_centre` takes it.
    wait_s
        How long a write waits for another program to finish.
    """

    def __init__(self, address: str, *, wait_s: float = 10.0) -> None:
        self._address, self._wait_s = address, wait_s
        self._centre: DataCentre | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="centre")

    async def ask(self, question: Callable[[DataCentre], Answer]) -> Answer:
        """Let `question` work on the centre.

        Raises
        ------
        CentreError
            The centre cannot be reached or written now.
        InputError
            What it was given does not fit.
        """
        return await self.run(self._work, question)

    async def run(self, work: Callable[..., Answer], *arguments: object) -> Answer:
        """Work for the centre that does not touch it, in the same thread: memory that one thread frees it can use again."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    async def store(self, batch: Batch) -> int:
        """Give the centre a batch; returns how many observations it did not hold before. The same batch may be sent again."""
        return await self.ask(lambda centre: _store(centre, batch))

    def close(self) -> None:
        """Finish what is under way and close the centre."""
        self._thread.submit(self._close).result()
        self._thread.shutdown(wait=True)

    def _work(self, question: Callable[[DataCentre], Answer]) -> Answer:
        if self._centre is None:
            self._centre = open_centre(self._address, wait_s=self._wait_s)
        try:
            return question(self._centre)
        except (CentreLockedError, ClosedMonthsError):
            raise
        except CentreError:
            # A connection that broke, or a folder that was put back from a backup: begin afresh.
            self._close()
            raise

    def _close(self) -> None:
        if self._centre is not None:
            try:
                self._centre.close()
            except CentreError as error:
                _LOG.info("the centre did not close cleanly: %s", error)
            self._centre = None


def _store(centre: DataCentre, batch: Batch) -> int:
    added = 0
    if batch.observations is not None:
        result = centre.append_observations(batch.observations, received=batch.received)
        added = result.added + result.corrected
    if batch.fixes is not None:
        store_fixes(centre, batch.fixes)
    if batch.rejects is not None:
        centre.add_quarantine(batch.rejects)
    return added
