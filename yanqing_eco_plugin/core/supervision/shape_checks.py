"""Finds what is wrong with the shapes of a plan: gaps, overlaps, slivers, holes, torn grids."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from .borders import outlines_of, shared_borders
from .findings import Finding
from .plan import GridPlan
from .plane import Plane
from .remarks import Remark

__all__ = ["shape_findings"]

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]
# A grid narrower than this share of a circle of its area (Polsby–Popper), or than this many tolerances, is a sliver.
_SLIVER_COMPACTNESS = 0.02
_SLIVER_WIDTHS = 4.0


def shape_findings(plan: GridPlan, tolerance: float) -> Iterator[Finding]:
    """Check the grids' shapes and their cover of the district.

    Parameters
    ----------
    plan
        With all layers in one CRS.
    tolerance
        Metres: gaps and overlaps that are nowhere wider are not reported.
    """
    raw = np.asarray(plan.grids.geometry.array, dtype=object).copy()
    missing = shapely.is_missing(raw) | shapely.is_empty(raw)
    for at in np.flatnonzero(missing).tolist():
        label = plan.grids.index[at]
        yield Finding("empty", "error", None, (label,), Remark("The grid “{grid}” has no shape.", {"grid": label}))
    raw[missing] = shapely.Polygon()
    if missing.all():
        return
    plane = Plane.of(plan.grids)
    shapes = plane.metres(raw)
    crossing = ~shapely.is_valid(shapes)
    for at in np.flatnonzero(crossing).tolist():
        label = plan.grids.index[at]
        remark = Remark("The outline of the grid “{grid}” crosses itself.", {"grid": label})
        yield Finding("self_crossing", "error", raw[at], (label,), remark)
    shapes[crossing] = shapely.make_valid(shapes[crossing])
    yield from _single(plan, shapes, raw, tolerance)
    faces, times = _covered_faces(plan, shapes, plane)
    yield from _overlaps(plan, shapes, plane, tolerance, faces[times > 1])
    yield from _cover(plan, shapes, plane, tolerance, faces, times)


def _single(plan: GridPlan, shapes: Shapes, raw: Shapes, tolerance: float) -> Iterator[Finding]:
    """Slivers, holes and pieces of each grid by itself."""
    area, length = shapely.area(shapes), shapely.length(shapes)
    compactness = 4 * np.pi * area / np.where(length > 0, length, 1.0) ** 2
    width = 2 * area / np.where(length > 0, length, 1.0)
    present = ~shapely.is_empty(shapes)
    thin = present & ((compactness < _SLIVER_COMPACTNESS) | (width < _SLIVER_WIDTHS * tolerance))
    for at in np.flatnonzero(thin).tolist():
        values = {"grid": plan.grids.index[at], "area": float(area[at]), "width": float(width[at])}
        remark = Remark("The grid “{grid}” is a sliver of {area:.0f} m², about {width:.1f} m wide.", values)
        yield Finding("sliver", "error", raw[at], (plan.grids.index[at],), remark)
    parts, owner = shapely.get_parts(shapes, return_index=True)
    declared = (
        plan.grids["pieces"].fillna(1).to_numpy(dtype=float) if "pieces" in plan.grids.columns else np.ones(len(raw))
    )
    for at in np.flatnonzero(np.bincount(owner, minlength=len(shapes)) > 1).tolist():
        pieces = shapely.get_parts(shapely.union_all(shapely.get_parts(shapes[at])))
        if len(pieces) > declared[at]:
            values = {"grid": plan.grids.index[at], "pieces": len(pieces)}
            remark = Remark("The grid “{grid}” lies in {pieces} separate pieces.", values)
            yield Finding("disconnected", "error", raw[at], (plan.grids.index[at],), remark)
    polygonal = shapely.get_type_id(parts) == 3
    holes = np.bincount(owner[polygonal], shapely.get_num_interior_rings(parts[polygonal]), len(shapes))
    for at in np.flatnonzero(holes).tolist():
        values = {"grid": plan.grids.index[at], "holes": int(holes[at])}
        remark = Remark("The grid “{grid}” goes all the way round {holes} other areas.", values)
        yield Finding("hole", "warning", raw[at], (plan.grids.index[at],), remark)


def _covered_faces(plan: GridPlan, shapes: Shapes, plane: Plane) -> tuple[Shapes, Ints]:
    """Faces between the loose borders, and how many grids cover each.

    A border that exactly two grids share leaves one grid where it enters the other: how often the ground is covered only
    changes at loose borders. So the few faces between those tell gaps and overlaps, without cutting every pair of grids.
    """
    solid = shapes[shapely.area(shapes) > 0]
    outlines = outlines_of(_only_polygons(solid), geographic=False)
    loose = shapely.linestrings(shared_borders(outlines).loose + outlines.low)
    ground = _ground(plan, plane)
    lines = loose if ground is None else np.append(loose, shapely.boundary(ground))
    noded = shapely.union_all(lines)
    faces = np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))), dtype=object)
    return faces, _times_covered(faces, solid)


def _times_covered(faces: Shapes, solid: Shapes) -> Ints:
    """How many shapes lie over each face, each face being covered evenly."""
    tree = shapely.STRtree(solid)
    points = shapely.point_on_surface(faces)
    at, shape = tree.query(points, predicate="intersects")
    touching = np.bincount(at, minlength=len(faces))
    times = np.bincount(tree.query(points, predicate="within")[0], minlength=len(faces))
    # A point may happen to lie on a border of two grids: look from the inside of one of them, or else measure.
    for face in np.flatnonzero(times != touching).tolist():
        common = shapely.intersection(faces[face], solid[shape[np.argmax(at == face)]])
        point = shapely.point_on_surface(common if common.area > 0 else faces[face])
        inside, met = (len(tree.query(point, predicate=how)) for how in ("within", "intersects"))
        if inside != met:
            near = solid[tree.query(faces[face], predicate="intersects")]
            inside = round(shapely.area(shapely.intersection(near, faces[face])).sum() / faces[face].area)
        times[face] = inside
    return times


def _only_polygons(shapes: Shapes) -> Shapes:
    """The shapes without the points and lines that mending may have left."""
    mixed = shapely.get_type_id(shapes) == 7
    result = shapes.copy()
    for at in np.flatnonzero(mixed).tolist():
        parts = shapely.get_parts(shapely.get_parts(shapes[at]))
        result[at] = shapely.multipolygons(parts[shapely.get_type_id(parts) == 3])
    return result


def _ground(plan: GridPlan, plane: Plane) -> shapely.Geometry | None:
    if plan.district is None:
        return None
    shape = np.asarray(plan.district.geometry.array, dtype=object)
    return shapely.union_all(shapely.make_valid(plane.metres(shape)))


def _overlaps(plan: GridPlan, shapes: Shapes, plane: Plane, tolerance: float, crowded: Shapes) -> Iterator[Finding]:
    """Pairs of grids that lie over one another somewhere in the crowded faces."""
    crowded = crowded[_wide(crowded, tolerance)]
    if not len(crowded):
        return
    tree = shapely.STRtree(shapes)
    suspects = np.unique(tree.query(crowded, predicate="intersects")[1])
    one, other = shapely.STRtree(shapes[suspects]).query(shapes[suspects], predicate="intersects")
    once = one < other
    one, other = suspects[one[once]], suspects[other[once]]
    common = shapely.intersection(shapes[one], shapes[other])
    wide = _wide(common, tolerance)
    for first, second, place in zip(one[wide].tolist(), other[wide].tolist(), common[wide], strict=True):
        labels = plan.grids.index[first], plan.grids.index[second]
        values = {"one": labels[0], "other": labels[1], "area": float(place.area)}
        remark = Remark("The grids “{one}” and “{other}” overlap by {area:.0f} m².", values)
        yield Finding("overlap", "error", _in_layer(plane, place), labels, remark)


def _wide(shapes: Shapes, tolerance: float) -> NDArray[np.bool_]:
    """Which areas are wider than the tolerance somewhere."""
    found = shapely.area(shapes) > tolerance**2
    found[found] = ~shapely.is_empty(shapely.buffer(shapes[found], -tolerance / 2))
    return np.asarray(found)


def _in_layer(plane: Plane, place: shapely.Geometry) -> shapely.Geometry:
    return plane.layer(np.array([place], dtype=object))[0]


def _cover(
    plan: GridPlan, shapes: Shapes, plane: Plane, tolerance: float, faces: Shapes, times: Ints
) -> Iterator[Finding]:
    """Ground in no grid, and grids beyond the district."""
    ground = _ground(plan, plane)
    empty = times == 0
    if ground is not None:
        shapely.prepare(ground)
        inside = shapely.intersects(ground, shapely.point_on_surface(faces))
        for place in _joined(faces[~empty & ~inside], tolerance):
            remark = Remark("{area:.0f} m² of the grids lie outside the district.", {"area": float(place.area)})
            yield Finding("outside", "error", _in_layer(plane, place), (), remark)
        empty &= inside
    tree = shapely.STRtree(shapes)
    for place in _joined(faces[empty], tolerance):
        near = tuple(plan.grids.index[at] for at in sorted(tree.query(place, predicate="intersects").tolist()))
        remark = Remark("{area:.0f} m² belong to no grid.", {"area": float(place.area)})
        yield Finding("gap", "error", _in_layer(plane, place), near, remark)


def _joined(faces: Shapes, tolerance: float) -> Shapes:
    """Faces that meet as one area each, without those that are too narrow to matter."""
    if not len(faces):
        return faces
    areas = shapely.get_parts(shapely.union_all(faces))
    return np.asarray(areas[_wide(areas, tolerance)], dtype=object)
