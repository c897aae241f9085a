"""What goes wrong in the field: a centre that is away, a full disk, devices that flood, crawl or vanish."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.data_centre.locking import writer_lock
from yanqing_eco_plugin.core.ingest.hj212 import build_frame, parse_frame

from .harness import CollectorProcess, Device, hours_ago, quarantined, report, stored

HUNG_UP = (ConnectionResetError, BrokenPipeError)
Start = Callable[..., CollectorProcess]


def send_many(port: int, mn: str, values: range, *, hours: float = 10) -> None:
    """Values of one station, a second apart; each is acknowledged."""
    device, begin = Device(port), hours_ago(hours)
    for value in values:
        device.ask(report(mn, begin + timedelta(seconds=value), value))


def test_a_locked_centre_is_waited_for_and_filled_in_order(place: Path, collector: Start) -> None:
    running = collector()
    moment = hours_ago(3)
    with writer_lock(place / "centre", 1.0):
        device = Device(running.port)
        for value in (1, 2, 3):
            device.ask(report("MN0001", moment, value))  # the same key: the last one holds
        running.wait_for("the lock", "centre", "state", wanted=lambda said: "writing to the data centre" in said)
        assert running.health()["state"] == "failing"
        device.ask(report("MN0001", moment, 4))
    running.wait_until_drained()
    running.wait_for("after the lock", "state", wanted="ok")
    assert list(stored(place / "centre", ["S0001"])["value"]) == [4]


def test_a_centre_that_is_away_for_a_while(place: Path, collector: Start) -> None:
    """The folder is gone, as a share that is not mounted; the collector is even restarted meanwhile."""
    running = collector()
    send_many(running.port, "MN0001", range(5))
    running.wait_until_drained()
    (place / "centre").rename(place / "away")
    send_many(running.port, "MN0001", range(5, 25))
    running.wait_for("the missing centre", "state", wanted="failing")
    running.kill()
    shutil.rmtree(place / "centre", ignore_errors=True)  # taking the writer's lock makes the folder
    (place / "away").rename(place / "centre")
    running.start()
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S0001"])["value"]) == list(range(25))


def test_stopping_does_not_wait_for_a_centre_that_refuses(place: Path, collector: Start) -> None:
    running = collector()
    with writer_lock(place / "centre", 1.0):
        send_many(running.port, "MN0001", range(5))
        assert running.stop() == 0
    running.start()
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S0001"])["value"]) == list(range(5))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = os.geteuid() == 0 and sys.platform == "linux"
    mounted = (
        mounted
        and not subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], check=False).returncode
    )
    if not mounted:
        pytest.skip("making a small file system needs root")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_stops_the_acknowledgements_and_nothing_else(
    tmp_path: Path, small_disk: Path, collector: Start, place: Path
) -> None:
    running = CollectorProcess(place)
    text = running.config.read_text(encoding="utf-8")
    running.config.write_text(text.replace('"spool"', f'"{small_disk}"'), encoding="utf-8")
    running.start()
    try:
        send_many(running.port, "MN0001", range(5))
        running.wait_until_drained()
        ballast = small_disk / "ballast"
        # Until the disk is full.
        with open(ballast, "wb", buffering=0) as stream, contextlib.suppress(OSError):
            while True:
                stream.write(b"x" * 4096)
        device = Device(running.port, patience_s=1.0)
        frames = [report("MN0001", hours_ago(5) + timedelta(seconds=at), at, qn=f"{at:017d}") for at in range(60)]
        answers = []
        for frame in frames:
            device.send(frame)
        with pytest.raises(TimeoutError):
            answers.extend(iter(device.answer, b""))
        assert len(answers) < len(frames)
        running.wait_for("the full disk", "spool", "state", wanted=lambda said: "No space left" in said)
        assert running.health()["state"] == "failing"
        ballast.unlink()
        device.socket.settimeout(10.0)
        while len(answers) < len(frames):
            answers.append(device.answer())
        assert [parse_frame(answer).header.qn for answer in answers] == [f"{at:017d}" for at in range(60)]
        running.wait_until_drained()
        assert len(stored(place / "centre", ["S0001"])) == 65
    finally:
        running.kill()


def long_report(moment: datetime, value: int) -> bytes:
    """A frame of which little is kept, so that few of them fill the sockets' own buffers."""
    fields = {"Rtd": str(value), "Flag": "N", **{f"Info{at}": "0123456789" * 4 for at in range(15)}}
    time = {"DataTime": f"{moment:%Y%m%d%H%M%S}"}
    return build_frame(mn="MN0001", cn="2011", st="22", flag=4, fields=time, factors={"a34004": fields})


def test_a_full_spool_stops_reading_until_it_drains(place: Path, collector: Start) -> None:
    running = collector("frames_per_s = 100000\nburst = 100000", spool="most_bytes = 1048576")
    device = Device(running.port, patience_s=2.0)
    running.wait_until_drained()
    block = b"".join(long_report(hours_ago(20) + timedelta(seconds=at), at) for at in range(500))
    sent = 0
    with writer_lock(place / "centre", 1.0):
        with contextlib.suppress(TimeoutError):
            while sent < 1 << 30:
                sent += device.socket.send(block[sent % len(block) :])
        assert sent < 1 << 30, "it reads without end"
        running.wait_for("the full spool", "spool", "state", wanted=lambda said: "The spool is full" in said)
        assert sum(path.stat().st_size for path in (place / "spool" / "segments").iterdir()) < 2 << 20
    device.socket.settimeout(30.0)
    if sent % len(block):
        device.send(block[sent % len(block) :])
    whole = -(-sent // len(block)) * 500
    device.ask(report("MN0002", hours_ago(1), 3))
    counted = [line for line in running.metrics().splitlines() if "hj212" in line]
    assert f'eco_collector_source_events_total{{source="hj212",what="frames"}} {whole + 1}' in counted
    running.wait_until_drained()
    assert len(stored(place / "centre", ["S0001"])) == 500


def test_a_device_that_floods_is_slowed_and_loses_nothing(place: Path, collector: Start) -> None:
    running = collector("frames_per_s = 200\nburst = 20")
    flood, calm = Device(running.port), Device(running.port)
    begin = hours_ago(10)
    frames = [report("MN0001", begin + timedelta(seconds=at), at % 900) for at in range(150)]
    flood.send(b"".join(frames))
    # The others are served meanwhile.
    for at in range(20):
        calm.ask(report("MN0002", begin + timedelta(seconds=at), at))
    for _ in frames:
        flood.answer()
    assert 'what="slowed"' in running.metrics()
    running.wait_until_drained()
    assert len(stored(place / "centre", ["S0001"])) == 150
    assert len(stored(place / "centre", ["S0002"])) == 20


def test_a_flood_of_rubbish_is_summed_up(place: Path, collector: Start) -> None:
    running = collector("rejects_per_minute = 10\nframes_per_s = 100000\nburst = 100000")
    device = Device(running.port)
    for number in range(500):
        frame = report("MN0001", hours_ago(1), number)
        device.send(frame[:-6] + b"0000\r\n")
    device.ask(report("MN0001", hours_ago(1), 3))
    device.close()
    running.wait_until_drained()
    assert running.stop() == 0
    kept = quarantined(place / "centre")
    assert 10 <= len(kept) <= 14
    summary = kept.loc[kept["reason"] == "flood", "detail"].iloc[0]
    assert "more within a minute" in summary
    assert len(stored(place / "centre", ["S0001"])) == 1


def crawl(device: Device, frame: bytes) -> None:
    for at in range(len(frame)):
        device.send(frame[at : at + 1])
        time.sleep(0.05)


def test_a_byte_a_time_is_cut_off_and_kept(place: Path, collector: Start) -> None:
    running = collector("frame_s = 1.0")
    slow = Device(running.port)
    frame = report("MN0001", hours_ago(1), 3)
    with pytest.raises(HUNG_UP):
        crawl(slow, frame)
    # One that sends whole frames slowly is no such device.
    assert Device(running.port).ask(report("MN0002", hours_ago(1), 4))
    running.wait_until_drained()
    kept = quarantined(place / "centre")
    assert list(kept["reason"]) == ["truncated"]
    assert frame.startswith(kept["raw"].iloc[0])


def test_a_device_that_vanished_gives_its_place_back(place: Path, collector: Start) -> None:
    running = collector("idle_s = 1.0\nmost_connections = 2")
    running.wait_for("an empty listener", "sources", "hj212", "connections", wanted=0)
    gone = [Device(running.port), Device(running.port)]
    assert gone[0].ask(report("MN0001", hours_ago(1), 3))
    with pytest.raises(HUNG_UP):
        Device(running.port).ask(report("MN0002", hours_ago(1), 4))
    running.wait_for("idle connections", "sources", "hj212", "connections", wanted=0)
    assert Device(running.port).ask(report("MN0002", hours_ago(1), 4))


def test_only_from_allowed_networks(place: Path, collector: Start) -> None:
    with pytest.raises(HUNG_UP):
        Device(collector('allow = ["10.0.0.0/8"]').port).ask(report("MN0001", hours_ago(1), 3))


def test_twice_and_out_of_order_is_once_and_in_order(place: Path, collector: Start) -> None:
    running = collector()
    begin = hours_ago(10)
    frames = [report("MN0001", begin + timedelta(seconds=at), at) for at in range(100)] * 3
    random.Random(3).shuffle(frames)
    devices = [Device(running.port) for _ in range(4)]
    for at, frame in enumerate(frames):
        devices[at % 4].ask(frame)
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S0001"])["value"]) == list(range(100))


def test_noise_on_one_line_does_not_disturb_the_other(place: Path, collector: Start, shared_data: Path) -> None:
    """Real frames from the field, mutated, and pure noise between them."""
    running = collector("frames_per_s = 100000\nburst = 100000")
    chance = random.Random(7)
    lines = (shared_data / "06_hj212" / "frames_good_independent.tsv").read_text(encoding="utf-8").splitlines()
    real = [line.split("\t")[0].encode("gb18030") + b"\r\n" for line in lines if line.startswith("##")]
    noisy, calm = Device(running.port), Device(running.port)
    for at in range(300):
        frame = bytearray(chance.choice(real))
        for _ in range(chance.randrange(4)):
            frame[chance.randrange(len(frame))] = chance.randrange(256)
        noisy.send(bytes(frame[: chance.randrange(1, len(frame) + 1)]) + chance.randbytes(chance.randrange(40)))
        if at % 10 == 0:
            calm.ask(report("MN0001", hours_ago(5) + timedelta(seconds=at), at))
    noisy.send(b"\r\n" * 10_000)  # as long as the longest frame: whatever was open ends
    running.wait_until_drained()
    assert len(stored(place / "centre", ["S0001"])) == 30
    assert running.alive
    assert len(quarantined(place / "centre")) >= 20


def test_tls_and_plain_do_not_mix(place: Path, collector: Start, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate]
    done = subprocess.run([*command, "-subj", "/CN=localhost", "-days", "2"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("openssl is not here")
    running = collector(f'cert_file = "{certificate}"\nkey_file = "{key}"')
    context = ssl.create_default_context(cafile=str(certificate))
    plain = socket.create_connection(("127.0.0.1", running.port), timeout=10)
    with context.wrap_socket(plain, server_hostname="localhost") as connection:
        connection.sendall(report("MN0001", hours_ago(1), 3))
        assert b"CN=9014" in connection.recv(1000)
    with pytest.raises(HUNG_UP):
        Device(running.port).ask(report("MN0001", hours_ago(1), 4))
