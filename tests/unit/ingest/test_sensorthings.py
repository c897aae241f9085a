"""Pages of a SensorThings service: its names and units become ours, and no page breaks the reader."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest.sensorthings import (
    Datastream,
    ObservationPage,
    StreamMeaning,
    read_datastreams,
    read_page,
)

from .test_json_observations import JSON, sound

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
STREAM = Datastream("12", "PM2.5 at Kangzhuang", "Kangzhuang", "7", "PM2.5", ("ug/m3",))
MEANING = StreamMeaning("YQ-01", "pm2_5", "ug/m3")
TIMES = st.sampled_from(
    [
        "2026-05-01T08:00:00.000Z",
        "2026-05-01T07:00:00Z/2026-05-01T08:00:00Z",
        "2026-05-01T08:00:00Z/2026-05-01T07:00:00Z",
        "/",
        "",
    ]
)
ENTRIES = st.fixed_dictionaries(
    {}, optional={"@iot.id": JSON, "phenomenonTime": TIMES | JSON, "result": st.floats(0, 500) | JSON}
)


def page(*entries: Any, **more: Any) -> ObservationPage:
    return read_page(json.dumps({"value": list(entries), **more}).encode(), STREAM, MEANING, "sta", now=NOW)


def entity(**change: Any) -> dict[str, Any]:
    return {
        "@iot.id": 12,
        "name": "PM2.5 at Kangzhuang",
        "unitOfMeasurement": {"name": "microgram", "symbol": "ug/m3", "definition": "x"},
        "Thing": {"@iot.id": 7, "name": "Kangzhuang"},
        "ObservedProperty": {"name": "PM2.5"},
        **change,
    }


def stream(**change: Any) -> Datastream:
    return read_datastreams(json.dumps({"value": [entity(**change)]}).encode()).streams[0]


def test_an_interval_gives_end_and_length_and_an_instant_none() -> None:
    found = page(
        {"@iot.id": 1, "phenomenonTime": "2026-05-01T06:00:00Z/2026-05-01T07:00:00Z", "result": 3},
        {"@iot.id": 2, "phenomenonTime": "2026-05-01T08:00:00.250+08:00", "result": "4.5"},
        **{"@iot.nextLink": "http://x/y"},
    )
    frame = found.decoded.observations
    assert sorted(zip(frame["time"].astype(str), frame["interval"], frame["value"], strict=True)) == [
        ("2026-05-01 00:00:00+00:00", 0, 4.5),
        ("2026-05-01 07:00:00+00:00", 3600, 3.0),
    ]
    assert (found.count, found.next_link, found.ascending) == (2, "http://x/y", False)
    assert found.earliest == datetime(2026, 5, 1, tzinfo=UTC)
    assert found.latest == datetime(2026, 5, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (3, "no_object"),
        ({"result": 1}, "bad_time"),
        ({"phenomenonTime": "soon", "result": 1}, "bad_time"),
        ({"phenomenonTime": "2026-05-01T08:00:00Z/2026-05-01T07:00:00Z", "result": 1}, "bad_interval"),
        ({"phenomenonTime": "2199-05-01T08:00:00Z", "result": 1}, "future_time"),
        ({"phenomenonTime": "2026-05-01T08:00:00Z", "result": {"a": 1}}, "bad_number"),
        ({"phenomenonTime": "2026-05-01T08:00:00Z", "result": -1}, "negative"),
    ],
)
def test_a_wrong_entry_spoils_no_other(entry: Any, reason: str) -> None:
    found = page({"phenomenonTime": "2026-05-01T05:00:00Z", "result": 1}, entry)
    assert list(found.decoded.rejects["reason"]) == [reason]
    assert len(found.decoded.observations) == 1
    # What lies in the future must not move the mark to resume from.
    assert found.latest is not None
    assert found.latest <= NOW


def test_what_a_datastream_is_to_us() -> None:
    assert stream().meaning({}, {}, {}) == StreamMeaning("Kangzhuang", "pm2_5", "ug/m3")
    assert stream().meaning({"Kangzhuang": "YQ-01"}, {}, {}) == MEANING
    assert stream().meaning({"7": "YQ-01"}, {}, {}) == MEANING
    assert stream().meaning({"Badaling": "YQ-02"}, {}, {}) == "other_station"
    dust = stream(name="x", ObservedProperty={"name": "dust"})
    assert dust.meaning({}, {}, {}) == "unknown_property"
    assert dust.meaning({}, {"dust": "tsp"}, {}) == StreamMeaning("Kangzhuang", "tsp", "ug/m3")
    odd = stream(unitOfMeasurement={"name": "bushel", "symbol": "bu"})
    assert odd.meaning({}, {}, {}) == "unknown_unit"
    assert odd.meaning({}, {}, {"PM2.5": "mg/m3"}) == StreamMeaning("Kangzhuang", "pm2_5", "mg/m3")
    assert odd.meaning({}, {}, {"PM2.5": "mg/L"}) == "unknown_unit"
    assert stream(unitOfMeasurement=None).meaning({}, {}, {}) == "unknown_unit"
    acid = stream(name="x", ObservedProperty={"name": "pH"}, unitOfMeasurement={"name": None, "symbol": ""})
    assert acid.meaning({}, {}, {}) == StreamMeaning("Kangzhuang", "ph", "")


def test_keys_as_they_are_written_in_an_address() -> None:
    assert stream().key == "12"
    assert stream(**{"@iot.id": "o'clock"}).key == "'o''clock'"


def test_templates_of_a_real_server(shared_data: Path) -> None:
    """The entities FROST-Server tests itself with: their observed properties are none of ours, their times are read."""
    text = (shared_data / "09_sta_cap/sensorthings_frost/entitiesDefault.json").read_text()
    thing = json.loads(text)
    streams = [
        {"@iot.id": n, **entry, "Thing": {"@iot.id": 1, "name": thing["name"]}}
        for n, entry in enumerate(thing["Datastreams"])
    ]
    found = read_datastreams(json.dumps({"value": streams}).encode())
    assert [s.observed_property for s in found.streams] == ["Luminous Flux", "Tempretaure"]
    assert [s.meaning({}, {}, {}) for s in found.streams] == ["unknown_property", "unknown_property"]
    named = found.streams[1].meaning({}, {"Tempretaure": "temperature"}, {})
    assert named == StreamMeaning("thing name 1", "temperature", "C")
    rows = json.dumps({"value": thing["Datastreams"][1]["Observations"]}).encode()
    frame = read_page(rows, found.streams[1], named, "sta").decoded.observations
    assert list(frame["value"]) == [5.0, 6.0]
    assert list(frame["time"].astype(str)) == ["2015-03-05 00:00:00+00:00", "2015-03-06 00:00:00+00:00"]


def test_a_batch_of_a_real_server_is_no_page(shared_data: Path) -> None:
    data = (shared_data / "09_sta_cap/sensorthings_frost/dataBatchPost.json").read_bytes()
    with pytest.raises(InputError):
        read_datastreams(data)


@settings(deadline=None, max_examples=60)
@given(
    content=JSON
    | st.fixed_dictionaries({"value": st.lists(ENTRIES | JSON, max_size=5)}, optional={"@iot.nextLink": JSON})
)
def test_any_json(content: Any) -> None:
    data = json.dumps(content).encode()
    try:
        found = read_page(data, STREAM, MEANING, "sta", now=NOW)
    except InputError:
        assert not isinstance(content, dict) or not isinstance(content.get("value"), list)
    else:
        sound(found.decoded)
        assert isinstance(found.next_link, str)
    try:
        listed = read_datastreams(data)
    except InputError:
        return
    for one in listed.streams:
        one.meaning({}, {}, {})


@settings(deadline=None, max_examples=40)
@given(change=st.dictionaries(st.sampled_from(list(entity())), JSON, max_size=4))
def test_any_datastream(change: dict[str, Any]) -> None:
    listed = read_datastreams(json.dumps({"value": [entity(**change)]}).encode())
    assert len(listed.streams) + len(listed.faults) == 1
    for one in listed.streams:
        one.meaning({}, {}, {})


@settings(deadline=None, max_examples=40)
@given(data=st.binary(max_size=100))
def test_any_bytes(data: bytes) -> None:
    with pytest.raises(InputError):
        read_page(data, STREAM, MEANING, "sta", now=NOW)
