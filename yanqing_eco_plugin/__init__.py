"""Yanqing Eco: a district's environmental monitoring network on one map."""

from __future__ import annotations


def classFactory(iface):
    """Make the plugin; QGIS calls this."""
    from .plugin import YanqingEcoPlugin

    return YanqingEcoPlugin(iface)
