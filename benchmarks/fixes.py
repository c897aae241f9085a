"""Position filter and decoders: fixes per second; the filter must judge a million a second."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.ingest.positions import FixLimits, Source, accept_fixes, decode_fixes  # noqa: E402

UNITS, PER_UNIT, ROUNDS = 500, 4_000, 5
NEEDED_PER_SECOND = 1_000_000.0
MESSAGES = 50_000


def tracks() -> pd.DataFrame:
    """Made-up tracks at 1 Hz as they arrive: units interleaved, one fix in a hundred a jump, some twice, some late."""
    random = np.random.default_rng(6)
    steps = random.normal(0.0, 1e-4, (2, PER_UNIT, UNITS)).cumsum(axis=1)
    lon, lat = 115.95 + steps[0].ravel(), 40.45 + steps[1].ravel()
    wild = random.random(lon.size) < 0.01
    lat = np.where(wild, lat + random.uniform(-1.0, 1.0, lon.size), lat)
    units = np.array([f"unit-{n:03d}" for n in range(UNITS)], dtype=object)
    start = pd.Timestamp("2026-03-01T08:00:00Z")
    frame = pd.DataFrame(
        {
            "unit_id": np.tile(units, PER_UNIT),
            "time": start + pd.to_timedelta(np.repeat(np.arange(PER_UNIT), UNITS), unit="s"),
            "lon": lon,
            "lat": lat,
            "accuracy_m": random.uniform(2.0, 210.0, lon.size),
            "speed_ms": np.nan,
            "course_deg": np.nan,
            "altitude_m": np.nan,
            "source": "owntracks",
            "valid": True,
        }
    )
    late = random.permutation(np.arange(lon.size))[: lon.size // 50]
    return pd.concat([frame, frame.iloc[late]], ignore_index=True)


def rate(work: Callable[[], object], count: int, rounds: int = ROUNDS) -> float:
    """Per second of processor time: one thread works, and other work on the machine should not count."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return count / statistics.median(spent)


def main() -> int:
    frame = tracks()
    limits = FixLimits(bounds=(115.0, 40.0, 117.0, 41.0), static_radius_m=3.0, static_keep_s=30.0)
    now = frame["time"].max()
    accepted, rejected = accept_fixes(frame, limits=limits, now=now)
    speed = rate(lambda: accept_fixes(frame, limits=limits, now=now), len(frame))
    print(f"accept_fixes  {speed:14,.0f} fixes/s   ({len(frame):,} fixes, needed {NEEDED_PER_SECOND:,.0f})")
    print(f"              {len(accepted):,} accepted; {rejected['reason'].value_counts().to_dict()}")

    owntracks = "\n".join(
        json.dumps({"_type": "location", "tid": "a", "tst": 1_772_000_000 + n, "lat": 40.4, "lon": 115.9, "acc": 5, "vel": 40})
        for n in range(MESSAGES)
    ).encode()  # fmt: skip
    sentence = b"$GPRMC,225446,A,4916.45,N,12311.12,W,000.5,054.7,191194,020.3,E*68\n" * MESSAGES
    for name, data in (("owntracks", owntracks), ("nmea", sentence)):
        source = Source("bench", unit_id="a")
        per_second = rate(lambda: decode_fixes(data, name, source), MESSAGES, 3)  # noqa: B023
        print(f"{name:12}  {per_second:14,.0f} messages/s")
    return 0 if speed >= NEEDED_PER_SECOND else 1


if __name__ == "__main__":
    sys.exit(main())
