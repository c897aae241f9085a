"""What changes from one plan to another, on the map and by grid, person and source."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .comparison import PlanComparison, compare_plans
from .plan_content import PlanContent

__all__ = ["PlanChanges", "plan_changes"]

_LOADS = ("minutes", "sources", "complaints", "area_km2")


@dataclass(frozen=True, eq=False)
class PlanChanges:
    """Two plans set against each other.

    Attributes
    ----------
    areas
        One area per pair of cells between which units change hands: ``before, after`` (codes), ``person_before,
        person_after, units`` and the loads.
    comparison
        The figures; grids by code.
    """

    areas: gpd.GeoDataFrame
    comparison: PlanComparison


def plan_changes(before: PlanContent, after: PlanContent, units: gpd.GeoDataFrame) -> PlanChanges:
    """Compare two plans of the same units; a grid is the same where its code is.

    Parameters
    ----------
    units
        Polygons by unit id with their loads.

    Raises
    ------
    InputError
        If the plans have no unit in common.
    """
    loads = pd.DataFrame({one: units[one].astype(float).fillna(0.0) for one in _LOADS if one in units.columns})
    codes = [
        plan.cells["code"].where(plan.cells["code"].notna(), plan.cells.index.to_series()) for plan in (before, after)
    ]
    homes = [plan.assignment["grid"].map(code) for plan, code in zip((before, after), codes, strict=True)]
    people = [
        pd.Series(plan.cells["person_a"].to_numpy(dtype=object), index=code.to_numpy())
        for plan, code in zip((before, after), codes, strict=True)
    ]
    compared = compare_plans(homes[0], homes[1], loads, persons_before=people[0], persons_after=people[1])
    sources = pd.DataFrame(
        {
            name: plan.sources["grid"].map(code)
            for name, plan, code in zip(("before", "after"), (before, after), codes, strict=True)
        }
    )
    same = (sources["before"] == sources["after"]) | (sources["before"].isna() & sources["after"].isna())
    compared = PlanComparison(compared.units, compared.grids, compared.persons, sources[~same], compared.reassigned)
    return PlanChanges(_areas(compared.units, units, people), compared)


def _areas(moved: pd.DataFrame, units: gpd.GeoDataFrame, people: list[pd.Series]) -> gpd.GeoDataFrame:
    rows, shapes = [], []
    loads = [one for one in _LOADS if one in moved.columns]
    known = moved[moved.index.isin(units.index)]
    for (old, new), members in known.fillna({"before": "", "after": ""}).groupby(["before", "after"]):
        shapes.append(shapely.union_all(np.asarray(units.geometry[members.index].array, dtype=object)))
        rows.append(
            {
                "before": old,
                "after": new,
                "person_before": people[0].get(old),
                "person_after": people[1].get(new),
                "units": len(members),
                **{one: float(members[one].sum()) for one in loads},
            }
        )
    columns = ["before", "after", "person_before", "person_after", "units", *loads]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry=gpd.GeoSeries(shapes, crs=units.crs))
