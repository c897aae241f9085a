"""Alarm codes: when a value becomes one, and what users read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .properties import PROPERTIES
from .tables import cell_number, read_table

__all__ = ["alarm_label", "alarm_threshold"]


@cache
def _thresholds() -> Mapping[tuple[str, str], float]:
    return {
        (row["name"], row["class"]): cell_number(row, "threshold", "alarm_thresholds")
        for row in read_table("alarm_thresholds")
    }


def alarm_threshold(name: str, zone: str = "") -> float:
    """Threshold of ``resources/standards/alarm_thresholds.csv``.

    `zone` is the class of the zone, where that matters; a zone without a row of its own has the row without a class.
    """
    thresholds = _thresholds()
    return thresholds.get((name, zone.strip().removesuffix(".0")), thresholds[name, ""])


@cache
def _labels() -> Mapping[str, tuple[str, str]]:
    return {row["code"]: (row["zh"], row["en"]) for row in read_table("alarms")}


def alarm_label(code: str, language: str = "zh") -> str:
    """What users read for an alarm code such as ``exceedance:pm2_5``, in `language` (``zh`` or ``en``).

    A code nobody knows is shown as it is.
    """
    name, _, prop = code.strip().partition(":")
    if name not in _labels():
        return code
    zh, en = _labels()[name]
    label = PROPERTIES[prop].label(language) if prop in PROPERTIES else prop
    # What concerns a whole station names no property.
    return (zh if language.startswith("zh") else en).format(property=label).strip(": ")
