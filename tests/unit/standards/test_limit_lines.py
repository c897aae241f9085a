"""Limit lines of charts: GB 3095 through its editions, water, noise, emissions."""

from __future__ import annotations

import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import limits
from yanqing_eco_plugin.core.standards.limit_lines import air_limits

# GB 3095: (class 1, class 2) of 2012, 2026 to 2030, from 2031.
PRINTED = {
    ("pm2_5", "year"): [(15, 35), (15, 30), (10, 25)],
    ("pm2_5", "day"): [(35, 75), (35, 60), (25, 50)],
    ("pm10", "year"): [(40, 70), (40, 60), (20, 50)],
    ("pm10", "day"): [(50, 150), (50, 120), (50, 100)],
    ("so2", "year"): [(20, 60), (20, 60), (20, 20)],
    ("so2", "day"): [(50, 150), (50, 150), (50, 50)],
    ("so2", "hour"): [(150, 500), (150, 500), (150, 150)],
    ("no2", "year"): [(40, 40), (40, 40), (30, 30)],
    ("no2", "day"): [(80, 80), (80, 80), (50, 50)],
    ("no2", "hour"): [(200, 200)] * 3,
    ("co", "day"): [(4, 4)] * 3,
    ("co", "hour"): [(10, 10)] * 3,
    ("o3_8h", "day"): [(100, 160)] * 3,
    ("o3", "hour"): [(160, 200)] * 3,
    ("tsp", "year"): [(80, 200)] * 3,
    ("tsp", "day"): [(120, 300)] * 3,
}


@pytest.mark.parametrize(("item", "printed"), PRINTED.items())
def test_limits_of_gb_3095(item, printed):
    name, averaging = item
    for on, (first, second) in zip(("2026-02-28", "2026-03-01", "2031-01-01"), printed):
        assert air_limits(name, on, "1")[averaging] == first
        assert air_limits(name, on, "2")[averaging] == second
    assert air_limits(name, "2030-12-31")[averaging] == printed[1][1]
    assert air_limits(name, "2020-01-01", edition="2031")[averaging] == printed[2][1]


def values(prop, kind, on="2026-06-01", **said):
    return [(line.averaging, line.value) for line in limits(prop, kind, on, station=said)]


def test_lines_of_each_kind():
    assert values("so2", "air") == [("hour", 500), ("day", 150), ("year", 60)]
    assert values("pm2_5", "scenic", air_class="1") == [("day", 35), ("year", 15)]
    assert values("tsp", "dust") == [("day", 300), ("year", 200), ("hour", 1000)]
    assert values("ammonia_nitrogen", "water") == [("sample", 1.0)]
    assert values("ph", "water") == [("sample", 6), ("sample", 9)]
    assert values("total_phosphorus", "water", water_body="lake", water_target="Ⅱ") == [("sample", 0.025)]
    assert values("total_nitrogen", "water") == []
    assert values("leq", "noise", noise_class="4b") == [("daytime", 70), ("nighttime", 60)]
    assert values("leq", "catering_noise", noise_class=None) == [("daytime", 60), ("nighttime", 50)]
    assert values("fume", "fume") == [("hour", 1.0)]
    assert values("plate_cleanliness", "fume") == [("sample", 60)]
    assert values("negative_ions", "scenic") == [("sample", 1200), ("sample", 500), ("sample", 100)]
    assert values("ph", "effluent") == [("hour", 6), ("hour", 9)]
    assert values("ammonia_nitrogen", "effluent", on="2026-01-05") == [("day", 1.5)]
    assert values("hydrogen_sulfide", "odour", emission_rule="gb14554_1") == [("hour", 0.03)]


def test_no_standard_no_line():
    assert values("temperature", "weather") == []
    assert values("turbidity", "water") == []
    assert values("leq", "noise", noise_class="9") == []
    assert values("fume", "fume", emission_rule="unheard_of") == []


def test_lines_are_labelled_in_both_languages():
    line = limits("pm2_5", "air", "2026-06-01")[0]
    assert (line.label_zh, line.label_en, line.value) == ("日均限值（二级）", "daily limit, class 2", 60)


def test_a_date_is_needed():
    with pytest.raises(InputError):
        limits("pm2_5", "air", None)
