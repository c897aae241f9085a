"""What can be reached within given times: isochrones around depots or an incident."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from ..errors import InputError
from .contours import area_above
from .road_network import RoadNetwork
from .travel import DETOUR_FACTOR, OFF_ROAD_KMH, access, part_of

__all__ = ["service_areas"]

Floats = NDArray[np.float64]
_METRES_PER_DEGREE = 111_195.0
_WALK_M = 400.0
_MOST_NODES = 900
_FINEST_M = 50.0


def service_areas(network: RoadNetwork, places: ArrayLike, limits_s: Sequence[float]) -> gpd.GeoDataFrame:
    """Areas that are reached from the nearest in time of several places.

    Parameters
    ----------
    places
        Longitude and latitude of where vehicles start, shape (p, 2), WGS-84 degrees.
    limits_s
        Times, s, above 0.

    Returns
    -------
    GeoDataFrame
        ``limit_s``, ``area_km2`` and a MultiPolygon in EPSG:4326 for each limit, smallest first: the roads that are reached
        and at most 400 m beside them. Empty where no place is near a road.

    Raises
    ------
    InputError
        No limit, or one not above 0, or a place that is none.
    """
    limits = sorted({float(limit) for limit in limits_s})
    if not limits or not all(np.isfinite(limit) and limit > 0 for limit in limits):
        raise InputError("A time is not possible.", hint="Give at least one time above 0 seconds.")
    points, seconds = _reached(network, places, limits[-1])
    shapes = _areas(points, seconds, limits) if len(points) else [shapely.MultiPolygon() for _ in limits]
    flat = network.flattening * _METRES_PER_DEGREE, _METRES_PER_DEGREE
    return gpd.GeoDataFrame(
        {"limit_s": limits, "area_km2": [shape.area / 1e6 for shape in shapes]},
        geometry=[shapely.transform(shape, lambda p: p / flat) for shape in shapes],
        crs=4326,
    )


def _reached(network: RoadNetwork, places: ArrayLike, longest: float) -> tuple[Floats, Floats]:
    """Points along the roads (plane metres, shape (k, 2)) and when they are reached."""
    start = access(network, places)
    near = start.edge >= 0
    edge, share, gap = start.edge[near], start.fraction[near], start.gap_s[near]
    count = len(network.node_lon)
    base = network.departures
    heads = np.concatenate([network.end[edge], network.start[edge]])
    costs = np.concatenate([part_of(1.0 - share, network.forward_s[edge]), part_of(share, network.backward_s[edge])])
    costs += np.tile(gap, 2)
    used = np.isfinite(costs)
    if not used.any():
        return np.empty((0, 2)), np.empty(0)
    order = np.lexsort((costs[used], heads[used]))
    head, cost = heads[used][order], costs[used][order]
    fastest = np.concatenate([[True], head[1:] != head[:-1]])
    head, cost = head[fastest], cost[fastest] + 1e-9
    graph = csr_matrix(
        (
            np.concatenate([base.data, cost]),
            np.concatenate([base.indices, head]),
            np.append(base.indptr, base.indptr[-1] + len(head)),
        ),
        shape=(count + 1, count + 1),
    )
    time = dijkstra(graph, indices=count, limit=longest)[:count]
    flat = np.array([network.flattening, 1.0]) * _METRES_PER_DEGREE
    ahead, back = network.forward_s, network.backward_s
    at_start, at_end = time[network.start], time[network.end]
    touched = np.flatnonzero(np.isfinite(np.minimum(at_start, at_end)) | np.isin(np.arange(len(ahead)), edge))
    counts = np.maximum(np.ceil(network.length_m[touched] / 100.0).astype(np.intp), 1) + 1
    which = np.repeat(touched, counts)
    step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    part = step / np.repeat(counts - 1, counts)
    onward = at_start[which] + part_of(part, ahead[which])
    backward = at_end[which] + part_of(1.0 - part, back[which])
    seconds = np.minimum(onward, backward)
    for e, f, g in zip(edge, share, gap, strict=True):
        mine = which == e
        step = part[mine] - f
        rest = np.where(step >= 0, part_of(np.abs(step), ahead[e]), part_of(np.abs(step), back[e]))
        seconds[mine] = np.minimum(seconds[mine], rest + g)
    good = seconds <= longest
    lines = network.shapes[which[good]]
    points = shapely.get_coordinates(shapely.line_interpolate_point(lines, part[good], normalized=True))
    return points * flat, seconds[good]


def _areas(points: Floats, seconds: Floats, limits: list[float]) -> list[shapely.MultiPolygon]:
    low, high = points.min(axis=0) - 2 * _WALK_M, points.max(axis=0) + 2 * _WALK_M
    cell = max(_FINEST_M, float((high - low).max()) / _MOST_NODES)
    x, y = (np.arange(low[i], high[i] + cell, cell) for i in (0, 1))
    nodes = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    tree = cKDTree(points)
    gaps, found = tree.query(nodes, k=min(4, len(points)), distance_upper_bound=_WALK_M)
    gaps, found = gaps.reshape(len(nodes), -1), found.reshape(len(nodes), -1)
    known = np.append(seconds, np.inf)
    times = (known[found] + np.where(np.isfinite(gaps), gaps, 0.0) * (DETOUR_FACTOR * 3.6 / OFF_ROAD_KMH)).min(axis=1)
    field = np.where(np.isfinite(times), times, limits[-1] * 2.0 + 1.0).reshape(len(y), len(x))
    return [area_above(x, y, -field, -limit) for limit in limits]
