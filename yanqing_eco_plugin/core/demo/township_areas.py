"""Cuts the demo district into townships that cover it exactly once."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Voronoi
from shapely import STRtree
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import polygonize, unary_union

from .outline import Ground, crinkled
from .tables import course, read_demo_table

__all__ = ["township_areas"]

_SHORTEST_KM = 0.25
_ROUGHNESS = (0.16, 0.06, 0.0)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _borders(seeds: Floats, owner: Ints, reach: float, rng: np.random.Generator, roughness: float) -> list[Floats]:
    """Lines between the cells (Voronoi) of different owners, shape (m, 2) each, in kilometres."""
    centre = seeds.mean(axis=0)
    # Far guards close every cell that matters.
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    guards = centre + 20 * reach * np.column_stack([np.cos(angles), np.sin(angles)])
    cells = Voronoi(np.vstack([seeds, guards]))
    owners = np.concatenate([owner, np.full(len(guards), -1)])
    return [
        crinkled(cells.vertices[ends], rng, roughness, _SHORTEST_KM)
        for (one, other), ends in zip(cells.ridge_points, cells.ridge_vertices, strict=True)
        if owners[one] != owners[other] and min(ends) >= 0 and -1 not in (owners[one], owners[other])
    ]


def _faces(ground: Ground, borders: list[Floats]) -> list[Polygon]:
    lines = [LineString(ground.degrees(border)) for border in borders]
    noded = unary_union([ground.outline.boundary, *lines])
    return [face for face in polygonize(noded) if ground.outline.contains(face.representative_point())]


def _owners(faces: list[Polygon], centres: list[Point]) -> Ints | None:
    """Which centre each face belongs to; None where two centres share a face."""
    owner = np.full(len(faces), -1, dtype=np.int64)
    for number, centre in enumerate(centres):
        around = [at for at, face in enumerate(faces) if face.contains(centre)]
        if len(around) != 1 or owner[around[0]] >= 0:
            return None
        owner[around[0]] = number
    tree = STRtree(faces)
    while (owner < 0).any():
        before = owner.copy()
        for at in np.flatnonzero(before < 0):
            near = [int(n) for n in tree.query(faces[at], predicate="intersects") if before[n] >= 0]
            shared = [faces[at].intersection(faces[n]).length for n in near]
            if shared and max(shared) > 0:
                owner[at] = before[near[int(np.argmax(shared))]]
        if (before == owner).all():
            # Parts of the district that touch nothing settled yet: islands.
            at = int(np.flatnonzero(owner < 0)[0])
            owner[at] = int(np.argmin([faces[at].distance(centre) for centre in centres]))
    return owner


def township_areas(ground: Ground, seed: int) -> gpd.GeoDataFrame:
    """The townships of the demo, one row each, flagged synthetic.

    Parameters
    ----------
    ground
        The district.
    seed
        Source of the bends of the borders.

    Returns
    -------
    GeoDataFrame
        ``code, name, name_en, synthetic, geometry`` (MultiPolygon, EPSG:4326), ordered by code. The areas have no overlap
        and leave no gap.
    """
    rows = read_demo_table("townships")
    first = ground.place(np.array([[float(row["lon"]), float(row["lat"])] for row in rows]))
    further = [ground.place(np.array(course(row["around"])).reshape(-1, 2)) for row in rows]
    owner = np.concatenate([np.arange(len(rows)), np.repeat(np.arange(len(rows)), [len(cells) for cells in further])])
    seeds = ground.plane(np.vstack([first, *further]))
    # Places pulled inside the same corner of a foreign boundary may coincide: two metres apart are enough to cut.
    seeds += np.column_stack([np.arange(len(seeds)), np.arange(len(seeds))[::-1]]) * 1e-6
    centres = [Point(xy) for xy in ground.degrees(seeds[: len(rows)])]
    reach = float(np.ptp(ground.plane(np.array(ground.outline.bounds).reshape(2, 2)), axis=0).max())
    for roughness in _ROUGHNESS:
        faces = _faces(ground, _borders(seeds, owner, reach, np.random.default_rng(seed), roughness))
        owners = _owners(faces, centres)
        if owners is not None:
            break
    else:
        owners = np.array([int(np.argmin([face.distance(centre) for centre in centres])) for face in faces])
    return _table(rows, faces, owners)


def _table(rows: list[dict[str, str]], faces: list[Polygon], owners: Ints) -> gpd.GeoDataFrame:
    areas = []
    for number in range(len(rows)):
        merged = unary_union([faces[at] for at in np.flatnonzero(owners == number)])
        areas.append(MultiPolygon([merged]) if isinstance(merged, Polygon) else merged)
    table = gpd.GeoDataFrame(
        {column: [row[column] for row in rows] for column in ("code", "name", "name_en")}, geometry=areas, crs=4326
    )
    table.insert(3, "synthetic", 1)
    return table.sort_values("code", ignore_index=True)
