"""Finds what is wrong with the codes, persons, sources and parents of a plan."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from .codes import is_grid_code
from .duty import person_minutes
from .findings import Finding
from .plan import GridPlan
from .remarks import Remark

__all__ = ["code_findings", "parent_findings", "person_findings", "source_findings"]

# Share of a grid that may lie beyond its parent: what tidying the borders leaves.
_BEYOND_PARENT = 0.001


def _place(plan: GridPlan, label: object) -> shapely.Geometry | None:
    return plan.grids.geometry.loc[label]


def code_findings(plan: GridPlan) -> Iterator[Finding]:
    """Codes that are none, double, or of another village than the grid's."""
    if "code" not in plan.grids.columns:
        return
    codes = plan.grids["code"]
    parents = plan.grids["parent"].to_dict() if "parent" in plan.grids.columns else {}
    for label, code in codes.items():
        if code is None or (not isinstance(code, str) and pd.isna(code)) or code == "":
            remark = Remark("The grid “{grid}” has no code.", {"grid": label})
            yield Finding("code_missing", "error", _place(plan, label), (label,), remark)
        elif not is_grid_code(code):
            remark = Remark("“{code}” of the grid “{grid}” is no code of 15 digits.", {"grid": label, "code": code})
            yield Finding("code_error", "error", _place(plan, label), (label,), remark)
        elif label in parents and str(parents[label]) != str(code)[:12]:
            values = {"grid": label, "code": code, "parent": parents[label]}
            remark = Remark("The code {code} of the grid “{grid}” does not belong to its village {parent}.", values)
            yield Finding("code_parent", "error", _place(plan, label), (label,), remark)
    given = codes[codes.map(lambda code: isinstance(code, str) and code != "")]
    for code, members in given[given.duplicated(keep=False)].groupby(given):
        labels = tuple(members.index)
        remark = Remark("The code {code} is given to {count} grids.", {"code": code, "count": len(labels)})
        place = shapely.union_all([shape for shape in plan.grids.geometry.loc[list(labels)] if shape is not None])
        yield Finding("code_double", "error", place, labels, remark)


def person_findings(plan: GridPlan) -> Iterator[Finding]:
    """Grids without an A or B person, unknown persons, and persons with more than they can do."""
    if plan.persons is None:
        return
    grids = plan.grids
    people = {role: _people(grids, f"person_{role}") for role in ("a", "b")}
    for label, first, second in zip(grids.index, people["a"].tolist(), people["b"].tolist(), strict=True):
        for role, person in (("A", first), ("B", second)):
            if person is None:
                remark = Remark("The grid “{grid}” has no {role} person.", {"grid": label, "role": role})
                yield Finding("person_missing", "error", _place(plan, label), (label,), remark)
            elif person not in plan.persons.index:
                values = {"grid": label, "role": role, "person": person}
                remark = Remark(
                    "The {role} person “{person}” of the grid “{grid}” is not in the list of persons.", values
                )
                yield Finding("person_unknown", "error", _place(plan, label), (label,), remark)
        if first is not None and first == second:
            remark = Remark("A and B person of the grid “{grid}” are the same.", {"grid": label})
            yield Finding("person_same", "error", _place(plan, label), (label,), remark)
    if "minutes" not in grids.columns or "limit" not in plan.persons.columns:
        return
    load = person_minutes(grids["minutes"], people["a"])
    limit = plan.persons["limit"].reindex(load.index).astype(float)
    for person in load.index[(load > limit).to_numpy()]:
        labels = tuple(people["a"].index[people["a"] == person])
        values = {"person": person, "minutes": float(load[person]), "limit": float(limit[person])}
        remark = Remark("The person “{person}” has {minutes:.0f} minutes a week, {limit:.0f} are the limit.", values)
        place = shapely.union_all([shape for shape in grids.geometry.loc[list(labels)] if shape is not None])
        yield Finding("person_overloaded", "warning", place, (person, *labels), remark)


def _people(grids: pd.DataFrame, column: str) -> pd.Series:
    if column not in grids.columns:
        return pd.Series(None, index=grids.index, dtype=object)
    return grids[column].astype(object).where(grids[column].notna() & (grids[column] != ""), None)


def source_findings(plan: GridPlan) -> Iterator[Finding]:
    """Sources outside every grid, without a class, or assigned to another grid than the one they lie in."""
    if plan.sources is None or not len(plan.sources):
        return
    points = np.asarray(plan.sources.geometry.array, dtype=object)
    absent = shapely.is_missing(points) | shapely.is_empty(points)
    inside: list[set[object]] = [set() for _ in points]
    shapes = np.asarray(plan.grids.geometry.array, dtype=object)
    shapes = np.where(shapely.is_valid(shapes), shapes, shapely.make_valid(shapes))
    at, grid = shapely.STRtree(shapes).query(points, predicate="intersects")
    for one, other in zip(at.tolist(), grid.tolist(), strict=True):
        inside[one].add(plan.grids.index[other])
    classes = (
        plan.sources["class"] if "class" in plan.sources.columns else pd.Series(None, plan.sources.index, dtype=object)
    )
    assigned = plan.sources["grid"] if "grid" in plan.sources.columns else None
    given = _given_by_hand(plan.sources, plan.grids.index)
    for number, source in enumerate(plan.sources.index):
        place = None if absent[number] else points[number]
        if not inside[number] and not given[number]:
            remark = Remark("The source “{source}” lies in no grid.", {"source": source})
            yield Finding("source_outside", "error", place, (source,), remark)
        if pd.isna(classes.iloc[number]) or classes.iloc[number] == "":
            remark = Remark("The source “{source}” has no class.", {"source": source})
            yield Finding("source_class", "error", place, (source,), remark)
        if (
            assigned is not None
            and not given[number]
            and inside[number]
            and assigned.iloc[number] not in inside[number]
        ):
            values = {"source": source, "grid": assigned.iloc[number], "inside": sorted(map(str, inside[number]))[0]}
            remark = Remark("The source “{source}” is assigned to “{grid}” but lies in “{inside}”.", values)
            yield Finding("source_grid", "error", place, (source,), remark)


def _given_by_hand(sources: pd.DataFrame, grids: pd.Index) -> NDArray[np.bool_]:
    """Which sources a planner gave to a grid that there is: these may lie anywhere."""
    if not {"grid", "by_hand"} <= set(sources.columns):
        return np.zeros(len(sources), dtype=bool)
    return np.asarray((pd.to_numeric(sources["by_hand"]).fillna(0) == 1) & sources["grid"].isin(grids))


def parent_findings(plan: GridPlan) -> Iterator[Finding]:
    """Grids that reach beyond their parent, or name one that does not exist."""
    if plan.parents is None or "parent" not in plan.grids.columns:
        return
    codes = plan.parents["code"].astype(str).tolist()
    place_of = {code: number for number, code in enumerate(codes)}
    named = plan.grids["parent"].astype(str)
    position = np.array([place_of.get(code, -1) for code in named], dtype=np.int64)
    for at in np.flatnonzero(position < 0).tolist():
        values = {"grid": plan.grids.index[at], "parent": named.iloc[at]}
        remark = Remark("The parent “{parent}” of the grid “{grid}” does not exist.", values)
        yield Finding("parent_unknown", "error", _place(plan, plan.grids.index[at]), (plan.grids.index[at],), remark)
    known = np.flatnonzero(position >= 0)
    grids, parents = _valid(plan.grids.geometry.array), _valid(plan.parents.geometry.array)
    beyond = shapely.difference(grids[known], parents[position[known]])
    share = shapely.area(beyond) / np.maximum(shapely.area(grids[known]), 1e-300)
    for at in np.flatnonzero(share > _BEYOND_PARENT).tolist():
        label = plan.grids.index[known[at]]
        values = {"grid": label, "parent": named.iloc[known[at]], "share": float(share[at])}
        remark = Remark("{share:.1%} of the grid “{grid}” lie outside its parent {parent}.", values)
        yield Finding("parent_mismatch", "error", beyond[at], (label,), remark)


def _valid(shapes: object) -> NDArray[np.object_]:
    raw = np.asarray(shapes, dtype=object).copy()
    raw[shapely.is_missing(raw)] = shapely.Polygon()
    wrong = ~shapely.is_valid(raw)
    raw[wrong] = shapely.make_valid(raw[wrong])
    return raw
