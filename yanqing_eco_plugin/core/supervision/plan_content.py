"""A whole plan: its grids on every level, which unit and which source belongs to which, and how it is made of units."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError
from .codes import grid_codes
from .duty import PatrolRule
from .duty_load import grid_loads
from .plan_life import PlanHeader
from .plane import square_metres

__all__ = ["CELL", "LEVELS", "PlanContent", "build_plan", "homes_of", "redrawn", "with_loads", "with_sources"]

CELL = "cell"
LEVELS = ("township", "village", CELL)
SUMS = ("sources", "complaints", "area_km2")
_TEXTS = ("name", "type", "grade", "responsible_body", "person_a", "person_b", "note")


@dataclass(frozen=True, eq=False)
class PlanContent:
    """A plan with everything in it.

    Attributes
    ----------
    header
        What it says about itself.
    grids
        Index: the grid's label, unique in the plan and the same in copies of it. Columns ``level, code, parent`` (code of
        the level above), ``name, type, grade, responsible_body, person_a, person_b, locked, minutes, sources, complaints,
        area_km2, visits, travel_minutes, units, pieces, note`` and the shape (EPSG:4326).
    assignment
        Index: the unit's id. Columns ``grid`` (label of the cell, missing for none) and ``locked`` (0, 1).
    sources
        Index: the source's id. Column ``grid`` (label of the cell, missing for none).

    Rows that were read from a data centre also carry their ``row_version``.
    """

    header: PlanHeader
    grids: gpd.GeoDataFrame
    assignment: pd.DataFrame
    sources: pd.DataFrame

    def level(self, name: str) -> gpd.GeoDataFrame:
        """The grids of one level."""
        return self.grids[self.grids["level"] == name]

    @property
    def cells(self) -> gpd.GeoDataFrame:
        """The grids that persons are assigned to."""
        return self.level(CELL)


def build_plan(
    header: PlanHeader,
    units: gpd.GeoDataFrame,
    assignment: pd.Series,
    *,
    names: Mapping[str, str] | None = None,
    old: PlanContent | None = None,
    used_codes: Collection[str] = (),
    locked: Collection[object] = (),
) -> PlanContent:
    """Put a plan together from units: dissolve cells, villages and townships, and give codes.

    Parameters
    ----------
    header
        A draft's.
    units
        Polygons in EPSG:4326; index the unit's id, columns ``village`` (12-digit code) and, where known, ``minutes``,
        ``complaints``, ``area_km2``, ``type``.
    assignment
        Label of the cell of every unit, by the unit's id.
    names
        Names of villages and townships by code.
    old
        Plan whose codes, persons, bodies and notes go on where a label or code is the same.
    used_codes
        Codes that plans before had: none of them is given to another grid.
    locked
        Units that no proposal may move.

    Raises
    ------
    InputError
        If a unit has no village, a cell lies in several villages, or no unit has a cell.
    """
    known = assignment.reindex(units.index).dropna().map(str)
    if known.empty:
        raise InputError("The plan assigns no unit.", hint="Divide the units first.")
    village = _villages(units)
    homes = village[known.index].groupby(known).agg(["first", "nunique"])
    if (homes["nunique"] > 1).any():
        raise InputError(
            "The grid “{grid}” lies in {count} villages.",
            hint="Divide within villages: a grid belongs to one village or community.",
            grid=homes.index[homes["nunique"] > 1][0],
            count=int(homes["nunique"].max()),
        )
    shapes = _dissolved(units.geometry, known)
    cells = _level(CELL, shapes, homes["first"].reindex(shapes.index))
    cells["code"] = grid_codes(cells, "parent", existing=_old_codes(old, cells, used_codes))
    upper = []
    for level, digits in (("village", 12), ("township", 9)):
        merged = _dissolved(units.geometry, village.str[:digits])
        upper.append(
            _level(level, merged, pd.Series(merged.index.str[: digits - 3 if digits == 12 else 6], merged.index))
        )
        upper[-1]["code"] = upper[-1].index
    cells["pieces"] = _pieces_of_ground(cells, upper[0])
    for frame in upper:
        frame["pieces"] = shapely.get_num_geometries(np.asarray(frame.geometry.array, dtype=object))
    grids = _finished(gpd.GeoDataFrame(pd.concat([*upper[::-1], cells]), crs=units.crs), units, known, village)
    grids = _inherited(grids, names or {}, old)
    table = pd.DataFrame({"grid": known.reindex(units.index)})
    table["locked"] = table.index.isin(list(locked)).astype(int)
    sources = pd.DataFrame({"grid": pd.Series(dtype=object)})
    if old is not None:
        sources = old.sources[["grid"]].where(old.sources[["grid"]].isin(cells.index), None)
    return PlanContent(header, grids, table, sources)


def redrawn(
    plan: PlanContent, units: gpd.GeoDataFrame, assignment: pd.Series, *, used_codes: Collection[str] = ()
) -> PlanContent:
    """The same plan after units changed hands; codes and persons of the cells that stay go on.

    Raises
    ------
    InputError
        See `build_plan`.
    """
    locked = set(plan.assignment.index[plan.assignment["locked"] == 1])
    return build_plan(plan.header, units, assignment, old=plan, used_codes=used_codes, locked=locked)


def with_sources(plan: PlanContent, points: gpd.GeoDataFrame, *, keep: bool = False) -> PlanContent:
    """Give every source to the cell it lies in (on a border: the one with the first code).

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
    if keep:
        found = plan.sources["grid"].reindex(points.index).combine_first(found)
    grids = plan.grids.copy()
    _count_sources(grids, found)
    return replace(plan, grids=grids, sources=pd.DataFrame({"grid": found}))


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


def _villages(units: gpd.GeoDataFrame) -> pd.Series:
    if "village" not in units.columns or units["village"].isna().any():
        raise InputError(
            "Not every unit says which village or community it lies in.",
            hint="Give every unit the 12-digit code of its village.",
        )
    return units["village"].astype(str)


def _dissolved(shapes: gpd.GeoSeries, owner: pd.Series) -> gpd.GeoSeries:
    members = shapes.reindex(owner.index)
    merged = {
        label: shapely.union_all(np.asarray(group.array, dtype=object)) for label, group in members.groupby(owner)
    }
    return gpd.GeoSeries(pd.Series(merged, dtype=object), crs=shapes.crs)


def _level(level: str, shapes: gpd.GeoSeries, parent: pd.Series) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"level": level, "parent": parent}, geometry=shapes, index=shapes.index, crs=shapes.crs)


def _old_codes(old: PlanContent | None, cells: gpd.GeoDataFrame, used: Collection[str]) -> pd.Series:
    """Codes that were ever used here; a cell that moved to another village gets a new one."""
    codes = pd.Series(dtype=object) if old is None else old.cells["code"].dropna()
    moved = [label for label in codes.index.intersection(cells.index) if codes[label][:12] != cells["parent"][label]]
    codes = codes.rename({label: f"{label} (former)" for label in moved})
    former = sorted(set(used) - set(codes))
    return pd.concat([codes, pd.Series(former, index=[f"{code} (former)" for code in former], dtype=object)])


def _pieces_of_ground(cells: gpd.GeoDataFrame, villages: gpd.GeoDataFrame) -> pd.Series:
    """In how many separate pieces of its village's ground each cell lies: so many pieces it cannot help having."""
    pieces = pd.Series(1, index=cells.index)
    torn = villages.index[shapely.get_num_geometries(np.asarray(villages.geometry.array, dtype=object)) > 1]
    for code in torn:
        grounds = shapely.get_parts(villages.geometry[code])
        for label in cells.index[cells["parent"] == code]:
            inside = shapely.area(shapely.intersection(grounds, cells.geometry[label])) > 0
            pieces[label] = max(int(inside.sum()), 1)
    return pieces


def _finished(
    grids: gpd.GeoDataFrame, units: gpd.GeoDataFrame, known: pd.Series, village: pd.Series
) -> gpd.GeoDataFrame:
    """Sums of the units' figures on every level."""
    owner = {CELL: known, "village": village, "township": village.str[:9]}
    area = pd.Series(square_metres(units) / 1e6, index=units.index)
    for column, values in (
        ("units", pd.Series(1, index=units.index)),
        ("area_km2", units["area_km2"].astype(float).fillna(area) if "area_km2" in units.columns else area),
        *((name, units[name]) for name in ("minutes", "complaints", "sources") if name in units.columns),
    ):
        figures = values.astype(float)
        sums = {level: figures.reindex(owned.index).groupby(owned).sum(min_count=1) for level, owned in owner.items()}
        grids[column] = [
            sums[level].get(label, np.nan) for label, level in zip(grids.index, grids["level"], strict=True)
        ]
    if "type" in units.columns:
        kinds = units["type"].reindex(known.index).groupby(known).agg(lambda one: one.mode().get(0))
        grids["type"] = kinds.reindex(grids.index)
    for column in ("minutes", "complaints", "sources", "visits", "travel_minutes"):
        if column not in grids.columns:
            grids[column] = np.nan
    grids["locked"] = 0
    return grids


def _inherited(grids: gpd.GeoDataFrame, names: Mapping[str, str], old: PlanContent | None) -> gpd.GeoDataFrame:
    for column in _TEXTS:
        if column not in grids.columns:
            grids[column] = None
        grids[column] = grids[column].astype(object)
    grids["name"] = [names.get(str(code)) for code in grids["code"]]
    if old is None:
        return grids
    same = grids.index.intersection(old.grids.index)
    for column in (*_TEXTS, "locked"):
        if column in old.grids.columns:
            past = old.grids.loc[same, column]
            grids.loc[same[past.notna()], column] = past[past.notna()]
    return grids


def _count_sources(grids: gpd.GeoDataFrame, found: pd.Series) -> None:
    counts = found.dropna().value_counts()
    cells = grids.index[grids["level"] == CELL]
    grids["sources"] = _upwards(grids, counts.reindex(cells, fill_value=0).astype(float))


def _upwards(grids: gpd.GeoDataFrame, figures: pd.Series) -> pd.Series:
    """Figures of the cells on their own rows and, summed, on their villages' and townships'."""
    home = grids["parent"].reindex(figures.index).astype(str)
    sums = pd.concat([figures, figures.groupby(home).sum(), figures.groupby(home.str[:9]).sum()])
    return sums.reindex(grids.index)
