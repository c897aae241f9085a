"""Made-up units for the tests of inspection grids."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pytest
import shapely

Lattice = Callable[..., gpd.GeoDataFrame]


def make_lattice(rows: int, columns: int, seed: int = 1, size: float = 100.0) -> gpd.GeoDataFrame:
    """Square units in rows from the south-west, with log-normal whole-numbered loads."""
    x, y = (part.ravel() * size for part in np.meshgrid(np.arange(columns), np.arange(rows)))
    load = np.maximum(1, np.rint(np.random.default_rng(seed).lognormal(3, 0.8, rows * columns))).astype(int)
    return gpd.GeoDataFrame({"load": load}, geometry=shapely.box(x, y, x + size, y + size), crs=4548)


@pytest.fixture
def lattice() -> Lattice:
    return make_lattice
