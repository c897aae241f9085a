"""Draws months of days, each in the colour of its level: a year's story at a glance."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .heading import Heading, draw_heading
from .paper import DPI, GRID, INK, MUTED, new_figure, new_panel, plain_style, text_width, write
from .words import word

__all__ = ["LegendEntry", "calendar_chart", "calendar_height", "day_at", "months_between"]

_TITLE_PX = 22
_WEEK_PX = 15
_LEAST_PX = 26
_GAP_PX = 14
_LEGEND_PX = 18
_MARGIN_PX = 8
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Least width of a month with its figures; of more than a quarter of a year only the colours are shown.
_MONTH_PX, _SMALL_PX = 300, 100
_MOST_WITH_FIGURES = 3


@dataclass(frozen=True)
class LegendEntry:
    """A colour and what it stands for."""

    label: str
    colour: str


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    """Year and month of every month that a span of days touches."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [((first.year * 12 + first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count)]


def calendar_height(months: int, language: str, width: int, legend: Sequence[LegendEntry] = ()) -> int:
    """Least height (logical pixels) of a calendar `width` pixels wide."""
    columns = _columns(months, width)
    rows = -(-months // columns)
    day = _LEAST_PX if months <= _MOST_WITH_FIGURES else width / columns / 7.6
    return round(rows * (_TITLE_PX + _WEEK_PX + 6 * day + _GAP_PX)) + _LEGEND_PX * len(_legend_rows(legend, width)) + 8


def calendar_chart(
    days: pd.DataFrame,
    months: Sequence[tuple[int, int]],
    *,
    width: int = 340,
    height: int = 280,
    ratio: float = 1.0,
    legend: Sequence[LegendEntry] = (),
    heading: Heading | None = None,
    language: str = "zh",
) -> Figure:
    """Calendar of daily values.

    Parameters
    ----------
    days
        Index: local dates. Columns ``text`` (what is written in the day, empty for nothing), ``colour`` (``#rrggbb`` or
        empty) and ``is_valid``. Days that are not valid are hatched; days that are missing stay blank.
    months
        (year, month) of each block, in order.
    width, height, ratio
        Size in logical pixels; `ratio` device pixels to each.
    legend
        Colours explained below the months.
    heading
        Texts around the chart, for one that leaves the window.
    language
        ``zh`` or ``en``.

    Returns
    -------
    Figure
        One pair of axes a month, its ``gid`` is ``month YYYY-MM``; a day's rectangle has its ISO date as ``gid``.
    """
    with plain_style():
        figure = new_figure(width, height, ratio=ratio)
        if heading is not None:
            draw_heading(figure, heading)
        top = float(heading.above if heading else 0)
        legend_rows = _legend_rows(legend, width)
        foot = (heading.below if heading else 0) + _LEGEND_PX * len(legend_rows) + 8
        columns = _columns(len(months), width)
        wide = (width - 2 * _MARGIN_PX - _GAP_PX * (columns - 1)) / columns
        high = (height - top - foot) / max(-(-len(months) // columns), 1)
        known = {_as_date(day): row for day, row in zip(days.index, days.itertuples(index=False))}
        for number, (year, month) in enumerate(months):
            row, column = divmod(number, columns)
            left = _MARGIN_PX + column * (wide + _GAP_PX)
            above = top + row * high + _TITLE_PX + _WEEK_PX
            axes = new_panel(figure, left, above, wide, high - _TITLE_PX - _WEEK_PX - _GAP_PX, bare=True)
            _draw_month(axes, year, month, known, language, small=len(months) > _MOST_WITH_FIGURES)
        _draw_legend(figure, legend_rows, foot - 4)
        return figure


def day_at(axes: Axes, x: float, y: float) -> date | None:
    """The day at data coordinates of a month's axes; None outside the month."""
    year, month = (int(part) for part in str(axes.get_gid()).removeprefix("month ").split("-"))
    first, length = calendar.monthrange(year, month)
    number = int(y // 1) * 7 + int(x // 1) - first + 1
    inside = 0 <= x < 7 and y >= 0 and 1 <= number <= length
    return date(year, month, number) if inside else None


def _draw_month(axes: Axes, year: int, month: int, known: Mapping[date, Any], language: str, *, small: bool) -> None:
    axes.set_gid(f"month {year}-{month:02d}")
    axes.set_xlim(0, 7)
    axes.set_ylim(6, 0)
    height = axes.get_position().height * axes.figure.get_size_inches()[1] * DPI
    title = word("month", language).format(year=year, month=month, name=_MONTHS[month - 1])
    write(axes, 0, 1 + (_WEEK_PX + 4) / height, title, size=9, bold=True, transform=axes.transAxes, va="bottom")
    for column, name in enumerate(word("weekdays", language).split() if not small else ()):
        place = (column + 0.5) / 7
        write(
            axes, place, 1 + 2 / height, name, size=7, color=MUTED, transform=axes.transAxes, ha="center", va="bottom"
        )
    first, length = calendar.monthrange(year, month)
    for number in range(1, length + 1):
        row, column = divmod(first + number - 1, 7)
        day = date(year, month, number)
        colour = _draw_day(axes, column, row, day, known.get(day))
        if not small:
            _write_day(axes, column, row, day, known.get(day), colour)


def _draw_day(axes: Axes, column: int, row: int, day: date, record: Any) -> str:
    """Draw the day's rectangle; returns its colour, empty where it has none."""
    valid = record is not None and bool(record.is_valid)
    colour = str(record.colour or "") if valid else ""
    style = {"facecolor": colour or "white", "edgecolor": GRID, "linewidth": 0.8}
    if record is not None and not valid:
        style = {"facecolor": "#f3f5f6", "edgecolor": "#b9c2c7", "linewidth": 0.0, "hatch": "////"}
    # add_patch would measure each of them to widen the axes, which are fixed.
    axes.add_artist(Rectangle((column + 0.04, row + 0.04), 0.92, 0.92, gid=day.isoformat(), **style))
    return colour


def _write_day(axes: Axes, column: int, row: int, day: date, record: Any, colour: str) -> None:
    ink = _ink_on(colour) if colour else MUTED
    write(axes, column + 0.1, row + 0.1, str(day.day), size=6.0, color=ink, va="top", gid="day")
    text = str(record.text or "") if record is not None and record.is_valid else ""
    if text:
        size = 8.0 if len(text) < 5 else 6.5
        write(axes, column + 0.5, row + 0.64, text, size=size, color=ink, ha="center", va="center", gid="value")


def _draw_legend(figure: Figure, rows: Sequence[Sequence[LegendEntry]], bottom: float) -> None:
    width, height = figure.get_size_inches() * DPI
    for number, row in enumerate(rows):
        x, y = float(_MARGIN_PX), bottom - _LEGEND_PX * (number + 0.5)
        for entry in row:
            box = {"facecolor": entry.colour or "#f3f5f6", "edgecolor": MUTED, "linewidth": 0.5}
            if not entry.colour:
                box |= {"hatch": "////", "edgecolor": "#b9c2c7"}
            patch = Rectangle(
                (x / width, (y - 5) / height),
                12 / width,
                10 / height,
                transform=figure.transFigure,
                gid="legend",
                **box,
            )
            figure.add_artist(patch)
            write(figure, (x + 16) / width, y / height, entry.label, size=7, va="center")
            x += _entry_width(entry)


def _legend_rows(legend: Sequence[LegendEntry], width: int) -> list[list[LegendEntry]]:
    rows: list[list[LegendEntry]] = []
    for entry in legend:
        if not rows or sum(map(_entry_width, [*rows[-1], entry])) > width - 2 * _MARGIN_PX:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _entry_width(entry: LegendEntry) -> float:
    return 16 + text_width(entry.label, 7) + 8


def _columns(months: int, width: int) -> int:
    least = _MONTH_PX if months <= _MOST_WITH_FIGURES else _SMALL_PX
    return max(1, min(months, 6, int(width // least)))


def _as_date(day: Any) -> date:
    return pd.Timestamp(day).date()


def _ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour (relative luminance of WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return INK if luminance > 0.25 else "#ffffff"
