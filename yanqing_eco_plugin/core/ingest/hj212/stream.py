"""Finds HJ 212 frames in whatever a socket delivers."""

from __future__ import annotations

from dataclasses import dataclass

from .frame import Frame, FrameError, Header
from .parse import SEGMENT_START, parse_frame

__all__ = ["FrameStream", "Rubbish"]


@dataclass(frozen=True)
class Rubbish:
    """Bytes that are no frame, with the reason they were not taken (see `FrameError`).

    Attributes
    ----------
    header
        Of a whole frame whose content cannot be used; it can be answered.
    fault
        What the decoder did not foresee (reason ``undecodable``).
    """

    raw: bytes
    reason: str
    offset: int
    header: Header | None = None
    fault: Exception | None = None


class FrameStream:
    """Cuts a byte stream into frames.

    After rubbish it goes on at the next ``##`` with four digits, also when that lies inside a frame whose length was wrong. It
    never holds more than one frame of the longest length.
    """

    def __init__(self) -> None:
        self._buffer = b""

    def feed(self, data: bytes) -> list[tuple[bytes, Frame] | Rubbish]:
        """Take what arrived; gives complete frames with their raw bytes, and rubbish, in the order of the stream."""
        found: list[tuple[bytes, Frame] | Rubbish] = []
        buffer = self._buffer + data
        at = 0
        while True:
            start = _next_start(buffer, at, len(buffer))
            if buffer[at:start].strip(b"\r\n"):
                found.append(Rubbish(buffer[at:start], "start", 0))
            at = start
            if len(buffer) - at < SEGMENT_START:
                break
            end = at + SEGMENT_START + int(buffer[at + 2 : at + SEGMENT_START]) + 4
            if len(buffer) < end:
                break
            raw = buffer[at:end]
            fault: Exception | None = None
            try:
                found.append((raw, parse_frame(raw)))
                at = end
                continue
            except FrameError as error:
                refused = error
            except Exception as error:  # noqa: BLE001 - it costs this frame, not the stream and what else is in it
                refused, fault = FrameError("undecodable", 0), error
            # The length itself may be wrong: a frame that starts inside this one must not be lost.
            inner = _next_start(buffer, at + 2, end)
            header = refused.header if inner == end else None
            found.append(Rubbish(buffer[at:inner], refused.reason, refused.offset, header, fault))
            at = inner
        self._buffer = buffer[at:]
        return found

    def flush(self) -> list[Rubbish]:
        """The connection ended: what is left was cut off."""
        left, self._buffer = self._buffer, b""
        return [Rubbish(left, "truncated", len(left))] if left.strip(b"\r\n") else []

    @property
    def pending(self) -> int:
        """Bytes held back, at most `10013`."""
        return len(self._buffer)


def _next_start(buffer: bytes, at: int, end: int) -> int:
    """Where the next frame starts before `end`, or may start once more bytes are there; `end` if nowhere."""
    while True:
        at = buffer.find(b"#", at, end)
        if at < 0:
            return end
        head = buffer[at : min(at + SEGMENT_START, end)]
        if head[:2] in (b"#", b"##") and (not head[2:] or head[2:].isdigit()):
            return at
        at += 1
