"""The One Map dock in the real window: what is counted, shown, coloured, listed and clicked."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.data_centre import open_centre


@pytest.fixture(scope="module")
def latest(demo_centre: Path) -> pd.DataFrame:
    """What the data centre itself says of every station now."""
    with open_centre(demo_centre, writable=False) as centre:
        return centre.latest()


@pytest.fixture(scope="module")
def stations(demo_centre: Path) -> gpd.GeoDataFrame:
    with open_centre(demo_centre, writable=False) as centre:
        return centre.stations().set_index("station_id")


def tab(window: QgisWindow, number: int) -> None:
    """Click a tab of the dock."""
    window.click(f"tab_spot('yanqing_eco_one_map_tabs', {number})")
    window.wait(f"widget('yanqing_eco_one_map_tabs').currentIndex() == {number}", 5)


def test_the_dock_invites_while_no_centre_is_open(qgis: QgisWindow) -> None:
    names = ("text", "open", "demo", "import")
    assert qgis.run(f"[widget('yanqing_eco_empty_' + name).isVisible() for name in {names}]") == [True] * 4
    qgis.picture("one-map-empty")


def test_qgis_starts_without_the_libraries_of_the_centre(qgis: QgisWindow) -> None:
    """They take longer to load than the whole plugin may add to the start; a project of somebody else needs none."""
    qgis.run("import sys; from qgis.core import QgsVectorLayer")
    qgis.run("other = QgsVectorLayer('Point', 'other', 'memory'); QgsProject.instance().addMapLayer(other)")
    qgis.settle()
    # Newer versions of QGIS load shapely themselves.
    heavy = ("pandas", "geopandas", "duckdb", "pyarrow", "matplotlib")
    assert qgis.run(f"[name for name in {heavy} if name in sys.modules]") == []
    qgis.run("QgsProject.instance().clear()")


def test_the_models_keep_qts_contract(qgis: QgisWindow) -> None:
    """Qt's own tester watches the models from here on and ends QGIS at the first breach."""
    qgis.run("from qgis.PyQt.QtTest import QAbstractItemModelTester as Tester; d = eco.one_map_dock")
    qgis.run("watched = (d.networks.model, d.alarms.model, d.ranking.model, d.ranking.order)")
    qgis.run("testers = [Tester(model, Tester.FailureReportingMode.Fatal) for model in watched]")


def test_the_header_says_whose_data_they_are(one_map: QgisWindow, latest: pd.DataFrame) -> None:
    assert one_map.run("widget('yanqing_eco_synthetic').isVisible()")
    told = one_map.run("widget('yanqing_eco_state').text()").replace("\u00a0", " ")
    newest = (latest["newest"].max() + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M")
    online = int((latest["state"] == "online").sum())
    assert newest in told
    assert f"{online}/{len(latest)}" in told
    one_map.picture("one-map-live")


def test_every_network_has_its_counts(one_map: QgisWindow, latest: pd.DataFrame) -> None:
    shown = one_map.run("m = dock.networks.model; {m.kind_at(r): m.index(r, 1).data() for r in range(m.rowCount())}")
    online = latest["state"] == "online"
    assert shown == {
        kind: f"{int(online[rows].sum())}/{len(rows)}" for kind, rows in latest.groupby("kind").groups.items()
    }


def test_a_tick_shows_and_hides_a_network(one_map: QgisWindow) -> None:
    row = one_map.run("dock.networks.model.row_of('noise')")
    visible = "any(layer_kind(l) == 'noise' for l in iface.mapCanvas().layers())"
    one_map.run("from yanqing_eco_plugin.layers.sources import layer_kind, layer_role")
    assert not one_map.run(visible)
    one_map.click(f"tick('yanqing_eco_networks', {row})")
    one_map.wait(visible, 10)
    one_map.click(f"tick('yanqing_eco_networks', {row})")
    one_map.wait(f"not {visible}", 10)


def test_the_layer_panel_and_the_dock_agree(one_map: QgisWindow) -> None:
    one_map.run("tree = QgsProject.instance().layerTreeRoot(); node = tree.findLayer(dock.layers.layer('water').id())")
    one_map.run("node.setItemVisibilityChecked(False)")
    one_map.wait("not dock.layers.is_shown('water')")
    one_map.run("from qgis.PyQt.QtCore import Qt; m = dock.networks.model; at = m.index(m.row_of('water'), 0)")
    assert one_map.run("int(m.data(at, Qt.ItemDataRole.CheckStateRole)) == 0")
    one_map.run("node.setItemVisibilityChecked(True)")


def test_a_network_is_made_active_and_coloured_by_a_property(one_map: QgisWindow) -> None:
    one_map.click("cell('yanqing_eco_networks', dock.networks.model.row_of('air'), 1)")
    one_map.wait("iface.activeLayer() is not None and layer_kind(iface.activeLayer()) == 'air'")
    one_map.click("spot('yanqing_eco_colour_by')")
    one_map.keys("Home", "Down", "Down", "Return")  # index, SO2, NO2
    one_map.wait("dock.layers.coloured_by('air') == 'no2'", 10)
    one_map.settle()
    one_map.picture("one-map-coloured-by-no2")
    one_map.click("spot('yanqing_eco_all_by_level')")
    one_map.wait("dock.layers.coloured_by('air') == 'index'", 10)


def test_townships_as_areas(one_map: QgisWindow) -> None:
    visible = "any(layer_role(l) == 'township' for l in iface.mapCanvas().layers())"
    assert one_map.run(visible)
    one_map.click("spot('yanqing_eco_townships_shown', 0.04)")
    one_map.wait(f"not {visible}", 10)
    one_map.click("spot('yanqing_eco_townships_shown', 0.04)")
    one_map.wait(visible, 10)


def test_a_click_on_the_map_selects_the_station(one_map: QgisWindow, stations: gpd.GeoDataFrame) -> None:
    one_map.run("selected = []; eco.session.stationSelected.connect(selected.append)")
    air = stations[stations["kind"] == "air"]
    # The one that stands farthest from every other station of what is shown: nothing else can be meant.
    metres = stations[stations["kind"].isin(["air", "water", "scenic", "lidar", "micro"])].geometry.to_crs(4548)
    alone = max(air.index, key=lambda one: metres.drop(one).distance(metres[one]).min())
    place = air.geometry[alone]
    one_map.run("tool_action = next(a for a in eco.toolbar.actions() if a.objectName() == 'yanqing_eco_station_tool')")
    one_map.run("tool_action.trigger()")
    one_map.settle()
    one_map.click(f"map_spot({place.x}, {place.y})")
    one_map.wait("bool(selected)", 10)
    assert one_map.run("selected") == [alone]
    one_map.wait(f"eco.station_dock.card is not None and eco.station_dock.card.station_id == {alone!r}")
    one_map.settle()
    one_map.picture("one-map-station-clicked")


def test_a_click_beside_every_station_selects_nothing(one_map: QgisWindow) -> None:
    one_map.run("selected.clear()")
    one_map.click("spot(iface.mapCanvas(), 0.02, 0.03)")
    one_map.settle()
    assert one_map.run("selected") == []


def test_where_stations_crowd_a_menu_asks_which(one_map: QgisWindow, stations: gpd.GeoDataFrame) -> None:
    metres = stations[stations["kind"] == "micro"].geometry.to_crs(4548)
    # Two micro-stations that one pixel of this map hides from each other.
    crowded = min(metres.index, key=lambda one: metres.drop(one).distance(metres[one]).min())
    place = stations.geometry[crowded]
    one_map.run("selected.clear()")
    one_map.click(f"map_spot({place.x}, {place.y})")
    one_map.wait("widget('yanqing_eco_station_menu').isVisible()", 10)
    offered = one_map.run("[action.text() for action in widget('yanqing_eco_station_menu').actions()]")
    one_map.picture("one-map-station-menu")
    one_map.keys("Down", "Down", "Return")
    one_map.wait("bool(selected)", 10)
    (chosen,) = one_map.run("selected")
    assert offered[1].startswith(stations["name"][chosen])
    assert any(text.startswith(stations["name"][crowded]) for text in offered)


def test_escape_gives_back_the_tool_before(one_map: QgisWindow) -> None:
    one_map.run("iface.actionZoomIn().trigger(); former = iface.mapCanvas().mapTool()")
    one_map.run("tool_action.trigger(); iface.mapCanvas().setFocus()")
    assert one_map.run("tool_action.isChecked() and iface.mapCanvas().mapTool() is not former")
    one_map.keys("Escape")
    one_map.wait("iface.mapCanvas().mapTool() is former and not tool_action.isChecked()", 5)
    one_map.run("iface.actionPan().trigger(); dock.setUserVisible(True)")


def test_alarms_are_grouped_and_filtered(one_map: QgisWindow, latest: pd.DataFrame) -> None:
    tab(one_map, 1)
    one_map.wait("dock.sensors.alarms is not None and not dock._read.waiting", 30)
    suspect = one_map.run("sorted(set(dock.sensors.alarms['station_id']))")
    heard = latest["station_id"].isin(suspect) & ~latest["state"].isin(["stale", "none"])
    # In a network of 907 devices some were silent for hours of the last day and are back.
    assert heard.any()
    wrong = latest[(latest["state"] != "online") | (latest["alarms"] != "") | heard]
    listed = "{a.station_id for g in dock.alarms.model.groups for a in g.alarms}"
    assert set(one_map.run(f"sorted({listed})")) == set(wrong["station_id"])
    one_map.picture("one-map-alarms")
    one_map.run("box = widget('yanqing_eco_alarm_kind'); want = box.findData('fume')")
    one_map.click("spot('yanqing_eco_alarm_kind')")
    one_map.keys("Home", *["Down"] * one_map.run("want"), "Return")
    one_map.wait("box.currentData() == 'fume'", 5)
    assert set(one_map.run(f"sorted({listed})")) == set(wrong[wrong["kind"] == "fume"]["station_id"])
    stale = wrong[(wrong["kind"] == "fume") & (wrong["state"] == "stale")]
    one_map.run("box = widget('yanqing_eco_alarm_type'); want = box.findData('stale')")
    one_map.click("spot('yanqing_eco_alarm_type')")
    one_map.keys("Home", *["Down"] * one_map.run("want"), "Return")
    one_map.wait("box.currentData() == 'stale'", 5)
    assert set(one_map.run(f"sorted({listed})")) == set(stale["station_id"])
    one_map.picture("one-map-alarms-filtered")
    first = stale["station_id"].iloc[0]
    one_map.click("spot('yanqing_eco_alarm_text', 0.3)")
    one_map.type(first)
    one_map.wait(f"{listed} == {{{first!r}}}", 5)
    one_map.type("x")
    one_map.wait("widget('yanqing_eco_no_alarms').isVisible()", 5)
    one_map.keys("BackSpace")
    one_map.wait("dock.alarms.view.isVisible()", 5)


def test_a_double_click_on_an_alarm_goes_to_its_station(one_map: QgisWindow, stations: gpd.GeoDataFrame) -> None:
    one_map.run("selected.clear(); dock.alarms.view.expandAll()")
    assert not one_map.run("dock.layers.is_shown('fume')")
    alarmed = one_map.run("dock.alarms.model.groups[0].alarms[0].station_id")
    one_map.click("cell('yanqing_eco_alarms', 0, 0, parent=0)", times=2)
    one_map.wait(f"selected == [{alarmed!r}]", 10)
    one_map.settle()
    place = stations.geometry[alarmed]
    assert one_map.run("iface.mapCanvas().scale() < 16000")
    at, middle = one_map.run(f"map_spot({place.x}, {place.y})"), one_map.run("spot(iface.mapCanvas())")
    assert max(abs(a - b) for a, b in zip(at, middle, strict=True)) <= 2
    assert one_map.run("dock.layers.is_shown('fume')"), "what an alarm is about is shown on the map"
    one_map.picture("one-map-alarm-shown")
    one_map.run("dock.setUserVisible(True); dock.alarms.text.clear()")
    one_map.run("dock.alarms.kind.setCurrentIndex(0); dock.alarms.type.setCurrentIndex(0); dock.alarms._show()")


def test_a_newer_state_keeps_what_was_chosen(one_map: QgisWindow) -> None:
    one_map.run("from dataclasses import replace; v = dock.alarms.view; m = dock.alarms.model; v.expandAll()")
    one_map.run("v.setCurrentIndex(m.index(5, 0, m.index(0, 0))); v.verticalScrollBar().setValue(9)")
    key = one_map.run("list(m.alarm(v.currentIndex()).key)")
    one_map.run("s = dock.situation; dock._show(replace(s, alarms=s.alarms[1:]))")
    assert one_map.run("list(m.alarm(v.currentIndex()).key)") == key
    assert one_map.run("v.verticalScrollBar().value()") == 9
    assert one_map.run("all(v.isExpanded(m.index(r, 0)) for r in range(m.rowCount()))")
    one_map.run("dock._show(s)")


def test_townships_are_ranked_and_shown_on_a_click(one_map: QgisWindow, demo_centre: Path) -> None:
    tab(one_map, 2)
    with open_centre(demo_centre, writable=False) as centre:
        air = centre.features("township_live")
    shown = one_map.run(
        "o = dock.ranking.order; [[o.index(r, c).data() for c in (0, 1, 2, 3)] for r in range(o.rowCount())]"
    )
    # Which townships have an index depends on the hour; those without one have no rank and come last.
    indexed = air.dropna(subset="index_value")
    values = dict(zip(indexed["name"], indexed["index_value"].astype(int), strict=True))
    assert len(values) > 3
    with_index, without = shown[: len(values)], shown[len(values) :]
    assert {name: int(index) for _, name, index, _ in with_index} == values
    assert [int(index) for *_, index, _ in with_index] == sorted(values.values())
    assert {(rank, index) for rank, _, index, _ in without} <= {("–", "–")}
    assert {name for _, name, *_ in shown} == set(air["name"])
    # Equal values share a rank, as in a competition.
    expected = indexed["index_value"].astype(int).rank(method="min").astype(int).sort_values().tolist()
    assert [int(rank) for rank, *_ in with_index] == expected
    one_map.picture("one-map-ranking")
    one_map.click("cell('yanqing_eco_ranking', 3, 1)")
    one_map.settle()
    box = air[air["name"] == shown[3][1]].to_crs(4548).total_bounds
    seen = one_map.run("e = iface.mapCanvas().extent(); [e.xMinimum(), e.yMinimum(), e.xMaximum(), e.yMaximum()]")
    assert (seen[0] < box[0], seen[1] < box[1], seen[2] > box[2], seen[3] > box[3]) == (True,) * 4
    assert min((seen[2] - seen[0]) / (box[2] - box[0]), (seen[3] - seen[1]) / (box[3] - box[1])) < 1.2
    one_map.click("spot('yanqing_eco_rank_by')")
    one_map.keys("End", "Return")
    one_map.wait("widget('yanqing_eco_rank_by').currentData() == 'pm2_5'", 5)
    means = [text for text in one_map.run("[o.index(r, 3).data() for r in range(o.rowCount())]") if text != "–"]
    assert len(means) > 3
    assert [float(text) for text in means] == sorted(float(text) for text in means)


def test_the_ranking_is_exported(one_map: QgisWindow, tmp_path: Path) -> None:
    target = tmp_path / "ranking.csv"
    one_map.click("spot('yanqing_eco_rank_export')")
    one_map.wait("dialogs()", 10)
    one_map.keys("ctrl+a")
    one_map.type(str(target))
    one_map.keys("Return")
    one_map.wait("not dialogs()", 10)
    one_map.settle()
    with open(target, encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert len(rows) == 1 + 18 + 1
    assert len(rows[-1]) == 1, "the last line says that the data are made up"
    one_map.run("iface.messageBar().clearWidgets(); iface.mapCanvas().zoomToFullExtent()")
    tab(one_map, 0)
    one_map.settle()
