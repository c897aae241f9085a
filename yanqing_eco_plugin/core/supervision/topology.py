"""Makes a layer of units fit together: no gap, no overlap, one common border, and a list of what was changed."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..errors import InputError
from ..progress import Progress, checkpoint
from .plane import Plane

__all__ = ["Cleaned", "clean"]

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cleaned:
    """Units that fit together and what was done to them.

    Attributes
    ----------
    cells
        The layer with new shapes; units that had no area are gone.
    changes
        One row per change: ``unit`` (label; None for a gap left), ``change`` (``repaired``, ``removed``, ``gap_closed``,
        ``overlap_removed``, ``outside_removed``, ``gap_left``), ``area`` in square metres and the place as geometry.
    """

    cells: gpd.GeoDataFrame
    changes: gpd.GeoDataFrame


def clean(
    cells: gpd.GeoDataFrame,
    *,
    district: gpd.GeoDataFrame | None = None,
    tolerance: float = 0.5,
    largest_gap: float | None = None,
    progress: Progress | None = None,
) -> Cleaned:
    """Snap borders together, give overlaps to one unit and gaps to a neighbour.

    All borders are noded on a raster of `tolerance` (snap rounding) and the faces between them are given back to units: a
    face in several units to the smallest of them, a face in none to the neighbour with the longest common border.

    Parameters
    ----------
    cells
        Polygons, however untidy.
    district
        What the units have to cover: gaps up to its edge are closed, what lies outside is cut off.
    tolerance
        Metres: points closer than this are one, and smaller changes of area (its square) are not reported.
    largest_gap
        Square metres: larger gaps are left open and reported; None closes all.

    Raises
    ------
    InputError
        If no unit has an area, or the tolerance is not above zero.
    """
    if tolerance <= 0:
        raise InputError(
            "A tolerance of {tolerance} m makes no sense.", hint="Give a length above 0.", tolerance=tolerance
        )
    found: list[tuple[object, str, shapely.Geometry]] = []
    plane = _plane(cells)
    shapes = _areas_only(cells, plane, found)
    kept = np.flatnonzero(shapely.area(shapes) > 0)
    if not len(kept):
        raise InputError("No unit has an area.", hint="Choose a layer with polygons.")
    shapes, labels = shapes[kept], cells.index[kept]
    checkpoint(progress, 0.2)
    ground = None
    if district is not None:
        if district.crs != cells.crs and district.crs is not None and cells.crs is not None:
            district = district.to_crs(cells.crs)
        ground = shapely.union_all(plane.metres(np.asarray(district.geometry.array, dtype=object)))
    faces = _faces(shapes, ground, tolerance)
    checkpoint(progress, 0.5)
    owner = _owners(faces, shapes, ground, labels, found)
    _close_gaps(faces, owner, labels, found, np.inf if largest_gap is None else largest_gap)
    checkpoint(progress, 0.8)
    joined = np.array([_joined(faces[owner == at]) for at in range(len(shapes))], dtype=object)
    for at in np.flatnonzero(shapely.is_empty(joined)).tolist():
        found.append((labels[at], "removed", shapes[at]))
    result = cells.iloc[kept].set_geometry(gpd.GeoSeries(plane.layer(joined), index=labels, crs=cells.crs))
    return Cleaned(result[~shapely.is_empty(joined)], _table(found, plane, cells, tolerance))


def _plane(cells: gpd.GeoDataFrame) -> Plane:
    shapes = np.asarray(cells.geometry.array, dtype=object)
    if (shapely.is_missing(shapes) | shapely.is_empty(shapes)).all():
        raise InputError("No unit has an area.", hint="Choose a layer with polygons.")
    return Plane.of(cells)


def _areas_only(cells: gpd.GeoDataFrame, plane: Plane, found: list[tuple[object, str, shapely.Geometry]]) -> Shapes:
    raw = np.asarray(cells.geometry.array, dtype=object).copy()
    raw[shapely.is_missing(raw)] = shapely.Polygon()
    shapes = plane.metres(raw)
    wrong = ~shapely.is_valid(shapes)
    before = shapes[wrong]
    shapes[wrong] = [_polygons(one) for one in shapely.make_valid(before)]
    other = ~np.isin(shapely.get_type_id(shapes), (3, 6))
    shapes[other] = [_polygons(one) for one in shapes[other]]
    for label, shape in zip(cells.index[wrong], shapes[wrong], strict=True):
        if not shape.is_empty:
            found.append((label, "repaired", shape))
    for at in np.flatnonzero(shapely.area(shapes) <= 0).tolist():
        found.append((cells.index[at], "removed", raw[at]))
    return shapes


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shapely.get_parts(shape))
    parts = parts[shapely.get_type_id(parts) == 3]
    return shapely.union_all(parts) if len(parts) else shapely.Polygon()


def _faces(shapes: Shapes, ground: shapely.Geometry | None, tolerance: float) -> Shapes:
    lines = shapely.boundary(shapes if ground is None else np.append(shapes, ground))
    noded = shapely.union_all(lines, grid_size=tolerance)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    return np.asarray(faces, dtype=object)


def _owners(
    faces: Shapes,
    shapes: Shapes,
    ground: shapely.Geometry | None,
    labels: pd.Index,
    found: list[tuple[object, str, shapely.Geometry]],
) -> Ints:
    """Unit of each face; −1 for a gap, −2 for ground outside the district."""
    points = shapely.point_on_surface(faces)
    at, unit = shapely.STRtree(shapes).query(points, predicate="intersects")
    order = np.lexsort((unit, shapely.area(shapes)[unit], at))
    at, unit = at[order], unit[order]
    owner = np.full(len(faces), -1, dtype=np.int64)
    first = np.ones(len(at), dtype=bool)
    first[1:] = at[1:] != at[:-1]
    owner[at[first]] = unit[first]
    for face, loser in zip(at[~first].tolist(), unit[~first].tolist(), strict=True):
        found.append((labels[loser], "overlap_removed", faces[face]))
    if ground is not None:
        shapely.prepare(ground)
        outside = ~shapely.intersects(ground, points)
        for face in np.flatnonzero(outside & (owner >= 0)).tolist():
            found.append((labels[owner[face]], "outside_removed", faces[face]))
        owner[outside] = -2
    return owner


def _close_gaps(
    faces: Shapes,
    owner: Ints,
    labels: pd.Index,
    found: list[tuple[object, str, shapely.Geometry]],
    largest: float,
) -> None:
    """Give each gap to the unit with the longest common border; a gap next to gaps only waits for them."""
    gaps = np.flatnonzero(owner == -1)
    if not len(gaps):
        return
    area = shapely.area(faces)
    tree = shapely.STRtree(faces)
    waiting = [at for at in gaps.tolist() if area[at] <= largest]
    found += [(None, "gap_left", faces[at]) for at in gaps.tolist() if area[at] > largest]
    while waiting:
        left = []
        for gap in waiting:
            near = tree.query(faces[gap], predicate="intersects")
            near = near[owner[near] >= 0]
            shared = shapely.length(shapely.intersection(shapely.boundary(faces[gap]), shapely.boundary(faces[near])))
            sums = np.bincount(owner[near], shared) if len(near) else np.zeros(1)
            if sums.max() <= 0:
                left.append(gap)
                continue
            owner[gap] = int(np.argmax(sums))
            found.append((labels[owner[gap]], "gap_closed", faces[gap]))
        if len(left) == len(waiting):
            found += [(None, "gap_left", faces[at]) for at in left]
            return
        waiting = left


def _joined(faces: Shapes) -> shapely.Geometry:
    if not len(faces):
        return shapely.Polygon()
    return faces[0] if len(faces) == 1 else shapely.union_all(faces)


def _table(
    found: list[tuple[object, str, shapely.Geometry]], plane: Plane, cells: gpd.GeoDataFrame, tolerance: float
) -> gpd.GeoDataFrame:
    shapes = np.empty(len(found), dtype=object)
    shapes[:] = [row[2] for row in found]
    table = gpd.GeoDataFrame(
        {"unit": [row[0] for row in found], "change": [row[1] for row in found], "area": shapely.area(shapes)},
        geometry=gpd.GeoSeries(plane.layer(shapes), crs=cells.crs),
        crs=cells.crs,
    )
    large = (table["area"] > tolerance**2) | table["change"].isin(["removed", "repaired"])
    return table[large].reset_index(drop=True)
