"""Deliveries written down and read again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.collector.entries import Entry, assemble, entries_of, load
from yanqing_eco_plugin.core.collector.source import Delivery
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest import REJECT_COLUMNS
from yanqing_eco_plugin.core.ingest.positions import Source, decode_fixes


def observations(count: int) -> pd.DataFrame:
    time = pd.Timestamp("2026-03-01T08:00:00Z") + pd.to_timedelta(np.arange(count), unit="min")
    values = np.where(np.arange(count) % 7 == 3, np.nan, np.arange(count) / 3)
    return pd.DataFrame(
        {"station_id": "站1", "property": "pm2_5", "time": time, "interval": 0, "value": values, "flag": "N"}
    )


def again(delivery: Delivery) -> list[tuple[str, Entry]]:
    return [(f"id{at}", load(entry.dump())) for at, entry in enumerate(entries_of(delivery, 1_772_000_000.25))]


def test_observations_come_back_as_they_were_also_in_pieces() -> None:
    frame = observations(12_345)
    entries = again(Delivery("test", observations=frame))
    assert len(entries) == 3
    back = assemble(entries)
    pd.testing.assert_frame_equal(back.observations, frame.astype({"time": "datetime64[ns, UTC]"}))
    assert back.received.timestamp() == 1_772_000_000.25
    assert back.rejects is None


def test_fixes_come_back_as_they_were() -> None:
    text = b'{"_type":"location","tid":"a","tst":1772000000,"lat":40.4,"lon":115.9,"acc":5,"vel":40}'
    fixes = decode_fixes(text, "owntracks", Source("owntracks/a", datum="gcj02")).fixes
    back = assemble(again(Delivery("test", fixes=fixes))).fixes
    assert back is not None
    pd.testing.assert_frame_equal(back, fixes, check_dtype=False)


def test_rejects_keep_their_bytes_and_get_an_identity() -> None:
    rows = [("", "line 1", "crc", "", bytes(range(256))), ("other", "line 2", "crc", None, None)]
    back = assemble(again(Delivery("hj212", rejects=pd.DataFrame(rows, columns=list(REJECT_COLUMNS))))).rejects
    assert back is not None
    assert list(back["raw"]) == [bytes(range(256)), b""]
    assert list(back["source"]) == ["hj212", "other"]
    assert list(back["record_id"]) == ["id0-0", "id0-1"]


@given(st.text(max_size=20), st.binary(max_size=50), st.floats(allow_nan=False) | st.none())
def test_any_text_survives(text: str, raw: bytes, value: float | None) -> None:
    entry = Entry(1.5, [(text, "pm10", 7, 60, value, "N")], [(text, text, "why", text, raw)])
    back = load(entry.dump())
    assert [tuple(row) for row in back.rows] == list(entry.rows)
    assert list(back.rejects) == list(entry.rejects)


@given(st.binary(max_size=60) | st.sampled_from([b"[]", b"{}", b'{"t":0,"q":[[1]]}', b'{"t":"x"}', b"null"]))
def test_no_record_is_an_input_error(record: bytes) -> None:
    with pytest.raises(InputError):
        load(record)


def test_a_naive_time_is_refused_before_it_is_written() -> None:
    frame = observations(2)
    with pytest.raises(InputError, match="time zone"):
        list(entries_of(Delivery("test", observations=frame.assign(time=frame["time"].dt.tz_localize(None))), 0.0))
