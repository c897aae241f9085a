"""Devices that vanish without a word: no end of the connection ever reaches the collector."""

from __future__ import annotations

import ctypes
import fcntl
import multiprocessing
import os
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.wire import Wire

from . import harness
from .harness import CollectorProcess, Device, hours_ago, quarantined, report, stored

Start = Callable[..., CollectorProcess]
_NEW_NETWORK = 0x4000_0000 | 0x1000_0000  # CLONE_NEWNET | CLONE_NEWUSER
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1
_NO_NETWORK_OF_ITS_OWN = 77


@pytest.fixture
def cable() -> Iterator[Callable[[int], Wire]]:
    laid: list[Wire] = []

    def lay(port: int) -> Wire:
        laid.append(Wire(port))
        return laid[-1]

    yield lay
    for one in laid:
        one.close()


def is_freed(running: CollectorProcess, connected: Device) -> None:
    """The vanished device's connection ends; that of the one that goes on reporting does not."""
    for minute in range(100):
        connected.ask(report("MN0002", hours_ago(3 - minute / 60), minute))
        if running.health()["sources"]["hj212"]["connections"] == 1:  # type: ignore[index]
            break
        time.sleep(0.1)
    else:
        raise AssertionError("the vanished device still has its connection")
    assert connected.ask(report("MN0002", hours_ago(5), 9))
    assert 'source="hj212",what="idle_connections"} 1' in running.metrics()


def test_behind_a_cut_line(place: Path, collector: Start, cable: Callable[[int], Wire]) -> None:
    running = collector("idle_s = 2.0\nmost_connections = 2")
    running.wait_for("an empty listener", "sources", "hj212", "connections", wanted=0)
    line = cable(running.port)
    vanished = Device(line.port)
    assert vanished.ask(report("MN0001", hours_ago(1), 3))
    line.cut()
    vanished.close()
    again = Device(running.port)
    assert again.ask(report("MN0001", hours_ago(0.9), 4))  # at once, beside its ghost
    running.wait_for("both", "sources", "hj212", "connections", wanted=2)
    is_freed(running, again)
    assert Device(running.port).ask(report("MN0001", hours_ago(0.8), 5))  # the ghost's place is free
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S0001"])["value"]) == [3, 4, 5]


def test_in_the_middle_of_a_frame(place: Path, collector: Start, cable: Callable[[int], Wire]) -> None:
    running = collector("frame_s = 1.0")
    line = cable(running.port)
    vanished, frame = Device(line.port), report("MN0001", hours_ago(1), 3)
    vanished.ask(report("MN0001", hours_ago(2), 2))
    vanished.send(frame[:50])
    running.wait_for("it", "sources", "hj212", "connections", wanted=1)
    time.sleep(0.2)
    line.cut()
    vanished.close()
    assert Device(running.port).ask(frame)
    running.wait_for("the half frame", "sources", "hj212", "connections", wanted=1)
    running.wait_until_drained()
    kept = quarantined(place / "centre")
    assert (list(kept["reason"]), list(kept["raw"])) == (["truncated"], [frame[:50]])
    assert list(stored(place / "centre", ["S0001"])["value"]) == [2, 3]


def test_who_reads_no_acknowledgements_is_hung_up_on(place: Path, collector: Start) -> None:
    """It has a live socket but a program that hangs; its acknowledgements fill every buffer and it is read no more."""
    running = collector("idle_s = 1.0\nframes_per_s = 100000\nburst = 100000")
    block = b"".join(report("MN0001", hours_ago(1), 3) for _ in range(500))
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.settimeout(20.0)
        deaf.connect(("127.0.0.1", running.port))
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            deaf.sendall(block * 1_000)
    running.wait_for("its end", "sources", "hj212", "connections", wanted=0)
    assert 'what="deaf_connections"} 1' in running.metrics()
    assert Device(running.port).ask(report("MN0001", hours_ago(0.5), 4))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lends a process a network of its own")
def test_on_a_network_that_went_away(place: Path) -> None:
    """A network of its own is switched off while the device resets its connection: the reset reaches nobody."""
    child = harness._PROCESSES.Process(target=_in_a_network_of_its_own, args=(place,))
    child.start()
    child.join(60)
    if child.exitcode == _NO_NETWORK_OF_ITS_OWN:
        pytest.skip("this system lends no network of one's own")
    assert child.exitcode == 0, (place / "trace").read_text(encoding="utf-8")


def _in_a_network_of_its_own(place: Path) -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_NETWORK):
        sys.exit(_NO_NETWORK_OF_ITS_OWN)
    # The server that forks collectors for the other tests has another network.
    harness._PROCESSES = multiprocessing.get_context("fork")  # type: ignore[assignment]
    try:
        _switch_network(on=True)
        running = CollectorProcess(place, "idle_s = 2.0\nmost_connections = 2").start()
        running.wait_for("an empty listener", "sources", "hj212", "connections", wanted=0)
        _vanishes(place, running)
        running.kill()
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 - the parent shows it
        (place / "trace").write_text(traceback.format_exc(), encoding="utf-8")
        os._exit(1)


def _vanishes(place: Path, running: CollectorProcess) -> None:
    vanished = Device(running.port)
    vanished.ask(report("MN0001", hours_ago(1), 3))
    # Closing it resets the connection, once.
    vanished.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    _switch_network(on=False)
    vanished.close()
    _switch_network(on=True)
    again = Device(running.port)
    again.ask(report("MN0001", hours_ago(0.9), 4))
    running.wait_for("both", "sources", "hj212", "connections", wanted=2)
    is_freed(running, again)
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S0001"])["value"]) == [3, 4]


def _switch_network(*, on: bool) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        asked = struct.pack("16sh14x", b"lo", 0)
        _, flags = struct.unpack("16sh14x", fcntl.ioctl(control, _GET_FLAGS, asked))
        fcntl.ioctl(control, _SET_FLAGS, struct.pack("16sh14x", b"lo", flags | _UP if on else flags & ~_UP))
