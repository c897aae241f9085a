"""HJ 212 frames decoded per second on one core, and with everything the collector does before a record is written.

The peer in the same run is the obvious way: the check sum by the standard's own loop, bit by bit, and the segment split at
its signs, with nothing else checked.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.collector.entries import Entry  # noqa: E402
from yanqing_eco_plugin.core.collector.hj212_records import RecordReader  # noqa: E402
from yanqing_eco_plugin.core.collector.hj212_settings import Hj212Settings  # noqa: E402
from yanqing_eco_plugin.core.collector.registry import StationRegister  # noqa: E402
from yanqing_eco_plugin.core.ingest.hj212 import FrameStream, build_frame, parse_frame  # noqa: E402

FRAMES, ROUNDS = 4_000, 7
NEEDED_PER_SECOND = 40_000.0


def mixed() -> list[bytes]:
    """What the network sends: two in three of micro stations, one of an air or a water station."""
    air = {
        code: {"Avg": "35.2", "Min": "30", "Max": "41", "Flag": "N"}
        for code in ("a34004", "a34002", "a21026", "a21004")
    }
    water = {code: {"Rtd": "7.8", "Flag": "N"} for code in ("w01001", "w01009", "w01010", "w01014", "w01003", "w21003")}
    micro = {code: {"Rtd": "35", "Flag": "N"} for code in ("a34004", "a34001")}
    frames = []
    for at in range(FRAMES):
        kind = at % 6
        cn, st, factors = (
            ("2061", "22", air) if kind == 4 else ("2011", "21", water) if kind == 5 else ("2011", "22", micro)
        )
        fields = {"DataTime": f"20260301{at // 3600 % 24:02d}{at // 60 % 60:02d}{at % 60:02d}"}
        qn = f"20260301130001{at % 1000:03d}"
        frames.append(build_frame(mn=f"MN{at % 900:08d}", cn=cn, st=st, qn=qn, flag=5, fields=fields, factors=factors))
    return frames


def plain(raw: bytes) -> dict[str, str]:
    """The peer."""
    length = int(raw[2:6])
    segment = raw[6 : 6 + length]
    register = 0xFFFF
    for byte in segment:
        register = (register >> 8) ^ byte
        for _ in range(8):
            carry = register & 1
            register >>= 1
            if carry:
                register ^= 0xA001
    if register != int(raw[6 + length : 10 + length], 16):
        raise ValueError("check sum")
    head, _, rest = segment.decode().partition("CP=&&")
    found = dict(part.split("=", 1) for part in head.split(";") if part)
    for group in rest[:-2].split(";"):
        found.update(part.split("=", 1) for part in group.split(","))
    return found


def rate(work: Callable[[], object], count: int) -> float:
    """Per second of processor time: other work on the machine should not count."""
    start = time.process_time()
    work()
    return count / (time.process_time() - start)


def main() -> int:
    frames = mixed()
    stream = b"".join(frames)
    register = StationRegister(tuple((f"S{at}", "", "", f"MN{at:08d}") for at in range(900)), 8.0)
    reader = RecordReader(Hj212Settings(), lambda: register)
    now = datetime(2026, 3, 2, tzinfo=UTC).timestamp()

    def from_stream() -> None:
        cutter = FrameStream()
        for at in range(0, len(stream), 65_536):
            cutter.feed(stream[at : at + 65_536])

    def to_record() -> None:
        for raw in frames:
            Entry(now, reader.read(parse_frame(raw), now).rows).dump()

    ways: dict[str, Callable[[], object]] = {
        "parse_frame": lambda: [parse_frame(raw) for raw in frames],
        "FrameStream": from_stream,
        "to a record of the spool": to_record,
    }
    found: dict[str, list[float]] = {name: [] for name in (*ways, "by the book")}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            found[name].append(rate(work, FRAMES))
        found["by the book"].append(rate(lambda: [plain(raw) for raw in frames[:500]], 500))
    peer = statistics.median(found["by the book"])
    print(f"{FRAMES:,} frames of {len(stream) / FRAMES:.0f} bytes on average; one core")
    for name, rates in found.items():
        median = statistics.median(rates)
        print(
            f"{name:26} {median:10,.0f} frames/s   ({min(rates):,.0f} – {max(rates):,.0f})   ratio {median / peer:.1f}"
        )
    speed = statistics.median(found["parse_frame"])
    print(f"needed: {NEEDED_PER_SECOND:,.0f} frames/s decoded")
    return 0 if speed >= NEEDED_PER_SECOND else 1


if __name__ == "__main__":
    sys.exit(main())
