"""A division while it is being improved: moves single units between neighbouring grids and never breaks a grid apart."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

__all__ = ["Exchange"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# How many units are looked at to find a way round a unit that leaves; a longer way counts as none.
_LOOKED_AT = 64


class Exchange:
    """Assignment of n units to k grids with the loads that go with it.

    Plain lists instead of arrays: the moves touch single units, where lists are several times faster.

    Parameters
    ----------
    adjacency
        Shared border lengths, symmetric, shape (n, n).
    grid
        Number of each unit's grid, shape (n,).
    weights
        Loads, shape (n, l), in units of the mean load per grid.
    targets
        Load each grid should have, shape (k, l).
    fixed
        Units that must not move, shape (n,).
    home
        Grid each unit had in the plan to be repaired, −1 for none; shape (n,). None where there is no such plan.
    budget
        Largest number of units that may leave their home.
    """

    def __init__(
        self,
        adjacency: csr_matrix,
        grid: Ints,
        weights: Floats,
        targets: Floats,
        fixed: NDArray[np.bool_],
        home: Ints | None = None,
        budget: int | None = None,
    ) -> None:
        self.size, self.parts, self.loads = len(grid), len(targets), weights.shape[1]
        indptr, indices = adjacency.indptr.tolist(), adjacency.indices.tolist()
        lengths = adjacency.data.tolist()
        self.near = [indices[a:b] for a, b in pairwise(indptr)]
        self.border = [lengths[a:b] for a, b in pairwise(indptr)]
        self.first = np.repeat(np.arange(self.size), np.diff(adjacency.indptr))
        self.second = adjacency.indices
        self.length = adjacency.data
        # What growth of the border is measured in.
        self.typical = float(np.median(self.length)) if len(self.length) else 1.0
        self.grid: list[int] = grid.tolist()
        self.weights, self.targets = weights, targets
        # One list per load: units, and what each grid has above its target.
        self.weight: list[list[float]] = [weights[:, one].tolist() for one in range(self.loads)]
        sums = [np.bincount(grid, weights[:, one], self.parts) - targets[:, one] for one in range(self.loads)]
        self.excess: list[list[float]] = [one.tolist() for one in sums]
        self.members: list[int] = np.bincount(grid, minlength=self.parts).tolist()
        self.fixed: list[bool] = fixed.tolist()
        self.home: list[int] | None = None if home is None else home.tolist()
        self.budget = self.size if budget is None else budget
        self.away = 0 if home is None else int(((home >= 0) & (home != grid)).sum())
        self.moves = 0

    def worst(self) -> float:
        """Largest deviation of any grid in any load, as a share of the mean load."""
        return max(max(max(one), -min(one)) for one in self.excess)

    def may_leave(self, unit: int, to: int) -> bool:
        """Whether the budget and the locks let `unit` go to grid `to`."""
        if self.fixed[unit] or self.members[self.grid[unit]] <= 1:
            return False
        return self.home is None or self.away + self._away(unit, to) <= self.budget

    def _away(self, unit: int, to: int) -> int:
        """How many more units are away from home when `unit` goes to `to`."""
        if self.home is None or self.home[unit] < 0:
            return 0
        home = self.home[unit]
        return int(to != home) - int(self.grid[unit] != home)

    def stays_whole(self, unit: int) -> bool:
        """Whether the grid of `unit` is still one piece without it (a way round of moderate length is found)."""
        grid, near = self.grid, self.near
        own = grid[unit]
        left = [other for other in near[unit] if grid[other] == own]
        if len(left) <= 1:
            return len(left) == 1
        wanted = set(left)
        start = left[0]
        wanted.discard(start)
        seen = {unit, start}
        queue = [start]
        for at in queue:
            for other in near[at]:
                if grid[other] == own and other not in seen:
                    if other in wanted:
                        wanted.discard(other)
                        if not wanted:
                            return True
                    seen.add(other)
                    queue.append(other)
            if len(queue) > _LOOKED_AT:
                return False
        return False

    def move(self, unit: int, to: int) -> None:
        """Give `unit` to grid `to`; the caller has checked that it may go."""
        own = self.grid[unit]
        if self.home is not None:
            self.away += self._away(unit, to)
        self.grid[unit] = to
        self.members[own] -= 1
        self.members[to] += 1
        for weight, excess in zip(self.weight, self.excess, strict=True):
            excess[own] -= weight[unit]
            excess[to] += weight[unit]
        self.moves += 1

    def lengthens(self, unit: int, to: int) -> float:
        """By how much the borders between grids grow when `unit` goes to `to`."""
        own, grow = self.grid[unit], 0.0
        for other, length in zip(self.near[unit], self.border[unit], strict=True):
            there = self.grid[other]
            if there == own:
                grow += length
            elif there == to:
                grow -= length
        return grow

    def frontier(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Open borders between grids, each from both sides: unit, its grid, the other grid, position in the matrix."""
        grid = np.asarray(self.grid)
        own, other = grid[self.first], grid[self.second]
        at = np.flatnonzero(own != other)
        return self.first[at], own[at], other[at], at

    def assignment(self) -> Ints:
        """The grids as they are now, shape (n,)."""
        return np.asarray(self.grid, dtype=np.int64)
