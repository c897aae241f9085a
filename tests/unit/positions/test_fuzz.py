"""Any bytes give fixes and rejects or one InputError; never anything else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest.positions import FIX_COLUMNS, POSITION_FORMATS, Source, decode_fixes

from .test_decoders import COT, JT808, NMEA, NOTIFY

SEEDS = {
    "owntracks": b'{"_type":"location","lat":40.4,"lon":115.9,"tst":1772000000,"tid":"x","vel":3,"cog":7}',
    "osmand": b"/?id=1&lat=40.4&lon=115.9&timestamp=1772000000&speed=3",
    "traccar": b'[{"deviceId":1,"latitude":40.4,"longitude":115.9,"fixTime":"2026-03-01T08:00:00Z"}]',
    "cot": COT.encode(),
    "gpx": b'<gpx><trk><trkseg><trkpt lat="40" lon="115"><time>2026-03-01T08:00:00Z</time></trkpt></trkseg></trk></gpx>',
    "nmea": NMEA,
    "jt808": JT808.encode(),
    "gb28181": NOTIFY.encode("gb18030"),
    "csv": b"id,time,lon,lat,speed\n1,1772000000,115.9,40.4,3\n",
}
REPLACEMENTS = [
    b"",
    b"null",
    b"-1",
    b"1e999",
    b"9" * 5_000,
    b"\x00",
    b"\xff\xfe",
    b"[]",
    b"{}",
    b"&x;",
    b"\x7e",
    b"NaN",
]


def judged(data: bytes, name: str) -> None:
    try:
        found = decode_fixes(data, name, Source("fuzz", unit_id="u"))
    except InputError:
        return
    assert list(found.fixes.columns) == list(FIX_COLUMNS)
    assert np.isfinite(found.fixes[["source_lon", "source_lat"]].to_numpy()).all()
    assert not found.fixes["time"].isna().any()
    assert (found.rejects["reason"] != "").all()


@pytest.mark.parametrize("name", POSITION_FORMATS)
@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=300))
def test_any_bytes(name: str, data: bytes) -> None:
    judged(data, name)


@pytest.mark.parametrize("name", POSITION_FORMATS)
@settings(deadline=None, max_examples=120)
@given(data=st.data())
def test_damaged_payloads(name: str, data: st.DataObject) -> None:
    seed = SEEDS[name] * data.draw(st.integers(1, 2))
    start = data.draw(st.integers(0, len(seed)))
    length = data.draw(st.integers(0, 20))
    judged(seed[:start] + data.draw(st.sampled_from(REPLACEMENTS)) + seed[start + length :], name)


@pytest.mark.parametrize("name", POSITION_FORMATS)
def test_the_seeds_are_sound(name: str) -> None:
    assert len(decode_fixes(SEEDS[name], name, Source("fuzz", unit_id="u")).fixes) == 1
