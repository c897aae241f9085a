"""Picture of a turn or sector of a lidar, seen from above, in kilometres from the instrument."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from ..lidar.overlay import scan_overlay
from ..lidar.quantities import QUANTITIES
from ..lidar.scan import LidarScan
from ..lidar.scan_field import ScanField
from .fonts import chart_font
from .lidar_panels import colour_bar, lidar_heading, lidar_word, local_stamp, ramp_colours, value_ends
from .paper import INK, MUTED, new_figure, new_panel, plain_style

__all__ = ["plan_picture"]


def plan_picture(
    scan: LidarScan,
    shown: ScanField,
    language: str = "zh",
    *,
    width: int = 720,
    height: int = 660,
    utc_offset_hours: float = 8.0,
    ratio: float = 1.0,
) -> Figure:
    """Draw a sweep with rings of distance; the cells are those of the map's overlay.

    Raises
    ------
    InputError
        When it is no scan around the horizon, or its place is not known.
    """
    place = scan.location
    plane = f"+proj=aeqd +lat_0={place.latitude!r} +lon_0={place.longitude!r} +datum=WGS84 +units=m +no_defs"
    overlay = scan_overlay(scan, shown, crs=plane, size=(600, 600))
    ends = value_ends(shown.quantity, overlay.values)
    on = None if np.isnat(overlay.start) else overlay.start.astype("datetime64[D]").item()
    colours, norm = ramp_colours(shown.quantity, ends, on=on)
    far = -overlay.west / 1000.0
    with plain_style():
        figure = new_figure(width, height, ratio=ratio)
        title = lidar_word("plan", language).format(elevation=float(np.nanmedian(scan.elevation)))
        lidar_heading(
            figure,
            f"{QUANTITIES[shown.quantity].label(language)} · {title}",
            local_stamp(overlay.start, utc_offset_hours),
            language,
            synthetic=bool(scan.attributes.get("synthetic", 0)),
        )
        side = min(width - 180, height - 120)
        panel = new_panel(figure, 70, 64, side, side)
        panel.imshow(
            np.ma.masked_invalid(overlay.values), extent=(-far, far, -far, far), cmap=colours, norm=norm, zorder=2
        )
        panel.grid(False)
        turn = np.linspace(0.0, 2.0 * np.pi, 181)
        step = max(1.0, round(far / 4.0))
        for distance in np.arange(step, far * 1.4, step):
            panel.plot(
                distance * np.sin(turn), distance * np.cos(turn), color=MUTED, linewidth=0.6, alpha=0.6, zorder=3
            )
            panel.text(
                0.0, distance, f"{distance:.0f} km", color=MUTED, fontproperties=chart_font(7.0), zorder=4, clip_on=True
            )
        panel.set_xlim(-far, far)
        panel.set_ylim(-far, far)
        for text in (*panel.get_xticklabels(), *panel.get_yticklabels()):
            text.set_fontproperties(chart_font(8.0))
        panel.set_xlabel(lidar_word("east", language), fontproperties=chart_font(8.5), color=INK)
        panel.set_ylabel(lidar_word("north", language), fontproperties=chart_font(8.5), color=INK)
        box = (70 + side + 24, 84, 16, side - 40)
        colour_bar(figure, box, shown.quantity, language, ends=ends, unit=shown.unit, on=on)
    return figure
