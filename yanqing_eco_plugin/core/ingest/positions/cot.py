"""Cursor on Target: XML events, one or several after each other."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ...errors import InputError
from ...safe_xml import local_name, parse_xml
from .fixes import DecodedFixes, FixBuilder, Source, number
from .json_records import MAX_MESSAGE_BYTES
from .moments import seconds_of

__all__ = ["decode_cot"]

_UNKNOWN = 9_999_999.0
_DECLARATION = re.compile(rb"<\?xml[^>]*\?>")


def decode_cot(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of CoT events: WGS-84, ``ce`` is the accuracy, ``track`` has m/s and degrees.

    A fix that the operator wrote down (``how`` h-…) is as good as one of a receiver (m-…). An event that cannot be read is
    rejected and the next one is read.
    """
    builder = FixBuilder(source)
    for position, chunk in enumerate(data.split(b"</event>")[:-1], start=1):
        raw = _DECLARATION.sub(b"", chunk).strip() + b"</event>"
        place = str(position)
        if len(raw) > MAX_MESSAGE_BYTES:
            builder.log.add(place, "too_long", f"{len(raw)} bytes", raw)
            continue
        try:
            event = parse_xml(raw)
        except InputError as error:
            builder.log.add(place, "bad_xml", error.message, raw)
            continue
        point = _child(event, "point")
        if local_name(event) != "event" or point is None:
            builder.log.skip(local_name(event)[:40], 1)
            continue
        detail = _child(event, "detail")
        track = _child(detail, "track") if detail is not None else None
        builder.add(
            place,
            raw,
            unit_id=event.get("uid"),
            seconds=seconds_of(event.get("time")),
            lon=point.get("lon"),
            lat=point.get("lat"),
            accuracy_m=_known(point.get("ce")),
            altitude_m=_known(point.get("hae")),
            speed_ms=track.get("speed") if track is not None else None,
            course_deg=track.get("course") if track is not None else None,
        )
    rest = data.rpartition(b"</event>")[2].strip()
    if rest:
        builder.log.add("end", "truncated", f"{len(rest)} bytes", rest)
    return builder.result()


def _child(parent: Element, name: str) -> Element | None:
    return next((child for child in parent if local_name(child) == name), None)


def _known(text: str | None) -> float | None:
    value = number(text)
    return value if abs(value) < _UNKNOWN else None
