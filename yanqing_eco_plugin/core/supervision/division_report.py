"""What a planner reads about a division: balance, shape, what changed, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .attainable import Bound
from .division_request import DivisionRequest
from .mending import pieces_of
from .remarks import Remark

__all__ = ["Division", "DivisionReport", "reported"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class DivisionReport:
    """Figures of a division.

    Attributes
    ----------
    grids
        One row per grid: parent, cells, each load, its deviation (``<load>_deviation``), area, perimeter, pieces,
        compactness (Polsby–Popper, 4πA/P²: 1 for a circle).
    deviation
        Largest deviation of a grid from the mean of its parent, as a share; per load.
    attainable
        Proven lower bound of that deviation: no plan of this order is better; per load.
    pieces
        Connected pieces of each grid.
    exclaves
        Units outside the main piece of their grid, by grid; empty where every grid is one piece.
    cut_length, cut_edges
        Length (m) and number of the unit borders between different grids.
    compactness_mean, compactness_min
        Of the Polsby–Popper values.
    reassigned
        Share of the units of the old plan that changed hands; None without an old plan.
    infeasible
        Why the tolerance, a lock's or the budget's wish is not met, and what is attainable; None where all is met.
    infeasible_remark
        The same as template and values, for translation.
    """

    grids: pd.DataFrame
    deviation: dict[str, float]
    attainable: dict[str, float]
    pieces: pd.Series
    exclaves: dict[object, tuple[object, ...]]
    cut_length: float
    cut_edges: int
    compactness_mean: float
    compactness_min: float
    reassigned: float | None
    infeasible: str | None
    infeasible_remark: tuple[Remark, ...]


@dataclass(frozen=True, eq=False)
class Division:
    """The grid of every unit (index of the layer) and the figures."""

    assignment: pd.Series
    report: DivisionReport


def reported(request: DivisionRequest, grid: Ints, names: list[object], bounds: list[Bound]) -> Division:
    """Put the figures of the division `grid` (shape (n,), numbers into `names`) together.

    Parameters
    ----------
    names
        Position of each grid's label in the old plan, None for a new grid.
    bounds
        Proven lower bound per load.
    """
    graph, count = request.graph, len(names)
    labels = _labels(request, names)
    index = pd.Index(labels, name="grid")
    home = np.zeros(count, dtype=np.int64)
    home[grid] = request.parent
    area, perimeter = graph.shapes_of(grid, count)
    compactness = 4 * np.pi * area / perimeter**2
    pieces = graph.pieces(grid, count)
    columns: dict[str, object] = {
        "parent": [request.parents[at] for at in home.tolist()],
        "cells": np.bincount(grid, minlength=count),
    }
    deviation: dict[str, float] = {}
    for at, name in enumerate(request.names):
        sums = np.bincount(grid, request.loads[:, at], count)
        mean = np.bincount(request.parent, request.loads[:, at], len(request.parts)) / np.array(request.parts)
        wanted = mean[home]
        off = np.divide(sums - wanted, wanted, out=np.zeros(count), where=wanted > 0)
        columns[name], columns[f"{name}_deviation"] = sums, off
        deviation[name] = float(np.abs(off).max())
    columns |= {"area": area, "perimeter": perimeter, "pieces": pieces, "compactness": compactness}
    length, edges = graph.cut(grid)
    known = request.start >= 0
    reassigned: float | None = None
    if known.any():
        old = np.array([-1 if name is None else name for name in names], dtype=np.int64)
        reassigned = float((old[grid] != request.start)[known].sum() / known.sum())
    attainable = {name: bound.value for name, bound in zip(request.names, bounds, strict=True)}
    remarks = _infeasible(request, deviation, bounds, reassigned)
    report = DivisionReport(
        grids=pd.DataFrame(columns, index=index),
        deviation=deviation,
        attainable=attainable,
        pieces=pd.Series(pieces, index=index, name="pieces"),
        exclaves=_exclaves(request, grid, labels, pieces),
        cut_length=length,
        cut_edges=edges,
        compactness_mean=float(compactness.mean()),
        compactness_min=float(compactness.min()),
        reassigned=reassigned,
        infeasible=" ".join(remark.message for remark in remarks) or None,
        infeasible_remark=remarks,
    )
    values = pd.array(labels)[grid] if len(set(map(type, labels))) == 1 else np.array(labels, dtype=object)[grid]
    series = pd.Series(np.asarray(values), index=graph.index, name="grid")
    return Division(series, report)


def _labels(request: DivisionRequest, names: list[object]) -> list[object]:
    """Labels of the old plan where a grid has one, else the next free number."""
    used = set(request.labels)
    numbers = (
        number for number in range(1, len(names) + len(used) + 2) if number not in used and str(number) not in used
    )
    text = bool(used) and all(isinstance(label, str) for label in used)
    found: list[object] = []
    for name in names:
        if isinstance(name, int):
            found.append(request.labels[name])
        else:
            number = next(numbers)
            found.append(str(number) if text else number)
    return found


def _exclaves(
    request: DivisionRequest, grid: Ints, labels: list[object], pieces: Ints
) -> dict[object, tuple[object, ...]]:
    found: dict[object, tuple[object, ...]] = {}
    weight = (request.loads / request.loads.sum(axis=0)).sum(axis=1) + 1e-12
    if (pieces <= 1).all():
        return found
    from_graph = pieces_of(request.graph.adjacency, grid)
    for part in np.flatnonzero(pieces > 1).tolist():
        units = np.flatnonzero(grid == part)
        sums = np.bincount(from_graph[units], weight[units])
        beside = units[from_graph[units] != int(np.argmax(sums))]
        found[labels[part]] = tuple(request.graph.index[beside].tolist())
    return found


def _infeasible(
    request: DivisionRequest, deviation: dict[str, float], bounds: list[Bound], reassigned: float | None
) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    known = int((request.start >= 0).sum())
    if request.budget is not None and reassigned is not None and round(reassigned * known) > request.budget:
        remarks.append(
            Remark(
                "{moved} units had to change hands, more than the {budget} allowed, to bring every grid into one piece.",
                {"moved": round(reassigned * known), "budget": request.budget},
            )
        )
    for name, bound in zip(request.names, bounds, strict=True):
        if deviation[name] <= request.tolerance + 1e-12:
            continue
        values: dict[str, object] = {
            "load": name, "reached": deviation[name], "tolerance": request.tolerance, "attainable": bound.value,
        }  # fmt: skip
        if bound.value > request.tolerance and bound.reason is not None:
            remarks.append(bound.reason)
            remarks.append(
                Remark(
                    "No plan can bring “{load}” within {tolerance:.1%}: {attainable:.1%} is the least that can be attained, "
                    "this plan has {reached:.1%}.",
                    values,
                )
            )
        else:
            remarks.append(
                Remark(
                    "The best plan found deviates by {reached:.1%} in “{load}”, more than the {tolerance:.1%} allowed; it is "
                    "only proven that no plan is below {attainable:.1%}.",
                    values,
                )
            )
    return tuple(remarks)
