"""The watched zone of a depot in the real window: the circle on the map, a radius by the menu, a drawing by clicks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.demo.emergency import EXERCISE_PLACE, exercise_resources
from yanqing_eco_plugin.core.demo.emergency_roads import exercise_roads

from .hands import open_emergency, row_of

CIRCLES = "sorted(f['resource_id'] for f in em.layers.layer('depot_circle').getFeatures())"
ZONES = "[(row['resource_id'], row['active']) for row in em.board.depot_zones]"
# The entry of a menu that is open, by its place in the list.
ENTRY = (
    "(lambda menu: (lambda at: [at.x(), at.y()])(menu.mapToGlobal(menu.actionGeometry(menu.actions()[{at}]).center())))"
    "(next(menu for menu in em.resources.view.findChildren(QMenu) if menu.objectName() == '{menu}' and menu.isVisible()))"
)


@pytest.fixture(scope="module")
def emergency(start_qgis: Callable[..., QgisWindow], demo_centre: Path, tmp_path_factory) -> QgisWindow:
    """QGIS with an incident in hand and the map on the depot D2; `em` is the dock."""
    folder = tmp_path_factory.mktemp("depots")
    shutil.copytree(demo_centre, folder / "centre")
    with open_centre(folder / "centre") as opened:
        opened.write_features("resource", exercise_resources())
    exercise_roads().to_file(folder / "roads.gpkg", driver="GPKG")
    window = open_emergency(start_qgis(), folder / "centre", folder / "roads.gpkg")
    window.run("from qgis.PyQt.QtWidgets import QMenu, QInputDialog")
    window.run("em.tool.placed.emit({}, {})".format(*EXERCISE_PLACE))
    window.wait("em.form.isVisible() and em.form.surroundings is not None")
    window.click("spot('yanqing_eco_incident_open')")
    window.wait("em.board.incident is not None and em.tabs.currentIndex() == 1")
    window.run("box = QgsReferencedRectangle(QgsRectangle(115.96, 40.407, 115.97, 40.413), wgs84)")
    window.run("iface.mapCanvas().setReferencedExtent(box); iface.mapCanvas().refresh()")
    window.settle()
    return window


def choose(window: QgisWindow, resource_id: str, at: int) -> None:
    """Choose in the context menu of a depot what to do with its zone."""
    window.click(row_of(resource_id), button=3)
    window.wait("any(m.objectName() == 'yanqing_eco_resource_menu' and m.isVisible() for m in em.findChildren(QMenu))")
    last = "len(menu.actions()) - 1"
    window.click(ENTRY.format(menu="yanqing_eco_resource_menu", at=last))
    window.wait("any(m.objectName() == 'yanqing_eco_depot_zone' and m.isVisible() for m in em.findChildren(QMenu))")
    window.picture("depot-zone-menu")
    window.click(ENTRY.format(menu="yanqing_eco_depot_zone", at=at))


def test_the_usual_circle_is_on_the_map(emergency: QgisWindow) -> None:
    assert emergency.run(CIRCLES) == ["D1", "D2", "D3"]
    node = "QgsProject.instance().layerTreeRoot().findLayer(em.layers.layer('depot_circle').id())"
    emergency.run(f"{node}.parent().setExpanded(False); {node}.parent().setExpanded(True)")
    emergency.settle()
    emergency.picture("depot-zone-circle")


def test_a_radius_by_the_menu(emergency: QgisWindow) -> None:
    choose(emergency, "D2", 1)
    emergency.wait("em.depots.asked is not None and em.depots.asked.isVisible()")
    emergency.keys("ctrl+a")
    emergency.type("230")
    emergency.picture("depot-zone-radius")
    emergency.keys("Return")
    emergency.wait(f"{ZONES} == [('D2', 1)]")
    emergency.settle()
    assert emergency.run(CIRCLES) == ["D1", "D3"]
    emergency.picture("depot-zone-set")


def test_a_zone_by_clicks_on_the_map(emergency: QgisWindow) -> None:
    choose(emergency, "D2", 2)
    emergency.wait("iface.mapCanvas().mapTool() is em.depots.tool")
    for corner in ((115.963, 40.4085), (115.967, 40.4085), (115.9675, 40.4115), (115.963, 40.411)):
        emergency.click("map_spot({}, {})".format(*corner))
    emergency.click("map_spot(115.965, 40.4095)", button=3)
    emergency.wait("len(em.board.depot_zones) == 1 and em.board.depot_zones[0]['row_version'] == 2")
    assert emergency.run("len(em.board.depot_zones[0]['geometry'].exterior.coords)") == 5
    emergency.settle()
    emergency.picture("depot-zone-drawn")
    choose(emergency, "D2", 0)
    emergency.wait(f"{ZONES} == [(None, 0)]")
    emergency.settle()
    assert emergency.run(CIRCLES) == ["D1", "D2", "D3"]
