"""A station's story in the real window, driven by mouse and keyboard; the pictures lie in ``build/pictures``."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.harness import QgisWindow

AIR = "YQ-AIR-001"
VALUES, CHART, CALENDAR = range(3)

# A tab's middle on the screen, and whether a text is cut in any visible label of the dock.
HELPERS = """
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QLabel
def tab(number):
    bar = sd.story.tabs.tabBar()
    point = bar.mapToGlobal(bar.tabRect(number).center())
    return [point.x(), point.y()]
def cut():
    found = []
    for label in sd.story.header.findChildren(QLabel):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if label.isVisible() and label.text() and (label.height() < needed or label.width() < label.minimumSizeHint().width()):
            found.append(label.text())
    return found
"""


@pytest.fixture(scope="module")
def story(one_map: QgisWindow) -> QgisWindow:
    """The window with an air station shown; `sd` is the Station dock."""
    one_map.run("sd = eco.station_dock")
    one_map.run(HELPERS)
    show(one_map, AIR)
    return one_map


def show(window: QgisWindow, station: str) -> None:
    window.run(f"eco.session.select_station({station!r})")
    window.wait(f"sd.card is not None and sd.card.station_id == {station!r}")
    window.settle()


def turn_to(window: QgisWindow, page: int) -> None:
    window.click(f"tab({page})")
    window.wait(f"sd.story.tabs.currentIndex() == {page}")
    window.settle()


def test_the_dock_comes_to_the_front_and_nothing_is_cut(story: QgisWindow) -> None:
    turn_to(story, VALUES)
    assert story.run("sd.isVisible() and not sd.visibleRegion().isEmpty()")
    assert story.run("cut()") == []
    assert story.run("sd.story.newest.table.horizontalScrollBar().maximum()") == 0
    rows = story.run("[sd.story.newest.table.item(row, 1).text() for row in range(6)]")
    assert all(text.endswith(("µg/m³", "mg/m³")) for text in rows)
    assert story.run("sd.windowTitle()") == "站点"
    story.picture("station-values")


def test_pointing_at_the_chart_reads_it(story: QgisWindow) -> None:
    turn_to(story, CHART)
    story.wait("sd.story.chart.view.figure is not None")
    x, y = story.run("spot('yanqing_eco_chart', 0.7, 0.5)")
    story.screen.xdotool("mousemove", str(x - 4), str(y), "mousemove", str(x), str(y))
    story.wait("sd.story.chart.view.reading is not None")
    lines = story.run("sd.story.chart.view.reading.lines")
    assert [line.split(":")[0] for line in lines] == ["O₃", "PM2.5", "PM10"]
    story.picture("station-chart")


def test_the_span_is_chosen_with_the_keyboard(story: QgisWindow) -> None:
    turn_to(story, CHART)
    story.click("spot('yanqing_eco_span')")
    story.keys("Down", "Return")
    story.wait("(sd.story.chart.data.span.end - sd.story.chart.data.span.start).days == 7")
    story.click("spot('yanqing_eco_span')")
    story.keys("End", "Return")
    story.wait("sd.story.chart.span.fields.isVisible()")
    story.settle()
    story.picture("station-chart-custom")
    assert story.run(
        "widget('yanqing_eco_span_end').width() >= widget('yanqing_eco_span_end').minimumSizeHint().width()"
    )
    story.click("spot('yanqing_eco_span')")
    story.keys("Home", "Return")
    story.wait("(sd.story.chart.data.span.end - sd.story.chart.data.span.start).days == 1")


def test_several_properties_are_checked_in_one_go(story: QgisWindow) -> None:
    turn_to(story, CHART)
    story.click("spot('yanqing_eco_properties', 0.3)")
    story.wait("sd.story.chart.properties.menu().isVisible()")
    story.picture("station-chart-properties")
    for name in ("co", "o3"):
        story.run(f"one = next(a for a in sd.story.chart.properties.menu().actions() if a.data() == {name!r})")
        story.click(
            "(lambda m: [m.mapToGlobal(m.actionGeometry(one).center()).x(), m.mapToGlobal(m.actionGeometry(one).center()).y()])"
            "(sd.story.chart.properties.menu())"
        )
        assert story.run("sd.story.chart.properties.menu().isVisible()"), "the menu closed after one entry"
    story.keys("Escape")
    story.wait("sd.story.chart.data.properties == ('co', 'pm2_5', 'pm10')")
    assert story.run("[a.get_gid() for a in sd.story.chart.view.figure.axes]") == ["co", "pm2_5 pm10"]


def test_the_calendar_answers_the_mouse(story: QgisWindow) -> None:
    turn_to(story, CALENDAR)
    story.wait("sd.story.calendar.view.figure is not None")
    story.run(
        "axes = sd.story.calendar.view.figure.axes[0]\n"
        "good = sd.story.calendar.data.days.query('is_valid').index[-1].isoformat()\n"
        "box = next(a for a in [*axes.artists, *axes.patches] if a.get_gid() == good)\n"
        "place = sd.story.calendar.view.place_of(axes, box.get_x() + 0.4, box.get_y() + 0.4).toPoint()\n"
        "place = sd.story.calendar.view.mapToGlobal(place)"
    )
    x, y = story.run("[place.x(), place.y()]")
    story.screen.xdotool("mousemove", str(x - 6), str(y - 4), "mousemove", str(x), str(y))
    story.run("from qgis.PyQt.QtWidgets import QToolTip")
    story.wait("QToolTip.isVisible()")
    assert story.run("QToolTip.text().splitlines()[0] == good and 'AQI: ' in QToolTip.text()")
    story.picture("station-calendar")


@pytest.mark.parametrize(
    "station", ["YQ-WAT-001", "YQ-FUM-001", "YQ-NOI-001", "YQ-EFF-001", "YQ-SCN-001", "YQ-LID-001"]
)
def test_every_page_of_other_kinds_fits(story: QgisWindow, station: str) -> None:
    show(story, station)
    for page, name in ((VALUES, "values"), (CHART, "chart"), (CALENDAR, "calendar")):
        turn_to(story, page)
        story.picture(f"station-{station.lower()}-{name}")
        assert story.run("cut()") == []
    assert story.run("sd.story.width() <= sd.width()")


def test_a_station_is_found_by_typing(story: QgisWindow) -> None:
    story.keys("ctrl+k")
    story.type("sta YQ-WAT-003")
    time.sleep(1.5)  # the search waits for the last letter
    story.picture("station-locator")
    story.keys("Down", "Return")
    story.wait("sd.card is not None and sd.card.station_id == 'YQ-WAT-003'")
    story.settle()
    assert story.run("iface.mapCanvas().scale()") <= 15_001
    placed = story.run(
        "there = QgsCoordinateTransform(QgsCoordinateReferenceSystem('EPSG:4326'),"
        " iface.mapCanvas().mapSettings().destinationCrs(), QgsProject.instance())\n"
        "iface.mapCanvas().center().distance(there.transform(QgsPointXY(*sd.card.place)))"
    )
    assert placed < 1.0


def test_a_chart_is_saved_through_the_dialog(story: QgisWindow, tmp_path: Path) -> None:
    show(story, AIR)
    turn_to(story, CHART)
    story.run("from qgis.PyQt.QtWidgets import QFileDialog")
    for entry, name, begins in ((1, "values.csv", b"\xef\xbb\xbf"), (2, "chart.png", b"\x89PNG")):
        story.click("spot('yanqing_eco_export')")
        story.keys(*["Down"] * entry, "Return")
        story.wait("bool(dialogs())")
        story.keys("ctrl+a")
        story.type(str(tmp_path / name))
        story.keys("Return")
        end = time.monotonic() + 20
        while not (tmp_path / name).is_file():
            assert time.monotonic() < end, f"{name} was not written"
            time.sleep(0.1)
        assert (tmp_path / name).read_bytes().startswith(begins)
        story.settle()


def test_the_options_page(story: QgisWindow) -> None:
    story.run(
        "from qgis.PyQt.QtCore import QTimer\n"
        "QTimer.singleShot(0, lambda: iface.showOptionsDialog(iface.mainWindow(), 'yanqing_eco_options'))"
    )
    story.wait("any(w.objectName() == 'yanqing_eco_options' and w.isVisible() for w in QApplication.allWidgets())")
    time.sleep(0.5)
    story.picture("options")
    # Newer versions of QGIS put a page into a scroll area of the same name.
    pages = "[w for w in QApplication.allWidgets() if w.objectName() == 'yanqing_eco_options' and hasattr(w, 'report')]"
    assert "2.3.3" in story.run(f"{pages}[0].report()")
    story.keys("Escape")
    story.wait("not dialogs()")


def test_an_unknown_station_is_one_sentence(story: QgisWindow) -> None:
    story.run("eco.session.select_station('nowhere')")
    story.wait("'nowhere' in sd.notice.text()")
    assert story.run("sd.notice.isVisible()")
    story.picture("station-unknown")
    show(story, AIR)


def test_the_last_centre_is_opened_at_start(start_qgis: Callable[..., QgisWindow], demo_centre: Path) -> None:
    settings = f"\n[yanqing_eco]\nopen_at_start=true\ncentre={demo_centre}\n"
    window = start_qgis(extra_ini=settings)
    window.wait("plugins['yanqing_eco_plugin'].window.session.is_open")
    window.settle()
    assert window.run("len(QgsProject.instance().mapLayers())") > 10
    window.stop()
