"""Statistics that every kind of data centre must give, held against numpy, pandas and the standards' own daily means."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards.means import daily_max_8h_ozone, daily_means, running_8h_ozone

from .made import START, frame, hours, stations, together

COLUMNS = [
    "station_id",
    "period_start",
    "mean",
    "max",
    "min",
    "p50",
    "p90",
    "p95",
    "p98",
    "valid",
    "required",
    "is_valid",
]
PERCENTILES = {"p50": 50, "p90": 90, "p95": 95, "p98": 98}
MARCH_END = START + timedelta(days=32)  # START is 29 February, 00:00 local


def values(count, seed=0, low=5.0, high=95.0):
    return np.random.default_rng(seed).uniform(low, high, count).round(1)


class StatisticsContract:
    @pytest.fixture
    def centre(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations())
        return centre

    def test_days_are_local_and_end_at_midnight(self, centre):
        one = values(48)
        centre.append_observations(hours("a0", "pm2_5", one))
        found = centre.statistics("pm2_5", START, START + timedelta(days=2), period="day")
        assert list(found.columns) == COLUMNS
        assert found["period_start"].tolist() == [pd.Timestamp("2024-02-29"), pd.Timestamp("2024-03-01")]
        for row, day in zip(found.itertuples(), (one[:24], one[24:])):
            assert (row.mean, row.max, row.min) == (pytest.approx(day.mean(), rel=1e-12), day.max(), day.min())
            for name, rank in PERCENTILES.items():
                assert getattr(row, name) == pytest.approx(np.percentile(day, rank), rel=1e-12)
            # GB 3095: a day needs 20 hours.
            assert (row.valid, row.required, row.is_valid) == (24, 20, True)

    def test_a_day_with_nineteen_hours_is_not_valid_and_does_not_count_in_the_month(self, centre):
        full, short = values(24, 1), values(24, 2)
        flags = ["N"] * 19 + ["D"] * 5
        centre.append_observations(
            together(
                hours("a0", "pm2_5", full), hours("a0", "pm2_5", short, start=START + timedelta(days=1), flag=flags)
            )
        )
        end = START + timedelta(days=2)
        days = centre.statistics("pm2_5", START, end, period="day")
        assert days["valid"].tolist() == [24, 19]
        assert days["is_valid"].tolist() == [True, False]
        whole = centre.statistics("pm2_5", START, end)
        assert whole["valid"].tolist() == [1]
        assert whole["mean"].tolist() == [pytest.approx(full.mean(), rel=1e-12)]
        assert whole["required"].isna().all()

    def test_month_is_taken_over_valid_daily_means(self, centre):
        rows = hours("a0", "pm2_5", values(33 * 24, 3))
        keep = np.random.default_rng(4).random(len(rows)) > 0.15
        rows = rows[keep].reset_index(drop=True)
        centre.append_observations(rows)
        found = centre.statistics("pm2_5", START, MARCH_END, period="month")
        wide = rows.rename(columns={"value": "pm2_5"})[["time", "pm2_5"]]
        days = daily_means(wide[wide["time"] <= MARCH_END]).dropna(subset="pm2_5").set_index("date")["pm2_5"]
        assert found["period_start"].tolist() == [pd.Timestamp("2024-02-01"), pd.Timestamp("2024-03-01")]
        for row in found.itertuples():
            month = days[days.index.month == row.period_start.month].to_numpy()
            assert row.valid == len(month)
            assert row.mean == pytest.approx(month.mean(), rel=1e-12)
            assert (row.max, row.min) == (pytest.approx(month.max(), rel=1e-12), pytest.approx(month.min(), rel=1e-12))
            for name, rank in PERCENTILES.items():
                assert getattr(row, name) == pytest.approx(np.percentile(month, rank), rel=1e-12)
        # GB 3095: February needs 25 days, other months 27.
        assert found["required"].tolist() == [25, 27]
        year = centre.statistics("pm2_5", START, MARCH_END, period="year")
        assert (year["valid"].tolist(), year["required"].tolist()) == ([len(days)], [324])
        assert year["mean"].tolist() == [pytest.approx(days.mean(), rel=1e-12)]

    def test_cut_days_at_the_ends_are_counted_from_their_records(self, centre):
        one = values(96, 5)
        centre.append_observations(hours("a0", "pm2_5", one))
        start, end = START + timedelta(hours=3), START + timedelta(hours=93)
        whole = centre.statistics("pm2_5", start, end)
        days = [one[3:24].mean(), one[24:48].mean(), one[48:72].mean(), one[72:93].mean()]
        assert whole["valid"].tolist() == [4]
        assert whole["mean"].tolist() == [pytest.approx(np.mean(days), rel=1e-12)]
        inside = centre.statistics("pm2_5", START + timedelta(hours=1), START + timedelta(hours=22))
        assert inside["mean"].tolist() == [pytest.approx(one[1:22].mean(), rel=1e-12)]

    def test_corrections_and_late_rows_reach_the_daily_sums(self, centre):
        one = values(72, 6)
        centre.append_observations(hours("a0", "pm2_5", one))
        centre.append_observations(hours("a1", "pm2_5", one[:30]))
        one[5], one[40] = 1.0, 99.0
        centre.append_observations(hours("a0", "pm2_5", one))
        rows = hours("a1", "pm2_5", one)
        centre.append_observations(rows)
        centre.append_observations(rows.iloc[50:51].assign(flag="T"))
        whole = centre.statistics("pm2_5", START, START + timedelta(days=3)).set_index("station_id")
        days = one.reshape(3, 24).mean(axis=1)
        assert whole.at["a0", "mean"] == pytest.approx(days.mean(), rel=1e-12)
        third = np.delete(one[48:], 2).mean()
        assert whole.at["a1", "mean"] == pytest.approx(np.mean([days[0], days[1], third]), rel=1e-12)

    def test_hours_take_the_records_that_end_inside_them(self, centre):
        minutes = values(120, 7)
        centre.append_observations(together(hours("x", "pm10", minutes, interval=60), hours("a0", "pm10", [3])))
        found = centre.statistics("pm10", START, START + timedelta(hours=2), period="hour").set_index("station_id")
        x = found.loc["x"]
        assert x["period_start"].tolist() == [pd.Timestamp("2024-02-29 00:00"), pd.Timestamp("2024-02-29 01:00")]
        assert x["mean"].tolist() == [pytest.approx(minutes[:60].mean()), pytest.approx(minutes[60:].mean())]
        # GB 3095: an hour needs 45 minutes.
        assert x["required"].tolist() == [45, 45]
        assert (found.at["a0", "valid"], found.at["a0", "required"]) == (1, 1)

    def test_levels_have_energy_means(self, centre):
        levels = np.concatenate([np.full(24, 50.0), np.full(12, 60.0), np.full(12, 40.0)])
        centre.append_observations(hours("a4", "leq", levels))
        days = centre.statistics("leq", START, START + timedelta(days=2), period="day")
        second = 10 * np.log10((1e6 + 1e4) / 2)
        assert days["mean"].tolist() == [pytest.approx(50), pytest.approx(second)]
        assert days["max"].tolist() == [50, 60]
        assert days["is_valid"].isna().all()
        whole = centre.statistics("leq", START, START + timedelta(days=2))
        assert whole["mean"].tolist() == [pytest.approx(10 * np.log10((1e5 + 10 ** (second / 10)) / 2))]

    def test_angles_have_vector_means(self, centre):
        centre.append_observations(hours("a0", "wind_direction", [350.0, 10.0] * 12 + [260.0, 280.0] * 12))
        days = centre.statistics("wind_direction", START, START + timedelta(days=2), period="day")
        turned = (days["mean"] + 180) % 360 - 180
        assert turned.tolist() == [pytest.approx(0, abs=1e-9), pytest.approx(-90)]
        assert days[["max", "min", "p50"]].isna().all(axis=None)
        assert days["valid"].tolist() == [24, 24]
        whole = centre.statistics("wind_direction", START, START + timedelta(days=2))
        assert whole["mean"].tolist() == [pytest.approx(315)]

    def test_ozone_eight_hour_means_follow_the_standards_own(self, centre):
        rows = hours("a0", "o3", values(24 * 40, 8, 20, 250))
        rows = rows[np.random.default_rng(9).random(len(rows)) > 0.1].reset_index(drop=True)
        centre.append_observations(rows)
        wide = rows.rename(columns={"value": "o3"})[["time", "o3"]]
        end = START + timedelta(days=40)
        days = centre.statistics("o3_8h", START, end, period="day").set_index("period_start")
        expected = daily_max_8h_ozone(wide).set_index("date")
        assert days["valid"].tolist() == expected["count"].tolist()
        valid = days["is_valid"].to_numpy(bool)
        np.testing.assert_allclose(days["mean"][valid], expected["o3_8h"].dropna(), rtol=1e-12)
        assert (days["required"] == 14).all()
        whole = centre.statistics("o3_8h", START, end).iloc[0]
        assert whole["mean"] == pytest.approx(expected["o3_8h"].mean(), rel=1e-12)
        assert whole["p90"] == pytest.approx(np.percentile(expected["o3_8h"].dropna(), 90), rel=1e-12)
        running = running_8h_ozone(wide).dropna()
        hourly = centre.statistics("o3_8h", START, end, period="hour")
        np.testing.assert_allclose(hourly["mean"], running["o3_8h"], rtol=1e-12)
        # Without the name the day's value stays the 24-h mean.
        plain = centre.statistics("o3", START, end).iloc[0]
        assert plain["mean"] == pytest.approx(daily_means(wide)["o3"].mean(), rel=1e-12)

    def test_kinds_and_stations_are_chosen(self, centre):
        centre.append_observations(together(*(hours(key, "pm2_5", values(24)) for key in ("a0", "a1", "a2", "x"))))
        end = START + timedelta(days=1)

        def asked(**options):
            return centre.statistics("pm2_5", START, end, **options)["station_id"].tolist()

        assert asked() == ["a0", "a1", "a2", "x"]
        assert asked(kind="air") == ["a0", "a1"]
        assert asked(ids=["a2", "x", "nobody"]) == ["a2", "x"]
        assert asked(kind="air", ids=["a1", "a2"]) == ["a1"]
        assert asked(kind="fume") == []
        assert asked(ids=[]) == []

    def test_a_stations_regular_interval_is_taken_alone(self, centre):
        hourly, minutes = values(24, 10), values(24 * 60, 11)
        centre.append_observations(together(hours("a0", "so2", hourly), hours("a0", "so2", minutes, interval=60)))
        whole = centre.statistics("so2", START, START + timedelta(days=1), period="day")
        assert whole["mean"].tolist() == [pytest.approx(hourly.mean(), rel=1e-12)]
        assert whole["valid"].tolist() == [24]

    def test_nothing_there_gives_an_empty_table(self, centre):
        for period in ("hour", "day", "month", "year", "whole"):
            found = centre.statistics("o3_8h", START, MARCH_END, period=period)
            assert found.empty
            assert list(found.columns) == COLUMNS
        centre.append_observations(frame([("a0", "so2", START, 3600, 1, "N")]))
        assert centre.statistics("so2", START, MARCH_END).empty

    def test_questions_that_make_no_sense_are_refused(self, centre):
        with pytest.raises(InputError):
            centre.statistics("unobtainium", START, MARCH_END)
        with pytest.raises(InputError):
            centre.statistics("so2", START, MARCH_END, period="week")
        with pytest.raises(InputError):
            centre.statistics("so2", START.replace(tzinfo=None), MARCH_END)
