"""Which fixes of a track a vehicle can have driven through."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["EARTH_RADIUS_M", "on_sphere", "reachable"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
EARTH_RADIUS_M = 6_371_008.8


def on_sphere(lon: Floats, lat: Floats) -> Floats:
    """Points on a sphere of the earth's size, shape (3, n), m; chords are distances, also across 180°."""
    x, y = np.radians(lon), np.radians(lat)
    cosine = np.cos(y)
    return np.stack([cosine * np.cos(x), cosine * np.sin(x), np.sin(y)]) * EARTH_RADIUS_M


def reachable(
    unit: NDArray[np.intp], seconds: Floats, points: Floats, known: Flags, speed: float, slack: float
) -> Flags:
    """Fixes that can be reached from their neighbours of the same unit.

    A track is cut where a leg is faster than `speed`. The part with most fixes (or with fixes that are known already) is
    right; from there the others are taken in both directions as soon as they can be reached. So one wild fix costs one
    fix, wherever it stands, and between two neighbours that are kept no leg is ever too fast.

    Parameters
    ----------
    unit, seconds
        Sorted by unit and time, shape (n,).
    points
        `on_sphere`, shape (3, n).
    known
        Fixes that were accepted before and are not judged.
    speed, slack
        m/s, and metres that are free.
    """
    count = len(unit)
    keep = np.ones(count, dtype=bool)
    if count < 2:
        return keep
    same = unit[1:] == unit[:-1]
    with np.errstate(invalid="ignore", over="ignore"):
        step = np.sqrt((np.diff(points) ** 2).sum(axis=0))
        broken = same & (step > slack + speed * (seconds[1:] - seconds[:-1]))
    if not broken.any():
        return keep
    starts = np.concatenate([[0], np.flatnonzero(~same) + 1])
    ends = np.append(starts[1:], count)
    cuts = np.flatnonzero(broken) + 1
    first_cut, last_cut = np.searchsorted(cuts, starts, side="right"), np.searchsorted(cuts, ends, side="left")
    walk = _Walk(seconds, points, known, speed, slack, keep)
    for which in np.flatnonzero(last_cut > first_cut):
        edges = [int(starts[which]), *cuts[first_cut[which] : last_cut[which]].tolist(), int(ends[which])]
        walk.track(edges)
    return keep


class _Walk:
    """Goes along one broken track after another; few tracks are broken, so plain Python is fast enough."""

    def __init__(self, seconds: Floats, points: Floats, known: Flags, speed: float, slack: float, keep: Flags) -> None:
        self.seconds, self.points, self.known, self.keep = seconds, points, known, keep
        self.speed, self.slack = speed, slack
        self.any_known = bool(known.any())

    def track(self, edges: list[int]) -> None:
        parts = list(pairwise(edges))
        if self.any_known and self.known[edges[0] : edges[-1]].any():
            self._between_known(parts[0][0], parts[-1][1])
            return
        best = max(range(len(parts)), key=lambda i: parts[i][1] - parts[i][0])
        last = parts[best][1] - 1
        for start, end in parts[best + 1 :]:
            last = self._forward(last, start, end)
        first = parts[best][0]
        for start, end in reversed(parts[:best]):
            first = self._backward(first, start, end)

    def _forward(self, last: int, start: int, end: int) -> int:
        found = start if self._within(last, start) else self._first(last, start + 1, end, 1)
        if found < 0:
            self.keep[start:end] = False
            return last
        self.keep[start:found] = False
        return end - 1

    def _backward(self, first: int, start: int, end: int) -> int:
        found = end - 1 if self._within(first, end - 1) else self._first(first, start, end - 1, -1)
        if found < 0:
            self.keep[start:end] = False
            return first
        self.keep[found + 1 : end] = False
        return start

    def _first(self, anchor: int, start: int, end: int, direction: int) -> int:
        """Nearest fix to the anchor in time that can be reached from it; -1 for none."""
        if end <= start:
            return -1
        gap = np.sqrt(((self.points[:, start:end] - self.points[:, anchor, None]) ** 2).sum(axis=0))
        good = gap <= self.slack + self.speed * np.abs(self.seconds[start:end] - self.seconds[anchor])
        found = np.flatnonzero(good)
        return -1 if not len(found) else start + int(found[0] if direction > 0 else found[-1])

    def _within(self, one: int, other: int) -> bool:
        a, b = self.points[:, one], self.points[:, other]
        gap = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2) ** 0.5
        return bool(gap <= self.slack + self.speed * abs(self.seconds[other] - self.seconds[one]))

    def _between_known(self, start: int, end: int) -> None:
        """New fixes have to fit between the known ones, which stay whatever they are."""
        anchors = np.flatnonzero(self.known[start:end]) + start
        following = anchors[np.minimum(np.searchsorted(anchors, np.arange(start, end)), len(anchors) - 1)]
        last = -1
        for at in range(start, end):
            if self.known[at]:
                last = at
                continue
            nearest = int(following[at - start])
            fits = self._within(at, nearest) if nearest > at else True
            if fits and (last < 0 or self._within(last, at)):
                last = at
            else:
                self.keep[at] = False
