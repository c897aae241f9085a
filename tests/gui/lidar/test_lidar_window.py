"""The Lidar dock in the real window, on the demo's made-up scans: shown, read, played, imported, saved."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.data_centre import open_centre


@pytest.fixture(scope="module")
def demo_centre(demo_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy: the watched folder brings scans into it."""
    return Path(shutil.copytree(demo_centre, tmp_path_factory.mktemp("lidar") / "centre"))


@pytest.fixture(scope="module")
def lidar(one_map: QgisWindow, demo_centre: Path) -> QgisWindow:
    """The dock open with the catalogue read; `lidar` inside QGIS."""
    one_map.click(
        "spot(next(w for w in eco.offered['lidar'].action.associatedWidgets() if 'Button' in type(w).__name__))"
    )
    one_map.wait("eco.offered['lidar'].dock is not None and bool(eco.offered['lidar'].dock.scans.tree.scans)")
    one_map.run("lidar = eco.offered['lidar'].dock; tree = lidar.scans.tree")
    return one_map


@pytest.fixture(scope="module")
def catalogue(demo_centre: Path) -> pd.DataFrame:
    with open_centre(demo_centre, writable=False) as centre:
        return pd.DataFrame(centre.features("lidar_scan"))


def choose(window: QgisWindow, kind: str) -> None:
    """Choose the newest scan of a kind."""
    window.run(f"tree.choose(next(s.scan_id for s in tree.scans.values() if s.kind == {kind!r}))")


def test_the_catalogue_is_listed_by_day(lidar: QgisWindow, catalogue: pd.DataFrame) -> None:
    assert set(lidar.run("list(tree.scans)")) == set(catalogue["scan_id"])
    days = {f"{when + timedelta(hours=8):%Y-%m-%d}" for when in catalogue["time"]}
    assert set(lidar.run("[tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]")) == days


def test_one_click_shows_a_scan_on_the_map(lidar: QgisWindow) -> None:
    lidar.run("tree.topLevelItem(0).setExpanded(True); first = tree.topLevelItem(0)")
    row = lidar.run(
        "next(n for n in range(first.childCount()) if tree.scans[first.child(n).data(0, 256)].kind == 'ppi')"
    )
    lidar.click(f"cell('yanqing_eco_lidar_scans', {row}, 0, parent=0)", times=2)
    lidar.wait("lidar.map.overlay is not None and lidar.scans.story is not None")
    lidar.run("lidar.scans._zoom()")
    lidar.settle()
    assert "km⁻¹" in lidar.run("lidar.scans.ramp.stops[-1][0]")
    assert lidar.run("lidar.scans.story.synthetic and lidar.map.overlay in iface.mapCanvas().layers()")
    lidar.picture("lidar-overlay")


def test_another_quantity_replaces_it(lidar: QgisWindow) -> None:
    former = lidar.run("lidar.map.overlay.id()")
    lidar.click("spot('yanqing_eco_lidar_quantity')")
    lidar.keys("End", "Return")  # depolarisation
    lidar.wait(f"lidar.map.overlay.id() != {former!r} and lidar.scans.story.quantity == 'depolarisation'")
    assert lidar.run(f"QgsProject.instance().mapLayer({former!r}) is None")
    lidar.run("lidar.scans.quantity.setCurrentIndex(0)")
    lidar.wait("lidar.scans.story.quantity == 'extinction'")


def test_hot_spots_are_listed_with_what_lies_under_them(lidar: QgisWindow) -> None:
    lidar.settle()
    lidar.click("spot('yanqing_eco_lidar_spots')")
    lidar.wait("lidar.map.other('hot_spots') is not None")
    # The simulation has three plumes; a station with a high value is one more.
    assert lidar.run("lidar.scans.spots.list.topLevelItemCount()") >= 3
    lidar.settle()
    lidar.picture("lidar-hot-spots")


def test_the_section_and_its_curtain(lidar: QgisWindow) -> None:
    choose(lidar, "rhi")
    lidar.wait("lidar.profile.section is not None")
    assert lidar.run("lidar.tabs.currentWidget() is lidar.profile")
    lidar.settle()
    lidar.picture("lidar-section")
    lidar.click("spot('yanqing_eco_lidar_curtain')")
    lidar.wait("lidar.map.other('curtain') is not None")
    assert lidar.run("lidar.map.other('curtain').featureCount()") > 10


def test_a_line_drawn_on_the_map_becomes_a_section(lidar: QgisWindow) -> None:
    place = lidar.run("next(s.place for s in tree.scans.values() if s.kind == 'rhi')")
    lidar.click("tab_spot('yanqing_eco_lidar_tabs', 1)")
    lidar.click("spot('yanqing_eco_lidar_line')")
    assert lidar.run("iface.mapCanvas().mapTool() is lidar.profile.tool")
    former = lidar.run("id(lidar.profile.section)")
    # Along the demo's section (120°), past the lidar, and north of it.
    lidar.click(f"map_spot({place[0] - 0.02}, {place[1] + 0.009})")
    lidar.click(f"map_spot({place[0] + 0.035}, {place[1] - 0.0155})")
    lidar.picture("lidar-line-drawing")
    lidar.click(f"map_spot({place[0] + 0.045}, {place[1] + 0.01})", times=2)
    lidar.wait(f"id(lidar.profile.section) != {former} and lidar.profile.section is not None")
    assert lidar.run("iface.mapCanvas().mapTool() is not lidar.profile.tool")
    assert lidar.run("len(lidar.profile.section.line)") == 3
    assert "rhi" in lidar.run("[one.kind for one in lidar.profile.section.sources]")
    lidar.settle()
    lidar.picture("lidar-line-section")
    lidar.click("spot('yanqing_eco_lidar_curtain')")
    lidar.wait("lidar.map.other('curtain') is not None and 'distance_from' in "
               "lidar.map.other('curtain').fields().names()")  # fmt: skip
    assert lidar.run("lidar.map.other('curtain').featureCount()") > 50
    lidar.click("spot('yanqing_eco_lidar_line')")
    lidar.keys("Escape")
    lidar.wait("iface.mapCanvas().mapTool() is not lidar.profile.tool", 5)


def test_time_and_height_are_read_cut_and_saved(lidar: QgisWindow, tmp_path: Path) -> None:
    choose(lidar, "vertical")
    lidar.wait("lidar.profile.profiles is not None")
    lidar.settle()
    spot = "spot('yanqing_eco_lidar_profile', {x}, {y})"
    start, end = (lidar.run(spot.format(x=x, y=y)) for x, y in ((0.3, 0.3), (0.6, 0.7)))
    lidar.screen.xdotool("mousemove", str(start[0]), str(start[1]))
    lidar.wait("len(lidar.profile.view.lines) == 4", 5)
    assert "km⁻¹" in lidar.run("lidar.profile.view.lines[2]")
    lidar.picture("lidar-time-height")
    lidar.screen.drag(tuple(start), tuple(end))
    lidar.wait("len(lidar.profile.view.chart.profiles.time) < len(lidar.profile.profiles.time)", 5)
    target = tmp_path / "profiles.nc"
    lidar.run("from unittest import mock; from qgis.PyQt.QtWidgets import QFileDialog")
    lidar.run(
        f"asked = mock.patch.object(QFileDialog, 'getSaveFileName', lambda *a: ({str(target)!r}, '')); asked.start()"
    )
    lidar.run("lidar.profile.export_data(); asked.stop()")
    lidar.settle()
    assert target.read_bytes()[:3] == b"CDF"


def test_trajectories_are_drawn_from_a_chosen_wind(lidar: QgisWindow, tmp_path: Path) -> None:
    lidar.click("tab_spot('yanqing_eco_lidar_tabs', 2)")
    arrival = lidar.run("lidar.origin._utc(lidar.origin.arrival).toString('yyyy-MM-ddTHH:mm')")
    wind = tmp_path / "wind.csv"
    rows = [
        f"{pd.Timestamp(arrival) + timedelta(hours=hour):%Y-%m-%d %H:%M:%S},{lon},{lat},5.0,270"
        for hour in range(-8, 2)
        for lat in (39.5, 40.5, 41.5)
        for lon in (114.0, 115.0, 116.0, 117.0)
    ]
    wind.write_text("\n".join(["time,lon,lat,wind_speed,wind_direction", *rows]), encoding="utf-8")
    lidar.run(f"lidar.settings.change(wind={str(wind)!r}); lidar.origin._show_wind(); lidar.origin.hours.setValue(6)")
    lidar.click("spot('yanqing_eco_origin_paths')")
    lidar.wait("lidar.map.other('trajectories') is not None")
    # Six hours of 5 m/s from the west: 108 km, at 40.5° N 1.28 degrees.
    box = lidar.run("e = lidar.map.other('trajectories').extent(); [e.width(), e.height()]")
    assert box[0] == pytest.approx(1.28, abs=0.02)
    assert box[1] < 0.02
    lidar.settle()
    lidar.picture("lidar-trajectories")


def test_where_it_comes_from(lidar: QgisWindow) -> None:
    lidar.click("spot('yanqing_eco_origin_ask')")
    lidar.wait("bool(lidar.origin.results)", 90)
    assert lidar.run("lidar.origin.evidence.topLevelItemCount()") >= 5
    low, share, high = lidar.run("[lidar.origin.results[k] for k in ('LOW', 'SHARE', 'HIGH')]")
    assert 0 <= low <= share <= high <= 1
    assert lidar.run("widget('yanqing_eco_origin_report').isEnabled()")
    lidar.picture("lidar-origin")


def test_deeper_questions_come_with_what_is_known(lidar: QgisWindow) -> None:
    lidar.click("spot('yanqing_eco_origin_deeper')")
    lidar.wait("lidar.origin.deeper.menu().isVisible()", 10)
    lidar.picture("lidar-deeper")
    lidar.keys("Escape")
    told = {}
    lidar.run("from qgis.PyQt import QtCore")
    for name in ("backtrajectories", "sourceregions", "transportflux", "episodephases"):
        lidar.run(
            f"next(a for a in lidar.origin.deeper.menu().actions() if a.objectName().endswith('_{name}')).trigger()"
        )
        lidar.wait("len(lidar.origin.deeper.dialogs.dialogs) == 1", 20)
        assert lidar.run("lidar.origin.deeper.dialogs.dialogs[0].algorithm().id()") == f"yanqing_eco:{name}"
        lidar.picture(f"lidar-deeper-{name}")
        told[name] = lidar.run(
            "{k: v if isinstance(v, (str, float)) else str(v.toString('yyyy-MM-dd HH:mm')) for k, v in "
            "lidar.origin.deeper.dialogs.dialogs[0].createProcessingParameters().items() "
            "if isinstance(v, (str, float, QtCore.QDateTime))}"
        )
        lidar.run("lidar.origin.deeper.shut_down()")
    clock = lidar.run("[f.dateTime().toString('yyyy-MM-dd HH:mm') for f in (lidar.origin.start, lidar.origin.end)]")
    utc = [f"{pd.Timestamp(one) - pd.Timedelta('8h'):%Y-%m-%d %H:%M}" for one in clock]
    assert [told["episodephases"][key] for key in ("START", "END")] == clock
    assert [told["backtrajectories"][key] for key in ("START", "LAST")] == utc
    assert told["sourceregions"]["STATION"] == told["episodephases"]["STATION"] != ""
    assert told["sourceregions"]["INPUT"] == lidar.run("lidar.map.other('trajectories').id()")
    assert told["transportflux"]["TIME"] == utc[1]
    assert "区界" in lidar.run(f"QgsProject.instance().mapLayer({told['transportflux']['INPUT']!r}).name()")


def test_a_day_is_played(lidar: QgisWindow) -> None:
    lidar.click("tab_spot('yanqing_eco_lidar_tabs', 0)")
    choose(lidar, "ppi")
    lidar.settle()
    lidar.click("spot('yanqing_eco_lidar_play')")
    lidar.wait("lidar.scans._plays and lidar.map._plays and not lidar.scans.maker.is_running", 90)
    lidar.settle()
    count = lidar.run("sum(s.kind == 'ppi' for s in tree.of_day(next(iter(tree.scans.values()))))")
    assert lidar.run("len(lidar.map._overlays)") == count
    lidar.picture("lidar-play")
    lidar.click("spot('yanqing_eco_lidar_off')")
    lidar.wait("lidar.map.overlay is None and not lidar.map._plays", 10)


def test_a_new_file_in_the_watched_folder_follows_and_a_broken_one_is_told(
    lidar: QgisWindow, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from yanqing_eco_plugin.core.demo.lidar import made_up_turn
    from yanqing_eco_plugin.core.lidar import write_scan

    folder = tmp_path_factory.mktemp("new_scans")
    newest = lidar.run("max(s.time for s in tree.scans.values()).isoformat()")
    start = pd.Timestamp(newest).to_pydatetime() + timedelta(minutes=30)
    write_scan(folder / "new.nc", made_up_turn(start=start, azimuth=range(0, 360, 4), gates=300, width_m=15.0).scan)
    (folder / "broken.nc").write_bytes(b"CDF\x01" + b"\xff" * 40)
    lidar.click("spot('yanqing_eco_lidar_follow', 0.05)")
    lidar.click("tab_spot('yanqing_eco_lidar_tabs', 3)")
    lidar.run(f"widget('yanqing_eco_lidar_folder').setText({str(folder)!r}); lidar.files._on_folder()")
    lidar.run("lidar.files.watcher._timer.setInterval(500)")
    lidar.click("spot('yanqing_eco_lidar_watch', 0.05)")
    lidar.wait(f"any(s.time.isoformat() == {start.isoformat()!r} for s in tree.scans.values())", 60)
    lidar.run("lidar.files.watcher._timer.setInterval(10000)")
    lidar.wait(f"lidar.scans.story is not None and lidar.scans.story.start.isoformat() == {start.isoformat()!r}")
    assert lidar.run("[widget('yanqing_eco_lidar_imports').item(n).text() for n in range(3) if "
                     "'broken.nc' in widget('yanqing_eco_lidar_imports').item(n).text()]")  # fmt: skip
    lidar.settle()
    lidar.picture("lidar-files")


def test_what_the_dock_put_on_the_map_goes_with_the_centre(lidar: QgisWindow) -> None:
    lidar.run("eco.session.close()")
    lidar.settle()
    groups = lidar.run("[g.name() for g in QgsProject.instance().layerTreeRoot().findGroups(True)]")
    assert "激光雷达扫描" not in groups
