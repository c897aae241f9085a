"""GPX files, version 1.0 and 1.1."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from ...errors import InputError
from ...safe_xml import local_name, parse_xml
from .fixes import DecodedFixes, FixBuilder, Source
from .moments import seconds_of

__all__ = ["decode_gpx"]


def decode_gpx(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of the track points; times are UTC, speed m/s.

    Waypoints and routes are plans, not positions, and are counted. A track point without time is rejected: where it lies on
    the track is known, when it was there is not.

    Raises
    ------
    InputError
        It is no GPX, or hostile XML.
    """
    builder = FixBuilder(source)
    root = parse_xml(data)
    if local_name(root) != "gpx":
        raise InputError("This is no GPX file.", hint="Choose the right format.", details=local_name(root)[:40])
    position = 0
    for number_of_track, track in enumerate((e for e in root if local_name(e) == "trk"), start=1):
        name = next((e.text for e in track if local_name(e) == "name"), None)
        unit = source.unit_id or name or f"track {number_of_track}"
        for point in track.iter():
            if local_name(point) != "trkpt":
                continue
            position += 1
            told = _told(point)
            moment = told.get("time")
            if not moment:
                builder.log.add(f"trkpt {position}", "no_time", "", _raw(point))
                continue
            builder.add(
                f"trkpt {position}",
                _raw(point),
                unit_id=unit,
                seconds=seconds_of(moment),
                lon=point.get("lon"),
                lat=point.get("lat"),
                altitude_m=told.get("ele"),
                speed_ms=told.get("speed"),
                course_deg=told.get("course"),
            )
    for kind in ("wpt", "rte"):
        builder.log.skip(kind, sum(1 for e in root if local_name(e) == kind))
    return builder.result()


def _told(point: Element) -> dict[str, str]:
    """Text of the elements below a point by their name; its own children win over extensions."""
    found: dict[str, str] = {}
    for element in (*point, *point.iter()):
        if element.text and element.text.strip():
            found.setdefault(local_name(element), element.text.strip())
    return found


def _raw(point: Element) -> bytes:
    return tostring(point, encoding="utf-8")[:400]
