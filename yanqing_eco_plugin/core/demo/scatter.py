"""Strews points over an area, apart from each other, denser where they belong."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from shapely import contains_xy
from shapely.geometry.base import BaseGeometry

__all__ = ["scatter", "street_grid"]

Floats = NDArray[np.float64]
_ROUNDS = 12
_PATIENCE = 40


def scatter(draw: Callable[[int], Floats], area: BaseGeometry, count: int, apart: float, taken: Floats) -> Floats:
    """Points inside an area, at least `apart` from each other and from those already `taken`.

    Parameters
    ----------
    draw
        Gives so many candidates, shape (n, 2), in the plane of `area`.
    area
        Where the points must lie.
    count
        How many are wanted.
    apart
        Smallest distance, in units of the plane; halved wherever the area turns out too small for it.
    taken
        Points to stay away from, shape (m, 2).

    Returns
    -------
    ndarray
        Shape (count, 2).
    """
    points = [tuple(xy) for xy in np.asarray(taken, dtype=np.float64).reshape(-1, 2)]
    start = len(points)
    for attempt in range(_ROUNDS):
        candidates = draw(_PATIENCE * count)
        for xy in candidates[contains_xy(area, candidates[:, 0], candidates[:, 1])]:
            if len(points) - start == count:
                break
            if not points or np.min(np.hypot(*(np.asarray(points) - xy).T)) >= apart:
                points.append(tuple(xy))
        if len(points) - start == count:
            return np.array(points[start:]).reshape(-1, 2)
        if attempt:
            apart /= 2
    # An area so odd that candidates hardly ever fall into it: whatever is left stands at its middle.
    middle = area.representative_point()
    missing = count - (len(points) - start)
    return np.array([*points[start:], *[(middle.x, middle.y)] * missing])


def street_grid(centre: Floats, count: int, rng: np.random.Generator) -> Floats:
    """Straight streets that cross around a town's centre: start and end of each, shape (count, 2, 2), kilometres."""
    turn = rng.uniform(0, np.pi / 2)
    along = np.array([np.cos(turn), np.sin(turn)])
    axes = np.array([along, [-along[1], along[0]]])
    streets = np.empty((count, 2, 2))
    for number in range(count):
        direction, side = axes[number % 2], axes[1 - number % 2]
        step = (number // 2 + 1) // 2 * (-1) ** (number // 2)
        middle = centre + side * (step * 0.34 + rng.uniform(-0.04, 0.04)) + direction * rng.uniform(-0.15, 0.15)
        half = direction * rng.uniform(0.3, 0.55)
        streets[number] = middle - half, middle + half
    return streets
