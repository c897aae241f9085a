"""Frames by the book, in dialect and broken."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest import hj212
from yanqing_eco_plugin.core.ingest.hj212.crc import modbus_crc


def framed(segment: str, check: int | None = None) -> bytes:
    data = segment.encode("ascii")
    return b"##%04d%s%04X\r\n" % (len(data), data, hj212.crc(data) if check is None else check)


HOUR = (
    "QN=20260301130001000;ST=22;CN=2061;PW=123456;MN=A110119_0000001;Flag=5;"
    "CP=&&DataTime=20260301120000;a34004-Avg=35.2,a34004-Min=30,a34004-Max=41,a34004-Flag=N;a21005-Avg=0.8,a21005-Flag=D&&"
)


def test_an_hour_by_the_book() -> None:
    frame = hj212.parse_frame(framed(HOUR))
    assert frame.header.mn == "A110119_0000001"
    assert (frame.header.st, frame.header.cn, frame.header.flag) == ("22", "2061", 5)
    assert frame.header.wants_acknowledgement
    assert frame.factors["a34004"] == {"Avg": "35.2", "Min": "30", "Max": "41", "Flag": "N"}
    assert frame.factors["a21005"]["Flag"] == "D"
    assert frame.data_time == datetime(2026, 3, 1, 12)
    assert frame.dialects == {"version_2017"}


@pytest.mark.parametrize(
    ("segment", "dialect"),
    [
        (HOUR.replace("QN=20260301130001000;", ""), "no_qn"),
        (HOUR.replace("Flag=5;", "", 1), "no_flag"),
        (HOUR.replace("Flag=5;", "Flag=1;", 1), "version_2005"),
        (HOUR.replace("Flag=5;", "Flag=9;", 1), "version_2025"),
        (HOUR.replace("ST=22", "ST=101"), "long_st"),
        (HOUR.replace("PW=123456", "PW=010000A8900016F000169DC0"), "odd_pw"),
        (HOUR.replace("a34004", "B01"), "factor_codes_2005"),
        (HOUR.replace("20260301120000;", "20260301120000000;"), "data_time_milliseconds"),
        (HOUR.replace(",a21005-Flag=D", ";Flag=D"), "detached_flag"),
        (HOUR.replace("&&D", "&&" + ";".join(f"a{n:05}-Avg=1" for n in range(90)) + ";D"), "overlong"),
    ],
)
def test_what_is_unambiguous_is_accepted_and_named(segment: str, dialect: str) -> None:
    assert dialect in hj212.parse_frame(framed(segment)).dialects


def test_other_check_sums_are_named() -> None:
    data = HOUR.encode()
    right, modbus = hj212.crc(data), modbus_crc(data)
    swapped = (modbus & 0xFF) << 8 | modbus >> 8
    assert "modbus_crc" in hj212.parse_frame(framed(HOUR, modbus)).dialects
    assert "swapped_modbus_crc" in hj212.parse_frame(framed(HOUR, swapped)).dialects
    assert "swapped_crc" in hj212.parse_frame(framed(HOUR, (right & 0xFF) << 8 | right >> 8)).dialects


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "start"),
        (b"#0101", "start"),
        (b"##01x1QN", "length"),
        (framed(HOUR)[:40], "truncated"),
        (framed(HOUR, 0x1234), "crc"),
        (framed(HOUR).rstrip()[:-4] + b"zzzz", "crc"),
        (framed(HOUR).rstrip() + b"00", "length"),
        (framed(HOUR.replace("CP=&&", "CP=&")), "delimiter"),
        (framed(HOUR[:-1]), "delimiter"),
        (framed(HOUR.replace("MN=A110119_0000001", "MN=")), "mn"),
        (framed(HOUR.replace("CN=2061", "CN=20")), "command"),
        (framed(HOUR.replace("DataTime=20260301120000", "DataTime=20261301120000")), "data_time"),
        (framed(HOUR.replace("DataTime=20260301120000;", "")), "data_time"),
        (framed(HOUR.replace("a34004-Min=30", "a34004-Avg=36")), "duplicate"),
        (framed(HOUR.replace("a34004-Min=30", "30")), "factor"),
        (framed("QN=1;ST=22;CN=2061;PW=123456;MN=A1;Flag=9;CP=&&mWq3yhZk0E5XQvJcV1bM9w==&&"), "encrypted"),
    ],
)
def test_what_is_wrong_is_named(raw: bytes, reason: str) -> None:
    with pytest.raises(hj212.FrameError) as refused:
        hj212.parse_frame(raw)
    assert refused.value.reason == reason
    assert 0 <= refused.value.offset <= max(len(raw), 2)


@pytest.mark.parametrize("command", ["2011", "2021", "2031", "2051", "2061", "2081", "9015"])
@pytest.mark.parametrize("when", ["", "2026-03-01 12:00", "202603011200", "20260229120000", "00000101000000"])
def test_a_time_that_is_none_is_refused_of_every_command_and_its_sender_known(command: str, when: str) -> None:
    raw = hj212.build_frame(mn="A1", cn=command, flag=5, fields={"DataTime": when}, factors={"SB1": {"RS": "1"}})
    with pytest.raises(hj212.FrameError) as refused:
        hj212.parse_frame(raw)
    assert refused.value.reason == "data_time"
    assert refused.value.header is not None
    assert refused.value.header.mn == "A1"


def test_who_sent_a_frame_with_a_wrong_sum_is_not_believed() -> None:
    with pytest.raises(hj212.FrameError) as refused:
        hj212.parse_frame(framed(HOUR, 0x1234))
    assert refused.value.header is None


@given(st.binary(max_size=300))
def test_any_bytes_give_a_frame_or_a_frame_error(data: bytes) -> None:
    for raw in (data, b"##%04d" % len(data) + data, framed(HOUR)[:20] + data):
        with suppress(hj212.FrameError):
            assert hj212.parse_frame(raw).header.mn


TEXT = st.text(
    st.characters(codec="ascii", categories=["Lu", "Ll", "Nd"], include_characters="._"), min_size=1, max_size=12
)


@given(
    st.dictionaries(TEXT.map(lambda code: "a" + code), st.dictionaries(TEXT, TEXT, min_size=1, max_size=4), max_size=5)
)
def test_what_is_built_is_read_back(factors: dict[str, dict[str, str]]) -> None:
    raw = hj212.build_frame(mn="A1", cn="2011", qn="1", fields={"DataTime": "20260301120000"}, factors=factors)
    frame = hj212.parse_frame(raw)
    assert frame.factors == factors
    assert frame.fields == {"DataTime": "20260301120000"}


def test_nothing_is_built_that_would_be_read_otherwise() -> None:
    with pytest.raises(ValueError, match="meaning"):
        hj212.build_frame(mn="A;CN=9011", cn="2011")


def lines(path: Path) -> list[tuple[bytes, bytes]]:
    rows = [line.split(b"\t") for line in path.read_bytes().splitlines() if line.strip()]
    return [(row[0], row[2] if len(row) > 2 else b"") for row in rows]


def test_frames_of_the_field_are_read(shared_data: Path) -> None:
    folder = shared_data / "06_hj212"
    good = lines(folder / "frames_good_independent.tsv") + lines(folder / "frames_good_simulator_log.tsv")
    assert len(good) == 131
    for raw, _ in good:
        assert hj212.parse_frame(raw).header.mn


def test_bad_frames_of_the_field_are_refused_or_named(shared_data: Path) -> None:
    for raw, remark in lines(shared_data / "06_hj212" / "frames_bad.tsv"):
        if b"Modbus" in remark or b"computed 0440" in remark:  # the latter is Modbus' sum with its bytes swapped
            assert {"modbus_crc", "swapped_modbus_crc"} & hj212.parse_frame(raw).dialects
        else:
            with pytest.raises(hj212.FrameError):
                hj212.parse_frame(raw)
