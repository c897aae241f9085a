"""Classes of values against the tables of the standards and against the assessment that the status uses."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qgis.core import QgsExpression

from yanqing_eco_plugin.core.standards import KINDS, PROPERTIES, assess, level_colour
from yanqing_eco_plugin.layers.classes import ValueClass, schemes_of, value_classes

AFTER = datetime(2026, 3, 2, tzinfo=UTC)
BEFORE = datetime(2026, 2, 1, tzinfo=UTC)
JUDGED = [(kind.name, prop) for kind in KINDS.values() for prop in kind.properties if value_classes(kind.name, prop)]


def bounds(classes: tuple[ValueClass, ...]) -> list[float | None]:
    return [one.high for one in classes]


def matching(classes: tuple[ValueClass, ...], value: float) -> list[ValueClass]:
    return [one for one in classes if QgsExpression(one.condition(repr(value))).evaluate() == 1]


def test_pm2_5_before_and_after_march_2026() -> None:
    """HJ 633-2012 table 1 and HJ 633-2026 table 3: nodes at IAQI 50, 100, 150, 200, 300."""
    assert bounds(value_classes("air", "pm2_5", when=BEFORE)) == [35, 75, 115, 150, 250, None]
    assert bounds(value_classes("air", "pm2_5", when=AFTER)) == [35, 60, 115, 150, 250, None]


def test_hourly_sulphur_dioxide_ends_at_iaqi_200() -> None:
    """HJ 633-2026 table 3, note b: above 800 µg/m³ the hourly value counts as IAQI 200, level 4."""
    classes = value_classes("air", "so2", when=AFTER)
    assert bounds(classes) == [150, 500, 650, None]
    assert classes[-1].level == 4


def test_oxygen_is_better_when_there_is_more() -> None:
    """GB 3838-2002 table 1: at least 7.5, 6, 5, 3, 2 mg/L for classes I to V."""
    classes = value_classes("water", "dissolved_oxygen")
    assert [(one.low, one.level) for one in classes] == [(None, 6), (2, 5), (3, 4), (5, 3), (6, 2), (7.5, 1)]
    assert [one.level for one in matching(classes, 7.5)] == [1]


def test_ph_is_good_between_two_limits() -> None:
    """GB 3838-2002 table 1: pH 6 to 9 for every class."""
    levels = [[one.level for one in matching(value_classes("water", "ph"), value)] for value in (5.99, 6, 9, 9.01)]
    assert levels == [[6], [1], [1], [6]]


def test_negative_ions() -> None:
    """QX/T 380-2017: 1200, 500, 100 per cm³."""
    assert [one.low for one in value_classes("scenic", "negative_ions")] == [None, 100, 500, 1200]


def test_colours_and_words_come_from_the_table_of_levels() -> None:
    classes = value_classes("air", "pm10", "en", when=AFTER)
    assert [one.colour for one in classes] == [level_colour("aqi", level) for level in range(1, 7)]
    assert classes[0].label.split() == ["Excellent", "≤", "50", "µg/m³"]
    assert value_classes("air", "pm10", "zh", when=AFTER)[1].label.split() == ["良", "50–120", "µg/m³"]


def test_what_no_standard_judges_has_no_classes() -> None:
    assert value_classes("weather", "temperature") == ()
    assert value_classes("nonsense", "leq") == ()
    assert schemes_of("weather") == ()
    assert schemes_of("air") == ("aqi",)


@pytest.mark.parametrize(("kind", "prop"), JUDGED)
@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 1))
def test_every_value_lies_in_exactly_one_class(kind: str, prop: str, share: float) -> None:
    classes = value_classes(kind, prop)
    top = max(one.high or 0 for one in classes) * 1.5
    assert len(matching(classes, round(share * top, 4))) == 1
    for one in classes:
        for limit in (one.low, one.high):
            assert limit is None or len(matching(classes, limit)) == 1


@settings(max_examples=100, deadline=None)
@given(prop=st.sampled_from(["pm2_5", "o3", "co", "so2"]), share=st.floats(0.001, 1.2), recent=st.booleans())
def test_the_class_is_the_level_the_station_gets(prop: str, share: float, recent: bool) -> None:
    """A station that measures one pollutant has the level of that pollutant's class."""
    when = AFTER if recent else BEFORE
    value = round(share * {"pm2_5": 500, "o3": 1200, "co": 150, "so2": 800}[prop], PROPERTIES[prop].decimals)
    stations = pd.DataFrame({"kind": ["micro" if prop == "pm2_5" else "air"], "air_class": ["2"]}, index=["a"])
    found = assess(stations, pd.DataFrame({prop: [value]}, ["a"]), on=when)
    level = found["level"].iloc[0]
    if pd.isna(level):
        return  # one pollutant of six is published above AQI 100 only
    assert [one.level for one in matching(value_classes("air", prop, when=when), value)] == [level]
