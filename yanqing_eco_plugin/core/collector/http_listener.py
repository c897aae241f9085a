"""Listens for positions as OsmAnd and Traccar clients send them, and for observations as JSON."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import cast

from aiohttp import web

from ..errors import EcoError, InputError
from ..ingest.json_observations import decode_json_observations
from .http_guard import Guard
from .http_positions import PositionDesk, Verdict
from .listening import listen, listening_place
from .section import Section
from .source import Source, SourceContext
from .source_delivery import RejectSieve, fix_rules, observed, told
from .source_state import SourceState, checked

__all__ = ["HttpListener", "make_source"]

_log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_source(section: Mapping[str, object], name: str, base: Path | None = None) -> Source:
    """The listener a table of the configuration describes; raises `InputError` naming the key that is wrong."""
    table = Section(section, name, base=base)
    return checked(table, HttpListener(name, table))


class HttpListener:
    """One address; see `docs/collector-sources.md` for its keys and what it answers.

    ``200`` says that everything of the request is durable: observations and positions in the data centre or on their way
    there, what did not pass in quarantine.
    """

    def __init__(self, name: str, section: Section) -> None:
        self.name = name
        self.state = SourceState(name)
        self._place = listening_place(section, 9283)
        self.port = self._place.port
        self._fixes = fix_rules(section)
        self._offset = self._fixes.utc_offset_hours if "utc_offset_hours" in section else None
        self._sieve = RejectSieve(name, section.whole("rejects_per_minute", 600, low=1, high=1_000_000))
        self._most_bytes = section.whole("most_bytes", 1 << 20, low=1_024, high=64 << 20)
        self._most_connections = section.whole("most_connections", 200, low=1, high=100_000)
        self._patience_s = section.number("patience_s", 10.0, low=0.1, high=600)

    def health(self) -> Mapping[str, object]:
        """See `Source.health`."""
        return self.state.health()

    async def run(self, context: SourceContext) -> None:
        """See `Source.run`."""
        self.state.join(context)
        self._context = context
        self._desk = PositionDesk(self.name, self._fixes, self._sieve, self.state, context)
        self._guard = Guard(self.state, self._place.allow, self._most_connections, self._patience_s)
        desk = asyncio.create_task(self._desk.run())
        runner = self._runner()
        await runner.setup()
        try:
            make = self._guard.protocol(cast("Callable[[], asyncio.Protocol]", runner.server))
            server = await listen(make, self._place, self.state, context.stop, patience_s=self._patience_s)
            if server is not None:
                self.port = server.sockets[0].getsockname()[1]
                await context.stop.wait()
                server.close()
        finally:
            # What is being stored is waited for and answered.
            await runner.cleanup()
            desk.cancel()
            rest = self._sieve.rest()
            if told(rest):
                await context.intake.put(rest)
            self.state.set(state="stopped")

    def _runner(self) -> web.AppRunner:
        app = web.Application(client_max_size=self._most_bytes, middlewares=[self._answer])
        app.router.add_get("/", self._query, allow_head=False)
        app.router.add_post("/", self._positions)
        app.router.add_post("/observations", self._observations)
        # A compressed body could be a thousand times larger than it looks.
        return web.AppRunner(
            app,
            access_log=None,
            handle_signals=False,
            auto_decompress=False,
            shutdown_timeout=5.0,
            keepalive_timeout=30.0,
        )

    @web.middleware
    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Whatever happens, the answer is one sentence and the right status."""
        with self._guard.at_work(request.transport):
            self.state.count("requests")
            try:
                self._check(request)
                return await handler(request)
            except web.HTTPException as refusal:
                self.state.count(f"status_{refusal.status}")
                return _told(refusal.status, refusal.text or refusal.reason)
            except InputError as error:
                self.state.count("status_400")
                return _told(400, str(error))
            except Exception as error:  # noqa: BLE001 - the sender keeps what was not stored and sends it again
                if not isinstance(error, (EcoError, OSError)):
                    _log.exception("%s: unexpected", self.name)
                self.state.failed(error, "storing")
                return _told(503, "This cannot be stored at present; send it again later.", {"Retry-After": "30"})

    def _check(self, request: web.Request) -> None:
        if self._context.stop.is_set():
            raise web.HTTPServiceUnavailable(text="The collector is ending; send it again later.")
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise web.HTTPUnsupportedMediaType(text="Send the body without compression.")
        try:
            admitted = self._place.admits(request.headers.get("Authorization", ""), request.query.get("token", ""))
        except InputError as error:
            self.state.failed(error, "reading the token")
            raise web.HTTPServiceUnavailable(text="The collector cannot check tokens at present.") from error
        if not admitted:
            raise web.HTTPUnauthorized(text="The token is missing or wrong.")

    async def _query(self, request: web.Request) -> web.StreamResponse:
        return self._verdict(await self._desk.take(_without_token(request.rel_url.raw_query_string)))

    async def _positions(self, request: web.Request) -> web.StreamResponse:
        body = (await self._body(request)).strip()
        return self._verdict(await self._desk.take(body or _without_token(request.rel_url.raw_query_string)))

    async def _observations(self, request: web.Request) -> web.StreamResponse:
        body = await self._body(request)
        source = f"{self.name} {request.remote}"
        decoded = await asyncio.to_thread(decode_json_observations, body, source, utc_offset_hours=self._offset)
        delivery = await observed(self._context, decoded, source)
        reasons = [] if delivery.rejects is None else list(delivery.rejects["reason"])
        delivery = self._sieve.sift(delivery)
        if told(delivery):
            await self._context.intake.put(delivery)
            self.state.stored(delivery)
        kept = 0 if delivery.observations is None else len(delivery.observations)
        return self._verdict(Verdict(kept, len(reasons), tuple(dict.fromkeys(reasons))))

    async def _body(self, request: web.Request) -> bytes:
        try:
            async with asyncio.timeout(self._patience_s):
                return await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(text="The body did not arrive in time.") from None

    def _verdict(self, verdict: Verdict) -> web.Response:
        """200 where anything was understood; a sender is not to repeat for ever what will never pass."""
        counted = Counter(verdict.reasons)
        if verdict.refused and not verdict.accepted:
            self.state.count("status_400")
            return _told(400, f"Nothing of this could be used: {', '.join(counted)}.")
        body = {"accepted": verdict.accepted, "refused": verdict.refused, "reasons": list(counted)}
        return web.json_response(body)


def _told(status: int, text: str, headers: Mapping[str, str] | None = None) -> web.Response:
    line = " ".join(text.split())
    return web.Response(
        status=status,
        text=json.dumps({"error": line}, ensure_ascii=False),
        content_type="application/json",
        headers=headers,
    )


def _without_token(query: str) -> bytes:
    return "&".join(pair for pair in query.split("&") if not pair.startswith("token=")).encode()
