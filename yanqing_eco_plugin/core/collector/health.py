"""The health page: JSON for monitors, plain HTML for people, and the metrics."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
import logging
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from ..errors import InputError
from .http_guard import Guard
from .listening import ListeningPlace, listen
from .metrics import CONTENT_TYPE
from .source_state import SourceState

__all__ = ["HealthPage"]

_LOG = logging.getLogger(__name__)
_MOST_HEAD = 8_192
_PATIENCE_S = 5.0
_MOST_VISITORS = 50


class HealthPage:
    """A small HTTP server that only ever answers GET and HEAD.

    Parameters
    ----------
    place
        Where it is and who may come; None for nowhere.
    report
        Gives what the page says; ``state`` is ``ok``, ``behind``, ``degraded`` or ``failing``.
    metrics
        Gives the metrics page.
    """

    def __init__(
        self, place: ListeningPlace | None, report: Callable[[], Mapping[str, object]], metrics: Callable[[], str]
    ) -> None:
        self._place, self._report, self._metrics = place, report, metrics
        self.state = SourceState("health page")

    async def run(self) -> None:
        """Answer until cancelled; an address that cannot be had yet is tried again and again."""
        if self._place is None:
            return
        guard = Guard(self.state, self._place.allow, _MOST_VISITORS, _PATIENCE_S)
        cancelled = asyncio.Event()  # never set
        server = await listen(
            guard.protocol(self._protocol), self._place, self.state, cancelled, patience_s=_PATIENCE_S
        )
        try:
            await cancelled.wait()
        finally:
            if server is not None:
                server.close()

    def _protocol(self) -> asyncio.Protocol:
        return asyncio.StreamReaderProtocol(asyncio.StreamReader(limit=_MOST_HEAD), self._visit)

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request; the guard ends visitors that take too long."""
        try:
            writer.write(self._answer(await reader.readuntil(b"\r\n\r\n")))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            _LOG.debug("a visitor of the health page left: %r", error)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _answer(self, head: bytes) -> bytes:
        method, _, rest = head.partition(b" ")
        path, _, query = rest.partition(b" ")[0].partition(b"?")
        if method not in (b"GET", b"HEAD"):
            return _response("405 Method Not Allowed", "text/plain", b"only GET\n", method)
        try:
            if self._place is not None and not self._place.admits(_authorization(head), _token(query)):
                return _response("401 Unauthorized", "text/plain", b"the token is missing or wrong\n", method)
        except InputError as error:
            self.state.failed(error, "reading the token")
            return _response("503 Service Unavailable", "text/plain", b"tokens cannot be checked now\n", method)
        if path == b"/metrics":
            return _response("200 OK", CONTENT_TYPE, self._metrics().encode(), method)
        if path not in (b"/", b"/health"):
            return _response("404 Not Found", "text/plain", b"/, /health and /metrics are here\n", method)
        report = self._report()
        status = "503 Service Unavailable" if report.get("state") == "failing" else "200 OK"
        if path == b"/health":
            body = json.dumps(report, ensure_ascii=False, indent=1, default=str).encode()
            return _response(status, "application/json", body, method)
        return _response(status, "text/html; charset=utf-8", _page(report).encode(), method)


def _authorization(head: bytes) -> str:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"authorization":
            return value.strip().decode("utf-8", "replace")
    return ""


def _token(query: bytes) -> str:
    return parse_qs(query.decode("utf-8", "replace")).get("token", [""])[0]


def _response(status: str, kind: str, body: bytes, method: bytes) -> bytes:
    challenge = "WWW-Authenticate: Bearer\r\n" if status.startswith("401") else ""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nCache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
        f"Referrer-Policy: no-referrer\r\n{challenge}Connection: close\r\n\r\n"
    ).encode()
    return head if method == b"HEAD" else head + body


def _page(report: Mapping[str, object]) -> str:
    rows: list[str] = []

    def table(name: str, value: object) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                table(f"{name} · {key}" if name else str(key), inner)
        else:
            rows.append(f"<tr><th>{html.escape(name)}</th><td>{html.escape(str(value))}</td></tr>")

    table("", report)
    state = html.escape(str(report.get("state")))
    return (
        f"<!doctype html><meta charset=utf-8><meta http-equiv=refresh content=10><title>Collector: {state}</title>"
        "<style>body{font:15px sans-serif;margin:2em}th{text-align:left;font-weight:normal;color:#555;padding-right:2em}"
        f"</style><h1>Collector: {state}</h1><table>{''.join(rows)}</table>"
    )
