"""A whole plan: its grids on every level, and which unit and which source belongs to which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd

from .plan_life import PlanHeader

__all__ = ["CELL", "LEVELS", "PlanContent"]

CELL = "cell"
LEVELS = ("township", "village", CELL)


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
        Index: the source's id. Columns ``grid`` (label of the cell, missing for none) and ``by_hand`` (1 where a planner gave
        it to that cell, wherever it lies; else 0).

    Rows that were read from a data centre also carry their ``row_version``.
    """

    header: PlanHeader
    grids: gpd.GeoDataFrame
    assignment: pd.DataFrame
    sources: pd.DataFrame

    def level(self, name: str) -> gpd.GeoDataFrame:
        """The grids of one level."""
        return self.grids[self.grids["level"] == name]

    @cached_property
    def cells(self) -> gpd.GeoDataFrame:
        """The grids that persons are assigned to."""
        return self.level(CELL)

    @property
    def by_hand(self) -> pd.Series:
        """By source: 1 where it was given to its cell by hand, else 0."""
        if "by_hand" in self.sources.columns:
            return self.sources["by_hand"].fillna(0).astype(int)
        return pd.Series(0, index=self.sources.index)
