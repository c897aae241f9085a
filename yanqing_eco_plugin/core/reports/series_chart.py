"""Draws what one station measured over time, with limits, gaps and flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..standards import PROPERTIES
from .fonts import chart_font
from .heading import Heading, draw_heading
from .limit_lines import LimitLine, draw_limits
from .panels import BETWEEN_PX, TIME_PX, TITLE_PX, Panel, panel_heights, panels_of, title_room
from .paper import DPI, INK, MOMENT, MUTED, PALETTE, WARNING, new_figure, new_panel, plain_style, text_width, write
from .series_styles import draw_trace
from .time_axis import TimeAxis
from .traces import Trace, traces
from .value_axis import compass_ticks, tick_texts, value_range, value_ticks
from .words import property_text, word

__all__ = ["series_chart"]

_RIGHT_PX = 10


@dataclass(frozen=True)
class _Scale:
    """Value axis of one panel: its range and its labelled figures."""

    low: float
    high: float
    places: list[float]
    texts: list[str]


def series_chart(
    frame: pd.DataFrame,
    properties: Sequence[str],
    *,
    start: datetime,
    end: datetime,
    width: int = 640,
    height: int = 400,
    ratio: float = 1.0,
    limits: Sequence[LimitLine] = (),
    moment: datetime | None = None,
    heading: Heading | None = None,
    language: str = "zh",
    utc_offset_hours: float = 8.0,
) -> Figure:
    """Chart of one station's observations.

    Properties with the same unit and precision share a panel; others have axes of their own below each other. Lines break at
    gaps and at values that do not count; what is flagged is marked with a cross; switches are bands; totals are bars over
    their interval; angles are dots.

    Parameters
    ----------
    frame
        Observation frame of one station (see `DataCentre`); rows outside the span are not drawn.
    properties
        What is drawn, in order; those without records keep an empty place that says so.
    start, end
        UTC instants of the span.
    width, height
        Size in logical pixels; `ratio` device pixels to each.
    limits
        Limit lines; those of properties that are not drawn are left out.
    moment
        A UTC instant that is marked.
    heading
        Texts around the chart, for one that leaves the window.
    language
        ``zh`` or ``en``.
    utc_offset_hours
        Local time of the axis minus UTC.

    Returns
    -------
    Figure
        One pair of axes a panel, from the top; each has the names of its properties as ``gid`` (space between).
    """
    axis = TimeAxis(start, end, utc_offset_hours)
    inside = frame[(frame["time"] > pd.Timestamp(start)) & (frame["time"] <= pd.Timestamp(end))]
    with plain_style():
        figure = new_figure(width, height, ratio=ratio)
        if heading is not None:
            draw_heading(figure, heading)
        panels = panels_of(properties)
        drawn = {trace.name: trace for trace in traces(inside, properties, axis)}
        top = float(heading.above if heading else 2)
        titles = [panel.title_height(language, title_room(width)) for panel in panels]
        room = height - top - (heading.below if heading else 0) - sum(titles) - BETWEEN_PX * len(panels) - TIME_PX
        heights = panel_heights(panels, room)
        scales = [_scale(panel, drawn, limits, high, language) for panel, high in zip(panels, heights)]
        left = 8 + max([20.0, *(text_width(text) for scale in scales for text in scale.texts)])
        wide = width - left - _RIGHT_PX
        for number, (panel, scale) in enumerate(zip(panels, scales)):
            top += titles[number]
            axes = new_panel(figure, left, top, wide, heights[number])
            axis.dress(axes, wide, labels=number == len(panels) - 1)
            _dress_values(axes, scale)
            _draw_panel(axes, panel, drawn, axis, limits, language)
            _write_titles(axes, panel, heights[number], title_room(width), language)
            if moment is not None and start <= moment <= end:
                axes.axvline(axis.position(moment), color=MOMENT, linewidth=1.4, zorder=5, gid="moment")
            top += heights[number] + BETWEEN_PX
        if any((~trace.valid).any() for trace in drawn.values()):
            _explain_crosses(figure, wide + left, language)
        return figure


def _scale(panel: Panel, drawn: dict[str, Trace], limits: Sequence[LimitLine], height: float, language: str) -> _Scale:
    if panel.style == "switch":
        lanes = len(panel.properties)
        places = [lanes - 1.0 - lane for lane in range(lanes)]
        return _Scale(-0.5, lanes - 0.5, places, [property_text(name, language) for name in panel.properties])
    if panel.style == "angle":
        return _Scale(-10.0, 370.0, *compass_ticks(language))
    values = np.concatenate([drawn[name].values for name in panel.properties])
    lines = [limit.value for limit in limits if limit.property in panel.properties]
    amounts = panel.style == "bars" or all("g/" in PROPERTIES[name].unit for name in panel.properties)
    least = 6.0 * 10.0 ** -PROPERTIES[panel.properties[0]].decimals
    low, high = value_range(values, lines, height=height, from_zero=amounts, least=least)
    low = max(low, min(PROPERTIES[name].minimum for name in panel.properties))
    places = value_ticks(low, high, height)
    return _Scale(low, high, places, tick_texts(places))


def _dress_values(axes: Axes, scale: _Scale) -> None:
    axes.set_ylim(scale.low, scale.high)
    axes.set_yticks(scale.places)
    axes.set_yticklabels(scale.texts, fontproperties=chart_font())


def _draw_panel(
    axes: Axes, panel: Panel, drawn: dict[str, Trace], axis: TimeAxis, limits: Sequence[LimitLine], language: str
) -> None:
    axes.set_gid(" ".join(panel.properties))
    draw_trace(axes, panel, drawn)
    here = [limit for limit in limits if limit.property in panel.properties]
    several = len(panel.properties) > 1
    colours = [PALETTE[panel.properties.index(one.property) % len(PALETTE)] if several else WARNING for one in here]
    texts = [
        " ".join(filter(None, [property_text(one.property, language) if several else "", one.label, f"{one.value:g}"]))
        for one in here
    ]
    draw_limits(axes, here, axis, colours, texts)
    if not any(len(drawn[name]) for name in panel.properties):
        write(
            axes, 0.5, 0.5, word("no_data", language), color=MUTED, transform=axes.transAxes, ha="center", va="center"
        )


def _write_titles(axes: Axes, panel: Panel, height: float, room: float, language: str) -> None:
    rows = panel.title_rows(language, room)
    width = axes.get_position().width * axes.figure.get_size_inches()[0] * DPI
    for number, row in enumerate(rows):
        x = 0.0
        y = 1 + (5 + TITLE_PX * (len(rows) - 1 - number)) / height
        for text, colour in row:
            style: dict[str, Any] = {"bold": panel.style != "switch", "color": colour or INK, "gid": "title"}
            write(axes, x / width, y, text, transform=axes.transAxes, **style)
            x += text_width(text) + 8


def _explain_crosses(figure: Figure, right: float, language: str) -> None:
    """Say once what the crosses are: beside the first title that leaves room for it."""
    height = figure.get_size_inches()[1] * DPI
    text = f"× {word('flagged', language)}"
    for axes in figure.axes:
        titles = [one for one in axes.texts if one.get_gid() == "title"]
        taken = sum(text_width(one.get_text()) + 8 for one in titles)
        box = axes.get_position()
        if titles and taken + text_width(text, 7) < box.width * figure.get_size_inches()[0] * DPI:
            x = right / (figure.get_size_inches()[0] * DPI)
            write(figure, x, box.y1 + 5 / height, text, size=7, color=MUTED, ha="right", gid="explanation")
            return
