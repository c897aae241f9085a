"""What a station's calendar can show: its index or class, or one property."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..standards.kind_rules import kind_rules
from .words import is_switch, property_text, unit_text, word

__all__ = ["CalendarTopic", "calendar_topics"]


@dataclass(frozen=True)
class CalendarTopic:
    """One way to colour the days.

    Attributes
    ----------
    name
        ``index`` (air quality index), ``state`` (the kind's own scheme over all properties), ``ld`` and ``ln`` (noise of day
        and night), or a property.
    properties
        What must be read for it.
    """

    name: str
    properties: tuple[str, ...]

    def label(self, language: str) -> str:
        """What users read."""
        if self.name in ("index", "state", "ld", "ln"):
            return word(f"topic_{self.name}", language)
        # Days of ozone are judged by the highest running mean of 8 hours.
        return property_text("o3_8h" if self.name == "o3" else self.name, language)

    def unit(self, language: str) -> str:
        """Unit of its values; empty for an index or a class."""
        if self.name in ("index", "state"):
            return ""
        return unit_text("leq" if self.name in ("ld", "ln") else self.name, language)


def calendar_topics(kind: str, measured: Sequence[str]) -> list[CalendarTopic]:
    """Topics for a station of `kind` that measures `measured`, the most telling one first."""
    rule = kind_rules().get(kind)
    schemes = rule.schemes if rule is not None else ()
    singles = [CalendarTopic(name, (name,)) for name in measured if not is_switch(name) and name != "leq"]
    if "leq" in measured:
        singles += [CalendarTopic("ld", ("leq",)), CalendarTopic("ln", ("leq",))]
    if len(measured) < 2:
        return singles
    if kind == "scenic":
        # These stations stand for their negative oxygen ions; the index of their particles comes second.
        singles.sort(key=lambda topic: topic.name != "negative_ions")
        return [*singles[:1], CalendarTopic("index", tuple(measured)), *singles[1:]]
    if "aqi" in schemes:
        return [CalendarTopic("index", tuple(measured)), *singles]
    if schemes:
        return [CalendarTopic("state", tuple(measured)), *singles]
    return singles
