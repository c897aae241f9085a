"""Traccar: OsmAnd requests (query or JSON body) and the positions of its REST interface."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from .fixes import KNOT, DecodedFixes, FixBuilder, Source, number
from .json_records import MAX_MESSAGE_BYTES, json_records
from .moments import seconds_of

__all__ = ["decode_osmand", "decode_traccar"]

_FALSE = frozenset({"false", "0", "no"})


def decode_osmand(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of OsmAnd requests, one a line: URL, query string or form body; or of the client's JSON bodies.

    Speed is knots in queries and m/s in JSON; times are UTC.
    """
    builder = FixBuilder(source)
    if data.lstrip()[:1] in (b"{", b"["):
        for place, raw, record in json_records(data, builder):
            _json_body(builder, place, raw, record)
        return builder.result()
    for position, line in enumerate(data.split(b"\n"), start=1):
        line = line.strip()
        if not line:
            continue
        if len(line) > MAX_MESSAGE_BYTES:
            builder.log.add(str(position), "too_long", f"{len(line)} bytes", line)
            continue
        _query(builder, str(position), line)
    return builder.result()


def decode_traccar(data: bytes, source: Source, units: Mapping[int, str] | None = None) -> DecodedFixes:
    """Fixes of ``/api/positions``: a list of positions, speed in knots.

    Parameters
    ----------
    units
        Device number → unique id, as ``/api/devices`` tells; without it the number is the unit.
    """
    builder = FixBuilder(source)
    for place, raw, record in json_records(data, builder):
        device = record.get("deviceId")
        known = units.get(device) if units and isinstance(device, int) else None
        builder.add(
            place,
            raw,
            unit_id=known or device,
            seconds=seconds_of(record.get("fixTime") or record.get("deviceTime")),
            lon=record.get("longitude"),
            lat=record.get("latitude"),
            accuracy_m=record.get("accuracy"),
            speed_ms=number(record.get("speed")) * KNOT,
            course_deg=record.get("course"),
            altitude_m=record.get("altitude"),
            # "outdated" repeats an old position because the device had no fix.
            valid=record.get("valid") is not False and record.get("outdated") is not True,
        )
    return builder.result()


def _query(builder: FixBuilder, place: str, line: bytes) -> None:
    try:
        text = line.decode("utf-8")
        query = urlsplit(text).query if "?" in text else text
        fields = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=200))
    except ValueError as error:
        builder.log.add(place, "bad_query", type(error).__name__, line)
        return
    lat, lon = fields.get("lat"), fields.get("lon")
    if lat is None and "," in fields.get("location", ""):
        lat, lon = fields["location"].split(",")[:2]
    moment = fields.get("timestamp")
    seconds = seconds_of(moment)
    if moment is not None and seconds is None:
        builder.log.add(place, "bad_time", moment[:40], line)
        return
    builder.add(
        place,
        line,
        unit_id=fields.get("id", fields.get("deviceid")),
        seconds=seconds,
        lon=lon,
        lat=lat,
        accuracy_m=fields.get("accuracy", fields.get("hacc")),
        speed_ms=number(fields.get("speed")) * KNOT,
        course_deg=fields.get("bearing", fields.get("heading")),
        altitude_m=fields.get("altitude"),
        valid=fields.get("valid", "true").lower() not in _FALSE,
    )


def _json_body(builder: FixBuilder, place: str, raw: bytes, record: dict[str, object]) -> None:
    locations = record.get("location")
    for location in locations if isinstance(locations, list) else [locations]:
        coords = location.get("coords") if isinstance(location, dict) else None
        if not isinstance(location, dict) or not isinstance(coords, dict):
            builder.log.add(place, "no_position", "", raw)
            continue
        builder.add(
            place,
            raw,
            unit_id=record.get("device_id"),
            seconds=seconds_of(location.get("timestamp")),
            lon=coords.get("longitude"),
            lat=coords.get("latitude"),
            accuracy_m=coords.get("accuracy"),
            speed_ms=coords.get("speed"),
            course_deg=coords.get("heading"),
            altitude_m=coords.get("altitude"),
        )
