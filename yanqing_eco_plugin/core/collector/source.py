"""What the collector's listeners and pollers hand over, and to whom."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pandas as pd

if TYPE_CHECKING:
    from .entries import Entry

__all__ = ["Delivery", "Intake", "Source", "SourceContext"]


@dataclass(frozen=True)
class Delivery:
    """What one message, page or file brought.

    Attributes
    ----------
    source
        Name of the listener and, where there is one, of the peer: ``hj212 MN=…``, ``mqtt owntracks/…``.
    observations
        Observation frame of `DataCentre.append_observations`; None where there are none.
    fixes
        Position frame of `core.ingest.positions`; None where there are none.
    rejects
        What did not pass, as `DataCentre.add_quarantine` takes it; None where everything passed.
    """

    source: str
    observations: pd.DataFrame | None = None
    fixes: pd.DataFrame | None = None
    rejects: pd.DataFrame | None = None


class Intake(Protocol):
    """Takes deliveries and makes them durable."""

    async def put(self, delivery: Delivery) -> None:
        """Return once the delivery outlives a power cut; waits while the collector is behind (back-pressure)."""

    def give(self, entry: Entry) -> asyncio.Future[None]:
        """Take one small record at once; the future, shared by all that are flushed together, ends when it is durable.

        For listeners with thousands of connections, which stop reading their sockets while there is no room.
        """

    @property
    def has_room(self) -> bool:
        """Whether more is welcome now."""

    async def room(self) -> None:
        """Wait until more is welcome."""

    async def recall(self, name: str) -> str | None:
        """What a source last remembered under this name (a page, a time); None at first."""

    async def remember(self, name: str, value: str) -> None:
        """Keep where a source stands, durably, so that it resumes there."""


@dataclass(frozen=True)
class SourceContext:
    """What every source is given.

    Attributes
    ----------
    intake
        Where deliveries go.
    stop
        Set when the collector is to end: a source then takes nothing new, finishes what it has begun, and returns.
    counts
        Counters for the metrics page, ``name -> number``; a source adds to its own.
    stations
        Gives the stations the centre knows (``station_id``, ``name``, ``name_en``), from a copy where the centre cannot be
        reached; with it a source finds stations by name and puts strangers into quarantine. None takes names for ids.
    """

    intake: Intake
    stop: asyncio.Event
    counts: dict[str, float] = field(default_factory=dict)
    stations: Callable[[], Awaitable[pd.DataFrame]] | None = None


class Source(Protocol):
    """One listener or poller; made from its table of ``collector.toml``."""

    name: str

    async def run(self, context: SourceContext) -> None:
        """Work until `context.stop` is set. What fails is told and tried again inside; what escapes starts it anew."""

    def health(self) -> Mapping[str, object]:
        """What the health page says of it.

        ``state`` is one of ``starting``; ``running``, ``listening``, ``connected``; ``partly failing``; ``failing``,
        ``disconnected``; ``stopping``, ``stopped``. ``last_error`` says why.
        """
