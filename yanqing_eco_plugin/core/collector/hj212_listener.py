"""Listens for HJ 212 devices over TCP."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Mapping
from datetime import UTC, datetime

from .hj212_connection import Hj212Connection
from .hj212_desk import Hj212Desk
from .hj212_records import RecordReader
from .hj212_settings import Hj212Settings
from .listening import ListeningPlace, listen
from .registry import Registry
from .rounds import rounds
from .source import SourceContext
from .source_state import SourceState

__all__ = ["Hj212Listener"]

_LOG = logging.getLogger(__name__)
_BACKLOG = 1_024
_SWEEP_S, _ROOM_S, _RETELL_S = 1.0, 0.05, 86_400.0


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
        self.state = SourceState(name)
        self._faults: dict[str, str] = {}
        self._desk: Hj212Desk | None = None
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int | None:
        """The port it listens on, once it does."""
        return self._server.sockets[0].getsockname()[1] if self._server and self._server.sockets else None

    async def run(self, context: SourceContext) -> None:
        """See `Source.run`."""
        self.state.join(context)
        reader = RecordReader(self._settings, lambda: self._registry.current)
        desk = self._desk = Hj212Desk(self._settings, reader, context.intake, context.counts)
        self._registry.watch(desk.forget_factors)
        self._server = server = await self._listen(desk, context)
        if server is None:
            return
        _LOG.info("listening for HJ 212 devices on %s:%s", self._settings.host, self.port)

        async def sweep() -> None:
            desk.sweep()

        async def tell_factors_again() -> None:
            desk.forget_factors()

        async def make_room() -> None:
            if not context.intake.has_room:
                await context.intake.room()
            desk.resume_all()

        helpers = [
            asyncio.create_task(rounds(work.__name__, every_s, work, self._faults), name=work.__name__)
            for work, every_s in ((sweep, _SWEEP_S), (tell_factors_again, _RETELL_S), (make_room, _ROOM_S))
        ]
        try:
            await context.stop.wait()
        finally:
            server.close()
            desk.end()
            desk.summarise(every=True)
            for task in helpers:
                task.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)
            self.state.set(state="stopped")

    def health(self) -> Mapping[str, object]:
        """See `Source.health`."""
        said = dict(self.state.health())
        if self._faults:
            said.update(state="partly failing", last_error=", ".join(map(": ".join, self._faults.items())))
        if desk := self._desk:
            last = desk.last_frame
            said["last_received"] = last and datetime.fromtimestamp(last, UTC).isoformat(timespec="seconds")
            said["connections"] = len(desk.connections)
            said["paused"] = sum(connection.paused for connection in desk.connections)
        return said

    def hang_up(self) -> None:
        """End every connection, after the last acknowledgements were sent."""
        for connection in list(self._desk.connections) if self._desk else ():
            connection.close()

    async def _listen(self, desk: Hj212Desk, context: SourceContext) -> asyncio.Server | None:
        place = ListeningPlace(self._settings.host, self._settings.port, tls=self._settings.tls)
        server = await listen(lambda: Hj212Connection(desk), place, self.state, context.stop, backlog=_BACKLOG)
        for listening in server.sockets if server is not None else ():
            # Connections inherit it: a device that lost its power is noticed though it never said good-bye.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for option, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 4)):
                if hasattr(socket, option):
                    listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
        return server
