"""OwnTracks messages: JSON objects, one a line or in a list."""

from __future__ import annotations

from .fixes import KMH, DecodedFixes, FixBuilder, Source, number
from .json_records import json_records
from .moments import seconds_of

__all__ = ["decode_owntracks"]


def decode_owntracks(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of ``location`` messages; speed is km/h, the unit is user/device of the topic, else ``tid``.

    Other messages (``transition``, ``waypoint``, ``lwt`` …) are counted. Raises `InputError` for a payload too large to be one.
    """
    builder = FixBuilder(source)
    for place, raw, record in json_records(data, builder):
        kind = record.get("_type")
        if kind != "location":
            builder.log.skip(str(kind)[:40], 1)
            continue
        builder.add(
            place,
            raw,
            unit_id=_unit(record, source),
            seconds=seconds_of(record.get("tst")),
            lon=record.get("lon"),
            lat=record.get("lat"),
            accuracy_m=record.get("acc"),
            speed_ms=number(record.get("vel")) * KMH,
            course_deg=record.get("cog"),
            altitude_m=record.get("alt"),
        )
    return builder.result()


def _unit(record: dict[str, object], source: Source) -> object:
    topic = record.get("topic")
    for text in (topic if isinstance(topic, str) else "", source.name):
        parts = text.split("/")
        if len(parts) >= 3 and parts[0] == "owntracks":
            return f"{parts[1]}/{parts[2]}"
    return source.unit_id or record.get("tid")
