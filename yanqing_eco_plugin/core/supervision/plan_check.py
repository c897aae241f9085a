"""Checks a whole plan: every level covers the district, and every cell has what it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from ..progress import Progress, portion
from .checks import check
from .findings import Finding
from .plan import GridPlan
from .plan_content import CELL, LEVELS, PlanContent
from .remarks import Remark

__all__ = ["PlanReference", "check_plan"]

# Values of sentences that are grids.
_GRIDS = ("grid", "one", "other", "inside")
_SHAPES_ONLY = ["parent", "pieces", "geometry"]


@dataclass(frozen=True, eq=False)
class PlanReference:
    """What a plan is held against. What is None is not checked.

    Attributes
    ----------
    persons
        By person id: ``minutes_available`` (a week; missing for no limit).
    sources
        By source id: ``class`` and the point.
    villages, townships, district
        Polygons; villages and townships with their ``code``.
    """

    persons: pd.DataFrame | None = None
    sources: gpd.GeoDataFrame | None = None
    villages: gpd.GeoDataFrame | None = None
    townships: gpd.GeoDataFrame | None = None
    district: gpd.GeoDataFrame | None = None


def check_plan(
    plan: PlanContent, reference: PlanReference, *, tolerance: float = 0.5, progress: Progress | None = None
) -> list[Finding]:
    """Find every fault of a plan on its three levels; cells also need codes, persons and their sources.

    Units without a grid are a fault of their own. Parameters, order and errors are those of `check`.
    """
    found: list[Finding] = []
    idle = plan.assignment.index[plan.assignment["grid"].isna()]
    if len(idle):
        remark = Remark("{count} units belong to no grid, first “{unit}”.", {"count": len(idle), "unit": idle[0]})
        found.append(Finding("unit_without_grid", "error", None, tuple(idle[:20]), remark))
    for step, level in enumerate(LEVELS):
        part = portion(progress, step / len(LEVELS), (step + 1) / len(LEVELS))
        grids = plan.level(level)
        if level == CELL:
            one = GridPlan(
                grids, _persons(reference), _sources(plan, reference), reference.villages, reference.district
            )
            codes = grids["code"].dropna().to_dict()
            found += [_with_codes(each, codes) for each in check(one, tolerance=tolerance, progress=part)]
            continue
        elif len(grids):
            parents = reference.townships if level == "village" else None
            one = GridPlan(grids[_SHAPES_ONLY], parents=parents, district=reference.district)
        else:
            continue
        found += check(one, tolerance=tolerance, progress=part)
    return sorted(found, key=lambda one: (one.severity != "error", one.code))


def _with_codes(finding: Finding, codes: dict[object, object]) -> Finding:
    """The finding with codes in its sentence, which planners know, where the check says labels."""
    said = finding.remark.values
    named = {key: codes.get(value, value) if key in _GRIDS else value for key, value in said.items()}
    return replace(finding, remark=Remark(finding.remark.template, named))


def _persons(reference: PlanReference) -> pd.DataFrame | None:
    if reference.persons is None:
        return None
    return reference.persons.rename(columns={"minutes_available": "limit"})


def _sources(plan: PlanContent, reference: PlanReference) -> gpd.GeoDataFrame | None:
    if reference.sources is None:
        return None
    homes = plan.sources.reindex(reference.sources.index)
    return reference.sources.assign(grid=homes["grid"], by_hand=homes.get("by_hand", 0))
