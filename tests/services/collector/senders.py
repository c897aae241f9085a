"""Devices that send a frame again until it is acknowledged, and the count of what a centre holds of them."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from .conftest import STATIONS
from .harness import Device, quarantined, report, stored


class Sender(threading.Thread):
    """One device, over as many connections as it takes, until `end` is set."""

    def __init__(self, number: int, port: int, begin: datetime, end: threading.Event, *, pause_s: float = 0.0) -> None:
        super().__init__(daemon=True)
        self._pause_s = pause_s
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
            time.sleep(self._pause_s)


def wait_for_more(senders: Sequence[Sender], frames: int = 40, patience_s: float = 60.0) -> None:
    """Wait until so many more frames were acknowledged."""
    before = sum(len(sender.acknowledged) for sender in senders)
    end = time.monotonic() + patience_s
    while sum(len(sender.acknowledged) for sender in senders) < before + frames:
        assert time.monotonic() < end, "nothing is acknowledged"
        time.sleep(0.01)


def assert_stored_once(senders: Sequence[Sender], centre: Path | str) -> int:
    """Every acknowledged frame is in the centre, and in it once; returns how many records of the senders it holds.

    Frames of strangers count in its quarantine: one that was sent once lies there once.
    """
    rows = stored(centre, [STATIONS[sender.mn] for sender in senders])
    raws = Counter(bytes(raw) for raw in quarantined(centre)["raw"])
    for sender in senders:
        held = rows[rows["station_id"] == STATIONS[sender.mn]]
        known = {frame for frame in sender.sent if b"MN=X" not in frame}
        # The last frame may have been stored though its answer was no longer heard.
        assert len(sender.acknowledged) <= len(held) <= len(known)
        assert held["time"].is_unique
        # Values count up with the seconds, so this is what was sent and in its place.
        assert (
            held.sort_values("time")["value"].tolist()
            == [number % 1000 for number in range(len(held) * 5 // 4 + 2) if number % 5 != 4][: len(held)]
        )
        for frame in sender.strangers:
            assert 1 <= raws[frame.rstrip(b"\r\n")] <= sender.sent[frame]
    return len(rows)
