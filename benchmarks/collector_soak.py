"""The collector under load for a while: does its memory grow, does anything get lost?

One minute by default, which shows that nothing gets lost and how the allocators settle. The figure that counts takes an hour:
``.venv/bin/python benchmarks/collector_soak.py --hours 1``.

A real process, real sockets, a folder centre. Memory is read from /proc of the collector after a warm-up and until the end;
what is printed is its line of best fit, and the mean of each third. Memory is a saw: merging small files takes some 40 MB for a
moment, and for the first three minutes the allocators of Arrow, DuckDB and the C library settle. A leak lifts the thirds, a
saw does not.
"""

from __future__ import annotations

import argparse
import itertools
import selectors
import socket
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.hj212_socket import collector, frames_of  # noqa: E402
from yanqing_eco_plugin.core.data_centre import open_centre  # noqa: E402

DEVICES, WARM_UP_S = 200, 180.0
NEEDED_MB_PER_HOUR = 20.0


def memory_mb(pid: int) -> float:
    """Resident memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def play(port: int, per_second: float, seconds: float) -> tuple[int, int]:
    """Frames sent and acknowledged; each device sends at its own moment of the round."""
    chooser = selectors.DefaultSelector()
    devices = []
    for _ in range(DEVICES):
        connection = socket.create_connection(("127.0.0.1", port))
        chooser.register(connection, selectors.EVENT_READ)
        devices.append(connection)
    sent = answered = 0

    def listen(until: float) -> None:
        nonlocal answered
        while (left := until - time.monotonic()) > 0:
            for key, _ in chooser.select(left):
                data = key.fileobj.recv(65_536)
                if not data:
                    sys.exit("the collector hung up")
                answered += data.count(b"\r\n")

    began = time.monotonic()
    start = datetime.now(UTC).replace(tzinfo=None, microsecond=0) + timedelta(hours=8) - timedelta(days=30)
    for step in itertools.count():
        if time.monotonic() - began > seconds:
            break
        for number, connection in enumerate(devices):
            connection.sendall(frames_of(number, 1, start + timedelta(seconds=step))[0])
            sent += 1
            if number % 20 == 19:
                listen(began + sent / per_second)
    until = time.monotonic() + 30
    while answered < sent and time.monotonic() < until:
        listen(time.monotonic() + 0.2)
    return sent, answered


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=1 / 60)
    parser.add_argument("--rate", type=float, default=1_000.0, help="frames per second of all devices together")
    chosen = parser.parse_args()
    seconds = chosen.hours * 3600
    with tempfile.TemporaryDirectory(prefix="eco_soak_") as place:
        with collector(Path(place), DEVICES) as running:
            told: list[tuple[float, float]] = []
            ended = threading.Event()

            def watch() -> None:
                began = time.monotonic()
                while not ended.wait(max(seconds / 200, 0.5)):
                    told.append((time.monotonic() - began, memory_mb(running.pid)))

            watcher = threading.Thread(target=watch)
            watcher.start()
            sent, answered = play(running.port, chosen.rate, seconds)
            ended.set()
            watcher.join()
        with open_centre(running.centre, writable=False) as stored:
            ids = [f"B{device:04d}" for device in range(DEVICES)]
            held = sum(
                len(
                    stored.series(
                        ids[at : at + 20], None, datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
                    )
                )
                for at in range(0, DEVICES, 20)
            )
    times, sizes = np.array(told).T
    warm = times > min(WARM_UP_S, seconds / 2)
    slope = np.polyfit(times[warm], sizes[warm], 1)[0] * 3600 if warm.sum() > 2 else float("nan")
    lost = sent * 2 - held
    print(
        f"{sent:,} frames in {seconds:,.0f} s, {answered:,} acknowledged, {held:,} observations stored, {lost:,} lost"
    )
    some = np.linspace(0, len(times) - 1, 12).astype(int)
    print(
        "memory: " + ", ".join(f"{times[at]:.0f} s: {sizes[at]:.0f} MB" for at in some) + f"; most {sizes.max():.0f} MB"
    )
    thirds = ", ".join(f"{part.mean():.0f} MB" for part in np.array_split(sizes[warm], 3) if len(part))
    print(f"mean of the thirds after the warm-up of {times[warm].min():.0f} s: {thirds}")
    print(f"growth after the warm-up: {slope:+.1f} MB per hour; needed over an hour: at most {NEEDED_MB_PER_HOUR:.0f}")
    if seconds < 3_000:
        print("a short run shows mostly how the allocator settles: --hours 1 for the figure that counts")
    return 0 if answered == sent and lost == 0 and (seconds < 3_000 or slope <= NEEDED_MB_PER_HOUR) else 1


if __name__ == "__main__":
    sys.exit(main())
