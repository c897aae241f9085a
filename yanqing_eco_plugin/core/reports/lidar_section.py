"""Picture of a vertical section of a lidar: distance and height."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from ..lidar.curtain import Section
from ..lidar.line_section import LineSection
from ..lidar.quantities import QUANTITIES
from .fonts import chart_font
from .lidar_panels import colour_bar, lidar_heading, lidar_word, local_stamp, ramp_colours, value_ends
from .paper import INK, new_figure, new_panel, plain_style

__all__ = ["section_picture", "sources_text"]


def section_picture(
    section: Section,
    language: str = "zh",
    *,
    width: int = 1000,
    height: int = 420,
    utc_offset_hours: float = 8.0,
    ratio: float = 1.0,
) -> Figure:
    """Draw a section; `width` and `height` in logical pixels, `ratio` device pixels to each."""
    ends = value_ends(section.quantity, section.values)
    on = None if np.isnat(section.start) else section.start.astype("datetime64[D]").item()
    colours, norm = ramp_colours(section.quantity, ends, on=on)
    with plain_style():
        figure = new_figure(width, height, ratio=ratio)
        along = isinstance(section, LineSection)
        title = lidar_word("along_line" if along else "section", language).format(azimuth=section.azimuth)
        lidar_heading(
            figure,
            f"{QUANTITIES[section.quantity].label(language)} · {title}",
            sources_text(section, language, utc_offset_hours),
            language,
            synthetic=bool(section.attributes.get("synthetic", 0)),
        )
        panel = new_panel(figure, 70, 64, width - 180, height - 120)
        panel.pcolormesh(
            section.distance_m / 1000.0,
            section.height_m,
            np.ma.masked_invalid(section.values),
            cmap=colours,
            norm=norm,
            rasterized=True,
        )
        for text in (*panel.get_xticklabels(), *panel.get_yticklabels()):
            text.set_fontproperties(chart_font(8.0))
        word = lidar_word("line_distance" if along else "distance", language)
        panel.set_xlabel(word, fontproperties=chart_font(8.5), color=INK)
        panel.set_ylabel(lidar_word("height", language), fontproperties=chart_font(8.5), color=INK)
        colour_bar(
            figure,
            (width - 96, 84, 16, height - 150),
            section.quantity,
            language,
            ends=ends,
            unit=section.unit,
            on=on,
        )
    return figure


def sources_text(section: Section, language: str, utc_offset_hours: float = 8.0) -> str:
    """When it was measured; along a line, by which scans and at what time of day each."""
    if not isinstance(section, LineSection):
        return local_stamp(section.start, utc_offset_hours)
    named = []
    for kind in dict.fromkeys(one.kind for one in section.sources):
        alike = [one for one in section.sources if one.kind == kind]
        low, high = min(one.angle for one in alike), max(one.angle for one in alike)
        key = kind if len(alike) == 1 else f"{kind}_several"
        text = lidar_word(key, language).format(angle=low, low=low, high=high)
        clocks = sorted({local_stamp(one.start, utc_offset_hours)[11:] for one in alike})
        named.append(f"{text} {clocks[0]}" if len(clocks) == 1 else f"{text} {clocks[0]}–{clocks[-1]}")
    return " · ".join([local_stamp(section.start, utc_offset_hours)[:10], *named])
