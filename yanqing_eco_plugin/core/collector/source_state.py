"""What every listener and poller keeps of itself: counters, health, and how long to wait after a failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from ..errors import Cancelled, EcoError
from .section import Section
from .source import Delivery, Source, SourceContext

__all__ = ["Backoff", "ServiceFault", "SourceState", "checked", "pause", "sentence", "unless_stopped"]

_Result = TypeVar("_Result")
_Made = TypeVar("_Made", bound=Source)

_LONGEST_SENTENCE = 300
_MOST_TOLD = 200
_log = logging.getLogger(__name__)


class ServiceFault(EcoError):
    """A service or broker cannot be reached, or answers what is no answer."""


class SourceState:
    """Health and counters of one source.

    Parameters
    ----------
    name
        Of the source.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts: dict[str, float] = {}
        self._errors = 0
        self._told: set[str] = set()
        self._health: dict[str, object] = {"state": "starting", "last_received": None, "errors": 0, "last_error": ""}

    def join(self, context: SourceContext) -> None:
        """A run begins: count on the metrics page of the collector from now on."""
        self.set(state="starting")
        context.counts.update({key: context.counts.get(key, 0.0) + value for key, value in self.counts.items()})
        self.counts = context.counts

    def count(self, what: str, number: float = 1) -> None:
        """Add to a counter."""
        self.counts[what] = self.counts.get(what, 0.0) + number

    def set(self, **told: object) -> None:
        """Say something on the health page."""
        self._health.update(told)

    def stored(self, delivery: Delivery) -> None:
        """A delivery is durable."""
        for what in ("observations", "fixes", "rejects"):
            frame = getattr(delivery, what)
            if frame is not None and len(frame):
                self.count(what, len(frame))
        self.set(last_received=_now())

    def failed(self, error: BaseException, doing: str) -> None:
        """Tell a failure in the log and on the health page; the source goes on."""
        told = sentence(error)
        self.count("errors")
        repeated = told in self._told
        if len(self._told) < _MOST_TOLD:
            self._told.add(told)
        self._errors += 1
        self.set(errors=self._errors, last_error=f"{doing}: {told}", last_error_at=_now())
        # Until the source recovers each failure is news once, the others would only fill the disk.
        _log.log(logging.DEBUG if repeated else logging.WARNING, "%s: %s: %s", self.name, doing, told)

    def recovered(self) -> None:
        """The last failure is over; it stays on the health page with its time."""
        self.set(state="running")
        self._told.clear()
        if self._health["last_error"]:
            self.set(last_error="", recovered_from=self._health["last_error"])

    def health(self) -> Mapping[str, object]:
        """What the health page says."""
        return dict(self._health)


class Backoff:
    """Waiting times after failures in a row: doubled each time, up to a limit.

    Parameters
    ----------
    first, limit
        Seconds.
    """

    def __init__(self, first: float, limit: float) -> None:
        self._first, self._limit = first, limit
        self._next = first

    def reset(self) -> None:
        """After a success."""
        self._next = self._first

    def next(self) -> float:
        """Seconds to wait now."""
        now, self._next = self._next, min(self._next * 2, self._limit)
        return now


async def pause(stop: asyncio.Event, seconds: float) -> bool:
    """Wait, but not beyond the end of the collector; true where it is to end."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, _Result]) -> _Result:
    """The result of the work; raises `Cancelled` where the collector ends before it is done."""
    working, end = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, end}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Cancelled()
        return working.result()
    finally:
        end.cancel()
        working.cancel()


def checked(section: Section, source: _Made) -> _Made:
    """The source made from a table in which nothing is wrong.

    Raises
    ------
    InputError
        The one mistake in the table.
    ExceptionGroup
        Of `InputError`, where there are several.
    """
    section.finish()
    if len(section.mistakes) == 1:
        raise section.mistakes[0]
    if section.mistakes:
        raise ExceptionGroup(f"mistakes in {section.path}", section.mistakes)
    return source


def sentence(error: BaseException) -> str:
    """A failure in one line."""
    told = f"{error} {error.details}" if isinstance(error, EcoError) else f"{type(error).__name__}: {error}"
    return " ".join(told.split())[:_LONGEST_SENTENCE]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
