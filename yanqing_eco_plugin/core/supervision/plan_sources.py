"""Which source belongs to which grid of a plan, by its place or by hand, and the workload they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError
from .duty import PatrolRule
from .duty_load import grid_loads
from .plan_content import CELL, PlanContent

__all__ = ["given_by_hand", "homes_by_hand", "homes_of", "with_loads", "with_sources"]


def with_sources(plan: PlanContent, points: gpd.GeoDataFrame, *, keep: bool = False) -> PlanContent:
    """Give every source to the cell it lies in (on a border: the one with the first code), but for those given by hand.

    Parameters
    ----------
    points
        Sources by id, EPSG:4326.
    keep
        Leave sources where they are that have a cell already.
    """
    cells = plan.cells
    found = homes_of(points, cells.set_index(cells["code"]))
    found = found.map(dict(zip(cells["code"], cells.index, strict=True)))
    held = plan.sources["grid"].reindex(points.index)
    by_hand = plan.by_hand.reindex(points.index, fill_value=0) * held.isin(cells.index)
    if keep:
        found = held.combine_first(found)
    found = found.mask(by_hand == 1, held)
    grids = plan.grids.copy()
    _count_sources(grids, found)
    return replace(plan, grids=grids, sources=pd.DataFrame({"grid": found, "by_hand": by_hand}))


def given_by_hand(plan: PlanContent, homes: Mapping[str, str | None]) -> PlanContent:
    """The plan with sources given to cells by hand, wherever they lie; None gives a source back to where it lies.

    Where it lies is looked up by `with_sources`, which comes after. Cells that are not in the plan are passed over.
    """
    wanted = pd.Series(dict(homes), dtype=object)
    wanted = wanted[wanted.isna() | wanted.isin(plan.cells.index)]
    sources = plan.sources.reindex(plan.sources.index.union(wanted.index))
    by_hand = plan.by_hand.reindex(sources.index, fill_value=0)
    by_hand.loc[wanted.index] = wanted.notna().astype(int)
    given = wanted.dropna()
    home = sources["grid"].astype(object)
    home.loc[given.index] = given
    return replace(plan, sources=sources.assign(grid=home, by_hand=by_hand))


def with_loads(
    plan: PlanContent, sources: pd.DataFrame, rules: Mapping[object, PatrolRule], *, speed_kmh: float
) -> PlanContent:
    """The plan with the workload of every cell, and of the levels above as sums, from its sources."""
    cells = plan.cells
    table = grid_loads(
        cells, sources.assign(grid=plan.sources["grid"].reindex(sources.index)), rules, speed_kmh=speed_kmh
    )
    grids = plan.grids.copy()
    for column in ("minutes", "visits", "travel_minutes"):
        grids[column] = _upwards(grids, table[column])
    return replace(plan, grids=grids)


def homes_of(points: gpd.GeoDataFrame, grids: gpd.GeoDataFrame) -> pd.Series:
    """Label of the grid every point lies in, by the point's label; missing for none, on a border the first label.

    Parameters
    ----------
    points, grids
        In any CRS; without one they are taken as they are.
    """
    if points.crs is not None and grids.crs is not None and points.crs != grids.crs:
        points = points.to_crs(grids.crs)
    ordered = grids.sort_index()
    shapes = np.asarray(ordered.geometry.array, dtype=object)
    at, grid = shapely.STRtree(shapes).query(np.asarray(points.geometry.array, dtype=object), predicate="intersects")
    order = np.lexsort((-grid, at))
    found = pd.Series(None, index=points.index, dtype=object)
    found.iloc[at[order]] = ordered.index.to_numpy(dtype=object)[grid[order]]
    return found


def homes_by_hand(named: pd.Series, grids: pd.Index) -> pd.Series:
    """Which sources name a grid that they were given to by hand: true where `named` is neither missing nor empty.

    Raises
    ------
    InputError
        If one names a grid that is not in `grids`.
    """
    given = named.notna() & (named.astype(str) != "")
    unknown = given & ~named.isin(grids)
    if unknown.any():
        raise InputError(
            "{count} sources are given by hand to grids that are not there, first “{grid}” of “{source}”.",
            hint="Correct or clear the field.",
            count=int(unknown.sum()),
            grid=named[unknown].iloc[0],
            source=named.index[unknown][0],
        )
    return given


def _count_sources(grids: gpd.GeoDataFrame, found: pd.Series) -> None:
    counts = found.dropna().value_counts()
    cells = grids.index[grids["level"] == CELL]
    grids["sources"] = _upwards(grids, counts.reindex(cells, fill_value=0).astype(float))


def _upwards(grids: gpd.GeoDataFrame, figures: pd.Series) -> pd.Series:
    """Figures of the cells on their own rows and, summed, on their villages' and townships'."""
    home = grids["parent"].reindex(figures.index).astype(str)
    sums = pd.concat([figures, figures.groupby(home).sum(), figures.groupby(home.str[:9]).sum()])
    return sums.reindex(grids.index)
