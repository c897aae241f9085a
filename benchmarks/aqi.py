"""Air quality index of hourly values, beside `python-aqi` in the same run: rows per second of both and their ratio."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.standards import air_quality_index  # noqa: E402

ROWS, PEER_ROWS, ROUNDS = 1_000_000, 5_000, 5
NEEDED_RATIO, NEEDED_ROWS_PER_SECOND = 10.0, 1_000_000.0

PEER = """
import json, sys, time
import aqi
rows = json.loads(sys.stdin.readline())
print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    results = [aqi.to_aqi(row, algo=aqi.ALGO_MEP) for row in rows]
    spent = time.perf_counter() - start
    print(json.dumps({"seconds": spent, "aqi": [int(one) for one in results]}), flush=True)
"""

# Names of the peer, and the highest value it can take without an error.
PEER_NAMES = {"so2": "so2_1h", "no2": "no2_1h", "co": "co_1h", "o3": "o3_1h", "pm10": "pm10", "pm2_5": "pm25"}
HIGHEST = {"so2": 800, "no2": 3840, "co": 150, "o3": 1200, "pm10": 600, "pm2_5": 500}


def concentrations(rows: int) -> pd.DataFrame:
    """Made-up hourly values in the proportions of a northern city, whole numbers as the peer wants them."""
    random = np.random.default_rng(633)
    typical = {"so2": 12, "no2": 45, "co": 1, "o3": 60, "pm10": 90, "pm2_5": 60}
    return pd.DataFrame(
        {
            name: np.minimum(np.rint(random.gamma(1.5, mean / 1.5, rows)), HIGHEST[name])
            for name, mean in typical.items()
        }
    )


def main() -> int:
    python = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-peers" / "bin" / "python"))
    if not Path(python).exists():
        print(f"No peer at {python}: run `make bench`, which installs it.")
        return 1
    frame = concentrations(ROWS)
    part = frame.head(PEER_ROWS).astype(int)
    rows = [[(PEER_NAMES[name], str(value)) for name, value in row.items()] for row in part.to_dict("records")]
    peer = subprocess.Popen([python, "-c", PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if peer.stdin is None or peer.stdout is None:
        return 1
    peer.stdin.write(json.dumps(rows) + "\n")
    peer.stdin.flush()
    peer.stdout.readline()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = air_quality_index(frame, averaging="hour", edition="2012")
        ours.append(ROWS / (time.perf_counter() - start))
        peer.stdin.write("go\n")
        peer.stdin.flush()
        answer = json.loads(peer.stdout.readline())
        theirs.append(PEER_ROWS / answer["seconds"])
    peer.stdin.close()
    peer.wait(timeout=30)
    difference = np.abs(result["aqi"].head(PEER_ROWS).to_numpy(dtype=float) - np.array(answer["aqi"]))
    speed, ratio = statistics.median(ours), statistics.median(ours) / statistics.median(theirs)
    print(f"air_quality_index   {speed:14,.0f} rows/s   (slowest round {min(ours):,.0f}; {ROWS:,} rows x 6)")
    print(f"python-aqi          {statistics.median(theirs):14,.0f} rows/s   ({PEER_ROWS:,} rows x 6)")
    print(f"ratio               {ratio:14,.0f}          (needed {NEEDED_RATIO:.0f})")
    # The peer rounds half to even and starts its spans one above each node, the standard rounds up.
    print(f"same AQI within 1   {(difference <= 1).mean():14.1%}")
    return 0 if ratio >= NEEDED_RATIO and speed >= NEEDED_ROWS_PER_SECOND else 1


if __name__ == "__main__":
    sys.exit(main())
