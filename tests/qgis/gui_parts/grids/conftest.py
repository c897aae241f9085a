"""A draft of the small made-up district under the pen, without the QGIS window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle

from tests.qgis.gui_parts.desk import Desk
from tests.qgis.processing.grid_centre import make_centre
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.gui.grids.draft import Draft, read_draft
from yanqing_eco_plugin.gui.grids.handler import RedrawHandler
from yanqing_eco_plugin.gui.grids.people_page import PeoplePage
from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.gui.grids.unit_layer import redrawn_layer
from yanqing_eco_plugin.gui.session import EcoSession


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grids") / "centre"
    make_centre(folder).close()
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "centre")
    return tmp_path / "centre"


@pytest.fixture
def draft(place: Path) -> Draft:
    with open_centre(place, writable=False) as centre:
        return read_draft(centre, "p1")


@pytest.fixture
def handler(qgis_app: object, draft: Draft) -> Iterator[RedrawHandler]:
    made = RedrawHandler(draft, redrawn_layer(draft, "redrawn"))
    yield made
    made.shut_down()


@pytest.fixture
def desk_session(desk: Desk, place: Path) -> Iterator[EcoSession]:
    with open_centre(place, writable=False) as centre:
        opened = desk.open(centre)
        opened.settings.language = "en"
        yield opened
        opened.shut_down()
    QgsProject.instance().clear()


@pytest.fixture
def redrawing(desk_session: EcoSession, draft: Draft) -> Iterator[Redrawing]:
    canvas = desk_session.iface.mapCanvas()
    canvas.resize(600, 500)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(*draft.units.total_bounds).buffered(0.005))
    made = Redrawing(desk_session, draft)
    yield made
    made.end()


@pytest.fixture
def page(redrawing: Redrawing) -> Iterator[PeoplePage]:
    made = PeoplePage()
    made.begin(redrawing)
    yield made
    made.end()
    made.deleteLater()
