"""The paper every chart is drawn on: size, colours, frame and text, independent of anybody's global settings."""

from __future__ import annotations

import unicodedata
from contextlib import AbstractContextManager
from typing import Any

from matplotlib import rc_context, rcParamsDefault
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from .fonts import chart_font

__all__ = [
    "DPI",
    "GRID",
    "INK",
    "MOMENT",
    "MUTED",
    "OFF",
    "ON",
    "PALETTE",
    "WARNING",
    "new_figure",
    "new_panel",
    "plain_style",
    "text_width",
    "write",
]

DPI = 100.0
INK = "#26323a"
MUTED = "#6b7780"
GRID = "#e3e8eb"
WARNING = "#b3261e"
MOMENT = "#5b4b9a"
ON = "#2b8a5b"
OFF = "#b4c0c7"

# Okabe and Ito's colours, told apart by colour-blind readers; yellow left out because it vanishes on white.
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f7f7f")

_STYLE = ("axes.", "xtick.", "ytick.", "grid.", "lines.", "patch.", "hatch.", "legend.", "text.usetex", "path.")


def plain_style() -> AbstractContextManager[Any]:
    """Matplotlib's own defaults while a chart is put together: another plugin may have switched on a style."""
    return rc_context({key: rcParamsDefault[key] for key in rcParamsDefault if key.startswith(_STYLE)})


def new_figure(width: int, height: int, *, ratio: float = 1.0) -> Figure:
    """Empty white figure of `width` × `height` logical pixels; `ratio` device pixels to each (2 on a fine screen)."""
    # A hundredth more, or a size such as 3.59999 inches would lose a pixel.
    size = (max(width, 80) + 0.01) / DPI, (max(height, 60) + 0.01) / DPI
    return Figure(figsize=size, dpi=DPI * ratio, facecolor="white")


def text_width(text: str, size: float = 8.0) -> float:
    """Approximate width of a text in logical pixels at `size` points; good enough to leave room for it."""
    ems = sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.58 for sign in text)
    return float(ems * size * DPI / 72.0)


def new_panel(figure: Figure, left: float, top: float, width: float, height: float, *, bare: bool = False) -> Axes:
    """Axes at a box in logical pixels, counted from the upper left corner of the figure: no box, pale lines, small figures.

    `bare` ones have no axis at all.
    """
    whole_width, whole_height = figure.get_size_inches() * DPI
    wide, high = max(width, 10.0), max(height, 10.0)
    axes = figure.add_axes(
        (left / whole_width, 1 - (top + high) / whole_height, wide / whole_width, high / whole_height),
        facecolor="white",
    )
    if bare:
        axes.set_axis_off()
        return axes
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(MUTED)
        spine.set_linewidth(0.8)
    axes.tick_params(axis="x", length=3, width=0.8, color=MUTED, labelcolor=INK, pad=2)
    axes.tick_params(axis="y", length=0, labelcolor=INK, pad=3)
    axes.grid(True, axis="y", color=GRID, linewidth=0.8, linestyle="-")
    axes.set_axisbelow(True)
    return axes


def write(
    on: Axes | Figure, x: float, y: float, text: str, *, size: float = 8.0, bold: bool = False, **options: Any
) -> Text:
    """Text in the chart's font; a dollar sign in a name is a sign and no formula."""
    options.setdefault("color", INK)
    return on.text(x, y, text.replace("$", r"\$"), fontproperties=chart_font(size, bold=bold), **options)
