"""Noise: energy means, day-night levels, limits of GB 3096 and GB 22337, levels of HJ 640."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import energy_mean, noise_assessment
from yanqing_eco_plugin.core.standards.noise_tables import is_day, noise_level, noise_limits

level = st.floats(0, 140)


def local_day(day=60.0, night=50.0, station=None):
    """24 hourly levels of 2026-05-01: ends 01:00 … 24:00 local."""
    times = pd.date_range("2026-05-01 01:00", periods=24, freq="h")
    leq = [day if 7 <= hour <= 22 else night for hour in range(1, 25)]
    frame = pd.DataFrame({"time": times, "leq": leq})
    return frame if station is None else frame.assign(station_id=station)


def test_energy_mean_of_60_and_70():
    # 10 lg((10^6 + 10^7) / 2) = 67.40 dB
    assert energy_mean([60, 70]) == pytest.approx(67.4036, abs=1e-4)
    assert energy_mean([60, 70, np.nan]) == pytest.approx(67.4036, abs=1e-4)
    assert energy_mean([60, 70], weights=[3, 1]) == pytest.approx(10 * math.log10((3e6 + 1e7) / 4))
    assert energy_mean([[60, 70], [50, np.nan]], axis=1) == pytest.approx([67.4036, 50], abs=1e-4)


def test_energy_mean_of_nothing():
    assert math.isnan(energy_mean([]))
    assert math.isnan(energy_mean([np.nan]))
    assert np.isnan(energy_mean([[np.nan], [1.0]], axis=1)).tolist() == [True, False]


@given(st.lists(level, min_size=1, max_size=30))
def test_energy_mean_lies_between_arithmetic_mean_and_maximum(levels):
    assert np.mean(levels) - 1e-9 <= energy_mean(levels) <= max(levels) + 1e-9


def test_day_and_night_of_one_day():
    row = noise_assessment(local_day()).iloc[0]
    assert row["ld"] == pytest.approx(60)
    assert row["ln"] == pytest.approx(50)
    # Night + 10 dB equals the day here, so Ldn is 60 as well.
    assert row["ldn"] == pytest.approx(60)
    assert (row["day_count"], row["night_count"]) == (16, 8)
    assert (row["day_limit"], row["night_limit"]) == (60, 50)
    assert (row["day_over"], row["night_over"]) == (0, 0)
    assert (row["day_level"], row["night_level"]) == (3, 3)
    assert row["date"] == pd.Timestamp("2026-05-01")


def test_ldn_by_its_formula():
    row = noise_assessment(local_day(58, 52)).iloc[0]
    assert row["ldn"] == pytest.approx(10 * math.log10((16 * 10**5.8 + 8 * 10**6.2) / 24))


def test_statistical_levels_are_exceeded_so_often():
    frame = local_day()
    frame["leq"] = np.arange(40.0, 64.0)
    row = noise_assessment(frame).iloc[0]
    assert row["l10"] == pytest.approx(np.percentile(frame["leq"], 90))
    assert row["l50"] == pytest.approx(51.5)
    assert row["l90"] == pytest.approx(np.percentile(frame["leq"], 10))
    assert row["lmax"] == 63
    assert noise_assessment(frame.assign(lmax=80.0)).iloc[0]["lmax"] == 80


def test_instants_count_in_the_local_day_that_ends():
    local = local_day()
    instants = local.assign(time=local["time"].dt.tz_localize("Asia/Shanghai").dt.tz_convert("UTC"))
    pd.testing.assert_frame_equal(noise_assessment(instants), noise_assessment(local))
    by_index = local.set_index("time")
    pd.testing.assert_frame_equal(noise_assessment(by_index), noise_assessment(local))


def test_excess_is_that_of_whole_decibels():
    row = noise_assessment(local_day(60.4, 52.6), noise_class="2").iloc[0]
    assert (row["day_over"], row["night_over"]) == (0, 3)


def test_each_station_has_its_own_class():
    frame = pd.concat([local_day(62, 54, "a"), local_day(62, 54, "b")])
    result = noise_assessment(frame, noise_class={"a": "1", "b": "4a"}).set_index("station_id")
    assert result["day_over"].to_dict() == {"a": 7, "b": 0}
    assert result["night_limit"].to_dict() == {"a": 45, "b": 55}
    # HJ 640: the road table for class 4a.
    assert result["day_level"].to_dict() == {"a": 4, "b": 1}


def test_catering_noise_has_its_own_limits():
    row = noise_assessment(local_day(), noise_class="4b", standard="GB 22337-2008").iloc[0]
    assert (row["day_limit"], row["night_limit"]) == (70, 55)


def test_missing_hours_and_days():
    frame = local_day()
    frame.loc[frame["time"].dt.hour.between(7, 22), "leq"] = np.nan
    row = noise_assessment(frame).iloc[0]
    assert np.isnan(row["ld"])
    assert row["day_count"] == 0
    assert pd.isna(row["day_level"])
    assert row["night_level"] == 3
    assert len(noise_assessment(frame.assign(leq=np.nan))) == 0


# GB 3096-2008 table 1 and GB 22337-2008 table 1.
PRINTED = {"0": (50, 40), "1": (55, 45), "2": (60, 50), "3": (65, 55), "4a": (70, 55), "4b": (70, 60)}


def test_limits_are_the_printed_ones():
    assert PRINTED.items() <= noise_limits()["GB 3096-2008"].items()
    social = noise_limits()["GB 22337-2008"]
    assert [social[zone] for zone in ("0", "1", "2", "3", "4")] == [(50, 40), (55, 45), (60, 50), (65, 55), (70, 55)]


def test_levels_of_hj_640_end_at_their_values():
    leq = np.array([50.0, 50.04, 50.1, 55.0, 60.0, 65.0, 65.1, np.nan])
    assert noise_level(leq, "2", True).tolist() == [1, 1, 2, 2, 3, 4, 5, 0]
    assert noise_level(leq, "2", False).tolist() == [3, 3, 4, 4, 5, 5, 5, 0]
    assert noise_level(leq, "9", True).tolist() == [0] * 8


def test_day_is_from_6_to_22():
    hours = np.array(["2026-05-01T05:59", "2026-05-01T06:00", "2026-05-01T21:59", "2026-05-01T22:00"], "datetime64[m]")
    assert is_day(hours).tolist() == [False, True, True, False]
    assert is_day(np.array(["1969-12-31T23:00"], "datetime64[m]")).tolist() == [False]


@pytest.mark.parametrize(
    ("frame", "options", "said"),
    [
        (local_day().drop(columns="leq"), {}, "leq"),
        (local_day().drop(columns="time"), {}, "no times"),
        (local_day(), {"noise_class": "5"}, "5"),
        (local_day(), {"standard": "GB 1"}, "GB 1"),
    ],
)
def test_what_cannot_be_assessed_is_refused(frame, options, said):
    with pytest.raises(InputError, match=said):
        noise_assessment(frame, **options)
