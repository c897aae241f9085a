"""Puts a plan together from its units: shapes, codes and sums on every level, and what goes on from the plan before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError
from .codes import grid_codes
from .plan_content import CELL, PlanContent
from .plan_life import PlanHeader
from .plane import square_metres

__all__ = ["build_plan", "redrawn"]

_TEXTS = ("name", "type", "grade", "responsible_body", "person_a", "person_b", "note")


def build_plan(
    header: PlanHeader,
    units: gpd.GeoDataFrame,
    assignment: pd.Series,
    *,
    names: Mapping[str, str] | None = None,
    old: PlanContent | None = None,
    given: Mapping[str, Mapping[str, str | None]] | None = None,
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
        Plan whose codes, names, types, grades, persons, bodies and notes go on where a label or code is the same.
    given
        What a planner says of a grid, by its label and column; comes before the old plan. None takes back what stands there:
        a type is then the one most of its units have.
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
    standing = {} if old is None or old.header.unit_set != header.unit_set else _standing(old, units, known, village)
    shapes = _dissolved(units.geometry, known, standing.get(CELL, {}))
    cells = _level(CELL, shapes, homes["first"].reindex(shapes.index))
    cells["code"] = grid_codes(cells, "parent", existing=_old_codes(old, cells, used_codes))
    upper = []
    for level, digits in (("village", 12), ("township", 9)):
        merged = _dissolved(units.geometry, village.str[:digits], standing.get(level, {}))
        upper.append(
            _level(level, merged, pd.Series(merged.index.str[: digits - 3 if digits == 12 else 6], merged.index))
        )
        upper[-1]["code"] = upper[-1].index
    cells["pieces"] = _pieces_of_ground(cells, upper[0])
    for frame in upper:
        frame["pieces"] = shapely.get_num_geometries(np.asarray(frame.geometry.array, dtype=object))
    grids = _finished(gpd.GeoDataFrame(pd.concat([*upper[::-1], cells]), crs=units.crs), units, known, village)
    grids = _inherited(grids, names or {}, old, given or {})
    table = pd.DataFrame({"grid": known.reindex(units.index)})
    table["locked"] = table.index.isin(list(locked)).astype(int)
    sources = pd.DataFrame({"grid": pd.Series(dtype=object), "by_hand": pd.Series(dtype=int)})
    if old is not None:
        # A source that was given by hand to a grid that is gone goes back to where it lies.
        stays = old.sources["grid"].isin(cells.index)
        sources = pd.DataFrame({"grid": old.sources["grid"].where(stays, None), "by_hand": old.by_hand * stays})
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


def _villages(units: gpd.GeoDataFrame) -> pd.Series:
    if "village" not in units.columns or units["village"].isna().any():
        raise InputError(
            "Not every unit says which village or community it lies in.",
            hint="Give every unit the 12-digit code of its village.",
        )
    return units["village"].astype(str)


def _standing(
    old: PlanContent, units: gpd.GeoDataFrame, known: pd.Series, village: pd.Series
) -> dict[str, dict[str, shapely.Geometry]]:
    """By level, the shapes of grids that have the same units as in the old plan: these are not dissolved again."""
    area = pd.Series(shapely.area(np.asarray(units.geometry.array, dtype=object)), index=units.index)
    former = old.assignment["grid"]
    there = village.reindex(former.index)
    owners = {CELL: (known, former), "village": (village, there), "township": (village.str[:9], there.str[:9])}
    found = {}
    for level, (now, then) in owners.items():
        both = pd.DataFrame({"now": now, "then": then})
        changed = both[(both["now"] != both["then"]) & both.notna().any(axis=1)]
        grids = old.level(level)
        same = grids.index[~grids.index.isin(pd.unique(changed.to_numpy().ravel()))]
        # Only what really is made of its units: somebody else's tool may have changed the shape.
        whole = area.reindex(now.index).groupby(now).sum().reindex(same)
        near = np.isclose(shapely.area(np.asarray(grids.geometry[same].array, dtype=object)), whole, rtol=1e-9, atol=0)
        found[level] = dict(zip(same[near], grids.geometry[same[near]], strict=True))
    return found


def _dissolved(shapes: gpd.GeoSeries, owner: pd.Series, standing: Mapping[str, shapely.Geometry]) -> gpd.GeoSeries:
    members = np.asarray(shapes.reindex(owner.index).array, dtype=object)
    codes, labels = pd.factorize(owner, sort=True)
    order = np.argsort(codes, kind="stable")
    groups = np.split(members[order], np.flatnonzero(np.diff(codes[order])) + 1)
    merged = {
        label: standing.get(str(label)) or shapely.union_all(group) for label, group in zip(labels, groups, strict=True)
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
        kinds = pd.DataFrame({"grid": known, "type": units["type"].reindex(known.index)}).dropna()
        often = kinds.groupby(["grid", "type"], as_index=False).size()
        often = often.sort_values(["size", "type"], ascending=[False, True]).drop_duplicates("grid")
        grids["type"] = often.set_index("grid")["type"].reindex(grids.index)
    for column in ("minutes", "complaints", "sources", "visits", "travel_minutes"):
        if column not in grids.columns:
            grids[column] = np.nan
    grids["locked"] = 0
    return grids


def _inherited(
    grids: gpd.GeoDataFrame,
    names: Mapping[str, str],
    old: PlanContent | None,
    given: Mapping[str, Mapping[str, str | None]],
) -> gpd.GeoDataFrame:
    for column in _TEXTS:
        if column not in grids.columns:
            grids[column] = None
        grids[column] = grids[column].astype(object)
    grids["name"] = [names.get(str(code)) for code in grids["code"]]
    # What comes before what was worked out here; missing where nothing does.
    before = pd.DataFrame(None if old is None else old.grids).reindex(index=grids.index, columns=[*_TEXTS, "locked"])
    before = before.astype(dict.fromkeys(_TEXTS, object))
    for label, facts in given.items():
        if label in before.index:
            before.loc[label, list(facts)] = list(facts.values())
    for column in (*_TEXTS, "locked"):
        held = before[column].notna()
        grids.loc[held, column] = before.loc[held, column]
    return grids
