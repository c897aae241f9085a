"""Times as files write them; expected instants are worked out with the standard library's own parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest.times import BAD_TIME, parse_times

BEIJING = timezone(timedelta(hours=8))


def column(*cells: object) -> np.ndarray:
    result = np.empty(len(cells), dtype=object)
    result[:] = cells
    return result


def instant(*parts: int, zone: timezone = BEIJING) -> int:
    return int(datetime(*parts, tzinfo=zone).timestamp())


@pytest.mark.parametrize(
    "text",
    [
        "2018-05-01 08:00",
        "2018-05-01 08:00:00",
        "2018-05-01T08:00:00.000",
        "2018/5/1 8:00",
        "2018.5.1 8:0:0",
        "2018年5月1日8时",
        "2018年05月01日 08:00",
        "2018年5月1日 8点0分0秒",
        "２０１８-05-01 08:00",
        "2018050108",
        "201805010800",
        "20180501080000",
        "20180501 08:00",
        " 2018-05-01 08:00 ",
        "2018-05-01T00:00:00Z",
        "2018-05-01 02:00+02:00",
        "2018-04-30T16:00:00-0800",
    ],
)
def test_spellings_of_one_instant(text: str) -> None:
    assert parse_times(column(text)).tolist() == [instant(2018, 5, 1, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "12",
        "8:00",
        "2018-05",
        "2018-00-01",
        "2018-02-29",
        "2018-05-01 25:00",
        "2018-05-01 24:30",
        "05/01/2018",
        "x" * 99,
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert parse_times(column(text)).tolist() == [BAD_TIME]


def test_midnight_at_the_end_of_a_day() -> None:
    assert parse_times(column("2018-12-31 24:00")).tolist() == [instant(2019, 1, 1)]
    assert parse_times([column("20181231"), column("24")]).tolist() == [instant(2019, 1, 1)]


def test_columns_read_together() -> None:
    hours = column("0", "23", "8:00", "8时")
    assert parse_times([column(*["20180501"] * 4), hours]).tolist() == [
        instant(2018, 5, 1, hour) for hour in (0, 23, 8, 8)
    ]
    parts = [column("2013", 2013), column("3", 3.0), column("1", 31), column("0", 5)]
    assert parse_times(parts).tolist() == [instant(2013, 3, 1), instant(2013, 3, 31, 5)]


def test_typed_cells() -> None:
    """43221.25 is 2018-05-01 06:00 in Excel's count of days (documented by Microsoft: day 1 is 1900-01-01)."""
    cells = column(
        datetime(2018, 5, 1, 6),
        datetime(2018, 5, 1, 6, tzinfo=UTC),
        43221.25,
        pd.Timestamp("2018-05-01 06:00"),
        None,
        True,
    )
    six = instant(2018, 5, 1, 6)
    assert parse_times(cells).tolist() == [six, instant(2018, 5, 1, 6, zone=UTC), six, six, BAD_TIME, BAD_TIME]
    assert parse_times([column(datetime(2018, 5, 1)), column(6.0)]).tolist() == [six]


def test_a_zone_is_a_parameter() -> None:
    assert parse_times(column("2018-05-01 08:00"), utc_offset_hours=0).tolist() == [instant(2018, 5, 1, 8, zone=UTC)]
    assert parse_times(column("2018-05-01 08:00"), utc_offset_hours=5.5).tolist() == [instant(2018, 5, 1, 10, 30)]


def test_a_format_settles_day_before_month() -> None:
    assert parse_times(column("03/04/2018 05:00"), time_format="%d/%m/%Y %H:%M").tolist() == [instant(2018, 4, 3, 5)]


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("02-04 11:00", date(2026, 2, 4), (2026, 2, 4, 11)),
        ("12-31 23:00", date(2026, 1, 1), (2025, 12, 31, 23)),
        ("01-01 00:00", date(2025, 12, 31), (2026, 1, 1)),
        ("01-03 00:00", date(2025, 12, 31), (2025, 1, 3)),
        ("02-29 00:00", date(2026, 2, 4), (2024, 2, 29)),
        ("2-4 8:00", date(2026, 11, 22), (2026, 2, 4, 8)),
    ],
)
def test_a_time_without_year_gets_the_latest_that_is_not_after_the_file(text, reference, expected) -> None:
    made = datetime(reference.year, reference.month, reference.day, tzinfo=BEIJING)
    assert parse_times(column(text), reference=made).tolist() == [instant(*expected)]


def test_a_time_without_year_and_without_reference_is_none() -> None:
    assert parse_times(column("02-04 11:00")).tolist() == [BAD_TIME]
    assert parse_times(column("02-30 11:00"), reference=datetime(2026, 2, 4, tzinfo=UTC)).tolist() == [BAD_TIME]


@given(st.datetimes(datetime(1971, 1, 2), datetime(2199, 12, 30)).map(lambda moment: moment.replace(microsecond=0)))
def test_iso_times_are_read_as_the_standard_library_does(moment: datetime) -> None:
    expected = int(moment.replace(tzinfo=BEIJING).timestamp())
    for text in (f"{moment:%Y-%m-%d %H:%M:%S}", moment.isoformat(), f"{moment:%Y%m%d%H%M%S}"):
        assert parse_times(column(text)).tolist() == [expected]


@given(st.lists(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.none(), st.booleans(), st.datetimes())))
def test_anything_is_a_time_or_none(cells: list[object]) -> None:
    seconds = parse_times(column(*cells), reference=datetime(2026, 2, 4, tzinfo=UTC))
    assert len(seconds) == len(cells)


def test_many_times_at_once_are_the_same_as_one_by_one() -> None:
    texts = [
        f"2018-05-{day:02} {hour:02}:{minute:02}:00"
        for day in range(1, 4)
        for hour in range(24)
        for minute in range(60)
    ]
    texts += ["2018-05-01 24:00:00", "nonsense", "2018-05-01T00:00:00Z", "9999-01-01 00:00:00"]
    expected = [int(parse_times(column(text))[0]) for text in texts]
    assert parse_times(column(*texts)).tolist() == expected
