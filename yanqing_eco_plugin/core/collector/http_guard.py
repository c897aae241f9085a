"""Stands before an HTTP server: few connections, from known addresses, none that only sits there."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable, Collection
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from .section import Network
from .source_state import SourceState

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Guard"]


class Guard:
    """Counts connections and ends those that send no whole request in time.

    The library bounds bodies, but would wait for ever for the head of a request that comes a byte at a time.

    Parameters
    ----------
    allow
        Networks a client may come from; none means any.
    most_connections
        At the same time; further ones are ended at once.
    patience_s
        For the head of a request, and for the next one on the same connection.
    """

    def __init__(
        self, state: SourceState, allow: Collection[Network], most_connections: int, patience_s: float
    ) -> None:
        self._state, self._allow, self._most = state, tuple(allow), most_connections
        self._patience_s = patience_s
        self._open: dict[asyncio.BaseTransport, _Connection] = {}

    def protocol(self, make: Callable[[], asyncio.Protocol]) -> Callable[[], asyncio.Protocol]:
        """A factory of protocols behind this guard."""
        return lambda: _Connection(self, make())

    @contextmanager
    def at_work(self, transport: asyncio.BaseTransport | None) -> Iterator[None]:
        """While a request is being answered its connection may be silent."""
        connection = self._open.get(transport) if transport is not None else None
        if connection is not None:
            connection.rest()
        try:
            yield
        finally:
            if connection is not None:
                connection.watch(self._patience_s)

    def admit(self, connection: _Connection, transport: asyncio.Transport) -> bool:
        """Whether a new connection may stay."""
        if len(self._open) >= self._most:
            self._state.count("refused_connections")
            return False
        if self._allow and not _within(transport.get_extra_info("peername"), self._allow):
            self._state.count("refused_addresses")
            return False
        self._open[transport] = connection
        connection.watch(self._patience_s)
        return True

    def forget(self, transport: asyncio.BaseTransport) -> None:
        """A connection is over."""
        self._open.pop(transport, None)

    def impatient(self) -> None:
        """A connection was ended because it sent nothing whole."""
        self._state.count("slow_connections")


class _Connection(asyncio.Protocol):
    """Hands everything on to the library's protocol, unless the connection is refused."""

    def __init__(self, guard: Guard, inner: asyncio.Protocol) -> None:
        self._guard, self._inner = guard, inner
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        made = cast("asyncio.Transport", transport)
        if not self._guard.admit(self, made):
            made.abort()
            return
        self._transport = made
        self._inner.connection_made(made)

    def connection_lost(self, exc: Exception | None) -> None:
        self.rest()
        if self._transport is not None:
            self._guard.forget(self._transport)
            self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._transport is not None:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._transport is not None else None

    def pause_writing(self) -> None:
        if self._transport is not None:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._transport is not None:
            self._inner.resume_writing()

    def rest(self) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def watch(self, seconds: float) -> None:
        """Start the clock anew."""
        self.rest()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._end)

    def _end(self) -> None:
        if self._transport is not None:
            self._guard.impatient()
            self._transport.abort()


def _within(peer: object, allow: Collection[Network]) -> bool:
    try:
        address = ipaddress.ip_address(str(peer[0] if isinstance(peer, tuple) else "").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in network for network in allow)
