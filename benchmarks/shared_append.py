"""Appending 10,000 rows to a shared centre of demo size, and how soon a listening reader sees them.

Durable with daily sums and status in one transaction; beside a bare COPY of the same rows with its commit, in turn, in the
same run. Takes a server of its own on loopback with its usual durability (fsync on).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.services.postgres import PostgresServer  # noqa: E402
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.copying import copy_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.frames import check_frame  # noqa: E402
from yanqing_eco_plugin.core.data_centre.postgis import listen  # noqa: E402
from yanqing_eco_plugin.core.data_centre.postgis.copy_format import COPY_COLUMNS, copy_parts  # noqa: E402
from yanqing_eco_plugin.core.demo import DISTRICT, create_demo, observations  # noqa: E402

ROUNDS, ROWS = 30, 10_000
NEEDED_MS, SEEN_MS = 200.0, 100.0


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    server = PostgresServer({"shared_buffers": "256MB"})
    try:
        address = server.new_database("eco")
        centre = create_centre(address, district=DISTRICT, synthetic=True)
        with (
            tempfile.TemporaryDirectory(prefix="eco_append_") as place,
            create_demo(f"{place}/demo", until=end) as demo,
        ):
            copy_centre(demo, centre)
        network = centre.stations()
        made = observations(network, end, end + timedelta(days=ROUNDS * ROWS / 60_000 + 1), 1)
        made = made.sort_values("time", kind="stable", ignore_index=True)
        batches = [made.iloc[at * ROWS : (at + 1) * ROWS].reset_index(drop=True) for at in range(ROUNDS)]
        plain = server.connect("eco")
        plain.execute("CREATE TABLE bare (LIKE eco.observation)")
        seen = Reader(address)
        ours, peer, delays = [], [], []
        for batch in batches:
            received = batch["time"].iloc[-1].to_pydatetime()
            ours.append(spent(lambda: centre.append_observations(batch, received=received)))  # noqa: B023
            delays.append(seen.after(time.perf_counter()))
            peer.append(spent(lambda batch=batch: bare(plain, batch)))
        again = spent(lambda: centre.append_observations(batches[-1]))
        one = batches[0].iloc[[5]].assign(value=1.0, flag="N")
        correction = spent(lambda: centre.append_observations(one))
        seen.stop()
        plain.close()
        centre.close()
    finally:
        server.remove()
    median, other, delay = statistics.median(ours), statistics.median(peer), statistics.median(delays)
    ours.sort()
    print(
        f"append of {ROWS:,} rows: median {median:.1f} ms, p95 {ours[int(0.95 * ROUNDS)]:.1f} ms (needed: {NEEDED_MS:.0f})"
    )
    print(f"  bare COPY of the same rows, committed: median {other:.1f} ms; ratio {median / other:.1f}")
    print(f"seen by a listening reader after the commit returned: median {delay:.1f} ms (needed: {SEEN_MS:.0f})")
    print(f"the same {ROWS:,} rows again: {again:.0f} ms; one correction: {correction:.0f} ms")
    return 0 if median <= NEEDED_MS and delay <= SEEN_MS else 1


def bare(connection: object, batch: pd.DataFrame) -> None:
    """The same rows with COPY and nothing else."""
    rows = check_frame(batch).table()
    with (
        connection.cursor() as cursor,  # type: ignore[attr-defined]
        cursor.copy(f"COPY bare ({COPY_COLUMNS}) FROM STDIN (FORMAT binary)") as stream,
    ):
        for part in copy_parts([rows]):
            stream.write(part)


class Reader:
    """Listens, and reads the status anew at each change."""

    def __init__(self, address: str) -> None:
        self._ended, self._seen = threading.Event(), threading.Event()
        self._when = 0.0
        ready = threading.Event()

        def work() -> None:
            with open_centre(address, writable=False) as centre:
                for change in listen(address, ended=self._ended.is_set, tick_s=0.2):
                    ready.set()
                    if change is not None:
                        centre.latest()
                        self._when = time.perf_counter()
                        self._seen.set()

        self._thread = threading.Thread(target=work)
        self._thread.start()
        ready.wait(30)

    def after(self, committed: float) -> float:
        """Milliseconds from the commit until the newest values were read; 0 where they were read before it returned."""
        self._seen.wait(30)
        self._seen.clear()
        return max(0.0, (self._when - committed) * 1000)

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(10)


if __name__ == "__main__":
    raise SystemExit(main())
