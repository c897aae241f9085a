"""How many grids each separate piece of land gets: villages of a township, valleys that no border connects."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["allotted", "best_deviation", "reallotted"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_HALVINGS = 60
_SLACK = 1e-9


def best_deviation(loads: Floats, units: Ints, parts: int) -> float:
    """Least deviation from 1 of the worst load per grid when every piece holds at least one of `parts` whole grids.

    Parameters
    ----------
    loads
        Load of each piece in units of the mean load of a grid, shape (c,), 1 ≤ c ≤ `parts`.
    units
        Number of units of each piece, shape (c,); a piece cannot have more grids. At least `parts` altogether.
    """
    low, high = 0.0, max(float(loads.max()), 1.0)
    if _bounds(loads, units, parts, 0.0) is not None:
        return 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _bounds(loads, units, parts, middle) is not None else (middle, high)
    return low


def allotted(loads: Floats, units: Ints, parts: int) -> Ints:
    """Grids of each piece so that the worst load per grid is as near 1 as can be; parameters of `best_deviation`."""
    deviation = best_deviation(loads, units, parts) * (1 + _SLACK) + _SLACK
    found = _bounds(loads, units, parts, deviation)
    # Where the units are too few for the bound, one grid each is the beginning.
    least, most = (np.ones(len(loads), dtype=np.int64), units) if found is None else found
    return _filled(least.copy(), loads, most, parts)


def reallotted(old: Ints, loads: Floats, units: Ints, parts: int, tolerance: float) -> Ints:
    """Grids of each piece when an old plan is repaired: its numbers, changed only where the tolerance asks for it.

    Parameters
    ----------
    old
        Grids of each piece in the old plan, 0 where it had none; shape (c,).
    tolerance
        Deviation from 1 of the load per grid with which a piece is left alone.
    """
    counts = np.clip(old, 1, units).astype(np.int64)
    while counts.sum() > parts:
        counts[_giver(counts, loads)] -= 1
    counts = _filled(counts, loads, units, parts)
    # Each exchange makes the worse of two pieces better, so it ends.
    while True:
        deviation = np.abs(loads / counts - 1)
        best, pair = 0.0, None
        for taker in np.flatnonzero((counts < units) & (loads > counts)).tolist():
            for giver in np.flatnonzero((counts > 1) & (loads < counts)).tolist():
                before = max(deviation[taker], deviation[giver])
                if before <= tolerance:
                    continue
                after = max(abs(loads[taker] / (counts[taker] + 1) - 1), abs(loads[giver] / (counts[giver] - 1) - 1))
                if before - after > best + _SLACK:
                    best, pair = before - after, (taker, giver)
        if pair is None:
            return counts
        counts[pair[0]] += 1
        counts[pair[1]] -= 1


def _bounds(loads: Floats, units: Ints, parts: int, deviation: float) -> tuple[Ints, Ints] | None:
    """Fewest and most grids of each piece at a deviation; None where they do not make up `parts`."""
    least = np.maximum(np.ceil(loads / (1 + deviation) - _SLACK), 1)
    most = np.floor(loads / (1 - deviation) + _SLACK) if deviation < 1 else np.full(len(loads), float(parts))
    most = np.minimum(most, units)
    if (least <= most).all() and least.sum() <= parts <= most.sum():
        return least.astype(np.int64), most.astype(np.int64)
    return None


def _filled(counts: Ints, loads: Floats, most: Ints, parts: int) -> Ints:
    while counts.sum() < parts:
        per_grid = np.where(counts < most, loads / counts, -np.inf)
        counts[int(np.argmax(per_grid))] += 1
    return counts


def _giver(counts: Ints, loads: Floats) -> int:
    """The piece that bears one grid less best."""
    return int(np.argmin(np.where(counts > 1, loads / np.maximum(counts - 1, 1), np.inf)))
