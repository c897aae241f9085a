"""The named episodes of the demo and when they happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .tables import read_demo_table

__all__ = ["EPISODES", "EVERY_HOURS", "LOCAL_HOURS", "Episode", "episode", "first_day"]

EVERY_HOURS = 30 * 24
LOCAL_HOURS = 8  # local time minus UTC; the demo stands in Beijing
EPISODES = ("dust", "transport", "discharge", "stagnation")

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Episode:
    """One named episode; see ``resources/demo/episodes.csv`` for the columns."""

    key: str
    zh: str
    en: str
    start_hour: float  # after the local midnight of the calendar's day
    hours: float
    rise: float
    fall: float
    peak: float
    bearing: float
    speed: float

    def strength(self, origin: int, hours: Floats) -> Floats:
        """Share (0–1) of the peak at the `hours` since 1970 UTC, any shape; `origin` is the calendar's local midnight."""
        since = np.mod(np.asarray(hours, dtype=np.float64) - origin - self.start_hour, EVERY_HOURS)
        rising = np.clip(since / self.rise, 0.0, 1.0)
        falling = np.clip((self.hours - since) / self.fall, 0.0, 1.0)
        share: Floats = np.sin(np.pi / 2 * np.minimum(rising, falling)) ** 2
        return share

    def lag(self, place: Floats) -> Floats:
        """Hours after which the front reaches each point of `place`, shape (n, 2) in km; 0 for the first one reached."""
        if not self.speed or not len(place):
            return np.zeros(len(place))
        heading = np.radians(self.bearing + 180.0)
        along = place @ np.array([np.sin(heading), np.cos(heading)])
        lag: Floats = (along - along.min()) / self.speed
        return lag


@cache
def _all() -> dict[str, Episode]:
    numbers = ("hours", "rise", "fall", "peak", "bearing", "speed")
    return {
        row["key"]: Episode(
            key=row["key"],
            zh=row["zh"],
            en=row["en"],
            start_hour=float(row["day"]) * 24 + float(row["hour"]),
            **{name: float(row[name]) for name in numbers},
        )
        for row in read_demo_table("episodes")
    }


def episode(key: str) -> Episode:
    """The episode called `key`, one of `EPISODES`."""
    return _all()[key]


def first_day(when: datetime) -> int:
    """The calendar's origin for a demo made at `when`: hours since 1970 UTC of that day's local midnight."""
    local = when.astimezone(timezone(timedelta(hours=LOCAL_HOURS)))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return int(midnight.timestamp()) // 3600
