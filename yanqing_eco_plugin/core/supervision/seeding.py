"""First plans: connected grids of about equal load, by METIS or, where it is missing, by bisection along the longest axis."""

from __future__ import annotations

import importlib
import logging
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

__all__ = ["bisected", "metis", "partitioned"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_log = logging.getLogger(__name__)
# Imbalance METIS may leave, in thousandths; the refinement evens out the rest at less cost in border length.
_IMBALANCE = 30
_WHOLE = 10_000_000
# Directions tried for a cut that shares several loads.
_ANGLES = 48


def metis() -> ModuleType | None:
    """The `pymetis` package, or None where it is not installed."""
    try:
        return importlib.import_module("pymetis")
    except ImportError:
        _log.info("pymetis is not installed: grids are seeded by bisection")
        return None


def partitioned(adjacency: csr_matrix, weight: Floats, shares: Floats, seed: int, cuts: int) -> Ints | None:
    """k-way partition by METIS (Karypis & Kumar 1998, doi:10.1006/jpdc.1997.1404); None where it is missing or fails.

    Parameters
    ----------
    adjacency
        Shared border lengths of a connected graph, shape (n, n).
    weight
        Load of each unit, shape (n,).
    shares
        Share of the whole load each part shall have, shape (k,), sum 1.
    cuts
        How many partitions METIS makes to choose the shortest borders from.
    """
    library = metis()
    if library is None:
        return None
    options = library.Options()
    options.contig, options.ufactor, options.seed, options.ncuts = 1, _IMBALANCE, seed % (1 << 30), cuts
    scale = 100.0 / max(float(np.median(adjacency.data)), 1e-300)
    graph = library.CSRAdjacency(adjacency.indptr.astype(np.int64), adjacency.indices.astype(np.int64))
    try:
        _, grid = library.part_graph(
            len(shares),
            adjacency=graph,
            vweights=np.rint(weight * (_WHOLE / weight.sum())).astype(np.int64),
            eweights=np.clip(np.rint(adjacency.data * scale), 1, 1_000_000).astype(np.int64),
            tpwgts=None if np.ptp(shares) < 1e-12 else (shares / shares.sum()).tolist(),
            recursive=False,
            options=options,
        )
    except (RuntimeError, ValueError, MemoryError) as error:
        _log.warning("METIS failed, grids are seeded by bisection: %s", error)
        return None
    return np.asarray(grid, dtype=np.int64)


def bisected(adjacency: csr_matrix, centre: Floats, weights: Floats, shares: Floats, fair: float) -> Ints:
    """Parts of about equal loads, by cutting again and again across the direction that gives the shortest cut.

    With several loads the directions are turned until one line halves them all (for two loads there always is one: the
    ham-sandwich theorem). The parts may be in several pieces; `mended` joins them.

    Parameters
    ----------
    adjacency
        Shared border lengths, shape (n, n).
    centre
        Centroids, shape (n, 2).
    weights
        Loads of each unit, shape (n, l), each with the same sum.
    shares
        Share of the whole load each part shall have, shape (k,).
    fair
        A cut that misses the wanted share of a load by this much counts as twice as long.
    """
    upper = adjacency.tocoo()
    once = upper.row < upper.col
    first, second, length = upper.row[once], upper.col[once], upper.data[once]
    weight = weights.mean(axis=1)
    grid = np.zeros(len(weight), dtype=np.int64)
    side = np.zeros(len(weight), dtype=bool)
    stack = [(np.arange(len(weight)), 0, len(shares), np.arange(len(first)))]
    while stack:
        units, low, high, edges = stack.pop()
        if high - low == 1:
            grid[units] = low
            continue
        middle = (low + high) // 2
        share = shares[low:middle].sum() / shares[low:high].sum()
        cuts = []
        for direction in _directions(centre[units], weights.shape[1]):
            left = _cut_off(centre[units] @ direction, weight[units], share, middle - low, high - middle)
            side[units] = left
            cut = float(length[edges][side[first[edges]] != side[second[edges]]].sum())
            cuts.append((_uneven(weights[units], left, share), cut, left))
        best = _best(cuts, fair)
        side[units] = best
        one, other = side[first[edges]], side[second[edges]]
        stack.append((units[best], low, middle, edges[one & other]))
        stack.append((units[~best], middle, high, edges[~one & ~other]))
    return grid


def _directions(points: Floats, loads: int) -> list[Floats]:
    # The tilt keeps rows of a regular grid from falling together.
    tilt = 1e-4
    if loads > 1:
        angles = np.arange(_ANGLES) * np.pi / _ANGLES + tilt
        return list(np.column_stack([np.cos(angles), np.sin(angles)]))
    spread = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(spread.T @ spread)
    return [np.array([1.0, tilt]), np.array([tilt, 1.0]), axes[:, 1]]


def _uneven(weights: Floats, left: NDArray[np.bool_], share: float) -> float:
    """How far the cut is from sharing each load as wanted; what whole units cannot do better counts as nothing."""
    whole = weights.sum(axis=0)
    off = np.abs(weights[left].sum(axis=0) / np.where(whole > 0, whole, 1.0) - share)
    return float(np.where(whole > 0, off, 0.0).max())


def _best(cuts: list[tuple[float, float, NDArray[np.bool_]]], fair: float) -> NDArray[np.bool_]:
    """The shortest cut, lengths growing with how far the loads miss their shares."""
    return min(cuts, key=lambda cut: round(cut[1] * (1 + (cut[0] / fair) ** 2), 6))[2]


def _cut_off(position: Floats, weight: Floats, share: float, least: int, rest: int) -> NDArray[np.bool_]:
    order = np.argsort(position, kind="stable")
    running = np.cumsum(weight[order])
    count = int(np.searchsorted(running - weight[order] / 2, share * running[-1]))
    left = np.zeros(len(position), dtype=bool)
    left[order[: min(max(count, least), len(position) - rest)]] = True
    return left
