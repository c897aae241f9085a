"""Finds which units share a border and how long it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["METRES_PER_DEGREE", "Outlines", "SharedBorders", "outlines_of", "shared_borders"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# Mean radius of the Earth; a district is small enough for a plane that is true along its middle parallel.
METRES_PER_DEGREE = 111_195.0
# Coordinates closer than this share of the extent are one point.
_SAME_POINT = 1e-8


@dataclass(frozen=True)
class Outlines:
    """All border segments of n polygons, interior always to the left.

    Attributes
    ----------
    start, end
        Ends of the segments, shape (m, 2), metres (or the units of a layer without CRS) from the layer's lower left corner.
    owner
        Position of the polygon each segment belongs to, shape (m,).
    area, perimeter
        Per polygon, shape (n,), square metres and metres.
    centre
        Centroids, shape (n, 2).
    tolerance
        Distance below which two points are one.
    low, scale
        Layer coordinates are ``plane / scale + low``.
    """

    start: Floats
    end: Floats
    owner: Ints
    area: Floats
    perimeter: Floats
    centre: Floats
    tolerance: float
    low: Floats
    scale: Floats


@dataclass(frozen=True)
class SharedBorders:
    """Pairs of neighbours, each once with ``first < second``, ordered by both.

    Attributes
    ----------
    first, second
        Positions of the two polygons, shape (e,).
    length
        Length of their common border, shape (e,).
    middle
        Point in the middle of the longest common piece, shape (e, 2).
    overlapping
        Positions of polygons that run along a neighbour in the same direction, ascending; empty for a clean layer.
    loose, loose_owner
        Segments, shape (k, 2, 2), that are not the common border of exactly two polygons, and the polygons' positions (k,):
        the edge of the layer, of gaps and of overlaps. Everywhere else one polygon ends where another begins.
    """

    first: Ints
    second: Ints
    length: Floats
    middle: Floats
    overlapping: Ints
    loose: Floats
    loose_owner: Ints


def outlines_of(shapes: NDArray[np.object_], geographic: bool) -> Outlines:
    """Take polygons apart into oriented segments.

    Parameters
    ----------
    shapes
        Polygons and multipolygons, shape (n,), none empty.
    geographic
        Whether coordinates are degrees; they are then laid out in metres on a plane true along the middle parallel.
    """
    polygons, polygon_owner = shapes, np.arange(len(shapes))
    if (shapely.get_type_id(shapes) != 3).any():
        polygons, polygon_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_polygon = polygons, np.arange(len(polygons))
    # Making ring objects takes longer than all the rest: only where there are holes.
    if shapely.get_num_interior_rings(polygons).any():
        rings, ring_polygon = shapely.get_rings(polygons, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = np.ones(2)
    if geographic:
        scale = np.array([np.cos(np.radians((low[1] + high[1]) / 2)), 1.0]) * METRES_PER_DEGREE
    points = (points - low) * scale
    inner = ring[1:] == ring[:-1]
    start, end, segment_ring = points[:-1][inner], points[1:][inner], ring[:-1][inner]
    cross = start[:, 0] * end[:, 1] - end[:, 0] * start[:, 1]
    twice = np.bincount(segment_ring, cross, len(rings))
    exterior = np.ones(len(rings), dtype=bool)
    exterior[1:] = ring_polygon[1:] != ring_polygon[:-1]
    turned = ((twice > 0) != exterior)[segment_ring]
    start, end = np.where(turned[:, None], end, start), np.where(turned[:, None], start, end)
    cross = np.where(turned, -cross, cross)
    owner = polygon_owner[ring_polygon][segment_ring]
    count = len(shapes)
    area = np.bincount(owner, cross, count) / 2
    both = start + end
    six = np.where(area > 0, 6 * area, np.inf)
    centre = np.column_stack([np.bincount(owner, both[:, axis] * cross, count) / six for axis in (0, 1)])
    flat = area <= 0
    if flat.any():
        centre[flat] = (shapely.get_coordinates(shapely.centroid(shapes[flat])) - low) * scale
    perimeter = np.bincount(owner, np.hypot(*(end - start).T), count).astype(np.float64)
    tolerance = max(float((points.max(axis=0)).max()) * _SAME_POINT, 1e-12)
    return Outlines(start, end, owner, area, perimeter, centre, tolerance, low, scale)


def shared_borders(outlines: Outlines) -> SharedBorders:
    """Common borders of all pairs of polygons, by matching segments.

    Segments with the same two ends are matched by sorting; what is left (T-junctions, where a neighbour has a vertex more)
    is matched by its collinear overlap. Segments run by two polygons in the same direction mean that one lies on the other.
    """
    lengths = np.hypot(*(outlines.end - outlines.start).T)
    real = lengths > outlines.tolerance
    start, end, owner, lengths = outlines.start[real], outlines.end[real], outlines.owner[real], lengths[real]
    count = len(start)
    points = np.rint(np.vstack([start, end]) / outlines.tolerance).astype(np.int64)
    point = np.unique(points[:, 0] * (1 << 32) + points[:, 1], return_inverse=True)[1]
    tail, head = point[:count], point[count:]
    forward = tail < head
    key = np.minimum(tail, head) * (point.max(initial=0) + 1) + np.maximum(tail, head)
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    new = np.ones(count, dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    group = np.cumsum(new) - 1
    size = np.bincount(group)
    first_of = np.flatnonzero(new)
    pair = first_of[size == 2]
    left, right = order[pair], order[pair + 1]
    same_way = (forward[left] == forward[right]) & (owner[left] != owner[right])
    crowd = order[(size > 2)[group]]
    suspects = [owner[left[same_way]], owner[right[same_way]], owner[crowd]]
    good = (owner[left] != owner[right]) & ~same_way
    alone = np.sort(order[(size == 1)[group]])
    extra = _collinear(start[alone], end[alone], owner[alone], lengths[alone], outlines.tolerance)
    odd = np.concatenate([alone, left[same_way], right[same_way], crowd])
    left, right = left[good], right[good]
    one = np.concatenate([owner[left], extra[0]])
    other = np.concatenate([owner[right], extra[1]])
    length = np.concatenate([lengths[left], extra[2]])
    middle = np.vstack([(start[left] + end[left]) / 2, extra[3]])
    suspects.append(extra[4])
    loose = np.stack([start[odd], end[odd]], axis=1)
    chosen, low, high, total = _per_pair(one, other, length, len(outlines.area))
    overlapping = np.unique(np.concatenate(suspects))
    return SharedBorders(low, high, total, middle[chosen], overlapping, loose, owner[odd])


def _per_pair(one: Ints, other: Ints, length: Floats, count: int) -> tuple[Ints, Ints, Ints, Floats]:
    """Longest piece, the two polygons and the total length of every pair."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    key = low * count + high
    order = np.lexsort((-length, key))
    key, length = key[order], length[order]
    new = np.ones(len(key), dtype=bool)
    new[1:] = key[1:] != key[:-1]
    chosen = order[new]
    total = np.add.reduceat(length, np.flatnonzero(new)) if len(length) else length
    return chosen, low[chosen], high[chosen], total


def _collinear(
    start: Floats, end: Floats, owner: Ints, length: Floats, tolerance: float
) -> tuple[Ints, Ints, Floats, Floats, Ints]:
    """Overlap of segments that share no two ends: pair of owners, length, middle; and owners that lie on another."""
    none = np.zeros(0, dtype=np.int64)
    if not len(start):
        return none, none, np.zeros(0), np.zeros((0, 2)), none
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    tree = shapely.STRtree(lines)
    low, high = np.minimum(start, end) - tolerance, np.maximum(start, end) + tolerance
    one, other = tree.query(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
    # Every pair once, seen from the longer segment.
    keep = (owner[one] != owner[other]) & (
        (length[one] > length[other]) | ((length[one] == length[other]) & (one < other))
    )
    one, other = one[keep], other[keep]
    along = (end[one] - start[one]) / length[one][:, None]

    def on_line(point: Floats) -> tuple[Floats, Floats]:
        offset = point - start[one]
        return (offset * along).sum(axis=1), np.abs(offset[:, 0] * along[:, 1] - offset[:, 1] * along[:, 0])

    begin, begin_off = on_line(start[other])
    finish, finish_off = on_line(end[other])
    lower, upper = np.maximum(np.minimum(begin, finish), 0.0), np.minimum(np.maximum(begin, finish), length[one])
    near = (begin_off <= 2 * tolerance) & (finish_off <= 2 * tolerance) & (upper - lower > 2 * tolerance)
    opposite = finish < begin
    over = near & ~opposite
    touching = near & opposite
    middle = start[one] + along * ((lower + upper) / 2)[:, None]
    suspects = np.concatenate([owner[one][over], owner[other][over]])
    return owner[one][touching], owner[other][touching], (upper - lower)[touching], middle[touching], suspects
