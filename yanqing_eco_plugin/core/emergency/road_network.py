"""Roads as a graph that is built once and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ..errors import InputError
from .road_speeds import DEFAULT_SPEED_KMH, ROAD_SPEEDS_KMH

__all__ = ["RoadNetwork", "metres_between"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_EARTH_RADIUS_M = 6_371_008.8
# Vertices closer than this are one: OpenStreetMap writes seven decimals, about a centimetre.
_DECIMALS = 1e7
_SHORTEST_S = 1e-3


@dataclass(frozen=True, eq=False)
class RoadNetwork:
    """Junctions and the stretches of road between them; never changed, `with_closures` gives another one.

    Attributes
    ----------
    node_lon, node_lat
        Junctions and ends, WGS-84 degrees, shape (n,).
    start, end
        Nodes of each stretch in the direction of its line, shape (m,).
    length_m
        Shape (m,).
    forward_s, backward_s
        Time along and against the line, s, shape (m,); infinite where it may not be driven.
    vertices, first, last
        Points of all lines, shape (k, 2); stretch `i` runs through ``vertices[first[i]:last[i]]``.
    row
        Row of the table of roads that each stretch comes from.
    """

    node_lon: Floats
    node_lat: Floats
    start: Ints
    end: Ints
    length_m: Floats
    forward_s: Floats
    backward_s: Floats
    vertices: Floats
    first: Ints
    last: Ints
    row: Ints

    @classmethod
    def build(
        cls,
        roads: gpd.GeoDataFrame,
        *,
        speeds_kmh: Mapping[str, float] = ROAD_SPEEDS_KMH,
        default_kmh: float = DEFAULT_SPEED_KMH,
    ) -> RoadNetwork:
        """The graph of a layer of lines.

        Lines meet where they share a vertex (OpenStreetMap) or an end. A bridge that crosses without a shared vertex does not
        meet what is below.

        Parameters
        ----------
        roads
            Lines; `road_class`, `oneway` (1, 0, -1 along the line) and `speed_kmh` (signposted) where there are such columns.
        speeds_kmh, default_kmh
            Speed of each class and of unknown ones; a lower signposted one wins.

        Raises
        ------
        InputError
            There are no lines, or a speed is not above 0.
        """
        if not all(np.isfinite(v) and v > 0 for v in (default_kmh, *speeds_kmh.values())):
            raise InputError("A speed of roads is not possible.", hint="Give km/h above 0.")
        lines, source = _plain_lines(roads)
        points, line = shapely.get_coordinates(lines, return_index=True)
        if not len(points):
            raise InputError("The layer has no roads.", hint="Choose a layer of lines.")
        points, line, place = _without_repeats(points, line)
        _, same, uses = np.unique(place, return_inverse=True, return_counts=True)
        edge_of_line = np.ones(len(line) + 1, dtype=bool)
        edge_of_line[1:-1] = line[1:] != line[:-1]
        is_node = edge_of_line[:-1] | edge_of_line[1:] | (uses[same] > 1)
        nodes = np.flatnonzero(is_node)
        joined = line[nodes[1:]] == line[nodes[:-1]]
        first, last = nodes[:-1][joined], nodes[1:][joined]
        numbers, node = np.unique(same[np.concatenate([first, last])], return_inverse=True)
        where = np.zeros(len(uses), dtype=np.int64)
        where[same[nodes]] = nodes
        along = np.concatenate([[0.0], np.cumsum(metres_between(points[:-1], points[1:]))])
        length = along[last] - along[first]
        row = source[line[first]]
        speed = _speeds(roads, speeds_kmh, default_kmh)[row] / 3.6
        oneway = _column(roads, "oneway", 0.0)[row]
        seconds = np.maximum(length / speed, _SHORTEST_S)
        return cls(
            points[where[numbers], 0],
            points[where[numbers], 1],
            node[: len(first)].astype(np.int64),
            node[len(first) :].astype(np.int64),
            length,
            np.where(oneway >= 0, seconds, np.inf),
            np.where(oneway <= 0, seconds, np.inf),
            points,
            first.astype(np.int64),
            last.astype(np.int64) + 1,
            row.astype(np.int64),
        )

    def with_closures(self, closures: Sequence[shapely.Geometry]) -> RoadNetwork:
        """The network without the stretches that touch a closure (points with a little area, lines or polygons, WGS-84)."""
        shapes = np.array(list(closures), dtype=object)
        if not len(shapes):
            return self
        tree = shapely.STRtree(self.shapes)
        _, touched = tree.query(shapes, predicate="intersects")
        closed = np.zeros(len(self.start), dtype=bool)
        closed[touched] = True
        return replace(
            self,
            forward_s=np.where(closed, np.inf, self.forward_s),
            backward_s=np.where(closed, np.inf, self.backward_s),
        )

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """Each stretch as a line, degrees."""
        counts = self.last - self.first
        offsets = np.repeat(self.first - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        members = np.arange(int(counts.sum())) + offsets
        lines: NDArray[np.object_] = shapely.linestrings(
            self.vertices[members], indices=np.repeat(np.arange(len(counts)), counts)
        )
        return lines

    @cached_property
    def arrivals(self) -> csr_matrix:
        """Times against the direction of driving: row = where a stretch leads to, column = where it comes from."""
        return self._matrix(self.end, self.start)

    @cached_property
    def departures(self) -> csr_matrix:
        """Times in the direction of driving: row = where a stretch comes from, column = where it leads to."""
        return self._matrix(self.start, self.end)

    @cached_property
    def open_edges(self) -> Ints:
        """Stretches that may be driven in some direction."""
        return np.flatnonzero(np.isfinite(np.minimum(self.forward_s, self.backward_s)))

    @cached_property
    def flattening(self) -> float:
        """By how much a degree of longitude is shorter than one of latitude here."""
        return float(np.cos(np.radians(np.median(self.node_lat)))) if len(self.node_lat) else 1.0

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Index of the open stretches, longitudes shortened by `flattening`."""
        flat = shapely.transform(self.shapes[self.open_edges], lambda p: p * (self.flattening, 1.0))
        return shapely.STRtree(flat)

    @cached_property
    def _by_ends(self) -> tuple[Ints, Ints]:
        key = self.start * len(self.node_lon) + self.end
        order = np.argsort(key, kind="stable")
        return key[order], order

    def edges_between(self, start: int, end: int) -> Ints:
        """Stretches whose lines run from one node to another."""
        keys, order = self._by_ends
        key = start * len(self.node_lon) + end
        return order[np.searchsorted(keys, key, side="left") : np.searchsorted(keys, key, side="right")]

    def _matrix(self, forward_row: Ints, forward_column: Ints) -> csr_matrix:
        row = np.concatenate([forward_row, forward_column])
        column = np.concatenate([forward_column, forward_row])
        seconds = np.concatenate([self.forward_s, self.backward_s])
        open_ = np.isfinite(seconds) & (row != column)
        row, column, seconds = row[open_], column[open_], seconds[open_]
        # Of parallel stretches the fastest; a sparse matrix would add them up.
        count = len(self.node_lon)
        order = np.lexsort((seconds, row * count + column))
        key = (row * count + column)[order]
        fastest = order[np.concatenate([[True], key[1:] != key[:-1]])] if len(key) else order
        return csr_matrix((seconds[fastest], (row[fastest], column[fastest])), shape=(count, count))


def metres_between(one: Floats, other: Floats) -> Floats:
    """Great-circle distance of points (degrees, shape (n, 2)), m."""
    a, b = np.radians(one), np.radians(other)
    half = np.sin((b[:, 1] - a[:, 1]) / 2) ** 2
    half += np.cos(a[:, 1]) * np.cos(b[:, 1]) * np.sin((b[:, 0] - a[:, 0]) / 2) ** 2
    return np.asarray(2.0 * _EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1.0))), dtype=np.float64)


def _plain_lines(roads: gpd.GeoDataFrame) -> tuple[NDArray[np.object_], Ints]:
    if roads.crs is not None and not roads.crs.is_geographic:
        roads = roads.to_crs(4326)
    shapes = np.asarray(roads.geometry.array, dtype=object)
    parts, source = shapely.get_parts(shapes, return_index=True)
    good = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    good &= np.isfinite(shapely.bounds(parts)).all(axis=1)
    return parts[good], source[good]


def _without_repeats(points: Floats, line: Ints) -> tuple[Floats, Ints, Ints]:
    """Vertices that differ from the one before, with a whole number for each place on earth."""
    grid = np.round(points * _DECIMALS).astype(np.int64)
    place = (grid[:, 0] + 1_800_000_000) * 2_147_483_648 + grid[:, 1] + 900_000_000
    fresh = np.ones(len(line), dtype=bool)
    fresh[1:] = (line[1:] != line[:-1]) | (place[1:] != place[:-1])
    return points[fresh], line[fresh], place[fresh]


def _speeds(roads: gpd.GeoDataFrame, speeds_kmh: Mapping[str, float], default_kmh: float) -> Floats:
    if "road_class" not in roads.columns:
        by_class = np.full(len(roads), default_kmh)
    else:
        by_class = roads["road_class"].map(dict(speeds_kmh)).fillna(default_kmh).to_numpy(dtype=np.float64)
    signposted = _column(roads, "speed_kmh", np.nan)
    return np.where(signposted > 0, np.fmin(by_class, signposted), by_class)


def _column(roads: gpd.GeoDataFrame, name: str, missing: float) -> Floats:
    if name not in roads.columns:
        return np.full(len(roads), missing)
    return roads[name].fillna(missing).to_numpy(dtype=np.float64)
