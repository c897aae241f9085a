"""Writes metrics in the text format Prometheus reads (exposition format 0.0.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["CONTENT_TYPE", "Labels", "Metric", "counter", "exposition", "gauge"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_PREFIX = "eco_collector_"
Labels = tuple[tuple[str, str], ...]
_UNFIT = re.compile(r"[^a-zA-Z0-9_]")


@dataclass(frozen=True)
class Metric:
    """One metric: its name without the collector's prefix, what it means, and its samples.

    Attributes
    ----------
    kind
        ``gauge`` or ``counter``.
    samples
        Labels, as (name, value) pairs, → number.
    """

    name: str
    kind: str
    meaning: str
    samples: Mapping[Labels, float] = field(default_factory=dict)


def gauge(name: str, meaning: str, value: float) -> Metric:
    """A number that goes up and down."""
    return Metric(name, "gauge", meaning, {(): value})


def counter(name: str, meaning: str, value: float) -> Metric:
    """A number that only grows while the collector runs."""
    return Metric(f"{_UNFIT.sub('_', name)}_total", "counter", meaning, {(): value})


def exposition(metrics: Iterable[Metric]) -> str:
    """The metrics page; metrics without samples are left out."""
    lines: list[str] = []
    for metric in metrics:
        full = _PREFIX + metric.name
        if metric.samples:
            lines += (f"# HELP {full} {metric.meaning}", f"# TYPE {full} {metric.kind}")
        for labels, value in metric.samples.items():
            told = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels)
            lines.append(f"{full}{{{told}}} {value:.17g}" if told else f"{full} {value:.17g}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
