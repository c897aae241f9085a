"""From a device's socket to the data centre, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.ingest.hj212 import build_frame, parse_frame

from .harness import CollectorProcess, Device, add_stations, hours_ago, quarantined, report, stored

ROOT = Path(__file__).resolve().parents[3]
Start = Callable[..., CollectorProcess]


def test_an_hour_reaches_the_live_map(place: Path, collector: Start) -> None:
    running = collector()
    device = Device(running.port)
    begin = hours_ago(2).replace(minute=0, second=0)
    answer = parse_frame(device.ask(report("MN0001", begin, "35.2", cn="2061")))
    assert (answer.header.cn, answer.header.qn, answer.header.mn) == ("9014", "20260301130001000", "MN0001")
    running.wait_until_drained()
    with open_centre(place / "centre", writable=False) as centre:
        row = centre.latest(ids=["S0001"]).iloc[0]
    # DataTime is the start of the hour (HJ 212-2017, 6.6); the centre keeps the end, in UTC.
    assert row["newest"].tz_localize(None) == begin - timedelta(hours=8) + timedelta(hours=1)
    assert (row["pm2_5"], row["state"]) == (35.2, "online")
    assert running.stop() == 0


def test_acknowledged_by_the_edition_of_the_device(collector: Start) -> None:
    device = Device(collector().port)
    for flag, answered in ((1, 0), (5, 4), (9, 8)):
        assert parse_frame(device.ask(report("MN0001", hours_ago(1), 10, flag=flag))).header.flag == answered


def test_what_is_not_asked_for_is_not_answered_but_kept(place: Path, collector: Start) -> None:
    running = collector()
    device = Device(running.port)
    device.send(report("MN0001", hours_ago(3), 11, flag=4))
    assert device.ask(report("MN0001", hours_ago(2), 12, flag=5))
    running.wait_until_drained()
    assert sorted(stored(place / "centre", ["S0001"])["value"]) == [11, 12]
    device.socket.settimeout(0.2)
    with pytest.raises(TimeoutError):
        device.answer()


def test_a_heartbeat_is_answered(collector: Start) -> None:
    running = collector()
    frame = build_frame(mn="MN0001", cn="9015", qn="20260301130001000", flag=9)
    assert parse_frame(Device(running.port).ask(frame)).header.cn == "9014"
    running.wait_for("heartbeats", "sources", "hj212", "last_received", wanted=lambda said: said is not None)


def test_frames_in_any_pieces(place: Path, collector: Start) -> None:
    running = collector()
    device = Device(running.port)
    frames = b"".join(report("MN0002", hours_ago(5) + timedelta(minutes=at), at) for at in range(60))
    for at in range(0, len(frames), 997):
        device.send(frames[at : at + 997])
    for _ in range(60):
        device.answer()
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S0002"])["value"]) == list(range(60))


def test_a_message_in_two_packets(place: Path, collector: Start) -> None:
    """The second packet does not repeat DataTime; both bring observations of the same hour."""
    running = collector()
    moment = hours_ago(4).replace(minute=0, second=0)
    device = Device(running.port)
    contents = (f"DataTime={moment:%Y%m%d%H%M%S};a34004-Avg=40,a34004-Flag=N", "a34001-Avg=90,a34001-Flag=N")
    for number, content in enumerate(contents, 1):
        segment = f"QN=20260301130001000;ST=22;CN=2061;PW=123456;MN=MN0003;Flag=7;PNUM=2;PNO={number};CP=&&{content}&&"
        device.ask(framed(segment))
    running.wait_until_drained()
    rows = stored(place / "centre", ["S0003"])
    assert dict(zip(rows["property"], rows["value"])) == {"pm2_5": 40, "tsp": 90}
    assert rows["time"].nunique() == 1


def framed(segment: str) -> bytes:
    from yanqing_eco_plugin.core.ingest.hj212 import crc

    data = segment.encode()
    return b"##%04d%s%04X\r\n" % (len(data), data, crc(data))


def test_a_stranger_goes_to_quarantine_and_is_known_once_registered(place: Path, collector: Start) -> None:
    running = collector()
    device = Device(running.port)
    frame = report("NEWCOMER", hours_ago(1), 20)
    device.ask(frame)
    running.wait_until_drained()
    kept = quarantined(place / "centre")
    assert list(kept["reason"]) == ["unknown_station"]
    assert kept["raw"].iloc[0] == frame.rstrip(b"\r\n")
    with open_centre(place / "centre") as centre:
        add_stations(centre, {"NEWCOMER": "S9999"})
    running.wait_for("the register", "centre", "devices", wanted=21)
    device.ask(report("NEWCOMER", hours_ago(0.5), 21))
    running.wait_until_drained()
    assert list(stored(place / "centre", ["S9999"])["value"]) == [21]


def test_times_ahead_and_broken_frames_tell_their_reason(place: Path, collector: Start) -> None:
    running = collector()
    device = Device(running.port)
    device.ask(report("MN0001", hours_ago(-48), 20))
    broken = bytearray(report("MN0001", hours_ago(1), 20))
    broken[60] ^= 0x41
    device.send(bytes(broken))
    device.ask(report("MN0001", hours_ago(1), -5))
    device.ask(report("MN0001", hours_ago(1), 7))
    running.wait_until_drained()
    kept = quarantined(place / "centre")
    assert set(kept["reason"]) == {"future_time", "crc", "negative"}
    assert kept.loc[kept["reason"] == "crc", "place"].iloc[0].startswith("byte ")
    assert list(stored(place / "centre", ["S0001"])["value"]) == [7]


def test_the_pages(collector: Start) -> None:
    running = collector()
    Device(running.port).ask(report("MN0001", hours_ago(1), 7))
    running.wait_until_drained()
    base = f"http://127.0.0.1:{running.health_port}"
    with urllib.request.urlopen(f"{base}/") as page:
        assert b"<h1>Collector: ok</h1>" in page.read()
    with urllib.request.urlopen(f"{base}/metrics") as page:
        lines = page.read().decode().splitlines()
    assert 'eco_collector_source_events_total{source="hj212",what="acks"} 1' in lines
    assert "eco_collector_spool_waiting_bytes 0" in lines
    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(urllib.request.Request(base, data=b"x", method="POST"))


def test_a_second_collector_ends_with_one_sentence(place: Path, collector: Start) -> None:
    first = collector()
    second = CollectorProcess(place, "")
    second.config.write_text(second.config.read_text(encoding="utf-8").replace('"spool"', '"other"'), encoding="utf-8")
    second.start(wait=False)
    assert second.ended() == 1
    assert (place / "stderr").read_text(encoding="utf-8").strip().splitlines() == [
        f"Another collector is at work in {place / 'centre'}. Stop it first, or give this one a spool and a centre of its own."
    ]
    assert first.alive


def test_the_command_itself(place: Path) -> None:
    """`python -m`, its check, and mistakes told all at once."""
    running = CollectorProcess(place)
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "yanqing_eco_plugin.core.collector",
        "--config",
        str(running.config),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "--check"], capture_output=True, text=True, cwd=place, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    running.config.write_text('[centre]\naddres = "x"\n[spool]\nfolder = "s"\n[hj212]\nport = "a"\n', encoding="utf-8")
    done = subprocess.run(command, capture_output=True, text=True, cwd=place, env=environment, check=False)
    assert done.returncode == 2
    told = done.stderr.splitlines()
    assert len(told) == 3
    for line, key in zip(told, ("centre.address", "centre.addres", "hj212.port")):
        assert key in line


def test_the_log_is_one_json_object_a_line(collector: Start) -> None:
    running = collector()
    running.stop()
    lines = [json.loads(line) for line in running.log.read_text(encoding="utf-8").splitlines()]
    assert {"time", "level", "logger", "thread", "message"} <= set(lines[0])
    assert lines[-1]["message"].startswith("the collector has ended")
