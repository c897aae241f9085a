"""Times as trackers write them."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

__all__ = ["seconds_of"]

# No tracker is meant before 1980 or after 2200: larger numbers are milliseconds.
_MILLISECONDS_FROM = 1e11


def seconds_of(value: object, utc_offset_hours: float = 0.0) -> float | None:
    """UTC seconds since 1970 of epoch seconds, epoch milliseconds or ISO 8601; None for what is no time.

    A time without zone is taken in `utc_offset_hours`.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    text = value.strip()[:40] if isinstance(value, str) else ""
    try:
        found = float(text if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        found = math.nan
    if math.isfinite(found):
        return found / 1e3 if abs(found) >= _MILLISECONDS_FROM else found
    try:
        moment = datetime.fromisoformat(text.replace("/", "-"))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone(timedelta(hours=utc_offset_hours)))
        return moment.timestamp()
    except (ValueError, OverflowError):
        return None
