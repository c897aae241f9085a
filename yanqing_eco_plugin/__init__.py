"""Yanqing Eco: a district's environmental monitoring network on one map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import YanqingEcoPlugin


def classFactory(iface: QgisInterface) -> YanqingEcoPlugin:
    """Make the plugin; QGIS calls this."""
    from .plugin import YanqingEcoPlugin

    return YanqingEcoPlugin(iface)
