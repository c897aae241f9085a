"""A plan of inspection grids as it is checked: grids, persons, sources, parents and the ground to cover."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError

__all__ = ["GridPlan"]


@dataclass(frozen=True, eq=False)
class GridPlan:
    """Everything a check looks at. What is None is not checked.

    Attributes
    ----------
    grids
        Polygons; columns where known: ``code`` (15 digits), ``parent`` (12-digit village code), ``person_a``, ``person_b``
        (ids), ``minutes`` (workload a week), ``pieces`` (in how many pieces the grid may lie because its ground does).
    persons
        By person id: ``limit`` (minutes a week; missing for none), optionally ``name``.
    sources
        Points; columns ``class`` and, where sources are assigned, ``grid`` (label of the grid) and ``by_hand`` (1 where a
        planner gave it to that grid, wherever it lies). The index is the source's id.
    parents
        Polygons of the villages or communities with the column ``code`` (12 digits).
    district
        What the grids have to cover to the edge.
    """

    grids: gpd.GeoDataFrame
    persons: pd.DataFrame | None = None
    sources: gpd.GeoDataFrame | None = None
    parents: gpd.GeoDataFrame | None = None
    district: gpd.GeoDataFrame | None = None

    def in_one_crs(self) -> GridPlan:
        """The plan with all layers in the CRS of the grids.

        Raises
        ------
        InputError
            If there is no grid, labels are not unique, or a layer lies far away from the grids.
        """
        if not len(self.grids):
            raise InputError("The plan has no grids.", hint="Divide the district first.")
        if not self.grids.index.is_unique:
            raise InputError("The labels of the grids are not unique.", hint="Reset the index of the layer.")
        layers = {name: self._moved(getattr(self, name)) for name in ("sources", "parents", "district")}
        for name in ("parents", "district"):
            layer = layers[name]
            if layer is not None and len(layer) and not _meet(self.grids, layer):
                raise InputError(
                    "The plan lies outside the layer it is checked against ({layer}).",
                    hint="Choose the plan and the areas of one district.",
                    layer=name,
                )
        return GridPlan(self.grids, self.persons, layers["sources"], layers["parents"], layers["district"])

    def _moved(self, layer: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame | None:
        if layer is None or layer.crs is None or self.grids.crs is None or layer.crs == self.grids.crs:
            return layer
        return layer.to_crs(self.grids.crs)


def _meet(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> bool:
    mine, theirs = (shapely.total_bounds(np.asarray(layer.geometry.array, dtype=object)) for layer in (one, other))
    if not (np.isfinite(mine).all() and np.isfinite(theirs).all()):
        return True
    return bool(shapely.box(*mine).intersects(shapely.box(*theirs)))
