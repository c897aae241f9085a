"""Words and colours of incidents on the screen."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ...layers.incidents import LEVEL_COLOURS
from ...layers.language import word

__all__ = [
    "LEVEL_COLOURS",
    "ORDER_COLOURS",
    "duration_text",
    "incident_text",
    "level_text",
    "resource_text",
    "straight_text",
]

ORDER_COLOURS = {
    "ordered": "#56b4e9",
    "acknowledged": "#009e73",
    "moving": "#0072b2",
    "on_scene": "#d55e00",
    "done": "#7b5ea7",
    "released": "#8a979e",
}


def incident_text(key: str, language: str) -> str:
    """Name of a kind, phase, state of an order or measure, the same as in the report."""
    # Brings the charts of reports along; the first reading of the board has loaded them in the background.
    from ...core.reports.incident_words import incident_word

    return incident_word(key, language)


def resource_text(key: str, language: str) -> str:
    """Name of a kind or state of resources, the same as on the map."""
    return word(f"resource_{key}", language)


def level_text(level: int | None) -> str:
    """A level with its name: I especially serious … IV general."""
    translate = QCoreApplication.translate
    names = {
        1: translate("Emergency", "I especially serious"),
        2: translate("Emergency", "II serious"),
        3: translate("Emergency", "III larger"),
        4: translate("Emergency", "IV general"),
    }
    return names.get(level or 0, "–")


def duration_text(seconds: float | None) -> str:
    """Minutes and seconds, from an hour on hours and minutes; a dash for what is not known."""
    if seconds is None or seconds != seconds:
        return "–"
    translate, whole = QCoreApplication.translate, round(abs(seconds))
    sign = "−" if seconds < 0 and whole else ""
    if whole >= 3600:
        text = translate("Emergency", "{hours} h {minutes:02d} min").format(
            hours=whole // 3600, minutes=whole % 3600 // 60
        )
    elif whole >= 60:
        text = translate("Emergency", "{minutes} min {seconds:02d} s").format(minutes=whole // 60, seconds=whole % 60)
    else:
        text = translate("Emergency", "{seconds} s").format(seconds=whole)
    return sign + text


def straight_text() -> str:
    """What a time without a road rests on."""
    from ...core.emergency.travel import DETOUR_FACTOR, OFF_ROAD_KMH

    text = QCoreApplication.translate("Emergency", "straight line × {factor:g} at {speed:g} km/h")
    return text.format(factor=DETOUR_FACTOR, speed=OFF_ROAD_KMH)
