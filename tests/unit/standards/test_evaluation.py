"""Evaluation over a year (HJ 663) and heavy-pollution warnings."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import composite_index, evaluation_percentile, pollution_warning
from yanqing_eco_plugin.core.standards.evaluation import evaluation_items


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=60), st.sampled_from([90, 95, 98, 50, 0, 100]))
def test_percentile_is_numpys_linear_one(values, percentile):
    assert evaluation_percentile(values, percentile) == pytest.approx(np.percentile(values, percentile))


def test_percentile_by_hand():
    # n = 11, p = 0.95: rank 1 + 10 · 0.95 = 10.5, halfway between the 10th and the 11th.
    assert evaluation_percentile(range(0, 110, 10), 95) == 95
    assert evaluation_percentile([np.nan, 3.0], 98) == 3
    assert math.isnan(evaluation_percentile([np.nan], 98))
    with pytest.raises(InputError):
        evaluation_percentile([1], 101)


YEAR = {"so2": 3, "no2": 20, "pm10": 60, "pm2_5": 30, "co": 1.0, "o3_8h": 160}


def test_composite_index_by_hand():
    frame = pd.DataFrame([YEAR, YEAR | {"co": np.nan}], index=["a", "b"])
    before = composite_index(frame, edition="2013").loc["a"]
    assert before["composite"] == pytest.approx(3 / 60 + 20 / 40 + 60 / 70 + 30 / 35 + 1 / 4 + 1)
    assert before["largest"] == "o3_8h"
    after = composite_index(frame, on="2026-06-30")
    assert after.loc["a", "composite"] == pytest.approx(3 / 60 + 2 * 20 / 40 + 1 + 3 * 1 + 1 / 4 + 2)
    assert after.loc["a", "largest"] == "pm2_5"
    assert np.isnan(after.loc["b", "composite"])
    assert composite_index(frame).equals(after)


def test_composite_index_needs_all_six():
    with pytest.raises(InputError, match="o3_8h"):
        composite_index(pd.DataFrame([YEAR]).drop(columns="o3_8h"))
    with pytest.raises(InputError, match="1999"):
        evaluation_items(edition="1999")


def test_percentiles_of_hj_663():
    percentiles = {name: item.percentile for name, item in evaluation_items(on="2020-01-01").items()}
    assert percentiles == {"so2": 98, "no2": 98, "pm10": 95, "pm2_5": 95, "co": 95, "o3_8h": 90}


@pytest.mark.parametrize(
    ("forecast", "expected"),
    [
        ([210, 100], ("yellow", 0, 0)),
        ([160, 155, 90], ("yellow", 0, 1)),
        ([90, 201, 202], ("orange", 1, 2)),
        ([151, 152, 153], ("orange", 0, 2)),
        ([250, 301, 201], ("red", 0, 2)),
        ([250, 300, 201], ("orange", 0, 2)),
        ([160, 90, 160], None),
        ([160, np.nan, 160], None),
        ([200, 150], None),
        ([], None),
    ],
)
def test_warnings_of_the_plan_of_2023(forecast, expected):
    found = pollution_warning(forecast)
    assert (found and (found.name, found.first, found.last)) == expected
