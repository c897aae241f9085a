"""Instants as the centre counts them: aware, in UTC, and in microseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ..errors import InputError

__all__ = ["aware", "from_microseconds", "microseconds"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def aware(moment: datetime) -> datetime:
    """The instant in UTC; raises `InputError` where it does not say its time zone."""
    if moment.tzinfo is None:
        raise InputError(
            "The time {moment} does not say its time zone.",
            hint="Give an instant with a time zone, e.g. in UTC.",
            moment=moment.isoformat(),
        )
    return moment.astimezone(UTC)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_microseconds(count: int) -> datetime:
    """The instant so many microseconds after 1970 UTC."""
    return _EPOCH + timedelta(microseconds=count)
