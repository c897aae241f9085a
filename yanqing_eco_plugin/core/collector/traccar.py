"""Reads the positions of a Traccar server: which devices it knows, then where each has been since."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from ..errors import Cancelled, EcoError, InputError
from ..ingest.json_input import TooDeepError, read_json
from ..ingest.positions import DecodedFixes, decode_traccar
from ..ingest.record_table import clean_text
from .http_client import HttpClient, PageTooLarge, http_settings
from .http_poller import Poller
from .section import Section
from .source import Source, SourceContext
from .source_delivery import fix_rules
from .source_state import checked

__all__ = ["TraccarPoller", "make_source"]

_SHORTEST_WINDOW = timedelta(minutes=1)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def make_source(section: Mapping[str, object], name: str, base: Path | None = None) -> Source:
    """The poller a table of the configuration describes; raises `InputError` naming the key that is wrong."""
    table = Section(section, name, base=base)
    return checked(table, TraccarPoller(name, table))


class TraccarPoller(Poller):
    """Polls one server; see `docs/collector-sources.md` for its keys."""

    def __init__(self, name: str, section: Section) -> None:
        super().__init__(name, http_settings(section), self.every(section, 10.0))
        self._rules = fix_rules(section)
        self._window = timedelta(seconds=section.number("window_s", 6 * 3_600.0, low=60, high=30 * 86_400))
        self._lookback = timedelta(seconds=section.number("lookback_s", 0.0, low=0, high=30 * 86_400))
        self._first = timedelta(days=section.number("first_days", 1.0, low=0, high=3_660))
        self._most_windows = section.whole("most_windows", 200, low=1, high=100_000)

    async def poll(self, context: SourceContext, client: HttpClient) -> bool:
        """Every device by itself: one whose positions cannot be read does not stop the others."""
        units = await self._devices(context, client)
        latest = self._latest(await self._positions(context, client, {}, units), units)
        failing: dict[str, str] = {}
        for number, unit in units.items():
            if context.stop.is_set():
                raise Cancelled()
            if unit not in latest:
                continue
            try:
                await self._follow(context, client, number, units, latest[unit])
            except Cancelled:
                raise
            except EcoError as error:
                failing[unit] = error.message
                self.state.failed(error, f"device {unit}")
        self.state.set(devices=len(units), failing=dict(list(failing.items())[:20]))
        if failing:
            self.state.set(state="partly failing")
        return not failing

    async def _devices(self, context: SourceContext, client: HttpClient) -> dict[int, str]:
        url = f"{self.settings.url}/api/devices"
        data = await self.get(context, client, url)
        try:
            content = await asyncio.to_thread(read_json, data)
        except InputError as error:
            await self.quarantine(context, url, "bad_page", error.message, data)
            raise
        devices: dict[int, str] = {}
        for entry in content if isinstance(content, list) else [content]:
            number = entry.get("id") if isinstance(entry, dict) else None
            unit = clean_text(entry.get("uniqueId")) if isinstance(entry, dict) else ""
            if isinstance(number, int) and not isinstance(number, bool) and unit:
                devices[number] = unit
            else:
                await self.quarantine(context, url, "bad_device", "no id or uniqueId", repr(entry)[:2_000].encode())
        return devices

    def _latest(self, decoded: DecodedFixes, units: Mapping[int, str]) -> dict[str, datetime]:
        """The time of each unit's newest fix; one in the future counts as now."""
        now = datetime.now(UTC)
        newest = decoded.fixes.groupby("unit_id")["time"].max()
        known = set(units.values())
        return {str(unit): min(time.to_pydatetime(), now) for unit, time in newest.items() if unit in known}

    async def _follow(
        self, context: SourceContext, client: HttpClient, number: int, units: Mapping[int, str], latest: datetime
    ) -> None:
        """Everything of a device since it was last read, window by window; what was stored is remembered at once."""
        memory = f"{self.name} {units[number]}"
        reached = _aware(await context.intake.recall(memory))
        if reached is not None and latest <= reached:
            return
        start = reached - self._lookback if reached is not None else datetime.now(UTC) - self._first
        start, window = max(start, _EARLIEST), self._window
        if start > latest:
            return
        for _ in range(self._most_windows):
            end = min(start + window, latest)
            question = {"deviceId": str(number), "from": _written(start), "to": _written(end)}
            try:
                decoded = await self._positions(context, client, question, units)
            except (PageTooLarge, TooDeepError) as error:
                if window > _SHORTEST_WINDOW:
                    window = max(window / 4, _SHORTEST_WINDOW)
                    continue
                # One monstrous position must not hide all that follow.
                await self.quarantine(context, f"{memory} {_written(start)}", "bad_page", error.message, b"")
                decoded = None
            if decoded is not None:
                delivery, refused = await asyncio.to_thread(self._rules.judge, decoded, memory)
                for reason, count in refused.items():
                    self.state.count(f"refused_{reason}", count)
                await self.deliver(context, delivery)
            if reached is None or end > reached:
                await context.intake.remember(memory, end.isoformat())
                reached = end
            if end >= latest:
                return
            start = end

    async def _positions(
        self, context: SourceContext, client: HttpClient, question: Mapping[str, str], units: Mapping[int, str]
    ) -> DecodedFixes:
        """Positions the server answers with; without a question, the last of each device."""
        url = f"{self.settings.url}/api/positions" + (f"?{urlencode(question)}" if question else "")
        data = await self.get(context, client, url)
        try:
            return await asyncio.to_thread(self._decoded, data, units)
        except InputError as error:
            await self.quarantine(context, url.partition("?")[0], "bad_page", error.message, data)
            raise

    def _decoded(self, data: bytes, units: Mapping[int, str]) -> DecodedFixes:
        # Half a page must not pass for all there is.
        if not isinstance(read_json(data), list):
            raise InputError("The answer is no list of positions.", hint="Check the address of the service.")
        return decode_traccar(data, self._rules.source(self.name), units)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _aware(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
