"""QGIS without a window beside a real database."""

from __future__ import annotations

import os

# The environment stands before QGIS looks at it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.qgis.gui_parts.conftest import no_error_in_a_slot, own_settings, qgis_app

__all__ = ["no_error_in_a_slot", "own_settings", "qgis_app"]
