"""Frames into observations: interval ends, units, flags, bounds, strangers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector.hj212_records import Reading, RecordReader
from yanqing_eco_plugin.core.collector.hj212_settings import Hj212Settings, read_settings
from yanqing_eco_plugin.core.collector.registry import StationRegister
from yanqing_eco_plugin.core.collector.section import Section
from yanqing_eco_plugin.core.ingest.hj212 import build_frame, parse_frame

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC).timestamp()
REGISTER = StationRegister((("S1", "", "", "MN1"), ("S2", "", "", "MN2"), ("S3", "", "", "MN2")), 8.0)


def read(
    cn: str, sent: dict[str, dict[str, str]], *, mn: str = "MN1", when: str = "20260301120000", **said: object
) -> Reading:
    settings = read_settings(Section(said, "hj212")) if said else Hj212Settings()
    frame = parse_frame(build_frame(mn=mn, cn=cn, fields={"DataTime": when}, factors=sent))
    return RecordReader(settings, lambda: REGISTER).read(frame, NOW)


def us(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("cn", "field", "end", "interval"),
    [
        # HJ 212-2017, 6.6: DataTime of statistics is the beginning of the interval, local time.
        ("2011", "Rtd", "2026-03-01T04:00:00+00:00", 0),
        ("2051", "Avg", "2026-03-01T04:10:00+00:00", 600),
        ("2061", "Avg", "2026-03-01T05:00:00+00:00", 3600),
        ("2031", "Avg", "2026-03-01T16:00:00+00:00", 86400),
    ],
)
def test_the_end_of_the_interval(cn: str, field: str, end: str, interval: int) -> None:
    when = "20260301000000" if cn == "2031" else "20260301120000"
    settings = Hj212Settings(future_s=6 * 3600.0)
    frame = parse_frame(build_frame(mn="MN1", cn=cn, fields={"DataTime": when}, factors={"a34004": {field: "35.2"}}))
    reading = RecordReader(settings, lambda: REGISTER).read(frame, NOW)
    assert reading.rows == [("S1", "pm2_5", us(end), interval, 35.2, "N")]


def test_codes_of_2005_and_of_noise() -> None:
    rows = read(
        "2011", {"011": {"Rtd": "18.0"}, "060": {"Rtd": "3.1"}, "LA": {"Rtd": "54.5"}, "001": {"Rtd": "8.2"}}
    ).rows
    assert [(row[1], row[4]) for row in rows] == [
        ("codcr", 18.0),
        ("ammonia_nitrogen", 3.1),
        ("leq", 54.5),
        ("ph", 8.2),
    ]


def test_units_and_names_by_device() -> None:
    said = {
        "units": {"a34004": "ng/m3"},
        "devices": {"MN1": {"units": {"a21026": "mg/m3"}, "factors": {"x1": "negative_ions"}, "minute_s": 300}},
    }
    factors = {"a34004": {"Avg": "35200"}, "a21026": {"Avg": "0.012"}, "x1": {"Avg": "900"}}
    rows = read("2051", factors, **said).rows
    assert [(row[1], row[3], pytest.approx(row[4])) for row in rows] == [
        ("pm2_5", 300, 35.2),
        ("so2", 300, 12.0),
        ("negative_ions", 300, 900.0),
    ]


def test_flags_stay_and_values_of_faults_do_not_count() -> None:
    factors = {
        "a34004": {"Rtd": "35", "Flag": "M"},
        "a34002": {"Rtd": "-999", "Flag": "D"},
        "a34001": {"Flag": "B"},
        "a21026": {"Rtd": "5", "Flag": "3"},  # HJ/T 212-2005, air: 3 is normal
        "a21004": {"Rtd": "5", "Flag": "X"},
    }
    reading = read("2011", factors)
    assert [(row[1], row[4], row[5]) for row in reading.rows] == [
        ("pm2_5", 35.0, "M"),
        ("pm10", None, "D"),
        ("tsp", None, "B"),
        ("so2", 5.0, "N"),
    ]
    assert reading.rejects == [("bad_flag", "a21004 X")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("-1", "negative"), ("99999", "out_of_range"), ("abc", "bad_number"), ("nan", "bad_number"), ("1_0", "bad_number"),
     ("inf", "out_of_range"), ("", "bad_number")],
)  # fmt: skip
def test_values_that_cannot_be(text: str, reason: str) -> None:
    reading = read("2011", {"a34004": {"Rtd": text}, "a34002": {"Rtd": "50"}})
    assert [found for found, _ in reading.rejects] == [reason]
    assert [row[1] for row in reading.rows] == ["pm10"]


def test_strangers() -> None:
    assert read("2011", {"a99999": {"Rtd": "1"}}).strangers == ["a99999"]
    assert read("2011", {"a34004": {"Rtd": "1"}}, mn="NOBODY").rejects == [("unknown_station", "MN=NOBODY")]
    assert read("2011", {"a34004": {"Rtd": "1"}}, mn="MN2").rejects == [("ambiguous_station", "MN=MN2")]
    assert read("2011", {"a34004": {"Rtd": "1"}}, mn="MN2", devices={"MN2": {"station": "S3"}}).rows[0][0] == "S3"


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ("20260301213100", "future_time"),
        ("20200101000000", "bad_time"),
        ("20260301212900", ""),
        # In UTC it is the year 0, which no calendar here has.
        ("00010101000000", "bad_time"),
        ("99991231235959", "future_time"),
    ],
)
def test_clocks_that_are_wrong(when: str, reason: str) -> None:
    # Received at 20:30 local time, one hour ahead is tolerated.
    reading = read("2011", {"a34004": {"Rtd": "1"}}, when=when)
    assert [found for found, _ in reading.rejects] == ([reason] if reason else [])
    assert bool(reading.rows) == (not reason)


def test_a_day_that_ends_after_the_calendar() -> None:
    reading = read("2031", {"a34004": {"Avg": "1"}}, when="99991231235959")
    assert reading.rejects == [("future_time", "DataTime=9999-12-31T23:59:59, interval of 86400 s")]


def test_states_of_parts_count_only_where_they_are_mapped() -> None:
    said = {"factors": {"SB1": "purifier_on"}}
    reading = read("2021", {"SB1": {"RS": "1"}, "SB2": {"RS": "0"}}, **said)
    assert [(row[1], row[4]) for row in reading.rows] == [("purifier_on", 1.0)]
    assert reading.strangers == []


def test_frames_from_the_field(shared_data: Path) -> None:
    """Every good frame that reports data gives an observation, a reject or a stranger; none is passed over."""
    lines = (shared_data / "06_hj212" / "frames_good_independent.tsv").read_text(encoding="utf-8").splitlines()
    frames = [parse_frame(line.split("\t")[0].encode("gb18030")) for line in lines if line.startswith("##")]
    register = StationRegister(tuple(("S", "", "", mn) for mn in {frame.header.mn for frame in frames}), 8.0)
    reader = RecordReader(Hj212Settings(past_days=20_000), lambda: register)
    data = [frame for frame in frames if frame.header.cn in ("2011", "2031", "2051", "2061") and frame.factors]
    assert len(data) >= 10
    seen = set()
    for frame in data:
        reading = reader.read(frame, NOW + 10**8)
        found = len(reading.rows) + len(reading.rejects) + len(reading.strangers)
        assert found > 0
        seen |= {row[1] for row in reading.rows}
    assert {"ph", "dissolved_oxygen", "codcr", "ammonia_nitrogen", "tsp"} <= seen
