"""How the records of a panel look: lines, bars, bands of switches, dots of angles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from .panels import Panel, Style
from .paper import MUTED, OFF, ON, PALETTE, WARNING
from .traces import Trace

__all__ = ["draw_trace"]


def draw_trace(axes: Axes, panel: Panel, drawn: Mapping[str, Trace]) -> None:
    """Draw the traces of a panel in its style."""
    _STYLES[panel.style](axes, panel, drawn)


def _lines(axes: Axes, panel: Panel, drawn: Mapping[str, Trace]) -> None:
    for number, name in enumerate(panel.properties):
        colour, trace = PALETTE[number % len(PALETTE)], drawn[name]
        axes.plot(*trace.line(), color=colour, linewidth=1.4, solid_joinstyle="round", zorder=3, gid=name)
        axes.plot(
            *trace.lonely(), color=colour, marker="o", markersize=2.5, linestyle="none", zorder=3, gid=f"{name} lonely"
        )
        _crosses(axes, trace)


def _dots(axes: Axes, panel: Panel, drawn: Mapping[str, Trace]) -> None:
    for number, name in enumerate(panel.properties):
        trace = drawn[name]
        style = {"color": PALETTE[number % len(PALETTE)], "marker": "o", "markersize": 2.5, "linestyle": "none"}
        axes.plot(trace.ends[trace.valid], trace.values[trace.valid], zorder=3, gid=name, **style)
        _crosses(axes, trace)


def _bars(axes: Axes, panel: Panel, drawn: Mapping[str, Trace]) -> None:
    for number, name in enumerate(panel.properties):
        trace = drawn[name]
        good = trace.valid
        # The part (exceeding vehicles) stands in front of the whole (all vehicles), and is narrower.
        share = 0.86 if number == 0 else 0.5
        middles = trace.ends[good] - trace.steps[good] / 2
        axes.bar(
            middles, trace.values[good], width=trace.steps[good] * share, color=PALETTE[number % len(PALETTE)],
            linewidth=0, zorder=3 + 0.01 * number, gid=name,
        )  # fmt: skip
        _crosses(axes, trace)


def _bands(axes: Axes, panel: Panel, drawn: Mapping[str, Trace]) -> None:
    axes.grid(False, axis="y")
    working = drawn.get("fan_on")
    lanes = len(panel.properties)
    for number, name in enumerate(panel.properties):
        trace, lane = drawn[name], lanes - 1 - number
        on = trace.valid & (trace.values >= 0.5)
        off = trace.valid & ~on
        unlawful = np.zeros(len(trace), dtype=bool)
        if name == "purifier_on" and working is not None:
            # A kitchen that works without its purifier is what the network is there to find.
            unlawful = off & np.isin(trace.ends, working.ends[working.valid & (working.values >= 0.5)])
        for chosen, colour, kind in ((on, ON, "on"), (off & ~unlawful, OFF, "off"), (unlawful, WARNING, "unlawful")):
            spans = list(zip(trace.starts[chosen], trace.steps[chosen]))
            high = 0.62 if kind != "off" else 0.24
            axes.broken_barh(
                spans, (lane - high / 2, high), facecolors=colour, linewidth=0, zorder=3, gid=f"{name} {kind}"
            )


def _crosses(axes: Axes, trace: Trace) -> None:
    """Mark records that do not count: at their value, or at the lower edge where they have none."""
    low, high = axes.get_ylim()
    with_value = ~trace.valid & np.isfinite(trace.values) & (trace.values >= low) & (trace.values <= high)
    without = ~trace.valid & ~with_value
    style = {"color": MUTED, "marker": "x", "markersize": 4.0, "markeredgewidth": 1.0, "linestyle": "none", "zorder": 4}
    axes.plot(trace.ends[with_value], trace.values[with_value], gid=f"{trace.name} flagged", **style)
    edge = blended_transform_factory(axes.transData, axes.transAxes)
    place = np.full(int(without.sum()), 0.04)
    axes.plot(trace.ends[without], place, transform=edge, gid=f"{trace.name} flagged", **style)


_STYLES: Mapping[Style, Callable[[Axes, Panel, Mapping[str, Trace]], None]] = {
    "line": _lines,
    "angle": _dots,
    "bars": _bars,
    "switch": _bands,
}
