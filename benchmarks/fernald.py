"""Fernald's inversion beside `lidar-processing` in the same run: profiles per second of both and how far they differ."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.lidar import fernald, molecular, standard_atmosphere  # noqa: E402

PROFILES, PEER_PROFILES, BINS, WIDTH_M, ROUNDS = 4_000, 1_000, 2_000, 7.5, 5
LIDAR_RATIO, REFERENCE = 50.0, (9_000.0, 10_500.0)
NEEDED_RATIO, ALLOWED_DIFFERENCE = 3.0, 0.005

PEER = """
import sys, time
import numpy as np
from lidar_processing.elastic_retrievals import klett_backscatter_aerosol
given = np.load(sys.argv[1])
rcs, beta, index, half = given["rcs"], given["beta"], int(given["index"]), int(given["half"])
print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    out = [klett_backscatter_aerosol(row, float(given["ratio"]), beta, index, half, 0.0, float(given["width"]),
                                     float(given["molecular_ratio"])) for row in rcs]
    spent = time.perf_counter() - start
    np.save(sys.argv[2], np.array(out))
    print(spent, flush=True)
"""


def signals() -> tuple[np.ndarray, ...]:
    """Made-up profiles: a boundary layer of changing depth and load over clean air."""
    ranges = (np.arange(BINS) + 0.5) * WIDTH_M
    beta, alpha = molecular(*standard_atmosphere(ranges), 532.0)
    random = np.random.default_rng(40)
    top, load = random.uniform(600, 2500, (PROFILES, 1)), random.uniform(1e-6, 5e-6, (PROFILES, 1))
    aerosol = load / (1.0 + np.exp((ranges - top) / 60.0)) * (ranges < 8500)
    extinction = LIDAR_RATIO * aerosol + alpha
    depth = np.cumsum(extinction, axis=1) * WIDTH_M - extinction * WIDTH_M / 2.0
    return ranges, beta, alpha, aerosol, 1e12 * (aerosol + beta) * np.exp(-2.0 * depth)


def main() -> int:
    python = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-peers" / "bin" / "python"))
    if not Path(python).exists():
        print(f"No peer at {python}: run `make bench`, which installs it.")
        return 1
    ranges, beta, alpha, truth, rcs = signals()
    part = np.flatnonzero((ranges >= REFERENCE[0]) & (ranges <= REFERENCE[1]))
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "given.npz", Path(folder) / "answer.npy"
        np.savez(
            given,
            rcs=rcs[:PEER_PROFILES],
            beta=beta,
            index=(part[0] + part[-1]) // 2,
            half=part.size // 2,
            ratio=LIDAR_RATIO,
            width=WIDTH_M,
            molecular_ratio=8.0 * np.pi / 3.0,
        )
        command = [python, "-W", "ignore", "-c", PEER, str(given), str(answer)]
        peer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if peer.stdin is None or peer.stdout is None:
            return 1
        peer.stdout.readline()
        ours, theirs = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            backscatter, _ = fernald(rcs, ranges, beta, alpha, lidar_ratio=LIDAR_RATIO, reference=REFERENCE)
            ours.append(PROFILES / (time.perf_counter() - start))
            peer.stdin.write("go\n")
            peer.stdin.flush()
            theirs.append(PEER_PROFILES / float(peer.stdout.readline()))
        peer.stdin.close()
        peer.wait(timeout=30)
        other = np.load(answer)
    # Where the aerosol is next to nothing a relative difference has no meaning: total backscatter is compared.
    difference = np.abs(backscatter[:PEER_PROFILES] - other) / (other + beta)
    within = ranges < REFERENCE[1]
    worst = float(np.nanmax(difference[:, within]))
    lower = truth > 1e-7
    error = float(np.median(np.abs(backscatter - truth)[lower] / truth[lower]))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"fernald          {statistics.median(ours):10,.0f} profiles/s   ({PROFILES:,} x {BINS:,} bins)")
    print(f"lidar-processing {statistics.median(theirs):10,.0f} profiles/s   ({PEER_PROFILES:,} x {BINS:,} bins)")
    print(f"ratio            {ratio:10.1f}   (needed {NEEDED_RATIO})")
    print(f"largest difference {worst:.4%} of the total backscatter (allowed {ALLOWED_DIFFERENCE:.1%})")
    print(f"median error against the known truth {error:.4%}")
    return 0 if ratio >= NEEDED_RATIO and worst <= ALLOWED_DIFFERENCE else 1


if __name__ == "__main__":
    sys.exit(main())
