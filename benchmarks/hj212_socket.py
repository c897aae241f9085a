"""A thousand HJ 212 devices at once: frames per second from the socket to the disk with acknowledgement, and nothing lost.

Each device sends its next frame when the last one was acknowledged. The peer in the same run is the least that could be
called a collector: an asyncio server that checks nothing, writes the bytes to one file, flushes it once for all that wait,
and answers. The acknowledgement of the real one means the same, but its records are also read, checked, and brought into a
folder centre while more arrive. They take turns, each with a third of the frames; the peer's turn begins when the collector has
stored everything and rests.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import os
import selectors
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import District, create_centre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.ingest.hj212 import build_frame  # noqa: E402

ROUNDS = 3
NEEDED_PER_SECOND, NEEDED_P99_S = 5_000.0, 1.0
FACTORS = {"a34004": "35.2", "a34001": "118.0"}


def frames_of(device: int, count: int, start: datetime) -> list[bytes]:
    """Real-time reports of a particle micro-station, one a second."""
    made = []
    for at in range(count):
        local = f"{start + timedelta(seconds=at):%Y%m%d%H%M%S}"
        factors = {code: {"Rtd": f"{float(text) + at % 7:.1f}", "Flag": "N"} for code, text in FACTORS.items()}
        qn = f"{local}{device % 1000:03d}"
        made.append(
            build_frame(mn=mn(device), cn="2011", st="22", qn=qn, flag=5, fields={"DataTime": local}, factors=factors)
        )
    return made


def mn(device: int) -> str:
    return f"BENCH{device:07d}"


def drive(port: int, frames: list[list[bytes]]) -> tuple[float, list[float]]:
    """Send everything; seconds it took, and the seconds each acknowledgement took."""
    chooser = selectors.DefaultSelector()
    devices = []
    for queue in frames:
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        device = [connection, iter(queue), 0.0]
        devices.append(device)
        chooser.register(connection, selectors.EVENT_READ, device)
    waits: list[float] = []
    began = time.perf_counter()
    for device in devices:
        device[2] = time.perf_counter()
        device[0].send(next(device[1]))
    left = len(devices)
    while left:
        for key, _ in chooser.select(30.0) or sys.exit("no acknowledgement within 30 s"):
            device = key.data
            if not device[0].recv(4096).endswith(b"\r\n"):
                sys.exit("the connection broke")
            now = time.perf_counter()
            waits.append(now - device[2])
            frame = next(device[1], None)
            if frame is None:
                chooser.unregister(device[0])
                left -= 1
                continue
            device[2] = now
            device[0].send(frame)
    took = time.perf_counter() - began
    for device in devices:
        device[0].close()
    return took, waits


def bare_server(folder: str, ready: multiprocessing.connection.Connection) -> None:
    """The peer: no check, no reading, one file."""

    async def serve() -> None:
        waiting: list[tuple[asyncio.Transport, bytes]] = []
        wake = asyncio.Event()

        class Device(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                self.transport = transport

            def data_received(self, data: bytes) -> None:
                waiting.append((self.transport, data))
                wake.set()

        server = await asyncio.get_running_loop().create_server(Device, "127.0.0.1", 0, backlog=2048)
        ready.send(server.sockets[0].getsockname()[1])

        def store(data: bytes) -> None:
            file.write(data)
            file.flush()
            os.fdatasync(file.fileno())

        with open(f"{folder}/bare", "wb") as file:
            while True:
                await wake.wait()
                wake.clear()
                batch = waiting[:]
                waiting.clear()
                await asyncio.to_thread(store, b"".join(data for _, data in batch))
                for transport, _ in batch:
                    transport.write(b"ok\r\n")

    asyncio.run(serve())


class Collecting(NamedTuple):
    """A collector at work."""

    port: int
    centre: Path
    pid: int
    health_port: int

    def rest(self) -> None:
        """Wait until everything it has is in the centre."""
        while True:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.health_port}/health", timeout=30) as page:
                if json.load(page)["spool"]["waiting_bytes"] == 0:
                    return
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def collector(folder: Path, devices: int) -> Iterator[Collecting]:
    """A real collector in a process of its own, on a fresh folder centre."""
    with create_centre(folder / "centre", district=District("110119", "延庆区"), synthetic=True) as centre:
        names = [f"B{device:04d}" for device in range(devices)]
        places = gpd.points_from_xy(np.full(devices, 116.0), np.full(devices, 40.4))
        rows = {"station_id": names, "kind": ["micro"] * devices, "mn": [mn(at) for at in range(devices)]}
        centre.write_features("station", gpd.GeoDataFrame(rows, geometry=places, crs=4326))
    port, health_port = free_port(), free_port()
    (folder / "collector.toml").write_text(
        f'[centre]\naddress = "centre"\n[spool]\nfolder = "spool"\n[health]\nport = {health_port}\n'
        f'[log]\nfile = "{folder}/log"\n'
        f"[hj212]\nport = {port}\nmost_per_address = {devices + 10}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "yanqing_eco_plugin.core.collector", "--config", str(folder / "collector.toml")]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            if process.poll() is not None:
                sys.exit("the collector did not start")
            time.sleep(0.1)
        yield Collecting(port, folder / "centre", process.pid, health_port)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def told(name: str, count: int, took: float, waits: list[float]) -> float:
    waits.sort()
    p99 = waits[int(0.99 * len(waits))]
    print(
        f"{name:10} {count / took:10,.0f} frames/s   acknowledged after: median {statistics.median(waits) * 1e3:6.1f} ms, "
        f"p99 {p99 * 1e3:6.1f} ms, longest {waits[-1] * 1e3:6.1f} ms"
    )
    return p99


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=int, default=1_000)
    parser.add_argument("--frames", type=int, default=60, help="of each device")
    chosen = parser.parse_args()
    each = max(1, chosen.frames // ROUNDS)
    count = chosen.devices * each * ROUNDS
    start = datetime.now(UTC).replace(tzinfo=None) + timedelta(hours=8) - timedelta(days=1)
    frames = [frames_of(device, each * ROUNDS, start) for device in range(chosen.devices)]
    with tempfile.TemporaryDirectory(prefix="eco_hj212_") as place:
        ours, theirs = multiprocessing.Pipe()
        peer = multiprocessing.get_context("fork").Process(target=bare_server, args=(place, theirs), daemon=True)
        peer.start()
        bare_port = ours.recv()
        took, waits = {"bare": 0.0, "collector": 0.0}, {"bare": list[float](), "collector": list[float]()}
        with collector(Path(place), chosen.devices) as running:
            for turn in range(ROUNDS):
                part = [queue[turn * each : (turn + 1) * each] for queue in frames]
                for name, port in (("bare", bare_port), ("collector", running.port)):
                    running.rest()
                    seconds, found = drive(port, part)
                    took[name] += seconds
                    waits[name] += found
            p99 = {name: told(name, count, took[name], waits[name]) for name in took}["collector"]
            ended = time.perf_counter()
        peer.terminate()
        drained = time.perf_counter() - ended
        with open_centre(running.centre, writable=False) as stored:
            ids = [f"B{device:04d}" for device in range(chosen.devices)]
            rows = stored.series(ids, None, datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
    lost = count * len(FACTORS) - len(rows)
    print(
        f"{count:,} frames, {len(rows):,} observations stored, {lost:,} lost; {drained:.1f} s to store the rest and end"
    )
    print(
        f"ratio to bare: {took['bare'] / took['collector']:.2f}; needed: {NEEDED_PER_SECOND:,.0f} frames/s, "
        f"p99 {NEEDED_P99_S} s, none lost"
    )
    return 0 if count / took["collector"] >= NEEDED_PER_SECOND and p99 <= NEEDED_P99_S and lost == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
