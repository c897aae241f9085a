"""Units as a graph: who borders whom, over what length, and which crossings are barred."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from ..errors import InputError
from .borders import Outlines, SharedBorders, outlines_of, shared_borders

__all__ = ["CellGraph"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CellGraph:
    """Neighbourhood of n units by shared border length; made once and used for many divisions of the same units.

    Attributes
    ----------
    index
        Labels of the units, as in the layer.
    area, perimeter
        Shape (n,), square metres and metres (the layer's own units where it has no CRS).
    centre
        Centroids on the plane of the lengths, shape (n, 2).
    first, second, border
        Pairs of units with a common border and its length, shape (e,); ``first < second``.
    open
        Which of the pairs may belong to one grid, shape (e,); a barrier closes a pair.
    """

    index: pd.Index
    area: Floats
    perimeter: Floats
    centre: Floats
    first: Ints
    second: Ints
    border: Floats
    open: Bools

    @classmethod
    def from_cells(cls, cells: gpd.GeoDataFrame, barriers: gpd.GeoDataFrame | gpd.GeoSeries | None = None) -> CellGraph:
        """Build the graph of a polygon layer.

        Parameters
        ----------
        cells
            Polygons or multipolygons that meet along their edges. Degrees are laid out in metres on a plane.
        barriers
            Lines no grid may cross (motorways, ridges), in any CRS: two neighbours are kept apart where the way from centre
            to centre over the middle of their border crosses or touches a barrier.

        Raises
        ------
        InputError
            If units are missing, empty, self-crossing, without area, no polygons, or lie over one another.
        """
        shapes = _checked(cells)
        geographic = cells.crs is not None and cells.crs.is_geographic
        outlines = outlines_of(shapes, geographic)
        borders = shared_borders(outlines)
        overlapping = _lying_over(outlines, borders, shapes)
        if len(overlapping):
            raise InputError(
                "{count} units lie over a neighbour, first “{unit}”.",
                hint="Clean the topology of the units first.",
                count=len(overlapping),
                unit=cells.index[overlapping[0]],
            )
        passable = np.ones(len(borders.first), dtype=bool)
        if barriers is not None and len(barriers):
            passable = _passable(outlines, borders, barriers, cells)
        return cls(
            index=cells.index,
            area=outlines.area,
            perimeter=outlines.perimeter,
            centre=outlines.centre,
            first=borders.first,
            second=borders.second,
            border=borders.length,
            open=passable,
        )

    def __len__(self) -> int:
        return len(self.index)

    @cached_property
    def adjacency(self) -> csr_matrix:
        """Open borders as a symmetric matrix of lengths, shape (n, n)."""
        first, second, length = self.first[self.open], self.second[self.open], self.border[self.open]
        size = len(self)
        return csr_matrix(
            (np.concatenate([length, length]), (np.concatenate([first, second]), np.concatenate([second, first]))),
            shape=(size, size),
        )

    @cached_property
    def components(self) -> Ints:
        """Number of the connected piece each unit lies in, shape (n,)."""
        return connected_components(self.adjacency, directed=False)[1].astype(np.int64)

    def shapes_of(self, grid: Ints, count: int) -> tuple[Floats, Floats]:
        """Area and outline length of `count` grids, units numbered by `grid` (shape (n,))."""
        inside = grid[self.first] == grid[self.second]
        shared = np.bincount(grid[self.first[inside]], self.border[inside], count)
        area, outline = np.bincount(grid, self.area, count), np.bincount(grid, self.perimeter, count)
        return area.astype(np.float64), np.asarray(outline - 2 * shared, dtype=np.float64)

    def cut(self, grid: Ints) -> tuple[float, int]:
        """Length and number of the borders between different grids."""
        between = grid[self.first] != grid[self.second]
        return float(self.border[between].sum()), int(between.sum())

    def pieces(self, grid: Ints, count: int) -> Ints:
        """Number of connected pieces of each grid, shape (count,)."""
        same = self.open & (grid[self.first] == grid[self.second])
        links = csr_matrix((np.ones(int(same.sum())), (self.first[same], self.second[same])), shape=(len(self),) * 2)
        number, label = connected_components(links, directed=False)
        owner = np.zeros(number, dtype=np.int64)
        owner[label] = grid
        return np.bincount(owner, minlength=count)


def _checked(cells: gpd.GeoDataFrame) -> NDArray[np.object_]:
    if not len(cells):
        raise InputError("There are no units to divide.", hint="Choose a layer with polygons.")
    if not cells.index.is_unique:
        raise InputError("The labels of the units are not unique.", hint="Reset the index of the layer.")
    shapes = np.asarray(cells.geometry.array, dtype=object)
    kinds = shapely.get_type_id(shapes)
    for wrong, what in (
        (shapely.is_missing(shapes) | shapely.is_empty(shapes), "empty"),
        ((kinds != 3) & (kinds != 6), "no polygon"),
        (~shapely.is_valid(shapes), "self-crossing"),
        (shapely.area(shapes) <= 0, "without area"),
    ):
        if wrong.any():
            raise InputError(
                "{count} units have a shape that cannot be used ({problem}), first “{unit}”.",
                hint="Clean the topology of the units first.",
                count=int(wrong.sum()),
                problem=what,
                unit=cells.index[int(np.argmax(wrong))],
            )
    bounds = shapely.bounds(shapes)
    if cells.crs is not None and cells.crs.is_geographic:
        beyond = (np.abs(bounds[:, [0, 2]]) > 360).any(axis=1) | (np.abs(bounds[:, [1, 3]]) > 90).any(axis=1)
        if beyond.any():
            raise InputError(
                "{count} units have coordinates that are no degrees, first “{unit}”.",
                hint="The layer mixes coordinate systems: bring all units into one before joining them.",
                count=int(beyond.sum()),
                unit=cells.index[int(np.argmax(beyond))],
            )
    return shapes


def _lying_over(outlines: Outlines, borders: SharedBorders, shapes: NDArray[np.object_]) -> Ints:
    """Units with a border well inside another unit."""
    if len(borders.overlapping) or not len(borders.loose):
        return borders.overlapping
    both = np.vstack([borders.loose[:, 0], borders.loose.mean(axis=1)])
    points, owner = shapely.points(both / outlines.scale + outlines.low), np.tile(borders.loose_owner, 2)
    at, over = shapely.STRtree(shapes).query(points, predicate="within")
    foreign = over != owner[at]
    at, over = at[foreign], over[foreign]
    depth = shapely.distance(points[at], shapely.boundary(shapes[over])) * outlines.scale.max()
    deep = depth > 20 * outlines.tolerance
    return np.unique(np.concatenate([owner[at[deep]], over[deep]]))


def _passable(
    outlines: Outlines, borders: SharedBorders, barriers: gpd.GeoDataFrame | gpd.GeoSeries, cells: gpd.GeoDataFrame
) -> Bools:
    """Which neighbours can be reached from one another without meeting a barrier."""
    lines = barriers.geometry
    if cells.crs is not None and lines.crs is not None and lines.crs != cells.crs:
        lines = lines.to_crs(cells.crs)
    shapes = np.asarray(lines.array, dtype=object)
    shapes = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    ways = np.stack([outlines.centre[borders.first], borders.middle, outlines.centre[borders.second]], axis=1)
    ways = shapely.linestrings(ways / outlines.scale + outlines.low)
    reach = 2 * outlines.tolerance / outlines.scale.max()
    met = shapely.STRtree(ways).query(shapely.buffer(shapes, reach, quad_segs=2), predicate="intersects")[1]
    passable = np.ones(len(ways), dtype=bool)
    passable[met] = False
    return passable
