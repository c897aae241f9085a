"""Observations as JSON: what the form says, what is refused and why, and that no bytes break it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest import REJECT_COLUMNS, Decoded
from yanqing_eco_plugin.core.ingest.json_observations import MAX_RECORDS, JsonObservations, decode_json_observations
from yanqing_eco_plugin.core.standards import PROPERTIES

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
# Anything JSON can say, and what Python's JSON says beyond it.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
NAMES = st.sampled_from(["pm2_5", "PM2.5", "CO(mg/m³)", "氨氮", "aqi", "wind_direction", "dust", ""])
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "station": st.sampled_from(["YQ-01", "", "\ud800"]) | JSON,
        "time": st.sampled_from(["2026-05-01T08:00:00+08:00", 1777593600, 1777593600123, "2026-05-01 08:00"]) | JSON,
        "interval": st.sampled_from([0, 60, 3600]) | JSON,
        "values": st.dictionaries(NAMES, JSON, max_size=4) | JSON,
        "property": NAMES | JSON,
        "value": JSON,
        "unit": st.sampled_from(["µg/m³", "ppb", "furlong"]) | JSON,
        "flag": st.sampled_from(["N", "D", "x"]) | JSON,
    },
)


def read(content: Any, **more: Any) -> Decoded:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return decode_json_observations(data, "test", now=NOW, **more)


def reasons(decoded: Decoded) -> list[str]:
    return sorted(decoded.rejects["reason"])


def sound(decoded: Decoded) -> None:
    frame = decoded.observations
    assert tuple(decoded.rejects.columns) == REJECT_COLUMNS
    assert str(frame["time"].dtype) == "datetime64[ns, UTC]"
    assert frame["property"].isin(list(PROPERTIES)).all()
    assert not frame.duplicated(["station_id", "property", "time", "interval"]).any()
    for name, prop in PROPERTIES.items():
        values = frame.loc[frame["property"] == name, "value"].dropna()
        assert values.between(prop.minimum, prop.maximum).all()
    assert (frame["flag"].where(frame["value"].isna(), "D") != "N").all()
    for text in (*frame["station_id"], *decoded.rejects["detail"], *decoded.rejects["place"]):
        text.encode("utf-8")


def test_a_record_with_several_values() -> None:
    record = {
        "station": "YQ-01",
        "time": "2026-05-01T08:00:00+08:00",
        "interval": 3600,
        "values": {
            "pm2_5": 35,
            "PM10": {"value": 0.061, "unit": "mg/m3"},
            "co": {"value": None, "flag": "D"},
            "AQI": 50,
        },
    }
    decoded = read(record)
    frame = decoded.observations.set_index("property")
    assert frame["value"].to_dict() == {
        "pm2_5": 35.0,
        "pm10": pytest.approx(61.0),
        "co": pytest.approx(np.nan, nan_ok=True),
    }
    assert frame["flag"].to_dict() == {"pm2_5": "N", "pm10": "N", "co": "D"}
    assert (frame["time"] == "2026-05-01T00:00:00Z").all()
    assert (frame["interval"] == 3600).all()
    assert decoded.rejects.empty
    assert decoded.skipped == {"AQI": 1}


@pytest.mark.parametrize(
    "moment", [1777593600, 1777593600.4, 1777593600123, "2026-05-01T00:00:00Z", "2026-05-01T08:00+0800"]
)
def test_ways_to_write_a_time(moment: object) -> None:
    decoded = read({"station": "a", "time": moment, "property": "pm2_5", "value": 1})
    assert list(decoded.observations["time"].astype(str)) == ["2026-05-01 00:00:00+00:00"]


def test_a_zone_may_be_set_for_senders_that_know_none() -> None:
    record = {"station": "a", "time": "2026-05-01 08:00", "property": "pm2_5", "value": 1}
    assert reasons(read(record)) == ["no_zone"]
    assert str(read(record, utc_offset_hours=8).observations["time"].iloc[0]) == "2026-05-01 00:00:00+00:00"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"station": ""}, "no_station"),
        ({"station": {"id": 1}}, "no_station"),
        ({"time": "yesterday"}, "no_zone"),
        ({"time": None}, "bad_time"),
        ({"time": 20260501}, "bad_time"),
        ({"time": True}, "bad_time"),
        ({"time": 1e300}, "bad_time"),
        ({"time": "2026-05-01T21:00:01+08:00"}, "future_time"),
        ({"property": "dust"}, "unknown_property"),
        ({"property": ["pm2_5"]}, "unknown_property"),
        ({"unit": "furlong"}, "unknown_unit"),
        ({"unit": "mg/L"}, "unknown_unit"),
        ({"value": "high"}, "bad_number"),
        ({"value": [1]}, "bad_number"),
        ({"value": 10**400}, "bad_number"),
        ({"value": -1}, "negative"),
        ({"value": 2001}, "out_of_range"),
        ({"flag": "X"}, "bad_flag"),
        ({"interval": -1}, "bad_interval"),
        ({"interval": 0.5}, "bad_interval"),
        ({"interval": "hour"}, "bad_interval"),
        ({"interval": True}, "bad_interval"),
    ],
)
def test_what_is_wrong_with_a_record_is_said(change: dict[str, Any], reason: str) -> None:
    record = {"station": "a", "time": "2026-05-01T08:00:00Z", "property": "pm2_5", "value": 1, **change}
    decoded = read([{**record, **{key: good for key, good in GOOD.items() if key in change}}, record])
    assert reasons(decoded) == [reason]
    assert decoded.rejects["place"].iloc[0] == "record 2"
    assert json.loads(decoded.rejects["raw"].iloc[0]) == record or reason == "bad_number"
    assert len(decoded.observations) == 1


GOOD = {
    "station": "b",
    "time": "2026-05-01T08:00:00Z",
    "property": "pm2_5",
    "unit": "",
    "value": 1,
    "flag": "N",
    "interval": 0,
}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "bad_json"),
        (b"{", "bad_json"),
        (b"\xff\xfe{", "bad_json"),
        (b"[" * 200_000, "too_deep"),
        (b'{"values":{"pm2_5":NaN},"time":1777593600,"station":"a"}', "bad_number"),
        (b'{"values":{"pm2_5":1e999},"time":1777593600,"station":"a"}', "bad_number"),
        (b"9" * 5_000, "bad_json"),
        (b"[1]", "no_object"),
        (b'"text"', "no_object"),
        (b'{"station":"a","time":1777593600}', "no_value"),
        (b'{"station":"a","time":1777593600,"values":[1]}', "no_value"),
        (json.dumps([{}] * (MAX_RECORDS + 1)).encode(), "too_many"),
    ],
)
def test_whole_messages_that_are_none(data: bytes, reason: str) -> None:
    decoded = read(data)
    assert reasons(decoded) == [reason]
    assert decoded.observations.empty
    assert len(decoded.rejects["raw"].iloc[0]) <= 2_000


def test_many_messages_at_once_are_read_as_each_alone() -> None:
    messages = [
        json.dumps({"station": f"s{n % 7}", "time": 1777593600 + n, "values": {"pm2_5": n - 3, "dust": 1}}).encode()
        for n in range(50)
    ]
    together = JsonObservations("test", now=NOW)
    for message in messages:
        together.take(message, place="x")
    found = together.result()
    alone = [read(message) for message in messages]
    assert len(found.observations) == sum(len(one.observations) for one in alone) == 47
    assert reasons(found) == sorted(reason for one in alone for reason in one.rejects["reason"])


def test_the_station_of_the_topic_holds_where_the_record_names_none() -> None:
    record = {"time": 1777593600, "values": {"pm2_5": 1}}
    assert list(read(record, station="YQ-09").observations["station_id"]) == ["YQ-09"]
    assert list(read({**record, "station": "own"}, station="YQ-09").observations["station_id"]) == ["own"]


@settings(deadline=None, max_examples=70)
@given(content=JSON | RECORDS | st.lists(RECORDS, max_size=5))
def test_any_json(content: Any) -> None:
    sound(read(content))
    sound(read(content, utc_offset_hours=8.0, station="a"))


@settings(deadline=None, max_examples=40)
@given(data=st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    sound(read(data))
