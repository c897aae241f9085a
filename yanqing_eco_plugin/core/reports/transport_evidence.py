"""The picture of an attribution: the episode hour by hour, and what each piece of evidence allows."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..transport import WEIGHTS, Attribution, EpisodeData
from .fonts import chart_font
from .paper import GRID, INK, MUTED, PALETTE, WARNING, new_figure, new_panel, plain_style, text_width, write
from .time_axis import TimeAxis
from .transport_words import finding_text, transport_word
from .words import offset_text, property_title

__all__ = ["evidence_chart"]

_SERIES_PX, _ROW_PX, _TOP_PX = 150.0, 34.0, 60.0
_LOCAL, _EXTERNAL = PALETTE[1], PALETTE[0]


def evidence_chart(
    answer: Attribution,
    data: EpisodeData,
    *,
    language: str = "zh",
    width: int = 900,
    utc_offset_hours: float = 8.0,
    synthetic: bool = False,
    ratio: float = 1.0,
) -> Figure:
    """Concentrations of the receptor and its neighbours above, ranges of the external share by evidence below."""
    height = int(_TOP_PX + _SERIES_PX + 44 + _ROW_PX * (len(answer.evidence) + 1) + 46)
    with plain_style():
        figure = new_figure(width, height, ratio=ratio)
        _heading(figure, answer, language, width, height, synthetic)
        _series(figure, data, language, width, utc_offset_hours)
        _ranges(figure, answer, language, width, _TOP_PX + _SERIES_PX + 44)
    return figure


def _heading(figure: Figure, answer: Attribution, language: str, width: int, height: int, synthetic: bool) -> None:
    verdict = transport_word(answer.verdict, language)
    if answer.reason:
        verdict += (
            f"（{transport_word(answer.reason, language)}）"
            if language.startswith("zh")
            else (f" ({transport_word(answer.reason, language)})")
        )
    said = transport_word("share", language).format(share=answer.share, low=answer.low, high=answer.high)
    write(figure, 12 / width, 1 - 12 / height, verdict, size=12, bold=True, va="top")
    write(figure, (28 + text_width(verdict, 12)) / width, 1 - 15 / height, said, size=9, color=MUTED, va="top")
    if synthetic:
        label = transport_word("synthetic", language)
        write(figure, 1 - 12 / width, 1 - 14 / height, label, size=9, bold=True, color=WARNING, va="top", ha="right")


def _series(figure: Figure, data: EpisodeData, language: str, width: int, utc_offset_hours: float) -> None:
    axes = new_panel(figure, 58, _TOP_PX, width - 78, _SERIES_PX)
    time = TimeAxis(
        pd.Timestamp(data.start, tz="UTC").to_pydatetime(),
        pd.Timestamp(data.end, tz="UTC").to_pydatetime(),
        utc_offset_hours,
    )
    at = time.positions(pd.DatetimeIndex(data.hours, tz="UTC"))
    others = data.amounts.drop(columns=data.receptor)
    # Pale, so that dozens of neighbours stay a background.
    axes.plot(at, others.to_numpy(), color="#c3ccd2", linewidth=0.7)
    axes.plot(at, data.amounts[data.receptor].to_numpy(), color=_EXTERNAL, linewidth=1.8)
    axes.axhline(data.limit, color=WARNING, linewidth=0.9, linestyle=(0, (4, 3)))
    axes.set_xlim(time.position(time.start), time.position(time.end))
    axes.set_ylim(0, None)
    ticks, labels = time.ticks(width - 78)
    axes.set_xticks(ticks)
    axes.set_xticklabels(labels, fontproperties=chart_font(7.5))
    for label in axes.get_yticklabels():
        label.set_fontproperties(chart_font(7.5))
    told = f"{data.receptor}  {property_title(data.prop, language)}"
    axes.set_title(told, loc="left", fontproperties=chart_font(8.5, bold=True), color=_EXTERNAL, pad=4)
    limit = transport_word("limit", language).format(limit=data.limit)
    right = f"— {transport_word('others', language)}   - - {limit}"
    axes.set_title(right, loc="right", fontproperties=chart_font(7.5), color=MUTED, pad=4)
    offset = offset_text(utc_offset_hours)
    axes.set_xlabel(transport_word("time", language).format(offset=offset), fontproperties=chart_font(7.5), color=MUTED)


def _ranges(figure: Figure, answer: Attribution, language: str, width: int, top: float) -> None:
    left = 190.0
    count = len(answer.evidence) + 1
    axes = new_panel(figure, left, top, width - left - 24, _ROW_PX * count)
    axes.set_xlim(0, 1)
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_yticks([])
    axes.grid(False)
    for share in (0.25, 0.5, 0.75):
        axes.axvline(share, color=MUTED if share == 0.5 else GRID, linewidth=0.8, zorder=0)
    axes.axhspan(-0.5, 0.5, color="#f3f5f7", zorder=0)
    _bar(axes, 0, answer.low, answer.high, answer.share, 1.0, bold=True)
    write(axes, -0.012, 0, transport_word("result", language), size=9, bold=True, ha="right", va="center")
    strongest = max(WEIGHTS.values())
    for row, piece in enumerate(answer.evidence, start=1):
        label = transport_word(piece.key, language)
        colour = INK if piece.known else MUTED
        write(axes, -0.012, row, label, size=8.5, ha="right", va="center", color=colour)
        text = finding_text(piece.finding, piece.values, language)
        if piece.known:
            _bar(axes, row - 0.12, piece.low, piece.high, (piece.low + piece.high) / 2, piece.weight / strongest)
            write(axes, 0.006, row + 0.33, text, size=7, color=MUTED, va="center")
        else:
            said = (
                f"{transport_word('none', language)}: {text}"
                if language == "en"
                else f"{transport_word('none', language)}：{text}"
            )
            write(axes, 0.006, row, said, size=7.5, color=MUTED, va="center", style="italic")
    axes.set_xticks(np.linspace(0, 1, 5))
    ends = {0.0: transport_word("local", language), 1.0: transport_word("external", language)}
    ticks = [ends.get(float(x), f"{x:.0%}") for x in np.linspace(0, 1, 5)]
    axes.set_xticklabels(ticks, fontproperties=chart_font(8))
    axes.set_xlabel(transport_word("axis", language), fontproperties=chart_font(8), color=MUTED)
    axes.get_xticklabels()[0].set_ha("left")
    axes.get_xticklabels()[-1].set_ha("right")


def _bar(axes: Axes, row: float, low: float, high: float, middle: float, weight: float, *, bold: bool = False) -> None:
    """A range; its thickness tells the weight, its colour the side on which its middle lies."""
    colour = INK if bold else _EXTERNAL if middle > 0.55 else _LOCAL if middle < 0.45 else "#7f7f7f"
    axes.plot([low, high], [row, row], color=colour, linewidth=3.0 + 7.0 * weight, solid_capstyle="butt", alpha=0.85)
    axes.plot([middle], [row], marker="o", markersize=5, color="white", markeredgecolor=colour, markeredgewidth=1.5)
