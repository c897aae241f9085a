"""The Station dock on the demo centre: what it shows is what the centre holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QEvent, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QApplication, QToolTip

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.standards import KINDS, PROPERTIES, level_colour, level_label
from yanqing_eco_plugin.gui.chip import CHIP_COLOUR
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.gui.station.dock import StationDock

from .desk import Desk, until

VALUES, CHART, CALENDAR = range(3)


@pytest.fixture
def dock(session: EcoSession) -> Iterator[StationDock]:
    made = StationDock(session)
    made.resize(360, 720)
    made.show()
    yield made
    made.shut_down()
    made.hide()
    made.deleteLater()


def station(centre: DataCentre, kind: str, position: int = 0) -> str:
    """An online station of a kind, whose newest value is of the last full hour."""
    states = centre.latest(kind=kind)
    return str(states.loc[states["state"] == "online", "station_id"].iloc[position])


def select(dock: StationDock, session: EcoSession, station_id: str) -> None:
    session.select_station(station_id)
    until(lambda: dock.card is not None and dock.card.station_id == station_id)


def show_chart(dock: StationDock, station_id: str) -> None:
    dock.story.tabs.setCurrentIndex(CHART)
    until(lambda: dock.story.chart.data is not None and dock.story.chart.data.card.station_id == station_id)
    until(lambda: dock.story.chart.view.figure is not None)


def cells(dock: StationDock) -> list[list[str]]:
    table = dock.story.newest.table
    return [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]


def press(view: object, place: QPointF, kind: QEvent.Type = QEvent.Type.MouseMove) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, view.mapToGlobal(place.toPoint()), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def test_before_a_station_is_chosen_the_dock_says_what_to_do(dock: StationDock) -> None:
    assert "Click a station" in dock.notice.text()
    assert dock.story is None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("dust", "weather")])
def test_every_kind_shows_its_values_its_chart_and_its_calendar(
    dock: StationDock, session: EcoSession, centre: DataCentre, kind: str
) -> None:
    chosen = station(centre, kind)
    row = centre.latest(ids=[chosen]).iloc[0]
    select(dock, session, chosen)
    shown = cells(dock)
    assert shown
    for name, one in zip(dock.card.properties, shown):
        prop = PROPERTIES[name]
        assert one[0] == prop.en
        if prop.maximum == 1:
            assert one[1] in ("on", "off")
        else:
            number = one[1].replace("▲ ", "").split(" ")[0]
            assert number == f"{row[name]:.{prop.decimals}f}"
    header = dock.story.header
    assert header.place.text().startswith(KINDS[kind].en)
    assert chosen in header.place.text()
    assert "Online" in header.state.text()
    assert header.synthetic.isVisible()
    show_chart(dock, chosen)
    drawn = {name for axes in dock.story.chart.view.figure.axes for name in str(axes.get_gid()).split()}
    assert drawn == set(dock.story.chart.properties.chosen)
    dock.story.tabs.setCurrentIndex(CALENDAR)
    until(lambda: dock.story.calendar.data is not None)
    assert dock.story.calendar.data.days["is_valid"].any()
    assert dock.story.calendar.view.figure is not None


def test_values_have_units_and_chips_the_colour_of_their_level(
    dock: StationDock, session: EcoSession, centre: DataCentre
) -> None:
    select(dock, session, station(centre, "air"))
    assert [one[1].split(" ")[-1] for one in cells(dock)] == ["µg/m³", "µg/m³", "mg/m³", "µg/m³", "µg/m³", "µg/m³"]
    table = dock.story.newest.table
    for row, value in enumerate(dock.card.values):
        assert table.item(row, 2).text() == level_label("aqi", value.level, "en")
        assert table.item(row, 2).data(CHIP_COLOUR) == level_colour("aqi", value.level)


def test_what_is_over_its_limit_is_marked(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    states = centre.latest(kind="water")
    over = states[states["alarms"].fillna("").str.contains("exceedance")]
    if over.empty:
        pytest.skip("no water station of the demo is over its target this hour")
    select(dock, session, str(over["station_id"].iloc[0]))
    marked = {value.property for value, row in zip(dock.card.values, cells(dock)) if row[1].startswith("▲")}
    assert marked == {code.partition(":")[2] for code in dock.card.alarms}
    assert dock.story.header.alarms.isVisible()


def test_only_the_station_chosen_last_is_shown(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    ids = [station(centre, "micro", position) for position in range(6)]
    shown: list[str] = []
    dock._pages.currentChanged.connect(lambda _: shown.append(dock.card.station_id if dock.card else ""))
    for chosen in ids:
        session.select_station(chosen)
    until(lambda: dock.card is not None)
    assert dock.card.station_id == ids[-1]
    dock.story.tabs.setCurrentIndex(CHART)
    for chosen in reversed(ids):
        session.select_station(chosen)
    until(lambda: dock.story.chart.data is not None and dock.story.chart.data.card.station_id == ids[0])
    until(lambda: not dock._read.waiting and not dock.story.chart._read.waiting)
    assert dock.card.station_id == ids[0]
    assert set(dock.story.chart.data.frame["station_id"]) == {ids[0]}
    assert not set(ids[1:-1]) & set(shown)


def test_an_unknown_station_is_one_sentence(dock: StationDock, session: EcoSession) -> None:
    session.select_station("nowhere")
    until(lambda: "nowhere" in dock.notice.text())
    assert dock.notice.text().startswith("The data centre has no station “nowhere”.")
    assert dock.notice.isVisible()


def test_pointing_reads_time_values_and_units(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    chosen = station(centre, "air")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    page = dock.story.chart
    frame = page.data.frame
    pm = frame[frame["property"] == "pm2_5"].iloc[-5]
    axes = next(axes for axes in page.view.figure.axes if "pm2_5" in str(axes.get_gid()))
    place = page.view.place_of(axes, page.view.readout.axis.position(pm["time"].to_pydatetime()), 1.0)
    press(page.view, QPointF(place.x() + 2, place.y() - 5))
    local = pm["time"] + timedelta(hours=8)
    assert page.view.reading.time == local.strftime("%Y-%m-%d %H:%M")
    assert f"PM2.5: {pm['value']:.0f} µg/m³" in page.view.reading.lines
    page.view.grab()
    press(page.view, QPointF(1, 1))
    assert page.view.reading is None


def test_the_chart_follows_the_choice_of_span_and_properties(
    dock: StationDock, session: EcoSession, centre: DataCentre
) -> None:
    chosen = station(centre, "air")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    page = dock.story.chart
    page.properties.choose(["co"])
    until(lambda: page.data.properties == ("co",))
    page.span.lengths.setCurrentIndex(1)
    until(lambda: page.data.span.end - page.data.span.start == timedelta(days=7))
    assert page.data.span.live
    assert not page.span.fields.isVisible()
    page.span.lengths.setCurrentIndex(3)
    assert page.span.fields.isVisible()
    start, end = datetime.now(UTC) - timedelta(days=2), datetime.now(UTC) - timedelta(days=1)
    page.span.set_custom(start, end)
    page.reload()
    until(lambda: not page.data.span.live)
    assert abs(page.data.span.start - start) < timedelta(minutes=1)
    times = page.data.frame["time"]
    assert times.min() > page.data.span.start
    assert times.max() <= page.data.span.end
    page.span.set_custom(end, start)
    page.reload()
    assert "ends before it begins" in page.view._message


def test_at_least_one_property_stays_chosen(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    chosen = station(centre, "micro")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    chooser = dock.story.chart.properties
    chooser.choose(["pm2_5"])
    action = next(action for action in chooser.menu().actions() if action.isChecked())
    action.setChecked(False)
    assert chooser.chosen == ["pm2_5"]


def test_a_past_moment_is_marked_and_its_values_are_shown(
    dock: StationDock, session: EcoSession, centre: DataCentre
) -> None:
    chosen = station(centre, "micro")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    when = datetime.now(UTC) - timedelta(hours=30)
    session.set_moment(when)
    until(lambda: dock.card.moment == when and dock.story.chart.data.card.moment == when)
    span = dock.story.chart.data.span
    assert span.start < when < span.end
    assert not span.live
    assert any(line.get_gid() == "moment" for line in dock.story.chart.view.figure.axes[0].lines)
    assert "as of" in dock.story.header.state.text()
    past = centre.snapshot(when, kind="micro").set_index("station_id").loc[chosen]
    assert cells(dock)[0][1].replace("▲ ", "") == f"{past['pm2_5']:.0f} µg/m³"
    session.set_moment(None)
    until(lambda: dock.card.moment is None)


def test_news_are_read_only_while_now_is_shown(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    chosen = station(centre, "air")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    before, chart = dock.card, dock.story.chart.data
    session.statusChanged.emit()
    until(lambda: dock.card is not before and dock.story.chart.data is not chart)
    session.set_moment(datetime.now(UTC) - timedelta(hours=20))
    until(lambda: dock.card.moment is not None)
    before = dock.card
    session.statusChanged.emit()
    assert not dock._read.waiting
    assert dock.card is before


def test_export_of_values_and_picture(
    dock: StationDock,
    session: EcoSession,
    centre: DataCentre,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = station(centre, "air")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    page = dock.story.chart
    offered: list[str] = []

    def answer(name: str, kind: str) -> str:
        offered.append(name)
        return str(tmp_path / ("out" + Path(name).suffix))

    monkeypatch.setattr(page.exporter, "ask", answer)
    page.export_csv()
    until((tmp_path / "out.csv").is_file)
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(page.data.frame)
    first = page.data.frame.iloc[0]
    assert rows[0]["UTC"] == first["time"].strftime("%Y-%m-%dT%H:%M:%SZ")
    assert rows[0]["Value"] == f"{first['value']:.0f}"
    assert rows[0]["Unit"] == "µg/m³"
    assert rows[0]["Note"].startswith("Synthetic")
    page.export_png()
    until((tmp_path / "out.png").is_file)
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")
    assert not any(sign in name for name in offered for sign in '/\\:*?"<>| ')
    until(lambda: len(desk.bar.sentences) == 2)
    assert all(sentence.startswith("Saved") for sentence in desk.bar.sentences)


def test_a_file_that_cannot_be_written_is_one_sentence(
    dock: StationDock,
    session: EcoSession,
    centre: DataCentre,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = station(centre, "micro")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    monkeypatch.setattr(dock.story.chart.exporter, "ask", lambda *_: str(tmp_path / "missing" / "out.csv"))
    dock.story.chart.export_csv()
    until(lambda: desk.bar.sentences)
    assert desk.bar.sentences[0].startswith("The file “out.csv” could not be written.")


def test_the_calendar_tells_of_the_day_below_the_mouse(
    dock: StationDock, session: EcoSession, centre: DataCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    select(dock, session, station(centre, "air"))
    dock.story.tabs.setCurrentIndex(CALENDAR)
    page = dock.story.calendar
    until(lambda: page.data is not None and page.view.figure is not None)
    day = page.data.days[page.data.days["is_valid"]].index[-1]
    axes = page.view.figure.axes[0]
    patch = next(one for one in [*axes.artists, *axes.patches] if one.get_gid() == day.isoformat())
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget=None: said.append(text))
    press(page.view, page.view.place_of(axes, patch.get_x() + 0.4, patch.get_y() + 0.4))
    assert said[0].startswith(day.isoformat())
    assert f"AQI: {page.data.days.loc[day, 'value']:.0f}" in said[0]
    assert "valid records:" in said[0]


def test_the_calendar_turns_its_pages(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    select(dock, session, station(centre, "noise"))
    dock.story.tabs.setCurrentIndex(CALENDAR)
    page = dock.story.calendar
    until(lambda: page.data is not None)
    year, month = page.data.months[-1]
    page.earlier.click()
    until(lambda: page.data.months[-1] != (year, month))
    assert page.data.months[-1] == ((year, month - 1) if month > 1 else (year - 1, 12))
    page.topic.setCurrentIndex(1)
    until(lambda: page.data.topic.name == "ln")
    page.count.setCurrentIndex(1)
    until(lambda: len(page.data.months) == 3)


def test_when_the_centre_is_closed_the_dock_is_as_at_first(
    dock: StationDock, session: EcoSession, centre: DataCentre
) -> None:
    select(dock, session, station(centre, "air"))
    session.close()
    assert dock.story is None
    assert "Click a station" in dock.notice.text()
    session.select_station("YQ-AIR-001")
    assert dock.card is None


def test_the_chart_takes_the_size_of_its_place(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    chosen = station(centre, "air")
    select(dock, session, chosen)
    show_chart(dock, chosen)
    view = dock.story.chart.view
    before = view.width()
    dock.resize(620, 800)
    until(lambda: view.width() > before and view.figure.canvas.get_width_height() == (view.width(), view.height()))


def test_nothing_is_wider_than_a_narrow_dock(dock: StationDock, session: EcoSession, centre: DataCentre) -> None:
    for kind in ("effluent", "water", "scenic"):
        select(dock, session, station(centre, kind))
        assert dock.widget().minimumSizeHint().width() <= 360, kind
