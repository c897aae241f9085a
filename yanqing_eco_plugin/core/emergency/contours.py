"""Areas where a field on a grid is at least some value."""

from __future__ import annotations

from itertools import pairwise

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["area_above"]

Floats = NDArray[np.float64]


def area_above(x: Floats, y: Floats, field: Floats, level: float) -> shapely.MultiPolygon:
    """Where `field` is at least `level`, with holes where it is not.

    Parameters
    ----------
    x, y
        Axes of the grid, shapes (m,) and (n,), increasing.
    field
        Shape (n, m); NaN is outside.
    level
        In the unit of `field`; between nodes the field is taken as linear.

    Returns
    -------
    MultiPolygon
        In the unit of the axes; empty where the field stays below.
    """
    known = np.where(np.isfinite(field), field, -np.inf)
    highest = float(known.max(initial=-np.inf))
    if highest < level:
        return shapely.MultiPolygon()
    # A rim below the level closes areas at the edge of the grid; an infinite one would spoil the interpolation.
    floor = level - max(abs(highest - level), abs(level), 1e-12)
    padded = np.pad(np.where(np.isfinite(known), known, floor), 1, constant_values=floor)
    wide_x = np.concatenate([[x[0] - 1e-6 * (x[1] - x[0])], x, [x[-1] + 1e-6 * (x[1] - x[0])]])
    wide_y = np.concatenate([[y[0] - 1e-6 * (y[1] - y[0])], y, [y[-1] + 1e-6 * (y[1] - y[0])]])
    generator = contourpy.contour_generator(wide_x, wide_y, padded, fill_type=contourpy.FillType.OuterOffset)
    points, offsets = generator.filled(level, highest + abs(highest) + 1.0)
    parts = []
    for ring_points, cuts in zip(points, offsets, strict=True):
        rings = [ring_points[start:end] for start, end in pairwise(cuts) if end - start >= 4]
        if rings:
            parts.append(shapely.Polygon(rings[0], rings[1:]))
    whole = shapely.make_valid(shapely.MultiPolygon(parts))
    return _polygons_of(whole)


def _polygons_of(shape: shapely.Geometry) -> shapely.MultiPolygon:
    pieces = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([piece for piece in pieces if isinstance(piece, shapely.Polygon) and piece.area > 0])
