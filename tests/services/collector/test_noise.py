"""Whole frames in a stream of noise: each is acknowledged and stored once, whatever stands before and after it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from yanqing_eco_plugin.core.ingest.hj212 import parse_frame

from .harness import CollectorProcess, Device, hours_ago, quarantined, report, stored

FRAMES, LINES = 80, 3
LONG_BEFORE = datetime(2026, 3, 1)
# As long as the longest frame there may be: whatever noise began is over.
END = b"\r\n" * 10_000


def rubbish(chance: random.Random) -> bytes:
    """Random bytes, beginnings of frames, lengths that promise more than comes, and frames with a byte that flipped."""
    made = b""
    for _ in range(chance.randrange(4)):
        frame = bytearray(report("MN0009", LONG_BEFORE + timedelta(hours=chance.random()), chance.randrange(900)))
        # In the data, not in the checksum: a letter of that may be small or large.
        frame[chance.randrange(6, len(frame) - 6)] ^= 1 << chance.randrange(7)
        made += chance.choice(
            (
                chance.randbytes(chance.randrange(60)),
                bytes(frame),
                bytes(frame[: chance.randrange(len(frame))]),
                b"##" * chance.randrange(5),
                b"##%04d" % chance.randrange(10_000),
                b"&&\r\n",
            )
        )
    return made


def test_every_whole_frame_is_found(place: Path, collector: Callable[..., CollectorProcess]) -> None:
    running = collector("frames_per_s = 100000\nburst = 100000\nrejects_per_minute = 10000")
    chance, begin = random.Random(5), hours_ago(9)
    devices, deaf = [Device(running.port) for _ in range(LINES)], Device(running.port)
    sent: list[set[str]] = [set() for _ in devices]
    for number in range(FRAMES):
        for line, device in enumerate(devices):
            moment = begin + timedelta(seconds=number)
            frame = report(f"MN{line:04d}", moment, number, qn=f"{moment:%Y%m%d%H%M%S}{line:03d}")
            sent[line].add(parse_frame(frame).header.qn)
            device.send(rubbish(chance) + frame)
        # Nothing but noise on this one.
        deaf.send(chance.randbytes(500))
    deaf.send(END)
    for line, device in enumerate(devices):
        device.send(END)
        answered = Counter(parse_frame(device.answer()).header.qn for _ in range(FRAMES))
        assert answered == Counter(sent[line])
    running.wait_until_drained()
    assert running.stop() == 0
    for line in range(LINES):
        assert stored(place / "centre", [f"S{line:04d}"])["value"].tolist() == list(range(FRAMES))
    # Of the frames that were damaged none became a record; what was received of them is kept.
    assert stored(place / "centre", ["S0009"]).empty
    reasons = Counter(quarantined(place / "centre")["reason"])
    assert reasons["crc"] > FRAMES
