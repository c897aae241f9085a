"""What a chart says about itself on paper: title, period, source, and that made-up data are made up."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from .paper import DPI, INK, MUTED, WARNING, write

__all__ = ["Heading", "draw_heading"]

_MARGIN = 10


@dataclass(frozen=True)
class Heading:
    """Texts around an exported chart; `warning` is written in red at both ends, so that no crop loses it.

    Attributes
    ----------
    title
        Whose chart it is: station and network.
    subtitle
        Period and time zone.
    source
        Where the values come from, and the standards of the limits.
    warning
        Empty, or the words that mark synthetic data.
    """

    title: str
    subtitle: str = ""
    source: str = ""
    warning: str = ""

    @property
    def above(self) -> int:
        """Logical pixels needed above the chart."""
        return 26 + 17 * bool(self.subtitle) + 17 * bool(self.warning) + 6

    @property
    def below(self) -> int:
        """Logical pixels needed below the chart."""
        return 24 if self.source or self.warning else 6


def draw_heading(figure: Figure, heading: Heading) -> None:
    """Write the texts around the chart."""
    width, height = figure.get_size_inches() * DPI
    top = _MARGIN
    for text, size, bold, colour, line in (
        (heading.title, 11.0, True, INK, 20),
        (heading.subtitle, 8.5, False, MUTED, 17),
        (heading.warning, 8.5, True, WARNING, 17),
    ):
        if text:
            write(figure, _MARGIN / width, 1 - top / height, text, size=size, bold=bold, color=colour, va="top")
            top += line
    foot = _MARGIN * 0.8 / height
    if heading.source:
        write(figure, _MARGIN / width, foot, heading.source, size=7.5, color=MUTED, va="bottom")
    if heading.warning:
        write(
            figure,
            1 - _MARGIN / width,
            foot,
            heading.warning,
            size=7.5,
            bold=True,
            color=WARNING,
            va="bottom",
            ha="right",
        )
