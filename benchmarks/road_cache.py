"""Graph of a file with 500,000 stretches: read the first time, found again the second; at most 5 s."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.dispatch import LARGE_SIDE, LONGEST_LOAD_S, lattice  # noqa: E402
from yanqing_eco_plugin.core.emergency import load_network  # noqa: E402
from yanqing_eco_plugin.core.emergency.travel import access  # noqa: E402


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roads.fgb"
        lattice(LARGE_SIDE).to_file(path, driver="FlatGeobuf")
        begin = time.perf_counter()
        network = load_network(path, Path(folder) / "cache")
        first = time.perf_counter() - begin
        begin = time.perf_counter()
        again = load_network(path, Path(folder) / "cache")
        second = time.perf_counter() - begin
        begin = time.perf_counter()
        access(again, [(again.node_lon[0], again.node_lat[0])])
        _ = again.arrivals
        index = time.perf_counter() - begin
    print(f"{len(network.start):,} stretches read from the file   {first:7.2f} s")
    print(f"found again in the cache             {second:7.2f} s   (at most {LONGEST_LOAD_S} s)")
    print(f"index and matrix of the kept network {index:7.2f} s")
    print(f"ratio                                {first / second:7.1f}")
    return 0 if second + index <= LONGEST_LOAD_S else 1


if __name__ == "__main__":
    sys.exit(main())
