"""Picture of a vertical section of a lidar: distance and height."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from ..lidar.curtain import Section
from ..lidar.quantities import QUANTITIES
from .fonts import chart_font
from .lidar_panels import colour_bar, lidar_heading, lidar_word, local_stamp, ramp_colours, value_ends
from .paper import INK, new_figure, new_panel, plain_style

__all__ = ["section_picture"]


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
        title = lidar_word("section", language).format(azimuth=section.azimuth)
        lidar_heading(
            figure,
            f"{QUANTITIES[section.quantity].label(language)} · {title}",
            local_stamp(section.start, utc_offset_hours),
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
        panel.set_xlabel(lidar_word("distance", language), fontproperties=chart_font(8.5), color=INK)
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
