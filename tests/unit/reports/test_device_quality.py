"""What is said of devices whose faults are made on purpose, and that it does not depend on how much is read at once."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from tests.unit.reports.monitored import (
    BEYOND,
    DRIFTING,
    ENDS,
    FEW,
    FINE,
    GAP,
    GONE,
    LATE,
    NOW,
    STATIONS,
    STUCK,
    monitored,
    network,
    records,
)  # fmt: skip
from yanqing_eco_plugin.core.analysis import (
    DRIFT_WINDOW_DAYS,
    QUALITY_COLUMNS,
    REPORTING_RULES,
    sensor_days,
    sensor_drift,
    sensor_quality,
)  # fmt: skip
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.reports.device_alarms import sensor_alarms
from yanqing_eco_plugin.core.reports.device_quality import device_quality
from yanqing_eco_plugin.core.standards import KINDS, alarm_label, required_count

# Whole local days; the last one ends at midnight of 31 March.
END = NOW.replace(minute=0)
START = END - timedelta(days=3)


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    with monitored(tmp_path_factory.mktemp("quality") / "centre") as made:
        yield made


@pytest.fixture(scope="module")
def alarms(centre):
    return sensor_alarms(centre, NOW)


def codes(alarms, station):
    return sorted(alarms.loc[alarms["station_id"] == station, "code"])


@pytest.mark.parametrize(
    ("station", "expected"),
    [
        (STUCK, ["stuck:pm2_5"]),
        (BEYOND, ["out_of_range:pm2_5"]),
        (DRIFTING, ["drifting:pm2_5"]),
        # Half of the records of one property: that is the sensor's.
        (FEW, ["low_online:pm2_5"]),
        # All of a station for thirty hours: told once and not for each property.
        (GAP, ["long_gap", "low_online"]),
        (GONE, ["long_gap:pm2_5", "low_online:pm2_5"]),
        (LATE, ["late"]),
        (FINE, []),
        ("fine2", []),
        # That nothing ever came from it, its state says.
        ("silent", []),
    ],
)
def test_each_alarm_where_it_belongs_and_nowhere_else(alarms, station, expected):
    assert codes(alarms, station) == expected


def test_alarms_say_since_when(alarms):
    since = alarms.set_index(["station_id", "code"])["since"]
    assert since[STUCK, "stuck:pm2_5"] == ENDS[-14] - pd.Timedelta(hours=1)
    assert since[GAP, "long_gap"] == ENDS[-35]
    assert since.loc[[(DRIFTING, "drifting:pm2_5"), (LATE, "late")]].isna().all()


def test_every_alarm_code_has_a_name(alarms):
    for code in alarms["code"]:
        for language in ("zh", "en"):
            said = alarm_label(code, language)
            assert said not in ("", code)
            assert "{" not in said
            assert said.strip(": ") == said


def test_nobody_is_late_because_of_an_import(alarms):
    assert alarms.loc[alarms["code"] == "late", "station_id"].tolist() == [LATE]


def test_alarms_do_not_depend_on_how_much_is_read_at_once(centre, alarms):
    pd.testing.assert_frame_equal(sensor_alarms(centre, NOW, most_rows=300), alarms)


def test_an_empty_centre_has_no_alarms(centre, tmp_path):
    assert sensor_alarms(centre, NOW + timedelta(days=3650)).empty


@pytest.fixture(scope="module")
def quality(centre):
    return device_quality(centre, START, END)


def test_sensors_with_their_alarms_and_delays(quality):
    rows = quality.sensors.set_index(["station_id", "property"])
    assert rows.loc[(STUCK, "pm2_5"), "alarms"] == "stuck:pm2_5"
    assert rows.loc[(BEYOND, "pm2_5"), "alarms"] == "out_of_range:pm2_5"
    # Three days show no drift; what is said is of the thirty that end with them.
    assert rows.loc[(DRIFTING, "pm2_5"), "alarms"] == "drifting:pm2_5"
    assert rows["drifting"].sum() == 1
    assert rows.loc[("silent", ""), "alarms"] == "low_online"
    assert rows.loc[("fine2", "tsp"), "alarms"] == ""
    # 24 of 72 hours came.
    assert rows.loc[(GONE, "pm2_5"), ["received", "required", "alarms"]].tolist() == [
        24, 72, "low_online:pm2_5,long_gap:pm2_5",
    ]  # fmt: skip
    # 48 records that ended 0.5 … 23.5 hours before they arrived, those of midnight on the day before.
    assert rows.loc[(LATE, "tsp"), "latency_mean_s"] == pytest.approx(12 * 3600)
    assert rows.loc[(LATE, "tsp"), "latency_max_s"] == 23.5 * 3600
    assert rows.loc[(LATE, "tsp"), "alarms"] == "late"
    assert rows.loc[(FINE, "tsp"), "latency_mean_s"] == 1800
    assert rows["latency_mean_s"].drop([LATE, FINE], level=0).isna().all()


def test_days_with_gaps_standing_still_and_delays(quality):
    assert quality.days["day"].dt.strftime("%m-%d").unique().tolist() == ["03-29", "03-30", "03-31"]
    days = quality.days.set_index(["station_id", "property", "day"]).sort_index()

    def of(station, name, prop="pm2_5"):
        return days.loc[(station, prop), name].tolist()

    # Gaps are cut at midnight.
    assert of(GAP, "gaps") == [0, 1, 1]
    assert of(GAP, "longest_gap_s") == [0, 10 * 3600, 20 * 3600]
    assert of(GONE, "gaps") == [0, 1, 1]
    assert of(GONE, "longest_gap_s", "pm2_5") == [0, 24 * 3600, 24 * 3600]
    assert of(GONE, "gaps", "tsp") == [0, 0, 0]
    # Thirty hours back every other one is missing: three of the day before, twelve of the last.
    assert of(FEW, "received") == [24, 21, 12]
    assert of(FEW, "gaps") == [0, 3, 12]
    assert of(STUCK, "stuck") == [False, False, True]
    assert of(BEYOND, "out_of_range") == [0, 0, 1]
    assert of(LATE, "latency_max_s")[2] == 23.5 * 3600
    assert np.isnan(of(LATE, "latency_max_s")[:2]).all()
    assert of(FINE, "latency_mean_s")[2] == 1800


def test_the_days_drift_is_that_of_the_thirty_days_before(centre, quality):
    days = quality.days[quality.days["property"] == "pm2_5"].set_index(["day", "station_id"])
    frame, stations = records(), network()
    for day, end in (("2024-03-30", END - timedelta(days=1)), ("2024-03-31", END)):
        window = frame[(frame["time"] > end - timedelta(days=DRIFT_WINDOW_DAYS)) & (frame["time"] <= end)]
        expected = sensor_drift(window[window["property"] == "pm2_5"], stations, utc_offset_hours=8.0)
        assert len(expected) == len(STATIONS) - 1
        for row in expected.itertuples():
            if (pd.Timestamp(day), row.station_id) not in days.index:
                continue
            found = days.loc[(pd.Timestamp(day), row.station_id)]
            assert found["drift_factor"] == pytest.approx(row.drift_factor, rel=1e-12)
            assert found["drifting"] == row.drifting == (row.station_id == DRIFTING)
    assert days.loc[(pd.Timestamp("2024-03-31"), DRIFTING), "drifting"]


@pytest.mark.parametrize("most_rows", [150, 4000])
def test_read_in_parts_or_at_once_is_the_same(centre, quality, most_rows):
    apart = device_quality(centre, START, END, most_rows=most_rows)
    pd.testing.assert_frame_equal(apart.sensors, quality.sensors)
    pd.testing.assert_frame_equal(apart.days, quality.days)


def test_the_parts_add_up_to_what_all_records_at_once_say(centre):
    start = END - timedelta(days=30)
    found = device_quality(centre, start, END, most_rows=200)
    span = {"start": start, "end": END, "utc_offset_hours": 8.0}
    frame = centre.series(list(STATIONS), None, start, END)
    whole = sensor_quality(frame, network(), **span).set_index(["station_id", "property"]).sort_index()
    heard = found.sensors[found.sensors["property"] != ""].set_index(["station_id", "property"]).sort_index()
    columns = list(QUALITY_COLUMNS)
    pd.testing.assert_frame_equal(heard[columns], whole[columns], check_dtype=False)
    days = sensor_days(frame, network(), **span)
    pd.testing.assert_frame_equal(found.days[list(days.columns)], days)
    drift = sensor_drift(frame, network(), utc_offset_hours=8.0).set_index(["station_id", "property"])
    assert heard.loc[drift.index, "drift_factor"].tolist() == pytest.approx(drift["drift_factor"].tolist(), rel=1e-12)


def test_no_part_is_larger_than_allowed(centre, monkeypatch):
    sizes, series = [], type(centre).series

    def noting(self, ids, properties, *rest, **more):
        found = series(self, ids, properties, *rest, **more)
        sizes.append(len(found))
        return found

    monkeypatch.setattr(type(centre), "series", noting)
    device_quality(centre, START, END, most_rows=1500, daily=False)
    assert sum(sizes) > 8 * 1500
    assert max(sizes) <= 1500


def test_days_only_where_they_are_wanted(centre):
    assert device_quality(centre, START, END, daily=False).days.empty


def test_a_span_that_ends_before_it_begins(centre):
    with pytest.raises(InputError):
        device_quality(centre, END, START)


def test_every_kind_has_a_rule_of_reporting_and_air_that_of_the_standard():
    assert set(REPORTING_RULES) == set(KINDS)
    # GB 3095: 20 hourly values of a day.
    least = required_count("pm2_5", "day")
    for kind in ("air", "micro", "scenic", "dust"):
        rule = REPORTING_RULES[kind]
        assert (least - 1) / 24 < rule.online_rate <= least / 24
