"""How a collector begins without a centre, ends in order, and what it tells systemd."""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from .harness import CollectorProcess, Device, free_port, hours_ago, report, stored

Start = Callable[..., CollectorProcess]
ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"


def until_told(running: CollectorProcess) -> None:
    """Wait until the health page answers."""
    for _ in range(400):
        try:
            running.health()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("there is no health page")


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


def test_a_port_that_is_taken_is_told_and_tried_again(place: Path, collector: Start) -> None:
    running = collector()
    running.stop()
    with socket.create_server(("127.0.0.1", running.port)):
        running.start(wait=False)
        until_told(running)
        page = running.wait_for("the taken port", "sources", "hj212", "state", wanted="failing")
        assert page["state"] == "failing"  # it is the only source
        assert "in use" in str(page["trouble"])
        assert 'eco_collector_source_up{source="hj212"} 0' in running.metrics()
    running.wait_for("the free port", "state", wanted="ok", patience_s=30)
    assert 'eco_collector_source_up{source="hj212"} 1' in running.metrics()
    assert b"CN=9014" in Device(running.port).ask(report("MN0001", hours_ago(1), 1))


def test_a_health_page_that_cannot_be_had_holds_nothing_up(place: Path, collector: Start) -> None:
    running = collector()
    running.stop()
    with socket.create_server(("127.0.0.1", running.health_port)):
        running.start()
        assert b"CN=9014" in Device(running.port).ask(report("MN0001", hours_ago(1), 1))
    until_told(running)
    assert "health page: listening on" in running.log.read_text(encoding="utf-8")


def test_while_the_centre_is_waited_for_the_page_says_so(place: Path) -> None:
    """A server nobody reaches, and no stations from last time."""
    running = CollectorProcess(place, address=f"postgresql://eco@127.0.0.1:{free_port()}/eco")
    try:
        running.start(wait=False)
        until_told(running)
        page = running.wait_for("the missing centre", "state", wanted="failing")
        assert page["trouble"] == [page["centre"]["state"]]  # type: ignore[index]
        assert page["sources"]["hj212"]["state"] == "starting"  # type: ignore[index]
        assert "eco_collector_failing 1" in running.metrics()
        assert running.stop() == 0
    finally:
        running.kill()


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
    done = page["maintenance"]["last"]  # type: ignore[index]
    assert page["maintenance"]["findings"] == 0  # type: ignore[index]
    assert_listed(running.metrics())
    running.stop()
    running.start()
    running.wait_for("the last time", "maintenance", "last", wanted=done)  # remembered, and not done again


def assert_listed(page: str) -> None:
    """The documents list what the metrics page gives, no more and no less."""
    given = set(re.findall(r"^# TYPE (\w+)", page, re.MULTILINE))
    for name in ("collector.md", "collector.zh.md"):
        text = (DOCS / name).read_text(encoding="utf-8")
        assert set(re.findall(r"^\| `(eco_collector_\w+)", text, re.MULTILINE)) == given, name
        assert set(re.findall(r"eco_collector_[a-z_]+[a-z]", text)) <= given, name
    rules = (ROOT / "yanqing_eco_plugin/resources/collector/prometheus-rules.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"eco_collector_[a-z_]+[a-z]", rules)) <= given
