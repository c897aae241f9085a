"""A past moment on the real map: the values of that time in place of the live ones, and the way back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.data_centre import open_centre

# Outline and grids are the same at every hour.
SHOWN = (
    "sorted((layer_role(l), layer_kind(l)) for l in iface.mapCanvas().layers() "
    "if layer_role(l) not in ('district', 'grid'))"
)


@pytest.fixture(scope="module")
def window(one_map: QgisWindow) -> QgisWindow:
    one_map.run("from yanqing_eco_plugin.layers.sources import layer_kind, layer_role")
    return one_map


@pytest.fixture(scope="module")
def last_hour(demo_centre: Path) -> datetime:
    with open_centre(demo_centre, writable=False) as centre:
        span = centre.time_span()
    return span[1].replace(minute=0, second=0, microsecond=0)


def snapshot(place: Path, when: datetime) -> pd.DataFrame:
    with open_centre(place, writable=False) as centre:
        return centre.snapshot(when)


def on_the_map(window: QgisWindow, kind: str, prop: str) -> dict[str, float]:
    """Values of the layer of a kind that the user sees."""
    rows = window.run(f"[[f['station_id'], f['{prop}']] for f in dock.layers.layer('{kind}').getFeatures()]")
    return {station: value for station, value in rows if isinstance(value, float)}


def test_steps_lead_to_the_values_of_that_hour(window: QgisWindow, demo_centre: Path, last_hour: datetime) -> None:
    live = window.run(SHOWN)
    for _ in range(3):
        window.click("spot('yanqing_eco_hour_back')")
    when = last_hour - timedelta(hours=3)
    shown = "dock.situation.moment is not None and dock.situation.moment.timestamp()"
    window.wait(f"{shown} == {when.timestamp()} and not dock._read.waiting")
    window.settle()
    then = snapshot(demo_centre, when)
    for kind in ("air", "micro"):
        expected = then[(then["kind"] == kind) & then["pm2_5"].notna()].set_index("station_id")["pm2_5"].to_dict()
        assert on_the_map(window, kind, "pm2_5") == expected
    past = [[{"network": "moment", "township": "moment_township"}[role], kind] for role, kind in live]
    assert window.run(SHOWN) == sorted(past), "every layer has its stand-in, and no live layer is shown"
    local = (when + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M")
    for banner in ("yanqing_eco_past_text", "yanqing_eco_canvas_banner"):
        assert window.run(f"widget('{banner}').isVisible()")
        assert local in window.run(f"widget('{banner}').text()")
    assert window.run("dock.situation.online") == int((then["state"] == "online").sum())
    window.picture("moment")


def test_a_network_that_is_ticked_now_shows_that_moment(
    window: QgisWindow, demo_centre: Path, last_hour: datetime
) -> None:
    assert not window.run("dock.layers.is_shown('noise')")
    window.click("tick('yanqing_eco_networks', dock.networks.model.row_of('noise'))")
    window.wait("dock.layers.is_shown('noise')", 10)
    then = snapshot(demo_centre, last_hour - timedelta(hours=3))
    expected = then[then["leq"].notna() & (then["kind"] == "noise")].set_index("station_id")["leq"].to_dict()
    assert on_the_map(window, "noise", "leq") == expected


def test_of_many_moments_the_last_one_wins(window: QgisWindow, demo_centre: Path, last_hour: datetime) -> None:
    window.run("from datetime import timedelta; at = dock.situation.moment")
    window.run("for n in range(1, 13): eco.session.set_moment(at - timedelta(hours=n))")
    window.wait("not dock._read.waiting")
    window.settle()
    assert window.run("(at - dock.situation.moment).total_seconds()") == 12 * 3600
    then = snapshot(demo_centre, last_hour - timedelta(hours=15))
    expected = then[(then["kind"] == "air") & then["o3"].notna()].set_index("station_id")["o3"].to_dict()
    assert on_the_map(window, "air", "o3") == expected


def test_an_answer_that_comes_late_takes_no_step_back(window: QgisWindow) -> None:
    window.run(
        "before = dock.time._moment; s = dock.situation; back = dock.time._steps[1][0]; back.click(); dock._show(s)"
    )
    assert window.run("(before - dock.time._moment).total_seconds()") == 3600
    window.wait("dock.situation.moment == dock.time._moment and not dock._read.waiting")
    window.settle()


def test_the_slider_and_the_field_agree(window: QgisWindow, last_hour: datetime) -> None:
    window.click("spot('yanqing_eco_moment_slider', 0.25)")
    window.settle()
    window.wait("not dock._read.waiting and not dock.time._rest.isActive()")
    moment = datetime.fromisoformat(window.run("dock.situation.moment.isoformat()"))
    assert window.run("dock.time.field.dateTime().toString('yyyy-MM-dd HH:mm')") == (
        moment + timedelta(hours=8)
    ).strftime("%Y-%m-%d %H:%M")
    assert last_hour - timedelta(hours=49) < moment < last_hour


def test_a_time_that_is_typed(window: QgisWindow, last_hour: datetime) -> None:
    when = last_hour - timedelta(hours=7)
    window.click("spot('yanqing_eco_moment', 0.3)")
    window.keys("ctrl+a")
    window.type((when + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M"))
    window.keys("Return")
    window.wait(f"dock.situation.moment is not None and dock.situation.moment.isoformat() == {when.isoformat()!r}", 10)


def test_back_to_now(window: QgisWindow) -> None:
    window.click("spot('yanqing_eco_back_to_now')")
    window.wait("dock.situation.moment is None")
    window.settle()
    roles = {role for role, _ in window.run(SHOWN)}
    assert roles == {"network", "township"}
    assert (
        window.run("[l.name() for l in QgsProject.instance().mapLayers().values() if 'moment' in layer_role(l)]") == []
    )
    assert not window.run("dock.time.banner.isVisible() or dock.banner.label.isVisible()")
    assert window.run("dock.layers.is_shown('noise')"), "what was ticked in the past stays ticked"


def test_a_window_is_played_with_the_temporal_controller(
    window: QgisWindow, demo_centre: Path, last_hour: datetime
) -> None:
    window.click("tab_spot('yanqing_eco_one_map_tabs', 3)")
    window.run("box = dock.playback.kind; box.setCurrentIndex(box.findData('micro'))")
    window.click("spot('yanqing_eco_play')")
    window.wait("dock.playback._played is not None")
    window.settle()
    window.picture("playback")
    assert not window.run("dock.layers.is_shown('micro')"), "the live network would hide what is played"
    window.run("controller = iface.mapCanvas().temporalController()")
    assert window.run("controller.totalFrameCount()") >= 24
    extent = window.run("e = controller.temporalExtents(); [e.begin().toSecsSinceEpoch(), e.end().toSecsSinceEpoch()]")
    assert extent[1] - extent[0] == 24 * 3600
    assert extent[0] % 3600 == 0
    assert window.run("dock.playback._played.featureCount()") > 0
    window.click("spot('yanqing_eco_play_stop')")
    window.settle()
    assert window.run("dock.layers.is_shown('micro')")
    assert (
        window.run("[l.name() for l in QgsProject.instance().mapLayers().values() if layer_role(l) == 'temporal']")
        == []
    )
