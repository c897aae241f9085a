"""The few words that charts and exported tables say, in Chinese or English."""

from __future__ import annotations

from ..standards import PROPERTIES

__all__ = ["is_switch", "offset_text", "property_text", "property_title", "unit_text", "value_text", "word"]

_WORDS: dict[str, tuple[str, str]] = {
    "local_time": ("本地时间（UTC{offset}）", "Local time (UTC{offset})"),
    "utc_time": ("UTC时间", "UTC"),
    "property_zh": ("监测项目", "Property (zh)"),
    "property_en": ("监测项目（英文）", "Property (en)"),
    "value": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "flag": ("标记", "Flag"),
    "station_id": ("站点编号", "Station id"),
    "station": ("站点", "Station"),
    "note": ("备注", "Note"),
    "synthetic": ("合成演示数据，非真实监测", "Synthetic demonstration data, not measured"),
    "source": ("数据来源：{district}数据资源中心", "Source: data centre of {district}"),
    "period": ("{start} 至 {end}（UTC{offset}）", "{start} to {end} (UTC{offset})"),
    "no_data": ("该时段没有数据", "No data in this period"),
    "no_valid_day": ("无有效数据", "No valid data"),
    "flagged": ("标记数据（无效）", "Flagged (not valid)"),
    "on": ("运行", "on"),
    "off": ("停止", "off"),
    "unlawful": ("风机运行而净化器未开", "fan on, purifier off"),
    "month": ("{year}年{month}月", "{name} {year}"),
    "valid_records": ("有效数据 {share} 条", "valid records: {share}"),
    "topic_index": ("AQI", "AQI"),
    "topic_state": ("综合等级", "Overall level"),
    "topic_ld": ("昼间等效声级 Ld", "Day level Ld"),
    "topic_ln": ("夜间等效声级 Ln", "Night level Ln"),
    "weekdays": ("一 二 三 四 五 六 日", "Mo Tu We Th Fr Sa Su"),
    "N": ("正常", "normal"),
    "F": ("停运", "out of operation"),
    "M": ("维护", "maintenance"),
    "S": ("手工输入", "entered by hand"),
    "D": ("故障", "fault"),
    "C": ("校准", "calibration"),
    "T": ("超量程", "over range"),
    "B": ("通讯异常", "communication fault"),
}

# The stored unit is the field's own; these few are words and not symbols.
_ENGLISH_UNITS = {"个/cm³": "ions/cm³", "辆": "vehicles"}


def word(key: str, language: str) -> str:
    """What charts and tables say for `key` in `language` (``zh`` or ``en``)."""
    chinese, english = _WORDS[key]
    return chinese if language.startswith("zh") else english


def unit_text(prop: str, language: str) -> str:
    """Unit of a property as `language` writes it; empty where it has none."""
    unit = PROPERTIES[prop].unit
    return unit if language.startswith("zh") else _ENGLISH_UNITS.get(unit, unit)


def property_text(prop: str, language: str) -> str:
    """Name of a property."""
    return PROPERTIES[prop].label(language)


def property_title(prop: str, language: str) -> str:
    """Name and unit of a property, as an axis is labelled: ``PM2.5 (µg/m³)``."""
    unit = unit_text(prop, language)
    return f"{property_text(prop, language)} ({unit})" if unit else property_text(prop, language)


def is_switch(prop: str) -> bool:
    """Whether a property says on or off."""
    one = PROPERTIES[prop]
    return one.minimum == 0 and one.maximum == 1 and one.decimals == 0


def value_text(prop: str, value: float, language: str) -> str:
    """A value with the property's decimals, thousands apart in large numbers; on or off for switches."""
    if is_switch(prop):
        return word("on" if value >= 0.5 else "off", language)
    text = f"{value:.{PROPERTIES[prop].decimals}f}"
    return "0" + text[2:] if text.startswith("-0") and not float(text) else text


def offset_text(utc_offset_hours: float) -> str:
    """Offset of the local time as ``+8`` or ``-3:30``."""
    minutes = round(utc_offset_hours * 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
