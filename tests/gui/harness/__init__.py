"""Drives the real QGIS window on a virtual screen."""

from .qgis_window import QgisWindow
from .screen import VirtualScreen, missing_programs

__all__ = ["QgisWindow", "VirtualScreen", "missing_programs"]
