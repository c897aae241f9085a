"""Where a listener is and who may come, and how it gets its address though that is not free yet."""

from __future__ import annotations

import asyncio
import hmac
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from .section import Network, Section, is_loopback
from .source_secrets import Secret, secret, server_tls, warn_without_tls
from .source_state import Backoff, SourceState, pause

__all__ = ["ListeningPlace", "listen", "listening_place"]


@dataclass(frozen=True)
class ListeningPlace:
    """An address, and what a client needs there.

    Attributes
    ----------
    allow
        Networks clients may come from; none means any.
    token
        What clients show; None asks for none.
    """

    host: str = "127.0.0.1"
    port: int = 0
    allow: tuple[Network, ...] = ()
    token: Secret | None = None
    tls: ssl.SSLContext | None = None

    def admits(self, authorization: str, in_address: str) -> bool:
        """Whether a request shows the token, as ``Authorization: Bearer …`` or in its address.

        Raises
        ------
        InputError
            The token to compare with cannot be read.
        """
        if self.token is None:
            return True
        kind, _, given = authorization.partition(" ")
        # Trackers and browsers cannot send headers, but any address.
        given = given.strip() if kind.lower() == "bearer" else in_address
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.read().encode())


def listening_place(section: Section, port: int, *, lowest: int = 0) -> ListeningPlace:
    """The keys ``host``, ``port``, ``allow``, ``token_…`` and the files of TLS; beyond loopback it is not open to all."""
    place = ListeningPlace(
        host=section.text("host", "127.0.0.1"),
        port=section.whole("port", port, low=lowest, high=65_535),
        allow=section.networks("allow"),
        token=secret(section, "token"),
        tls=server_tls(section),
    )
    if not is_loopback(place.host) and place.token is None and not place.allow:
        section.missing(
            "allow", "the networks senders may come from, or a token, because host is not this computer alone"
        )
    warn_without_tls(section.path, place.host, place.tls, place.token)
    return place


async def listen(
    make: Callable[[], asyncio.Protocol],
    place: ListeningPlace,
    state: SourceState,
    stop: asyncio.Event,
    *,
    patience_s: float = 20.0,
    backlog: int = 100,
) -> asyncio.Server | None:
    """The server, once its address can be had; None where the collector ends before that.

    A port another program still holds, or an address that is not up yet, is told in log and health and tried again.

    Parameters
    ----------
    make
        Makes the protocol of each connection.
    patience_s
        For the handshake of TLS.
    """
    loop, backoff = asyncio.get_running_loop(), Backoff(0.5, 30.0)
    handshake = patience_s if place.tls is not None else None
    while True:
        try:
            server = await loop.create_server(
                make, place.host, place.port, ssl=place.tls, ssl_handshake_timeout=handshake, backlog=backlog
            )
        # A name that cannot be one at all is a ValueError.
        except (OSError, ValueError) as error:
            state.set(state="failing")
            state.failed(error, f"listening on {place.host}:{place.port}")
            if await pause(stop, backoff.next()):
                return None
            continue
        state.recovered()
        state.set(state="listening", address=f"{place.host}:{server.sockets[0].getsockname()[1]}")
        return server
