"""Licel files beside `atmospheric-lidar` in the same run: files per second of both, and whether the numbers are equal."""

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

from yanqing_eco_plugin.core.lidar import read_scan  # noqa: E402

SAMPLES = ROOT.parent / "shared" / "data" / "03_lidar" / "licel_lpp"
ROUNDS, REPEATS, NEEDED_RATIO = 5, 10, 15.0

PEER = """
import sys, time
import numpy as np
from atmospheric_lidar.licel import LicelFile
paths = sys.argv[2:]
print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    read = [LicelFile(path, use_id_as_name=True) for path in paths]
    spent = time.perf_counter() - start
    np.savez(sys.argv[1], **{f"{n}|{c.id}|{c.adcbits}|{c.is_analog}|{c.number_of_shots}": c.data
                             for n, one in enumerate(read) for c in one.channels.values()})
    print(spent, flush=True)
"""


def worst_difference(paths: list[Path], answer: Path) -> tuple[int, float]:
    """Channels compared and their largest relative difference, in the units of the recorder.

    The peer divides an analogue sum by 2^bits − 1 and leaves photon counts as sums; Licel's manual divides by 2^bits, and
    MHz = counts / shots / duration of a bin. Both are undone here, so that equal numbers are equal.
    """
    worst, channels = 0.0, 0
    with np.load(answer) as peer:
        for key in peer.files:
            number, name, bits, analog, shots = key.split("|")
            scan = read_scan(paths[int(number)])
            channel = next(one for one in scan.channels.values() if one.attributes["identifier"] == name)
            theirs = peer[key]
            if analog == "True":
                theirs = theirs * (2.0 ** int(bits) - 1.0) / 2.0 ** int(bits)
            else:
                theirs = theirs / int(shots) * 299.792458 / (2.0 * channel.bin_width_m)
            scale = max(float(np.abs(theirs).max()), 1e-12)
            worst = max(worst, float(np.abs(channel.signal[0, : theirs.size] - theirs).max()) / scale)
            channels += 1
    return channels, worst


def main() -> int:
    python = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-peers" / "bin" / "python"))
    if not Path(python).exists():
        print(f"No peer at {python}: run `make bench`, which installs it.")
        return 1
    paths = sorted(path for path in SAMPLES.rglob("*.*") if path.is_file() and path.suffix[1:].isdigit())
    if not paths:
        print(f"No Licel files at {SAMPLES}.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.npz"
        command = [python, "-W", "ignore", "-c", PEER, str(answer), *map(str, paths)]
        peer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if peer.stdin is None or peer.stdout is None:
            return 1
        peer.stdout.readline()
        ours, theirs = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            for _repeat in range(REPEATS):
                for path in paths:
                    read_scan(path)
            ours.append(REPEATS * len(paths) / (time.perf_counter() - start))
            peer.stdin.write("go\n")
            peer.stdin.flush()
            theirs.append(len(paths) / float(peer.stdout.readline()))
        peer.stdin.close()
        peer.wait(timeout=30)
        channels, difference = worst_difference(paths, answer)
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"read_scan          {statistics.median(ours):8,.0f} files/s   ({len(paths)} files of 12 channels)")
    print(f"atmospheric-lidar  {statistics.median(theirs):8,.0f} files/s")
    print(f"ratio              {ratio:8.1f}   (needed {NEEDED_RATIO})")
    print(f"largest difference {difference:.1e} of the largest value, over {channels} channels")
    return 0 if ratio >= NEEDED_RATIO and difference < 1e-12 else 1


if __name__ == "__main__":
    sys.exit(main())
