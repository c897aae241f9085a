"""Picture of a day of lidar profiles: time and height, with boundary layer, residual layer and cloud base."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..lidar.quantities import QUANTITIES
from ..lidar.time_height import TimeHeight
from .fonts import chart_font
from .lidar_panels import colour_bar, lidar_heading, lidar_word, local_stamp, ramp_colours, value_ends
from .paper import INK, new_figure, new_panel, plain_style, write
from .time_axis import TimeAxis
from .words import offset_text

__all__ = ["time_height_picture"]

_GAP_FACTOR = 3.0  # a pause longer than so many usual steps stays white


def time_height_picture(
    profiles: TimeHeight,
    quantity: str = "rcs",
    language: str = "zh",
    *,
    width: int = 1000,
    height: int = 460,
    top_m: float = 5000.0,
    utc_offset_hours: float = 8.0,
    ratio: float = 1.0,
) -> Figure:
    """Draw one quantity of profiles over time.

    Parameters
    ----------
    quantity
        A field of `profiles`.
    width, height
        Logical pixels; `ratio` device pixels to each.
    top_m
        Greatest height shown.
    """
    kept = profiles.height_m <= top_m
    values = profiles.fields[quantity][:, kept]
    ends = value_ends(quantity, values)
    known = ~np.isnat(profiles.time)
    shift = np.timedelta64(round(utc_offset_hours * 3600), "s")
    local = profiles.time[known] + shift
    with plain_style():
        figure = new_figure(width, height, ratio=ratio)
        stamps = [
            local_stamp(profiles.time[known][place], utc_offset_hours) for place in ((0, -1) if known.any() else ())
        ]
        lidar_heading(
            figure,
            f"{QUANTITIES[quantity].label(language)} · {lidar_word('time_height', language)}",
            " – ".join(stamps),
            language,
            synthetic=bool(profiles.attributes.get("synthetic", 0)),
        )
        panel = new_panel(figure, 70, 64, width - 180, height - 120)
        if not known.any() or not kept.any():
            write(panel, 0.5, 0.5, lidar_word("nothing", language), ha="center", transform=panel.transAxes)
            return figure
        on = local[0].astype("datetime64[D]").item()
        colours, norm = ramp_colours(quantity, ends, on=on)
        at = local.astype("datetime64[ns]").astype(np.int64) / 8.64e13
        edges, rows = _with_gaps(at, values[known])
        heights = profiles.height_m[kept]
        half = float(np.median(np.diff(heights))) / 2.0
        panel.pcolormesh(
            edges,
            np.append(heights - half, heights[-1] + half),
            np.ma.masked_invalid(rows.T),
            cmap=colours,
            norm=norm,
            rasterized=True,
        )
        _line(panel, at, profiles.layer.height_m[known], "#ffffff", "#111111", lidar_word("layer", language))
        _line(panel, at, profiles.layer.residual_m[known], "#9ad1ff", "#0b3d66", lidar_word("residual", language))
        _line(
            panel,
            at,
            np.where(profiles.cloud_base_m > top_m, np.nan, profiles.cloud_base_m)[known],
            "#ff9ecb",
            "#7a0f43",
            lidar_word("cloud", language),
        )
        panel.set_ylim(0, min(top_m, float(heights[-1]) + half))
        axis = TimeAxis(_instant(edges[0], utc_offset_hours), _instant(edges[-1], utc_offset_hours), utc_offset_hours)
        axis.dress(panel, width - 180, labels=True)
        for text in panel.get_yticklabels():
            text.set_fontproperties(chart_font(8.0))
        panel.set_ylabel(lidar_word("height", language), fontproperties=chart_font(8.5), color=INK)
        offset = lidar_word("time", language).format(offset=offset_text(utc_offset_hours))
        panel.set_xlabel(offset, fontproperties=chart_font(8.5), color=INK)
        legend = panel.legend(loc="upper right", prop=chart_font(8.0), framealpha=0.85, edgecolor="none")
        legend.set_zorder(5)
        unit = str(profiles.attributes.get("rcs_unit", "")) if quantity == "rcs" else ""
        colour_bar(figure, (width - 96, 84, 16, height - 150), quantity, language, ends=ends, unit=unit, on=on)
    return figure


def _instant(local_days: float, utc_offset_hours: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=float(local_days), hours=-utc_offset_hours)


def _with_gaps(at: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Edges of the columns and their rows; an empty column where the instrument paused."""
    steps = np.diff(at)
    usual = float(np.median(steps)) if steps.size else 1.0 / 1440.0
    ends = at + np.append(np.where(steps > _GAP_FACTOR * usual, usual, steps), usual)
    pauses = np.flatnonzero(steps > _GAP_FACTOR * usual) + 1
    edges = np.append(np.insert(at, pauses, ends[pauses - 1]), ends[-1])
    rows = np.insert(values, pauses, np.nan, axis=0)
    return edges, rows


def _line(panel: Axes, at: np.ndarray, heights: np.ndarray, colour: str, rim: str, label: str) -> None:
    """Dots with a rim, legible on every colour of the ramp; nothing where there is no height."""
    known = np.isfinite(heights)
    if known.any():
        panel.scatter(at[known], heights[known], s=5, c=colour, edgecolors=rim, linewidths=0.4, label=label, zorder=4)
