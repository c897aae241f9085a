"""Appending 10,000 rows to a centre of demo size: durable with sums, status and arrivals, beside a bare Delta append.

The peer is `write_deltalake` of the same rows into a table of its own, in turn with ours: nothing checked, no keys, no status,
not flushed to the disk; that is done before our turn comes, or our flushing would have to write the peer's pages, too. Small
files are merged beside the appends, as ever. Then how soon a reader in a process of its own, which asks every few milliseconds
whether there is anything new, has read the newest values after an append returned. Also: loading the whole history at once,
sending the same rows again, correcting one row.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd
import pyarrow as pa
from deltalake import write_deltalake

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import create_centre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.demo import DISTRICT, create_demo, observations  # noqa: E402

ROUNDS, SEEN_ROUNDS, ROWS, CORRECTIONS = 40, 15, 10_000, 5
NEEDED_MS, NEEDED_SEEN_MS = 50.0, 100.0


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def rounds_of(network: pd.DataFrame, start: datetime) -> list[pd.DataFrame]:
    """Batches of new rows of the whole network, one after the other in time."""
    rounds = ROUNDS + SEEN_ROUNDS
    made = observations(network, start, start + timedelta(days=rounds * ROWS / 60_000 + 1), 1)
    made = made.sort_values("time", kind="stable", ignore_index=True)
    return [made.iloc[at * ROWS : (at + 1) * ROWS].reset_index(drop=True) for at in range(rounds)]


class Bare:
    """A Delta table that takes the same rows as a commit and nothing else."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._flushed: set[Path] = set()

    def append(self, batch: pd.DataFrame) -> None:
        end = batch["time"].iloc[-1]
        rows = pa.Table.from_pandas(batch.assign(year=end.year, month=end.month), preserve_index=False)
        write_deltalake(self._place, rows, mode="append", partition_by=["year", "month"])

    def flush(self) -> None:
        """Put on the disk what is not there yet."""
        for path in {path for path in Path(self._place).rglob("*") if path.is_file()} - self._flushed:
            with open(path, "rb") as file:
                os.fsync(file.fileno())
            self._flushed.add(path)


def read_on(address: str, told: Connection) -> None:
    """Read the newest values at each change; tell the newest instant, and when it was read (the clock of all processes)."""
    with open_centre(address, writable=False) as centre:
        known = ""
        while not told.poll(0.003):
            if (revision := centre.revision()) != known:
                known = revision
                told.send((centre.latest()["newest"].max(), time.perf_counter()))


@contextmanager
def reader(address: str) -> Iterator[Connection]:
    """A process that reads on; its end of the line."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=read_on, args=(address, theirs))
    process.start()
    try:
        ours.recv()
        yield ours
    finally:
        ours.send("end")
        process.join()


def seen_after(told: Connection, newest: datetime, returned: float) -> float:
    """Milliseconds until the instant was read; 0 where that was before the append returned."""
    while told.poll(30):
        found, when = told.recv()
        if found >= newest:
            return max(0.0, (when - returned) * 1000)
    raise SystemExit("the reader sees nothing new")


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
        bare = Bare(f"{place}/peer")
        worked, waited, ours, peer = [], [], [], []
        for batch in batches[:ROUNDS]:
            received = batch["time"].iloc[-1].to_pydatetime()
            began, mine = time.process_time(), time.thread_time()
            ours.append(spent(lambda: centre.append_observations(batch, received=received)))  # noqa: B023
            worked.append((time.process_time() - began) * 1000)
            waited.append((time.thread_time() - mine) * 1000)
            peer.append(spent(lambda batch=batch: bare.append(batch)))
            bare.flush()
        delays = []
        with reader(centre.address) as told:
            for batch in batches[ROUNDS:]:
                centre.append_observations(batch)
                delays.append(seen_after(told, batch["time"].max(), time.perf_counter()))
        again = spent(lambda: centre.append_observations(batches[-1]))
        corrections = [
            spent(lambda batch=batch: centre.append_observations(batch.iloc[[5]].assign(value=1.0, flag="N")))
            for batch in batches[:: ROUNDS // CORRECTIONS]
        ]
        centre.close()
    median, other, delay = statistics.median(ours), statistics.median(peer), statistics.median(delays)
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
    print(f"  bare write_deltalake of the same rows, not flushed: median {other:.1f} ms; ratio {median / other:.1f}")
    print(
        f"read by another process after the append returned: median {delay:.1f} ms, longest {max(delays):.1f} ms "
        f"(needed: {NEEDED_SEEN_MS:.0f})"
    )
    print(
        f"the same {ROWS:,} rows again: {again:.0f} ms; one correction: median of {CORRECTIONS} "
        f"{statistics.median(corrections):.0f} ms, longest {max(corrections):.0f} ms"
    )
    return 0 if median <= NEEDED_MS and delay <= NEEDED_SEEN_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
