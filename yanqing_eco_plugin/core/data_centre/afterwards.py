"""Work that nobody waits for, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

__all__ = ["Afterwards"]


class Afterwards:
    """Does a piece of work in a thread, one run at a time; the process does not end in the middle of it.

    Parameters
    ----------
    name
        Of the thread.
    work
        Raises nothing that anybody could act on.
    """

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self._name = name
        self._work = work
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin unless it is at work."""
        with self._guard:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name=self._name)
                self._thread.start()

    def wait(self) -> None:
        """Return when nothing is at work any more."""
        with self._guard:
            thread = self._thread
        if thread is not None:
            thread.join()
