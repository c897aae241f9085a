"""Writes HJ 212 frames: answers to devices, and what the simulator sends."""

from __future__ import annotations

from collections.abc import Mapping

from .crc import crc
from .parse import MAX_SEGMENT

__all__ = ["build_frame"]

_FORBIDDEN = frozenset(";=,&#\r\n")


def build_frame(
    *,
    mn: str,
    cn: str,
    st: str = "91",
    pw: str = "123456",
    qn: str | None = None,
    flag: int | None = 4,
    fields: Mapping[str, str] | None = None,
    factors: Mapping[str, Mapping[str, str]] | None = None,
) -> bytes:
    """A frame as it goes on the wire, with CR LF.

    Parameters
    ----------
    mn, cn, st, pw, qn, flag
        The header; None leaves `qn` or `flag` out. The password is the device's own, sent in clear by the protocol.
    fields
        What ``CP`` carries beside factors, e.g. ``{"DataTime": "20260301120000"}``.
    factors
        Factor code → field → text, e.g. ``{"a34004": {"Rtd": "35", "Flag": "N"}}``.

    Raises
    ------
    ValueError
        A text holds a character that has a meaning in the protocol, or the segment is longer than four digits can say.
    """
    head = (("QN", qn), ("ST", st), ("CN", cn), ("PW", pw), ("MN", mn), ("Flag", None if flag is None else str(flag)))
    groups = [f"{name}={_plain(value)}" for name, value in (fields or {}).items()]
    groups += [
        ",".join(f"{_plain(code)}-{_plain(name)}={_plain(value)}" for name, value in values.items())
        for code, values in (factors or {}).items()
    ]
    text = "".join(f"{name}={_plain(value)};" for name, value in head if value is not None)
    segment = f"{text}CP=&&{';'.join(groups)}&&".encode("gb18030")
    if len(segment) > MAX_SEGMENT:
        raise ValueError(f"the data segment has {len(segment)} bytes, {MAX_SEGMENT} at most can be sent")
    return b"##%04d%s%04X\r\n" % (len(segment), segment, crc(segment))


def _plain(text: str) -> str:
    if _FORBIDDEN.intersection(text):
        raise ValueError(f"{text!r} holds a character that has a meaning in HJ 212")
    return text
