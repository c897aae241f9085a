"""A demo centre, and pictures of layers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre


@pytest.fixture
def centre(qgis_app: QgsApplication, demo_centre: Path) -> Iterator[DataCentre]:
    """The made-up centre, for reading."""
    with open_centre(str(demo_centre), writable=False) as opened:
        yield opened


@pytest.fixture
def copied(qgis_app: QgsApplication, demo_centre: Path, tmp_path: Path) -> Callable[[], DataCentre]:
    """Opens a copy of the made-up centre that may be written to."""

    def make() -> DataCentre:
        target = tmp_path / "copy"
        shutil.copytree(demo_centre, target)
        return open_centre(str(target))

    return make
