"""Proves how evenly the loads can be shared at best, and names what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .allotment import allotted, best_deviation
from .division_request import DivisionRequest
from .realms import Realm
from .remarks import Remark

__all__ = ["Bound", "lower_bound"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Bound:
    """No plan of this order can have a smaller largest deviation than `value`, and why."""

    value: float
    reason: Remark | None


def lower_bound(request: DivisionRequest, realms: list[Realm], load: int) -> Bound:
    """Largest of the bounds that hold for every plan of the order, for one load.

    Each of them follows from counting alone: the heaviest unit (or the units locked together) lies in one grid; of any
    j·k + 1 heaviest units j + 1 share a grid; a separate valley holds a whole number of grids; whole-numbered loads only add
    up to whole numbers; and units that may not change hands carry no load away.
    """
    bounds = [Bound(0.0, None)]
    values = request.loads[:, load]
    for parent, parts in enumerate(request.parts):
        units = np.flatnonzero(request.parent == parent)
        total = float(values[units].sum())
        if total <= 0:
            continue
        mean = total / parts
        bounds += [
            _granular(values[units], parts),
            _heavy(request, units, values, mean, parts),
            _valleys(request, [realm for realm in realms if realm.parent == parent], values, mean),
            _locked(request, units, values, mean),
        ]
    bounds.append(_stuck(request, values))
    return max(bounds, key=lambda bound: bound.value)


def _granular(values: Floats, parts: int) -> Bound:
    """Sums of whole numbers are whole numbers."""
    if not np.all(values == np.rint(values)) or values.sum() > 2**52:
        return Bound(0.0, None)
    step = int(np.gcd.reduce(values.astype(np.int64)))
    mean = Fraction(int(values.sum()), parts * step)
    # Some grid has at least the mean rounded up and, where they differ, some other at most the mean rounded down.
    over = Fraction(-(-mean.numerator // mean.denominator)) - mean
    under = mean - Fraction(mean.numerator // mean.denominator)
    value = float(max(over, under) / mean)
    reason = Remark("The load comes in steps of {step}, which do not divide evenly.", {"step": step})
    return Bound(value, reason if value else None)


def _heavy(request: DivisionRequest, units: Ints, values: Floats, mean: float, parts: int) -> Bound:
    order = units[np.argsort(-values[units], kind="stable")]
    heaviest = values[order]
    unit = request.graph.index[order[0]]
    times = float(heaviest[0] / mean)
    reason = Remark(
        "The unit “{unit}” alone carries {times:.2f} times the mean load of a grid.", {"unit": unit, "times": times}
    )
    best = Bound(max(times - 1, 0.0), reason if times > 1 else None)
    # The grids without heavy units have to share what is left.
    heavy = heaviest[heaviest > mean]
    if 0 < len(heavy) < parts:
        left = (heaviest.sum() - heavy.sum()) / (parts - len(heavy)) / mean
        best = max(best, Bound(float(1 - left), reason), key=lambda bound: bound.value)
    if parts == 1:
        return best
    running = np.concatenate([[0.0], np.cumsum(heaviest)])
    ranks = np.arange(1, (len(order) - 1) // parts + 1)
    shared = (running[ranks * parts + 1] - running[ranks * parts - ranks]) / mean - 1
    if len(ranks):
        rank = int(ranks[np.argmax(shared)])
        sharing = float(shared.max())
        if sharing > best.value + 1e-12:
            crowd = Remark(
                "{count} units carry so much that {sharing} of them have to share one grid.",
                {"count": rank * parts + 1, "sharing": rank + 1},
            )
            best = Bound(sharing, crowd)
    return best


def _valleys(request: DivisionRequest, realms: list[Realm], values: Floats, mean: float) -> Bound:
    """A village, or a valley no border connects, holds a whole number of grids."""
    if len(realms) < 2:
        return Bound(0.0, None)
    loads = np.array([values[realm.units].sum() for realm in realms]) / mean
    size = np.array([len(realm.units) for realm in realms], dtype=np.int64)
    parts = sum(realm.parts for realm in realms)
    value = best_deviation(loads, size, parts)
    if not value:
        return Bound(0.0, None)
    if len({realm.village for realm in realms}) < 2:
        return Bound(
            value,
            Remark("The units lie in {count} separate areas, each of which holds whole grids.", {"count": len(realms)}),
        )
    counts = allotted(loads, size, parts)
    worst = int(np.argmax(np.abs(loads / counts - 1)))
    named = {
        "village": request.villages[realms[worst].village],
        "load": float(loads[worst]),
        "count": int(counts[worst]),
    }
    return Bound(
        value,
        Remark(
            "The village “{village}” carries {load:.2f} times the mean load of a grid in {count} whole grids.", named
        ),
    )


def _locked(request: DivisionRequest, units: Ints, values: Floats, mean: float) -> Bound:
    held = units[request.locked[units] >= 0]
    if not len(held):
        return Bound(0.0, None)
    sums = np.bincount(request.locked[held], values[held], len(request.labels))
    worst = int(np.argmax(sums))
    value = float(sums[worst] / mean) - 1
    reason = Remark("The units locked to grid “{grid}” carry too much together.", {"grid": request.labels[worst]})
    return Bound(max(value, 0.0), reason if value > 0 else None)


def _stuck(request: DivisionRequest, values: Floats) -> Bound:
    """What the units that may change hands can carry away at most."""
    labels = len(request.labels)
    if request.budget is None or not labels or (request.start < 0).any() or labels != sum(request.parts):
        return Bound(0.0, None)
    home = np.zeros(labels, dtype=np.int64)
    home[request.start] = request.parent
    if (home[request.start] != request.parent).any():
        return Bound(0.0, None)
    sums = np.bincount(request.start, values, labels)
    wholes = np.bincount(request.parent, values, len(request.parts)) / np.array(request.parts)
    mean = wholes[home]
    if (mean <= 0).any():
        return Bound(0.0, None)
    free = np.sort(values[request.locked < 0])[::-1]
    carried = float(free[: request.budget].sum())

    def possible(deviation: float) -> bool:
        over = np.maximum(sums - (1 + deviation) * mean, 0).sum()
        under = np.maximum((1 - deviation) * mean - sums, 0).sum()
        return bool(max(over, under) <= carried * (1 + 1e-12))

    low, high = 0.0, float((np.abs(sums - mean) / mean).max())
    if possible(0.0):
        return Bound(0.0, None)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if possible(middle) else (middle, high)
    return Bound(low, Remark("Only {budget} units may change hands.", {"budget": request.budget}))
