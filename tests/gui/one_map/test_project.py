"""A project that was saved, opened again and kept up to date; a plugin that leaves nothing behind."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.data_centre import open_centre

SHOWN = "sorted(layer_kind(l) for l in iface.mapCanvas().layers() if layer_role(l) == 'network')"

# What the plugin may leave of itself in QGIS: nothing.
LEFT_OVER = """
import gc, threading
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QToolBar
def ours(kind):
    return [x.objectName() for x in iface.mainWindow().findChildren(kind) if x.objectName().startswith('yanqing_eco')]
def left_over():
    gc.collect()
    timers = [o for o in gc.get_objects() if type(o) is QTimer and not sip.isdeleted(o) and o.isActive()]
    return {
        'docks': ours(QDockWidget), 'toolbars': ours(QToolBar), 'actions': ours(QAction),
        'provider': [p.id() for p in QgsApplication.processingRegistry().providers() if p.id() == 'yanqing_eco'],
        'locator': [f.name() for f in iface.mainWindow().findChildren(QgsLocatorFilter) if 'yanqing' in f.name()],
        'browser': [p.name() for p in QgsApplication.dataItemProviderRegistry().providers() if 'anqing' in p.name()],
        'threads': [t.name for t in threading.enumerate() if not isinstance(t, (threading._MainThread, threading._DummyThread))],
        'timers': [str(t.parent()) for t in timers],
        'tasks': [t.description() for t in QgsApplication.taskManager().activeTasks()],
        'canvas': [w.objectName() for w in iface.mapCanvas().findChildren(QWidget) if 'yanqing' in w.objectName()],
        'menu': [a.text() for a in iface.pluginMenu().actions() if 'Yanqing' in a.text() or '延庆' in a.text()],
    }
from qgis.core import QgsLocatorFilter
"""


@pytest.fixture(scope="module")
def centre(demo_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo centre of our own, to write into."""
    return Path(shutil.copytree(demo_centre, tmp_path_factory.mktemp("written") / "centre"))


@pytest.fixture(scope="module")
def window(qgis: QgisWindow, centre: Path) -> QgisWindow:
    qgis.run("from yanqing_eco_plugin.layers.sources import layer_kind, layer_role")
    qgis.run(f"dock = eco.one_map_dock; eco.session.settings.refresh_seconds = 1; eco.session.open({str(centre)!r})")
    qgis.wait("dock.situation is not None")
    qgis.settle()
    return qgis


def report(place: Path, value: float) -> str:
    """A station reports one hour later than all others; returns which."""
    with open_centre(place) as writing:
        station = writing.stations(kind="air")["station_id"].iloc[0]
        newest = writing.latest(ids=[station])["newest"].iloc[0]
        row = {"station_id": [station], "property": ["pm2_5"], "time": [newest + timedelta(hours=1)]}
        writing.append_observations(pd.DataFrame({**row, "interval": [3600], "value": [value], "flag": ["N"]}))
    return station


def newest_value(window: QgisWindow, station: str) -> float:
    return window.run(
        f"next(f['pm2_5'] for f in dock.layers.layer('air').getFeatures() if f['station_id'] == {station!r})"
    )


def test_what_another_process_writes_appears(window: QgisWindow, centre: Path) -> None:
    before = window.run("dock.situation.newest.isoformat()")
    station = report(centre, 77.0)
    window.wait(f"dock.situation.newest.isoformat() > {before!r}", 20)
    assert newest_value(window, station) == 77.0


def test_a_project_saved_in_the_past_opens_in_the_present(
    window: QgisWindow, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = tmp_path_factory.mktemp("project") / "one_map.qgz"
    window.run("live = " + SHOWN)
    window.run("from datetime import timedelta; eco.session.set_moment(dock.situation.span[1] - timedelta(hours=5))")
    window.wait("dock.situation.moment is not None and not dock._read.waiting")
    window.run(f"QgsProject.instance().write({str(project)!r}); iface.newProject(False)")
    window.wait("not eco.session.is_open and dock.empty.isVisible()")
    window.settle()
    window.run(f"iface.addProject({str(project)!r})")
    window.wait("eco.session.is_open and dock.situation is not None and dock.situation.moment is None")
    window.settle()
    assert window.run(SHOWN + " == live")
    assert (
        window.run("[l.name() for l in QgsProject.instance().mapLayers().values() if 'moment' in layer_role(l)]") == []
    )
    window.picture("project-reopened")


def test_a_reopened_project_is_live(window: QgisWindow, centre: Path) -> None:
    before = window.run("dock.situation.newest.isoformat()")
    station = report(centre, 66.0)
    window.wait(f"dock.situation.newest.isoformat() > {before!r}", 20)
    assert newest_value(window, station) == 66.0


def test_layers_that_the_user_takes_out_are_missed_by_nobody(window: QgisWindow) -> None:
    window.run("QgsProject.instance().removeMapLayer(dock.layers.layer('scenic').id())")
    window.settle()
    window.click("cell('yanqing_eco_networks', dock.networks.model.row_of('scenic'), 1)")
    window.run("eco.session.set_moment(dock.situation.span[1] - timedelta(hours=2))")
    window.wait("dock.situation.moment is not None and not dock._read.waiting")
    assert not window.run("dock.layers.is_shown('scenic')")
    window.run("eco.session.set_moment(None)")
    window.wait("dock.situation.moment is None")


@pytest.mark.parametrize("time", [1, 2])
def test_unload_and_reload_leaves_nothing(window: QgisWindow, time: int, centre: Path) -> None:
    window.run(LEFT_OVER)
    window.settle()
    # In the middle of it: with a centre open, a past moment shown and the tool in use.
    window.run(
        "eco._tool.canvas().setMapTool(eco._tool); eco.session.set_moment(dock.situation.span[1] - timedelta(hours=3))"
    )
    window.wait("dock.situation.moment is not None")
    there = window.run("left_over()")
    expected = ("docks", "toolbars", "actions", "provider", "locator", "browser", "threads", "canvas", "menu")
    assert [name for name in expected if not there[name]] == [], "what is looked for can be found"
    window.run("from qgis.utils import unloadPlugin, loadPlugin, startPlugin; del eco, dock")
    assert window.run("unloadPlugin('yanqing_eco_plugin')")
    window.wait("not any(left_over().values())", 15)
    assert window.run("sorted({layer_role(l) for l in QgsProject.instance().mapLayers().values()})") == [
        "district",
        "grid",
        "network",
        "township",
    ]
    assert window.run("loadPlugin('yanqing_eco_plugin') and startPlugin('yanqing_eco_plugin')")
    window.run(
        f"eco = plugins['yanqing_eco_plugin'].window; dock = eco.one_map_dock; eco.session.open({str(centre)!r})"
    )
    window.wait("dock.situation is not None")
    window.settle()
    assert window.run("len(ours(QDockWidget))") == 2
    window.picture(f"reloaded-{time}")


def test_the_reloaded_plugin_follows_the_centre(window: QgisWindow, centre: Path) -> None:
    before = window.run("dock.situation.newest.isoformat()")
    report(centre, 55.0)
    window.wait(f"dock.situation.newest.isoformat() > {before!r}", 20)
