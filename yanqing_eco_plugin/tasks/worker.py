"""The thread of our own that does the slow work, and what to know about the threads of Qt.

Qt's pool threads call into Python without being Python threads: Python makes a state for each call and clears it when the
call returns, with everything that belongs to the thread. Libraries that keep such things are not prepared for it: DuckDB's
connections are freed twice (Python 3.11), and PROJ contexts of pyproj are used after they are gone (pyproj 3.7, QGIS 3.40).
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWorking
from typing import Any, TypeVar

from ..core.errors import Cancelled

__all__ = ["dismiss_worker", "in_worker", "keep_thread_state", "leave_to_worker"]

Result = TypeVar("Result")

_LOOK_AGAIN_S = 0.2


class _Worker:
    """One Python thread, made when there is something to do; one thing after the other."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._threads: ThreadPoolExecutor | None = None

    def submit(self, work: Callable[[], Any]) -> Future[Any]:
        with self._guard:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="yanqing_eco_worker")
            return self._threads.submit(work)

    def dismiss(self) -> None:
        with self._guard:
            threads, self._threads = self._threads, None
        if threads is not None:
            threads.shutdown()


_worker = _Worker()


def in_worker(work: Callable[[], Result], cancelled: Callable[[], bool] = lambda: False) -> Result:
    """Do `work` in our thread and wait for what it returns; raises `Cancelled` where it was called off before its turn."""
    future = _worker.submit(work)
    while True:
        try:
            return future.result(_LOOK_AGAIN_S)
        except StillWorking:
            if future.done():
                raise
            if cancelled() and future.cancel():
                raise Cancelled from None


def leave_to_worker(work: Callable[[], Any]) -> None:
    """Do `work` in our thread when its turn comes; nobody waits for it."""
    _worker.submit(work)


def dismiss_worker() -> None:
    """End the thread after what it is doing now."""
    _worker.dismiss()


_kept = threading.local()


def keep_thread_state() -> None:
    """Keep Python's state of a thread that Qt made until the program ends; for what has to run in such a thread.

    Takes Python's lock once more than it is given back. To be called at the beginning of the callback.
    """
    if not getattr(_kept, "yes", False):
        _kept.yes = True
        ctypes.pythonapi.PyGILState_Ensure()
