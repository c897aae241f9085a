"""Whatever a sound frame says, its connection stays, and what it asks to be acknowledged is kept first."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.collector.hj212_records import RecordReader
from yanqing_eco_plugin.core.collector.hj212_settings import DeviceSettings, Hj212Settings
from yanqing_eco_plugin.core.collector.registry import StationRegister
from yanqing_eco_plugin.core.ingest.hj212 import build_frame, crc, parse_frame

from .test_hj212_desk import Bench, frame, on_bench

COMMANDS = ("2011", "2021", "2031", "2051", "2061")
# Parts of devices are mapped, so that their states are read as well; frames of the field are some years old.
WIDE = Hj212Settings(
    frames_per_s=1e5,
    burst=1e6,
    rejects_per_minute=10_000,
    past_days=20_000,
    common=DeviceSettings(factors={"SB1": "purifier_on"}),
)
PLAIN = st.text(st.characters(codec="gb18030", exclude_characters=";=,&#\r\n", exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.datetimes().map(lambda moment: f"{moment.year:04d}{moment:%m%d%H%M%S}")
TIMES = st.one_of(
    MOMENTS,
    MOMENTS.map(lambda text: text + "000"),
    st.text("0123456789", max_size=18),
    PLAIN,
    st.sampled_from(["00010101000000", "99991231235959", "2026-05-01 08:00", "20260229000000", "²0260301000000"]),
)
ANY_COMMAND = st.one_of(st.sampled_from(COMMANDS), st.text("0123456789", min_size=4, max_size=4))
VALUES = st.one_of(PLAIN, st.floats().map(str), st.sampled_from(["-999", "1e400", "0x10", "１２"]))
FIELDS = st.dictionaries(st.sampled_from(["Rtd", "Avg", "RS", "Data", "Flag", "Min"]), VALUES, min_size=1, max_size=4)


def acknowledged(written: bytes) -> list[str]:
    answers = [parse_frame(answer).header for answer in written.split(b"\r\n")[:-1]]
    assert {answer.cn for answer in answers} <= {"9014"}
    return [answer.mn for answer in answers]


@settings(max_examples=300)
@given(
    ANY_COMMAND,
    st.one_of(st.none(), TIMES),
    st.dictionaries(st.sampled_from(["a34004", "SB1", "011", "LA", "zz"]), FIELDS, max_size=3),
    st.sampled_from([1, 5, 9, 13, 999_999]),
    st.sampled_from([{}, {"PNUM": "2", "PNO": "1"}, {"PNUM": "2", "PNO": "2"}]),
)
def test_any_time_and_any_command(
    command: str, when: str | None, factors: dict[str, dict[str, str]], flag: int, packet: dict[str, str]
) -> None:
    """The frame is answered once it is durable; what it reports is a value, in quarantine or nothing that is kept."""
    time = {} if when is None else {"DataTime": when}
    raw = build_frame(mn="MN1", cn=command, qn="20260301130001000", flag=flag, fields=time, factors=factors)
    if packet:
        segment = raw[6:-6].replace(
            b"CP=&&", b"".join(b"%s=%s;" % (k.encode(), v.encode()) for k, v in packet.items()) + b"CP=&&", 1
        )
        raw = sealed(segment)

    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        connection.data_received(raw + b"\r\n" + frame(7))
        # Answered at once is only what brings nothing to keep.
        kept_first = len(bench.shelf.entries) > 1
        assert len(acknowledged(wire.written)) == (not kept_first)
        await bench.shelf.flush()
        assert acknowledged(wire.written) == ["MN1", "MN1"]
        assert bench.rows[-1][4] == 7.0
        assert "undecodable" not in {row[2] for row in bench.rejects}

    on_bench(work, WIDE)


def sealed(segment: bytes) -> bytes:
    """A data segment with its length and the right check sum."""
    return b"##%04d%s%04X" % (len(segment), segment, crc(segment))


@pytest.fixture
def field_frames(shared_data: Path) -> list[bytes]:
    lines = (shared_data / "06_hj212" / "frames_good_independent.tsv").read_bytes().splitlines()
    return [line.split(b"\t")[0] for line in lines if line.startswith(b"##")]


def field_register(frames: list[bytes]) -> StationRegister:
    """Every device of the field frames is registered, so that mutated frames are not turned away as strangers'."""
    mns = sorted({parse_frame(raw).header.mn for raw in frames})
    return StationRegister(tuple((f"S{at}", "", "", mn) for at, mn in enumerate([*mns, "MN1"])), 8.0)


def test_field_frames_reach_the_reader(field_frames: list[bytes]) -> None:
    async def work(bench: Bench) -> None:
        connection, _ = bench.connect()
        connection.data_received(b"\r\n".join(field_frames))
        assert bench.counts["frames"] == len(field_frames)
        assert len(bench.rows) > 30
        assert "unknown_station" not in {row[2] for row in bench.rejects}

    on_bench(work, WIDE, field_register(field_frames))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_field_frames_with_flipped_bytes_and_a_right_sum(field_frames: list[bytes], data: st.DataObject) -> None:
    """The sum has 256 values only: one in so many changed frames passes it, and what it says then can be anything."""
    register = field_register(field_frames)

    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        segment = bytearray(data.draw(st.sampled_from(field_frames))[6:-4])
        for _ in range(data.draw(st.integers(1, 4))):
            segment[data.draw(st.integers(0, len(segment) - 1))] = data.draw(st.integers(0, 255))
        connection.data_received(sealed(bytes(segment)) + b"\r\n" + frame(7))
        connection.data_received(b"\r\n" * 10_000)  # as long as the longest frame: whatever was open ends
        await bench.shelf.flush()
        assert bench.counts["frames"] + bench.counts["bad_frames"] >= 2
        assert bench.rows[-1][4] == 7.0
        assert len(acknowledged(wire.written)) <= 2
        assert "undecodable" not in {row[2] for row in bench.rejects}

    on_bench(work, WIDE, register)


def test_a_time_that_is_none_is_kept_and_acknowledged() -> None:
    """A device that writes its time otherwise would send the same frame for ever."""

    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        for command in COMMANDS:
            raw = build_frame(mn="MN1", cn=command, flag=5, fields={"DataTime": "2026-05-01 08:00"})
            connection.data_received(raw)
        assert wire.written == b""
        await bench.shelf.flush()
        assert acknowledged(wire.written) == ["MN1"] * 5
        assert [row[2:4] for row in bench.rejects] == [("data_time", "MN=MN1")] * 5
        assert b"2026-05-01 08:00" in bytes(bench.rejects[0][4])

    on_bench(work)


def test_a_wrong_sum_is_kept_and_not_acknowledged() -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        connection.data_received(frame()[:-6] + b"0000\r\n")
        await bench.shelf.flush()
        assert wire.written == b""
        assert [row[2] for row in bench.rejects] == ["crc"]

    on_bench(work)


def test_beyond_the_quota_a_refused_frame_is_not_acknowledged() -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        for _ in range(40):
            connection.data_received(build_frame(mn="MN1", cn="2011", flag=5, fields={"DataTime": "now"}))
        await bench.shelf.flush()
        assert (len(acknowledged(wire.written)), len(bench.rejects)) == (30, 30)

    on_bench(work, Hj212Settings(frames_per_s=1e5, burst=1e6, rejects_per_minute=1))


def test_a_fault_of_the_reader_costs_one_frame(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read: Callable[..., object] = RecordReader.read

    def faulty(self: RecordReader, said: object, *given: object) -> object:
        if said.header.cn == "2061":  # type: ignore[attr-defined]
            raise ZeroDivisionError("not foreseen")
        return read(self, said, *given)

    monkeypatch.setattr(RecordReader, "read", faulty)

    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        bad = frame().replace(b"CN=2011", b"CN=2061")
        bad = sealed(bad[6:-6])
        connection.data_received(frame(1) + bad + b"\r\n" + bad + b"\r\n" + frame(2))
        await bench.shelf.flush()
        assert [row[4] for row in bench.rows] == [1.0, 2.0]
        assert [row[2:] for row in bench.rejects] == [("undecodable", "ZeroDivisionError('not foreseen')", bad)] * 2
        assert len(acknowledged(wire.written)) == 4

    with caplog.at_level(logging.ERROR):
        on_bench(work)
    [record] = caplog.records  # once a second
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_frame_of_a_thousand_faults_is_kept_once_a_reason() -> None:
    """Each record of quarantine holds the whole frame: one for each factor would be a thousand times as much."""

    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        local = datetime.now(UTC) + timedelta(hours=7)
        factors = {f"z{at:03}": {"Rtd": "1"} for at in range(700)} | {"a34004": {"Rtd": "x"}, "a34002": {"Rtd": "y"}}
        fields = {"DataTime": f"{local:%Y%m%d%H%M%S}"}
        connection.data_received(build_frame(mn="MN1", cn="2011", flag=5, fields=fields, factors=factors))
        [entry] = bench.shelf.entries
        assert bench.rejects[0][2:4] == ("bad_number", "a34004 pm2_5 = x, a34002 pm10 = y")
        assert bench.rejects[1][2] == "unknown_factor"
        assert str(bench.rejects[1][3]).endswith("… (700 in all)")
        assert len(bench.rejects) == 2
        assert len(entry.dump()) < 40_000
        assert len(json.loads(entry.dump())["q"]) == 2
        await bench.shelf.flush()
        assert acknowledged(wire.written) == ["MN1"]

    on_bench(work)


def test_the_later_packets_of_a_message_have_the_time_of_the_first() -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        first = frame(1)[6:-6].replace(b"CP=&&", b"PNUM=2;PNO=1;CP=&&")
        later = first.replace(b"PNO=1", b"PNO=2")
        later = later[: later.index(b"DataTime")] + later[later.index(b"a34004") :].replace(b"a34004", b"a34002")
        connection.data_received(sealed(first) + sealed(later))
        assert [row[1] for row in bench.rows] == ["pm2_5", "pm10"]
        assert bench.rows[0][2] == bench.rows[1][2]
        await bench.shelf.flush()
        assert len(acknowledged(wire.written)) == 2

    on_bench(work)


def test_who_takes_no_acknowledgements_any_more_gives_its_place_back() -> None:
    """It is not read meanwhile, so that its silence says nothing."""

    async def work(bench: Bench) -> None:
        now = asyncio.get_running_loop().time()
        (gone, wire), (slow, open_wire) = bench.connect(), bench.connect()
        gone.pause_writing()
        slow.pause_writing()
        bench.desk.sweep()
        assert not wire.gone
        slow.resume_writing()
        gone.deaf_since = now - 8_000
        bench.desk.sweep()
        assert (wire.gone, open_wire.gone) == (True, False)
        assert bench.counts["deaf_connections"] == 1

    on_bench(work)
