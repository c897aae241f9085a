"""A demo centre, and pictures of layers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre
from yanqing_eco_plugin.core.demo import create_demo


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up centre with one day of history; not to be written to."""
    folder = tmp_path_factory.mktemp("demo") / "centre"
    create_demo(str(folder), days=1).close()
    return folder


@pytest.fixture
def centre(qgis_app: QgsApplication, demo_folder: Path) -> Iterator[DataCentre]:
    """The made-up centre, for reading."""
    with open_centre(str(demo_folder), writable=False) as opened:
        yield opened


@pytest.fixture
def copied(qgis_app: QgsApplication, demo_folder: Path, tmp_path: Path) -> Callable[[], DataCentre]:
    """Opens a copy of the made-up centre that may be written to."""

    def make() -> DataCentre:
        target = tmp_path / "copy"
        shutil.copytree(demo_folder, target)
        return open_centre(str(target))

    return make
