"""A SensorThings service and a Traccar server in one, on loopback, that can be told to misbehave."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

Answer = Callable[[web.Request], web.StreamResponse | None]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.partition("/")[0].replace("Z", "+00:00"))


@dataclass
class Stream:
    """A datastream and its observations: (phenomenonTime, result)."""

    thing: str
    observed: str
    unit: str
    rows: list[tuple[str, Any]] = field(default_factory=list)


class HttpService:
    """Runs as ``async with``; `faults` are asked first, each may answer in place of the service."""

    def __init__(self) -> None:
        self.streams: dict[int, Stream] = {}
        self.devices: list[dict[str, Any]] = []
        self.positions: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.faults: list[Answer] = []
        self.ascending = True
        self.page = 100

    async def __aenter__(self) -> HttpService:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(str(request.rel_url))
        self.headers.append(dict(request.headers))
        for fault in list(self.faults):
            answer = fault(request)
            if asyncio.iscoroutine(answer):
                answer = await answer
            if answer is not None:
                return answer
        path, query = request.path, request.query
        if path.endswith("/Datastreams"):
            return web.json_response(self._page(request, [self.entity(key) for key in self.streams]))
        found = re.fullmatch(r".*/Datastreams\((\d+)\)/Observations", path)
        if found:
            return web.Response(text=json.dumps(self._observations(request, int(found[1]))))
        if path.endswith("/api/devices"):
            return web.json_response(self.devices)
        if path.endswith("/api/positions"):
            return web.json_response(self._traccar(query))
        return web.Response(status=404, text="not here")

    def entity(self, key: int) -> dict[str, Any]:
        """A datastream as it is listed."""
        stream = self.streams[key]
        return {
            "@iot.id": key,
            "name": f"stream {key}",
            "unitOfMeasurement": {"name": stream.unit, "symbol": stream.unit, "definition": ""},
            "Thing": {"@iot.id": f"t{key}", "name": stream.thing},
            "ObservedProperty": {"name": stream.observed},
        }

    def _observations(self, request: web.Request, key: int) -> dict[str, Any]:
        since = moment(request.query["$filter"].removeprefix("phenomenonTime ge "))
        rows = [(t, v) for t, v in self.streams[key].rows if not t[:4].isdigit() or moment(t) >= since]
        if self.ascending:
            rows.sort(key=lambda row: row[0])
        else:
            rows.sort(key=lambda row: row[0], reverse=True)
        entities = [{"@iot.id": n, "phenomenonTime": t, "result": v} for n, (t, v) in enumerate(rows)]
        return self._page(request, entities)

    def _page(self, request: web.Request, entities: list[dict[str, Any]]) -> dict[str, Any]:
        top = min(int(request.query.get("$top", self.page)), self.page)
        skip = int(request.query.get("$skip", 0))
        page: dict[str, Any] = {"value": entities[skip : skip + top]}
        if skip + top < len(entities):
            page["@iot.nextLink"] = str(request.url.update_query({"$top": str(top), "$skip": str(skip + top)}))
        return page

    def _traccar(self, query: Any) -> list[dict[str, Any]]:
        if "deviceId" not in query:
            newest: dict[int, dict[str, Any]] = {}
            for position in sorted(self.positions, key=lambda p: p["fixTime"]):
                newest[position["deviceId"]] = position
            return list(newest.values())
        start, end = moment(query["from"]), moment(query["to"])
        return [
            p
            for p in sorted(self.positions, key=lambda p: p["fixTime"])
            if p["deviceId"] == int(query["deviceId"]) and start <= moment(p["fixTime"]) <= end
        ]


def iso(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
