"""Lettering that reads on a map: Chinese fonts wherever the project is opened, with a halo."""

from __future__ import annotations

from qgis.core import QgsTextBackgroundSettings, QgsTextBufferSettings, QgsTextFormat
from qgis.PyQt.QtCore import QSizeF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

from ..compat import MILLIMETRES, POINTS

__all__ = ["FAMILIES", "available_family", "text_format"]

# In the order in which they are tried: Linux, Windows, macOS, older Linux; then whatever the system has instead.
FAMILIES = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimHei",
]


def available_family() -> str:
    """The first of `FAMILIES` that this machine has; the first of all where it has none."""
    return next((name for name in FAMILIES if QFontInfo(QFont(name)).family() == name), FAMILIES[0])


def text_format(
    size: float, *, colour: str = "#1a1a1a", bold: bool = False, halo: float = 0.8, plate: float = 0.0
) -> QgsTextFormat:
    """Lettering of `size` points with a white halo of `halo` millimetres, or on a white plate of opacity `plate`."""
    font = QFont(available_family())
    font.setBold(bold)
    lettering = QgsTextFormat()
    lettering.setFont(font)
    lettering.setFamilies(FAMILIES)
    lettering.setSize(size)
    lettering.setSizeUnit(POINTS)
    lettering.setColor(QColor(colour))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(halo > 0)
    buffer.setSize(halo)
    buffer.setSizeUnit(MILLIMETRES)
    buffer.setColor(QColor("#ffffff"))
    # Round joins and half-transparent halos cost twice the time, and Chinese characters have many corners.
    buffer.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    lettering.setBuffer(buffer)
    if plate > 0:
        lettering.setBackground(_plate(plate))
    return lettering


def _plate(opacity: float) -> QgsTextBackgroundSettings:
    plate = QgsTextBackgroundSettings()
    plate.setEnabled(True)
    plate.setType(QgsTextBackgroundSettings.ShapeType.ShapeRectangle)
    plate.setSizeType(QgsTextBackgroundSettings.SizeType.SizeBuffer)
    plate.setSize(QSizeF(0.4, 0.0))
    plate.setSizeUnit(MILLIMETRES)
    plate.setRadii(QSizeF(0.8, 0.8))
    plate.setRadiiUnit(MILLIMETRES)
    fill = QColor("#ffffff")
    fill.setAlphaF(opacity)
    plate.setFillColor(fill)
    plate.setStrokeWidth(0)
    return plate
