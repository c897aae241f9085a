from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsLocator,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QThread

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.gui.locator import StationLocatorFilter
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.gui.station_index import StationEntry, StationIndex

from .desk import Desk, until

ENTRIES = (
    StationEntry("A-1", "air", "延庆镇站", "Yanqing Town", "延庆镇", (116.0, 40.4)),
    StationEntry("A-2", "air", "八达岭站", "Badaling", "八达岭镇", (116.0, 40.3)),
    StationEntry("M-21", "micro", "八达岭微站2", "Badaling micro 2", "八达岭镇", None),
    StationEntry("M-22", "micro", "永宁微站", "", "永宁镇", (116.2, 40.5)),
)


@pytest.fixture
def finder(session: EcoSession) -> Iterator[StationLocatorFilter]:
    made = StationLocatorFilter(session)
    session.centreOpened.emit()
    until(lambda: made._index.entries)
    yield made
    made.shut_down()


def found(typed: str) -> list[str]:
    return [entry.station_id for entry, _ in StationIndex(ENTRIES).find(typed)]


def test_names_in_both_languages_and_ids_are_found() -> None:
    assert found("八达岭") == ["A-2", "M-21"]
    assert found("badaling") == ["A-2", "M-21"]
    assert found("m-22") == ["M-22"]
    assert found("nothing") == []
    assert found("  ") == []


def test_every_word_must_be_there_and_kind_and_township_help() -> None:
    assert found("badaling micro") == ["M-21"]
    assert found("微站 永宁") == ["M-22"]
    assert found("延庆镇") == ["A-1"]


def test_the_whole_name_comes_first() -> None:
    assert StationIndex(ENTRIES).find("badaling")[0][1] == 1.0


def results(finder: StationLocatorFilter, typed: str, *, prefix: bool = True) -> list[tuple[str, str, str, bool]]:
    copy, got = finder.clone(), []
    copy.resultFetched.connect(
        lambda one: got.append((one.displayString, one.description, one.userData, one.icon.isNull()))
    )
    context = QgsLocatorContext()
    context.usingPrefix = prefix
    copy.fetchResults(typed, context, QgsFeedback())
    return got


def test_a_result_has_name_kind_township_and_icon(finder: StationLocatorFilter, centre: DataCentre) -> None:
    row = centre.stations(kind="lidar").iloc[0]
    assert results(finder, row["station_id"]) == [
        (row["name_en"], f"Aerosol lidar · {row['township']} · {row['station_id']}", row["station_id"], False)
    ]


def test_one_letter_without_the_prefix_finds_nothing(finder: StationLocatorFilter) -> None:
    assert results(finder, "y", prefix=False) == []
    assert results(finder, "y")


def test_qgis_searches_in_a_thread_of_its_own(
    finder: StationLocatorFilter, centre: DataCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[object] = []
    search = StationIndex.find
    monkeypatch.setattr(
        StationIndex, "find", lambda self, typed: (threads.append(QThread.currentThread()), search(self, typed))[1]
    )
    # What is asked of the centre while somebody types would make every letter wait for a disk.
    monkeypatch.setattr(type(centre), "stations", None)
    locator, got = QgsLocator(), []
    locator.foundResult.connect(lambda one: got.append(one.displayString))
    mine = StationLocatorFilter(finder._session)
    mine._index, mine._icons = finder._index, finder._icons
    locator.registerFilter(mine)
    assert mine.activePrefix() == "sta", "QGIS takes no prefix of fewer than three letters from a plugin"
    locator.fetchResults("sta YQ-AIR-00", QgsLocatorContext())
    until(lambda: not locator.isRunning() and got)
    assert len(got) == 9
    assert threads[0] != QThread.currentThread()
    mine.shut_down()


def test_choosing_a_result_goes_there_and_selects(
    finder: StationLocatorFilter, session: EcoSession, centre: DataCentre, desk: Desk
) -> None:
    desk.canvas.resize(400, 300)
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    desk.canvas.setExtent(QgsRectangle(115.5, 40.0, 116.5, 41.0))
    row = centre.stations(kind="air").iloc[3]
    chosen: list[str] = []
    session.stationSelected.connect(chosen.append)
    result = QgsLocatorResult()
    result.userData = row["station_id"]
    finder.triggerResult(result)
    assert chosen == [row["station_id"]]
    centre_of_map = desk.canvas.center()
    assert (centre_of_map.x(), centre_of_map.y()) == pytest.approx((row.geometry.x, row.geometry.y), abs=1e-6)
    assert desk.canvas.scale() <= 15_001


def test_a_closed_centre_has_no_stations(finder: StationLocatorFilter, session: EcoSession) -> None:
    session.close()
    assert results(finder, "YQ") == []


def test_the_prefix(finder: StationLocatorFilter) -> None:
    assert isinstance(finder, QgsLocatorFilter)
    assert finder.prefix() == "sta"
    assert finder.name() == "yanqing_eco_station"
