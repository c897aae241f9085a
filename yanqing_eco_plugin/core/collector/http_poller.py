"""Asks a service again and again, whatever it answers."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping

from ..errors import Cancelled, EcoError
from .http_client import HttpClient, HttpSettings
from .section import Section
from .source import Delivery, SourceContext
from .source_delivery import reject, told
from .source_state import Backoff, SourceState, pause, unless_stopped

__all__ = ["Poller"]

_MOST_REMEMBERED_FAULTS = 1_000
_log = logging.getLogger(__name__)


class Poller(ABC):
    """A source that asks at intervals; the kinds of services fill in `poll`.

    Parameters
    ----------
    name
        Of the source.
    settings
        Of the service.
    every_s
        Seconds between the end of one round and the start of the next.
    """

    def __init__(self, name: str, settings: HttpSettings, every_s: float) -> None:
        self.name = name
        self.settings = settings
        self.state = SourceState(name)
        self._every_s = every_s
        self._told: dict[tuple[str, bytes], None] = {}

    def health(self) -> Mapping[str, object]:
        """See `Source.health`."""
        return self.state.health()

    async def run(self, context: SourceContext) -> None:
        """See `Source.run`."""
        self.state.join(context)
        backoff = Backoff(min(1.0, self._every_s), max(self._every_s, 300.0))
        while not context.stop.is_set():
            wait = self._every_s
            try:
                async with HttpClient(self.settings) as client:
                    whole = await self.poll(context, client)
                self.state.count("polls")
                if whole:
                    self.state.recovered()
                    backoff.reset()
            except Cancelled:
                break
            except EcoError as error:
                self.state.set(state="failing")
                self.state.failed(error, "polling")
                wait = backoff.next()
            except Exception as error:  # noqa: BLE001 - one service's surprise must not end the collection
                _log.exception("%s: unexpected", self.name)
                self.state.set(state="failing")
                self.state.failed(error, "polling")
                wait = backoff.next()
            await pause(context.stop, wait)
        self.state.set(state="stopped")

    @abstractmethod
    async def poll(self, context: SourceContext, client: HttpClient) -> bool:
        """One round; false where parts of it failed and were told. Raises `EcoError` where nothing could be had."""

    async def get(self, context: SourceContext, client: HttpClient, url: str) -> bytes:
        """The body of an answer; raises `Cancelled` where the collector ends meanwhile."""
        self.state.count("requests")
        return await unless_stopped(context.stop, client.get(url))

    async def deliver(self, context: SourceContext, delivery: Delivery) -> None:
        """Hand over; on return it is durable."""
        if told(delivery):
            await context.intake.put(delivery)
            self.state.stored(delivery)

    async def quarantine(self, context: SourceContext, place: str, reason: str, detail: str, raw: bytes) -> None:
        """Keep a page that cannot be used; the same one, met again at the next round, only counts."""
        key = (place, raw[:200])
        self.state.count("bad_pages")
        if key in self._told:
            return
        if len(self._told) >= _MOST_REMEMBERED_FAULTS:
            del self._told[next(iter(self._told))]
        await self.deliver(context, Delivery(self.name, rejects=reject(self.name, place, reason, detail, raw)))
        self._told[key] = None

    @staticmethod
    def every(section: Section, default: float) -> float:
        """The key ``every_s``."""
        return section.number("every_s", default, low=0.05, high=86_400)
