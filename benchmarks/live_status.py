"""The live status of 907 devices at the store and as a QGIS layer, beside a writer and without, for two lengths of history.

The peer gets the same newest values by asking the history itself (DuckDB over the lake), in turn with ours. The limit is that
of the store while nobody writes; what the layer takes is a part of what `live_map.py` measures with the drawing, against a limit
of its own. ``BENCH_MONTHS`` says how long the longer history is (12).
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import duckdb
from qgis.core import QgsApplication, QgsVectorLayer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.demo import create_demo, observations  # noqa: E402

READS, NEEDED_MS = 100, 20.0
MONTHS = int(os.environ.get("BENCH_MONTHS", "12"))


def write_on(address: str, stop: object, first: datetime) -> None:
    """Send an hour of the whole network twice a second until told to stop, far more often than a collector does."""
    with open_centre(address) as centre:
        network = centre.stations()
        hour = 0
        while not stop.is_set():
            start = first + timedelta(hours=hour)
            centre.append_observations(observations(network, start, start + timedelta(hours=1), 1))
            hour += 1
            time.sleep(0.5)


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def read_layer(layer: QgsVectorLayer) -> int:
    """Fetch every feature with its geometry and all its attributes, more than a renderer asks for."""
    return sum(1 for feature in layer.getFeatures() if feature.hasGeometry())


def ask_history(address: str) -> int:
    """The newest value of every station and property from the records themselves."""
    files = f"{address}/observations/year=*/month=*/*.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        return len(
            connection.execute(
                "SELECT station_id, property, max(time), arg_max(value, time) FROM read_parquet(?) GROUP BY ALL",
                [files],
            ).fetchall()
        )


def in_turn(works: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Milliseconds of each run, sorted; the history is asked seldom."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(READS):
        for name, work in works.items():
            if name != "history" or turn % 20 == 0:
                taken[name].append(spent(work))
    return {name: sorted(times) for name, times in taken.items()}


def told(taken: dict[str, list[float]], when: str, remark: str = "") -> float:
    """Print what was taken; returns the median at the store."""
    median = {name: statistics.median(times) for name, times in taken.items()}
    p95 = {name: times[int(0.95 * len(times))] for name, times in taken.items()}
    print(f"  {when}: newest values from the store: median {median['store']:.1f} ms, p95 {p95['store']:.1f} ms{remark}")
    print(f"    the layer, every attribute: median {median['layer']:.1f} ms, p95 {p95['layer']:.1f} ms")
    print(f"    is there anything new: median {median['anything new']:.1f} ms")
    print(
        f"    the same from the history: median {median['history']:.0f} ms; ratio {median['history'] / median['store']:.0f}"
    )
    return median["store"]


def measure(centre: DataCentre, end: datetime) -> float:
    """Print the figures for what the centre holds now; returns the median at the store while nobody writes."""
    rows = sum(file.rows for file in centre._observations.lake.snapshot().files.values())  # type: ignore[attr-defined]
    source = centre.map_source("station_live")
    layer = QgsVectorLayer(source.uri, "live", source.provider)
    works: dict[str, Callable[[], object]] = {
        "store": centre.latest,
        "layer": lambda: read_layer(layer),
        "anything new": centre.revision,
        "history": lambda: ask_history(centre.address),
    }
    print(f"{rows:,} rows of history, {read_layer(layer)} devices")
    quiet = told(in_turn(works), "nobody writes", f" (needed: {NEEDED_MS:.0f})")
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    writer = context.Process(target=write_on, args=(centre.address, stop, end))
    before = centre.revision()
    writer.start()
    while centre.revision() == before:
        time.sleep(0.05)
    try:
        told(in_turn(works), "beside a writer")
    finally:
        stop.set()
        writer.join()
    return quiet


def main() -> int:
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    application = QgsApplication([], False)
    application.initQgis()
    worst = 0.0
    with tempfile.TemporaryDirectory(prefix="eco_live_") as place:
        centre = create_demo(f"{place}/demo", until=end)
        worst = max(worst, measure(centre, end))
        network = centre.stations()
        start = end - timedelta(days=30)
        for _ in range(MONTHS - 1):
            centre.append_observations(observations(network, start - timedelta(days=30), start, 1))
            start -= timedelta(days=30)
        worst = max(worst, measure(centre, end + timedelta(days=30)))
        centre.close()
    application.exitQgis()
    return 0 if worst <= NEEDED_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
