"""Divides a district's units into inspection grids of equal load, each in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..progress import Progress, checkpoint, portion
from .attainable import lower_bound
from .cell_graph import CellGraph
from .division_report import Division, reported
from .division_request import DivisionRequest
from .realms import Realm, realms_of
from .solving import Task, solved

__all__ = ["divide"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# A new plan is evened out to this even where the tolerance is wider: it costs nothing.
_GOOD = 0.01
# With few units a grid the last per cent is out of reach: no finer than this share of the mean unit.
_COARSE = 0.5
_MARGIN = 0.9


def divide(
    cells: gpd.GeoDataFrame,
    parts: int | Mapping[object, int],
    *,
    loads: str | Sequence[str],
    within: str | pd.Series | None = None,
    start: str | pd.Series | None = None,
    locked: Iterable[object] | Mapping[object, object] = (),
    max_reassigned: float | None = None,
    tolerance: float = 0.05,
    seed: int = 0,
    barriers: gpd.GeoDataFrame | gpd.GeoSeries | None = None,
    villages: str | pd.Series | None = None,
    graph: CellGraph | None = None,
    progress: Progress | None = None,
) -> Division:
    """Divide units into connected grids with equal loads and short borders.

    Without `start`, METIS (or bisection where it is missing) makes the first plan; with it, the old plan is repaired and
    units change hands only as far as the tolerance asks. Units then move between neighbouring grids so that the largest
    deviation falls and borders stay short; no move ever breaks a grid apart, crosses a parent or moves a locked unit. Pieces
    of land too small for a grid are joined to the nearest grid and declared as exclaves in the report.

    Parameters
    ----------
    cells
        Polygons of n units that meet along their edges, with the columns named in `loads`.
    parts
        Number of grids; with `within`, the number in every parent, or one number per parent by its label.
    loads
        Column, or several columns that are balanced at once; numbers from 0 on.
    within
        Column or Series with each unit's parent (township, village): no grid crosses it.
    start
        Column or Series with each unit's grid in the plan to be repaired; the grids keep their labels.
    locked
        Labels of units that stay in their grid of `start`, or a mapping from unit to grid.
    max_reassigned
        How many units of `start` may change hands: a share (0 to 1, float) or a whole number.
    tolerance
        Wanted largest deviation of a grid's load from the mean of its parent, as a share.
    seed
        Same seed, same plan.
    barriers
        Lines no grid crosses, see `CellGraph.from_cells`.
    villages
        Column or Series with each unit's village or community inside its parent (DB11/T 2157: a grid lies in one). The grids
        of a parent are handed out to its villages by their loads, at least one each, and balanced over the whole parent;
        with `start` the villages keep their numbers unless an exchange brings them nearer to the tolerance.
    graph
        The graph of these very units, where it is at hand; `barriers` is then not looked at.

    Returns
    -------
    Division
        The grid of every unit (index of `cells`) and the report. New grids are numbered from 1.

    Raises
    ------
    InputError
        For units, loads, parents, locks or plans that cannot be used; each says which.
    Cancelled
        If the user stops.
    """
    checkpoint(progress, 0.0)
    if graph is None or not graph.index.equals(cells.index):
        graph = CellGraph.from_cells(cells, barriers)
    request = DivisionRequest.from_user(
        cells, graph, parts, loads=loads, within=within, start=start, locked=locked, max_reassigned=max_reassigned,
        tolerance=tolerance, seed=seed, villages=villages,
    )  # fmt: skip
    checkpoint(progress, 0.1)
    realms = realms_of(request)
    owned = _owned(request, realms)
    realms = _with_old_numbers(request, realms, owned)
    grid = np.full(len(cells), -1, dtype=np.int64)
    names: list[object] = []
    budget = request.budget
    for taken, at in enumerate(_worst_first(request, realms)):
        realm = realms[at]
        step = portion(progress, 0.1 + 0.8 * taken / len(realms), 0.1 + 0.8 * (taken + 1) / len(realms))
        labels = owned[at][: realm.parts]
        task = _task(request, realm, labels, budget)
        inner = solved(task, step)
        grid[realm.units] = inner + len(names)
        names += [*labels, *[None] * (realm.parts - len(labels))]
        if budget is not None and task.start is not None:
            known = request.start[realm.units] >= 0
            budget = max(budget - int((task.start != inner)[known].sum()), 0)
    checkpoint(progress, 0.9)
    bounds = [lower_bound(request, realms, load) for load in range(len(request.names))]
    return reported(request, grid, names, bounds)


def _owned(request: DivisionRequest, realms: list[Realm]) -> list[list[int]]:
    """Grids of the old plan (and of the locks) by the realm most of each lies in, heaviest first."""
    owned: list[list[int]] = [[] for _ in realms]
    if not request.labels:
        return owned
    share = (request.loads / request.loads.sum(axis=0)).sum(axis=1) + 1e-12
    table = np.zeros((len(request.labels), len(realms)))
    for number, realm in enumerate(realms):
        held = request.locked[realm.units]
        old = request.start[realm.units]
        np.add.at(table[:, number], old[old >= 0], share[realm.units][old >= 0])
        # A locked unit decides where its grid lies.
        np.add.at(table[:, number], held[held >= 0], 1e3)
    for label in np.argsort(-table.max(axis=1), kind="stable").tolist():
        if table[label].max() > 0:
            owned[int(np.argmax(table[label]))].append(label)
    return owned


def _with_old_numbers(request: DivisionRequest, realms: list[Realm], owned: list[list[int]]) -> list[Realm]:
    """Keep the old plan's number of grids in each valley where the sum is what was asked for."""
    if not request.labels:
        return realms
    result = list(realms)
    homes: dict[tuple[int, int], list[int]] = {}
    for at, realm in enumerate(realms):
        homes.setdefault((realm.parent, realm.village), []).append(at)
    for mine in homes.values():
        parts = sum(realms[at].parts for at in mine)
        if sum(len(owned[at]) for at in mine) == parts and all(owned[at] for at in mine):
            for at in mine:
                result[at] = replace(realms[at], parts=len(owned[at]))
    return result


def _worst_first(request: DivisionRequest, realms: list[Realm]) -> list[int]:
    """Realms in their order, or by their old plan's deviation where a budget has to be shared out."""
    if request.budget is None or not request.labels:
        return list(range(len(realms)))

    def deviation(at: int) -> float:
        realm = realms[at]
        old = request.start[realm.units]
        known = old >= 0
        if not known.any():
            return 0.0
        sums = np.bincount(old[known], request.loads[realm.units[known], 0]) / realm.mean[0]
        return float(np.abs(sums[sums > 0] - 1).max(initial=0.0))

    return sorted(range(len(realms)), key=lambda at: (-deviation(at), at))


def _task(request: DivisionRequest, realm: Realm, labels: list[int], budget: int | None) -> Task:
    weights = request.loads[realm.units] / realm.mean
    place = np.full(len(request.labels) + 1, -1, dtype=np.int64)
    place[labels] = np.arange(len(labels))
    start = place[request.start[realm.units]]
    locked = place[request.locked[realm.units]]
    repair = bool((request.start[realm.units] >= 0).any())
    # Several loads are evened out at the expense of the grids' shape: no further than asked for.
    good = max(_GOOD, _COARSE * realm.parts / len(realm.units))
    aim = request.tolerance if repair or weights.shape[1] > 1 else min(request.tolerance, good)
    return Task(
        realm=realm,
        centre=request.graph.centre[realm.units],
        area=request.graph.area[realm.units],
        perimeter=request.graph.perimeter[realm.units],
        weights=weights,
        start=start if repair else None,
        locked=locked,
        budget=budget,
        aim=aim * _MARGIN,
        seed=request.seed,
    )
