"""Reads CAP messages from outside, without entities and without guessing."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element

import shapely

from ..errors import InputError
from ..safe_xml import parse_xml
from .cap import ALLOWED, CapAlert, CapArea, CapCircle, CapInfo

__all__ = ["read_cap"]

_NAMESPACES = ("urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1")
_LARGEST = 8 * 1024 * 1024


def read_cap(data: bytes) -> CapAlert:
    """A CAP 1.2 (or 1.1) message.

    Raises
    ------
    InputError
        Hostile or broken XML, another namespace, a required element that is missing, a word or a shape the standard does
        not know. Signatures are not checked: who sent it has to be known otherwise.
    """
    root = parse_xml(data, largest=_LARGEST)
    namespace = next((name for name in _NAMESPACES if root.tag == f"{{{name}}}alert"), None)
    if namespace is None:
        raise InputError("This is no CAP 1.2 warning.", hint="Choose another file.", details=str(root.tag)[:200])
    reader = _Reader(f"{{{namespace}}}")
    return CapAlert(
        identifier=reader.required(root, "identifier"),
        sender=reader.required(root, "sender"),
        sent=_moment("sent", reader.required(root, "sent")),
        status=reader.word(root, "status"),
        message_type=reader.word(root, "msgType"),
        scope=reader.word(root, "scope"),
        note=reader.text(root, "note"),
        references=reader.text(root, "references"),
        restriction=reader.text(root, "restriction"),
        addresses=reader.text(root, "addresses"),
        infos=tuple(reader.info(element) for element in reader.each(root, "info")),
    )


class _Reader:
    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def each(self, parent: Element, name: str) -> list[Element]:
        return parent.findall(f"{self.prefix}{name}")

    def text(self, parent: Element, name: str) -> str:
        return (parent.findtext(f"{self.prefix}{name}") or "").strip()

    def required(self, parent: Element, name: str) -> str:
        found = self.text(parent, name)
        if not found:
            raise InputError(
                "The warning has no “{name}”, which CAP requires.", hint="Ask the sender to correct it.", name=name
            )
        return found

    def word(self, parent: Element, name: str) -> str:
        return _known(name, self.required(parent, name))

    def words(self, parent: Element, name: str) -> tuple[str, ...]:
        return tuple(_known(name, (element.text or "").strip()) for element in self.each(parent, name))

    def moment(self, parent: Element, name: str) -> datetime | None:
        found = self.text(parent, name)
        return _moment(name, found) if found else None

    def info(self, element: Element) -> CapInfo:
        self.required(element, "category")
        return CapInfo(
            category=self.words(element, "category"),
            event=self.required(element, "event"),
            urgency=self.word(element, "urgency"),
            severity=self.word(element, "severity"),
            certainty=self.word(element, "certainty"),
            language=self.text(element, "language") or "en-US",
            response_types=self.words(element, "responseType"),
            effective=self.moment(element, "effective"),
            onset=self.moment(element, "onset"),
            expires=self.moment(element, "expires"),
            sender_name=self.text(element, "senderName"),
            headline=self.text(element, "headline"),
            description=self.text(element, "description"),
            instruction=self.text(element, "instruction"),
            contact=self.text(element, "contact"),
            areas=tuple(self.area(area) for area in self.each(element, "area")),
        )

    def area(self, element: Element) -> CapArea:
        codes = [(self.text(code, "valueName"), self.text(code, "value")) for code in self.each(element, "geocode")]
        return CapArea(
            description=self.required(element, "areaDesc"),
            polygons=tuple(_polygon(shape.text or "") for shape in self.each(element, "polygon")),
            circles=tuple(_circle(shape.text or "") for shape in self.each(element, "circle")),
            geocodes=tuple(codes),
        )


def _moment(name: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise InputError(
            "The time “{name}” of the warning is none with a zone.",
            hint="Ask the sender to correct it.",
            name=name,
            details=text[:60],
        )
    return moment


def _known(name: str, word: str) -> str:
    if word not in ALLOWED[name]:
        raise InputError(
            "“{word}” is no {name} that CAP knows.", hint="Ask the sender to correct it.", word=word[:40], name=name
        )
    return word


def _polygon(text: str) -> shapely.Polygon:
    points = [_pair(pair, text) for pair in text.split()]
    if len(points) < 4 or points[0] != points[-1]:
        raise _bad_shape(text)
    return shapely.Polygon(points)


def _circle(text: str) -> CapCircle:
    parts = text.split()
    if len(parts) != 2:
        raise _bad_shape(text)
    lon, lat = _pair(parts[0], text)
    radius = _number(parts[1], text)
    if radius < 0:
        raise _bad_shape(text)
    return CapCircle(lon, lat, radius)


def _pair(text: str, whole: str) -> tuple[float, float]:
    parts = text.split(",")
    if len(parts) != 2:
        raise _bad_shape(whole)
    lat, lon = (_number(part, whole) for part in parts)
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise _bad_shape(whole)
    return lon, lat


def _number(text: str, whole: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise _bad_shape(whole) from None


def _bad_shape(text: str) -> InputError:
    return InputError(
        "An area of the warning is no closed polygon or circle.",
        hint="Ask the sender to correct it.",
        details=text[:200],
    )
