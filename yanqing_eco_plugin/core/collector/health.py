"""The health page: JSON for monitors, plain HTML for people, and the metrics."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
import logging
from collections.abc import Callable, Mapping

from ..errors import InputError
from .config import HealthSettings
from .metrics import CONTENT_TYPE

__all__ = ["HealthPage"]

_LOG = logging.getLogger(__name__)
_MOST_HEAD = 8_192
_PATIENCE_S = 5.0
_MOST_VISITORS = 50


class HealthPage:
    """A small HTTP server that only ever answers GET and HEAD.

    Parameters
    ----------
    report
        Gives what the page says; ``state`` is ``ok``, ``behind`` or ``failing``.
    metrics
        Gives the metrics page.
    """

    def __init__(
        self, settings: HealthSettings, report: Callable[[], Mapping[str, object]], metrics: Callable[[], str]
    ) -> None:
        self._settings, self._report, self._metrics = settings, report, metrics
        self._server: asyncio.Server | None = None
        self._visitors = 0

    @property
    def port(self) -> int | None:
        """The port it is on, once it is."""
        return self._server.sockets[0].getsockname()[1] if self._server and self._server.sockets else None

    async def start(self) -> None:
        """Begin to answer.

        Raises
        ------
        InputError
            The address is taken.
        """
        if self._settings.port is None:
            return
        try:
            self._server = await asyncio.start_server(
                self._visit, self._settings.host, self._settings.port, limit=_MOST_HEAD
            )
        except OSError as error:
            raise InputError(
                "The health page cannot use {host}:{port}.",
                hint="Choose another port, or end the program that uses it.",
                details=str(error),
                host=self._settings.host,
                port=self._settings.port,
            ) from error

    def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.close()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._visitors += 1
        try:
            if self._visitors <= _MOST_VISITORS:
                async with asyncio.timeout(_PATIENCE_S):
                    head = await reader.readuntil(b"\r\n\r\n")
                    writer.write(self._answer(head))
                    await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            _LOG.debug("a visitor of the health page left: %r", error)
        finally:
            self._visitors -= 1
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _answer(self, head: bytes) -> bytes:
        method, _, rest = head.partition(b" ")
        path = rest.partition(b" ")[0].partition(b"?")[0]
        if method not in (b"GET", b"HEAD"):
            return _response("405 Method Not Allowed", "text/plain", b"only GET\n", method)
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


def _response(status: str, kind: str, body: bytes, method: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nCache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
        "Connection: close\r\n\r\n"
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
