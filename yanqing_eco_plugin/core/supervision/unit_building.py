"""Makes the units that grids are put together from: lattices, blocks between streets, merged settlements."""

from __future__ import annotations

from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..errors import InputError
from .cell_graph import CellGraph
from .plane import Plane

__all__ = ["lattice_units", "merge_small", "units_between_lines"]

Floats = NDArray[np.float64]
Shapes = NDArray[np.object_]
_MOST = 2_000_000
# Share of a unit below which a piece is an error of rounding; anything larger would leave a gap that a check finds.
_CRUMB = 1e-9


def lattice_units(
    district: gpd.GeoDataFrame, size: float, *, shape: Literal["square", "hexagon"] = "square"
) -> gpd.GeoDataFrame:
    """Cover every area of the district with a regular lattice clipped to its edge.

    Parameters
    ----------
    district
        One or more areas that do not overlap (district, townships); their columns go to their units.
    size
        Metres: side of a square, or distance of opposite sides of a hexagon.
    shape
        ``square`` or ``hexagon``.

    Returns
    -------
    GeoDataFrame
        One polygon per row in the CRS of `district`, numbered from 0; a unit cut in two by the edge makes two rows.

    Raises
    ------
    InputError
        If the district has no area, the size is not above zero or so small that more than two million units would arise.
    """
    if not size > 0:
        raise InputError("A unit of {size} m makes no sense.", hint="Give a length above 0.", size=size)
    shapes = np.asarray(district.geometry.array, dtype=object)
    if shapely.area(shapes).sum() <= 0:
        raise InputError("The district has no area.", hint="Choose a polygon layer.")
    plane = Plane.of(district)
    areas = plane.metres(shapely.make_valid(shapes))
    west, south, east, north = shapely.total_bounds(areas)
    if (east - west) * (north - south) / size**2 > _MOST:
        raise InputError("Units of {size} m are too small for this district.", hint="Choose a larger size.", size=size)
    tiles = (_squares if shape == "square" else _hexagons)(west, south, east, north, size)
    tile, area = shapely.STRtree(tiles).query(areas, predicate="intersects")[::-1]
    shapely.prepare(areas)
    whole = shapely.contains_properly(areas[area], tiles[tile])
    pieces = tiles[tile]
    pieces[~whole] = shapely.intersection(areas[area[~whole]], pieces[~whole])
    parts, at = shapely.get_parts(shapely.get_parts(pieces), return_index=True)
    parts_of = shapely.get_parts(pieces, return_index=True)[1][at]
    solid = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > _CRUMB * size**2)
    rows = area[parts_of[solid]]
    order = np.lexsort((np.arange(len(rows)), rows))
    columns = district.drop(columns=district.geometry.name).iloc[rows[order]].reset_index(drop=True)
    return gpd.GeoDataFrame(columns, geometry=plane.layer(parts[solid][order]), crs=district.crs)


def _squares(west: float, south: float, east: float, north: float, size: float) -> Shapes:
    x = np.arange(np.floor(west / size), np.ceil(east / size)) * size
    y = np.arange(np.floor(south / size), np.ceil(north / size)) * size
    left, low = (part.ravel() for part in np.meshgrid(x, y))
    # Corners are products of whole numbers: neighbours have the very same coordinates.
    right, high = (np.rint(left / size) + 1) * size, (np.rint(low / size) + 1) * size
    return np.asarray(shapely.box(left, low, right, high), dtype=object)


def _hexagons(west: float, south: float, east: float, north: float, size: float) -> Shapes:
    half, rise = size / 2, size / np.sqrt(12)
    columns = np.arange(np.floor(west / half) - 2, np.ceil(east / half) + 3)
    rows = np.arange(np.floor(south / (3 * rise)) - 1, np.ceil(north / (3 * rise)) + 2)
    column, row = (part.ravel() for part in np.meshgrid(columns, rows))
    fits = (column + row) % 2 == 0
    column, row = column[fits][:, None], row[fits][:, None]
    # Whole-numbered corners on a fine raster, for the same reason.
    x = (column + np.array([0, 1, 1, 0, -1, -1])) * half
    y = (3 * row + np.array([-2, -1, 1, 2, 1, -1])) * rise
    return np.asarray(shapely.polygons(np.stack([x, y], axis=-1)), dtype=object)


def units_between_lines(district: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Blocks between streets, rivers or ridges: what the lines cut the district into.

    Parameters
    ----------
    district
        Areas that do not overlap; no block crosses their edges, and their columns go to the blocks.
    lines
        Lines or polygons (their edges), in any CRS. A line that ends inside a block does not cut it.

    Raises
    ------
    InputError
        If the district has no area.
    """
    if shapely.area(np.asarray(district.geometry.array, dtype=object)).sum() <= 0:
        raise InputError("The district has no area.", hint="Choose a polygon layer.")
    if district.crs is not None and lines.crs is not None and lines.crs != district.crs:
        lines = lines.to_crs(district.crs)
    areas = np.asarray(shapely.make_valid(np.asarray(district.geometry.array, dtype=object)), dtype=object)
    cuts = np.asarray(lines.geometry.array, dtype=object)
    cuts = cuts[~(shapely.is_missing(cuts) | shapely.is_empty(cuts))]
    polygonal = shapely.get_dimensions(cuts) == 2
    cuts[polygonal] = shapely.boundary(cuts[polygonal])
    noded = shapely.union_all(np.concatenate([shapely.boundary(areas), cuts]))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    face, area = shapely.STRtree(areas).query(shapely.point_on_surface(faces), predicate="within")
    order = np.lexsort((face, area))
    columns = district.drop(columns=district.geometry.name).iloc[area[order]].reset_index(drop=True)
    return gpd.GeoDataFrame(columns, geometry=faces[face[order]], crs=district.crs)


def merge_small(
    cells: gpd.GeoDataFrame,
    least: float,
    *,
    within: str | None = None,
    small: pd.Series | None = None,
    sums: tuple[str, ...] = (),
) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Merge small settlements into the unit around them, or else the neighbour with the longest common border.

    DB11/T 2157-2023 lets small settlements in the mountains join the unit that surrounds them.

    Parameters
    ----------
    cells
        Units that meet along their edges.
    least
        Square metres: smaller units are merged, smallest first.
    within
        Column with the parent; units of different parents are not merged.
    small
        Which units are small instead of asking for their area, boolean by label.
    sums
        Columns that are added up; of all others the larger unit's value stays.

    Returns
    -------
    tuple
        The remaining units, and for every unit the label of the one it is now in. A small unit without a neighbour of its
        parent stays.
    """
    graph = CellGraph.from_cells(cells)
    count = len(graph)
    parent = np.zeros(count, dtype=np.int64) if within is None else pd.factorize(cells[within])[0]
    into = np.arange(count)
    area = graph.area.copy()
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for one, other, length in zip(graph.first.tolist(), graph.second.tolist(), graph.border.tolist(), strict=True):
        if parent[one] == parent[other]:
            near[one][other] = near[other][one] = length
    wanted = area < least if small is None else small.reindex(cells.index, fill_value=False).to_numpy(dtype=bool)
    for unit in np.lexsort((np.arange(count), area)).tolist():
        if not wanted[unit] or not near[unit] or (small is None and area[unit] >= least):
            continue
        host = max(near[unit], key=lambda one: (near[unit][one], -one))
        into[into == unit] = host
        area[host] += area[unit]
        for other, length in near[unit].items():
            del near[other][unit]
            if other != host:
                near[other][host] = near[host][other] = near[other].get(host, 0.0) + length
        near[unit] = {}
    return _merged(cells, into, sums), pd.Series(cells.index[into], index=cells.index, name="merged_into")


def _merged(cells: gpd.GeoDataFrame, into: NDArray[np.int64], sums: tuple[str, ...]) -> gpd.GeoDataFrame:
    result = cells.iloc[np.unique(into)].copy()
    shapes = np.asarray(cells.geometry.array, dtype=object)
    hosts, size = np.unique(into, return_counts=True)
    merged = shapes[hosts]
    for at in np.flatnonzero(size > 1).tolist():
        merged[at] = shapely.union_all(shapes[into == hosts[at]])
    for column in sums:
        result[column] = np.bincount(into, cells[column].to_numpy(dtype=np.float64), len(cells))[hosts]
    return result.set_geometry(gpd.GeoSeries(merged, index=result.index, crs=cells.crs))
