"""What the dock says of scans, in the user's language."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from .catalogue import ScanRow

__all__ = ["angles_text", "kind_name", "moment_text", "quantity_name", "status_text"]


def kind_name(kind: str) -> str:
    """Name of a kind of scan."""
    names = {
        "ppi": QCoreApplication.translate("ScanWords", "Full turn"),
        "sector": QCoreApplication.translate("ScanWords", "Sector"),
        "rhi": QCoreApplication.translate("ScanWords", "Section (RHI)"),
        "vertical": QCoreApplication.translate("ScanWords", "Vertical"),
        "volume": QCoreApplication.translate("ScanWords", "Volume"),
    }
    return names.get(kind, QCoreApplication.translate("ScanWords", "Other"))


def quantity_name(quantity: str) -> str:
    """Name of a quantity with its unit."""
    names = {
        "extinction": QCoreApplication.translate("ScanWords", "Aerosol extinction (km⁻¹)"),
        "pm2_5": QCoreApplication.translate("ScanWords", "PM2.5 mass (µg/m³)"),
        "pm10": QCoreApplication.translate("ScanWords", "PM10 mass (µg/m³)"),
        "rcs": QCoreApplication.translate("ScanWords", "Range-corrected signal"),
        "depolarisation": QCoreApplication.translate("ScanWords", "Volume depolarisation"),
    }
    return names[quantity]


def moment_text(when: datetime | None, utc_offset_hours: float, pattern: str = "%Y-%m-%d %H:%M") -> str:
    """An instant on the district's clock."""
    if when is None:
        return QCoreApplication.translate("ScanWords", "no time")
    return when.astimezone(timezone(timedelta(hours=utc_offset_hours))).strftime(pattern)


def angles_text(scan: ScanRow) -> str:
    """Where the beam pointed: azimuths of a turn, elevations of a section."""
    low, high = scan.elevation
    if scan.kind == "vertical" or low is None or high is None:
        return "" if low is None else f"↑ {low:.0f}°"
    start, end = scan.azimuth
    around = (
        ""
        if scan.kind == "ppi" or start is None or end is None
        else f"{start:.0f}°"
        if start == end
        else f"{start:.0f}–{end:.0f}°"
    )
    up = f"{low:.1f}°" if high - low < 0.05 else f"{low:.0f}–{high:.0f}°"
    return f"{around} ↑ {up}".strip()


def status_text(scan: ScanRow) -> str:
    """What is the matter with a scan; made-up ones say so."""
    if scan.status == "no_place":
        return QCoreApplication.translate("ScanWords", "place unknown")
    if scan.status == "no_file":
        return QCoreApplication.translate("ScanWords", "file lost")
    return QCoreApplication.translate("ScanWords", "synthetic") if scan.synthetic else ""
