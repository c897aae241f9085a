"""Store of fixes: 500 units at 1 Hz, appended as they come and as a day's file, read back for a replay at 600 times.

The peer is the same day in a table of SQLite with an index on unit and time, in the same run.
"""

from __future__ import annotations

import sqlite3
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

from yanqing_eco_plugin.core.data_centre import District, create_centre  # noqa: E402
from yanqing_eco_plugin.core.emergency import Replay  # noqa: E402

UNITS, SECONDS, BATCHES = 500, 7_200, 60
START = datetime(2026, 5, 1, tzinfo=UTC)
SPEED, FRAME_S = 600, 0.04
COLUMNS = ["resource_id", "time", "lon", "lat"]


def fixes(first: int, seconds: int) -> pd.DataFrame:
    """Everybody's fixes of some seconds, units interleaved as they arrive."""
    random = np.random.default_rng(first)
    count = UNITS * seconds
    clock = np.repeat(np.arange(first, first + seconds), UNITS)
    return pd.DataFrame(
        {
            "resource_id": np.tile([f"unit-{n:03d}" for n in range(UNITS)], seconds),
            "time": pd.Timestamp(START) + pd.to_timedelta(clock, unit="s"),
            "lon": 116 + 0.1 * random.random(count),
            "lat": 40.4 + 0.1 * random.random(count),
            "speed_ms": 10.0,
            "source": "bench",
        }
    )


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        centre = create_centre(Path(folder) / "centre", district=District("0", "bench"), synthetic=True)
        lot = fixes(0, SECONDS)
        begin = time.perf_counter()
        centre.append_fixes(lot)
        whole = time.perf_counter() - begin
        seconds = []
        for number in range(BATCHES):
            batch = fixes(SECONDS + number, 1)
            begin = time.perf_counter()
            centre.append_fixes(batch)
            seconds.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        end = START + timedelta(seconds=SECONDS)
        held = centre.fixes(None, START - timedelta(seconds=1), end, columns=COLUMNS, every_s=SPEED * FRAME_S)
        read = time.perf_counter() - begin
        replay = Replay(pd.DataFrame({"recorded": [], "time": [], "entry_id": []}), held)
        frames = []
        for moment in pd.date_range(START, end, periods=200):
            begin = time.perf_counter()
            replay.positions(moment)
            frames.append(time.perf_counter() - begin)
        peer = sqlite3.connect(Path(folder) / "peer.sqlite")
        peer.execute(
            "CREATE TABLE fix (resource_id TEXT, time INTEGER, lon REAL, lat REAL, PRIMARY KEY (resource_id, time))"
        )
        rows = zip(lot["resource_id"], lot["time"].astype("int64"), lot["lon"], lot["lat"])
        begin = time.perf_counter()
        with peer:
            peer.executemany("INSERT INTO fix VALUES (?, ?, ?, ?)", rows)
        theirs = time.perf_counter() - begin
        centre.close()
    rate = len(lot) / whole
    slowest = 1e3 * sorted(seconds)[int(0.95 * BATCHES)]
    print(f"append of {len(lot):,} fixes   {whole:8.2f} s   {rate:12,.0f} fixes/s")
    print(f"SQLite, the same           {theirs:8.2f} s   ratio {theirs / whole:.1f}")
    usual = 1e3 * statistics.median(seconds)
    print(f"second of {UNITS} units       {usual:8.1f} ms median, {slowest:.1f} ms p95 (needed below 1000)")
    print(f"read for a replay          {read:8.2f} s   {len(held):,} fixes, one each {SPEED * FRAME_S:.0f} s")
    print(f"frame of the replay        {1e3 * max(frames):8.1f} ms at most (needed 40)")
    return 0 if slowest < 1000 and max(frames) < FRAME_S else 1


if __name__ == "__main__":
    sys.exit(main())
