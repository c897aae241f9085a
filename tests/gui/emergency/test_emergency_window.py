"""A short synthetic exercise in the real window: incident by a click, orders by mouse, arrival, log, area, replay, report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from tests.gui.harness import QgisWindow
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.demo.emergency import EXERCISE_PLACE, exercise_resources
from yanqing_eco_plugin.core.demo.emergency_roads import exercise_roads

from .hands import AREA, INCIDENTS, LOG, ORDERS, REPLAY, REVIEW, choose_roads, open_emergency, row_of, state, tab


@pytest.fixture(scope="module")
def place(demo_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo centre with the exercise's depots and units, all in their yards."""
    folder = tmp_path_factory.mktemp("exercise")
    centre = folder / "centre"
    shutil.copytree(demo_centre, centre)
    units = exercise_resources()
    with open_centre(centre) as opened:
        opened.write_features("resource", units)
        append(
            centre, {row.resource_id: (row.geometry.x, row.geometry.y) for row in units.itertuples() if not row.fixed}
        )
    exercise_roads().to_file(folder / "roads.gpkg", driver="GPKG")
    return folder


def append(centre: Path, places: dict[str, tuple[float, float]]) -> None:
    """Positions of now, as the collector would store them."""
    rows = [(name, pd.Timestamp(datetime.now(UTC)).floor("s"), lon, lat) for name, (lon, lat) in places.items()]
    with open_centre(centre) as opened:
        opened.append_fixes(pd.DataFrame(rows, columns=["resource_id", "time", "lon", "lat"]))


@pytest.fixture(scope="module")
def emergency(start_qgis: Callable[..., QgisWindow], place: Path) -> QgisWindow:
    """QGIS in Chinese with the exercise open, the dock in front; `em` is the dock."""
    return open_emergency(start_qgis(), place / "centre", place / "roads.gpkg")


def test_an_incident_by_a_click_on_the_map(emergency: QgisWindow) -> None:
    emergency.picture("emergency-empty")
    emergency.click("spot('yanqing_eco_incident_new')")
    emergency.click("map_spot({}, {})".format(*EXERCISE_PLACE))
    emergency.wait("em.form.isVisible() and em.form.surroundings is not None")
    around = emergency.run("em.form.around.toPlainText()")
    # The demo has a plan in force: a grid with its A and its B.
    assert "A: " in around
    assert " m" in around
    emergency.click("spot('yanqing_eco_level_3')")
    emergency.picture("emergency-form")
    emergency.click("spot('yanqing_eco_incident_open')")
    emergency.wait("em.board.incident is not None and em.tabs.currentIndex() == 1")
    assert emergency.run("em.board.incident['level']") == 3
    assert emergency.run("em.header.badge.isVisible()")


def test_orders_by_mouse(emergency: QgisWindow) -> None:
    choose_roads(emergency)
    emergency.click(row_of("U01"))
    emergency.click("spot('yanqing_eco_order')")
    emergency.wait(f"{state('U01')} == 'ordered'")
    emergency.settle()
    emergency.picture("emergency-board")
    start, end = emergency.run(row_of("U02")), emergency.run("map_spot({}, {})".format(*EXERCISE_PLACE))
    emergency.screen.drag(tuple(start), tuple(end))
    emergency.wait(f"{state('U02')} == 'ordered'")
    assert emergency.run("[round(row['eta_s']) > 0 for row in em.board.orders]") == [True, True]


def test_arrival_by_the_zone(emergency: QgisWindow, place: Path) -> None:
    lon, lat = EXERCISE_PLACE
    emergency.run("import time; time.sleep(1.1)")
    append(place / "centre", {"U01": (lon - 0.01, lat), "U02": (lon + 0.01, lat)})
    emergency.wait(f"{state('U01')} == 'on_the_way' and {state('U02')} == 'on_the_way'")
    # A fix of the same second would be no new one.
    emergency.run("time.sleep(1.1)")
    append(place / "centre", {"U01": (lon, lat)})
    emergency.wait(f"{state('U01')} == 'on_scene'")
    tab(emergency, ORDERS)
    emergency.picture("emergency-orders")
    # By hand: U02 says on the radio that it has arrived.
    emergency.click("cell('yanqing_eco_orders', 1, 4)")
    emergency.click("spot('yanqing_eco_order_set')")
    emergency.wait(f"{state('U02')} == 'on_scene'")
    authors = emergency.run("[e['author'] for e in em.board.log if e['event'] == 'order.on_scene']")
    assert authors == ["track", "值班岗"]


def test_a_note_in_the_log(emergency: QgisWindow, tmp_path: Path) -> None:
    from PIL import Image

    tab(emergency, LOG)
    emergency.click("spot('yanqing_eco_log_text')")
    emergency.type("PM2.5 812 ug/m3, 300 m downwind")
    emergency.click("spot('yanqing_eco_log_note')")
    emergency.wait("any('downwind' in (e['text'] or '') for e in em.board.log)")
    photo = tmp_path / "smoke.jpg"
    Image.linear_gradient("L").resize((800, 500)).save(photo)
    emergency.run(f"em.log.add_photo({str(photo)!r})")
    emergency.wait("bool(em.log.pictures)")
    emergency.picture("emergency-log")


def test_an_area_is_drawn_and_a_heavy_gas_refused(emergency: QgisWindow) -> None:
    tab(emergency, AREA)
    emergency.run(
        "em.area.substance.setCurrentIndex(em.area.substance.findData('chlorine')); em.area.rate.setValue(9000)"
    )
    emergency.click("spot('yanqing_eco_area_compute')")
    emergency.wait("'SLAB' in em.area.running.told.text()")
    emergency.run(
        "em.area.substance.setCurrentIndex(em.area.substance.findData('ammonia')); em.area.rate.setValue(300)"
    )
    emergency.run("em.area.direction.setValue(300); em.area.speed.setValue(2)")
    emergency.click("spot('yanqing_eco_area_compute')")
    emergency.wait("em.layers.layer('affected_area') is not None")
    emergency.settle()
    emergency.picture("emergency-area")
    notes = emergency.run("[f['note'] for f in em.layers.layer('affected_area').getFeatures()]")
    assert notes
    assert all("screening, flat terrain" in note for note in notes)


def test_the_replay_ends_as_it_was_seen_live(emergency: QgisWindow) -> None:
    tab(emergency, REPLAY)
    emergency.click("spot('yanqing_eco_replay_load')")
    emergency.wait("em.replay.played is not None")
    assert emergency.run("[o.state for o in em.replay.moment.state.orders.values()]") == []
    assert emergency.run("em.replay.banner.label.isVisible()")
    emergency.click("spot('yanqing_eco_replay_play')")
    emergency.wait("em.replay.when >= em.replay.played.end")
    emergency.settle()
    emergency.picture("emergency-replay")
    live = emergency.run("{o['order_id']: o['state'] for o in em.board.orders}")
    assert emergency.run("{name: o.state for name, o in em.replay.moment.state.orders.items()}") == live
    assert set(live.values()) == {"on_scene"}
    emergency.click("spot('yanqing_eco_replay_end')")
    emergency.wait("em.replay.played is None")
    assert not emergency.run("em.replay.banner.label.isVisible()")


def test_the_report_is_written(emergency: QgisWindow, tmp_path: Path) -> None:
    tab(emergency, REVIEW)
    target = tmp_path / "report.docx"
    emergency.click("spot('yanqing_eco_report_word')")
    emergency.wait("dialogs()", 10)
    emergency.keys("ctrl+a")
    emergency.type(str(target))
    emergency.keys("Return")
    emergency.wait("not dialogs()", 10)
    emergency.wait(f"{str(target)!r} in em.evaluation.running.told.text()")
    assert target.read_bytes()[:2] == b"PK"
    pdf = tmp_path / "map.pdf"
    emergency.run(f"em.evaluation.write('situationmap', 'PDF', {str(pdf)!r}, PAPER='A4')")
    emergency.wait(f"{str(pdf)!r} in em.evaluation.running.told.text()")
    assert pdf.read_bytes()[:5] == b"%PDF-"
    emergency.picture("emergency-review")
    tab(emergency, INCIDENTS)
    emergency.picture("emergency-incidents")
