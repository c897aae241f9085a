"""CAP: real messages, broken ones, the attack of the sample, and there and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.emergency import (
    CapAlert,
    CapArea,
    CapCircle,
    CapInfo,
    cap_area,
    read_cap,
    write_cap,
)
from yanqing_eco_plugin.core.errors import InputError

SENT = datetime(2026, 3, 1, 16, 0, tzinfo=timezone(timedelta(hours=8)))
INFO = CapInfo(("Env", "Health"), "危险化学品泄漏", "Immediate", "Severe", "Observed", response_types=("Shelter",))


def alert(**changes: object) -> CapAlert:
    values = {"identifier": "yq-1", "sender": "eco@example.org", "sent": SENT, "status": "Exercise"}
    return CapAlert(**{**values, "message_type": "Alert", "scope": "Public", **changes})  # type: ignore[arg-type]


def test_the_attack_of_the_sample_is_not_read(shared_data: Path) -> None:
    with pytest.raises(InputError, match="entities"):
        read_cap((shared_data / "09_sta_cap/cap/xee.cap").read_bytes())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("invalid.cap", "scope"),
        ("noaa_errors.cap", "urgency"),
        ("amber.atom", "no CAP"),
        ("invalid.rss", "CAP|XML"),
    ],
)
def test_broken_messages_say_what_is_wrong(shared_data: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_cap((shared_data / "09_sta_cap/cap" / name).read_bytes())


def test_real_messages(shared_data: Path) -> None:
    folder = shared_data / "09_sta_cap/cap"
    found = read_cap((folder / "canada.cap").read_bytes())
    first = found.infos[0]
    assert (found.sender, found.status, first.language) == ("cap@ec.gc.ca", "Actual", "en-CA")
    corner = shapely.get_coordinates(first.areas[0].polygons[0])[0]
    assert tuple(corner) == (-82.9314, 42.3481)
    fire = read_cap((folder / "australia.cap").read_bytes())
    assert fire.infos[0].areas[0].circles == (CapCircle(147.0598, -35.3888, 25.0),)
    for name in (
        "canada.cap",
        "australia.cap",
        "weather.cap",
        "earthquake.cap",
        "canada_signed.cap",
        "wcatwc-warning.cap",
    ):
        original = read_cap((folder / name).read_bytes())
        assert read_cap(write_cap(original)) == original, name


def test_an_affected_area_there_and_back() -> None:
    shape = shapely.MultiPolygon([shapely.box(115.9, 40.4, 116.0, 40.5), shapely.box(115.7, 40.3, 115.8, 40.35)])
    holed = shape.difference(shapely.box(115.94, 40.44, 115.96, 40.46))
    info = CapInfo(
        **{
            **INFO.__dict__,
            "areas": (
                cap_area("康庄镇", holed, (("行政区划代码", "110119"),)),
                CapArea("点", circles=(CapCircle(115.9, 40.4, 1.5),)),
            ),
        }
    )
    data = write_cap(alert(infos=(info,)))
    assert b"2026-03-01T16:00:00+08:00" in data
    assert b"40.500000,116.000000" in data
    back = read_cap(data)
    assert back.infos[0].event == "危险化学品泄漏"
    assert shapely.MultiPolygon(back.infos[0].areas[0].polygons).equals(shape)
    assert b"-00:00" in write_cap(alert(sent=datetime(2026, 3, 1, tzinfo=UTC)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"identifier": ""},
        {"identifier": "a b"},
        {"sender": "a,b"},
        {"status": "Real"},
        {"scope": ""},
        {"sent": datetime(2026, 3, 1)},
        {"note": "\x00"},
        {"infos": (CapInfo((), "x", "Immediate", "Severe", "Observed"),)},
        {"infos": (CapInfo(("Env",), "x", "Soon", "Severe", "Observed"),)},
        {"infos": (CapInfo(("Env",), "x", "Past", "Severe", "Observed", areas=(CapArea(""),)),)},
    ],
)
def test_what_cap_does_not_allow_is_not_written(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        write_cap(alert(**wrong))


def test_an_empty_area_is_refused() -> None:
    with pytest.raises(InputError):
        cap_area("nothing", shapely.MultiPolygon())


@pytest.mark.parametrize(
    "shape",
    ["<polygon>1,1 2,2 1,1</polygon>", "<polygon>1,1 2,2 3,1 1,2</polygon>", "<polygon>1,1 x,2 3,1 1,1</polygon>",
     "<polygon>95,1 2,2 3,1 95,1</polygon>", "<polygon/>", "<circle>1,1</circle>", "<circle>1,1 -2</circle>"],
)  # fmt: skip
def test_shapes_that_are_none(shape: str) -> None:
    info = CapInfo(**{**INFO.__dict__, "areas": (CapArea("x", circles=(CapCircle(1.0, 1.0, 1.0),)),)})
    data = write_cap(alert(infos=(info,))).replace(b"<circle>1.000000,1.000000 1</circle>", shape.encode())
    with pytest.raises(InputError, match="polygon"):
        read_cap(data)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_bytes(data: st.DataObject) -> None:
    seed = write_cap(alert(infos=(INFO,)))
    start = data.draw(st.integers(0, len(seed)))
    piece = data.draw(st.one_of(st.binary(max_size=30), st.sampled_from([b"<", b"&x;", b"<!DOCTYPE a>"])))
    damaged = seed[:start] + piece + seed[start + data.draw(st.integers(0, 30)) :]
    try:
        found = read_cap(damaged)
    except InputError:
        return
    assert isinstance(found, CapAlert)
