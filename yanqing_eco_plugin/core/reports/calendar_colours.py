"""Colours, texts and legend of a calendar's days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from ..standards import LEVELS, PROPERTIES, level_colour, level_label
from .calendar_chart import LegendEntry
from .calendar_topics import CalendarTopic
from .value_axis import tick_texts, value_ticks
from .words import word

__all__ = ["calendar_legend", "colour_days", "day_note"]

# One hue from light to dark for what no standard judges (ColorBrewer's Blues, five classes).
_STEPS = ("#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c")
_CLASSES = ("I", "II", "III", "IV", "V", "劣V")


def colour_days(days: pd.DataFrame, topic: CalendarTopic, *, until: date) -> pd.DataFrame:
    """`days` (of `calendar_days`) with the columns ``text`` and ``colour`` for `calendar_chart`.

    Days after `until` have not come yet and are left out, so that only days that should have data count as lacking.
    """
    shown = days[[day <= until for day in days.index]].copy()
    schemes, levels = shown["scheme"], shown["level"].fillna(0).astype(int)
    colours = [level_colour(scheme, level) for scheme, level in zip(schemes, levels)]
    edges = _edges(days)
    if edges is not None:
        steps = np.searchsorted(edges[1:-1], shown["value"].to_numpy(dtype=float), side="right")
        colours = [_STEPS[step] if valid else "" for step, valid in zip(steps, shown["is_valid"])]
    shown["colour"] = colours
    shown["text"] = [_text(row, topic) for row in shown.itertuples(index=False)]
    return shown


def calendar_legend(days: pd.DataFrame, topic: CalendarTopic, language: str) -> list[LegendEntry]:
    """What the colours of `days` mean; the last entry is that of days without valid data."""
    entries = []
    schemes = list(dict.fromkeys(days.loc[days["level"].notna(), "scheme"]))
    for scheme in schemes:
        entries += [LegendEntry(level.label(language), level.colour) for level in LEVELS[scheme]]
    edges = _edges(days)
    if edges is not None:
        texts, unit = tick_texts(edges), topic.unit(language)
        names = [f"{low}–{high}" for low, high in pairwise(texts)]
        names[-1] = f"{names[-1]} {unit}".rstrip()
        entries += [LegendEntry(name, colour) for name, colour in zip(names, _STEPS)]
    return [*entries, LegendEntry(word("no_valid_day", language), "")]


def day_note(day: date, days: pd.DataFrame, topic: CalendarTopic, language: str) -> str:
    """What a day says when pointed at; empty for a day the calendar does not know."""
    if day not in days.index:
        return ""
    row: Any = days.loc[day].to_dict()
    lines = [day.isoformat()]
    if row["is_valid"]:
        level = level_label(row["scheme"], None if pd.isna(row["level"]) else int(row["level"]), language)
        number = "" if pd.isna(row["value"]) else f"{_figure(row['value'], topic)} {topic.unit(language)}".strip()
        lines.append(f"{topic.label(language)}: " + ", ".join(part for part in (number, level) if part))
    else:
        lines.append(word("no_valid_day", language))
    share = f"{int(row['valid'])}" + ("" if pd.isna(row["required"]) else f" / {int(row['required'])}")
    lines.append(word("valid_records", language).format(share=share))
    return "\n".join(lines)


def _edges(days: pd.DataFrame) -> Sequence[float] | None:
    """Six edges of five steps over the values that no standard judges; None where one does or nothing is there."""
    values = days.loc[days["is_valid"], "value"].dropna()
    if days["level"].notna().any() or not len(values):
        return None
    low, high = float(values.min()), float(values.max())
    span = high - low or max(abs(high), 1.0)
    ticks = value_ticks(low - 0.25 * span, high + 0.25 * span, 24 * 6)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else span
    # Five whole steps that hold every value, as round as the axis of a chart.
    wider = (step * n for n in (0.5, 1, 2, 2.5, 5))
    step = next((one for one in wider if np.floor(low / one) * one + 5 * one >= high), step * 10)
    first = float(np.floor(low / step) * step)
    return [first + step * n for n in range(6)]


def _figure(value: float, topic: CalendarTopic) -> str:
    if topic.name == "index":
        return f"{value:.0f}"
    prop = "leq" if topic.name in ("ld", "ln") else topic.name
    return f"{value:.{PROPERTIES[prop].decimals}f}"


def _text(row: Any, topic: CalendarTopic) -> str:
    value, level = float(row.value), row.level
    if not row.is_valid:
        return ""
    if not np.isnan(value):
        return _figure(value, topic)
    return _CLASSES[int(level) - 1] if row.scheme == "water" and not pd.isna(level) else ""
