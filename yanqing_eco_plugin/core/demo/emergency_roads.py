"""Made-up roads around 康庄镇 for exercises: a lattice of country roads with two faster ones through it."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from .chance import key, normal

__all__ = ["CENTRE_PLACE", "exercise_roads"]

# The town, roughly; roads and depots around it are invented.
CENTRE_PLACE = (115.905, 40.375)
_STEP = 0.009
_HALF = 9
_JITTER = 0.0012


def exercise_roads(seed: int = 110119) -> gpd.GeoDataFrame:
    """Lines with ``name``, ``road_class`` and ``synthetic`` = 1, EPSG:4326; junctions share their vertices exactly."""
    count = 2 * _HALF + 1
    column, row = np.meshgrid(np.arange(count), np.arange(count))
    flat = (row * count + column).ravel()
    east = normal(key(seed, "road x"), flat) * _JITTER + CENTRE_PLACE[0] + (column.ravel() - _HALF) * _STEP
    north = normal(key(seed, "road y"), flat) * _JITTER + CENTRE_PLACE[1] + (row.ravel() - _HALF) * _STEP * 0.8
    places = np.column_stack([east, north]).reshape(count, count, 2)
    lines, names, classes = [], [], []
    for number in range(count):
        for line, side in ((places[number], "横"), (places[:, number], "纵")):
            lines.append(shapely.LineString(line))
            names.append(f"示意{side}{number + 1}路")
            main = number == _HALF
            classes.append("primary" if main else "tertiary" if number % 3 == 0 else "residential")
    table = {"name": names, "road_class": classes, "synthetic": 1}
    return gpd.GeoDataFrame(table, geometry=lines, crs=4326)
