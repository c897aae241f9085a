"""NMEA 0183 sentences RMC and GGA."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from .fixes import KNOT, DecodedFixes, FixBuilder, Source, number

__all__ = ["decode_nmea"]

_LONGEST = 120  # the book says 82, receivers send more
# Metres of error per unit of dilution of an ordinary receiver.
_METRES_PER_HDOP = 5.0
_HALF_DAY = 43_200


def decode_nmea(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of RMC and GGA; the unit is the source's.

    Every line needs its checksum. RMC has the date; a GGA of the same second adds altitude and accuracy (5 m × HDOP). A GGA
    on its own takes the date of the RMC before it or of the receipt, whichever day brings it nearest. Fixes marked void are
    kept as not valid. Other sentences are counted.
    """
    builder = FixBuilder(source)
    last: float | None = None if source.received is None else source.received.timestamp()
    pending: dict[str, object] | None = None

    def flush() -> None:
        nonlocal pending
        if pending is not None:
            builder.add(**pending)  # type: ignore[arg-type]
        pending = None

    for position, line in enumerate(data.split(b"\n"), start=1):
        line = line.strip()
        if not line:
            continue
        place = str(position)
        fields, wrong = _fields(line)
        if wrong:
            builder.log.add(place, wrong, "", line)
            continue
        kind = fields[0][2:]
        if kind not in ("RMC", "GGA"):
            builder.log.skip(fields[0][:10], 1)
            continue
        fix = _rmc(fields) if kind == "RMC" else _gga(fields, last)
        if fix is None:
            builder.log.add(place, "bad_sentence" if kind == "RMC" or last is not None else "no_date", "", line)
            continue
        if fix["lat"] is None and not fix["valid"]:
            builder.log.skip(f"{kind} without fix", 1)
            continue
        seconds = fix["seconds"]
        last = seconds if isinstance(seconds, float) else last
        if pending is not None and pending["seconds"] == seconds and pending["kind"] != kind:
            pending.update({name: value for name, value in fix.items() if pending.get(name) is None})
            pending["valid"] = bool(pending["valid"]) and bool(fix["valid"])
            del pending["kind"]
            flush()
            continue
        if pending is not None:
            del pending["kind"]
            flush()
        pending = {"place": place, "raw": line, "unit_id": source.unit_id, "kind": kind, **fix}
    if pending is not None:
        del pending["kind"]
    flush()
    return builder.result()


def _fields(line: bytes) -> tuple[list[str], str]:
    """Fields of a sentence without its checksum; else the reason why it is none."""
    if line[:1] not in (b"$", b"!") or len(line) > _LONGEST:
        return [], "start" if line[:1] not in (b"$", b"!") else "too_long"
    body, star, digits = line[1:].partition(b"*")
    if not star or len(digits) != 2:
        return [], "truncated"
    computed = 0
    for byte in body:
        computed ^= byte
    try:
        if computed != int(digits.decode("ascii"), 16):
            return [], "checksum"
        return body.decode("ascii").split(","), ""
    except ValueError:
        return [], "checksum"


def _rmc(fields: list[str]) -> dict[str, object] | None:
    if len(fields) < 10:
        return None
    day = _day(fields[9])
    clock = _clock(fields[1])
    valid = fields[2] == "A"
    if day is None or clock is None:
        return None if valid else {"seconds": None, "lat": None, "valid": False}
    return {
        "seconds": day + clock,
        "lat": _degrees(fields[3], fields[4], "S"),
        "lon": _degrees(fields[5], fields[6], "W"),
        "speed_ms": number(fields[7]) * KNOT if fields[7] else None,
        "course_deg": fields[8] or None,
        "valid": valid,
    }


def _gga(fields: list[str], last: float | None) -> dict[str, object] | None:
    if len(fields) < 10:
        return None
    valid = fields[6] not in ("", "0")
    clock = _clock(fields[1])
    if clock is None or last is None:
        return None if valid else {"seconds": None, "lat": None, "valid": False}
    seconds = last - last % 86_400 + clock
    if seconds - last > _HALF_DAY:
        seconds -= 86_400
    elif last - seconds > _HALF_DAY:
        seconds += 86_400
    dilution = number(fields[8])
    return {
        "seconds": seconds,
        "lat": _degrees(fields[2], fields[3], "S"),
        "lon": _degrees(fields[4], fields[5], "W"),
        "altitude_m": fields[9] or None,
        "accuracy_m": None if math.isnan(dilution) else dilution * _METRES_PER_HDOP,
        "valid": valid,
    }


def _degrees(text: str, side: str, negative: str) -> float | None:
    """Degrees of ``ddmm.mmm``."""
    value = number(text)
    if math.isnan(value) or value < 0 or value % 100 >= 60:
        return None
    degrees = value // 100 + value % 100 / 60
    return -degrees if side == negative else degrees


def _clock(text: str) -> float | None:
    """Seconds of the day of ``hhmmss.ss``."""
    if len(text) < 6 or not (text.isascii() and text[:6].isdigit()):
        return None
    seconds = number(text[4:])
    hour, minute = int(text[:2]), int(text[2:4])
    if hour > 23 or minute > 59 or math.isnan(seconds) or not 0 <= seconds < 61:
        return None
    return hour * 3600.0 + minute * 60.0 + seconds


def _day(text: str) -> float | None:
    """Seconds of ``ddmmyy``; years from 80 on are of the last century."""
    if len(text) != 6 or not (text.isascii() and text.isdigit()):
        return None
    year = int(text[4:])
    try:
        day = datetime(year + (1900 if year >= 80 else 2000), int(text[2:4]), int(text[:2]), tzinfo=UTC)
    except ValueError:
        return None
    return (day - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)
