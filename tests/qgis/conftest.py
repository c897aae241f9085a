"""QGIS without a window, started once for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# A virtual environment's pyproj does not look where the distribution keeps its data.
if "PROJ_DATA" not in os.environ and Path("/usr/share/proj/proj.db").is_file():
    os.environ["PROJ_DATA"] = "/usr/share/proj"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication  # the environment stands before QGIS looks at it


@pytest.fixture(scope="session")
def qgis_app(tmp_path_factory: pytest.TempPathFactory) -> QgsApplication:
    """The running application; its settings are nobody's."""
    app = QgsApplication.instance()
    if app is None:
        os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(tmp_path_factory.mktemp("profile"))
        # With GUI, so that tests of widgets may share it; offscreen needs no display.
        app = QgsApplication([], True)
        app.initQgis()
    # No exitQgis: what a failed test still holds would be destroyed after its provider and bring the whole run down.
    return app
