"""Connections to the shared centre: a few kept open, a broken one replaced, none waiting for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psycopg

from .address import PostgisAddress
from .credentials import credentials_of

__all__ = ["Connect", "Connections", "connect"]

Connect = Callable[[PostgisAddress], psycopg.Connection]

CONNECT_S = 10
_KEPT = 4


def connect(address: PostgisAddress) -> psycopg.Connection:
    """One connection in autocommit mode, its session set up for a centre.

    Dead servers and cables are noticed within about half a minute, so that nothing hangs.
    """
    said = {
        "connect_timeout": str(CONNECT_S),
        "application_name": "yanqing_eco",
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": "30000",
        "client_encoding": "UTF8",
        **address.parameters(),
        **credentials_of(address).parameters(),
    }
    connection = psycopg.connect(autocommit=True, prepare_threshold=None, **said)  # type: ignore[arg-type]
    try:
        settings = {
            "search_path": f"{address.schema}, public",
            "timezone": "UTC",
            "datestyle": "ISO",
            "extra_float_digits": "1",
            "standard_conforming_strings": "on",
            "jit": "off",
        }
        calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
        connection.execute(f"SELECT {calls}", [part for pair in settings.items() for part in pair])  # nosec B608
    except BaseException:
        connection.close()
        raise
    return connection


class Connections:
    """Open connections of one centre, handed to one thread at a time."""

    def __init__(self, address: PostgisAddress, connect: Connect) -> None:
        self._address = address
        self._connect = connect
        self._guard = threading.Lock()
        self._idle: list[psycopg.Connection] = []

    @contextmanager
    def one(self) -> Iterator[psycopg.Connection]:
        """A connection that answers, given back afterwards unless it broke."""
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _take(self) -> psycopg.Connection:
        while True:
            with self._guard:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                return self._connect(self._address)
            if _answers(connection):
                return connection
            connection.close()

    def _give_back(self, connection: psycopg.Connection) -> None:
        usable = not connection.closed and connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        with self._guard:
            if usable and len(self._idle) < _KEPT:
                self._idle.append(connection)
                return
        connection.close()

    def forget(self) -> None:
        """Close what is idle: the server was away."""
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            with suppress(psycopg.Error):
                connection.close()

    def close(self) -> None:
        """Close everything; a later question opens anew."""
        self.forget()


def _answers(connection: psycopg.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True
