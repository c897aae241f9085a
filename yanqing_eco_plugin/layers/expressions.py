"""Pieces of QGIS expressions that labels and map tips are put together from."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsExpression

from ..core.standards import LEVELS, PROPERTIES, alarm_label
from ..core.standards.tables import read_table
from .language import word
from .plain_classes import is_switch

__all__ = ["age_text", "alarm_texts", "level_text", "local_time_text", "name_text", "value_text"]


def name_text(language: str, *, key: str = "station_id") -> str:
    """The name in `language`; the other one, or the key, where a place has only that."""
    first, second = ("name", "name_en") if language.startswith("zh") else ("name_en", "name")
    return f'coalesce(nullif("{first}", \'\'), nullif("{second}", \'\'), "{key}")'


def value_text(prop: str, language: str = "zh") -> str:
    """A value with the property's digits; NULL where there is none."""
    column = QgsExpression.quotedColumnRef(prop)
    if is_switch(prop):
        on, off = (QgsExpression.quotedString(word(state, language)) for state in ("on", "off"))
        return f"CASE WHEN {column} >= 0.5 THEN {on} WHEN {column} < 0.5 THEN {off} END"
    known = PROPERTIES.get(prop)
    decimals = known.decimals if known is not None else 2
    return f"if({column} IS NULL, NULL, format_number({column}, {decimals}, 'en'))"


def level_text(schemes: Iterable[str], language: str) -> str:
    """The name of the level a station has; NULL where it has none."""
    cases = [
        f'WHEN "scheme" = {QgsExpression.quotedString(scheme)} AND "level" = {level.level} '
        f"THEN {QgsExpression.quotedString(level.label(language))}"
        for scheme in schemes
        for level in LEVELS[scheme]
    ]
    return f"CASE {' '.join(cases)} END" if cases else "NULL"


def local_time_text(column: str, utc_offset_hours: float) -> str:
    """An instant of the centre (UTC text) on the district's clock, to the minute."""
    seconds = round(utc_offset_hours * 3600)
    return f"format_date(to_datetime(\"{column}\") + to_interval('{seconds} seconds'), 'yyyy-MM-dd HH:mm')"


def age_text(language: str) -> str:
    """How old the newest value is, in words; NULL where nothing came."""
    steps = ((120, 0, "age_now"), (7200, 60, "age_minutes"), (172800, 3600, "age_hours"), (None, 86400, "age_days"))
    cases = []
    for limit, unit, key in steps:
        text = QgsExpression.quotedString(word(key, language))
        value = text if not unit else f"replace({text}, '{{n}}', to_string(floor(\"age_s\" / {unit})))"
        cases.append(f'WHEN "age_s" < {limit} THEN {value}' if limit else f"ELSE {value}")
    return f'if("age_s" IS NULL, NULL, CASE {" ".join(cases)} END)'


def alarm_texts(properties: Iterable[str], language: str) -> str:
    """The alarms of a station as users read them, joined by commas; NULL where there is none."""
    codes = []
    for row in read_table("alarms"):
        about_property = "{property}" in row["en"]
        codes += [f"{row['code']}:{prop}" for prop in properties] if about_property else [row["code"]]
    joiner = "、" if language.startswith("zh") else ", "
    said = [QgsExpression.quotedString(text) for code in codes for text in (code, alarm_label(code, language))]
    pairs = ", ".join(said)
    labelled = 'array_foreach(string_to_array("alarms"), coalesce(map_get(@labels, @element), @element))'
    each = f"with_variable('labels', map({pairs}), {labelled})"
    return f"if(coalesce(\"alarms\", '') = '', NULL, array_to_string({each}, {QgsExpression.quotedString(joiner)}))"
