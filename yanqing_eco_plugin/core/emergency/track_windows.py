"""The tracks of a long incident, held a window of time at a time: what a moment needs is there, the rest can be read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from .track_lookup import TrackLookup

__all__ = ["TrackWindows", "WindowPlan", "plan_windows"]

# So many are read in a blink of an eye; 500 units with a fix a second send them in ten minutes.
WINDOW_FIXES = 300_000
# Of 40 bytes each: 160 MB.
MOST_FIXES = 4_000_000
_SHORTEST_S, _LONGEST_S = 60, 21_600


@dataclass(frozen=True)
class WindowPlan:
    """A span of time in windows of the same length (s); the last may be shorter."""

    start: datetime
    end: datetime
    seconds: int

    @property
    def count(self) -> int:
        """How many windows there are."""
        return self.number_of(self.end) + 1

    def number_of(self, when: datetime) -> int:
        """The window in which the fixes of `when` (aware) are; the first or last for moments outside the span."""
        into = min(max((when - self.start).total_seconds(), 0.0), (self.end - self.start).total_seconds())
        return max(math.ceil(into / self.seconds) - 1, 0)

    def span(self, number: int) -> tuple[datetime, datetime]:
        """Where a window begins and ends: its fixes are those after the one and not after the other."""
        begin = self.start + timedelta(seconds=number * self.seconds)
        return begin, min(begin + timedelta(seconds=self.seconds), self.end)


def plan_windows(start: datetime, end: datetime, units: int) -> WindowPlan:
    """Windows in which `units`, telling of themselves once a second, send no more than can be read at once."""
    return WindowPlan(start, end, min(max(WINDOW_FIXES // max(units, 1), _SHORTEST_S), _LONGEST_S))


class TrackWindows:
    """The windows that are held, and which to read next.

    A window is looked up by itself: it carries, with the fixes of its span, the newest one before it of each unit.

    Parameters
    ----------
    plan
        Of the incident.
    most_fixes
        When more are held, windows far from the moment that is looked at are forgotten; the one read last may go beyond.
    """

    def __init__(self, plan: WindowPlan, most_fixes: int = MOST_FIXES) -> None:
        self.plan = plan
        self._most = most_fixes
        self._held: dict[int, TrackLookup] = {}

    @property
    def fixes_held(self) -> int:
        """How many fixes are in memory."""
        return sum(map(len, self._held.values()))

    @property
    def span(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Of the plan."""
        return pd.Timestamp(self.plan.start), pd.Timestamp(self.plan.end)

    def holds(self, when: datetime) -> bool:
        """Whether the positions at `when` are known."""
        return self.plan.number_of(when) in self._held

    def positions(self, when: datetime) -> pd.DataFrame:
        """As `TrackLookup.positions`; raises `LookupError` where the window is not held."""
        return self._held[self.plan.number_of(when)].positions(when)

    def take(self, number: int, tracks: TrackLookup, when: datetime) -> None:
        """Hold a window; `when` is looked at now."""
        self._held[number] = tracks
        now = self.plan.number_of(when)
        # Who plays goes forward: what lies behind is forgotten first.
        near = sorted(self._held, key=lambda held: (held < now, abs(held - now)))
        while self.fixes_held > self._most and near[-1] not in (now, number):
            del self._held[near.pop()]

    def carried(self, number: int) -> pd.DataFrame | None:
        """The newest fix of each unit before a window begins, where the window before it is held."""
        before = self._held.get(number - 1)
        return None if before is None else before.newest()

    def wanted(self, when: datetime, ahead_s: float) -> int | None:
        """The window to read next: the one of `when`, then those of the next seconds as far as there is room."""
        now, last = self.plan.number_of(when), self.plan.number_of(when + timedelta(seconds=ahead_s))
        largest, ahead = max(map(len, self._held.values()), default=0), 0
        for number in range(now, last + 1):
            if number not in self._held:
                return number if number == now or ahead + largest <= self._most else None
            ahead += len(self._held[number])
        return None
