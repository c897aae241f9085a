"""Waits for the shared centre to say that something changed, so that nobody has to ask again and again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from .address import PostgisAddress
from .connections import Connect, connect
from .failures import clear_database_errors
from .guards import CHANNEL

__all__ = ["Change", "listen"]


@dataclass(frozen=True)
class Change:
    """A committed change.

    Attributes
    ----------
    table
        Which table; ``observation`` for new time series together with the states of their places.
    """

    table: str


def listen(
    address: str,
    *,
    ended: Callable[[], bool],
    tick_s: float = 1.0,
    connect: Connect = connect,
) -> Iterator[Change | None]:
    """Yield each change of a centre after it was committed, and None at least every `tick_s` seconds.

    The first None comes as soon as it listens: what was read after it misses nothing. Ends when `ended` says so.

    Raises
    ------
    CentreError
        The server cannot be reached, or the connection was lost; listen again later and look at everything.
    """
    place = PostgisAddress.parse(address)
    with clear_database_errors(place):
        connection = connect(place)
        try:
            connection.execute(f"LISTEN {CHANNEL}")
            yield None
            while not ended():
                yield from _arrived(connection, place.schema, tick_s)
                yield None
        finally:
            connection.close()


def _arrived(connection: psycopg.Connection, schema: str, tick_s: float) -> Iterator[Change]:
    until = time.monotonic() + tick_s
    for notice in connection.notifies(timeout=max(until - time.monotonic(), 0.01)):
        try:
            said = json.loads(notice.payload)
        except ValueError:
            continue
        if isinstance(said, dict) and said.get("schema") == schema:
            yield Change(str(said.get("table", "")))
