"""Division into inspection grids beside METIS, GerryChain, pygeoda and spopt in the same run: seconds, balance, shape."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.supervision import CellGraph, Division, Score, divide  # noqa: E402
from yanqing_eco_plugin.core.supervision.seeding import partitioned  # noqa: E402

PEER_SECONDS = 300
PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import numpy as np
name, folder, side, parts = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
load = np.load(folder + "/load.npy")
if name == "gerrychain":
    import networkx as nx, random
    from gerrychain.tree import recursive_tree_part
    random.seed(2157)
    graph = nx.grid_2d_graph(side, side)
    graph = nx.convert_node_labels_to_integers(graph, ordering="sorted")
    nx.set_node_attributes(graph, {node: int(load[node]) for node in graph}, "load")
    from gerrychain import Graph
    start = time.perf_counter()
    answer = recursive_tree_part(Graph.from_networkx(graph), range(parts), load.sum() / parts, "load", 0.02, 1)
    spent = time.perf_counter() - start
    grid = [int(answer[node]) for node in range(len(load))]
else:
    import geopandas, shapely
    rows, columns = (part.ravel() for part in np.meshgrid(range(side), range(side), indexing="ij"))
    cells = geopandas.GeoDataFrame({"load": load}, geometry=shapely.box(columns, rows, columns + 1, rows + 1))
    if name == "pygeoda":
        import pygeoda
        layer = pygeoda.open(cells)
        weights = pygeoda.rook_weights(layer)
        start = time.perf_counter()
        answer = pygeoda.skater(parts, weights, layer[["load"]])
        spent = time.perf_counter() - start
        grid = answer["Clusters"]
    else:
        from libpysal.weights import lat2W
        from spopt.region import WardSpatial
        model = WardSpatial(cells, lat2W(side, side, rook=True), ["load"], n_clusters=parts)
        start = time.perf_counter()
        model.solve()
        spent = time.perf_counter() - start
        grid = [int(one) for one in model.labels_]
print(json.dumps({"seconds": spent, "grid": [int(one) for one in grid]}))
"""


def lattice(side: int, holes: bool = False) -> gpd.GeoDataFrame:
    """Square units of 100 m with log-normal whole-numbered loads; made up."""
    x, y = (part.ravel() * 100.0 for part in np.meshgrid(np.arange(side), np.arange(side)))
    random = np.random.default_rng(2157)
    load = np.maximum(1, np.rint(random.lognormal(3, 0.8, side * side))).astype(int)
    cells = gpd.GeoDataFrame({"load": load}, geometry=shapely.box(x, y, x + 100, y + 100), crs=4548)
    if not holes:
        return cells
    keep = np.ones(len(cells), dtype=bool)
    for _ in range(25):
        keep &= np.hypot(x - random.uniform(0, side * 100), y - random.uniform(0, side * 100)) > random.uniform(
            100, 700
        )
    for ridge in (0.25, 0.5, 0.75):
        keep &= ~((np.abs(y - ridge * side * 100) < 60) & (x % 3000 > 200))
    return cells[keep]


class Lines:
    """Prints figures beside what is needed and remembers what was missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def need(self, name: str, value: float, limit: float, unit: str = "", least: bool = False) -> None:
        met = value >= limit if least else value <= limit
        sign = "≥" if least else "≤"
        print(f"  {name:34}{value:12.4g}{unit:4} needed {sign} {limit:g}{'' if met else '   MISSED'}")
        if not met:
            self.missed.append(name)


def timed(work: Callable[[], Division], rounds: int = 5) -> tuple[float, Division]:
    """Median seconds, and the last result."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent), result


def described(cells: gpd.GeoDataFrame, graph: CellGraph, grid: np.ndarray, parts: int) -> str:
    grid = np.unique(grid, return_inverse=True)[1]
    count = int(grid.max()) + 1
    sums = np.bincount(grid, cells["load"], count)
    area, outline = graph.shapes_of(grid, count)
    round_ = 4 * np.pi * area / outline**2
    off = np.abs(sums / (cells["load"].sum() / parts) - 1).max()
    return (
        f"deviation {off:8.2%}  cut {graph.cut(grid)[1]:6}  pieces {graph.pieces(grid, count).sum():4}  "
        f"Polsby–Popper {round_.mean():.2f}/{round_.min():.2f}"
    )


def metis_plan(graph: CellGraph, cells: gpd.GeoDataFrame, parts: int) -> tuple[float, np.ndarray]:
    start = time.perf_counter()
    grid = partitioned(graph.adjacency, cells["load"].to_numpy(float), np.full(parts, 1 / parts), 0, 1)
    if grid is None:
        raise SystemExit("pymetis is not installed")
    return time.perf_counter() - start, grid


def ours(lines: Lines) -> tuple[gpd.GeoDataFrame, CellGraph, float]:
    """Our own lines at 10,000 units; gives back the seconds for 20 grids."""
    cells = lattice(100)
    start = time.perf_counter()
    graph = CellGraph.from_cells(cells)
    print(f"neighbourhood of 10,000 units {time.perf_counter() - start:.3f} s (counted in the times below)")
    seconds = {}
    for parts, limit in ((20, 0.3), (200, 1.0)):
        seconds[parts], division = timed(lambda parts=parts: divide(cells, parts, loads="load"))
        report = division.report
        peer_seconds, peer = metis_plan(graph, cells, parts)
        print(f"10,000 units, {parts} grids")
        print(f"  METIS, 3 %, contiguous  {peer_seconds:7.3f} s  {described(cells, graph, peer, parts)}")
        print(
            f"  divide                  {seconds[parts]:7.3f} s  {described(cells, graph, division.assignment.to_numpy(), parts)}"
        )
        lines.need(f"seconds, {parts} grids", seconds[parts], limit, " s")
        lines.need("deviation above attainable", report.deviation["load"] - report.attainable["load"], 0.01)
        lines.need("pieces", float(report.pieces.sum()), parts)
        if parts == 20:
            lines.need("Polsby–Popper mean", report.compactness_mean, 0.6, least=True)
            lines.need("Polsby–Popper min", report.compactness_min, 0.4, least=True)
            lines.need("cut / METIS", report.cut_edges / graph.cut(peer)[1], 1.05)
    return cells, graph, seconds[20]


def repairs(lines: Lines, cells: gpd.GeoDataFrame, graph: CellGraph) -> None:
    """Loads change by up to 10 % in four ways; the trade between budget and balance for the hardest."""
    print("10,000 units, 20 grids, loads changed by 10 %")
    old = divide(cells, 20, loads="load", graph=graph).assignment
    x, y = graph.centre.T / 10_000
    random = np.random.default_rng(10)
    changes = {
        "trend west–east ±10 %": 0.9 + 0.2 * x,
        "one quarter +10 %": np.where((x > 0.5) & (y > 0.5), 1.1, 1.0),
        "waves ±10 %": 1 + 0.1 * np.sin(2 * np.pi * x) * np.sin(2 * np.pi * y),
        "10 % of units anew": np.where(random.random(len(cells)) < 0.1, random.uniform(0, 3, len(cells)), 1.0),
    }
    for name, factor in changes.items():
        changed = cells.assign(load=cells["load"] * factor)
        sums = changed["load"].groupby(old).sum()
        spent, plan = timed(
            lambda changed=changed: divide(
                changed, 20, loads="load", start=old, max_reassigned=0.12, tolerance=0.015, graph=graph
            ),
            3,
        )
        print(f"  {name}: before {np.abs(sums / sums.mean() - 1).max():.2%}, repaired in {spent:.2f} s")
        lines.need("  deviation", plan.report.deviation["load"], 0.015)
        lines.need("  reassigned", plan.report.reassigned or 0.0, 0.12)
    changed = cells.assign(load=cells["load"] * changes["trend west–east ±10 %"])
    fresh = divide(changed, 20, loads="load", graph=graph).assignment
    table = pd.crosstab(old, fresh).to_numpy()
    print(f"  from scratch at least {1 - table.max(axis=1).sum() / len(cells):.0%} change hands")
    for budget in (0.01, 0.02, 0.04, 0.08):
        report = divide(
            changed, 20, loads="load", start=old, max_reassigned=budget, tolerance=0.005, graph=graph
        ).report
        print(
            f"  trend, at most {budget:.0%}: {report.reassigned:.2%} reassigned → deviation {report.deviation['load']:.2%}"
        )


def rescoring(lines: Lines, cells: gpd.GeoDataFrame, graph: CellGraph) -> None:
    plan = divide(cells, 20, loads="load", graph=graph).assignment
    score = Score(cells, plan, "load", graph=graph)
    spent = []
    for at in range(200):
        start = time.perf_counter()
        score.effect([at * 37 % len(cells)], 1 + at % 20)
        spent.append(time.perf_counter() - start)
    print("10,000 units, one painted unit")
    lines.need("milliseconds, median", statistics.median(spent) * 1000, 16, " ms")
    lines.need("milliseconds, slowest of 200", max(spent) * 1000, 16, " ms")


def peers(cells: gpd.GeoDataFrame, graph: CellGraph, own: float) -> None:
    python = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-peers" / "bin" / "python"))
    if not Path(python).exists():
        print(f"No peers at {python}: run `make bench`, which installs them.")
        return
    print(f"peers, 20 grids (divide: {own:.2f} s with its neighbourhood; peers without)")
    with tempfile.TemporaryDirectory() as folder:
        np.save(f"{folder}/load.npy", cells["load"].to_numpy())
        for name in ("gerrychain", "spopt", "pygeoda"):
            command = [python, "-c", PEER, name, folder, "100", "20"]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=PEER_SECONDS, check=True)
            except subprocess.TimeoutExpired:
                print(f"  {name:12} not done in {PEER_SECONDS} s")
                continue
            except subprocess.CalledProcessError as error:
                print(f"  {name:12} failed: {error.stderr.strip().splitlines()[-1:]}")
                continue
            answer = json.loads(done.stdout.splitlines()[-1])
            figures = described(cells, graph, np.array(answer["grid"]), 20)
            print(
                f"  {name:12}{answer['seconds']:8.2f} s  {figures}   takes {answer['seconds'] / own:.0f} times as long"
            )


def main() -> int:
    warnings.simplefilter("ignore", DeprecationWarning)
    lines = Lines()
    cells, graph, own = ours(lines)
    print("holes and ridges")
    ragged = lattice(100, holes=True)
    for parts in (5, 20, 100, 200):
        report = divide(ragged, parts, loads="load").report
        lines.need(f"pieces, {len(ragged)} units, {parts} grids", float(report.pieces.sum()), parts)
        print(f"    deviation above attainable {report.deviation['load'] - report.attainable['load']:.4f}")
    repairs(lines, cells, graph)
    rescoring(lines, cells, graph)
    peers(cells, graph, own)
    print("100,000 units, 500 grids")
    large = lattice(317)
    spent, division = timed(lambda: divide(large, 500, loads="load"), 1)
    lines.need("seconds", spent, 15, " s")
    lines.need("gigabytes, whole process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 1.0, " GB")
    lines.need(
        "deviation above attainable", division.report.deviation["load"] - division.report.attainable["load"], 0.01
    )
    lines.need("pieces", float(division.report.pieces.sum()), 500)
    print("missed: " + (", ".join(lines.missed) or "nothing"))
    return 1 if lines.missed else 0


if __name__ == "__main__":
    sys.exit(main())
