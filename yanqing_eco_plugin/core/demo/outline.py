"""The outline of the demo district: our own schematic one, or the boundary a user gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from shapely import make_valid
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, unary_union

from ..errors import InputError
from .tables import read_demo_table

__all__ = ["KM_PER_DEGREE", "Ground", "crinkled", "district_outline"]

KM_PER_DEGREE = 111.195
_ROUGHNESS = 0.13
_SHORTEST_KM = 0.35

Floats = NDArray[np.float64]


def crinkled(line: Floats, rng: np.random.Generator, roughness: float, shortest: float) -> Floats:
    """The line with natural-looking bends between its vertices, by midpoint displacement.

    Parameters
    ----------
    line
        Vertices, shape (n, 2), in a plane of equal units; they all stay.
    rng
        Source of the bends.
    roughness
        Largest sideways displacement as a share of the segment.
    shortest
        Segments below twice this length are left alone.

    Returns
    -------
    ndarray
        Shape (m, 2), m ≥ n.
    """
    while roughness > 0:
        step = np.diff(line, axis=0)
        long = np.hypot(step[:, 0], step[:, 1]) > 2 * shortest
        if not long.any():
            break
        across = np.column_stack([-step[:, 1], step[:, 0]])
        middle = line[:-1] + step / 2 + across * rng.uniform(-roughness, roughness, (len(step), 1))
        at = np.flatnonzero(long)
        line = np.insert(line, at + 1, middle[at], axis=0)
    return line


@dataclass(frozen=True)
class Ground:
    """The district's area, and how the demo's schematic places lie in it.

    Attributes
    ----------
    outline
        Area of the district, EPSG:4326.
    schematic
        Bounds (west, south, east, north) of our own outline, which all tables refer to.
    """

    outline: MultiPolygon
    schematic: tuple[float, float, float, float]

    def _scale(self) -> tuple[Floats, Floats, Floats]:
        ours, theirs = np.array(self.schematic), np.array(self.outline.bounds)
        return ours[:2], theirs[:2], (theirs[2:] - theirs[:2]) / (ours[2:] - ours[:2])

    def place(self, points: Floats) -> Floats:
        """Points of the tables, shape (n, 2), moved into this district; always inside it."""
        ours, theirs, scale = self._scale()
        moved = theirs + (np.asarray(points, dtype=np.float64) - ours) * scale
        return np.array([self._inside(Point(xy)) for xy in moved]).reshape(-1, 2)

    def _inside(self, point: Point) -> tuple[float, float]:
        if self.outline.contains(point):
            return point.x, point.y
        # The nearest point of the edge, and then a little further in.
        edge, _ = nearest_points(self.outline, point)
        goal = min(self.outline.geoms, key=lambda part: float(part.distance(edge))).representative_point()
        for share in (0.02, 0.05, 0.1, 0.2, 0.4, 0.7):
            x, y = edge.x + (goal.x - edge.x) * share, edge.y + (goal.y - edge.y) * share
            if self.outline.contains(Point(x, y)):
                return x, y
        return goal.x, goal.y

    def schematic_of(self, points: Floats) -> Floats:
        """The places of the tables' own frame that `points`, shape (n, 2), stand for."""
        ours, theirs, scale = self._scale()
        return ours + (np.asarray(points, dtype=np.float64) - theirs) / scale

    def plane(self, points: Floats) -> Floats:
        """Degrees, shape (n, 2), as kilometres east and north of the south-west corner."""
        west, south, _, north = self.outline.bounds
        return (np.asarray(points, dtype=np.float64) - (west, south)) * self._km((south + north) / 2)

    def degrees(self, points: Floats) -> Floats:
        """Kilometres as `plane` gives them, shape (n, 2), back in degrees."""
        west, south, _, north = self.outline.bounds
        return np.asarray(points, dtype=np.float64) / self._km((south + north) / 2) + (west, south)

    @staticmethod
    def _km(latitude: float) -> Floats:
        return np.array([KM_PER_DEGREE * np.cos(np.radians(latitude)), KM_PER_DEGREE])


def _schematic() -> Polygon:
    corners = np.array([[float(row["lon"]), float(row["lat"])] for row in read_demo_table("outline")])
    ring = np.vstack([corners, corners[:1]])
    stretch = np.array([np.cos(np.radians(corners[:, 1].mean())), 1.0])
    # A fixed source: the outline is part of the demo, whatever the seed of the network.
    bent = crinkled(ring * stretch, np.random.default_rng(1995), _ROUGHNESS, _SHORTEST_KM / KM_PER_DEGREE)
    return Polygon(np.round(bent / stretch, 6))


def _polygons(shapes: Iterable[BaseGeometry]) -> MultiPolygon:
    merged = unary_union([make_valid(shape) for shape in shapes if shape is not None and not shape.is_empty])
    parts = [part for part in getattr(merged, "geoms", [merged]) if isinstance(part, Polygon) and part.area > 0]
    return MultiPolygon(parts)


def district_outline(boundary: gpd.GeoDataFrame | None = None) -> Ground:
    """The ground the demo stands on.

    Parameters
    ----------
    boundary
        Polygons whose union is the district, in any coordinate system (WGS-84 where none is told); None for our own
        schematic outline.

    Raises
    ------
    InputError
        If `boundary` holds no area, or lies outside the degrees of longitude and latitude.
    """
    ours = _schematic()
    if boundary is None:
        return Ground(MultiPolygon([ours]), ours.bounds)
    shapes = boundary.geometry
    if shapes.crs is not None and shapes.crs.to_epsg() != 4326:
        shapes = shapes.to_crs(4326)
    outline = _polygons(shapes)
    if outline.is_empty:
        raise InputError(
            "The boundary holds no polygon.", hint="Choose a polygon layer with the outline of the district."
        )
    west, south, east, north = outline.bounds
    if west < -180 or east > 180 or south < -89 or north > 89:
        raise InputError(
            "The boundary's coordinates are no longitudes and latitudes.",
            hint="Tell the layer its coordinate reference system, then try again.",
            details=f"{outline.bounds}",
        )
    return Ground(outline, ours.bounds)
