"""Limit lines of a station's chart, from the standards in force on each day of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from ..standards import limits
from ..standards.limit_lines import Limit
from ..standards.noise_tables import NOISE_DAY_HOURS
from .limit_lines import LimitLine

__all__ = ["station_limits"]


def station_limits(
    kind: str,
    properties: Iterable[str],
    start: datetime,
    end: datetime,
    *,
    station: Mapping[str, Any] | None = None,
    language: str = "zh",
    utc_offset_hours: float = 8.0,
) -> list[LimitLine]:
    """Limit lines for a span of time.

    Of limits for several averaging times the shortest is drawn, which the records come nearest to; day and night limits of
    noise are lines in their hours. Where the limit changes inside the span (a new edition, winter limits) there is one line for
    each stretch.

    Parameters
    ----------
    kind
        Kind of station.
    properties
        What the chart shows.
    start, end
        UTC instants.
    station
        What the station says of itself (``noise_class`` …), see `standards.limits`.
    language
        Of the labels, ``zh`` or ``en``.
    utc_offset_hours
        Local time minus UTC.
    """
    offset = timedelta(hours=utc_offset_hours)
    first, last = (start + offset).date(), (end + offset).date()
    lines = []
    for prop in properties:

        def found_on(day: date, prop: str = prop) -> list[Limit]:
            return _shortest(limits(prop, kind, day, station=station, utc_offset_hours=utc_offset_hours))

        stretches = _stretches(found_on, first, last)
        for number, (day, found) in enumerate(stretches):
            begin = _midnight(day, utc_offset_hours) if number else None
            until = _midnight(stretches[number + 1][0], utc_offset_hours) if number + 1 < len(stretches) else None
            lines += [_line(prop, one, begin, until, language) for one in found]
    return lines


def _stretches(found_on: Callable[[date], list[Limit]], first: date, last: date) -> list[tuple[date, list[Limit]]]:
    """Days from which something else holds, with what holds; looked for by halves between days of a month."""
    stretches = [(first, found_on(first))]
    for day in [*_month_starts(first, last), last]:
        now = found_on(day)
        if now == stretches[-1][1]:
            continue
        before, after = max(stretches[-1][0], day - timedelta(days=31)), day
        while (after - before).days > 1:
            middle = before + (after - before) // 2
            before, after = (middle, after) if found_on(middle) == stretches[-1][1] else (before, middle)
        stretches.append((after, now))
    return stretches


def _month_starts(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(count // 12, count % 12 + 1, 1) for count in months]


def _shortest(found: list[Limit]) -> list[Limit]:
    noise = ("daytime", "nighttime")
    return [one for one in found if one.averaging == found[0].averaging or one.averaging in noise]


def _midnight(day: date, utc_offset_hours: float) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC) - timedelta(hours=utc_offset_hours)


def _line(prop: str, limit: Limit, begin: datetime | None, until: datetime | None, language: str) -> LimitLine:
    first, last = NOISE_DAY_HOURS
    hours = {"daytime": (first, last), "nighttime": (last, first)}.get(limit.averaging)
    label = limit.label_zh if language.startswith("zh") else limit.label_en
    return LimitLine(prop, limit.value, label, begin, until, hours)
