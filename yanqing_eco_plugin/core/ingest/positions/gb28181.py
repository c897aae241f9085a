"""GB/T 28181: MobilePosition notifications of body cameras and vehicle cameras."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ...errors import InputError
from ...safe_xml import local_name, parse_xml
from .fixes import KMH, DecodedFixes, FixBuilder, Source, number
from .json_records import MAX_MESSAGE_BYTES
from .moments import seconds_of

__all__ = ["decode_gb28181"]

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")


def decode_gb28181(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of ``Notify`` messages with ``CmdType`` MobilePosition, with or without the SIP head before them.

    The unit is the 20-digit device number, time is local, speed km/h, direction from north. The text is UTF-8 or GB 18030
    whatever the declaration says. Other commands are counted.
    """
    builder = FixBuilder(source)
    for position, chunk in enumerate(data.split(b"</Notify>")[:-1], start=1):
        place, raw = str(position), chunk + b"</Notify>"
        if len(raw) > MAX_MESSAGE_BYTES:
            builder.log.add(place, "too_long", f"{len(raw)} bytes", raw)
            continue
        try:
            # The parser knows neither GB2312 nor GB18030, which the declaration names.
            text = _DECLARATION.sub("", _decoded(raw))
            root = parse_xml(text[max(text.find("<"), 0) :])
        except UnicodeDecodeError:
            builder.log.add(place, "encoding", "", raw)
            continue
        except InputError as error:
            builder.log.add(place, "bad_xml", error.message, raw)
            continue
        _notify(builder, place, raw, root)
    rest = data.rpartition(b"</Notify>")[2].strip()
    if rest:
        builder.log.add("end", "truncated", f"{len(rest)} bytes", rest)
    return builder.result()


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _notify(builder: FixBuilder, place: str, raw: bytes, root: Element) -> None:
    told = {local_name(child): (child.text or "").strip() for child in root}
    if told.get("CmdType") != "MobilePosition":
        builder.log.skip(told.get("CmdType", local_name(root))[:40], 1)
        return
    moment = told.get("Time")
    if moment and seconds_of(moment, builder.source.utc_offset_hours) is None:
        builder.log.add(place, "bad_time", moment[:40], raw)
        return
    builder.add(
        place,
        raw,
        unit_id=told.get("DeviceID"),
        seconds=seconds_of(moment, builder.source.utc_offset_hours) if moment else None,
        lon=told.get("Longitude"),
        lat=told.get("Latitude"),
        speed_ms=number(told.get("Speed")) * KMH,
        course_deg=told.get("Direction"),
        altitude_m=told.get("Altitude"),
    )
