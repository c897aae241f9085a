"""What the choices of several algorithms offer: stable names for scripts with labels in the user's language."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication

from ..core.standards.kinds import KINDS
from ..core.standards.properties import PROPERTIES

__all__ = ["datums", "kinds", "language", "periods", "properties"]


def language() -> str:
    """Language of the application: ``zh`` for every Chinese locale, else ``en``."""
    return "zh" if QgsApplication.instance().locale().lower().startswith("zh") else "en"


def kinds() -> dict[str, str]:
    """The kinds of station."""
    return {kind.name: kind.label(language()) for kind in KINDS.values()}


def properties() -> dict[str, str]:
    """The observed properties with their units."""
    chosen = language()
    return {
        prop.name: f"{prop.label(chosen)} ({prop.unit})" if prop.unit else prop.label(chosen)
        for prop in PROPERTIES.values()
    }


def periods() -> dict[str, str]:
    """What figures may be summed up over, on the district's clock."""
    return {
        "hour": QCoreApplication.translate("EcoChoices", "Hour"),
        "day": QCoreApplication.translate("EcoChoices", "Day"),
        "month": QCoreApplication.translate("EcoChoices", "Month"),
        "year": QCoreApplication.translate("EcoChoices", "Year"),
        "whole": QCoreApplication.translate("EcoChoices", "The whole span"),
    }


def datums() -> dict[str, str]:
    """The datums that coordinates in China come in."""
    return {
        "wgs84": QCoreApplication.translate("EcoChoices", "WGS-84 (GPS)"),
        "cgcs2000": QCoreApplication.translate("EcoChoices", "CGCS2000"),
        "gcj02": QCoreApplication.translate("EcoChoices", "GCJ-02 (Amap, Tencent)"),
        "bd09": QCoreApplication.translate("EcoChoices", "BD-09 (Baidu)"),
    }
