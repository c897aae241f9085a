"""Writes counters and gauges in the text format Prometheus reads (exposition format 0.0.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["CONTENT_TYPE", "exposition"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_PREFIX = "eco_collector_"
_UNFIT = re.compile(r"[^a-zA-Z0-9_]")


def exposition(
    gauges: Mapping[str, float], counters: Mapping[str, float], by_source: Mapping[str, Mapping[str, float]]
) -> str:
    """The metrics page.

    Parameters
    ----------
    gauges, counters
        Of the collector itself.
    by_source
        Counters of each source; they share one metric with the labels ``source`` and ``what``, so that a source may count
        whatever it likes.
    """
    lines: list[str] = []
    for kind, values in (("gauge", gauges), ("counter", counters)):
        for name, value in values.items():
            full = _PREFIX + _UNFIT.sub("_", name) + ("_total" if kind == "counter" else "")
            lines += (f"# TYPE {full} {kind}", f"{full} {value:.17g}")
    if any(by_source.values()):
        lines.append(f"# TYPE {_PREFIX}source_events_total counter")
        for source, values in by_source.items():
            lines += [
                f'{_PREFIX}source_events_total{{source="{_label(source)}",what="{_label(what)}"}} {value:.17g}'
                for what, value in sorted(values.items())
            ]
    return "\n".join(lines) + "\n"


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
