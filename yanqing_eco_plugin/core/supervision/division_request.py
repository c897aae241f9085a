"""What a planner asks of a division, checked and turned into arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from .cell_graph import CellGraph

__all__ = ["DivisionRequest", "load_table"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class DivisionRequest:
    """A checked order for a division of n units.

    Attributes
    ----------
    graph
        The units' neighbourhood.
    names, loads
        Names of the loads, and the loads themselves, shape (n, l).
    parents, parent, parts
        Labels of the parents, each unit's parent (position in the labels, shape (n,)), and grids per parent.
    villages, village
        Labels of the villages inside the parents, which no grid crosses either, and each unit's (shape (n,)); one for all
        where none were named.
    labels, start
        Labels of the grids of the plan to be repaired, and each unit's grid there (−1: none), shape (n,).
    locked
        Grid (position in `labels`) a unit is locked to, −1 where it is free; shape (n,).
    budget
        Largest number of units that may change hands; None for no limit.
    """

    graph: CellGraph
    names: tuple[str, ...]
    loads: Floats
    parents: tuple[object, ...]
    parent: Ints
    parts: tuple[int, ...]
    labels: tuple[object, ...]
    start: Ints
    locked: Ints
    budget: int | None
    tolerance: float
    seed: int
    villages: tuple[object, ...]
    village: Ints

    @classmethod
    def from_user(
        cls,
        cells: gpd.GeoDataFrame,
        graph: CellGraph,
        parts: int | Mapping[object, int],
        *,
        loads: str | Sequence[str],
        within: str | pd.Series | None,
        start: str | pd.Series | None,
        locked: Iterable[object] | Mapping[object, object],
        max_reassigned: float | None,
        tolerance: float,
        seed: int,
        villages: str | pd.Series | None = None,
    ) -> DivisionRequest:
        """Check everything a user may get wrong; see `divide` for the parameters."""
        if not 0 < tolerance < 1:
            raise InputError(
                "A tolerance of {tolerance} makes no sense.", hint="Give a share, 0.05 for 5 %.", tolerance=tolerance
            )
        names, table = load_table(cells, loads)
        parents, parent = _parents(cells, within)
        numbers = _numbers(parts, parents, parent)
        inside, village = _parents(cells, villages)
        if villages is not None:
            _check_villages(numbers, parents, parent, inside, village)
        fixed = dict(locked) if isinstance(locked, Mapping) else dict.fromkeys(locked)
        labels, begun = _start(cells, start)
        labels, bound = _locks(cells, fixed, labels, begun)
        if len(labels) > sum(numbers) and (bound >= 0).any() and len(set(bound[bound >= 0].tolist())) > sum(numbers):
            raise InputError(
                "Units are locked to more grids than the plan may have.", hint="Ask for more grids or unlock units."
            )
        return cls(
            graph, names, table, parents, parent, numbers, labels, begun, bound,
            _budget(max_reassigned, len(cells)), float(tolerance), int(seed), inside, village,
        )  # fmt: skip


def load_table(cells: gpd.GeoDataFrame, loads: str | Sequence[str]) -> tuple[tuple[str, ...], Floats]:
    """Names of the loads and their values, shape (n, l).

    Raises
    ------
    InputError
        For a column that is not there, or a load that is missing, endless or below zero, or zero everywhere.
    """
    names = (loads,) if isinstance(loads, str) else tuple(loads)
    if not names:
        raise InputError("No load is named.", hint="Name at least one column whose sum the grids shall share evenly.")
    columns = []
    for name in names:
        if name not in cells.columns:
            raise InputError("The units have no column “{column}”.", hint="Choose another load.", column=name)
        values = pd.to_numeric(cells[name], errors="coerce").to_numpy(dtype=np.float64)
        wrong = ~np.isfinite(values) | (values < 0)
        if wrong.any():
            raise InputError(
                "{count} units have no usable value of “{column}” (missing or below zero), first “{unit}”.",
                hint="Complete the load; 0 is allowed.",
                count=int(wrong.sum()),
                column=name,
                unit=cells.index[int(np.argmax(wrong))],
            )
        if not values.any():
            raise InputError("The load “{column}” is zero everywhere.", hint="Choose another load.", column=name)
        columns.append(values)
    return names, np.column_stack(columns)


def _parents(cells: gpd.GeoDataFrame, within: str | pd.Series | None) -> tuple[tuple[object, ...], Ints]:
    if within is None:
        return (None,), np.zeros(len(cells), dtype=np.int64)
    values = _column(cells, within)
    codes, labels = pd.factorize(values, sort=True)
    if (codes < 0).any():
        raise InputError(
            "{count} units have no parent, first “{unit}”.",
            hint="Give every unit its township or village.",
            count=int((codes < 0).sum()),
            unit=cells.index[int(np.argmax(codes < 0))],
        )
    return tuple(labels.tolist()), codes.astype(np.int64)


def _column(cells: gpd.GeoDataFrame, given: str | pd.Series) -> pd.Series:
    if isinstance(given, pd.Series):
        if not given.index.is_unique or not cells.index.isin(given.index).any():
            raise InputError(
                "The plan given speaks of other units than the layer.", hint="Choose a plan of the same district."
            )
        return given.reindex(cells.index)
    if given not in cells.columns:
        raise InputError("The units have no column “{column}”.", hint="Choose another column.", column=given)
    return cells[given]


def _numbers(parts: int | Mapping[object, int], parents: tuple[object, ...], parent: Ints) -> tuple[int, ...]:
    available = np.bincount(parent, minlength=len(parents)).tolist()
    numbers: list[int] = []
    for label, units in zip(parents, available, strict=True):
        wanted = parts.get(label, 0) if isinstance(parts, Mapping) else parts
        if not isinstance(wanted, Integral) or int(wanted) < 1:
            raise InputError(
                "{parts} grids cannot be made.", hint="Give a whole number from 1 on for every parent.", parts=wanted
            )
        if int(wanted) > units:
            raise InputError(
                "{parts} grids cannot be made of {units} units (parent: {parent}).",
                hint="Ask for fewer grids or make smaller units.",
                parts=int(wanted),
                units=units,
                parent="–" if label is None else label,
            )
        numbers.append(int(wanted))
    return tuple(numbers)


def _check_villages(
    numbers: tuple[int, ...], parents: tuple[object, ...], parent: Ints, villages: tuple[object, ...], village: Ints
) -> None:
    homes = np.unique(np.column_stack([village, parent]), axis=0)
    often = np.bincount(homes[:, 0], minlength=len(villages))
    if (often > 1).any():
        raise InputError(
            "The village “{village}” lies in {count} townships.",
            hint="Give every unit the township of its village.",
            village=villages[int(np.argmax(often > 1))],
            count=int(often.max()),
        )
    for label, wanted, there in zip(parents, numbers, np.bincount(homes[:, 1], minlength=len(parents)).tolist()):
        if wanted < there:
            raise InputError(
                "{parts} grids cannot be made where there are {villages} villages (parent: {parent}): a grid lies in one "
                "village.",
                hint="Ask for at least as many grids as there are villages.",
                parts=wanted,
                villages=there,
                parent="–" if label is None else label,
            )


def _start(cells: gpd.GeoDataFrame, start: str | pd.Series | None) -> tuple[tuple[object, ...], Ints]:
    if start is None:
        return (), np.full(len(cells), -1, dtype=np.int64)
    codes, labels = pd.factorize(_column(cells, start), sort=True)
    if (codes < 0).all():
        raise InputError("The plan to start from assigns no unit.", hint="Choose another plan, or start without one.")
    return tuple(labels.tolist()), codes.astype(np.int64)


def _locks(
    cells: gpd.GeoDataFrame, fixed: dict[object, object], labels: tuple[object, ...], start: Ints
) -> tuple[tuple[object, ...], Ints]:
    bound = np.full(len(cells), -1, dtype=np.int64)
    if not fixed:
        return labels, bound
    positions = cells.index.get_indexer(pd.Index(list(fixed)))
    known = list(labels)
    for (unit, grid), position in zip(fixed.items(), positions.tolist(), strict=True):
        if position < 0:
            raise InputError("The locked unit “{unit}” is not in the layer.", hint="Unlock it.", unit=unit)
        if grid is None:
            if start[position] < 0:
                raise InputError(
                    "The unit “{unit}” is locked but has no grid.",
                    hint="Give a plan to start from, or say which grid it is locked to.",
                    unit=unit,
                )
            bound[position] = start[position]
            continue
        if grid not in known:
            known.append(grid)
        bound[position] = known.index(grid)
    return tuple(known), bound


def _budget(limit: float | None, units: int) -> int | None:
    if limit is None:
        return None
    if isinstance(limit, Integral) and int(limit) >= 0:
        return int(limit)
    if not 0 <= limit <= 1:
        raise InputError(
            "{limit} is no share of units that may change hands.",
            hint="Give a share from 0 to 1, or a whole number of units.",
            limit=limit,
        )
    return int(limit * units + 1e-9)
