"""Splits a division into realms that cannot exchange units: parents, their villages, and valleys no border connects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .allotment import allotted, reallotted
from .division_request import DivisionRequest

__all__ = ["Realm", "realms_of"]

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
    parent, village
        Position of the parent, and of the village (the same for all where no villages were named).
    """

    units: Ints
    adjacency: csr_matrix
    parts: int
    mean: Floats
    parent: int
    village: int = 0


def realms_of(request: DivisionRequest) -> list[Realm]:
    """The realms of all parents, in order of parent, village and first unit."""
    found = []
    for parent, parts in enumerate(request.parts):
        units = np.flatnonzero(request.parent == parent)
        mean = request.loads[units].sum(axis=0) / parts
        # A load that the parent does not have at all cannot be uneven.
        mean = np.where(mean > 0, mean, 1.0)
        villages, home = np.unique(request.village[units], return_inverse=True)
        for village, number in enumerate(_numbers(request, units, home, parts, mean).tolist()):
            found += _valleys(request, units[home == village], number, mean, parent, int(villages[village]))
    return found


def _numbers(request: DivisionRequest, units: Ints, home: Ints, parts: int, mean: Floats) -> Ints:
    """Grids of each village of a parent: by load, or those of the old plan as far as they can stay."""
    count = int(home.max()) + 1
    if count == 1:
        return np.array([parts], dtype=np.int64)
    loads = np.bincount(home, (request.loads[units] / mean).mean(axis=1), count).astype(np.float64)
    size = np.bincount(home, minlength=count)
    old = request.start[units]
    if (old < 0).all():
        return allotted(loads, size, parts)
    # A grid of the old plan counts for the village that most of its units lie in.
    table = np.zeros((len(request.labels), count))
    np.add.at(table, (old[old >= 0], home[old >= 0]), 1)
    known = table.sum(axis=1) > 0
    held = np.bincount(table[known].argmax(axis=1), minlength=count)
    return reallotted(held, loads, size, parts, request.tolerance)


def _valleys(request: DivisionRequest, units: Ints, parts: int, mean: Floats, parent: int, village: int) -> list[Realm]:
    """The realms of one village (or of a parent without villages)."""
    adjacency = request.graph.adjacency
    inner = adjacency[units][:, units].tocsr() if len(units) < len(request.parent) else adjacency
    share = (request.loads[units] / mean).mean(axis=1)
    inner, label = _bridged(inner, request.graph.centre[units], share, parts, request.start[units])
    number = int(label.max()) + 1
    if number == 1:
        return [Realm(units, inner, parts, mean, parent, village)]
    sums = np.bincount(label, share, number).astype(np.float64)
    counts = allotted(sums, np.bincount(label, minlength=number), parts)
    found = []
    for realm in range(number):
        chosen = np.flatnonzero(label == realm)
        found.append(Realm(units[chosen], inner[chosen][:, chosen].tocsr(), int(counts[realm]), mean, parent, village))
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
