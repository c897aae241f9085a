"""One device's connection: bytes in, acknowledgements out."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from ..ingest.hj212 import FrameStream, Rubbish

if TYPE_CHECKING:
    from .hj212_desk import Hj212Desk

__all__ = ["Hj212Connection"]


class Hj212Connection(asyncio.Protocol):
    """Cuts what arrives into frames and hands them to the desk; reads nothing while any reason to pause is there.

    Parameters
    ----------
    desk
        Takes the frames.
    """

    __slots__ = (
        "_desk",
        "_loop",
        "_pauses",
        "_stream",
        "_transport",
        "admitted",
        "deaf_since",
        "heard",
        "last_mn",
        "partial_since",
        "peer",
        "split_times",
    )

    def __init__(self, desk: Hj212Desk) -> None:
        self._desk = desk
        self._stream = FrameStream()
        self._transport: asyncio.Transport | None = None
        self._pauses: set[str] = set()
        self._loop = asyncio.get_running_loop()
        self.peer = ""
        self.last_mn = ""
        self.admitted = False
        self.heard = 0.0  # when bytes came last, monotonic
        self.deaf_since: float | None = None  # when it ceased to take acknowledgements
        self.partial_since: float | None = None  # when the frame that is still incomplete began
        self.split_times: dict[tuple[str, str], datetime] = {}  # DataTime of messages that come in several packets

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("an HJ 212 connection needs a stream")
        self._transport = transport
        self.heard = self._loop.time()
        name = transport.get_extra_info("peername")
        self.peer = str(name[0]) if name else "unknown"
        # A device that never reads its acknowledgements must not fill our memory.
        transport.set_write_buffer_limits(high=64 << 10)
        self.admitted = self._desk.admit(self)
        if not self.admitted:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        now = self.heard = self._loop.time()
        held = self._stream.pending
        found = self._stream.feed(data)
        for item in found:
            if isinstance(item, Rubbish):
                self._desk.refuse(self, item, now)
            else:
                self._desk.take(self, item[0], item[1], now)
        if not self._stream.pending:
            self.partial_since = None
        elif found or not held:
            self.partial_since = now

    def pause_writing(self) -> None:
        self.deaf_since = self._loop.time()
        self.pause("acknowledgements")

    def resume_writing(self) -> None:
        self.deaf_since = None
        self.resume("acknowledgements")

    def connection_lost(self, exc: Exception | None) -> None:
        for item in self._stream.flush():
            self._desk.refuse(self, item, self._loop.time())
        if self.admitted:
            self._desk.leave(self)
        self._transport = None

    # -- for the desk --------------------------------------------------------------------------------------------------

    def pause(self, reason: str) -> None:
        """Read nothing until `resume` was called for every reason; the device's own buffer fills and it waits."""
        if self._transport is not None and not self._transport.is_closing():
            if not self._pauses:
                self._transport.pause_reading()
            self._pauses.add(reason)

    def resume(self, reason: str) -> None:
        """Take one reason away."""
        if reason in self._pauses:
            self._pauses.discard(reason)
            if not self._pauses and self._transport is not None and not self._transport.is_closing():
                # The time during which we did not listen is not the device's silence.
                self.heard = self._loop.time()
                if self.partial_since is not None:
                    self.partial_since = self.heard
                self._transport.resume_reading()

    @property
    def paused(self) -> bool:
        """Whether nothing is read at present."""
        return bool(self._pauses)

    def send(self, data: bytes) -> None:
        """Send an answer, if the device is still there."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)

    def hang_up(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """End the connection after what was written has been sent."""
        if self._transport is not None:
            self._transport.close()
