"""A day of 1,440 vertical profiles × 2,000 bins to time and height with the boundary layer: seconds and megabytes.

Measured in a process of its own, because memory only grows; no peer does the whole of it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.demo.lidar import made_up_day  # noqa: E402
from yanqing_eco_plugin.core.lidar import write_scan  # noqa: E402

ROUNDS, NEEDED_S, NEEDED_MB = 3, 5.0, 500.0

WORK = """
import sys, time
sys.path.insert(0, sys.argv[1])
import numpy as np
from yanqing_eco_plugin.core.lidar import read_scan, time_height
start = time.perf_counter()
profiles = time_height(read_scan(sys.argv[2]))
spent = time.perf_counter() - start
# Not ru_maxrss: a child is born with that of its parent.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024.0
off = float(np.nanmedian(np.abs(profiles.layer.height_m - np.load(sys.argv[3]))))
print(spent, peak, off, len(profiles.time))
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        scan, truth = Path(folder) / "day.nc", Path(folder) / "top.npy"
        made = made_up_day()
        write_scan(scan, made.scan)
        np.save(truth, made.layer_top_m)
        command = [sys.executable, "-W", "ignore", "-c", WORK, str(ROOT), str(scan), str(truth)]
        runs = []
        for _ in range(ROUNDS):
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            runs.append([float(word) for word in done.stdout.split()])
    seconds, megabytes, off, count = sorted(runs)[len(runs) // 2]
    print(f"{count:,.0f} profiles     {seconds:6.2f} s    (needed {NEEDED_S})")
    print(f"peak memory        {megabytes:6.0f} MB   (the whole process; needed {NEEDED_MB:.0f})")
    print(f"boundary layer     {off:6.0f} m    median off the known truth")
    return 0 if seconds <= NEEDED_S and megabytes <= NEEDED_MB else 1


if __name__ == "__main__":
    sys.exit(main())
