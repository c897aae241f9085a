"""Turns a chart into pixels, for the window and for a file."""

from __future__ import annotations

import io
import os

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .series_table import write_bytes

__all__ = ["chart_pixels", "write_png"]


def chart_pixels(figure: Figure) -> tuple[bytes, int, int]:
    """RGBA bytes (8 bits each, row by row from the top), width and height in device pixels."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    return bytes(canvas.buffer_rgba()), width, height


def write_png(path: str | os.PathLike[str], figure: Figure) -> None:
    """Write the chart as PNG. Raises `EcoError` where the file cannot be written."""
    FigureCanvasAgg(figure)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=figure.dpi, facecolor="white", metadata={"Software": "Yanqing Eco"})
    write_bytes(path, picture.getvalue())
