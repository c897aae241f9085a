"""Class of surface water: GB 3838-2002 table 1, and the classes published for real sections."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import water_class
from yanqing_eco_plugin.core.standards.water import WATER_CLASSES, class_number

# GB 3838-2002 table 1, mg/L, classes I to V.
PRINTED = {
    "permanganate_index": [2, 4, 6, 10, 15],
    "codcr": [15, 15, 20, 30, 40],
    "bod5": [3, 3, 4, 6, 10],
    "ammonia_nitrogen": [0.15, 0.5, 1.0, 1.5, 2.0],
}


def classes(body="river", **values):
    return water_class(pd.DataFrame(values), body=body)["class"].tolist()


@pytest.mark.parametrize("name", PRINTED)
def test_a_limit_belongs_to_its_class(name):
    expected = [WATER_CLASSES[PRINTED[name].index(limit)] for limit in PRINTED[name]]
    assert classes(**{name: PRINTED[name]}) == expected
    assert classes(**{name: [PRINTED[name][-1] * 1.001]}) == ["劣V"]


def test_oxygen_must_not_be_below():
    assert classes(dissolved_oxygen=[7.5, 7.49, 6, 5, 3, 2, 1.99]) == ["I", "II", "II", "III", "IV", "V", "劣V"]


def test_phosphorus_of_lakes_is_stricter():
    values = [0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.41]
    assert classes(total_phosphorus=values) == ["I", "I", "II", "II", "II", "III", "IV", "V", "劣V"]
    lake = ["I", "II", "II", "III", "IV", "V", "劣V", "劣V", "劣V"]
    assert classes("lake", total_phosphorus=values) == lake


def test_river_or_lake_by_row():
    frame = pd.DataFrame({"total_phosphorus": [0.1, 0.1]}, index=["a", "b"])
    result = water_class(frame, body=pd.Series(["river", "lake"], index=["a", "b"]))
    assert result["class"].tolist() == ["II", "IV"]


def test_ph_outside_its_range_is_worse_than_v():
    result = water_class(pd.DataFrame({"ph": [5.99, 6, 9, 9.01], "permanganate_index": [1, 1, 1, 1]}), body="river")
    assert result["class"].tolist() == ["劣V", "I", "I", "劣V"]
    assert result["factors"].tolist() == ["ph", "", "", "ph"]


def test_total_nitrogen_decides_only_when_asked_for_and_in_lakes():
    frame = pd.DataFrame({"permanganate_index": [1.0], "total_nitrogen": [8.42]})
    assert water_class(frame, body="lake")["class"].item() == "I"
    asked = ["permanganate_index", "total_nitrogen"]
    assert water_class(frame, body="lake", factors=asked)["class"].item() == "劣V"
    assert water_class(frame, body="river", factors=asked)["class"].item() == "I"


def test_the_worst_factors_decide_and_are_named_in_order():
    frame = pd.DataFrame({"ammonia_nitrogen": [1.2], "permanganate_index": [8.0], "total_phosphorus": [0.15]})
    result = water_class(frame, body="river").iloc[0]
    assert (result["class"], result["factors"]) == ("IV", "permanganate_index,ammonia_nitrogen")
    assert result["times_over"] == pytest.approx(8.0 / 6 - 1)


def test_times_over_the_target():
    frame = pd.DataFrame({"ammonia_nitrogen": [3.0, 0.4, np.nan, 0.1], "dissolved_oxygen": [8, 8, np.nan, 1]})
    assert water_class(frame, body="river")["times_over"].tolist() == pytest.approx(
        [2.0, 0, np.nan, np.nan], nan_ok=True
    )
    strict = water_class(frame, body="river", target="Ⅱ")["times_over"].tolist()
    assert strict == pytest.approx([5.0, 0, np.nan, np.nan], nan_ok=True)
    by_row = water_class(frame, body="river", target=["IV", "I", None, ""])["times_over"].tolist()
    assert by_row == pytest.approx([1.0, 0.4 / 0.15 - 1, np.nan, np.nan], nan_ok=True)


def test_labels_may_repeat():
    frame = pd.DataFrame({"ammonia_nitrogen": [0.1, 3.0]}, index=["a", "a"])
    assert water_class(frame, body="river")["class"].tolist() == ["I", "劣V"]


def test_nothing_to_assess_gives_no_class():
    result = water_class(pd.DataFrame({"ammonia_nitrogen": [np.nan, -1, np.inf]}), body="river")
    assert result["class"].tolist() == [None, None, None]
    assert result["factors"].tolist() == ["", "", ""]
    assert result["times_over"].isna().all()


@given(st.lists(st.tuples(*[st.floats(0, 50)] * 3), min_size=1, max_size=6), st.sampled_from(["river", "lake"]))
def test_more_pollution_never_betters_the_class(rows, body):
    frame = pd.DataFrame(rows, columns=["permanganate_index", "ammonia_nitrogen", "total_phosphorus"])
    before = water_class(frame, body=body)["class"].map(class_number)
    after = water_class(frame * 1.5, body=body)["class"].map(class_number)
    assert (after >= before).all()


@pytest.mark.parametrize(
    ("text", "number"), [("Ⅲ", 3), ("III类", 3), ("iv", 4), ("劣Ⅴ", 6), (2, 2), (2.0, 2), ("VI", 0), (None, 0), ("", 0)]
)
def test_classes_are_read_however_they_are_written(text, number):
    assert class_number(text) == number


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"body": "sea"}, "sea"),
        ({"body": "river", "target": "best"}, "best"),
        ({"body": "river", "target": "劣V"}, "劣V"),
        ({"body": ["river", "river"]}, "2 kinds"),
        ({"body": pd.Series(["river"], index=[9])}, "do not belong"),
    ],
)
def test_what_cannot_be_classed_is_refused(options, said):
    with pytest.raises(InputError, match=said):
        water_class(pd.DataFrame({"ph": [7.0]}), **options)


def test_tables_without_use_are_refused():
    with pytest.raises(InputError, match="None of the columns"):
        water_class(pd.DataFrame({"turbidity": [1.0]}), body="river")
    with pytest.raises(InputError, match="ph"):
        water_class(pd.DataFrame({"ph": ["--"]}), body="river")


def test_published_classes_of_118_sections(shared_data):
    """National publication of 2026-02-04: every section that has a class gets it with the limits of rivers."""
    file = shared_data / "12_surface_water" / "north_china_surface_water_2026-02-04.csv"
    rows = pd.read_csv(file, na_values="--")
    names = {
        "pH(无量纲)": "ph",
        "溶解氧(mg/L)": "dissolved_oxygen",
        "高锰酸盐指数(mg/L)": "permanganate_index",
        "氨氮(mg/L)": "ammonia_nitrogen",
        "总磷(mg/L)": "total_phosphorus",
        "总氮(mg/L)": "total_nitrogen",
    }
    assert set(names) <= set(rows.columns)
    found = water_class(rows.rename(columns=names), body="river")["class"].map(class_number)
    published = rows["水质类别"].map(class_number)
    assert len(rows) == 118
    assert (published > 0).sum() == 114
    assert (found == published).all()
