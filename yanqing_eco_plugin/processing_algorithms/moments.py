"""Reads moments as the user means them: on the clock of the district."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from qgis.PyQt.QtCore import QDate, QDateTime, Qt

__all__ = ["instant", "python_time"]


def instant(value: QDateTime, utc_offset_hours: float) -> datetime:
    """The instant (UTC) that `value` stands for; without a zone of its own it is the district's clock, not the computer's."""
    if value.timeSpec() != Qt.TimeSpec.LocalTime:
        return datetime.fromtimestamp(value.toMSecsSinceEpoch() / 1000, UTC)
    district = timezone(timedelta(hours=utc_offset_hours))
    return _wall(value).replace(tzinfo=district).astimezone(UTC)


def python_time(value: Any) -> Any:
    """A field's value as pandas takes it: a date or date and time as Python's, aware only where QGIS knows the zone."""
    if isinstance(value, QDate):
        return date(value.year(), value.month(), value.day()) if value.isValid() else None
    if not isinstance(value, QDateTime):
        return value
    if not value.isValid():
        return None
    if value.timeSpec() != Qt.TimeSpec.LocalTime:
        return datetime.fromtimestamp(value.toMSecsSinceEpoch() / 1000, UTC)
    return _wall(value)


def _wall(value: QDateTime) -> datetime:
    day, clock = value.date(), value.time()
    return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute(), clock.second())
