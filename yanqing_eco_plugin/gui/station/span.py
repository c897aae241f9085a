"""The span of time a chart shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Span", "span_for"]

# Part of the span that is shown after a past moment, so that one sees what came of it.
_AFTER = 0.25


@dataclass(frozen=True)
class Span:
    """From `start` to `end`, UTC; `live` when it ends now and moves on."""

    start: datetime
    end: datetime
    live: bool


def span_for(length: timedelta, *, now: datetime, moment: datetime | None, newest: datetime | None) -> Span:
    """The span of `length` that ends now, or that holds the moment somebody looks at.

    Where the station's newest value is older than the whole span, the span ends with that value: an empty chart would help
    nobody, and the dates of the axis say how old it is.
    """
    if moment is not None:
        end = min(now, moment + _AFTER * length)
        return Span(end - length, end, live=False)
    if newest is not None and newest <= now - length:
        return Span(newest - length, newest, live=True)
    return Span(now - length, now, live=True)
