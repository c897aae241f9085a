"""Decoders on the payloads of real devices: values read by hand from the payload or computed by the protocol's rule."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.datum import transform
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest.positions import (
    FIX_COLUMNS,
    POSITION_FORMATS,
    Source,
    decode_fixes,
    decode_traccar,
)

HERE = Source("test")
NMEA = b"$GPRMC,225446,A,4916.45,N,12311.12,W,000.5,054.7,191194,020.3,E*68\r\n"


def with_checksum(body: str) -> bytes:
    check = 0
    for byte in body.encode():
        check ^= byte
    return f"${body}*{check:02X}\r\n".encode()


def test_owntracks_of_real_devices(shared_data: Path) -> None:
    data = (shared_data / "07_tracks/device_payloads/owntracks.jsonl").read_bytes()
    found = decode_fixes(data, "owntracks", HERE)
    assert list(found.fixes.columns) == list(FIX_COLUMNS)
    assert len(found.fixes) == 6
    assert len(found.rejects) == 0
    third = found.fixes.iloc[2]
    assert third["speed_ms"] == pytest.approx(61 / 3.6)
    assert (third["course_deg"], third["altitude_m"], third["accuracy_m"]) == (271, 167, 5)
    assert third["time"] == pd.Timestamp("2017-06-13T10:21:56Z")
    assert list(found.fixes["unit_id"])[3:] == [
        "JJ",
        "ckrey/22A67880-15C3-41A6-9157-25545C7993AC",
        "qtripp/865284041968706",
    ]


def test_owntracks_of_a_topic_and_other_messages() -> None:
    lines = [
        {"_type": "lwt", "tst": 1},
        {"_type": "location", "lat": 40.4, "lon": 115.9, "tst": 1_772_000_000, "tid": "x"},
    ]
    source = Source("owntracks/station/van-3")
    found = decode_fixes("\n".join(json.dumps(line) for line in lines).encode(), "owntracks", source)
    assert list(found.fixes["unit_id"]) == ["station/van-3"]
    assert found.skipped == {"lwt": 1}


def test_osmand_requests(shared_data: Path) -> None:
    data = (shared_data / "07_tracks/device_payloads/osmand_urls.txt").read_bytes()
    found = decode_fixes(data, "osmand", HERE)
    assert len(found.fixes) == 7
    # One has no position, one no device, two no time.
    assert sorted(found.rejects["reason"]) == ["bad_time", "bad_time", "no_position", "no_unit"]
    last = found.fixes.iloc[-1]
    assert last["speed_ms"] == pytest.approx(40 * 1852 / 3600)
    assert last["course_deg"] == pytest.approx(7.19889788244)
    assert pd.Timestamp("2016-01-27T18:55:47Z") in set(found.fixes["time"])
    assert pd.Timestamp("2015-09-12T14:38:06.579Z") in set(found.fixes["time"])
    assert pd.Timestamp("2014-06-04T09:10:11Z") in set(found.fixes["time"])
    received = datetime(2026, 3, 1, tzinfo=UTC)
    assert len(decode_fixes(data, "osmand", Source("t", received=received)).fixes) == 9


def test_osmand_json_body() -> None:
    body = {
        "device_id": "van-3",
        "location": {
            "timestamp": "2026-03-01T08:00:00.500Z",
            "coords": {
                "latitude": 40.45,
                "longitude": 115.97,
                "speed": -1,
                "heading": 90,
                "accuracy": 4.5,
                "altitude": 500,
            },
        },
    }
    fix = decode_fixes(json.dumps(body).encode(), "osmand", HERE).fixes.iloc[0]
    assert (fix["unit_id"], fix["course_deg"], fix["accuracy_m"]) == ("van-3", 90, 4.5)
    assert np.isnan(fix["speed_ms"])
    body["location"]["coords"]["speed"] = 12.5  # type: ignore[index]
    assert decode_fixes(json.dumps(body).encode(), "osmand", HERE).fixes["speed_ms"][0] == 12.5


def test_traccar_positions() -> None:
    """The fields of Traccar's documented Position model."""
    position = {
        "deviceId": 7, "fixTime": "2026-03-01T08:00:00.000+00:00", "valid": True, "outdated": False,
        "latitude": 40.45, "longitude": 115.97, "altitude": 480.0, "speed": 10.0, "course": 180.0, "accuracy": 3.0,
    }  # fmt: skip
    data = json.dumps([position, {**position, "outdated": True}]).encode()
    found = decode_traccar(data, HERE, {7: "van-3"}).fixes
    assert list(found["unit_id"]) == ["van-3", "van-3"]
    assert found["speed_ms"][0] == pytest.approx(5.14444, rel=1e-5)
    assert list(found["valid"]) == [True, False]
    assert list(decode_fixes(data, "traccar", HERE).fixes["unit_id"]) == ["7", "7"]


COT = (
    '<?xml version="1.0"?><event version="2.0" uid="team-1" type="a-f-G" time="2026-03-01T08:00:00Z" how="m-g">'
    '<point lat="40.45" lon="115.97" hae="9999999.0" ce="9.0" le="9999999.0"/>'
    '<detail><track course="45.0" speed="3.5"/></detail></event>'
)


def test_cot_events() -> None:
    found = decode_fixes((COT + COT.replace("team-1", "team-2")).encode(), "cot", HERE)
    assert list(found.fixes["unit_id"]) == ["team-1", "team-2"]
    fix = found.fixes.iloc[0]
    assert (fix["accuracy_m"], fix["speed_ms"], fix["course_deg"]) == (9.0, 3.5, 45.0)
    assert np.isnan(fix["altitude_m"])


def test_hostile_xml_is_not_read(shared_data: Path) -> None:
    bomb = '<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + COT.partition("?>")[2].replace("team-1", "&b;")
    found = decode_fixes(bomb.encode(), "cot", HERE)
    assert len(found.fixes) == 0
    assert list(found.rejects["reason"]) == ["bad_xml"]
    with pytest.raises(InputError, match="entities"):
        decode_fixes(b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><trk>&x;</trk></gpx>', "gpx", HERE)
    with pytest.raises(InputError, match="entities"):
        decode_fixes((shared_data / "09_sta_cap/cap/xee.cap").read_bytes(), "gpx", HERE)


def test_gpx_of_a_car(shared_data: Path) -> None:
    folder = shared_data / "07_tracks/gpx"
    found = decode_fixes((folder / "around-visnjan-with-car.gpx").read_bytes(), "gpx", HERE).fixes
    assert found["unit_id"].unique().tolist() == ["2020-12-18 07:24:29"]
    first = found.iloc[0]
    assert (first["lat"], first["lon"], first["altitude_m"]) == (45.2735188510, 13.7142099626, 211.15)
    assert first["time"] == pd.Timestamp("2020-12-18T06:15:50Z")
    assert found["time"].is_monotonic_increasing
    # A track without times has no fixes.
    timeless = decode_fixes((folder / "track-with-extremes.gpx").read_bytes(), "gpx", HERE)
    assert len(timeless.fixes) == 0
    assert set(timeless.rejects["reason"]) == {"no_time"}
    full = decode_fixes((folder / "gpx1.1_with_all_fields.gpx").read_bytes(), "gpx", HERE)
    assert full.skipped["wpt"] == 2


def test_nmea_by_hand() -> None:
    """4916.45 N is 49 + 16.45 / 60; 0.5 knots."""
    fix = decode_fixes(NMEA, "nmea", Source("t", unit_id="boat")).fixes.iloc[0]
    assert (fix["lat"], fix["lon"]) == (pytest.approx(49.2741666667), pytest.approx(-123.1853333333))
    assert fix["speed_ms"] == pytest.approx(0.25722, rel=1e-4)
    assert fix["time"] == pd.Timestamp("1994-11-19T22:54:46Z")


def test_nmea_pairs_rmc_with_gga_over_midnight() -> None:
    data = (
        with_checksum("GPRMC,235959.00,A,4027.000,N,11558.000,E,10.0,90.0,280226,,,A")
        + with_checksum("GPGGA,235959.00,4027.000,N,11558.000,E,1,08,1.2,480.0,M,-10.0,M,,")
        + with_checksum("GPGGA,000000.00,4027.001,N,11558.000,E,1,08,1.2,481.0,M,-10.0,M,,")
        + with_checksum("GPGSV,1,1,00")
    )
    found = decode_fixes(data, "nmea", Source("t", unit_id="van"))
    assert len(found.fixes) == 2
    assert list(found.fixes["altitude_m"]) == [480.0, 481.0]
    assert found.fixes["accuracy_m"][0] == pytest.approx(6.0)
    assert list(found.fixes["time"]) == [pd.Timestamp("2026-02-28T23:59:59Z"), pd.Timestamp("2026-03-01T00:00:00Z")]
    assert found.skipped == {"GPGSV": 1}


def test_nmea_half_a_line_and_a_wrong_sum() -> None:
    source = Source("t", unit_id="van")
    found = decode_fixes(NMEA[:40] + b"\n" + NMEA.replace(b"*68", b"*69") + NMEA, "nmea", source)
    assert list(found.rejects["reason"]) == ["truncated", "checksum"]
    assert len(found.fixes) == 1
    alone = with_checksum("GPGGA,235959.00,4027.000,N,11558.000,E,1,08,1.2,480.0,M,-10.0,M,,")
    assert list(decode_fixes(alone, "nmea", source).rejects["reason"]) == ["no_date"]


def test_nmea_of_the_sample(shared_data: Path) -> None:
    """Every line of the sample whose mark says its sum is right passes the sum here, and no other."""
    for line in (shared_data / "07_tracks/device_payloads/nmea.txt").read_text().splitlines():
        mark, _, sentence = line.partition(" ")
        found = decode_fixes(sentence.strip().encode(), "nmea", Source("t", unit_id="u"))
        assert ("checksum" in set(found.rejects["reason"])) == (mark == "BAD" and "*" in sentence), line
    void = b"$GPRMC,123519.00,V,4807.038,N,01131.000,E,,,230394,,*24"
    assert not decode_fixes(void, "nmea", Source("t", unit_id="u")).fixes["valid"][0]


JT808 = (
    "7e0200004d794308010679013800000000022c004e01819568036ef38c005c00120000251118112611d40164d50201a230011d31010cf40104"
    "f9020007fe0400000090fd0a02e8000400044a150fe6ef014a0b062200623a4965977e"
)


def test_jt808_by_hand() -> None:
    """South and west by status 0x4e; 0x01819568 = 25 269 608, 0x036ef38c = 57 602 956 millionths; 92 m; 0x12 = 1.8 km/h."""
    fix = decode_fixes(JT808.encode(), "jt808", HERE).fixes.iloc[0]
    assert (fix["lat"], fix["lon"]) == (-25.269608, -57.602956)
    assert (fix["unit_id"], fix["altitude_m"]) == ("794308010679", 92)
    assert fix["speed_ms"] == pytest.approx(0.5)
    assert fix["time"] == pd.Timestamp("2025-11-18T03:26:11Z")
    same = decode_fixes(bytes.fromhex(JT808), "jt808", HERE).fixes.iloc[0]
    pd.testing.assert_series_equal(fix, same)


def test_jt808_of_real_terminals(shared_data: Path) -> None:
    data = (shared_data / "07_tracks/device_payloads/jt808_hex.txt").read_bytes()
    found = decode_fixes(data, "jt808", HERE)
    assert len(found.fixes) > 90
    assert found.fixes["lat"].abs().max() <= 90
    assert found.fixes["lon"].abs().max() <= 180
    assert found.skipped["0x0100"] >= 1
    assert set(found.rejects["reason"]) <= {"start", "truncated", "bad_time", "checksum", "length", "no_position"}
    # A frame cut short, one with a changed byte, and the good one after them.
    broken = bytes.fromhex(JT808[:-20]) + bytes.fromhex(JT808.replace("01819568", "01819569")) + bytes.fromhex(JT808)
    again = decode_fixes(broken, "jt808", HERE)
    assert len(again.fixes) == 1
    assert len(again.rejects) == 2


def test_jt808_south_west_and_escapes() -> None:
    body = bytes.fromhex("000000000000000e017e7d0002000000fff60064005a260301080000")
    head = bytes.fromhex("0200") + len(body).to_bytes(2, "big") + bytes.fromhex("0138001380000001")
    check = 0
    for byte in head + body:
        check ^= byte
    content = (head + body + bytes([check])).replace(b"\x7d", b"\x7d\x01").replace(b"\x7e", b"\x7d\x02")
    fix = decode_fixes(b"\x7e" + content + b"\x7e", "jt808", HERE).fixes.iloc[0]
    assert (fix["lat"], fix["lon"]) == (-0x017E7D00 / 1e6, -0x02000000 / 1e6)
    assert (fix["altitude_m"], fix["unit_id"], fix["valid"]) == (-10, "13800138000", True)


NOTIFY = """<?xml version="1.0" encoding="GB2312"?><Notify><CmdType>MobilePosition</CmdType><SN>12</SN>
<DeviceID>34020000001320000001</DeviceID><Time>2026-03-01T16:00:00</Time><Longitude>115.97</Longitude>
<Latitude>40.45</Latitude><Speed>36.0</Speed><Direction>90.0</Direction><Altitude>480</Altitude><Name>执法车</Name></Notify>"""


def test_gb28181_notify_with_its_sip_head() -> None:
    head = "NOTIFY sip:34020000002000000001@3402000000 SIP/2.0\r\nContent-Type: Application/MANSCDP+xml\r\n\r\n"
    data = (head + NOTIFY).encode("gb18030")
    fix = decode_fixes(data, "gb28181", HERE).fixes.iloc[0]
    assert (fix["unit_id"], fix["course_deg"], fix["altitude_m"]) == ("34020000001320000001", 90, 480)
    assert fix["speed_ms"] == pytest.approx(10.0)
    assert fix["time"] == pd.Timestamp("2026-03-01T08:00:00Z")
    catalogue = NOTIFY.replace("MobilePosition", "Catalog").encode()
    assert decode_fixes(catalogue, "gb28181", HERE).skipped == {"Catalog": 1}


def test_csv_with_chinese_headings() -> None:
    data = (
        "车牌号,定位时间,经度,纬度,速度,方向\n京A1,2026-03-01 16:00:00,115.97,40.45,36,90\n京A1,昨天,1,2,3,4\n".encode(
            "gb18030"
        )
    )
    found = decode_fixes(data, "csv", HERE)
    fix = found.fixes.iloc[0]
    assert (fix["unit_id"], fix["time"]) == ("京A1", pd.Timestamp("2026-03-01T08:00:00Z"))
    assert fix["speed_ms"] == pytest.approx(10.0)
    assert list(found.rejects["reason"]) == ["bad_time"]
    assert found.rejects["place"][0] == "line 3"
    for wrong in (b"a,b,c\n1,2,3\n", b""):
        with pytest.raises(InputError):
            decode_fixes(wrong, "csv", HERE)
    with pytest.raises(InputError):
        decode_fixes(b"id,time,lon,lat\n", "csv", Source("t", speed_unit="furlong"))


def test_the_datum_is_taken_back_and_the_original_kept() -> None:
    data = b'{"_type":"location","lat":40.45,"lon":115.97,"tst":1772000000,"tid":"x"}'
    fix = decode_fixes(data, "owntracks", Source("t", datum="gcj02")).fixes.iloc[0]
    lon, lat = transform(115.97, 40.45, "gcj02", "wgs84")
    assert (fix["lon"], fix["lat"]) == (float(lon), float(lat))
    assert (fix["source_lon"], fix["source_lat"], fix["datum"]) == (115.97, 40.45, "gcj02")


def test_a_megabyte_of_json() -> None:
    large = b'{"_type":"location","x":"' + b"a" * 1_000_000 + b'"}'
    assert list(decode_fixes(large, "owntracks", HERE).rejects["reason"]) == ["too_long"]
    deep = b'{"a":' * 20_000 + b"1" + b"}" * 20_000
    assert list(decode_fixes(deep, "owntracks", HERE).rejects["reason"]) == ["bad_json"]
    with pytest.raises(InputError):
        decode_fixes(b"[" + b" " * (64 * 1024 * 1024) + b"]", "traccar", HERE)


def test_unknown_format_and_naive_receipt() -> None:
    with pytest.raises(InputError, match="owntracks"):
        decode_fixes(b"", "morse", HERE)
    with pytest.raises(InputError):
        decode_fixes(b"", "nmea", Source("t", received=datetime(2026, 1, 1)))
    assert len(POSITION_FORMATS) == 9
