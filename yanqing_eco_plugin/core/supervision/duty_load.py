"""Workload of grids whose sources may have a patrol frequency of their own."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from .duty import PatrolRule, duty_minutes
from .plane import square_metres

__all__ = ["DEFAULT_SPEED_KMH", "grid_loads"]

# Mean speed of a patrol on district roads, stops at lights included; a planner may set another.
DEFAULT_SPEED_KMH = 25.0


def grid_loads(
    grids: gpd.GeoDataFrame,
    sources: pd.DataFrame,
    rules: Mapping[object, PatrolRule],
    *,
    speed_kmh: float = DEFAULT_SPEED_KMH,
) -> pd.DataFrame:
    """Workload of every grid, see `duty_minutes`; sources without a class and without a rule of their own do not count.

    Parameters
    ----------
    grids
        Polygons.
    sources
        Columns ``grid``, ``class`` and, where known, ``visits_per_week`` and ``minutes``, which then come before the rule
        of the class.

    Raises
    ------
    InputError
        If a class has no rule, or a figure makes no sense.
    """
    table = pd.DataFrame({"grid": sources["grid"].to_numpy(dtype=object)})
    visits, minutes = (_own(sources, column) for column in ("visits_per_week", "minutes"))
    chosen: dict[object, PatrolRule] = dict(rules)
    classes: list[object] = []
    for name, often, long in zip(sources["class"].tolist(), visits.tolist(), minutes.tolist(), strict=True):
        unknown = name is None or pd.isna(name) or name == ""
        if np.isnan(often) and np.isnan(long):
            classes.append(None if unknown else name)
            continue
        base = rules.get(name, PatrolRule(1.0, 0.0))
        rule = PatrolRule(base.visits_per_week if np.isnan(often) else often, base.minutes if np.isnan(long) else long)
        chosen[rule] = rule
        classes.append(rule)
    table["class"] = pd.Series(classes, dtype=object)
    table = table[table["class"].notna()]
    if "area" not in grids.columns and grids.crs is not None and grids.crs.is_geographic:
        grids = grids.assign(area=square_metres(grids))
    return duty_minutes(grids, table, chosen, speed_kmh=speed_kmh)


def _own(sources: pd.DataFrame, column: str) -> pd.Series:
    if column not in sources.columns:
        return pd.Series(np.nan, index=sources.index)
    return pd.to_numeric(sources[column], errors="coerce").astype(float)
