"""The Emergency dock on a synthetic exercise: what a dispatcher does is in the centre, and what it holds is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsTemporalNavigationObject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint

from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre, open_centre
from yanqing_eco_plugin.core.demo import DISTRICT
from yanqing_eco_plugin.core.demo.emergency import EXERCISE_PLACE, exercise_resources, exercise_tracks, store_tracks
from yanqing_eco_plugin.core.demo.emergency_roads import exercise_roads
from yanqing_eco_plugin.core.emergency import send_order
from yanqing_eco_plugin.core.emergency import state_of as state_at
from yanqing_eco_plugin.gui.emergency import following
from yanqing_eco_plugin.gui.emergency.dock import EmergencyDock
from yanqing_eco_plugin.gui.emergency.following import OrderFollower
from yanqing_eco_plugin.gui.emergency.resources_model import AGE, ARRIVES, STATE
from yanqing_eco_plugin.gui.emergency.surroundings import nearest_wind, project_layers, read_surroundings
from yanqing_eco_plugin.gui.emergency.words import duration_text
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.layers.incident_tracking import edits_of

from .desk import Desk, until


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A centre with the exercise's depots and units, all in their yards a minute ago."""
    folder = str(tmp_path / "centre")
    units = exercise_resources()
    moving = units[units["fixed"] == 0]
    with create_centre(folder, district=DISTRICT, synthetic=True) as made:
        made.write_features("resource", units)
        places = {"lon": moving.geometry.x.to_numpy(), "lat": moving.geometry.y.to_numpy()}
        then = pd.Timestamp(datetime.now(UTC) - timedelta(minutes=1)).floor("s")
        made.append_fixes(pd.DataFrame({"resource_id": moving["resource_id"].to_numpy(), "time": then, **places}))
    return folder


@pytest.fixture
def dock(session: EcoSession) -> Iterator[EmergencyDock]:
    made = EmergencyDock(session)
    made.resize(440, 780)
    made.show()
    made.header.who.setText("值班岗")
    made.header.who.editingFinished.emit()
    until(lambda: made.board is not None)
    yield made
    made.shut_down()
    made.hide()
    made.deleteLater()


def open_incident(dock: EmergencyDock, **fields: str) -> str:
    dock.tool.placed.emit(*EXERCISE_PLACE)
    for name, text in fields.items():
        getattr(dock.form, name).setText(text)
    dock.form.open.click()
    until(lambda: dock.board.incident is not None and dock.board.incident["title"] == fields.get("title", "Fire"))
    return dock.board.incident["incident_id"]


def order(dock: EmergencyDock, resource_id: str) -> None:
    dock.resources.select(resource_id)
    dock.resources.order.click()


def state_of(dock: EmergencyDock, resource_id: str) -> str:
    return dock.board.resource(resource_id)["state"]


def sentences(desk: Desk) -> str:
    return " ".join(desk.bar.sentences)


def test_an_incident_is_opened_by_a_click_on_the_map_and_one_on_the_button(dock: EmergencyDock, centre) -> None:
    incident_id = open_incident(dock)
    row = centre.features("incident", where={"incident_id": incident_id}).iloc[0]
    assert (row["kind"], row["level"], row["exercise"], row["synthetic"]) == ("fire", 4, 1, 1)
    assert row["reported_by"] == "值班岗"
    assert (row.geometry.x, row.geometry.y) == pytest.approx(EXERCISE_PLACE)
    assert len(centre.features("geofence", where={"incident_id": incident_id})) == 1
    assert "IV general" in dock.header.told.text()
    assert not dock.header.badge.isHidden()


def test_the_board_ranks_by_road_and_marks_what_is_not_known(dock: EmergencyDock, tmp_path: Path) -> None:
    open_incident(dock)
    # Without roads each time says that it is a straight line.
    times = [dock.resources.model.index(at, ARRIVES).data() for at in range(12)]
    assert all(text.startswith("≈ ") for text in times)
    assert "1.4" in dock.resources.told.text()
    path = tmp_path / "roads.gpkg"
    exercise_roads().to_file(path, driver="GPKG")
    roads = QgsVectorLayer(str(path), "roads", "ogr")
    QgsProject.instance().addMapLayer(roads)
    dock.tabs.setCurrentIndex(0)
    dock.tabs.setCurrentIndex(1)
    dock.resources.roads.setCurrentIndex(dock.resources.roads.findText("roads"))
    dock.resources.roads.activated.emit(1)
    until(lambda: dock.board.by_road)
    rows = [dock.resources.model.row_at(at) for at in range(12)]
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    assert {row["method"] for row in rows} == {"road"}
    assert dock.resources.model.index(0, AGE).data() == "just now"
    assert dock.resources.model.index(0, STATE).data() == "Free"


def test_filters_and_search(dock: EmergencyDock) -> None:
    page = dock.resources
    page.text.setText("消防车")
    assert page.model.rowCount() == 2
    page.text.setText("")
    page.capability.setCurrentIndex(page.capability.findData("抽水"))
    assert [page.model.row_at(at)["resource_id"] for at in range(page.model.rowCount())] == ["U05"]
    page.capability.setCurrentIndex(0)
    page.kind.setCurrentIndex(page.kind.findData("depot"))
    assert page.model.rowCount() == 3


def test_an_order_goes_its_way_by_the_track_and_by_hand(dock: EmergencyDock, address: str, desk: Desk) -> None:
    open_incident(dock)
    order(dock, "U01")
    until(lambda: state_of(dock, "U01") == "ordered")
    assert len(dock.board.orders) == 1
    # As the collector would: fixes on the way, then in the zone.
    ordered = dock.board.orders[0]["ordered_at"]
    lon, lat = EXERCISE_PLACE
    with open_centre(address) as writable:
        way = [lon - 0.02, lon - 0.01, lon]
        rows = [("U01", pd.Timestamp(ordered) + pd.Timedelta(seconds=at), x, lat) for at, x in enumerate(way, start=1)]
        writable.append_fixes(pd.DataFrame(rows, columns=["resource_id", "time", "lon", "lat"]))
    until(lambda: datetime.now(UTC) > rows[-1][1])
    dock._look()
    until(lambda: state_of(dock, "U01") == "on_scene")
    assert dock.board.orders[0]["on_scene_at"] is not None
    assert any(entry["event"] == "fence.entered" for entry in dock.board.log)
    # An order to who is at work is refused with the reason, before anything is written.
    order(dock, "U01")
    until(lambda: desk.bar.sentences)
    assert "On scene" in desk.bar.sentences[-1]
    assert "Fire" in desk.bar.sentences[-1]
    # By hand: done, then released.
    for column, state in ((5, "done"), (6, "released")):
        until(lambda: not dock._read.waiting)
        dock.orders.table.cellClicked.emit(0, column)
        dock.orders.set.click()
        until(lambda state=state: dock.board.orders[0]["state"] == state)
    assert state_of(dock, "U01") == "free"
    by = [entry["author"] for entry in dock.board.log if entry["event"].startswith("order.")]
    assert by == ["值班岗", "track", "track", "值班岗", "值班岗"]


def test_two_dispatchers_order_the_same_unit(dock: EmergencyDock, address: str, desk: Desk) -> None:
    incident_id = open_incident(dock)
    until(lambda: not dock._read.waiting)
    with open_centre(address) as other:
        incident = other.features("incident", where={"incident_id": incident_id}).iloc[0].to_dict()
        unit = other.features("resource", where={"resource_id": "U02"}).iloc[0].to_dict()
        other.change(edits_of(send_order(incident, unit, at=datetime.now(UTC), by="他岗")), by="他岗")
        order(dock, "U02")  # which this board still shows as free
        until(lambda: desk.bar.sentences)
    assert "faster with 示意消防车2" in desk.bar.sentences[-1]
    until(lambda: state_of(dock, "U02") == "ordered")
    with open_centre(address, writable=False) as held:
        assert len(held.features("dispatch_order")) == 1


def test_a_unit_out_of_service_is_refused(dock: EmergencyDock, desk: Desk) -> None:
    open_incident(dock)
    dock.resources.stateRequested.emit("U03", "out_of_service")
    until(lambda: state_of(dock, "U03") == "out_of_service")
    order(dock, "U03")
    assert "Out of service" in desk.bar.sentences[-1]
    assert not dock.board.orders


def test_a_drop_on_the_map_orders_to_the_incident_or_to_the_place(dock: EmergencyDock, desk: Desk, centre) -> None:
    canvas = desk.canvas
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    lon, lat = EXERCISE_PLACE
    canvas.setExtent(QgsRectangle(lon - 0.02, lat - 0.02, lon + 0.02, lat + 0.02))
    open_incident(dock)
    middle = canvas.getCoordinateTransform().transform(QgsPointXY(lon, lat)).toQPointF().toPoint()
    dock.drop.dropped.emit("U01", middle)
    until(lambda: state_of(dock, "U01") == "ordered")
    dock.drop.dropped.emit("U02", middle + QPoint(60, 0))
    until(lambda: state_of(dock, "U02") == "ordered")
    targets = centre.features("dispatch_order").set_index("resource_id").geometry
    assert (targets["U01"].x, targets["U01"].y) == pytest.approx(EXERCISE_PLACE)
    assert targets["U02"].x > lon + 0.001


def test_the_log_takes_notes_measurements_and_photos_and_refuses_what_is_none(
    dock: EmergencyDock, tmp_path: Path, desk: Desk
) -> None:
    from PIL import Image

    open_incident(dock)
    log = dock.log
    log.text.setPlainText("下风向 300 m 有居民")
    log.note.click()
    until(lambda: any(entry["text"] == "下风向 300 m 有居民" for entry in dock.board.log))
    log.prop.setCurrentIndex(log.prop.findData("pm2_5"))
    log.value.setValue(812)
    log.measure.click()
    until(lambda: any(entry["property"] == "pm2_5" for entry in dock.board.log))
    assert "812 µg/m³" in log.list.item(0).text().replace("μ", "µ")
    wrong = tmp_path / "wrong.jpg"
    wrong.write_bytes(b"GIF89a no photo")
    log.text.setPlainText("smoke")
    log.add_photo(str(wrong))
    until(lambda: desk.bar.sentences)
    assert "This is no photo." in desk.bar.sentences[-1]
    # What was typed is not lost.
    assert log.text.toPlainText() == "smoke"
    photo = tmp_path / "right.jpg"
    Image.new("RGB", (640, 400), "orange").save(photo)
    log.add_photo(str(photo))
    until(lambda: log.pictures)
    assert not log.list.item(0).icon().isNull()
    assert max(size.width() for size in log.list.item(0).icon().availableSizes()) == 144


def test_nothing_stays_behind(session: EcoSession, desk: Desk) -> None:
    made = EmergencyDock(session)
    until(lambda: made.board is not None)
    made.header.new.click()
    assert desk.canvas.mapTool() is made.tool
    made.shut_down()
    assert desk.canvas.mapTool() is not made.tool
    assert not made._poll.isActive()


def test_silent_and_jumping_units_are_marked(dock: EmergencyDock, address: str) -> None:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=9)
    with open_centre(address) as writable:
        store_tracks(writable, exercise_tracks(start, seconds=500))
    dock._load()
    until(lambda: dock.board.resource("U01")["fix_time"] > pd.Timestamp(start))
    assert dock.board.resource("U01")["fix_state"] == "online"


def test_what_surrounds_a_place_comes_from_the_layers_of_the_project(centre: DataCentre, qgis_app) -> None:
    lon, lat = EXERCISE_PLACE
    school = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "学校", "memory")
    far = QgsVectorLayer("LineString?crs=EPSG:4326&field=name:string", "district rivers", "memory")
    near = ((school, f"POINT({lon} {lat + 0.01})", "示意小学"), (school, f"POINT({lon} {lat + 1})", "far away"))
    for layer, text, name in (*near, (far, f"LINESTRING({lon - 1} {lat - 0.005}, {lon + 1} {lat - 0.005})", "示意河")):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(text))
        feature["name"] = name
        layer.dataProvider().addFeature(feature)
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "something else", "memory")
    project = QgsProject.instance()
    project.addMapLayers([school, far, layer])
    found = read_surroundings(centre, lon, lat, project_layers(project), now=datetime.now(UTC))
    project.clear()
    # A hundredth of a degree of latitude is 1111 m (WGS-84, 40° N: 1110.4 m).
    assert [(one.kind, one.name) for one in found.others] == [("river", "示意河"), ("school", "示意小学")]
    assert [one.metres for one in found.others] == pytest.approx([555.2, 1110.4], rel=0.005)
    assert found.wind is None
    assert found.grid == ""


def test_the_wind_is_that_of_the_nearest_station_that_is_online(address: str) -> None:
    lon, lat = EXERCISE_PLACE
    hour = pd.Timestamp(datetime.now(UTC)).floor("h")
    places = {"W1": (lon + 0.02, hour), "W2": (lon + 0.01, hour - pd.Timedelta("2d")), "W3": (lon + 0.3, hour)}
    with open_centre(address) as writable:
        table = pd.DataFrame({"station_id": list(places), "kind": "weather", "name": list(places)})
        shapes = gpd.points_from_xy([x for x, _ in places.values()], [lat] * 3)
        writable.write_features("station", gpd.GeoDataFrame(table, geometry=shapes, crs=4326))
        rows = [
            (name, prop, when, 3600, value, "N")
            for number, (name, (_, when)) in enumerate(places.items())
            for prop, value in (("wind_speed", 2.0 + number), ("wind_direction", 300.0))
        ]
        columns = ["station_id", "property", "time", "interval", "value", "flag"]
        writable.append_observations(pd.DataFrame(rows, columns=columns))
        wind = nearest_wind(writable, lon, lat)
    assert wind is not None
    assert (wind.station, wind.speed, wind.direction) == ("W1", 2.0, 300.0)


def test_the_replay_shows_each_moment_as_the_log_has_it(dock: EmergencyDock, address: str) -> None:
    open_incident(dock)
    # The log keeps whole seconds: the order shall be later than the report.
    opened = dock.board.incident["opened_at"]
    until(lambda: datetime.now(UTC) >= opened + timedelta(seconds=2))
    order(dock, "U01")
    until(lambda: state_of(dock, "U01") == "ordered")
    dock.replay.begin()
    until(lambda: dock.replay.played is not None)
    played = dock.replay.played
    places = {feature["resource_id"]: feature["state"] for feature in dock.replay._layer.getFeatures()}
    assert places["U01"] == "free"
    dock.replay.slider.setValue(dock.replay.slider.maximum())
    dock.replay._show(played.end)
    with open_centre(address, writable=False) as held:
        log = held.features("log_entry")
    assert dock.replay.moment.state == state_at(log, played.end)
    places = {feature["resource_id"]: feature["state"] for feature in dock.replay._layer.getFeatures()}
    assert places["U01"] == "ordered"
    assert "not live" in dock.replay.banner.label.text()
    dock.replay.stop()
    assert dock.replay.banner.label.text() == ""


@pytest.mark.parametrize(
    ("seconds", "text"), [(None, "–"), (59.4, "59 s"), (60, "1 min 00 s"), (3661, "1 h 01 min"), (-75, "−1 min 15 s")]
)
def test_durations_in_words(seconds: float | None, text: str) -> None:
    assert duration_text(seconds) == text


def test_several_needs_are_proposed_and_ordered_at_once(dock: EmergencyDock, centre: DataCentre) -> None:
    open_incident(dock)
    needs = dock.resources.needs
    needs.text.setText("消防=2; 监测; 沙袋; 直升机; 抽水=2")
    needs.propose.click()
    until(lambda: dock.board.plan)
    proposed = {row["resource_id"]: row["proposed"] for row in dock.board.resources if row["proposed"]}
    assert sorted(proposed.values()) == ["抽水", "沙袋", "消防", "消防", "监测"]
    # Proposed ones stand on top; material lies in a depot, which does not drive; two needs stay open.
    shown = [dock.resources.model.row_at(at)["resource_id"] for at in range(5)]
    assert set(shown) == set(proposed)
    assert "Nobody has “直升机”" in needs.told.text()
    assert "1 more are needed for “抽水”" in needs.told.text()
    assert "“沙袋” is fetched from 示意物资库" in needs.told.text()
    assert needs.order.text() == "Order all 4 that are proposed"
    needs.order.click()
    until(lambda: len(dock.board.orders) == 4)
    assert needs.text.text() == ""
    assert needs.order.isHidden()
    orders = centre.features("dispatch_order")
    assert dict(zip(orders["resource_id"], orders["need"])) == {
        name: need for name, need in proposed.items() if need != "沙袋"
    }
    assert len(centre.features("log_entry", where={"kind": "order"})) == 4


def test_of_a_plan_all_are_ordered_or_nobody(dock: EmergencyDock, address: str, desk: Desk) -> None:
    incident_id = open_incident(dock)
    dock.resources.needs.text.setText("消防=2")
    dock.resources.needs.propose.click()
    until(lambda: dock.board.plan and not dock._read.waiting)
    with open_centre(address) as other:
        incident = other.features("incident", where={"incident_id": incident_id}).iloc[0].to_dict()
        unit = other.features("resource", where={"resource_id": "U02"}).iloc[0].to_dict()
        other.change(edits_of(send_order(incident, unit, at=datetime.now(UTC), by="他岗")), by="他岗")
        dock.ordering.order_plan()
        until(lambda: desk.bar.sentences)
    assert "faster" in desk.bar.sentences[-1]
    until(lambda: state_of(dock, "U02") == "ordered")
    with open_centre(address, writable=False) as held:
        assert held.features("dispatch_order")["resource_id"].tolist() == ["U02"]


@pytest.mark.parametrize("text", ["fire=two", "=3", "fire; fire"])
def test_needs_that_are_none_are_told(dock: EmergencyDock, text: str) -> None:
    open_incident(dock)
    dock.resources.needs.text.setText(text)
    dock.resources.needs.propose.click()
    assert "is no need" in dock.resources.needs.told.text()
    assert not dock.board.plan


def test_a_closed_road_is_driven_around_until_it_is_open_again(
    dock: EmergencyDock, centre: DataCentre, tmp_path: Path
) -> None:
    open_incident(dock)
    path = tmp_path / "roads.gpkg"
    exercise_roads().to_file(path, driver="GPKG")
    roads = QgsVectorLayer(str(path), "roads", "ogr")
    QgsProject.instance().addMapLayer(roads)
    dock._on_roads(roads)
    until(lambda: dock.board.by_road)
    before = {row["resource_id"]: row["eta_s"] for row in dock.board.resources}
    lon, lat = EXERCISE_PLACE
    # A bar across everything that leads in from the west, with a gap far in the north.
    dock.closing.drawn.emit([(lon - 0.006, lat - 0.1), (lon - 0.006, lat + 0.02)])
    until(lambda: dock.board.closures)
    until(lambda: not dock._read.waiting)
    after = {row["resource_id"]: row["eta_s"] for row in dock.board.resources}
    assert after["U01"] > before["U01"] * 1.1
    assert after["U02"] == pytest.approx(before["U02"])
    # It is no zone of the incident: whoever touches it is not on scene.
    assert centre.features("geofence", where={"kind": "closure"})["incident_id"].tolist() != [None]
    assert dock.resources.closures.closed.text() == "1 closed"
    dock.resources.closures.closed.menu().actions()[0].trigger()
    until(lambda: not dock.board.closures)
    again = {row["resource_id"]: row["eta_s"] for row in dock.board.resources}
    assert again == pytest.approx(before)
    assert [entry["event"] for entry in dock.board.log if entry["kind"] == "decision"] == [
        "roads.closed",
        "roads.opened",
    ]


def test_tracks_of_the_last_hours_are_shown_and_taken_off(dock: EmergencyDock, address: str) -> None:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=9)
    with open_centre(address) as writable:
        store_tracks(writable, exercise_tracks(start, seconds=500))
    dock.resources.tracks.setCurrentIndex(dock.resources.tracks.findData(2.0))
    dock.resources.tracks.activated.emit(0)
    until(lambda: dock.tracks.layer is not None)
    assert dock.tracks.layer.featureCount() == 12
    with open_centre(address) as writable:
        row = ("U01", pd.Timestamp(datetime.now(UTC)).floor("s"), *EXERCISE_PLACE)
        writable.append_fixes(pd.DataFrame([row], columns=["resource_id", "time", "lon", "lat"]))
    dock.tracks._asked = 0.0
    dock._look()
    ends = lambda: {feature["resource_id"]: feature["end"] for feature in dock.tracks.layer.getFeatures()}  # noqa: E731
    until(lambda: ends()["U01"] == row[1].isoformat())
    assert dock.tracks.layer.featureCount() == 12
    dock.resources.tracks.setCurrentIndex(0)
    dock.resources.tracks.activated.emit(0)
    assert dock.tracks.layer is None
    assert not QgsProject.instance().mapLayersByName("Tracks of resources")


def test_orders_follow_the_tracks_though_nobody_sees_the_dock(
    dock: EmergencyDock, session: EcoSession, address: str, centre: DataCentre
) -> None:
    open_incident(dock)
    order(dock, "U01")
    until(lambda: state_of(dock, "U01") == "ordered")
    until(lambda: not dock._read.waiting)
    dock.hide()
    follower = OrderFollower(session)
    ordered = dock.board.orders[0]["ordered_at"]
    with open_centre(address) as writable:
        rows = [("U01", pd.Timestamp(ordered) + pd.Timedelta("1s"), *EXERCISE_PLACE)]
        writable.append_fixes(pd.DataFrame(rows, columns=["resource_id", "time", "lon", "lat"]))
    until(lambda: datetime.now(UTC) > rows[0][1])
    follower.look()
    until(lambda: centre.features("dispatch_order")["state"].tolist() == ["on_scene"])
    follower.shut_down()
    assert not follower._timer.isActive()


def test_what_arrives_while_the_tracks_are_looked_at_is_seen_by_the_next_look(
    dock: EmergencyDock, session: EcoSession, address: str, centre: DataCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_incident(dock)
    order(dock, "U01")
    until(lambda: state_of(dock, "U01") == "ordered")
    until(lambda: not dock._read.waiting)
    dock.hide()
    arrived = pd.Timestamp(dock.board.orders[0]["ordered_at"]) + pd.Timedelta("1s")
    until(lambda: datetime.now(UTC) > arrived)
    advance, looks = following.advance_open_orders, []

    def overtaken(opened: DataCentre) -> bool:
        done = advance(opened)
        if not looks:
            with open_centre(address) as writable:
                rows = [("U01", arrived, *EXERCISE_PLACE)]
                writable.append_fixes(pd.DataFrame(rows, columns=["resource_id", "time", "lon", "lat"]))
        looks.append(done)
        return done

    monkeypatch.setattr(following, "advance_open_orders", overtaken)
    follower = OrderFollower(session)
    follower._timer.stop()
    follower.look()
    until(lambda: looks == [True] and not follower._read.waiting)
    assert centre.features("dispatch_order")["state"].tolist() == ["ordered"]
    follower.look()
    until(lambda: centre.features("dispatch_order")["state"].tolist() == ["on_scene"])
    follower.shut_down()


def test_who_may_only_look_reads_everything_and_changes_nothing(dock: EmergencyDock, session: EcoSession) -> None:
    open_incident(dock)
    session._roles = ("viewer",)
    dock._on_opened()
    until(lambda: dock.board is not None)
    assert "takes the role editor" in dock.header.rights.text()
    assert not dock.header.rights.isHidden()
    dock.resources.select("U01")
    changing = (
        dock.header.new, dock.resources.order, dock.resources.task, dock.resources.closures.draw, dock.orders.set,
        dock.log.note, dock.log.text, dock.area.compute, *dock.incidents._levels.values(),
    )  # fmt: skip
    assert not any(widget.isEnabled() for widget in changing)
    reading = (
        dock.resources.view,
        dock.resources.tracks,
        dock.log.list,
        dock.replay.load,
        dock.evaluation.buttons["pdf"],
    )
    assert all(widget.isEnabled() for widget in reading)
    session._roles = ("editor",)
    dock._on_opened()
    until(lambda: dock.board is not None)
    dock.resources.select("U01")
    assert dock.header.rights.isHidden()
    assert dock.resources.order.isEnabled()


def test_the_replay_and_the_temporal_controller_lead_each_other(dock: EmergencyDock, desk: Desk) -> None:
    controller = desk.canvas.temporalController()
    if controller is None:
        controller = QgsTemporalNavigationObject(desk.canvas)
        desk.canvas.setTemporalController(controller)
    off = QgsTemporalNavigationObject.NavigationMode.NavigationOff
    controller.setNavigationMode(off)
    open_incident(dock)
    until(lambda: datetime.now(UTC) >= dock.board.incident["opened_at"] + timedelta(seconds=3))
    dock.replay.begin()
    until(lambda: dock.replay.played is not None)
    played = dock.replay.played
    assert controller.navigationMode() == QgsTemporalNavigationObject.NavigationMode.Animated
    dock.replay.speed.setCurrentIndex(0)  # 1 ×: a frame is a fifth of a second
    dock.replay.slider.setValue(2)
    assert controller.currentFrameNumber() == 10
    dock.replay._on_play()
    # Somebody takes the controller: the replay follows it and does not play on by itself.
    controller.setCurrentFrameNumber(5)
    assert dock.replay.when == played.start + timedelta(seconds=1)
    assert not dock.replay._timer.isActive()
    assert dock.replay.slider.value() == 1
    dock.replay.stop()
    assert controller.navigationMode() == off
    controller.setNavigationMode(QgsTemporalNavigationObject.NavigationMode.Animated)
    assert dock.replay.when is None
    controller.setNavigationMode(off)
