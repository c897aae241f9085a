"""Instants on the district's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from qgis.PyQt.QtCore import QDateTime

from ...layers.language import word

__all__ = ["age_text", "from_field", "local_text", "to_field"]

_FIELD = "yyyy-MM-ddTHH:mm"


def local_text(when: datetime | None, utc_offset_hours: float) -> str:
    """Date and time to the minute; a dash where there is none."""
    if when is None:
        return "—"
    return f"{when.astimezone(UTC) + timedelta(hours=utc_offset_hours):%Y-%m-%d %H:%M}"


def to_field(when: datetime, utc_offset_hours: float) -> QDateTime:
    """What a date-time field shows for a UTC instant."""
    local = when.astimezone(UTC) + timedelta(hours=utc_offset_hours)
    return QDateTime.fromString(local.strftime("%Y-%m-%dT%H:%M"), _FIELD)


def from_field(shown: QDateTime, utc_offset_hours: float) -> datetime:
    """The UTC instant a date-time field means."""
    # The field knows the zone of this machine, which need not be the district's: only its figures count.
    naive = datetime.fromisoformat(shown.toString(_FIELD))
    return naive.replace(tzinfo=UTC) - timedelta(hours=utc_offset_hours)


def age_text(seconds: float, language: str) -> str:
    """How long ago that is, in words."""
    minutes = int(seconds // 60)
    for key, size in (("age_days", 2880), ("age_hours", 120), ("age_minutes", 2)):
        if minutes >= size:
            return word(key, language).format(n=minutes // {"age_days": 1440, "age_hours": 60, "age_minutes": 1}[key])
    return word("age_now", language)
