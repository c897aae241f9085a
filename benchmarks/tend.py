"""A thousand small commits beside two readers, with and without a merger working all the time; counts errors of readers.

The peer is the same writer and readers without the merger, in the same run.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import District, create_centre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.tending import tend  # noqa: E402
from yanqing_eco_plugin.core.errors import EcoError  # noqa: E402

COMMITS = int(os.environ.get("BENCH_COMMITS", "1000"))
STATIONS, START = 100, datetime(2026, 1, 1, tzinfo=UTC)


def batch(number: int) -> pd.DataFrame:
    """One hour of every station."""
    return pd.DataFrame(
        {
            "station_id": [f"s{at:03d}" for at in range(STATIONS)],
            "property": "pm2_5",
            "time": pd.Timestamp(START + timedelta(hours=number + 1)),
            "interval": 3600,
            "value": np.arange(STATIONS) + number / 1000,
            "flag": "N",
        }
    )


def read_on(address: str, stop: object, answers: object) -> None:
    """Ask for a series and the statistics until told to stop; what is seen may only grow."""
    seen, reads, errors = 0, 0, []
    with open_centre(address, writable=False) as centre:
        while not stop.is_set():  # type: ignore[attr-defined]
            try:
                rows = centre.series(["s042"], None, START, START + timedelta(days=999))
                found = centre.statistics("pm2_5", START - timedelta(hours=8), START + timedelta(hours=23976))
                if len(rows) < seen or (len(rows) > 48 and found.empty):
                    errors.append(f"went back from {seen} to {len(rows)}")
                seen = len(rows)
            except EcoError as error:
                errors.append(f"{error} {error.details}")
            reads += 1
    answers.put((reads, errors))  # type: ignore[attr-defined]


def merge_on(address: str, stop: object, answers: object) -> None:
    """Merge and clear until told to stop."""
    rounds = merged = 0
    with open_centre(address, wait_s=60) as centre:
        while not stop.is_set():  # type: ignore[attr-defined]
            merged += tend(centre, steps=("compact", "vacuum")).figures.get("files_merged", 0)
            rounds += 1
    answers.put((rounds, merged))  # type: ignore[attr-defined]


def commits(place: str, *, merging: bool) -> tuple[float, list[str]]:
    """Median milliseconds of a commit, and what went wrong at the readers."""
    with create_centre(place, district=District("110119", "延庆区", "Yanqing"), synthetic=True):
        pass
    context = multiprocessing.get_context("spawn")
    stop, answers, merger = context.Event(), context.Queue(), context.Queue()
    others = [context.Process(target=read_on, args=(place, stop, answers)) for _ in range(2)]
    if merging:
        others.append(context.Process(target=merge_on, args=(place, stop, merger)))
    for other in others:
        other.start()
    taken = []
    with open_centre(place, wait_s=60) as centre:
        for number in range(COMMITS):
            began = time.perf_counter()
            centre.append_observations(batch(number))
            taken.append((time.perf_counter() - began) * 1000)
        stop.set()
        found = [answers.get(timeout=60) for _ in range(2)]
        rounds = merger.get(timeout=60) if merging else (0, 0)
        for other in others:
            other.join()
        held = sum(file.rows for file in centre.parts().observations.lake.snapshot().files.values())  # type: ignore[attr-defined]
        wrong = tend(centre, steps=("check",)).findings
    errors = [error for _, some in found for error in some] + [finding.problem for finding in wrong]
    if held != COMMITS * STATIONS:
        errors.append(f"{held} of {COMMITS * STATIONS} rows")
    taken.sort()
    print(
        f"{COMMITS} commits {'with' if merging else 'without'} a merger ({rounds[0]} rounds, {rounds[1]} files merged): "
        f"median {statistics.median(taken):.1f} ms, p95 {taken[int(0.95 * COMMITS)]:.1f} ms; "
        f"{sum(reads for reads, _ in found)} reads, {len(errors)} errors {errors[:3]}"
    )
    return statistics.median(taken), errors


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="eco_tend_") as place:
        alone, before = commits(f"{place}/alone", merging=False)
        beside, errors = commits(f"{place}/beside", merging=True)
    print(f"ratio of the medians: {beside / alone:.2f}; errors: {len(errors) + len(before)} (needed: 0)")
    return 1 if errors or before else 0


if __name__ == "__main__":
    raise SystemExit(main())
