"""Makes every grid one piece again: stray pieces go to neighbours, locked pieces are joined, empty grids are filled."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components

from ..errors import InputError

__all__ = ["mended", "pieces_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_ROUNDS = 12


def pieces_of(adjacency: csr_matrix, grid: Ints) -> Ints:
    """Number of the connected piece of its grid each unit lies in, shape (n,)."""
    rows = np.repeat(np.arange(len(grid)), np.diff(adjacency.indptr))
    same = (grid[rows] == grid[adjacency.indices]) & (grid[rows] >= 0)
    links = csr_matrix((np.ones(int(same.sum())), (rows[same], adjacency.indices[same])), shape=adjacency.shape)
    return connected_components(links, directed=False)[1].astype(np.int64)


def mended(adjacency: csr_matrix, grid: Ints, parts: int, weight: Floats, locked: Ints) -> Ints:
    """A plan near `grid` in which each of the `parts` grids is one piece and has a unit, and every lock holds.

    Parameters
    ----------
    adjacency
        Shared border lengths of a connected graph, shape (n, n).
    grid
        Grid of each unit, −1 where it has none; shape (n,).
    weight
        Load of each unit, shape (n,).
    locked
        Grid a unit is locked to, −1 where it is free; shape (n,).

    Raises
    ------
    InputError
        If the locks leave no connected plan, or none was found.
    """
    grid = np.where(locked >= 0, locked, grid)
    for _ in range(_ROUNDS):
        grid = _with_main_pieces(adjacency, grid, parts, weight, locked)
        _absorb(adjacency, grid)
        empty = np.flatnonzero(np.bincount(grid, minlength=parts) == 0)
        for part in empty.tolist():
            _fill(adjacency, grid, part, weight, locked)
        if len(empty):
            continue
        pieces = pieces_of(adjacency, grid)
        if pieces.max() + 1 == parts:
            return grid
        _join_locked(adjacency, grid, pieces, locked)
    raise InputError(
        "No plan was found that keeps all locks and leaves every grid in one piece.",
        hint="Unlock the units between the pieces of a grid.",
    )


def _with_main_pieces(adjacency: csr_matrix, grid: Ints, parts: int, weight: Floats, locked: Ints) -> Ints:
    """Only the pieces that stay: those with locked units, else the heaviest of each grid."""
    pieces = pieces_of(adjacency, grid)
    number = int(pieces.max()) + 1
    if number == parts and (grid >= 0).all():
        return grid
    owner = np.zeros(number, dtype=np.int64)
    owner[pieces] = grid
    held = np.bincount(pieces, locked >= 0, number) > 0
    rank = np.bincount(pieces, weight, number) + np.bincount(pieces, minlength=number) * (weight.sum() * 1e-9 + 1e-12)
    rank = np.where(held, rank + 2 * weight.sum() + 1, rank)
    order = np.lexsort((-rank, owner))
    first = np.ones(number, dtype=bool)
    first[1:] = owner[order][1:] != owner[order][:-1]
    main = np.zeros(number, dtype=bool)
    main[order[first]] = True
    stays = (main | held) & (owner >= 0)
    return np.where(stays[pieces], grid, -1)


def _absorb(adjacency: csr_matrix, grid: Ints) -> None:
    """Give units without a grid to the neighbour they share most border with, from the edges inwards."""
    if (grid < 0).all():
        grid[:1] = 0
    waiting = deque(np.flatnonzero(grid < 0).tolist())
    indptr, indices, length = adjacency.indptr, adjacency.indices, adjacency.data
    idle = 0
    while waiting and idle <= len(waiting):
        unit = waiting.popleft()
        shares: dict[int, float] = {}
        for at in range(indptr[unit], indptr[unit + 1]):
            there = int(grid[indices[at]])
            if there >= 0:
                shares[there] = shares.get(there, 0.0) + float(length[at])
        if shares:
            grid[unit] = max(shares, key=lambda part: (shares[part], -part))
            idle = 0
        else:
            waiting.append(unit)
            idle += 1


def _fill(adjacency: csr_matrix, grid: Ints, part: int, weight: Floats, locked: Ints) -> None:
    """Halve the heaviest grid that can be halved, for the empty grid `part`."""
    count = np.bincount(grid, minlength=part + 1)
    free = np.bincount(grid[locked < 0], minlength=len(count))
    heavy = np.bincount(grid, weight, len(count))
    order = np.lexsort((-count, -heavy))
    for giver in order.tolist():
        if count[giver] < 2 or not free[giver]:
            continue
        units = np.flatnonzero(grid == giver)
        inner = adjacency[units][:, units]
        far = breadth_first_order(inner, 0, directed=False, return_predecessors=False)[-1]
        ordered = breadth_first_order(inner, int(far), directed=False, return_predecessors=False)
        running = np.cumsum(weight[units[ordered]])
        half = max(1, min(int(np.searchsorted(running, running[-1] / 2)), len(units) - 1))
        given = units[ordered[:half]]
        given = given[locked[given] < 0]
        if len(given):
            grid[given] = part
            return
    raise InputError(
        "Too many units are locked: no unit is free for another grid.", hint="Unlock units or ask for fewer grids."
    )


def _join_locked(adjacency: csr_matrix, grid: Ints, pieces: Ints, locked: Ints) -> None:
    """Lay a shortest way between the locked pieces of a grid, through units that are not locked elsewhere."""
    for part in np.unique(locked[locked >= 0]).tolist():
        held = np.unique(pieces[locked == part])
        if len(held) < 2:
            continue
        passable = np.flatnonzero((locked < 0) | (locked == part))
        place = np.full(len(grid), -1, dtype=np.int64)
        place[passable] = np.arange(len(passable))
        inner = adjacency[passable][:, passable]
        start = int(np.flatnonzero((pieces == held[0]) & (locked == part))[0])
        _, before = breadth_first_order(inner, int(place[start]), directed=False)
        for other in held[1:].tolist():
            at = int(place[np.flatnonzero((pieces == other) & (locked == part))[0]])
            if before[at] < 0:
                raise InputError(
                    "The locks contradict each other: the locked units of one grid cannot be joined past those of others.",
                    hint="Unlock the units between them.",
                )
            while at >= 0:
                grid[passable[at]] = part
                at = int(before[at])
