"""Keeps one noisy device from taking the place of all the others. Times are monotonic, so that no clock jump matters."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

__all__ = ["RateLimiter", "RejectQuota", "Summary"]

_MOST_KEYS = 20_000


class RateLimiter:
    """A bucket of tokens for each device: how long to stop listening to it, rather than what to throw away.

    Parameters
    ----------
    per_second
        What a device may send for ever.
    burst
        What it may send at once.
    """

    def __init__(self, per_second: float, burst: float) -> None:
        self._per_second, self._burst = per_second, burst
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, now: float) -> float:
        """Count one message; seconds for which its sender should not be read, 0 where it is within bounds."""
        level, then = self._buckets.get(key, (self._burst, now))
        level = min(level + (now - then) * self._per_second, self._burst) - 1.0
        self._buckets[key] = (level, now)
        if len(self._buckets) > _MOST_KEYS:
            self._buckets.popitem(last=False)
        return 0.0 if level >= 0 else -level / self._per_second


@dataclass
class Summary:
    """Rejects of one sender beyond what is kept one by one.

    Attributes
    ----------
    count
        How many.
    reasons
        How many for each reason.
    last
        Raw bytes of the last one.
    """

    count: int
    reasons: dict[str, int]
    last: bytes


class RejectQuota:
    """Lets a number of rejects of each sender through per minute, and counts the others for a summary.

    Parameters
    ----------
    per_minute
        Rejects of one sender that are kept one by one in a minute.
    """

    def __init__(self, per_minute: int, *, window_s: float = 60.0) -> None:
        self._per_minute, self._window_s = per_minute, window_s
        self._windows: dict[str, tuple[float, int]] = {}
        self._summaries: dict[str, Summary] = {}

    def admits(self, sender: str, reason: str, raw: bytes, now: float) -> bool:
        """Whether this reject is kept by itself."""
        began, count = self._windows.get(sender, (now, 0))
        if now - began >= self._window_s:
            began, count = now, 0
        if sender not in self._windows and len(self._windows) >= _MOST_KEYS:
            # More senders than anybody has devices: together they count as one.
            return self.admits("others", reason, raw, now) if sender != "others" else False
        self._windows[sender] = (began, count + 1)
        if count < self._per_minute:
            return True
        summary = self._summaries.setdefault(sender, Summary(0, {}, b""))
        summary.count += 1
        summary.reasons[reason] = summary.reasons.get(reason, 0) + 1
        summary.last = raw[:2_000]
        return False

    def due(self, now: float, *, every: bool = False) -> list[tuple[str, Summary]]:
        """Summaries of the minutes that are over (or of all), each once."""
        over = [sender for sender, (began, _) in self._windows.items() if every or now - began >= self._window_s]
        found = []
        for sender in over:
            del self._windows[sender]
            if sender in self._summaries:
                found.append((sender, self._summaries.pop(sender)))
        return found
