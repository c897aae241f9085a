"""Killed at random moments, again and again: what was acknowledged is stored, and nothing twice."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from .conftest import STATIONS
from .harness import CollectorProcess, Device, hours_ago, quarantined, report, stored

KILLS = 50
DEVICES = 4


class Sender(threading.Thread):
    """A device that sends a frame again until it is acknowledged, over as many connections as it takes."""

    def __init__(self, number: int, port: int, begin: datetime, end: threading.Event) -> None:
        super().__init__(daemon=True)
        self.mn, self._port, self._begin, self._end = f"MN{number:04d}", port, begin, end
        self.sent: Counter[bytes] = Counter()
        self.acknowledged: list[bytes] = []
        self.strangers: list[bytes] = []

    def run(self) -> None:
        number = 0
        device: Device | None = None
        while not self._end.is_set():
            moment = self._begin + timedelta(seconds=number)
            # One frame in five is of a device nobody knows: the quarantine must keep it, and keep it once.
            stranger = number % 5 == 4
            frame = report(
                f"X{self.mn}" if stranger else self.mn, moment, number % 1000, qn=f"{moment:%Y%m%d%H%M%S}000"
            )
            try:
                device = device or Device(self._port, patience_s=5.0)
                self.sent[frame] += 1
                device.ask(frame)
            except OSError:
                device = None
                time.sleep(0.01)
                continue
            (self.strangers if stranger else self.acknowledged).append(frame)
            number += 1


def wait_for_more(senders: list[Sender], frames: int = 40, patience_s: float = 60.0) -> None:
    """Wait until so many more frames were acknowledged."""
    before = sum(len(sender.acknowledged) for sender in senders)
    end = time.monotonic() + patience_s
    while sum(len(sender.acknowledged) for sender in senders) < before + frames:
        assert time.monotonic() < end, "nothing is acknowledged"
        time.sleep(0.01)


def test_nothing_is_lost_and_nothing_doubled(place: Path, collector: Callable[..., CollectorProcess]) -> None:
    chance = random.Random(212)
    running = collector(
        "frames_per_s = 100000\nburst = 100000\nrejects_per_minute = 10000", centre="batch_records = 40"
    )
    end = threading.Event()
    begin = hours_ago(20)
    senders = [Sender(number, running.port, begin, end) for number in range(DEVICES)]
    for sender in senders:
        sender.start()
    for turn in range(KILLS):
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

    names = [STATIONS[sender.mn] for sender in senders]
    rows = stored(place / "centre", names)
    raws = Counter(bytes(raw) for raw in quarantined(place / "centre")["raw"])
    total = 0
    for sender, name in zip(senders, names):
        known = {frame for frame in sender.sent if b"MN=X" not in frame}
        count = int((rows["station_id"] == name).sum())
        # The last frame may have been stored though its answer was no longer heard.
        assert len(sender.acknowledged) <= count <= len(known)
        assert rows.loc[rows["station_id"] == name, "time"].is_unique
        for frame in sender.strangers:
            assert 1 <= raws[frame.rstrip(b"\r\n")] <= sender.sent[frame]
        total += count
    assert total > KILLS
    once = [frame for sender in senders for frame in sender.strangers if sender.sent[frame] == 1]
    assert len(once) > KILLS // 2
