"""Killed at random moments, again and again: what was acknowledged is stored, and nothing twice.

Fifty times beside a folder; beside PostgreSQL, which takes longer to be reached again, sixteen times, or fifty where
``ECO_TEST_LONG=1`` is set.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .harness import LONG, CollectorProcess, hours_ago
from .senders import Sender, assert_stored_once, wait_for_more

DEVICES = 4
FOLDER_KILLS, SHARED_KILLS = 50, 50 if LONG else 16
Start = Callable[..., CollectorProcess]


def kill_again_and_again(running: CollectorProcess, kills: int) -> list[Sender]:
    """Let devices send to a collector that is killed so often; returns them once everything is in the centre."""
    chance = random.Random(212)
    end = threading.Event()
    begin = hours_ago(20)
    senders = [Sender(number, running.port, begin, end) for number in range(DEVICES)]
    for sender in senders:
        sender.start()
    for turn in range(kills):
        if turn % 5 == 0:
            # Each fifth one certainly lives to acknowledge something, however slow the computer is.
            wait_for_more(senders)
        time.sleep(chance.uniform(0.0, 0.35))
        running.kill()
        running.start(wait=chance.random() < 0.7)
    running.wait_until_up()
    time.sleep(0.2)
    end.set()
    for sender in senders:
        sender.join(10)
    running.wait_until_drained()
    assert running.stop() == 0
    return senders


@pytest.mark.parametrize(("kind", "kills"), [("folder", FOLDER_KILLS), ("shared", SHARED_KILLS)])
def test_nothing_is_lost_and_nothing_doubled(
    kind: str, kills: int, place: Path, collector: Start, request: pytest.FixtureRequest
) -> None:
    address = str(place / "centre") if kind == "folder" else request.getfixturevalue("shared_centre")
    limits = "frames_per_s = 100000\nburst = 100000\nrejects_per_minute = 10000"
    running = collector(limits, centre="batch_records = 40", address=address)
    senders = kill_again_and_again(running, kills)
    assert assert_stored_once(senders, address) > kills
    once = [frame for sender in senders for frame in sender.strangers if sender.sent[frame] == 1]
    assert len(once) > kills // 2
