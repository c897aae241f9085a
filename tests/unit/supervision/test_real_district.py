"""From the outline of a real district to a plan without a finding."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from yanqing_eco_plugin.core.datum import transform_geometry
from yanqing_eco_plugin.core.supervision import GridPlan, check, divide, grid_codes, lattice_units, merge_small


@pytest.fixture
def district(shared_data: Path) -> gpd.GeoDataFrame:
    raw = shapely.from_geojson((shared_data / "04_boundaries" / "gcj02_raw" / "110119.geojson").read_text("utf-8"))
    return transform_geometry(gpd.GeoDataFrame(geometry=[raw], crs=4326), "gcj02")


@pytest.mark.parametrize(("shape", "size"), [("square", 1000), ("hexagon", 1200)])
def test_from_outline_to_codes(district: gpd.GeoDataFrame, shape: str, size: float) -> None:
    cells = lattice_units(district, size, shape=shape)
    cells, _ = merge_small(cells, 0.2 * size**2)
    # Synthetic work: visits grow towards the town in the west.
    cells["minutes"] = np.random.default_rng(1).gamma(2.0, 30.0, len(cells)) * (
        1.5 - 0.5 * np.arange(len(cells)) / len(cells)
    )
    # No township outlines are public: eighteen synthetic ones.
    townships = divide(cells, 18, loads="minutes").assignment
    division = divide(cells, 3, loads="minutes", within=townships, tolerance=0.05)
    report = division.report
    assert len(report.grids) == 54
    assert (report.pieces == 1).all()
    assert report.deviation["minutes"] <= 0.05
    assert report.infeasible is None

    grids = cells.dissolve(division.assignment)
    grids["parent"] = report.grids["parent"].map(lambda number: f"110119{number:03d}001")
    grids["code"] = grid_codes(grids, "parent")
    parents = cells.dissolve(townships)
    parents["code"] = [f"110119{number:03d}001" for number in parents.index]
    assert check(GridPlan(grids, parents=parents, district=district)) == []
    assert grids["code"].is_unique
    pd.testing.assert_series_equal(grid_codes(grids, "parent", existing="code"), grids["code"])
    # Official area of the district: 1,994.88 km².
    assert report.grids["area"].sum() / 1e6 == pytest.approx(1994.88, rel=0.005)
