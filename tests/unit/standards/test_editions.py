"""Which edition holds when: local days, ends of intervals, rows of several editions."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import air_quality_index
from yanqing_eco_plugin.core.standards.editions import local_moment, local_time

OLD, NEW = 100, 114  # PM2.5 = 75 under the two editions


def index_on(on, rows=1, **options):
    frame = pd.DataFrame({"pm2_5": [75.0] * rows})
    return air_quality_index(frame, averaging="hour", on=on, **options)["aqi"].tolist()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-02-28", OLD),
        ("2026-03-01", NEW),
        (date(2026, 3, 1), NEW),
        (datetime(2026, 2, 28, 23, 59), OLD),
        (np.datetime64("2026-03-01"), NEW),
        (pd.Timestamp("2026-03-01 00:00"), NEW),
        # An hour that ends at local midnight belongs to the day before.
        (pd.Timestamp("2026-02-28T16:00Z"), OLD),
        (pd.Timestamp("2026-03-01 00:00", tz="Asia/Shanghai"), OLD),
        (datetime(2026, 2, 28, 17, tzinfo=UTC), NEW),
        ("1999-01-01", OLD),
        ("2099-01-01", NEW),
    ],
)
def test_one_date_for_all(on, expected):
    assert index_on(on) == [expected]


def test_one_date_for_each_row():
    days = ["2026-03-01", None, "2026-02-01"]
    expected = [NEW, pd.NA, OLD]
    assert index_on(pd.to_datetime(days), 3) == expected
    assert index_on(pd.Series(pd.to_datetime(days)), 3) == expected
    assert index_on(np.array(days, dtype="datetime64[D]"), 3) == expected
    assert index_on(days, 3) == expected


def test_the_times_of_the_frame_itself():
    times = pd.DatetimeIndex(["2026-02-28T16:00Z", "2026-02-28T17:00Z"])
    frame = pd.DataFrame({"pm2_5": [75.0, 75.0]}, index=times)
    assert air_quality_index(frame, averaging="hour")["aqi"].tolist() == [OLD, NEW]
    assert air_quality_index(frame, averaging="hour", edition="2012")["aqi"].tolist() == [OLD, OLD]
    assert air_quality_index(frame, averaging="hour", utc_offset_hours=0)["aqi"].tolist() == [OLD, OLD]


def test_without_any_date_the_newest_edition_holds():
    assert index_on(None) == [NEW]


def test_all_dates_missing_gives_no_index():
    assert index_on(pd.to_datetime([None, None]), 2) == [pd.NA, pd.NA]


def test_other_resolutions_of_time():
    times = pd.DatetimeIndex(["2026-02-28T16:00", "2026-02-28T17:00"]).as_unit("s").tz_localize("UTC")
    assert index_on(times, 2) == [OLD, NEW]


def test_local_time_of_an_instant():
    assert local_time(pd.Timestamp("2026-05-01T10:00Z"), 8) == np.datetime64("2026-05-01T17:59:59.999999")


def test_a_moment_must_be_there():
    with pytest.raises(InputError):
        local_moment(None)
