"""Splits a division into realms that cannot exchange units: parents, and valleys no border connects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .division_request import DivisionRequest

__all__ = ["Realm", "allotted", "realms_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# A part of the land with less than this share of a grid's load is no grid of its own.
_OWN_GRID = 0.5
# Length given to a link across water, as a share of an ordinary border.
_BRIDGE = 0.01


@dataclass(frozen=True, eq=False)
class Realm:
    """Connected units that are divided by themselves.

    Attributes
    ----------
    units
        Positions in the layer, ascending, shape (m,).
    adjacency
        Shared border lengths inside the realm, with the links to its islands, shape (m, m).
    parts
        Number of grids.
    mean
        Load every grid of the parent should have, shape (l,).
    parent
        Position of the parent.
    """

    units: Ints
    adjacency: csr_matrix
    parts: int
    mean: Floats
    parent: int


def realms_of(request: DivisionRequest) -> list[Realm]:
    """The realms of all parents, in order of parent and first unit."""
    found = []
    for parent, parts in enumerate(request.parts):
        units = np.flatnonzero(request.parent == parent)
        adjacency = request.graph.adjacency
        inner = adjacency[units][:, units].tocsr() if len(units) < len(request.parent) else adjacency
        mean = request.loads[units].sum(axis=0) / parts
        # A load that the parent does not have at all cannot be uneven.
        mean = np.where(mean > 0, mean, 1.0)
        share = (request.loads[units] / mean).mean(axis=1)
        inner, label = _bridged(inner, request.graph.centre[units], share, parts, request.start[units])
        number = int(label.max()) + 1
        sums = np.bincount(label, share, number).astype(np.float64)
        counts = allotted(sums, np.bincount(label, minlength=number), parts)
        for realm in range(number):
            chosen = np.flatnonzero(label == realm)
            part = inner if number == 1 else inner[chosen][:, chosen].tocsr()
            found.append(Realm(units[chosen], part, int(counts[realm]), mean, parent))
    return found


def _bridged(adjacency: csr_matrix, centre: Floats, share: Floats, parts: int, start: Ints) -> tuple[csr_matrix, Ints]:
    """Link pieces too small for a grid to the nearest unit (of their grid in the old plan, if it has one)."""
    number, label = connected_components(adjacency, directed=False)
    if number == 1:
        return adjacency, label.astype(np.int64)
    sums = np.bincount(label, share, number)
    order = np.lexsort((-np.bincount(label, minlength=number), -sums))
    kept = [
        piece for rank, piece in enumerate(order.tolist()) if rank == 0 or (rank < parts and sums[piece] >= _OWN_GRID)
    ]
    settled = np.isin(label, kept)
    links: list[tuple[int, int]] = []
    for piece in [one for one in order.tolist() if one not in set(kept)]:
        mine = np.flatnonzero(label == piece)
        there = np.flatnonzero(settled)
        old = np.unique(start[mine][start[mine] >= 0])
        same = there[np.isin(start[there], old)] if len(old) else there[:0]
        there = same if len(same) else there
        distance, nearest = cKDTree(centre[there]).query(centre[mine])
        at = int(np.argmin(distance))
        links.append((int(mine[at]), int(there[nearest[at]])))
        settled[mine] = True
    typical = float(np.median(adjacency.data)) if adjacency.nnz else 1.0
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    bridge = coo_matrix(
        (np.full(2 * len(ends), _BRIDGE * typical), (ends.T.ravel(), ends[:, ::-1].T.ravel())), shape=adjacency.shape
    )
    joined = (adjacency + bridge).tocsr()
    return joined, connected_components(joined, directed=False)[1].astype(np.int64)


def allotted(loads: Floats, units: Ints, parts: int) -> Ints:
    """How many of `parts` grids each separate piece of land gets so that the worst load per grid is as near 1 as can be.

    Parameters
    ----------
    loads
        Load of each piece in units of the mean load of a grid, shape (c,), c ≤ `parts`.
    units
        Number of units of each piece; a piece cannot have more grids.
    """
    counts = np.clip(np.floor(loads), 1, units).astype(np.int64)
    while counts.sum() > parts:
        able = counts > 1
        after = np.where(able, loads / np.maximum(counts - 1, 1), np.inf)
        counts[int(np.argmin(after))] -= 1
    while counts.sum() < parts:
        per_grid = np.where(counts < units, loads / counts, -np.inf)
        counts[int(np.argmax(per_grid))] += 1
    return counts
