"""Evens out the loads of grids by passing units on from neighbour to neighbour."""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from ..progress import Progress, checkpoint
from .exchange import Exchange

__all__ = ["even_out", "smooth"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# A flow below this share of the mean load is not worth a unit.
_NOTHING = 1e-9


def _quotient(state: Exchange) -> tuple[Ints, Ints, Floats]:
    """Pairs of neighbouring grids (``p < q``) and the length of their open border."""
    _, own, other, at = state.frontier()
    up = own < other
    key = own[up] * state.parts + other[up]
    pairs, where = np.unique(key, return_inverse=True)
    width = np.bincount(where, state.length[at[up]], len(pairs)).astype(np.float64)
    return (pairs // state.parts).astype(np.int64), (pairs % state.parts).astype(np.int64), width


def _diffused(state: Exchange, p: Ints, q: Ints, width: Floats) -> Floats:
    """Load to pass from `p` to `q` over each pair, shape (pairs, l), with the least sum of squares over widths.

    Hu & Blake, "An improved diffusion algorithm for dynamic load balancing", Parallel Computing 25 (1999),
    doi:10.1016/S0167-8191(99)00002-2: the flow is the difference of potentials that solve the graph's Laplace equation.
    """
    conductance = width / width.mean()
    laplace = np.zeros((state.parts, state.parts))
    np.add.at(laplace, (p, q), -conductance)
    np.add.at(laplace, (q, p), -conductance)
    laplace[np.diag_indices(state.parts)] = -laplace.sum(axis=1) + 1e-9
    potential = np.linalg.solve(laplace, np.array(state.excess).T)
    return conductance[:, None] * (potential[p] - potential[q])


def _least(state: Exchange, p: Ints, q: Ints, allowed: float) -> Floats | None:
    """Smallest total flow after which no grid deviates by more than `allowed`, shape (pairs, l); None if there is none."""
    pairs = len(p)
    columns = np.arange(pairs)
    ones = np.ones(pairs)
    net = csr_matrix(
        (np.concatenate([ones, -ones]), (np.concatenate([p, q]), np.concatenate([columns, columns]))),
        shape=(state.parts, pairs),
    ).toarray()
    both = np.hstack([net, -net])
    flows = []
    for excess in np.array(state.excess):
        answer = linprog(
            np.ones(2 * pairs),
            A_ub=csr_matrix(np.vstack([-both, both])),
            b_ub=np.concatenate([allowed - excess, allowed + excess]),
            bounds=(0, None),
            method="highs",
        )
        if answer.x is None:
            return None
        flows.append(answer.x[:pairs] - answer.x[pairs:])
    return np.array(flows).T


def _pass_on(state: Exchange, giver: int, taker: int, units: list[int], wanted: list[float]) -> int:
    """Move units from `giver` to `taker` until `wanted` (per load) is met as nearly as whole units allow."""
    weights, grid, near = state.weight, state.grid, state.near
    heap = [(state.lengthens(unit, taker) / state.typical, unit) for unit in units]
    heapq.heapify(heap)
    moved, refused = 0, 0
    while heap and refused < 40:
        growth, unit = heapq.heappop(heap)
        if grid[unit] != giver:
            continue
        now = state.lengthens(unit, taker) / state.typical
        if now != growth:
            heapq.heappush(heap, (now, unit))
            continue
        gain = 0.0
        for weight, left in zip(weights, wanted, strict=True):
            gain += weight[unit] * (2 * left - weight[unit])
        # The neighbour that made this unit a candidate may have left the taker meanwhile.
        touching = any(grid[other] == taker for other in near[unit])
        if gain <= 0 or not touching or not state.may_leave(unit, taker) or not state.stays_whole(unit):
            refused += 1
            continue
        state.move(unit, taker)
        moved += 1
        for one, weight in enumerate(weights):
            wanted[one] -= weight[unit]
        for other in near[unit]:
            if grid[other] == giver and taker in (grid[there] for there in near[other]):
                heapq.heappush(heap, (state.lengthens(other, taker) / state.typical, other))
        if max(wanted) <= _NOTHING:
            break
    return moved


def _round(state: Exchange, flows: Floats, p: Ints, q: Ints) -> int:
    """Carry out the flows, largest first; gives back how many units moved."""
    unit, own, other, _ = state.frontier()
    borderers: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one, there, beyond in dict.fromkeys(zip(unit.tolist(), own.tolist(), other.tolist(), strict=True)):
        borderers[there, beyond].append(one)
    size = np.abs(flows).sum(axis=1)
    moved = 0
    for at in np.argsort(-size, kind="stable").tolist():
        if size[at] <= _NOTHING:
            break
        forward = flows[at].sum() > 0
        giver, taker = (int(p[at]), int(q[at])) if forward else (int(q[at]), int(p[at]))
        wanted = (flows[at] if forward else -flows[at]).tolist()
        units = [one for one in borderers[giver, taker] if state.grid[one] == giver]
        moved += _pass_on(state, giver, taker, units, wanted)
    return moved


def even_out(
    state: Exchange, aim: float, *, rounds: int = 30, sparing: bool = False, progress: Progress | None = None
) -> None:
    """Move units until no grid deviates by more than `aim`, or nothing helps any more.

    Parameters
    ----------
    state
        The division, changed in place; the best state met is what stands at the end.
    aim
        Deviation to reach, as a share of the mean load.
    sparing
        Move as little load as will do, instead of spreading the moves over all borders.
    """
    best, best_grid, idle = state.worst(), state.assignment(), 0
    for number in range(rounds):
        checkpoint(progress, number / rounds)
        if best <= aim or idle >= 6:
            break
        p, q, width = _quotient(state)
        if not len(p):
            break
        flows = _least(state, p, q, aim * 0.9) if sparing else None
        if flows is None:
            flows = _diffused(state, p, q, width)
        if not _round(state, flows, p, q):
            idle += 1
        now = state.worst()
        idle = 0 if now < best * 0.995 else idle + 1
        if now < best:
            best, best_grid = now, state.assignment()
    restore(state, best_grid)


def restore(state: Exchange, grid: Ints) -> None:
    """Go back to an earlier assignment."""
    for unit in np.flatnonzero(np.asarray(state.grid) != grid).tolist():
        state.move(unit, int(grid[unit]))


def smooth(state: Exchange, allowed: float, *, sweeps: int = 3) -> int:
    """Shorten the borders between grids while no load leaves what is `allowed` (or what it deviates by already)."""
    total = 0
    for _ in range(sweeps):
        units = np.unique(state.frontier()[0]).tolist()
        moved = 0
        for unit in units:
            moved += _straighten(state, unit, allowed)
        total += moved
        if not moved:
            break
    return total


def _straighten(state: Exchange, unit: int, allowed: float) -> int:
    grid = state.grid
    own = grid[unit]
    shares: dict[int, float] = {}
    for other, length in zip(state.near[unit], state.border[unit], strict=True):
        there = grid[other]
        shares[there] = shares.get(there, 0.0) + length
    mine = shares.pop(own, 0.0)
    for to, share in sorted(shares.items(), key=lambda item: -item[1]):
        if share <= mine:
            return 0
        if _bearable(state, unit, own, to, allowed) and state.may_leave(unit, to) and state.stays_whole(unit):
            state.move(unit, to)
            return 1
    return 0


def _bearable(state: Exchange, unit: int, own: int, to: int, allowed: float) -> bool:
    for weight, excess in zip(state.weight, state.excess, strict=True):
        load = weight[unit]
        if excess[own] - load < -allowed and load > 0:
            return False
        if excess[to] + load > allowed and load > 0:
            return False
    return True
