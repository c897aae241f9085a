"""Who and what lies in an affected area: people, schools, grids, sources, stations."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError

__all__ = ["EXPOSURE_COLUMNS", "exposed"]

EXPOSURE_COLUMNS = ("endpoint", "kind", "time_s", "layer", "count", "people", "names")
_MOST_NAMES = 50


def exposed(
    areas: gpd.GeoDataFrame, layers: Mapping[str, gpd.GeoDataFrame], *, name: str = "name", people: str = "population"
) -> pd.DataFrame:
    """What lies in each area.

    Parameters
    ----------
    areas
        As `plume_areas` or `puff_areas` give them.
    layers
        Points, lines or polygons by what they are; with a column `name`, and `people` where they stand for people. People
        of a polygon that is cut count by the share of its area.

    Returns
    -------
    DataFrame
        `EXPOSURE_COLUMNS`: for each area and layer how many features, how many people (NaN where the layer does not tell)
        and at most 50 names, joined by commas.

    Raises
    ------
    InputError
        A layer has no known coordinate reference system.
    """
    rows = []
    for label, layer in layers.items():
        if layer.crs is None and len(layer):
            raise InputError("The layer {name} has no coordinate reference system.", hint="Set it first.", name=label)
        placed = layer.to_crs(4326) if len(layer) else layer
        shapes = np.asarray(placed.geometry.array, dtype=object)
        tree = shapely.STRtree(shapes)
        for area in areas.itertuples():
            found = np.sort(tree.query(area.geometry, predicate="intersects"))
            inside = placed.iloc[found]
            heads = _people(inside, shapes[found], area.geometry, people)
            names = inside[name].dropna().astype(str).tolist() if name in inside.columns else []
            told = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
            rows.append((area.endpoint, area.kind, area.time_s, label, len(found), heads, told))
    return pd.DataFrame(rows, columns=list(EXPOSURE_COLUMNS))


def _people(inside: gpd.GeoDataFrame, shapes: np.ndarray, area: shapely.Geometry, column: str) -> float:
    if column not in inside.columns:
        return float("nan")
    heads = pd.to_numeric(inside[column], errors="coerce").fillna(0.0).to_numpy(dtype=np.float64)
    whole = shapely.area(shapes)
    # Degrees are no area, but their share within one feature is.
    share = np.where(whole > 0, shapely.area(shapely.intersection(shapes, area)) / np.where(whole > 0, whole, 1.0), 1.0)
    return float((heads * share).sum())
