"""Reads a SensorThings service: which datastreams it offers, then what is new in each."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from ..errors import Cancelled, EcoError, InputError
from ..ingest import resolve_stations
from ..ingest.json_input import TooDeepError
from ..ingest.sensorthings import Datastream, StreamMeaning, read_datastreams, read_page
from ..standards import PROPERTIES
from .http_client import HttpClient, PageTooLarge, http_settings
from .http_poller import Poller
from .section import Section
from .source import Source, SourceContext
from .source_delivery import observed
from .source_state import ServiceFault, checked

__all__ = ["SensorThingsPoller", "make_source"]

_MOST_DATASTREAMS = 20_000
_SELECT_STREAMS = (
    "$select=@iot.id,name,unitOfMeasurement&$expand=Thing($select=@iot.id,name),ObservedProperty($select=name)"
)


def make_source(section: Mapping[str, object], name: str, base: Path | None = None) -> Source:
    """The poller a table of the configuration describes; raises `InputError` naming the key that is wrong."""
    table = Section(section, name, base=base)
    return checked(table, SensorThingsPoller(name, table))


class SensorThingsPoller(Poller):
    """Polls one service; see `docs/collector-sources.md` for its keys."""

    def __init__(self, name: str, section: Section) -> None:
        super().__init__(name, http_settings(section), self.every(section, 300.0))
        self._stations, self._properties = section.texts("stations"), section.texts("properties")
        self._units = section.texts("units")
        for written, prop in self._properties.items():
            if prop not in PROPERTIES:
                section.wrong(f"properties.{written}", "a property of the data centre", prop)
        self._interval = section.whole("interval_s", 0, low=0, high=366 * 86_400)
        self._lookback = timedelta(seconds=section.number("lookback_s", 3_600.0, low=0, high=30 * 86_400))
        self._first = timedelta(days=section.number("first_days", 1.0, low=0, high=36_600))
        self._page = section.whole("page", 1_000, low=1, high=100_000)
        self._most_pages = section.whole("most_pages", 200, low=1, high=100_000)
        self._known: list[Datastream] = []

    async def poll(self, context: SourceContext, client: HttpClient) -> bool:
        """Every datastream by itself: one that is poisoned does not stop the others."""
        whole = await self._list(context, client)
        skipped: Counter[str] = Counter()
        failing: dict[str, str] = {}
        used = 0
        for stream in self._known:
            if context.stop.is_set():
                raise Cancelled()
            meaning = await self._meaning(context, stream)
            if isinstance(meaning, str):
                skipped[meaning] += 1
                if meaning != "other_station":
                    await self._unusable(context, stream, meaning)
                continue
            used += 1
            try:
                await self._follow(context, client, stream, meaning)
            except Cancelled:
                raise
            except EcoError as error:
                failing[f"Datastream {stream.key}"] = error.message
                self.state.failed(error, f"Datastream {stream.key} ({stream.name})")
        self.state.set(datastreams=used, skipped=dict(skipped), failing=dict(list(failing.items())[:20]))
        if failing or not whole:
            self.state.set(state="failing" if used and len(failing) == used else "partly failing")
        return whole and not failing

    async def _list(self, context: SourceContext, client: HttpClient) -> bool:
        """Learn what the service offers; where it cannot tell, what it offered before still holds."""
        try:
            self._known, whole = await self._streams(context, client)
        except Cancelled:
            raise
        except EcoError as error:
            if not self._known:
                raise
            self.state.failed(error, "listing datastreams")
            return False
        return whole

    async def _meaning(self, context: SourceContext, stream: Datastream) -> StreamMeaning | str:
        """What a datastream is to us, or the reason why it is not read.

        A station the centre does not know yet is such a reason: once it does, everything is read from the beginning.
        """
        meaning = stream.meaning(self._stations, self._properties, self._units)
        if context.stations is None or isinstance(meaning, str):
            return meaning
        sample = pd.DataFrame({"station_id": [meaning.station]})
        return meaning if len(resolve_stations(sample, await context.stations())[0]) else "unknown_station"

    async def _unusable(self, context: SourceContext, stream: Datastream, reason: str) -> None:
        detail = f"{stream.thing}: {stream.observed_property} in {' / '.join(stream.units) or 'no unit'}"
        await self.quarantine(context, f"Datastream {stream.key}", reason, detail, detail.encode())

    async def _streams(self, context: SourceContext, client: HttpClient) -> tuple[list[Datastream], bool]:
        """All datastreams, and whether all pages could be read."""
        found: dict[str, Datastream] = {}
        url = f"{self.settings.url}/Datastreams?$top={min(self._page, 100)}&$orderby=@iot.id&{_SELECT_STREAMS}"
        trail = _Trail(client, self._most_pages)
        whole = True
        while url:
            data = await self.get(context, client, trail.step(url))
            try:
                page = await asyncio.to_thread(read_datastreams, data)
            except InputError as error:
                await self.quarantine(context, url, "bad_page", error.message, data)
                raise
            for fault in page.faults:
                whole = False
                self.state.set(last_error=f"listing datastreams: {fault}")
                await self.quarantine(context, url, "bad_datastream", fault, data)
            found.update({stream.key: stream for stream in page.streams})
            url = trail.next(page.next_link, progress=bool(page.streams))
            if len(found) > _MOST_DATASTREAMS:
                raise ServiceFault("The service offers more than {most} datastreams.", most=_MOST_DATASTREAMS)
        return list(found.values()), whole

    async def _follow(
        self, context: SourceContext, client: HttpClient, stream: Datastream, meaning: StreamMeaning
    ) -> None:
        """Everything of a datastream since it was last read, page by page."""
        memory = f"{self.name} Datastream {stream.key}"
        reached = _aware(await context.intake.recall(memory)) or datetime.now(UTC) - self._first
        since = before = reached - self._lookback
        kept = began = reached
        trail, place = _Trail(client, self._most_pages), _Place(self._page)
        url, in_order = self._url(stream, since, place), True
        while url and not context.stop.is_set():
            if trail.full and kept > began:
                # A long way to catch up with: the next round goes on from here.
                return
            data = b""
            try:
                data = await self.get(context, client, trail.step(url))
                page = await asyncio.to_thread(read_page, data, stream, meaning, memory, interval=self._interval)
            except (PageTooLarge, TooDeepError) as error:
                # One giant or monstrous result must not hide the others: smaller pages, and past it in the end.
                if not place.shrink():
                    await self.quarantine(context, url, "bad_page", error.message, data or error.details.encode())
                    place.pass_by()
                url = self._url(stream, since, place)
                continue
            except InputError as error:
                await self.quarantine(context, url, "bad_page", error.message, data)
                raise
            await self.deliver(context, await observed(context, page.decoded, memory))
            place.skip += page.count
            # Out of order, what was read tells nothing about what is left: only the end of all pages does.
            in_order = in_order and page.ascending and (page.earliest or before) >= before
            before, reached = page.latest or before, max(reached, page.latest or reached)
            if (in_order or not page.next_link) and reached > kept:
                await context.intake.remember(memory, reached.isoformat())
                kept = reached
            url = trail.next(page.next_link, progress=page.count > 0)

    def _url(self, stream: Datastream, since: datetime, place: _Place) -> str:
        moment = since.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        wanted = quote(f"phenomenonTime ge {moment}")
        skip = f"&$skip={place.skip}" if place.skip else ""
        return (
            f"{self.settings.url}/Datastreams({quote(stream.key)})/Observations?$filter={wanted}"
            f"&$orderby=phenomenonTime%20asc&$top={place.size}{skip}"
        )


class _Place:
    """Where in an answer of many pages one is, and how large a page to ask for.

    Parameters
    ----------
    size
        Entries of a page where nothing is wrong.
    """

    def __init__(self, size: int) -> None:
        self._full = size
        self.size, self.skip = size, 0

    def shrink(self) -> bool:
        """Ask for smaller pages; false where a page has one entry already."""
        if self.size == 1:
            return False
        self.size = max(1, self.size // 10)
        return True

    def pass_by(self) -> None:
        """Leave one entry out and ask for full pages again."""
        self.skip += 1
        self.size = self._full


class _Trail:
    """The pages one question has led through: bounded, never in a circle, never to another server."""

    def __init__(self, client: HttpClient, most: int) -> None:
        self._client, self._most = client, most
        self._seen: set[str] = set()
        self._last = ""

    @property
    def full(self) -> bool:
        """Whether no further page is read in this round."""
        return len(self._seen) >= self._most

    def step(self, url: str) -> str:
        """The page to read now; raises `ServiceFault` at the end of the patience."""
        if self.full:
            raise ServiceFault(
                "The service has more than {most} pages for one question.",
                hint="The rest follows at the next round; raise most_pages where this goes on.",
                most=self._most,
            )
        if url in self._seen:
            raise ServiceFault("The service's pages lead in a circle.", hint="Tell its operator.", details=url)
        self._seen.add(url)
        self._last = url
        return url

    def next(self, link: str, *, progress: bool) -> str:
        """The page after this one; empty after the last."""
        if not link:
            return ""
        if not progress:
            raise ServiceFault("The service leads on from an empty page.", hint="Tell its operator.", details=link)
        return self._client.follow(self._last, link)


def _aware(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
