"""Limit lines of a chart: where they hold, where they are drawn and what is written on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation, Transform

from .paper import DPI, write
from .time_axis import TimeAxis

__all__ = ["LimitLine", "draw_limits"]

_ROOM_PX = 12.0


@dataclass(frozen=True)
class LimitLine:
    """One limit of one property.

    Attributes
    ----------
    property, value
        What is limited, and to how much, in the property's unit.
    label
        What the line says, without the value.
    start, end
        UTC instants between which the limit is in force; None = open.
    hours
        Local hours of the day (from, until) in which it holds, such as (22, 6); None = all day.
    """

    property: str
    value: float
    label: str
    start: datetime | None = None
    end: datetime | None = None
    hours: tuple[int, int] | None = None

    def spans(self, axis: TimeAxis) -> list[tuple[float, float]]:
        """Stretches of the time axis (local days) in which the limit holds."""
        low = axis.position(max(self.start, axis.start) if self.start else axis.start)
        high = axis.position(min(self.end, axis.end) if self.end else axis.end)
        if low >= high:
            return []
        if self.hours is None:
            return [(low, high)]
        first, until = self.hours
        length = ((until - first) % 24 or 24) / 24.0
        begins = np.arange(np.floor(low) - 1, np.ceil(high) + 1) + first / 24.0
        cut = [(max(low, float(begin)), min(high, float(begin) + length)) for begin in begins]
        return [(begin, end) for begin, end in cut if begin < end]


def draw_limits(
    axes: Axes, limits: Sequence[LimitLine], axis: TimeAxis, colours: Sequence[str], texts: Sequence[str]
) -> None:
    """Draw dashed lines with their `texts`; those outside the axes' value range become a note at the upper edge."""
    low, high = axes.get_ylim()
    height = axes.get_position().height * axes.figure.get_size_inches()[1] * DPI
    above: list[tuple[str, str]] = []
    taken: list[float] = []
    for limit, colour, text in sorted(zip(limits, colours, texts, strict=True), key=lambda one: one[0].value):
        spans = limit.spans(axis)
        if not spans:
            continue
        if not low <= limit.value <= high:
            above.append((f"{text} {'↑' if limit.value > high else '↓'}", colour))
            continue
        for begin, end in spans:
            axes.plot(
                [begin, end], [limit.value] * 2, color=colour, linewidth=1.0, dashes=(4, 2), zorder=2.5, gid="limit"
            )
        place = (limit.value - low) / (high - low) * height
        # Two limits close to each other write at opposite ends of their lines.
        crowded = bool(taken) and place - taken[-1] < _ROOM_PX
        taken.append(place)
        edge, side = (spans[0][0], "left") if crowded else (spans[-1][1], "right")
        _note(axes, text, colour, (edge, limit.value), side, axes.transData, lift=2.0)
    for row, (text, colour) in enumerate(above):
        _note(axes, text, colour, (0.0, 1.0), "left", axes.transAxes, lift=-10.0 - 11.0 * row)


def _note(
    axes: Axes, text: str, colour: str, place: tuple[float, float], side: str, transform: Transform, *, lift: float
) -> None:
    # Moved by logical pixels whatever the resolution, so that the text never touches its line.
    shift = ScaledTranslation((1.5 if side == "left" else -1.5) / DPI, lift / DPI, axes.figure.dpi_scale_trans)
    note = write(axes, *place, text, size=7, color=colour, ha=side, va="bottom", zorder=6, gid="limit label")
    note.set_transform(transform + shift)
    note.set_path_effects([patheffects.withStroke(linewidth=2.5, foreground="white")])
