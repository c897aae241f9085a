"""Zones of depots from the board: chosen in the context menu, written with the version that was seen, seen on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QInputDialog, QMenu

from tests.unit.emergency.exercise import START
from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre, open_centre
from yanqing_eco_plugin.core.demo import DISTRICT
from yanqing_eco_plugin.core.demo.emergency import EXERCISE_PLACE, exercise_resources
from yanqing_eco_plugin.core.emergency import open_incident
from yanqing_eco_plugin.core.emergency.depot_zones import circle_radius_m
from yanqing_eco_plugin.gui.emergency.dock import EmergencyDock
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.layers.incident_tracking import edits_of
from yanqing_eco_plugin.layers.incidents import CIRCLES
from yanqing_eco_plugin.layers.refresh import LiveRefresh

from .desk import Desk, until


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A centre with the exercise's depots and units, and one incident."""
    import shapely

    folder = str(tmp_path / "centre")
    with create_centre(folder, district=DISTRICT, synthetic=True) as made:
        made.write_features("resource", exercise_resources())
        made.change(edits_of(open_incident("fire", shapely.Point(EXERCISE_PLACE), at=START)))
    return folder


@pytest.fixture
def dock(session: EcoSession) -> Iterator[EmergencyDock]:
    made = EmergencyDock(session)
    made.resize(440, 780)
    made.show()
    made.tabs.setCurrentIndex(1)
    until(lambda: made.board is not None)
    yield made
    made.shut_down()
    made.hide()
    made.deleteLater()


def zone_menu(dock: EmergencyDock, resource_id: str) -> list[QAction]:
    """What the context menu of a resource offers for its zone."""
    dock.resources.select(resource_id)
    view = dock.resources.view
    dock.resources._ask_state(view.visualRect(view.currentIndex()).center())
    menu = dock.resources.view.findChildren(QMenu, "yanqing_eco_resource_menu")[-1]
    menu.hide()
    zones = menu.findChild(QMenu, "yanqing_eco_depot_zone")
    return [] if zones is None else zones.actions()


def shown(desk: Desk) -> QgsMapCanvas:
    """The map around the incident."""
    lon, lat = EXERCISE_PLACE
    desk.canvas.resize(400, 400)
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    desk.canvas.setExtent(QgsRectangle(lon - 0.02, lat - 0.02, lon + 0.02, lat + 0.02))
    return desk.canvas


def held(centre: DataCentre) -> dict[str, object]:
    return centre.features("geofence", where={"kind": "depot"}).iloc[0].to_dict()


def circled(dock: EmergencyDock) -> list[str]:
    return sorted(feature["resource_id"] for feature in dock.layers.layer(CIRCLES).getFeatures())


def checked(actions: list[QAction]) -> list[str]:
    return [action.text() for action in actions if action.isChecked()]


def test_a_depot_has_its_usual_circle_a_radius_a_drawing_or_none(dock: EmergencyDock, centre: DataCentre) -> None:
    depots = sorted(row["resource_id"] for row in dock.board.resources if row["kind"] == "depot")
    assert circled(dock) == depots
    assert not zone_menu(dock, "U01")
    usual, radius, _, _ = zone_menu(dock, "D1")
    assert checked(zone_menu(dock, "D1")) == [usual.text()] == ["Usual circle of 150 m"]

    radius.trigger()
    dialog = dock.resources.findChild(QInputDialog, "yanqing_eco_depot_radius")
    assert (dialog.intMinimum(), dialog.intMaximum(), dialog.intValue()) == (10, 5000, 150)
    dialog.setIntValue(400)
    dialog.accept()
    until(lambda: dock.board.depot_zones)
    row, place = held(centre), centre.features("resource", where={"resource_id": "D1"}).geometry.iloc[0]
    assert (row["resource_id"], row["active"], row["row_version"], row["synthetic"]) == ("D1", 1, 1, 1)
    assert circle_radius_m(row["geometry"], place) == pytest.approx(400, abs=0.1)
    assert circled(dock) == [name for name in depots if name != "D1"]

    _, radius, _, nobody = zone_menu(dock, "D1")
    assert checked(zone_menu(dock, "D1")) == [radius.text()] == ["Circle of 400 m …"]
    nobody.trigger()
    until(lambda: dock.board.depot_zones[0]["active"] == 0)
    assert circled(dock) == [name for name in depots if name != "D1"]

    usual, _, _, nobody = zone_menu(dock, "D1")
    assert checked(zone_menu(dock, "D1")) == [nobody.text()]
    usual.trigger()
    until(lambda: dock.board.depot_zones[0]["resource_id"] is None)
    assert circled(dock) == depots
    # The row is used again.
    zone_menu(dock, "D1")[3].trigger()
    until(lambda: dock.board.depot_zones[0]["resource_id"] == "D1")
    assert len(centre.features("geofence", where={"kind": "depot"})) == 1


def test_a_zone_is_drawn_on_the_map(dock: EmergencyDock, centre: DataCentre, desk: Desk) -> None:
    canvas = shown(desk)
    zone_menu(dock, "D1")[2].trigger()
    assert canvas.mapTool() is dock.depots.tool
    assert "right button" in " ".join(desk.bar.sentences)
    for pixel in ((100, 100), (300, 100), (300, 300)):
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*pixel))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, pos=QPoint(200, 200))
    until(lambda: dock.board.depot_zones)
    assert canvas.mapTool() is not dock.depots.tool
    row = held(centre)
    assert (row["resource_id"], row["active"], len(row["geometry"].exterior.coords)) == ("D1", 1, 4)
    assert checked(zone_menu(dock, "D1")) == ["Draw on the map"]
    # Lines that cross are refused in a sentence, and nothing is written.
    dock.depots._draw(dock.board.resource("D1"), dock.board.depot_zones)
    dock.depots.tool.drawn.emit([(116, 40), (116.01, 40.01), (116.01, 40), (116, 40.01)])
    until(lambda: "cross" in " ".join(desk.bar.sentences))
    assert held(centre)["row_version"] == 1


def test_of_two_who_set_a_zone_the_second_reads_why_not(
    dock: EmergencyDock, centre: DataCentre, address: str, desk: Desk
) -> None:
    from yanqing_eco_plugin.core.emergency.depot_zones import ignore_depot

    nobody = zone_menu(dock, "D1")[3]
    with open_centre(address) as writable:
        depot = writable.features("resource", where={"resource_id": "D1"}).iloc[0].to_dict()
        writable.change(edits_of(ignore_depot({**depot, "name": "the other"})))
    nobody.trigger()
    until(lambda: "Somebody else was faster" in " ".join(desk.bar.sentences))
    assert (held(centre)["name"], held(centre)["row_version"]) == ("the other", 1)


def test_who_may_only_look_is_offered_nothing(dock: EmergencyDock, session: EcoSession) -> None:
    session._roles = ("viewer",)
    dock._allow(session.may_edit)
    dock.resources.select("D1")
    view = dock.resources.view
    dock.resources._ask_state(view.visualRect(view.currentIndex()).center())
    assert not view.findChildren(QMenu, "yanqing_eco_resource_menu")


def test_a_double_click_shows_a_resource_on_the_map(dock: EmergencyDock, centre: DataCentre, desk: Desk) -> None:
    home = centre.features("resource", where={"resource_id": "D1"}).geometry.iloc[0]
    shown(desk)
    dock.resources.select("D1")
    dock.resources.view.doubleClicked.emit(dock.resources.view.currentIndex())
    assert (desk.canvas.center().x(), desk.canvas.center().y()) == pytest.approx((home.x, home.y))


def test_a_zone_that_another_window_sets_takes_the_circle_off_the_map(dock: EmergencyDock) -> None:
    layer = dock.layers.layer(CIRCLES)
    refresh, drawn = LiveRefresh(QgsProject.instance()), []
    assert layer in refresh._live_layers()
    layer.repaintRequested.connect(lambda *_: drawn.append(True))
    refresh._waiting = {dock._session.address: {"resource": False}}
    refresh._catch_up()
    # Units move every second, and the circles stay as they are drawn.
    assert not drawn
    refresh._waiting = {dock._session.address: {"geofence": True}}
    refresh._catch_up()
    assert drawn


def test_the_circles_go_with_the_board(dock: EmergencyDock, session: EcoSession) -> None:
    assert dock.layers.layer(CIRCLES) is not None
    name = dock.layers.layer(CIRCLES).id()
    session.close()
    assert QgsProject.instance().mapLayer(name) is None
