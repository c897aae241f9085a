"""Tells at once what it does to loads, shape and contiguity when units change hands, before they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from ..errors import InputError
from .cell_graph import CellGraph
from .division_request import load_table

__all__ = ["Effect", "GridScore", "Score"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class GridScore:
    """Figures of one grid.

    Attributes
    ----------
    loads
        Sum of each load, in the order of the score's names.
    pieces
        Number of connected pieces; 0 for a grid without units.
    compactness
        Polsby–Popper, 4πA/P².
    reach
        Load-weighted root mean square distance of the units from the load's centre, metres: a measure of the ways a patrol
        has (first load).
    """

    cells: int
    loads: tuple[float, ...]
    area: float
    perimeter: float
    pieces: int
    compactness: float
    reach: float


@dataclass(frozen=True)
class Effect:
    """What moving units does: figures of every grid concerned before and after, and the change of the border length."""

    before: dict[object, GridScore]
    after: dict[object, GridScore]
    cut_change: float
    moved: tuple[object, ...]
    locked: tuple[object, ...]

    @property
    def breaks(self) -> tuple[object, ...]:
        """Grids that have more pieces afterwards, or no unit left."""
        return tuple(
            grid for grid, now in self.after.items() if now.pieces > max(self.before[grid].pieces, 1) or not now.cells
        )


class Score:
    """Running totals of a plan, kept up to date by what moves, whatever the number of units.

    Parameters
    ----------
    cells
        The units with their loads; the index gives the labels.
    assignment
        Grid of every unit; missing where a unit has none.
    loads
        Columns that are summed.
    locked
        Labels of units that may not move.
    graph
        The graph of these units, made here where it is not given.
    """

    def __init__(
        self,
        cells: gpd.GeoDataFrame,
        assignment: pd.Series,
        loads: str | Sequence[str],
        *,
        locked: Iterable[object] = (),
        graph: CellGraph | None = None,
    ) -> None:
        self.graph = graph if graph is not None else CellGraph.from_cells(cells)
        if not self.graph.index.equals(cells.index):
            raise InputError("The graph belongs to other units than the layer.", hint="Build it again.")
        self.names, values = load_table(cells, loads)
        codes, labels = pd.factorize(assignment.reindex(cells.index), sort=True)
        self._labels: list[object] = labels.tolist()
        self._number = {label: number for number, label in enumerate(self._labels)}
        self._grid = codes.astype(np.int64)
        self._locked = cells.index.isin(list(locked))
        weight = values[:, :1]
        x, y = self.graph.centre[:, :1], self.graph.centre[:, 1:]
        # Everything that simply adds up: units, area, outer border, loads, and the moments of the first load.
        self._parts = np.hstack(
            [np.ones_like(weight), self.graph.area[:, None], self.graph.perimeter[:, None], values,
             weight, weight * x, weight * y, weight * (x * x + y * y)]
        )  # fmt: skip
        self._loads = values.shape[1]
        self._sums = np.zeros((len(self._labels), self._parts.shape[1]))
        known = self._grid >= 0
        np.add.at(self._sums, self._grid[known], self._parts[known])
        first, second, border = self.graph.first, self.graph.second, self.graph.border
        inside = (self._grid[first] == self._grid[second]) & (self._grid[first] >= 0)
        self._shared = np.bincount(self._grid[first[inside]], border[inside], len(self._labels))
        self._order = np.argsort(np.concatenate([first, second]), kind="stable")
        self._starts = np.searchsorted(np.concatenate([first, second])[self._order], np.arange(len(cells) + 1))
        self._other = np.concatenate([second, first])[self._order]
        self._length = np.concatenate([border, border])[self._order]

    @property
    def assignment(self) -> pd.Series:
        """The grid of every unit as it stands; None where a unit has no grid."""
        labels = np.array([*self._labels, None], dtype=object)
        return pd.Series(labels[self._grid], index=self.graph.index, name="grid")

    def grid(self, label: object) -> GridScore:
        """Figures of one grid."""
        number = self._find(label)
        return self._figures(number, self._sums[number], self._shared[number], self._grid)

    def effect(self, units: Iterable[object], to: object) -> Effect:
        """What happens when `units` go to grid `to` (a new label makes a new grid); nothing is changed.

        Locked units are left out and named in the answer.

        Raises
        ------
        InputError
            For a unit that is not in the layer.
        """
        return self._weigh(units, to)[0]

    def move(self, units: Iterable[object], to: object) -> Effect:
        """Give `units` to grid `to` and keep the totals; locked units stay."""
        effect, grid, sums, shared = self._weigh(units, to)
        self._grid = grid
        for number, row in sums.items():
            self._sums[number], self._shared[number] = row, shared[number]
        return effect

    def _find(self, label: object) -> int:
        if label not in self._number:
            self._number[label] = len(self._labels)
            self._labels.append(label)
            self._sums = np.vstack([self._sums, np.zeros((1, self._sums.shape[1]))])
            self._shared = np.append(self._shared, 0.0)
        return self._number[label]

    def _weigh(self, units: Iterable[object], to: object) -> tuple[Effect, Ints, dict[int, Floats], dict[int, float]]:
        at = self.graph.index.get_indexer(pd.Index(list(units), dtype=self.graph.index.dtype))
        if (at < 0).any():
            raise InputError("A unit is not in the layer.", hint="Refresh the layer and select again.")
        target = self._find(to)
        at = np.unique(at[self._grid[at] != target])
        held, at = at[self._locked[at]], at[~self._locked[at]]
        grid = self._grid.copy()
        grid[at] = target
        touched = [int(one) for one in np.unique(np.append(self._grid[at], target)) if one >= 0]
        sums = {number: self._sums[number].copy() for number in touched}
        shared = {number: float(self._shared[number]) for number in touched}
        for number in touched:
            sums[number] -= self._parts[at[self._grid[at] == number]].sum(axis=0)
        sums[target] += self._parts[at].sum(axis=0)
        cut = self._shift_borders(at, grid, shared)
        after = {self._labels[n]: self._figures(n, sums[n], shared[n], grid) for n in touched}
        before = {self._labels[n]: self._figures(n, self._sums[n], self._shared[n], self._grid) for n in touched}
        index = self.graph.index
        return Effect(before, after, cut, tuple(index[at].tolist()), tuple(index[held].tolist())), grid, sums, shared

    def _shift_borders(self, at: Ints, grid: Ints, shared: dict[int, float]) -> float:
        """Bring the inner border lengths of the touched grids up to date; gives back the change of the cut."""
        spans = [np.arange(self._starts[unit], self._starts[unit + 1]) for unit in at.tolist()]
        if not spans:
            return 0.0
        edge = np.concatenate(spans)
        unit = np.repeat(at, [len(span) for span in spans])
        other, length = self._other[edge], self._length[edge]
        # A border between two moved units is met from both sides.
        share = np.where(np.isin(other, at), 0.5, 1.0) * length
        change = 0.0
        for state, sign in ((self._grid, -1.0), (grid, 1.0)):
            inside = (state[unit] == state[other]) & (state[unit] >= 0)
            change -= sign * float(share[inside].sum())
            for number in np.unique(state[unit[inside]]).tolist():
                shared[number] += sign * float(share[inside & (state[unit] == number)].sum())
        return change

    def _figures(self, number: int, sums: Floats, shared: float, grid: Ints) -> GridScore:
        cells, area = round(float(sums[0])), float(sums[1])
        if not cells:
            return GridScore(0, (0.0,) * self._loads, 0.0, 0.0, 0, 0.0, 0.0)
        perimeter = float(sums[2]) - 2 * shared
        weight, x, y, square = (float(value) for value in sums[3 + self._loads :])
        reach = np.sqrt(max(square / weight - (x / weight) ** 2 - (y / weight) ** 2, 0.0)) if weight > 0 else 0.0
        units = np.flatnonzero(grid == number)
        pieces = connected_components(self.graph.adjacency[units][:, units], directed=False, return_labels=False)
        loads = tuple(float(value) for value in sums[3 : 3 + self._loads])
        return GridScore(
            cells, loads, area, perimeter, int(pieces), float(4 * np.pi * area / perimeter**2), float(reach)
        )
