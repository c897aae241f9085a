"""A thread that hears from a shared centre when something was committed there."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from ..credentials import use_auth_store

__all__ = ["CentreEar", "can_be_heard"]

_log = logging.getLogger(__name__)

_TICK_S = 0.5
_AGAIN_S = 3.0
_END_S = 2.0
# Collectors may commit many times a second; the map follows at this pace.
_PAUSE_S = 0.5


def can_be_heard(address: str) -> bool:
    """Whether a centre says by itself when something changed."""
    # Whoever uses folders alone needs no database driver, so the core's own word on it is not asked for.
    return address.partition("://")[0].lower() in ("postgresql", "postgres")


class CentreEar:
    """Listens to one shared centre until it is stopped; tries again where the connection is lost.

    Parameters
    ----------
    address
        Address of the centre.
    rang
        Called from the ear's own thread when something changed or the ear began to hear, at most twice a second.
    """

    def __init__(self, address: str, rang: Callable[[], None]) -> None:
        self._address, self._rang = address, rang
        self._ended, self._rings = threading.Event(), threading.Event()
        self.hears = False
        self._thread = threading.Thread(target=self._run, name="yanqing-eco-ear", daemon=True)
        self._thread.start()

    def take_ring(self) -> bool:
        """Whether something was heard since the last call."""
        rang = self._rings.is_set()
        self._rings.clear()
        return rang

    def stop(self) -> None:
        """Listen no longer."""
        self._ended.set()
        self._thread.join(_END_S)

    def _run(self) -> None:
        told = False
        while not self._ended.is_set():
            try:
                self._hear()
            except Exception as error:  # noqa: BLE001 - whatever it is, the watch goes on asking in intervals
                if not told or self.hears:
                    _log.warning(
                        "the data centre %s cannot be heard, it is asked in intervals: %s", self._address, error
                    )
                told = True
            self.hears = False
            self._ended.wait(_AGAIN_S)

    def _hear(self) -> None:
        from ..core.data_centre.postgis import listen

        use_auth_store()
        rang, waiting = 0.0, False
        for change in listen(self._address, ended=self._ended.is_set, tick_s=_TICK_S):
            # What was committed before we listened was told to nobody: the first word is a ring as well.
            waiting = waiting or change is not None or not self.hears
            self.hears = True
            if waiting and time.monotonic() - rang >= _PAUSE_S:
                self._rings.set()
                self._rang()
                rang, waiting = time.monotonic(), False
