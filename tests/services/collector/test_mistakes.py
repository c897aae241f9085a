"""A clock that jumps under a running collector, and two collectors on one shared centre by mistake."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

from yanqing_eco_plugin.core.data_centre import open_centre

from .harness import (
    CLOCK,
    FAR_AHEAD,
    LONG_AGO,
    CollectorProcess,
    Device,
    hours_ago,
    quarantined,
    report,
    stored,
)

DAYS_2 = 2 * 86_400


def test_a_clock_that_jumps_loses_nothing_and_hangs_nobody_up(place: Path) -> None:
    clock = place / "clock"
    clock.write_text("0", encoding="utf-8")
    running = CollectorProcess(place, environment={CLOCK: str(clock)}).start()
    try:
        device, sent, early = Device(running.port), 0, []
        # Right, two days ahead, two days behind, right again.
        for jumps, shift in enumerate((0, DAYS_2, -DAYS_2, 0)):
            clock.write_text(str(shift), encoding="utf-8")
            running.wait_for("the jump", "clock_jumps", wanted=jumps)
            for _ in range(20):
                frame = report("MN0001", hours_ago(5) + timedelta(seconds=sent), sent)
                assert b"CN=9014" in device.ask(frame)
                sent += 1
                if shift < 0:
                    early.append(frame.rstrip(b"\r\n"))
        running.wait_until_drained()
        assert running.stop() == 0
    finally:
        running.kill()
    # What lay ahead of a clock that was slow is kept with that reason and can be replayed.
    kept = quarantined(place / "centre")
    assert set(kept["reason"]) == {"future_time"}
    assert Counter(map(bytes, kept["raw"])) == Counter(early)
    values = stored(place / "centre", ["S0001"])["value"].tolist()
    assert values == [*range(40), *range(60, 80)]
    assert len(values) + len(kept) == sent


def test_two_collectors_on_one_shared_centre_take_turns(tmp_path: Path, shared_centre: str) -> None:
    places = [tmp_path / "one", tmp_path / "two"]
    for each in places:
        each.mkdir()
    both = [CollectorProcess(each, address=shared_centre).start() for each in places]
    try:
        chance, begin, frames = random.Random(2), hours_ago(9), []
        for at in range(120):
            frames.append(report(f"MN{at % 3:04d}", begin + timedelta(seconds=at), at))
        devices = [Device(one.port) for one in both]
        # Every frame reaches one of them, and every third one both.
        for at, frame in enumerate(frames):
            for device in devices if at % 3 == 0 else [chance.choice(devices)]:
                assert b"CN=9014" in device.ask(frame)
        for one in both:
            one.wait_until_drained()
            assert one.stop() == 0
    finally:
        for one in both:
            one.kill()
    with open_centre(shared_centre, writable=False) as centre:
        held = centre.series(["S0000", "S0001", "S0002"], None, LONG_AGO, FAR_AHEAD)
        assert centre.quarantine().empty
    assert sorted(held["value"]) == list(range(120))
