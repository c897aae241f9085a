"""Fonts that show Chinese, whatever system the chart is drawn on."""

from __future__ import annotations

from functools import cache

from matplotlib.font_manager import FontProperties, fontManager

__all__ = ["FAMILIES", "chart_families", "chart_font"]

# In the order of preference; matplotlib reads the first face of a collection only, so Noto's may be called by its Japanese name.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Noto Sans CJK JP",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)


@cache
def chart_families() -> tuple[str, ...]:
    """Installed families in the order they are tried glyph by glyph; the last one comes with matplotlib."""
    # Only installed ones: matplotlib logs a warning for each family it does not find.
    installed = {font.name for font in fontManager.ttflist}
    return (*(name for name in FAMILIES if name in installed), "DejaVu Sans")


def chart_font(size: float = 8.0, *, bold: bool = False) -> FontProperties:
    """Font of a chart's text, `size` in points; set explicitly on every text, so that no global setting is touched."""
    return FontProperties(family=list(chart_families()), size=size, weight="bold" if bold else "normal")
