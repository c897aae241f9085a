"""What the pictures of a lidar share: the map's own ramp, its bar with the unit, headings and words."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm, Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..lidar.quantities import QUANTITIES, ramp_stops
from .fonts import chart_font
from .paper import INK, MUTED, WARNING, new_panel, write

__all__ = ["colour_bar", "lidar_heading", "lidar_word", "local_stamp", "ramp_colours", "value_ends"]

_WORDS: dict[str, tuple[str, str]] = {
    "synthetic": ("合成数据，非真实监测", "Synthetic data, not measured"),
    "height": ("高度（距仪器，m）", "Height above the instrument (m)"),
    "distance": ("水平距离（km）", "Distance along the ground (km)"),
    "east": ("东向距离（km）", "East of the lidar (km)"),
    "north": ("北向距离（km）", "North of the lidar (km)"),
    "time": ("本地时间（UTC{offset}）", "Local time (UTC{offset})"),
    "layer": ("边界层高度", "Boundary-layer height"),
    "residual": ("夜间残留层", "Residual layer"),
    "cloud": ("云底", "Cloud base"),
    "time_height": ("时间–高度图", "time and height"),
    "along_line": ("沿线垂直剖面", "section along a line"),
    "line_distance": ("沿线距离（km）", "Distance along the line (km)"),
    "ppi": ("扫描 {angle:.1f}°", "turn {angle:.1f}°"),
    "sector": ("扇扫 {angle:.1f}°", "sector {angle:.1f}°"),
    "rhi": ("剖面 {angle:.0f}°", "section {angle:.0f}°"),
    "vertical": ("垂直廓线", "vertical profiles"),
    "ppi_several": ("扫描 {low:.1f}–{high:.1f}°", "turns {low:.1f}–{high:.1f}°"),
    "sector_several": ("扇扫 {low:.1f}–{high:.1f}°", "sectors {low:.1f}–{high:.1f}°"),
    "rhi_several": ("剖面 {low:.0f}–{high:.0f}°", "sections {low:.0f}–{high:.0f}°"),
    "vertical_several": ("垂直廓线", "vertical profiles"),
    "section": ("垂直剖面，方位 {azimuth:.0f}°", "section towards {azimuth:.0f}°"),
    "plan": ("水平扫描，仰角 {elevation:.1f}°", "scan at {elevation:.1f}° elevation"),
    "nothing": ("没有可显示的数据", "Nothing to show"),
}


def lidar_word(key: str, language: str) -> str:
    """What a picture of a lidar says for `key` in `language` (``zh`` or ``en``)."""
    chinese, english = _WORDS[key]
    return chinese if language.startswith("zh") else english


def local_stamp(moment: np.datetime64, utc_offset_hours: float) -> str:
    """An instant on the district's clock; empty where it is not known."""
    if np.isnat(moment):
        return ""
    local = moment.astype("datetime64[s]") + np.timedelta64(round(utc_offset_hours * 3600), "s")
    return str(np.datetime_as_string(local, unit="m")).replace("T", " ")


def value_ends(quantity: str, values: NDArray[Any]) -> tuple[float, float] | None:
    """Ends of the ramp by the values, for a quantity without fixed ones; None where it has them."""
    if QUANTITIES[quantity].low is not None:
        return None
    known = values[np.isfinite(values) & (values > 0)]
    if known.size == 0:
        return 1e-3, 1.0
    low, high = np.percentile(known[:: max(1, known.size // 200_000)], (2.0, 99.0))
    return float(low), float(high)


def ramp_colours(
    quantity: str, ends: tuple[float, float] | None = None, *, on: date | None = None
) -> tuple[LinearSegmentedColormap, Normalize]:
    """The ramp of the map as matplotlib takes it, even between its stops; a logarithmic one goes by equal ratios."""
    stops = ramp_stops(quantity, *(ends or (None, None)), on=on)
    low, high = stops[0][0], stops[-1][0]
    even = QUANTITIES[quantity].logarithmic
    places = [
        (number / (len(stops) - 1) if even else (value - low) / (high - low), colour)
        for number, (value, colour) in enumerate(stops)
    ]
    colours = LinearSegmentedColormap.from_list(f"lidar_{quantity}", places, N=512)
    colours.set_bad((1.0, 1.0, 1.0, 0.0))
    return colours, LogNorm(low, high) if even else Normalize(low, high)


def colour_bar(
    figure: Figure,
    box: tuple[float, float, float, float],
    quantity: str,
    language: str,
    *,
    ends: tuple[float, float] | None = None,
    unit: str = "",
    on: date | None = None,
) -> Axes:
    """An upright bar of the ramp in a box (left, top, width, height; logical pixels), with its unit above."""
    panel = new_panel(figure, *box)
    stops = ramp_stops(quantity, *(ends or (None, None)), on=on)
    one = QUANTITIES[quantity]
    # Equal steps of the bar from stop to stop, as the legend of the map: logarithmic ramps stay legible.
    values = np.array([value for value, _ in stops])
    bent = np.log(values) if one.logarithmic else values
    rows = np.interp(np.linspace(0, len(stops) - 1, 256), np.arange(len(stops)), bent)
    rows = np.exp(rows) if one.logarithmic else rows
    colours, norm = ramp_colours(quantity, ends, on=on)
    panel.imshow(rows[:, np.newaxis], origin="lower", aspect="auto", cmap=colours, norm=norm, extent=(0, 1, 0, 255))
    panel.set_xticks([])
    panel.yaxis.tick_right()
    panel.set_yticks(np.linspace(0, 255, len(stops)))
    small = one.low is None or abs(stops[-1][0]) < 1e-3 or abs(stops[-1][0]) >= 1e5
    texts = [f"{value:.1e}" if small else f"{value:.{one.decimals}f}" for value, _ in stops]
    panel.set_yticklabels(texts, fontproperties=chart_font(7.0), color=INK)
    panel.grid(False)
    shown = {"km-1": "km⁻¹", "1": ""}.get(unit or one.unit, unit or one.unit)
    panel.set_title(shown, fontproperties=chart_font(7.5), color=MUTED, pad=4)
    return panel


def lidar_heading(figure: Figure, title: str, below: str, language: str, *, synthetic: bool) -> None:
    """Title, a line below it, and the warning that nothing of it was measured, where that is so."""
    height = float(figure.get_size_inches()[1]) * 100.0
    width = float(figure.get_size_inches()[0]) * 100.0
    write(figure, 16 / width, 1 - 22 / height, title, size=11.0, bold=True, va="center")
    write(figure, 16 / width, 1 - 42 / height, below, size=8.0, color=MUTED, va="center")
    if synthetic:
        text = lidar_word("synthetic", language)
        write(figure, 1 - 16 / width, 1 - 22 / height, text, size=8.5, color=WARNING, ha="right", va="center")
