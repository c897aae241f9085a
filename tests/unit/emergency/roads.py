"""Made-up road networks for the tests."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from yanqing_eco_plugin.core.emergency import RoadNetwork

WEST, SOUTH, STEP = 115.9, 40.4, 0.01


def at(column: float, row: float) -> tuple[float, float]:
    """Longitude and latitude of a place on the lattice."""
    return WEST + column * STEP, SOUTH + row * STEP


def table(lines: list[list[tuple[float, float]]], **columns: list[object]) -> gpd.GeoDataFrame:
    """A layer of lines between lattice places."""
    shapes = [shapely.LineString([at(*place) for place in line]) for line in lines]
    return gpd.GeoDataFrame({"road_class": ["primary"] * len(lines), **columns}, geometry=shapes, crs=4326)


def lattice(size: int = 5, seed: int | None = None) -> RoadNetwork:
    """A square lattice of primary roads; with a seed, of mixed classes and one-way streets."""
    lines = [[(c, r) for c in range(size)] for r in range(size)] + [[(c, r) for r in range(size)] for c in range(size)]
    if seed is None:
        return RoadNetwork.build(table(lines))
    random = np.random.default_rng(seed)
    pieces = [line[i : i + 2] for line in lines for i in range(size - 1)]
    classes = random.choice(["primary", "residential", "track"], len(pieces)).tolist()
    oneway = random.choice([0, 0, 0, 1, -1], len(pieces)).tolist()
    return RoadNetwork.build(table(pieces, road_class=classes, oneway=oneway))
