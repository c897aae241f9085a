"""Daily means, running 8 h means and their validity (GB 3095)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import (
    air_quality_index,
    daily_max_8h_ozone,
    daily_means,
    required_count,
    running_8h_ozone,
)


def hours(days=1, **columns):
    """Hourly values ending 01:00 … 24:00 local from 2026-05-01 on."""
    return pd.DataFrame({"time": pd.date_range("2026-05-01 01:00", periods=24 * days, freq="h"), **columns})


def test_a_natural_day_is_the_hours_that_end_in_it():
    result = daily_means(hours(2, pm2_5=[10.0] * 24 + [30.0] * 24))
    assert result["date"].tolist() == [pd.Timestamp("2026-05-01"), pd.Timestamp("2026-05-02")]
    assert result["pm2_5"].tolist() == [10, 30]
    instants = hours(2, pm2_5=[10.0] * 24 + [30.0] * 24)
    instants["time"] = instants["time"].dt.tz_localize("Asia/Shanghai")
    pd.testing.assert_frame_equal(daily_means(instants), result)


@pytest.mark.parametrize(("name", "enough"), [("pm2_5", 20), ("co", 20), ("tsp", 24)])
def test_a_day_needs_so_many_hours(name, enough):
    values = np.full(24, 40.0)
    values[enough:] = np.nan
    assert daily_means(hours(**{name: values}))[name].item() == 40
    values[enough - 1] = np.nan
    short = daily_means(hours(**{name: values}))
    assert np.isnan(short[name].item())
    assert short[f"count_{name}"].item() == enough - 1
    assert daily_means(hours(**{name: values}), only_valid=False)[name].item() == 40


def test_levels_and_angles_have_means_of_their_own():
    result = daily_means(hours(leq=[60.0, 70.0] * 12, wind_direction=[350.0, 10.0] * 12, temperature=[1.0, 3.0] * 12))
    assert result["leq"].item() == pytest.approx(67.4036, abs=1e-4)
    assert min(result["wind_direction"].item(), 360 - result["wind_direction"].item()) == pytest.approx(0, abs=1e-9)
    assert result["temperature"].item() == 2


def test_the_last_of_several_rows_for_an_hour_counts():
    frame = pd.concat([hours(pm10=[500.0] * 24), hours(pm10=[20.0] * 24)])
    result = daily_means(frame)
    assert result["pm10"].item() == 20
    assert result["count_pm10"].item() == 24


def test_stations_are_kept_apart():
    frame = pd.concat([hours(so2=[5.0] * 24).assign(station_id="b"), hours(so2=[9.0] * 24).assign(station_id="a")])
    assert daily_means(frame).set_index("station_id")["so2"].to_dict() == {"a": 9, "b": 5}


def test_a_running_mean_needs_6_of_8_hours():
    ozone = np.arange(24.0)
    ozone[[2, 4]] = np.nan
    result = running_8h_ozone(hours(o3=ozone)).set_index("time")
    assert result.loc["2026-05-01 08:00", "o3_8h"] == pytest.approx(np.nanmean(ozone[:8]))
    assert result.loc["2026-05-01 08:00", "count"] == 6
    assert np.isnan(result.loc["2026-05-01 07:00", "o3_8h"])
    assert result.loc["2026-05-01 24:00" if False else "2026-05-02 00:00", "o3_8h"] == pytest.approx(19.5)


def test_a_gap_in_the_rows_is_no_shorter_window():
    frame = hours(o3=np.full(24, 80.0)).drop(index=range(3, 7))
    result = running_8h_ozone(frame).set_index("time")
    assert len(result) == 24
    assert result.loc["2026-05-01 08:00", "count"] == 4


def test_the_daily_maximum_uses_windows_that_end_from_08_to_24():
    ozone = np.zeros(48)
    ozone[16:31] = 160.0  # ends 17:00 of the first day … 07:00 of the second
    result = daily_max_8h_ozone(hours(2, o3=ozone)).set_index("date")
    assert result["count"].tolist() == [17, 17]
    assert result.loc["2026-05-01", "o3_8h"] == 160
    # The full window of the second night ends at 07:00; the one that ends at 08:00 holds seven of the hours.
    assert result.loc["2026-05-02", "o3_8h"] == 140


def test_the_daily_maximum_needs_14_windows():
    ozone = np.full(24, 100.0)
    ozone[21:] = np.nan  # windows ending up to 23:00 have at least 6 values, that of 24:00 has 5
    assert daily_max_8h_ozone(hours(o3=ozone))["count"].item() == 16
    ozone[18:] = np.nan  # the last valid window ends at 20:00: 13 of them
    result = daily_max_8h_ozone(hours(o3=ozone))
    assert result["count"].item() == 13
    assert np.isnan(result["o3_8h"].item())


def test_daily_means_go_straight_into_the_daily_index():
    frame = hours(so2=10.0, no2=20.0, co=0.5, o3=150.0, pm10=40.0, pm2_5=30.0)
    daily = daily_means(frame)
    result = air_quality_index(daily, averaging="day", on=daily["date"])
    # O3 8 h 150: 50 + 50 / 60 · 50, rounded up.
    assert result["aqi"].item() == 92
    assert result["primary"].item() == "o3_8h"


@given(st.lists(st.one_of(st.floats(0, 500), st.just(np.nan)), min_size=24, max_size=24))
def test_a_mean_lies_between_its_values(values):
    result = daily_means(hours(no2=values), only_valid=False)
    known = [value for value in values if not np.isnan(value)]
    if known:
        assert min(known) - 1e-9 <= result["no2"].item() <= max(known) + 1e-9
    assert result["count_no2"].item() == len(known)


@pytest.mark.parametrize("function", [daily_means, running_8h_ozone, daily_max_8h_ozone])
def test_what_has_no_times_or_values_is_refused(function):
    with pytest.raises(InputError):
        function(pd.DataFrame({"o3": [1.0]}))
    with pytest.raises(InputError):
        function(hours(weather="fine"))


def test_counts_a_mean_needs():
    # GB 3095-2026: 45 min, 20 h, 27 days (February 25), 324 days; TSP 24 h.
    assert required_count("pm2_5", "hour") == 45
    assert required_count("pm2_5", "day") == 20
    assert required_count("tsp", "day") == 24
    assert required_count("o3_8h", "day") == 14
    assert required_count("so2", "month", date(2026, 4, 1)) == 27
    assert required_count("so2", "month", date(2026, 2, 1)) == 25
    assert required_count("so2", "month") == 27
    assert required_count("co", "year", date(2026, 2, 1)) == 324
    assert required_count("leq", "day") is None
    assert required_count("ph", "month", date(2026, 2, 1)) is None
    assert required_count("pm2_5", "whole") is None
