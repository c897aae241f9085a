"""What a dispatcher does in the Emergency dock, as the tests of the window say it."""

from __future__ import annotations

from pathlib import Path

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.demo.emergency import EXERCISE_PLACE

INCIDENTS, RESOURCES, ORDERS, LOG, AREA, REPLAY, REVIEW = range(7)
_TABS = "yanqing_eco_emergency_tabs"


def open_emergency(window: QgisWindow, centre: Path, roads: Path) -> QgisWindow:
    """Open a centre with the dock in front, the roads in the project and the map on the exercise; `em` is the dock."""
    window.run("eco = plugins['yanqing_eco_plugin'].window; eco.session.settings.refresh_seconds = 1")
    window.run(f"eco.session.open({str(centre)!r})")
    window.wait("eco.session.is_open")
    window.settle()
    window.run("em = eco.offered['emergency'].show(); em.header.who.setText('值班岗')")
    window.run("em.header.who.editingFinished.emit(); from qgis.PyQt.QtCore import Qt")
    window.run("iface.mainWindow().resizeDocks([em], [480], Qt.Orientation.Horizontal)")
    window.run("from qgis.core import QgsVectorLayer, QgsRectangle, QgsReferencedRectangle")
    window.run(f"roads = QgsProject.instance().addMapLayer(QgsVectorLayer({str(roads)!r}, '示意道路', 'ogr'))")
    lon, lat = EXERCISE_PLACE
    box = f"QgsRectangle({lon - 0.05}, {lat - 0.05}, {lon + 0.05}, {lat + 0.05})"
    window.run(
        "wgs84 = QgsCoordinateReferenceSystem('EPSG:4326'); "
        f"iface.mapCanvas().setReferencedExtent(QgsReferencedRectangle({box}, wgs84))"
    )
    window.wait("em.board is not None")
    window.settle()
    return window


def tab(window: QgisWindow, number: int) -> None:
    """Turn to a page."""
    window.click(f"tab_spot('{_TABS}', {number})")
    window.wait(f"em.tabs.currentIndex() == {number}", 5)


def row_of(resource_id: str) -> str:
    """Screen point of a resource on the board."""
    return f"cell('yanqing_eco_resources', em.resources.model.row_of('{resource_id}'), 0)"


def state(resource_id: str) -> str:
    """What the board says that a resource is doing."""
    return f"em.board.resource('{resource_id}')['state']"


def choose_roads(window: QgisWindow) -> None:
    """Tell times by the first layer of roads."""
    window.click("spot('yanqing_eco_resource_roads')")
    window.keys("Home", "Down", "Return")
    window.wait("em.board.by_road")
