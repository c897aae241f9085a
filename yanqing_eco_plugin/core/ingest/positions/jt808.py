"""JT/T 808, the Chinese vehicle terminal's protocol: location reports, single and in batches."""

from __future__ import annotations

from datetime import UTC, datetime

from .fixes import KMH, DecodedFixes, FixBuilder, Source

__all__ = ["decode_jt808"]

_MARK = b"\x7e"
_LOCATION, _BATCH, _QUERY_ANSWER = 0x0200, 0x0704, 0x0201
_REPORT_BYTES = 28
_HEX = frozenset(b"0123456789abcdefABCDEF \r\n\t")
_POSITIONED, _SOUTH, _WEST = 1 << 1, 1 << 2, 1 << 3
_SPLIT, _VERSION = 1 << 13, 1 << 14


def decode_jt808(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of location reports (0x0200, 0x0201, 0x0704), from the wire or as hexadecimal text with a frame a line.

    JT/T 808-2011, 2013 and 2019: XOR check, escapes, phone number as unit without leading zeros, 1e-6 degrees, 0.1 km/h,
    local time. Frames without a position are counted by their message number; what is damaged is rejected with its reason.
    """
    builder = FixBuilder(source)
    text = bool(data.strip()) and _HEX.issuperset(data)
    for place, raw in _lines(data) if text else _cut(data):
        if text:
            try:
                frame = bytes.fromhex(raw.decode("ascii"))
            except ValueError:
                builder.log.add(place, "bad_hex", "", raw)
                continue
        else:
            frame = raw
        _frame(builder, place, frame)
    return builder.result()


def _lines(data: bytes) -> list[tuple[str, bytes]]:
    return [(str(n), line.strip()) for n, line in enumerate(data.split(b"\n"), start=1) if line.strip()]


def _cut(data: bytes) -> list[tuple[str, bytes]]:
    """Frames of a byte stream: the mark stands at both ends and never inside."""
    found, at = [], 0
    for piece in data.split(_MARK):
        if piece:
            whole = at > 0 and data[at + len(piece) : at + len(piece) + 1] == _MARK
            found.append((f"byte {at}", _MARK + piece + _MARK if whole else piece))
        at += len(piece) + 1
    return found


def _frame(builder: FixBuilder, place: str, frame: bytes) -> None:
    log = builder.log
    if len(frame) < 15 or frame[:1] != _MARK or frame[-1:] != _MARK:
        log.add(place, "truncated" if frame[:1] == _MARK else "start", "", frame)
        return
    content = frame[1:-1].replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")
    check = 0
    for byte in content[:-1]:
        check ^= byte
    if check != content[-1]:
        log.add(place, "checksum", f"{content[-1]:02x} was sent, {check:02x} computed", frame)
        return
    message = int.from_bytes(content[:2], "big")
    properties = int.from_bytes(content[2:4], "big")
    phone = (5, 15) if properties & _VERSION else (4, 10)
    start = phone[1] + 2 + (4 if properties & _SPLIT else 0)
    body = content[start:-1]
    if len(body) != properties & 0x3FF:
        log.add(place, "length", f"{properties & 0x3FF} bytes were announced, {len(body)} came", frame)
        return
    unit = content[phone[0] : phone[1]].hex().lstrip("0") or "0"
    if message == _LOCATION:
        _report(builder, place, frame, unit, body)
    elif message == _QUERY_ANSWER:
        _report(builder, place, frame, unit, body[2:])
    elif message == _BATCH:
        _batch(builder, place, frame, unit, body)
    else:
        log.skip(f"0x{message:04x}", 1)


def _batch(builder: FixBuilder, place: str, frame: bytes, unit: str, body: bytes) -> None:
    announced, at, number = int.from_bytes(body[:2], "big"), 3, 0
    while at + 2 <= len(body):
        length = int.from_bytes(body[at : at + 2], "big")
        number += 1
        report = body[at + 2 : at + 2 + length]
        at += 2 + length
        _report(builder, f"{place}.{number}", frame, unit, report if len(report) == length else b"")
    if number != announced:
        builder.log.add(place, "length", f"{announced} reports were announced, {number} came", frame)


def _report(builder: FixBuilder, place: str, frame: bytes, unit: str, body: bytes) -> None:
    if len(body) < _REPORT_BYTES:
        builder.log.add(place, "truncated", f"{len(body)} bytes of a location report", frame)
        return
    state = int.from_bytes(body[4:8], "big")
    lat, lon = int.from_bytes(body[8:12], "big") / 1e6, int.from_bytes(body[12:16], "big") / 1e6
    seconds = _moment(body[22:28].hex(), builder.source.utc_offset_hours)
    if seconds is None:
        builder.log.add(place, "bad_time", body[22:28].hex(), frame)
        return
    builder.add(
        place,
        frame,
        unit_id=unit,
        seconds=seconds,
        lon=-lon if state & _WEST else lon,
        lat=-lat if state & _SOUTH else lat,
        altitude_m=int.from_bytes(body[16:18], "big", signed=True),
        speed_ms=int.from_bytes(body[18:20], "big") / 10 * KMH,
        course_deg=int.from_bytes(body[20:22], "big"),
        valid=bool(state & _POSITIONED),
    )


def _moment(digits: str, utc_offset_hours: float) -> float | None:
    """UTC seconds of a BCD time ``yymmddhhmmss``."""
    if not digits.isdigit():
        return None
    parts = [int(digits[at : at + 2]) for at in range(0, 12, 2)]
    try:
        local = datetime(2000 + parts[0], *parts[1:], tzinfo=UTC)  # type: ignore[arg-type, misc]
    except ValueError:
        return None
    return local.timestamp() - utc_offset_hours * 3600.0
