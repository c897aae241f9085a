"""Divides one realm: seeds a plan or takes the old one, then evens out the loads and straightens the borders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from ..progress import Progress, checkpoint, portion
from .balance import even_out, restore, smooth
from .exchange import Exchange
from .mending import mended
from .realms import Realm
from .seeding import bisected, partitioned
from .swaps import polish

__all__ = ["Task", "solved"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# Above this number of units one good seed has to do.
_SEVERAL_SEEDS = 20_000
# Polsby–Popper value from which on a grid counts as well shaped.
_WELL_SHAPED = 0.5


@dataclass(frozen=True, eq=False)
class Task:
    """What is asked of one realm of m units and k grids.

    Attributes
    ----------
    centre, area, perimeter
        Of the units, shapes (m, 2), (m,), (m,).
    weights
        Loads in units of the mean load of a grid, shape (m, l).
    start
        Grid (0 … k − 1) in the plan to be repaired, −1 for none; shape (m,); None to begin anew.
    locked
        Grid a unit is locked to, −1 where it is free; shape (m,).
    budget
        Largest number of units that may leave their grid.
    aim
        Deviation at which a plan is good enough.
    """

    realm: Realm
    centre: Floats
    area: Floats
    perimeter: Floats
    weights: Floats
    start: Ints | None
    locked: Ints
    budget: int | None
    aim: float
    seed: int


def solved(task: Task, progress: Progress | None = None) -> Ints:
    """Grid (0 … k − 1) of every unit of the realm, shape (m,); each grid is one piece."""
    parts, units = task.realm.parts, len(task.realm.units)
    if parts == 1:
        return np.zeros(units, dtype=np.int64)
    if task.start is not None:
        return _repaired(task, progress)
    if parts == units:
        grid = np.arange(units)
        return mended(task.realm.adjacency, _matched(grid, task.locked, parts), parts, _combined(task), task.locked)
    seeds = [
        mended(task.realm.adjacency, _matched(seed, task.locked, parts), parts, _combined(task), task.locked)
        for seed in _seeds(task)
    ]
    checkpoint(progress, 0.2)
    best: tuple[tuple[float, float], Ints] | None = None
    for number, seed in enumerate(seeds):
        state = _state(task, seed)
        _refine(
            state, task.aim, portion(progress, 0.2 + 0.8 * number / len(seeds), 0.2 + 0.8 * (number + 1) / len(seeds))
        )
        grid = state.assignment()
        quality = max(state.worst(), task.aim), _raggedness(task, state, grid)
        if best is None or quality < best[0]:
            best = quality, grid
    return best[1] if best is not None else seeds[0]


def _raggedness(task: Task, state: Exchange, grid: Ints) -> float:
    """Length of the borders, counted dearer where one grid is out of shape."""
    parts, realm = task.realm.parts, task.realm
    same = grid[state.first] == grid[state.second]
    shared = np.bincount(grid[state.first[same]], state.length[same], parts)
    outline = np.maximum(np.bincount(grid, task.perimeter, parts) - shared, 1e-300)
    compactness = 4 * np.pi * np.bincount(grid, task.area, parts) / outline**2
    return float(realm.adjacency.data.sum() - state.length[same].sum()) * (
        1 + max(_WELL_SHAPED - compactness.min(), 0.0)
    )


def _combined(task: Task) -> Floats:
    weight = task.weights.mean(axis=1)
    return weight if weight.any() else np.ones(len(weight))


def _seeds(task: Task) -> list[Ints]:
    weight, parts = _combined(task), task.realm.parts
    shares = _shares(weight, parts)
    several = len(weight) <= _SEVERAL_SEEDS
    many = task.weights.shape[1] > 1
    found = [
        None
        if many
        else partitioned(task.realm.adjacency, weight, shares, task.seed, 2 if several and parts <= 50 else 1)
    ]
    if found[0] is None or several:
        found.append(bisected(task.realm.adjacency, task.centre, task.weights, shares, task.aim / 4))
    return [one for one in found if one is not None]


def _shares(weight: Floats, parts: int) -> Floats:
    """Shares of the load: a unit that is heavier than a grid should be stands alone, the others share the rest."""
    left, number = float(weight.sum()), parts
    alone: list[float] = []
    for heavy in np.sort(weight)[::-1][: parts - 1].tolist():
        if heavy * number <= left:
            break
        alone.append(heavy)
        left, number = left - heavy, number - 1
    shares = np.concatenate([alone, np.full(number, max(left, 0.0) / number)])
    shares = np.maximum(shares, 1e-6 * weight.sum() / parts)
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _matched(grid: Ints, locked: Ints, parts: int) -> Ints:
    """Number the grids so that as many locked units as can be lie in their grid already."""
    held = np.flatnonzero(locked >= 0)
    if not len(held):
        return grid
    agree = np.zeros((parts, parts))
    np.add.at(agree, (grid[held], locked[held]), 1)
    ours, theirs = linear_sum_assignment(-agree)
    number = np.empty(parts, dtype=np.int64)
    number[ours] = theirs
    return np.asarray(number[grid], dtype=np.int64)


def _state(task: Task, grid: Ints, home: Ints | None = None) -> Exchange:
    """The plan with its targets: what a grid cannot give away (a heavy unit, locked units) the others do without."""
    parts, loads = task.realm.parts, task.weights.shape[1]
    targets = np.empty((parts, loads))
    for load in range(loads):
        weight = task.weights[:, load]
        least = np.zeros(parts)
        np.maximum.at(least, grid, weight)
        held = task.locked >= 0
        least = np.maximum(least, np.bincount(task.locked[held], weight[held], parts))
        targets[:, load] = _filled(least, float(weight.sum()))
    return Exchange(task.realm.adjacency, grid, task.weights, targets, task.locked >= 0, home, task.budget)


def _filled(least: Floats, total: float) -> Floats:
    """Equal targets that sum to `total`, except where `least` is above what the others get."""
    above = np.zeros(len(least), dtype=bool)
    while True:
        free = int((~above).sum())
        if not free:
            return least
        level = (total - float(least[above].sum())) / free
        more = ~above & (least > level * (1 + 1e-12))
        if not more.any():
            return np.where(above, least, level)
        above |= more


def _refine(state: Exchange, aim: float, progress: Progress | None) -> None:
    # Several loads pull in different directions: what single units do not mend soon is not mended at all.
    tries = 400 if state.loads == 1 else 200
    for turn in range(3 if state.loads == 1 else 2):
        checkpoint(progress, turn / 3)
        polish(state, aim, tries)
        if state.loads == 1 and (turn or state.worst() > aim):
            even_out(state, aim, progress=portion(progress, turn / 3, (turn + 1) / 3))
            polish(state, aim, tries)
        smooth(state, aim)
        if state.worst() <= aim:
            return


def _repaired(task: Task, progress: Progress | None) -> Ints:
    start = task.start if task.start is not None else np.zeros(0, dtype=np.int64)
    grid = mended(task.realm.adjacency, start.copy(), task.realm.parts, _combined(task), task.locked)
    state = _state(task, grid, start)
    best, best_grid = state.worst(), state.assignment()
    for turn in range(4):
        checkpoint(progress, turn / 4)
        if state.worst() <= task.aim:
            break
        even_out(state, task.aim, rounds=8, sparing=True, progress=portion(progress, turn / 4, (turn + 1) / 4))
        polish(state, task.aim)
        if state.worst() < best:
            best, best_grid = state.worst(), state.assignment()
    restore(state, best_grid)
    _send_home(state, task.aim)
    # A little straightening of the new borders: a quarter more units may change hands for it.
    state.budget = min(state.budget, state.away + state.away // 4)
    smooth(state, max(task.aim, state.worst()))
    return state.assignment()


def _send_home(state: Exchange, aim: float) -> None:
    """Give units back to their old grid where the balance allows it."""
    if state.home is None:
        return
    allowed = max(aim, state.worst())
    for unit, home in enumerate(state.home):
        own = state.grid[unit]
        if home < 0 or own == home or not any(state.grid[other] == home for other in state.near[unit]):
            continue
        bearable = all(
            abs(excess[own] - weight[unit]) <= allowed and abs(excess[home] + weight[unit]) <= allowed
            for weight, excess in zip(state.weight, state.excess, strict=True)
        )
        if bearable and state.may_leave(unit, home) and state.stays_whole(unit):
            state.move(unit, home)
