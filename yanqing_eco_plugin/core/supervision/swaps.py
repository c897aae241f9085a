"""The last per cent of balance: single moves and exchanges of two units where whole units are coarse."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .exchange import Exchange

__all__ = ["polish"]

Floats = NDArray[np.float64]
# How many grids beyond the tolerance are looked at before giving up.
_TRIES = 400
# Partners tried for an exchange before the next grid is looked at.
_EXCHANGES = 60


def _beyond(state: Exchange, part: int, change: list[float], allowed: float) -> float:
    """Squares of what `part` has beyond `allowed` after `change` (per load), plus a touch of its whole deviation."""
    total = 0.0
    for excess, more in zip(state.excess, change, strict=True):
        now = abs(excess[part] + more)
        over = now - allowed
        total += (over * over if over > 0 else 0.0) + 0.01 * now * now
    return total


def _gain(state: Exchange, one: int, other: int, change: list[float], allowed: float) -> float:
    """How much better both grids are after `change` goes from `one` to `other`."""
    nothing = [0.0] * state.loads
    back = [-value for value in change]
    before = _beyond(state, one, nothing, allowed) + _beyond(state, other, nothing, allowed)
    return before - _beyond(state, one, back, allowed) - _beyond(state, other, change, allowed)


def _borderers(state: Exchange, members: list[int], part: int) -> dict[int, list[int]]:
    """Units along the border of `part`, outside and inside, by the other grid."""
    outside: dict[int, set[int]] = {}
    for unit in members:
        for other in state.near[unit]:
            there = state.grid[other]
            if there != part:
                outside.setdefault(there, set()).update((unit, other))
    return {there: sorted(units) for there, units in sorted(outside.items())}


def _load(state: Exchange, unit: int) -> list[float]:
    return [weight[unit] for weight in state.weight]


def _try_one(state: Exchange, part: int, around: dict[int, list[int]], allowed: float) -> bool:
    """The single move over the border of `part` with most balance for the border it costs."""
    found = []
    for there, units in around.items():
        for unit in units:
            giver, taker = (part, there) if state.grid[unit] == part else (there, part)
            gain = _gain(state, giver, taker, _load(state, unit), allowed)
            if gain > 1e-12 and state.may_leave(unit, taker):
                growth = state.lengthens(unit, taker) / state.typical
                found.append((-gain / (4.0 + max(growth, -3.0)), unit, taker))
    for _, unit, taker in sorted(found):
        if state.stays_whole(unit):
            state.move(unit, taker)
            return True
    return False


def _try_two(state: Exchange, part: int, around: dict[int, list[int]], allowed: float) -> bool:
    """The exchange of two units over the border of `part` that evens out most."""
    found: list[tuple[float, int, int, int]] = []
    excess = np.array(state.excess)
    for there, units in around.items():
        inner = np.array(
            [unit for unit in units if state.grid[unit] == part and state.may_leave(unit, there)], dtype=int
        )
        outer = np.array(
            [unit for unit in units if state.grid[unit] == there and state.may_leave(unit, part)], dtype=int
        )
        if not len(inner) or not len(outer):
            continue
        change = state.weights[inner][:, None] - state.weights[outer][None]
        before = _squares(excess[:, part], allowed) + _squares(excess[:, there], allowed)
        gain = before - _squares(excess[:, part] - change, allowed) - _squares(excess[:, there] + change, allowed)
        order = np.argsort(-gain, axis=None, kind="stable")[:_EXCHANGES]
        for at in order.tolist():
            one, other = divmod(at, len(outer))
            if gain[one, other] <= 1e-12:
                break
            found.append((float(gain[one, other]), int(inner[one]), int(outer[other]), there))
    ranked = []
    for value, one, other, there in sorted(found, reverse=True)[:_EXCHANGES]:
        growth = state.lengthens(one, there) + state.lengthens(other, part)
        ranked.append((-value / (8.0 + max(growth / state.typical, -6.0)), one, other, there))
    return any(_exchange(state, one, other, part, there) for _, one, other, there in sorted(ranked))


def _squares(excess: Floats, allowed: float) -> Floats:
    """`_beyond` for many changes at once, loads on the last axis."""
    now = np.abs(excess)
    return np.asarray((np.maximum(now - allowed, 0) ** 2 + 0.01 * now**2).sum(axis=-1))


def _exchange(state: Exchange, one: int, other: int, part: int, there: int) -> bool:
    """Swap the two units if both grids stay whole and both units touch their new grid."""
    if not state.stays_whole(one):
        return False
    state.move(one, there)
    touching = any(state.grid[next_to] == part for next_to in state.near[other])
    if touching and state.may_leave(other, part) and state.stays_whole(other):
        state.move(other, part)
        return True
    state.move(one, part)
    return False


def polish(state: Exchange, allowed: float, tries: int = _TRIES) -> None:
    """Bring the grids that deviate by more than `allowed` closer, worst first, by one or two units at a time."""
    stuck: set[int] = set()
    members: list[list[int]] = [[] for _ in range(state.parts)]
    for unit, part in enumerate(state.grid):
        members[part].append(unit)
    for _ in range(tries):
        far = [(max(abs(excess[part]) for excess in state.excess), part) for part in range(state.parts)]
        far = [pair for pair in far if pair[0] > allowed and pair[1] not in stuck]
        if not far:
            return
        part = max(far)[1]
        own = [unit for unit in members[part] if state.grid[unit] == part]
        around = _borderers(state, own, part)
        if _try_one(state, part, around, allowed) or _try_two(state, part, around, allowed):
            stuck.clear()
            for changed in (part, *around):
                members[changed] = [unit for unit in members[changed] if state.grid[unit] == changed]
            for units in around.values():
                for unit in units:
                    if unit not in members[state.grid[unit]]:
                        members[state.grid[unit]].append(unit)
        else:
            stuck.add(part)
