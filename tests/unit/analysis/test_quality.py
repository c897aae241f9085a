"""Online rate, gaps and values that cannot be true; expectations counted by hand on small made-up records."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.analysis import sensor_days, sensor_quality, sensor_tables
from yanqing_eco_plugin.core.errors import InputError

ZONE = timezone(timedelta(hours=8))
START = datetime(2024, 3, 1, tzinfo=ZONE)
END = START + timedelta(days=2)
STATIONS = pd.DataFrame({"station_id": ["a", "w"], "kind": ["air", "water"]})


def hourly(values, station="a", prop="pm2_5", start=START, step_h=1, flag="N"):
    """Records that end 1, 2 … steps after `start`; None leaves one out."""
    rows = [
        (station, prop, start + timedelta(hours=step_h * (at + 1)), step_h * 3600, value, flag)
        for at, value in enumerate(values)
        if value is not None
    ]
    frame = pd.DataFrame(rows, columns=["station_id", "property", "time", "interval", "value", "flag"])
    frame["time"] = pd.to_datetime(frame["time"], utc=True).astype("datetime64[ns, UTC]")
    return frame.astype({"value": float})


def judged(frame, **span):
    span = {"start": START, "end": END, **span}
    return sensor_quality(frame, STATIONS, **span, utc_offset_hours=8.0).iloc[0]


def varied(count):
    return list(20.0 + 10 * np.sin(np.arange(count)))


def test_a_sensor_that_always_reported():
    row = judged(hourly(varied(48)))
    assert (row["required"], row["received"], row["usable"], row["gaps"]) == (48, 48, 48, 0)
    assert row["online_rate"] == 1
    assert not row["stuck"]
    assert pd.isna(row["longest_gap_end"])


def test_gaps_at_the_beginning_in_the_middle_and_at_the_end():
    values = varied(48)
    values[:2] = [None] * 2
    values[10:15] = [None] * 5
    values[47] = None
    row = judged(hourly(values))
    assert (row["received"], row["gaps"], row["longest_gap_s"]) == (40, 3, 5 * 3600)
    assert row["longest_gap_end"] == pd.Timestamp(START + timedelta(hours=15))
    assert row["online_rate"] == pytest.approx(40 / 48)


def test_days_are_local_and_the_record_of_midnight_belongs_to_the_day_that_ends():
    days = sensor_days(hourly([1.0] * 24), STATIONS, start=START, end=END, utc_offset_hours=8.0)
    assert days["day"].dt.strftime("%m-%d").tolist() == ["03-01", "03-02"]
    assert days["received"].tolist() == [24, 0]
    assert days["required"].tolist() == [24, 24]
    assert days["online_rate"].tolist() == [1.0, 0.0]


def test_many_records_in_one_interval_count_once():
    minutes = hourly(varied(48 * 60), step_h=1 / 60)
    row = judged(minutes)
    assert (row["required"], row["received"]) == (48, 48)


def test_a_network_with_four_hours_is_due_six_times_a_day():
    row = judged(hourly([7.0 + 0.1 * at for at in range(12)], "w", "ph", step_h=4))
    assert (row["required"], row["received"]) == (12, 12)


def test_impossible_and_faulty_records_are_counted_and_not_usable():
    values = varied(48)
    values[3], values[4] = -2.0, 5000.0  # PM2.5 lies between 0 and 2000 µg/m³ in the table of properties
    frame = hourly(values)
    frame.loc[10, "flag"] = "D"
    frame.loc[11, ["flag", "value"]] = ["T", np.nan]
    row = judged(frame)
    assert (row["out_of_range"], row["faulty"], row["received"], row["usable"]) == (2, 2, 48, 44)


@pytest.mark.parametrize(("hours", "value", "stuck"), [(8, 35.0, True), (7, 35.0, False), (20, 4.0, False)])
def test_a_value_that_stands_still_above_the_floor(hours, value, stuck):
    values = varied(48)
    values[20 : 20 + hours] = [value] * hours
    row = judged(hourly(values))
    assert bool(row["stuck"]) is stuck
    if stuck:
        assert row["constant_s"] == hours * 3600
        assert row["constant_end"] == pd.Timestamp(START + timedelta(hours=20 + hours))


def test_one_missing_record_does_not_hide_a_value_that_stands_still():
    values = varied(48)
    values[20:30] = [35.0] * 10
    values[24] = None
    assert judged(hourly(values))["constant_s"] == 10 * 3600
    values[25] = None
    assert judged(hourly(values))["constant_s"] == 4 * 3600


@given(
    present=st.lists(st.booleans(), min_size=1, max_size=60),
    offset_h=st.sampled_from([-5.0, 0.0, 5.75, 8.0]),
    cut_h=st.integers(0, 5),
)
def test_days_add_up_to_the_span_and_what_is_missing_lies_in_gaps(present, offset_h, cut_h):
    frame = hourly([5.0 + at % 7 if here else None for at, here in enumerate(present)])
    span = {"start": START + timedelta(hours=cut_h), "end": START + timedelta(hours=61)}
    days = sensor_days(frame, STATIONS, **span, utc_offset_hours=offset_h)
    whole = sensor_quality(frame, STATIONS, **span, utc_offset_hours=offset_h)
    if whole.empty:
        return
    row = whole.iloc[0]
    assert days[["required", "received", "usable"]].sum().tolist() == row[["required", "received", "usable"]].tolist()
    missing = row["required"] - row["received"]
    assert row["gaps"] <= missing
    assert row["longest_gap_s"] <= missing * 3600
    assert (row["gaps"] == 0) == (missing == 0)


@pytest.mark.parametrize(
    "span", [{"start": datetime(2024, 3, 1), "end": datetime(2024, 3, 2)}, {"start": END, "end": START}]
)
def test_a_span_that_is_none(span):
    with pytest.raises(InputError):
        sensor_quality(hourly([1.0]), STATIONS, **span, utc_offset_hours=8.0)


def test_nothing_at_all():
    empty = sensor_quality(hourly([]), STATIONS, start=START, end=END, utc_offset_hours=8.0)
    assert empty.empty
    assert sensor_days(hourly([]), STATIONS, start=START, end=END, utc_offset_hours=8.0).empty


def test_real_beijing_stations_are_seldom_taken_for_stuck(shared_data):
    """35 stations in March 2018: PM10 of 延庆 stood still for 13 hours on the 2nd, as the source's own file says."""
    days = sorted((shared_data / "01_aq_beijing_quotsoft" / "201803").glob("beijing_*.csv"))
    cells = pd.concat([pd.read_csv(path) for path in days])
    names = {"PM2.5": "pm2_5", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3"}
    cells = cells[cells["type"].isin(names)]
    long = cells.melt(["date", "hour", "type"], var_name="station_id").dropna(subset="value")
    long["property"] = long["type"].map(names)
    clock = pd.to_datetime(long["date"].astype(str)) + pd.to_timedelta(long["hour"], unit="h")
    long["time"] = clock.dt.tz_localize(ZONE).dt.tz_convert("UTC").astype("datetime64[ns, UTC]")
    frame = long.assign(interval=3600, flag="N")
    stations = pd.DataFrame({"station_id": long["station_id"].unique(), "kind": "air"})
    start = datetime(2018, 3, 1, tzinfo=ZONE)
    found = sensor_quality(frame, stations, start=start, end=start + timedelta(days=31), utc_offset_hours=8.0)
    stuck = found[found["stuck"]]
    assert ("延庆", "pm10", 13 * 3600) in set(zip(stuck["station_id"], stuck["property"], stuck["constant_s"]))
    assert len(stuck) <= 31 * len(found) / 1000


def by_day(frame, **span):
    span = {"start": START, "end": END, **span}
    return sensor_days(frame, STATIONS, **span, utc_offset_hours=8.0)


def test_gaps_of_a_day_are_cut_at_midnight():
    values = varied(48)
    values[2:4] = [None] * 2
    values[20:27] = [None] * 7  # from 20:00 to 03:00
    days = by_day(hourly(values))
    assert days["gaps"].tolist() == [2, 1]
    assert days["longest_gap_s"].tolist() == [4 * 3600, 3 * 3600]
    whole = judged(hourly(values))
    assert (whole["gaps"], whole["longest_gap_s"]) == (2, 7 * 3600)


def test_a_day_without_anything_is_one_gap():
    assert by_day(hourly(varied(24)))[["gaps", "longest_gap_s"]].to_numpy().tolist() == [[0, 0], [1, 86_400]]


def test_every_day_a_value_stands_still_on_is_a_stuck_day():
    values = varied(72)
    values[20:29] = [35.0] * 9  # ends 21:00 to 05:00 of the next day
    days = by_day(hourly(values), end=START + timedelta(days=3))
    assert days["stuck"].tolist() == [True, True, False]
    values[22] = 36.0
    assert not by_day(hourly(values), end=START + timedelta(days=3))["stuck"].any()


def test_both_tables_at_once_are_the_two():
    values = varied(48)
    values[20:30], values[40] = [35.0] * 10, None
    frame, span = hourly(values), {"start": START, "end": END, "utc_offset_hours": 8.0}
    whole, days = sensor_tables(frame, STATIONS, **span)
    pd.testing.assert_frame_equal(whole, sensor_quality(frame, STATIONS, **span))
    pd.testing.assert_frame_equal(days, sensor_days(frame, STATIONS, **span))


@given(present=st.lists(st.booleans(), min_size=1, max_size=72))
def test_what_is_missing_of_a_day_lies_in_its_gaps(present):
    frame = hourly([5.0 + at % 7 if here else None for at, here in enumerate(present)])
    for row in by_day(frame, end=START + timedelta(days=3)).itertuples():
        missing = row.required - row.received
        assert (row.gaps == 0) == (missing == 0)
        assert -(-missing // max(row.gaps, 1)) * 3600 <= row.longest_gap_s <= missing * 3600
