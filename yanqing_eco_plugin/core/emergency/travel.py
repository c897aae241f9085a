"""Driving times between places off the nodes, by road or, where there is none, straight with a stated factor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..errors import InputError
from .road_network import RoadNetwork, metres_between

__all__ = [
    "DETOUR_FACTOR",
    "OFF_ROAD_KMH",
    "Access",
    "Route",
    "access",
    "fastest_route",
    "part_of",
    "straight_times",
    "travel_times",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# Where no road is known: this much longer than the straight line, at this speed.
DETOUR_FACTOR = 1.4
OFF_ROAD_KMH = 20.0
_FARTHEST_FROM_ROAD_M = 2_000.0
_METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True)
class Access:
    """Where places touch the network; all of shape (p,).

    Attributes
    ----------
    edge
        Nearest open stretch, -1 where none is within reach.
    fraction
        0 at its start … 1 at its end.
    gap_s
        Time between the place and the road, s.
    """

    edge: Ints
    fraction: Floats
    gap_s: Floats


@dataclass(frozen=True)
class Route:
    """How to get there.

    Attributes
    ----------
    seconds, length_m
        Of the whole way.
    line
        WGS-84 degrees.
    method
        ``road``, or ``straight_line`` where no road leads there.
    """

    seconds: float
    length_m: float
    line: shapely.LineString
    method: str


def access(network: RoadNetwork, places: ArrayLike) -> Access:
    """The points of the network next to places (longitude, latitude; shape (p, 2))."""
    points = _places(places)
    count = len(points)
    edge, fraction, gap = np.full(count, -1, dtype=np.int64), np.zeros(count), np.zeros(count)
    if len(network.open_edges) and count:
        flat = shapely.points(points * (network.flattening, 1.0))
        which, found = network.tree.query_nearest(
            flat, max_distance=_FARTHEST_FROM_ROAD_M / _METRES_PER_DEGREE, all_matches=False
        )
        lines = network.tree.geometries[found]
        at = shapely.line_locate_point(lines, flat[which], normalized=True)
        near = shapely.get_coordinates(shapely.line_interpolate_point(lines, at, normalized=True))
        near[:, 0] /= network.flattening
        edge[which], fraction[which] = network.open_edges[found], at
        gap[which] = _off_road_s(metres_between(points[which], near))
    return Access(edge, fraction, gap)


def straight_times(origins: ArrayLike, targets: ArrayLike) -> Floats:
    """Seconds on the straight line × `DETOUR_FACTOR` at `OFF_ROAD_KMH`, shape (p, q); arguments as `travel_times`."""
    start, goal = _places(origins), _places(targets)
    pairs = (np.repeat(start, len(goal), axis=0), np.tile(goal, (len(start), 1)))
    return _off_road_s(metres_between(*pairs)).reshape(len(start), len(goal))


def travel_times(
    network: RoadNetwork | None, origins: ArrayLike, targets: ArrayLike, *, longest_s: float = np.inf
) -> tuple[Floats, NDArray[np.bool_]]:
    """Fastest times from every origin to every target.

    Parameters
    ----------
    network
        None where there are no roads at all.
    origins, targets
        Longitude and latitude, WGS-84 degrees, shapes (p, 2) and (q, 2).
    longest_s
        Ways that take longer are not looked for, s; the search is as much shorter.

    Returns
    -------
    seconds : ndarray, shape (p, q)
        Finite everywhere, except NaN for "longer than `longest_s`, or not by road".
    by_road : ndarray of bool, shape (p, q)
        Where False no road leads there: straight line × `DETOUR_FACTOR` at `OFF_ROAD_KMH`.

    Raises
    ------
    InputError
        A place that is none.
    """
    start, goal = _places(origins), _places(targets)
    straight = straight_times(start, goal)
    if network is None or not len(start) or not len(goal):
        return straight, np.zeros(straight.shape, dtype=bool)
    from_, to = access(network, start), access(network, goal)
    arrival = dijkstra(
        _with_targets(network, to), indices=np.arange(len(goal)) + len(network.node_lon), limit=longest_s
    )
    seconds = _ways(network, from_, to, arrival).T
    # Beyond the limit a way over the other end of a stretch may have been missed.
    by_road = np.isfinite(seconds) & (seconds <= longest_s)
    return np.where(by_road, seconds, straight if np.isinf(longest_s) else np.nan), by_road


def fastest_route(network: RoadNetwork | None, origin: ArrayLike, target: ArrayLike) -> Route:
    """The fastest way between two places, with its line; units and errors as `travel_times`."""
    start, goal = _places(origin), _places(target)
    if network is not None:
        from_, to = access(network, start), access(network, goal)
        arrival, next_node = dijkstra(
            _with_targets(network, to), indices=len(network.node_lon), return_predecessors=True
        )
        seconds = float(_ways(network, from_, to, arrival[None])[0, 0])
        if np.isfinite(seconds):
            points = _trace(network, from_, to, arrival, next_node)
            whole = np.concatenate([start, points, goal])
            fresh = np.concatenate([[True], (np.diff(whole, axis=0) != 0).any(axis=1)])
            whole = whole[fresh] if fresh.sum() > 1 else whole[:2]
            length = float(metres_between(whole[:-1], whole[1:]).sum())
            return Route(seconds, length, shapely.LineString(whole), "road")
    length = float(metres_between(start, goal)[0]) * DETOUR_FACTOR
    line = shapely.LineString(np.concatenate([start, goal]))
    return Route(length / (OFF_ROAD_KMH / 3.6), length, line, "straight_line")


def _off_road_s(metres: Floats) -> Floats:
    return metres * (DETOUR_FACTOR * 3.6 / OFF_ROAD_KMH)


def _places(places: ArrayLike) -> Floats:
    points = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    if not ((np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90)).all():
        raise InputError("A place has no position on earth.", hint="Give longitude and latitude in degrees.")
    return points


def _with_targets(network: RoadNetwork, to: Access) -> csr_matrix:
    """`RoadNetwork.arrivals` with one more row per target: the ends of its stretch and the rest of the way from there."""
    base = network.arrivals
    reached = to.edge >= 0
    edge = np.maximum(to.edge, 0)
    heads = np.stack([network.start[edge], network.end[edge]], axis=1)
    tails = np.stack(
        [part_of(to.fraction, network.forward_s[edge]), part_of(1.0 - to.fraction, network.backward_s[edge])], axis=1
    )
    tails = np.where(reached[:, None], tails + 1e-9, np.inf)
    used = np.isfinite(tails)
    count = base.shape[0] + len(edge)
    indptr = np.concatenate([base.indptr, base.indptr[-1] + np.cumsum(used.sum(axis=1))])
    data = np.concatenate([base.data, tails[used]])
    indices = np.concatenate([base.indices, heads[used]])
    return csr_matrix((data, indices, indptr), shape=(count, count))


def _ways(network: RoadNetwork, from_: Access, to: Access, arrival: Floats) -> Floats:
    """Seconds, shape (targets, origins), from the times of arrival of every node, shape (targets, nodes + …)."""
    edge, share = np.maximum(from_.edge, 0), from_.fraction
    ahead, back = network.forward_s[edge], network.backward_s[edge]
    to_end, to_start = part_of(1.0 - share, ahead), part_of(share, back)
    best = np.minimum(arrival[:, network.end[edge]] + to_end, arrival[:, network.start[edge]] + to_start)
    step = to.fraction[:, None] - share[None, :]
    direct = np.where(step >= 0, part_of(np.maximum(step, 0.0), ahead), part_of(np.maximum(-step, 0.0), back))
    direct = np.where(to.edge[:, None] == from_.edge[None, :], direct, np.inf)
    best = np.minimum(best, direct) + from_.gap_s[None, :] + to.gap_s[:, None]
    return np.where((from_.edge[None, :] >= 0) & (to.edge[:, None] >= 0), best, np.inf)


def part_of(share: float | Floats, seconds: float | Floats) -> Floats:
    """Time for a part of a stretch; none of a closed one takes none."""
    with np.errstate(invalid="ignore"):
        return np.where(np.asarray(share) == 0.0, 0.0, np.asarray(share) * seconds)


def _trace(network: RoadNetwork, from_: Access, to: Access, arrival: Floats, next_node: NDArray[np.int32]) -> Floats:
    """Points of the way between the two points of access."""
    edge, goal = int(from_.edge[0]), int(to.edge[0])
    share, aim = float(from_.fraction[0]), float(to.fraction[0])
    ahead, back = network.forward_s[edge], network.backward_s[edge]
    over_end = arrival[network.end[edge]] + float(part_of(1.0 - share, ahead))
    over_start = arrival[network.start[edge]] + float(part_of(share, back))
    if edge == goal:
        direct = float(part_of(abs(aim - share), ahead if aim >= share else back))
        if direct <= min(over_end, over_start):
            return _piece(network, edge, share, aim)
    node = int(network.end[edge] if over_end <= over_start else network.start[edge])
    pieces = [_piece(network, edge, share, 1.0 if over_end <= over_start else 0.0)]
    target = len(network.node_lon)
    while next_node[node] != target:
        following = int(next_node[node])
        pieces.append(_between(network, node, following))
        node = following
    by_start = float(part_of(aim, network.forward_s[goal])) if node == network.start[goal] else np.inf
    by_end = float(part_of(1.0 - aim, network.backward_s[goal])) if node == network.end[goal] else np.inf
    from_start = by_start <= by_end
    pieces.append(_piece(network, goal, 0.0 if from_start else 1.0, aim))
    return np.concatenate(pieces)


def _between(network: RoadNetwork, node: int, following: int) -> Floats:
    """Points of the fastest stretch from one node to the next."""
    ahead, back = network.edges_between(node, following), network.edges_between(following, node)
    choices = [(network.forward_s[e], e, True) for e in ahead] + [(network.backward_s[e], e, False) for e in back]
    _, edge, onward = min(choices)
    points = network.vertices[network.first[edge] : network.last[edge]]
    return points if onward else points[::-1]


def _piece(network: RoadNetwork, edge: int, share: float, aim: float) -> Floats:
    line = network.shapes[edge]
    low, high = min(share, aim), max(share, aim)
    flat = shapely.transform(line, lambda p: p * (network.flattening, 1.0))
    inner = shapely.get_coordinates(flat)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(inner, axis=0).T))])
    between = (along > low * along[-1]) & (along < high * along[-1])
    ends = shapely.get_coordinates(shapely.line_interpolate_point(flat, [low, high], normalized=True))
    points = np.concatenate([ends[:1], inner[between], ends[1:]]) / (network.flattening, 1.0)
    return points if aim >= share else points[::-1]
