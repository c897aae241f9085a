"""Listens for HJ 212 devices over TCP."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Mapping

from ..errors import InputError
from .hj212_connection import Hj212Connection
from .hj212_desk import Hj212Desk
from .hj212_records import RecordReader
from .hj212_settings import Hj212Settings
from .registry import Registry
from .source import SourceContext

__all__ = ["Hj212Listener"]

_LOG = logging.getLogger(__name__)
_BACKLOG = 1_024
_RETELL_S = 86_400.0


class Hj212Listener:
    """A `Source` that devices connect to.

    Parameters
    ----------
    name
        Table of the configuration.
    registry
        Tells the station of each device.
    """

    def __init__(self, settings: Hj212Settings, name: str, registry: Registry) -> None:
        self.name = name
        self._settings, self._registry = settings, registry
        self._desk: Hj212Desk | None = None
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int | None:
        """The port it listens on, once it does."""
        return self._server.sockets[0].getsockname()[1] if self._server and self._server.sockets else None

    async def run(self, context: SourceContext) -> None:
        """See `Source.run`."""
        reader = RecordReader(self._settings, lambda: self._registry.current)
        desk = self._desk = Hj212Desk(self._settings, reader, context.intake, context.counts)
        self._registry.watch(desk.forget_factors)
        self._server = await self._listen(desk)
        _LOG.info("listening for HJ 212 devices on %s:%s", self._settings.host, self.port)
        helpers = [asyncio.create_task(self._sweep(desk)), asyncio.create_task(self._make_room(desk, context))]
        try:
            await context.stop.wait()
        finally:
            self._server.close()
            desk.end()
            desk.summarise(every=True)
            for task in helpers:
                task.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    def health(self) -> Mapping[str, object]:
        """See `Source.health`."""
        desk = self._desk
        if desk is None or self._server is None:
            return {"listening": False}
        paused = sum(connection.paused for connection in desk.connections)
        return {
            "listening": True,
            "address": f"{self._settings.host}:{self.port}",
            "connections": len(desk.connections),
            "paused": paused,
            "last_message": desk.last_frame,
        }

    def hang_up(self) -> None:
        """End every connection, after the last acknowledgements were sent."""
        for connection in list(self._desk.connections) if self._desk else ():
            connection.close()

    async def _listen(self, desk: Hj212Desk) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        try:
            server = await loop.create_server(
                lambda: Hj212Connection(desk),
                self._settings.host,
                self._settings.port,
                backlog=_BACKLOG,
                ssl=self._settings.tls,
                ssl_handshake_timeout=20.0 if self._settings.tls else None,
            )
        except OSError as error:
            raise InputError(
                "The HJ 212 listener cannot use {host}:{port}.",
                hint="Choose another port, or end the program that uses it.",
                details=str(error),
                host=self._settings.host,
                port=self._settings.port,
            ) from error
        for listening in server.sockets:
            # Connections inherit it: a device that lost its power is noticed though it never said good-bye.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for option, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 4)):
                if hasattr(socket, option):
                    listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
        return server

    async def _sweep(self, desk: Hj212Desk) -> None:
        loop = asyncio.get_running_loop()
        retell = loop.time() + _RETELL_S
        while True:
            await asyncio.sleep(1.0)
            desk.sweep()
            if loop.time() > retell:
                desk.forget_factors()
                retell = loop.time() + _RETELL_S

    async def _make_room(self, desk: Hj212Desk, context: SourceContext) -> None:
        while True:
            await asyncio.sleep(0.05)
            if not context.intake.has_room:
                await context.intake.room()
            desk.resume_all()
