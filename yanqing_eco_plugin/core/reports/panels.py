"""Shares out the properties of a chart among its panels: what has one unit and one order of size shares one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..standards import PROPERTIES
from .paper import OFF, ON, PALETTE, WARNING, text_width
from .words import is_switch, property_text, property_title, unit_text, word

__all__ = ["Panel", "Style", "panel_heights", "panels_of", "series_height", "title_room"]

Style = Literal["line", "bars", "switch", "angle"]

# Totals of an interval, which a line between points would misrepresent.
_TOTALS = ("precipitation", "vehicle_count", "vehicle_exceeding")

TITLE_PX = 18
_LANE_PX = 20
_LEAST_PX = 76
TIME_PX = 20
BETWEEN_PX = 8


@dataclass(frozen=True)
class Panel:
    """Properties drawn on one pair of axes, all in one `style`."""

    style: Style
    properties: tuple[str, ...]

    def title_rows(self, language: str, width: float) -> list[list[tuple[str, str]]]:
        """Texts above the panel, row by row, each with its colour (empty: plain ink)."""
        if self.style == "switch":
            states = [("on", ON), ("off", OFF)] + [("unlawful", WARNING)] * ("purifier_on" in self.properties)
            return [[pair for state, colour in states for pair in (("■", colour), (word(state, language), ""))]]
        if len(self.properties) == 1:
            return [[(property_title(self.properties[0], language), "")]]
        unit = unit_text(self.properties[0], language)
        words = [(property_text(name, language), PALETTE[n % len(PALETTE)]) for n, name in enumerate(self.properties)]
        words += [(f"({unit})", "")] * bool(unit)
        rows: list[list[tuple[str, str]]] = [[]]
        for one in words:
            if rows[-1] and sum(text_width(text) + 8 for text, _ in [*rows[-1], one]) > width:
                rows.append([])
            rows[-1].append(one)
        return rows

    def title_height(self, language: str, width: float) -> int:
        """Logical pixels that the texts above the panel need."""
        return TITLE_PX * len(self.title_rows(language, width))

    def least_height(self) -> int:
        """Logical pixels below which the panel cannot be read."""
        return _LANE_PX * len(self.properties) if self.style == "switch" else _LEAST_PX


def panels_of(properties: Sequence[str]) -> list[Panel]:
    """Panels for `properties` in their order: the same unit and precision share one, switches are lanes of one.

    Precision stands for size: total phosphorus would be a flat line beside CODcr, though both are in mg/L. What is given to
    hundredths or finer has axes of its own.
    """
    groups: dict[tuple[Style, str, int], list[str]] = {}
    for name in dict.fromkeys(properties):
        one = PROPERTIES[name]
        style: Style = "line"
        if is_switch(name):
            style = "switch"
        elif one.circular:
            style = "angle"
        elif name in _TOTALS:
            style = "bars"
        alone = not one.unit or one.decimals > 1
        key = (style, "", 0) if style == "switch" else (style, name if alone else one.unit, one.decimals)
        groups.setdefault(key, []).append(name)
    return [Panel(key[0], tuple(names)) for key, names in groups.items()]


def panel_heights(panels: Sequence[Panel], room: float) -> list[float]:
    """Heights of `panels` that share `room` logical pixels: lanes of switches stay thin, the others take the rest."""
    fixed = sum(panel.least_height() for panel in panels if panel.style == "switch")
    growing = sum(panel.style != "switch" for panel in panels)
    if not growing:
        return [max(panel.least_height(), min(room, 2.0 * panel.least_height())) for panel in panels]
    share = (room - fixed) / growing
    return [panel.least_height() if panel.style == "switch" else max(panel.least_height(), share) for panel in panels]


def title_room(width: float) -> float:
    """Logical pixels for titles in a chart `width` wide, before the figures of its value axes are known."""
    return width - 60.0


def series_height(properties: Sequence[str], language: str, width: int) -> int:
    """Least height (logical pixels) of a chart of `properties` that is `width` pixels wide."""
    room, panels = title_room(width), panels_of(properties)
    own = sum(panel.least_height() + panel.title_height(language, room) + BETWEEN_PX for panel in panels)
    return own + TIME_PX + 2
