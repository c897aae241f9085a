"""One painted unit re-scored at 10,000 cells, beside the totals rebuilt with geopandas' dissolve in the same run."""

from __future__ import annotations

import sys
import time
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.supervision import Score, divide  # noqa: E402

SIDE, GRIDS, STROKES, NEEDED_MS = 100, 20, 200, 16.0


def cells() -> gpd.GeoDataFrame:
    """10,000 squares of 100 m with lognormal loads."""
    x, y = np.meshgrid(np.arange(SIDE) * 100.0, np.arange(SIDE) * 100.0)
    shapes = shapely.box(x.ravel(), y.ravel(), x.ravel() + 100, y.ravel() + 100)
    loads = np.random.default_rng(1).lognormal(3, 0.8, len(shapes))
    return gpd.GeoDataFrame({"minutes": loads, "area": 0.01}, geometry=shapes, crs=4548)


def main() -> int:
    warnings.simplefilter("ignore", DeprecationWarning)
    units = cells()
    homes = divide(units, GRIDS, loads="minutes").assignment
    score = Score(units, homes, ["minutes", "area"])
    random = np.random.default_rng(2)
    ours = []
    for unit in random.choice(units.index, STROKES, replace=False):
        near = score.graph.second[score.graph.first == unit]
        to = homes[near[0]] if len(near) else homes.iloc[0]
        start = time.perf_counter()
        score.effect([unit], to)
        score.move([unit], to)
        ours.append((time.perf_counter() - start) * 1000)
    now = score.assignment
    start = time.perf_counter()
    rebuilt = units.assign(grid=now).dissolve("grid", aggfunc="sum")
    peer = (time.perf_counter() - start) * 1000
    apart = max(abs(score.grid(one).loads[0] / rebuilt["minutes"][one] - 1) for one in rebuilt.index)
    print(f"preview and paint of a unit, {len(units):,} cells, {GRIDS} grids, {STROKES} strokes:")
    print(f"  ours     median {np.median(ours):7.2f} ms, slowest {max(ours):7.2f} ms (wanted: {NEEDED_MS:.0f} ms)")
    print(f"  dissolve        {peer:7.2f} ms (geopandas {gpd.__version__}); totals agree to {apart:.1e}")
    print(f"  ratio dissolve / ours {peer / np.median(ours):.0f}")
    return 0 if np.median(ours) <= NEEDED_MS and apart < 1e-9 else 1


if __name__ == "__main__":
    sys.exit(main())
