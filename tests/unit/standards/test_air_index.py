"""Air quality index: rules of HJ 633-2012 and -2026."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import air_quality_index, level_label

from .test_air_tables import individual_index, printed_nodes

HOUR = ["so2", "no2", "co", "o3", "pm10", "pm2_5"]
DAY = ["so2", "no2", "co", "o3_8h", "pm10", "pm2_5"]


def one(averaging="hour", edition="2026", **values):
    return air_quality_index(pd.DataFrame([values]), averaging=averaging, edition=edition).iloc[0]


def test_pm2_5_of_75_is_100_before_march_2026_and_114_after():
    frame = pd.DataFrame({"pm2_5": [75.0, 75.0]})
    result = air_quality_index(frame, averaging="day", on=["2026-02-28", "2026-03-01"])
    assert result["aqi"].tolist() == [100, 114]
    assert result["category"].tolist() == ["良", "轻度污染"]


concentration = st.one_of(
    st.floats(0, 4000).map(lambda value: round(value, 3)),
    st.integers(0, 4000).map(lambda tenths: tenths / 10),
    st.none(),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(*[concentration] * 6), min_size=1, max_size=8),
    st.sampled_from(["2012", "2026"]),
    st.sampled_from(["hour", "day"]),
)
def test_equals_the_formula_in_decimal_arithmetic(rows, edition, averaging):
    names = HOUR if averaging == "hour" else DAY
    nodes = printed_nodes(edition)
    frame = pd.DataFrame(rows, columns=names, dtype=float)
    result = air_quality_index(frame, averaging=averaging, edition=edition)
    for (_, given_row), (_, row) in zip(frame.iterrows(), result.iterrows()):
        parts = {}
        for name in names:
            if np.isnan(given_row[name]):
                assert pd.isna(row[f"iaqi_{name}"])
                continue
            # GB/T 8170 on the number as it is written.
            step = Decimal("0.1") if name == "co" else Decimal(1)
            rounded = Decimal(repr(float(given_row[name]))).quantize(step, ROUND_HALF_EVEN)
            parts[name] = individual_index(nodes[averaging, name], rounded)
            assert row[f"iaqi_{name}"] == parts[name]
        highest = max(parts.values(), default=-1)
        if highest > 100 or (len(parts) == 6 and highest >= 0):
            lowest = 1 if edition == "2026" else 0
            assert row["aqi"] == max(highest, lowest)
            assert row["category"] == level_label("aqi", row["level"])
            ties = [name for name in names if parts.get(name) == highest]
            assert row["primary"] == (",".join(ties) if highest > 50 else "")
        else:
            assert pd.isna(row["aqi"])
            assert pd.isna(row["level"])
            assert row["category"] is None
            assert row["primary"] == ""


def test_numbers_are_rounded_half_to_even_before_the_index():
    # 35.5 → 36 → 52 (2026: 50 + 50/25 · 1); 34.5 → 34 → 49; CO 5.05 → 5.0 → 50, 5.15 → 5.2 → 52.
    assert one(pm2_5=35.5)["aqi"] == 52
    assert one(pm2_5=34.5)["aqi"] == 49
    assert one(co=5.05)["aqi"] == 50
    assert one(co=5.15)["aqi"] == 52


def test_beyond_the_table_the_index_is_capped():
    assert one(so2=801)["aqi"] == 200
    assert one(so2=5000)["aqi"] == 200
    assert one("day", o3_8h=801)["aqi"] == 300
    assert one("day", so2=99999)["aqi"] == 500
    assert one(pm2_5=1e300)["aqi"] == 500


def test_ties_are_listed_in_the_order_of_the_standard():
    # Both are the node of IAQI 150; the order of the columns given does not matter.
    row = one(pm2_5=115, pm10=250, so2=650, no2=10)
    assert row["primary"] == "so2,pm10,pm2_5"


def test_no_primary_pollutant_up_to_50():
    assert one(pm2_5=35, o3=100)["primary"] == ""
    assert one(pm2_5=36, o3=100)["primary"] == "pm2_5"


def test_a_missing_item_holds_the_index_back_unless_above_100():
    frame = pd.DataFrame({"pm2_5": [60.0, 61.0], "o3": [np.nan, np.nan]})
    result = air_quality_index(frame, averaging="hour", edition="2026")
    assert result["aqi"].tolist() == [pd.NA, 101]
    assert result["iaqi_pm2_5"].tolist() == [100, 101]


def test_an_item_that_is_not_monitored_does_not_hold_it_back():
    frame = pd.DataFrame({"pm2_5": [20.0]})
    assert air_quality_index(frame, averaging="hour", edition="2026")["aqi"].item() == 29
    missing = air_quality_index(frame, averaging="hour", edition="2026", monitored=["pm2_5", "pm10"])
    assert pd.isna(missing["aqi"].item())
    both = pd.DataFrame({"pm2_5": [20.0], "pm10": [np.nan]})
    assert air_quality_index(both, averaging="hour", edition="2026", monitored=["pm2_5"])["aqi"].item() == 29
    assert air_quality_index(both, averaging="hour", edition="2026", publish="available")["aqi"].item() == 29


@pytest.mark.parametrize("wrong", [-1.0, -0.2, np.inf, -np.inf, np.nan])
def test_a_number_that_is_no_measurement_counts_as_missing(wrong):
    row = one(pm2_5=61, pm10=wrong)
    assert pd.isna(row["iaqi_pm10"])
    assert row["aqi"] == 101


def test_each_averaging_uses_its_own_ozone():
    frame = pd.DataFrame({"o3": [300.0], "o3_8h": [100.0]})
    assert air_quality_index(frame, averaging="hour", edition="2026")["aqi"].item() == 150
    day = air_quality_index(frame, averaging="day", edition="2026")
    assert day["aqi"].item() == 50
    assert "iaqi_o3" not in day


def test_the_lowest_index_is_1_since_2026():
    assert one(pm2_5=0)["aqi"] == 1
    assert one(edition="2012", pm2_5=0)["aqi"] == 0


def test_types_index_and_columns_of_the_result():
    frame = pd.DataFrame({"pm2_5": [10, 20], "name": ["a", "b"], "co": [1, 2]}, index=["x", "y"])
    result = air_quality_index(frame, averaging="hour", edition="2012")
    assert result.index.tolist() == ["x", "y"]
    assert result.columns.tolist() == ["aqi", "level", "category", "primary", "iaqi_co", "iaqi_pm2_5"]
    assert {str(result[name].dtype) for name in ("aqi", "level", "iaqi_co")} == {"Int64"}
    assert len(air_quality_index(frame.head(0), averaging="hour")) == 0
    nullable = frame[["pm2_5"]].astype("Float64").mask([[True], [False]])
    assert air_quality_index(nullable, averaging="hour", edition="2012")["aqi"].tolist() == [pd.NA, 29]


def test_labels_may_repeat():
    frame = pd.DataFrame({"pm2_5": [10.0, 300.0, 20.0]}, index=["a", "a", "b"])
    result = air_quality_index(frame, averaging="hour", on=["2020-01-01", "2026-06-01", "2026-06-01"])
    assert result.index.tolist() == ["a", "a", "b"]
    assert result["category"].tolist() == ["优", "严重污染", "优"]


def test_the_frame_is_left_as_it_was():
    frame = pd.DataFrame({"pm2_5": [-3.0, 40.4]})
    before = frame.copy()
    air_quality_index(frame, averaging="hour")
    pd.testing.assert_frame_equal(frame, before)


def test_blocks_do_not_show():
    random = np.random.default_rng(1)
    frame = pd.DataFrame({name: random.gamma(2, 60, 40_000) for name in HOUR})
    whole = air_quality_index(frame, averaging="hour", edition="2026")
    parts = [
        air_quality_index(frame.iloc[at : at + 7_001], averaging="hour", edition="2026")
        for at in range(0, 40_000, 7_001)
    ]
    pd.testing.assert_frame_equal(whole, pd.concat(parts))


@pytest.mark.parametrize(
    ("frame", "options", "said"),
    [
        (pd.DataFrame({"x": [1]}), {}, "None of the columns"),
        (pd.DataFrame({"pm2_5": ["high"]}), {}, "pm2_5"),
        (pd.DataFrame({"pm2_5": [1]}), {"edition": "1996"}, "1996"),
        (pd.DataFrame({"pm2_5": [1]}), {"averaging": "week"}, "week"),
        (pd.DataFrame({"pm2_5": [1]}), {"publish": "always"}, "always"),
        (pd.DataFrame({"pm2_5": [1]}), {"on": "yesterday"}, "date"),
        (pd.DataFrame({"pm2_5": [1]}), {"on": 20260301}, "date"),
        (pd.DataFrame({"pm2_5": [1]}), {"on": ["2026-03-01", "2026-03-02"]}, "2 dates for 1 rows"),
        (pd.DataFrame({"pm2_5": [1]}), {"on": pd.Series(["2026-03-01"], index=[7])}, "do not belong"),
    ],
)
def test_what_cannot_be_computed_is_refused(frame, options, said):
    with pytest.raises(InputError, match=said):
        air_quality_index(frame, **({"averaging": "hour"} | options))
