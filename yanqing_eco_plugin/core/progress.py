"""How long work tells where it stands and learns that it should stop."""

from __future__ import annotations

from typing import Protocol

from .errors import Cancelled

__all__ = ["NO_PROGRESS", "Progress", "checkpoint", "portion"]


class Progress(Protocol):
    """What compute functions accept as ``progress``."""

    def report(self, fraction: float, message: str = "") -> None:
        """Say that `fraction` (0–1) of the work is done."""

    def cancelled(self) -> bool:
        """Whether the work should stop now."""


class _NoProgress:
    def report(self, fraction: float, message: str = "") -> None:
        """Nobody listens."""

    def cancelled(self) -> bool:
        return False


NO_PROGRESS: Progress = _NoProgress()


class _Portion:
    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def report(self, fraction: float, message: str = "") -> None:
        self._whole.report(self._start + (self._end - self._start) * fraction, message)

    def cancelled(self) -> bool:
        return self._whole.cancelled()


def portion(progress: Progress | None, start: float, end: float) -> Progress:
    """Progress of one step that takes the span `start`–`end` (0–1) of the whole."""
    return _Portion(progress or NO_PROGRESS, start, end)


def checkpoint(progress: Progress | None, fraction: float, message: str = "") -> None:
    """Report `fraction` and raise `Cancelled` when the user asked to stop."""
    if progress is None:
        return
    if progress.cancelled():
        raise Cancelled
    progress.report(fraction, message)
