"""Language, expressions and classes that no standard gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qgis.core import QgsApplication, QgsExpression, QgsExpressionContext, QgsFeature, QgsField, QgsFields

from yanqing_eco_plugin.compat import FieldType
from yanqing_eco_plugin.core.standards import PROPERTIES
from yanqing_eco_plugin.layers.expressions import alarm_texts, local_time_text, name_text, value_text
from yanqing_eco_plugin.layers.language import current_language, word
from yanqing_eco_plugin.layers.plain_classes import is_switch, plain_classes


def evaluated(expression: str, **values: object) -> object:
    fields, feature = QgsFields(), QgsFeature()
    for name, value in values.items():
        fields.append(QgsField(name, FieldType.REAL if isinstance(value, float) else FieldType.TEXT))
    feature.setFields(fields)
    feature.setAttributes(list(values.values()))
    context = QgsExpressionContext()
    context.setFeature(feature)
    parsed = QgsExpression(expression)
    answer = parsed.evaluate(context)
    assert not parsed.hasParserError(), parsed.parserErrorString()
    assert not parsed.hasEvalError(), parsed.evalErrorString()
    return answer


@pytest.mark.parametrize(("locale", "language"), [("zh_CN", "zh"), ("zh-Hans", "zh"), ("en_GB", "en"), ("de", "en")])
def test_the_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch, locale: str, language: str) -> None:
    class Application:
        def locale(self) -> str:
            return locale

    monkeypatch.setattr(QgsApplication, "instance", Application)
    assert current_language() == language


def test_words() -> None:
    assert (word("fault", "zh"), word("fault", "en"), word("no such word", "zh")) == ("故障", "Faulty", "no such word")


@pytest.mark.parametrize(
    ("offset", "clock"), [(8, "2026-03-01 00:30"), (0, "2026-02-28 16:30"), (-3.5, "2026-02-28 13:00")]
)
def test_an_instant_on_the_districts_clock(qgis_app: QgsApplication, offset: float, clock: str) -> None:
    assert evaluated(local_time_text("newest", offset), newest="2026-02-28T16:30:00Z") == clock


def test_a_value_has_the_digits_of_its_property(qgis_app: QgsApplication) -> None:
    assert evaluated(value_text("co"), co=2.0) == "2.0"
    assert evaluated(value_text("total_phosphorus"), total_phosphorus=0.1) == "0.100"
    assert evaluated(value_text("fan_on", "en"), fan_on=1.0) == "on"
    assert not evaluated(value_text("co"), co=None)


def test_names(qgis_app: QgsApplication) -> None:
    assert evaluated(name_text("zh"), name="甲", name_en="A", station_id="1") == "甲"
    assert evaluated(name_text("en"), name="甲", name_en="", station_id="1") == "甲"
    assert evaluated(name_text("en"), name=None, name_en=None, station_id="1") == "1"


def test_alarms(qgis_app: QgsApplication) -> None:
    told = alarm_texts(["pm2_5", "pm10"], "en")
    assert evaluated(told, alarms="exceedance:pm10,purifier_off,new_code").split(", ")[::2] == [
        "PM10 exceeds its limit",
        "new_code",
    ]
    assert not evaluated(told, alarms="")


def test_switches() -> None:
    assert {name for name in PROPERTIES if is_switch(name)} == {"fan_on", "purifier_on"}
    assert [one.label for one in plain_classes("fan_on", 0, 1, "zh")] == ["关", "开"]


@settings(max_examples=100, deadline=None)
@given(low=st.floats(-1e6, 1e6), span=st.floats(0, 1e6), share=st.floats(-1, 2))
def test_plain_classes_hold_every_value_once(low: float, span: float, share: float) -> None:
    classes = plain_classes("temperature", low, low + span, "en")
    value = low + share * span
    fits = [one for one in classes if (one.low is None or value > one.low) and (one.high is None or value <= one.high)]
    assert len(fits) == 1
    assert len({one.colour for one in classes}) == len(classes)
