"""Judging the newest values of stations of every kind."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import KINDS, LEVELS, PROPERTIES, alarm_label, assess, level_label

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
NIGHT = datetime(2026, 11, 20, 15, tzinfo=UTC)


def one(kind, on=NOON, said=None, **values):
    stations = pd.DataFrame([{"kind": kind} | (said or {})], index=["s"])
    return assess(stations, pd.DataFrame([values], index=["s"], dtype=float), on=on).iloc[0]


AIR = {"so2": 5, "no2": 20, "co": 0.5, "o3": 60, "pm10": 40, "pm2_5": 20}


def test_air_station():
    row = one("air", **AIR)
    assert (row["index_value"], row["level"], row["category"], row["scheme"]) == (40, 1, "优", "aqi")
    assert (row["primary_pollutant"], row["alarms"]) == ("", "")
    bad = one("air", **AIR | {"pm2_5": 120, "pm10": 200})
    # PM2.5 120: 150 + 50 / 35 · 5 = 157.1, up to 158.
    assert (bad["index_value"], bad["category"], bad["alarms"]) == (158, "中度污染", "exceedance:pm2_5")


def test_air_station_with_an_item_missing_follows_the_publication_rule():
    row = one("air", **AIR | {"o3": np.nan})
    assert pd.isna(row["index_value"])
    assert pd.isna(row["level"])
    assert row["category"] is None
    assert row["scheme"] == "aqi"
    assert one("air", **AIR | {"o3": np.nan, "pm10": 300})["index_value"] == 175


def test_micro_station_has_an_index_of_its_own():
    row = one("micro", pm2_5=75, tsp=300)
    assert (row["index_value"], row["alarms"]) == (114, "exceedance:pm2_5")
    assert one("micro", pm2_5=60)["alarms"] == ""
    before = one("micro", on=datetime(2026, 2, 1, tzinfo=UTC), pm2_5=75)
    assert (before["index_value"], before["alarms"]) == (100, "")


def test_alarms_name_each_primary_pollutant():
    assert one("dust", pm2_5=115, pm10=250)["alarms"] == "exceedance:pm10,exceedance:pm2_5"


def test_scenic_station_falls_back_to_negative_ions():
    both = one("scenic", negative_ions=1500, pm2_5=20, pm10=30)
    assert (both["scheme"], both["index_value"]) == ("aqi", 30)
    ions = one("scenic", negative_ions=300)
    assert (ions["scheme"], ions["level"], ions["category"]) == ("negative_ions", 3, "III级（一般）")
    assert pd.isna(ions["index_value"])


def test_dust_site_is_held_against_its_emission_rule_too():
    row = one("dust", tsp=1200, pm10=40)
    assert (row["scheme"], row["level"], row["alarms"]) == ("aqi", 1, "exceedance:tsp")
    only = one("dust", tsp=1200)
    assert (only["scheme"], only["level"], only["primary_pollutant"]) == ("compliance", 2, "tsp")


def test_water_station():
    values = {
        "ph": 8,
        "dissolved_oxygen": 9,
        "permanganate_index": 5,
        "ammonia_nitrogen": 1.2,
        "total_phosphorus": 0.12,
    }
    row = one("water", **values, total_nitrogen=9)
    assert (row["scheme"], row["level"], row["category"]) == ("water", 4, "IV类")
    assert (row["primary_pollutant"], row["alarms"]) == ("ammonia_nitrogen", "exceedance:ammonia_nitrogen")
    assert pd.isna(row["index_value"])
    assert one("water", said={"water_target": "Ⅳ"}, **values)["alarms"] == ""
    strict = one("water", said={"water_target": "II", "water_body": "lake"}, **values)
    assert strict["alarms"] == ("exceedance:permanganate_index,exceedance:ammonia_nitrogen,exceedance:total_phosphorus")
    assert strict["level"] == 5


def test_noise_by_day_and_night():
    day = one("noise", leq=58)
    assert (day["scheme"], day["level"], day["category"], day["alarms"]) == ("noise", 3, "一般", "")
    night = one("noise", on=NIGHT, leq=58)
    assert (night["level"], night["alarms"], night["primary_pollutant"]) == (5, "exceedance:leq", "leq")
    assert one("noise", on=NIGHT, said={"noise_class": "4b"}, leq=58)["alarms"] == ""
    # The hour that ends at 06:00 is one of the night.
    six = datetime(2026, 11, 19, 22, tzinfo=UTC)
    assert one("noise", on=six, leq=58)["alarms"] == "exceedance:leq"


def test_catering_noise_is_within_its_limit_or_not():
    assert one("catering_noise", leq=60)["category"] == "达标"
    over = one("catering_noise", leq=60.1)
    assert (over["scheme"], over["level"], over["alarms"]) == ("compliance", 2, "exceedance:leq")
    assert pd.isna(one("catering_noise")["level"])


@pytest.mark.parametrize(
    ("values", "level", "alarms"),
    [
        ({"fan_on": 1, "purifier_on": 1, "plate_cleanliness": 90, "fume": 0.5}, 1, ""),
        ({"fan_on": 1, "purifier_on": 1, "plate_cleanliness": 50, "fume": 0.5}, 2, "plate_dirty"),
        ({"fan_on": 1, "purifier_on": 1, "plate_cleanliness": 50, "fume": 1.5}, 3, "exceedance:fume,plate_dirty"),
        ({"fan_on": 1, "purifier_on": 0, "plate_cleanliness": 90}, 4, "purifier_off"),
        ({"fan_on": 0, "purifier_on": 0, "plate_cleanliness": 90}, 1, ""),
        ({"fan_on": 0}, 1, ""),
        ({}, None, ""),
    ],
)
def test_catering_fume(values, level, alarms):
    row = one("fume", **values)
    assert (None if pd.isna(row["level"]) else row["level"]) == level
    assert (row["alarms"], row["scheme"]) == (alarms, "fume")
    assert row["category"] == (level_label("fume", level) or None)


def test_effluent_by_its_rules():
    # Beijing A by default: CODcr 20, NH3-N 1.0 (1.5 from December to March).
    row = one("effluent", codcr=30, ammonia_nitrogen=1.2)
    assert (row["level"], row["primary_pollutant"]) == (3, "codcr")
    assert row["alarms"] == "exceedance:codcr,exceedance:ammonia_nitrogen"
    national = one("effluent", said={"emission_rule": "gb18918_1a"}, codcr=30, ammonia_nitrogen=1.2)
    assert (national["level"], national["alarms"]) == (1, "")
    winter = one("effluent", on=datetime(2026, 12, 20, tzinfo=UTC), codcr=10, ammonia_nitrogen=1.2)
    assert (winter["level"], winter["alarms"]) == (1, "")
    assert one("effluent", ph=5, codcr=10)["alarms"] == "exceedance:ph"
    assert one("effluent", stack_nox=29)["level"] == 2
    assert pd.isna(one("effluent", said={"emission_rule": "unheard_of"}, codcr=30)["level"])


def test_odour_at_the_boundary():
    row = one("odour", odour_concentration=10, ammonia=0.5, hydrogen_sulfide=0.13)
    assert (row["level"], row["category"], row["alarms"]) == (4, "严重超标", "exceedance:hydrogen_sulfide")


def test_kinds_without_a_rule_are_left_alone():
    for kind in ("vehicle", "lidar", "weather", "anything"):
        row = one(kind, pm2_5=500, vehicle_exceeding=3)
        assert pd.isna(row["level"])
        assert row["scheme"] is None
        assert row["alarms"] == ""


def test_each_station_may_have_a_time_of_its_own():
    stations = pd.DataFrame({"kind": ["noise", "micro", "micro"]}, index=["n", "a", "b"])
    values = pd.DataFrame({"leq": [58, None, None], "pm2_5": [None, 75.0, 75.0]}, index=["n", "a", "b"])
    times = pd.Series(
        pd.to_datetime(["2026-11-20T15:00Z", "2018-03-28T04:00Z", "2026-11-20T15:00Z"]), index=["n", "a", "b"]
    )
    result = assess(stations, values, on=times)
    assert result["alarms"].tolist() == ["exceedance:leq", "", "exceedance:pm2_5"]
    assert result["index_value"].tolist() == [pd.NA, 100, 114]
    times["b"] = pd.NaT
    assert assess(stations, values, on=times)["index_value"].tolist() == [pd.NA, 100, 114]


def test_values_are_matched_by_station():
    stations = pd.DataFrame({"kind": ["micro", "micro", "micro"]}, index=["a", "b", "c"])
    values = pd.DataFrame({"pm2_5": [80.0, 10.0], "unknown": 1}, index=["b", "a"])
    result = assess(stations, values, on=NOON)
    assert result.index.tolist() == ["a", "b", "c"]
    assert result["index_value"].tolist() == [15, 119, pd.NA]


def test_labels_may_repeat():
    stations = pd.DataFrame({"kind": ["micro", "noise"]}, index=["a", "a"])
    values = pd.DataFrame({"pm2_5": [10.0, None], "leq": [None, 40.0]}, index=["a", "a"])
    assert assess(stations, values, on=NOON)["scheme"].tolist() == ["aqi", "noise"]


def test_no_stations():
    result = assess(pd.DataFrame({"kind": []}), pd.DataFrame(), on=NOON)
    assert len(result) == 0
    assert result.columns.tolist() == ["index_value", "level", "category", "primary_pollutant", "scheme", "alarms"]


def test_what_cannot_be_judged_is_refused():
    stations = pd.DataFrame({"kind": ["micro"]}, index=["a"])
    with pytest.raises(InputError, match="kind"):
        assess(stations.drop(columns="kind"), pd.DataFrame(index=["a"]), on=NOON)
    with pytest.raises(InputError, match="pm2_5"):
        assess(stations, pd.DataFrame({"pm2_5": ["much"]}, index=["a"]), on=NOON)
    with pytest.raises(InputError, match="2 times for 1"):
        assess(stations, pd.DataFrame(index=["a"]), on=[NOON, NOON])
    with pytest.raises(InputError, match="do not belong"):
        assess(stations, pd.DataFrame(index=["a"]), on=pd.Series([NOON], index=["z"]))


number = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 300))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_numbers_give_levels_and_alarms_that_can_be_shown(data):
    kinds = data.draw(st.lists(st.sampled_from([*KINDS]), min_size=1, max_size=5))
    names = data.draw(st.lists(st.sampled_from([*PROPERTIES]), unique=True, max_size=12))
    values = pd.DataFrame({name: [data.draw(number) for _ in kinds] for name in names}, dtype=float)
    values = values.reindex(range(len(kinds)))
    result = assess(pd.DataFrame({"kind": kinds}), values, on=NOON)
    for row in result.itertuples():
        if pd.isna(row.level):
            assert row.category is None
        else:
            assert LEVELS[row.scheme][row.level - 1].zh == row.category
        for code in filter(None, row.alarms.split(",")):
            assert alarm_label(code, "en") != code
