"""How a collector begins without a centre, ends in order, and what it tells systemd."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from .harness import CollectorProcess, Device, hours_ago, report, stored

Start = Callable[..., CollectorProcess]


def test_a_start_without_the_centre_takes_the_register_of_the_last_time(place: Path, collector: Start) -> None:
    running = collector()
    Device(running.port).ask(report("MN0001", hours_ago(3), 1))
    running.wait_until_drained()
    running.stop()
    database = place / "centre" / "features.gpkg"
    database.rename(place / "kept.gpkg")  # half a centre, which cannot be read
    running.start()
    Device(running.port).ask(report("MN0001", hours_ago(2), 2))
    running.wait_for("the damaged centre", "state", wanted="failing")
    (place / "kept.gpkg").rename(database)
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S0001"])["value"]) == [1, 2]


def test_the_end_acknowledges_what_it_has_read(place: Path, collector: Start) -> None:
    running = collector()
    device = Device(running.port)
    frames = [report("MN0001", hours_ago(9) + timedelta(seconds=at), at) for at in range(200)]
    device.send(b"".join(frames))
    assert running.stop() == 0
    answered = 0
    try:
        while device.answer():
            answered += 1
    except ConnectionResetError:
        assert answered <= 200
    assert len(stored(place / "centre", ["S0001"])) >= answered


def test_a_port_that_is_taken_ends_it_with_a_sentence(place: Path) -> None:
    running = CollectorProcess(place)
    with socket.create_server(("127.0.0.1", running.port)):
        running.start(wait=False)
        assert running.ended() == 2
    said = (place / "stderr").read_text(encoding="utf-8")
    assert said.startswith(f"The HJ 212 listener cannot use 127.0.0.1:{running.port}.")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd's socket is a Unix socket")
def test_systemd_is_told(place: Path, collector: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from yanqing_eco_plugin.core.collector.service_notice import notify

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(5)
        monkeypatch.setitem(os.environ, "NOTIFY_SOCKET", str(tmp_path / "notify"))
        notify("READY=1", "STATUS=fine")
        assert heard.recv(100) == b"READY=1\nSTATUS=fine"
    notify("STOPPING=1")  # nobody listens any more: no error


def test_the_centre_is_looked_after_once_a_day(place: Path, collector: Start) -> None:
    running = collector(maintenance='at = "00:00"\nsteps = ["check", "compact"]')
    page = running.wait_for("maintenance", "maintenance", "last", wanted=lambda said: said is not None, patience_s=30)
    assert page["maintenance"]["findings"] == 0  # type: ignore[index]
    running.stop()
    running.start()
    assert running.health()["maintenance"]["last"] is None  # type: ignore[index]
