"""The live map follows its centre."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre
from yanqing_eco_plugin.layers.one_map import OneMap, build_one_map, save_project
from yanqing_eco_plugin.layers.refresh import LiveRefresh, refresh_layer
from yanqing_eco_plugin.layers.watching import fingerprints


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Let Qt work until `true()`; fails where that never comes."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        QCoreApplication.processEvents()
        time.sleep(0.005)


def watches() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "yanqing-eco-watch"]


def reading(station: str, prop: str, value: float, minutes: float = 0) -> pd.DataFrame:
    time_ = pd.Timestamp(datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=minutes))
    row = {"station_id": station, "property": prop, "time": time_, "interval": 3600, "value": value, "flag": "N"}
    return pd.DataFrame([row]).astype({"time": "datetime64[ns, UTC]"})


def _note(names: list[str], name: str, *_: object) -> None:
    names.append(name)


class Scene:
    """A project on a centre that can be written to, and what its layers asked to be drawn."""

    def __init__(self, centre: DataCentre) -> None:
        self.centre, self.project = centre, QgsProject()
        self.one_map: OneMap = build_one_map(self.project, centre)
        self.drawn: list[str] = []
        self.refreshed: list[str] = []
        self.refresh = self.live(self.project)
        self.listen(self.one_map)

    def live(self, project: QgsProject, **options: object) -> LiveRefresh:
        live = LiveRefresh(project, interval_s=0.05, **options)
        live.refreshed.connect(self.refreshed.append)
        return live

    def listen(self, one_map: OneMap) -> None:
        for layer in one_map.layers:
            layer.repaintRequested.connect(partial(_note, self.drawn, layer.name()))

    def started(self) -> Scene:
        self.refresh.start()
        until(lambda: self.refreshed)
        self.drawn.clear()
        self.refreshed.clear()
        return self

    def station(self, kind: str) -> str:
        status = self.centre.latest(kind=kind)
        return str(status[status["state"] == "online"]["station_id"].iloc[0])


@pytest.fixture
def scene(copied: Callable[[], DataCentre]) -> Iterator[Scene]:
    with copied() as centre:
        made = Scene(centre)
        yield made
        made.refresh.stop()


def test_only_what_changed_is_drawn_again(scene: Scene) -> None:
    scene.started()
    station = scene.station("noise")
    scene.centre.append_observations(reading(station, "leq", 61.5))
    until(lambda: scene.refreshed)
    assert scene.refreshed == [scene.centre.address]
    assert set(scene.drawn) == {scene.one_map.networks["noise"].name()}
    shown = {feature["station_id"]: feature["leq"] for feature in scene.one_map.networks["noise"].getFeatures()}
    assert shown[station] == 61.5


def test_nothing_is_drawn_when_nothing_changed(scene: Scene) -> None:
    scene.started()
    looks: list[str] = []
    revision = scene.centre.revision()
    end = time.monotonic() + 0.6
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    looks.append(scene.centre.revision())
    assert looks == [revision]
    assert scene.drawn == []
    assert scene.refreshed == []


def test_a_new_value_of_the_air_redraws_the_townships_too(scene: Scene) -> None:
    scene.started()
    rows = [reading(station, "pm2_5", 480.0) for station in scene.centre.latest(kind="micro")["station_id"]]
    scene.centre.append_observations(pd.concat(rows))
    until(lambda: scene.refreshed)
    until(lambda: scene.one_map.networks["micro"].name() in scene.drawn)
    assert {level["level"] for level in scene.one_map.networks["micro"].getFeatures()} >= {6}


def test_changes_wait_for_the_drawing_and_come_together(scene: Scene) -> None:
    """A layer that is drawn anew ends the drawing under way: data that changes faster would never be seen."""
    busy = [True]
    live = scene.live(scene.project, drawing=lambda: busy[0])
    live.start()
    part = "resource"
    live._refresh(scene.centre.address, {part: False})
    live._refresh(scene.centre.address, {part: True})
    assert live._waiting == {scene.centre.address: {part: True}}
    assert scene.refreshed == []
    busy[0] = False
    until(lambda: scene.refreshed)
    assert scene.refreshed[:1] == [scene.centre.address]
    assert not live._waiting
    live.stop()


def test_a_new_station_appears(scene: Scene) -> None:
    layer = scene.one_map.networks["weather"]
    assert list(layer.getFeatures()) == []
    scene.started()
    new = scene.centre.stations(kind="air").head(1).assign(station_id="W1", kind="weather")
    scene.centre.write_features("station", new)
    until(lambda: layer.name() in scene.drawn)
    assert [feature["station_id"] for feature in layer.getFeatures()] == ["W1"]


def test_a_station_that_grew_stale_without_a_write_is_drawn(scene: Scene) -> None:
    live = scene.live(scene.project, state_every_s=0.1)
    scene.refresh = live
    scene.started()
    # Written behind the centre's back, so that its counters stay as they are.
    station = scene.station("lidar")
    with sqlite3.connect(Path(scene.centre.address) / "features.gpkg") as behind:
        behind.execute("UPDATE status SET newest = '2020-01-01T00:00:00Z' WHERE station_id = ?", (station,))
    until(lambda: scene.one_map.networks["lidar"].name() in scene.drawn)
    assert set(scene.drawn) == {scene.one_map.networks["lidar"].name()}


def test_another_process_writes(scene: Scene) -> None:
    scene.started()
    station = scene.station("water")
    scene.centre.close()
    with open_centre(scene.centre.address) as other:
        other.append_observations(reading(station, "ph", 8.8))
    until(lambda: scene.one_map.networks["water"].name() in scene.drawn)


def test_it_works_in_a_project_opened_again(scene: Scene, tmp_path: Path) -> None:
    save_project(scene.project, tmp_path / "map.qgz")
    project = QgsProject()
    live = scene.live(project)
    live.start()
    try:
        assert project.read(str(tmp_path / "map.qgz"))
        until(lambda: scene.refreshed)
        drawn: list[str] = []
        # Without a hold on the layers Python would collect what listens to them.
        layers = list(project.mapLayers().values())
        for layer in layers:
            layer.repaintRequested.connect(partial(_note, drawn, layer.name()))
        scene.centre.append_observations(reading(scene.station("noise"), "leq", 77.7))
        until(lambda: drawn)
        assert drawn == ["环境噪声"]
    finally:
        live.stop()


def test_layers_that_were_removed_are_forgotten(scene: Scene) -> None:
    scene.started()
    scene.project.removeAllMapLayers()
    scene.centre.append_observations(reading("YQ-MIC-001", "pm2_5", 50.0))
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        QCoreApplication.processEvents()
    assert scene.refreshed == []


def test_stop_leaves_no_thread_and_start_works_again(scene: Scene) -> None:
    assert not scene.refresh.is_running
    for _ in range(2):
        scene.refreshed.clear()
        scene.refresh.start()
        scene.refresh.start()
        assert len(watches()) == 1
        until(lambda: scene.refreshed)
        scene.refresh.stop()
        scene.refresh.stop()
        assert watches() == []
    scene.centre.append_observations(reading(scene.station("noise"), "leq", 50.1))
    scene.refreshed.clear()
    QCoreApplication.processEvents()
    assert scene.refreshed == []


def test_a_centre_that_vanished_is_told_once_and_found_again(scene: Scene) -> None:
    failures: list[str] = []
    scene.refresh.failed.connect(lambda address, error: failures.append(str(error)))
    scene.started()
    folder = Path(scene.centre.address)
    scene.centre.close()
    away = folder.with_name("away")
    folder.rename(away)
    until(lambda: failures)
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        QCoreApplication.processEvents()
    assert len(failures) == 1
    away.rename(folder)
    until(lambda: scene.refreshed)


def test_an_unexpected_error_does_not_end_the_watch(scene: Scene) -> None:
    failures: list[str] = []
    good = [False]

    def opener(address: str) -> DataCentre:
        if not good[0]:
            raise OSError("the share is away")
        return open_centre(address, writable=False)

    scene.refresh = scene.live(scene.project, opener=opener)
    scene.refresh.failed.connect(lambda address, error: failures.append(error.details))
    scene.refresh.start()
    until(lambda: failures)
    assert failures == ["the share is away"]
    good[0] = True
    until(lambda: scene.refreshed)


def test_the_interval_can_be_changed_and_a_look_asked_for(scene: Scene) -> None:
    scene.started()
    scene.refresh.set_interval(3600)
    station = scene.station("noise")
    scene.centre.append_observations(reading(station, "leq", 59.9))
    scene.refresh.look_now()
    until(lambda: scene.refreshed)


def test_the_fingerprint_sees_values_and_not_the_age(scene: Scene) -> None:
    before = fingerprints(scene.centre)
    time.sleep(1.1)
    assert fingerprints(scene.centre) == before
    scene.centre.append_observations(reading(scene.station("noise"), "leq", 63.3))
    after = fingerprints(scene.centre)
    assert {part for part in before if before[part] != after[part]} == {"network:noise"}
    assert before["network:noise"][0] == after["network:noise"][0], "no station came or went"


def test_refreshing_a_layer_forgets_its_extent(scene: Scene) -> None:
    layer: QgsVectorLayer = scene.one_map.networks["lidar"]
    width = layer.extent().width()
    moved = scene.centre.stations(kind="lidar").head(1).assign(station_id="L2")
    moved = moved.set_geometry(moved.geometry.translate(0.3, 0.0))
    scene.centre.write_features("station", moved)
    refresh_layer(layer)
    assert layer.extent().width() > width
