"""Appending 10,000 rows to a centre of demo size: durable with roll-ups and status, beside a bare Delta append in the same run.

The peer is `write_deltalake` of the same rows into a table of its own: nothing checked, no keys, no status, not flushed to
the disk. Small files are merged beside the appends, as ever. Also: loading the whole history at once, sending the same rows
again, correcting one row.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
from deltalake import write_deltalake

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import create_centre  # noqa: E402
from yanqing_eco_plugin.core.demo import DISTRICT, create_demo, observations  # noqa: E402

ROUNDS, ROWS, CORRECTIONS = 40, 10_000, 5
NEEDED_MS = 50.0


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def rounds_of(network: pd.DataFrame, start: datetime) -> list[pd.DataFrame]:
    """Batches of new rows of the whole network, one after the other in time."""
    made = observations(network, start, start + timedelta(days=ROUNDS * ROWS / 60_000 + 1), 1)
    made = made.sort_values("time", kind="stable", ignore_index=True)
    return [made.iloc[at * ROWS : (at + 1) * ROWS].reset_index(drop=True) for at in range(ROUNDS)]


def bare_append(table: str, batch: pd.DataFrame) -> None:
    """The same rows as a Delta commit and nothing else."""
    end = batch["time"].iloc[-1]
    rows = pa.Table.from_pandas(batch.assign(year=end.year, month=end.month), preserve_index=False)
    write_deltalake(table, rows, mode="append", partition_by=["year", "month"])


def main() -> int:
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    with tempfile.TemporaryDirectory(prefix="eco_append_") as place:
        centre = create_demo(f"{place}/demo", until=end)
        network = centre.stations()
        history = observations(network, end - timedelta(days=30), end, 1)
        with create_centre(f"{place}/loaded", district=DISTRICT) as loaded:
            loaded.write_features("station", network)
            load = spent(lambda: loaded.append_observations(history))
        batches = rounds_of(network, end)
        worked, waited = [], []
        ours = []
        for batch in batches:
            began, mine = time.process_time(), time.thread_time()
            ours.append(spent(lambda batch=batch: centre.append_observations(batch)))
            worked.append((time.process_time() - began) * 1000)
            waited.append((time.thread_time() - mine) * 1000)
        # Not in turn with ours: our flushing would have to write the peer's unflushed pages, too.
        peer = [spent(lambda batch=batch: bare_append(f"{place}/peer", batch)) for batch in batches]
        again = spent(lambda: centre.append_observations(batches[-1]))
        corrections = [
            spent(lambda batch=batch: centre.append_observations(batch.iloc[[5]].assign(value=1.0, flag="N")))
            for batch in batches[:: ROUNDS // CORRECTIONS]
        ]
        centre.close()
    median, bare = statistics.median(ours), statistics.median(peer)
    ours.sort()
    print(
        f"history of 30 days, {len(history):,} rows at once: {load:.0f} ms ({len(history) / load * 1000:,.0f} rows/s)"
    )
    print(
        f"append of {ROWS:,} rows: median {median:.1f} ms, p95 {ours[int(0.95 * ROUNDS)]:.1f} ms (needed: {NEEDED_MS:.0f})"
    )
    print(
        f"  processor time: median {statistics.median(worked):.1f} ms, of the calling thread {statistics.median(waited):.1f} ms; "
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    print(f"  bare write_deltalake of the same rows, not flushed: median {bare:.1f} ms; ratio {median / bare:.1f}")
    print(
        f"the same {ROWS:,} rows again: {again:.0f} ms; one correction: median of {CORRECTIONS} "
        f"{statistics.median(corrections):.0f} ms, longest {max(corrections):.0f} ms"
    )
    return 0 if median <= NEEDED_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
