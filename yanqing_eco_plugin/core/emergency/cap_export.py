"""Writes CAP 1.2 messages."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import shapely

from ..errors import InputError
from .cap import ALLOWED, CapAlert, CapArea, CapInfo

__all__ = ["cap_area", "write_cap"]

_NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_FORBIDDEN = frozenset(" ,<&")


def write_cap(alert: CapAlert) -> bytes:
    """A message as UTF-8 XML; it reads back as it was.

    Raises
    ------
    InputError
        Something that CAP requires is missing or not allowed: an empty identifier or one with blanks, a time without zone,
        a word that is not in `ALLOWED`, characters that XML has not.
    """
    root = Element("alert", {"xmlns": _NAMESPACE})
    for name, value in (("identifier", alert.identifier), ("sender", alert.sender)):
        if not value or _FORBIDDEN.intersection(value):
            raise InputError(
                "The {name} of a warning is one word without comma.", hint="Change “{value}”.", name=name, value=value
            )
        _add(root, name, value)
    _add(root, "sent", _moment(alert.sent))
    for name, value in (("status", alert.status), ("msgType", alert.message_type), ("scope", alert.scope)):
        _add(root, name, _allowed(name, value))
    for name, value in (
        ("restriction", alert.restriction),
        ("addresses", alert.addresses),
        ("note", alert.note),
        ("references", alert.references),
    ):
        _add(root, name, value)
    for info in alert.infos:
        _info(SubElement(root, "info"), info)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")


def cap_area(description: str, shape: shapely.Geometry, geocodes: tuple[tuple[str, str], ...] = ()) -> CapArea:
    """An area of a polygon or multipolygon in WGS-84 degrees; holes are filled, since CAP has none and more is safer.

    Raises `InputError` where there is no polygon.
    """
    polygons = [
        shapely.Polygon(part.exterior)
        for part in shapely.get_parts(shape)
        if isinstance(part, shapely.Polygon) and not part.is_empty
    ]
    if not polygons:
        raise InputError("The area is empty.", hint="Draw an area or use another end-point.")
    return CapArea(description, tuple(polygons), (), geocodes)


def _info(parent: Element, info: CapInfo) -> None:
    if not info.category or not info.event:
        raise InputError("A warning needs a category and an event.", hint="Fill them in.")
    _add(parent, "language", info.language)
    for word in info.category:
        _add(parent, "category", _allowed("category", word))
    _add(parent, "event", info.event)
    for word in info.response_types:
        _add(parent, "responseType", _allowed("responseType", word))
    for name, value in (("urgency", info.urgency), ("severity", info.severity), ("certainty", info.certainty)):
        _add(parent, name, _allowed(name, value))
    for name, moment in (("effective", info.effective), ("onset", info.onset), ("expires", info.expires)):
        _add(parent, name, "" if moment is None else _moment(moment))
    for name, value in (
        ("senderName", info.sender_name),
        ("headline", info.headline),
        ("description", info.description),
        ("instruction", info.instruction),
        ("contact", info.contact),
    ):
        _add(parent, name, value)
    for area in info.areas:
        _area(SubElement(parent, "area"), area)


def _area(parent: Element, area: CapArea) -> None:
    if not area.description:
        raise InputError("An area of a warning needs a name.", hint="Fill it in.")
    _add(parent, "areaDesc", area.description)
    for polygon in area.polygons:
        corners = shapely.get_coordinates(polygon.exterior)
        _add(parent, "polygon", " ".join(f"{lat:.6f},{lon:.6f}" for lon, lat in corners))
    for circle in area.circles:
        _add(parent, "circle", f"{circle.lat:.6f},{circle.lon:.6f} {circle.radius_km:g}")
    for name, value in area.geocodes:
        code = SubElement(parent, "geocode")
        _add(code, "valueName", name)
        _add(code, "value", value)


def _add(parent: Element, name: str, text: str) -> None:
    if not text:
        return
    if any(
        (ord(sign) < 32 and sign not in "\t\n\r") or 0xD800 <= ord(sign) < 0xE000 or sign in "\ufffe\uffff"
        for sign in text
    ):
        raise InputError("“{name}” holds a character that XML has not.", hint="Remove it.", name=name)
    SubElement(parent, name).text = text


def _allowed(name: str, word: str) -> str:
    if word not in ALLOWED[name]:
        raise InputError(
            "“{word}” is no {name} that CAP knows.",
            hint="Choose one of {known}.",
            word=word,
            name=name,
            known=", ".join(ALLOWED[name]),
        )
    return word


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise InputError("A time of the warning has no zone.", hint="Give an aware time.")
    text = moment.isoformat(timespec="seconds")
    # Clause 3.3.2: never Z, and UTC itself is written -00:00.
    return text[:-6] + "-00:00" if moment.utcoffset() == timedelta(0) else text
