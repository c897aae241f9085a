"""Check of 10,000 grids with every kind of fault, beside a plain pairwise overlay by geopandas in the same run."""

from __future__ import annotations

import sys
import time
import warnings
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.supervision import GridPlan, check, grid_codes  # noqa: E402

SIDE, NEEDED_SECONDS, FAULTS = 100, 5.0, 50


def plan(faulty: bool) -> GridPlan:
    """10,000 hand-made grids with wavy borders; the faults are put in by moving the corners of some."""
    random = np.random.default_rng(7)
    x, y = np.meshgrid(np.arange(SIDE + 1) * 100.0, np.arange(SIDE + 1) * 100.0)
    inner = np.zeros_like(x, dtype=bool)
    inner[1:-1, 1:-1] = True
    corners = np.stack(
        [x + inner * random.uniform(-25, 25, x.shape), y + inner * random.uniform(-25, 25, x.shape)], axis=-1
    )
    rings = np.stack([corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]], axis=2).reshape(-1, 4, 2)
    shapes = shapely.segmentize(shapely.polygons(rings), 10.0)
    if faulty:
        chosen = random.choice(len(shapes), 2 * FAULTS, replace=False)
        shapes[chosen[:FAULTS]] = shapely.buffer(shapes[chosen[:FAULTS]], 5)
        shapes[chosen[FAULTS:]] = shapely.buffer(shapes[chosen[FAULTS:]], -5)
    grids = gpd.GeoDataFrame(geometry=shapes, crs=4548)
    grids["parent"] = [f"110119{100 + row % SIDE // 50:03d}{200 + row // SIDE // 10:03d}" for row in range(len(grids))]
    grids["code"] = grid_codes(grids, "parent")
    grids["person_a"] = [f"p{row % 2000}" for row in range(len(grids))]
    grids["person_b"] = [f"p{(row + 1) % 2000}" for row in range(len(grids))]
    grids["minutes"] = 100.0
    persons = pd.DataFrame({"limit": 500.0}, index=[f"p{number}" for number in range(2000)])
    points = random.uniform(0, SIDE * 100, (3000, 2))
    sources = gpd.GeoDataFrame({"class": "1"}, geometry=shapely.points(points), crs=4548, index=range(3000))
    district = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, SIDE * 100, SIDE * 100)], crs=4548)
    return GridPlan(grids, persons, sources, None, district)


def main() -> int:
    warnings.simplefilter("ignore", DeprecationWarning)
    slowest = 0.0
    for faulty in (False, True):
        one = plan(faulty)
        start = time.perf_counter()
        findings = check(one)
        spent = time.perf_counter() - start
        slowest = max(slowest, spent)
        start = time.perf_counter()
        crossed = gpd.overlay(one.grids[["code", "geometry"]], one.grids[["code", "geometry"]], keep_geom_type=True)
        peer = time.perf_counter() - start
        pairs = int((crossed["code_1"] < crossed["code_2"]).sum())
        counts = dict(Counter(finding.code for finding in findings))
        print(f"{'faulty' if faulty else 'sound'} plan of {len(one.grids):,} grids")
        print(f"  check               {spent:6.2f} s   {counts or 'no findings'}   (needed ≤ {NEEDED_SECONDS:g} s)")
        print(
            f"  geopandas overlay   {peer:6.2f} s   {pairs} overlapping pairs, nothing else; ratio {peer / spent:.1f}"
        )
    return 0 if slowest <= NEEDED_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
