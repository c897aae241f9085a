"""The replay reads tracks window by window: the same positions in any order, and a clock that waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import NULL

from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre
from yanqing_eco_plugin.core.demo import DISTRICT
from yanqing_eco_plugin.core.emergency import (
    Replay,
    TrackLookup,
    TrackWindows,
    note_entry,
    open_incident,
    plan_windows,
    step_incident,
    track_windows,
)
from yanqing_eco_plugin.core.emergency.track_lookup import FIX_COLUMNS
from yanqing_eco_plugin.core.errors import CentreError
from yanqing_eco_plugin.gui.emergency import replay_log, replay_reading
from yanqing_eco_plugin.gui.emergency.board import Board, rows_of
from yanqing_eco_plugin.gui.emergency.emergency_layers import EmergencyLayers
from yanqing_eco_plugin.gui.emergency.replay_page import ReplayPage
from yanqing_eco_plugin.gui.emergency.replay_reading import Played, read_played, read_window
from yanqing_eco_plugin.gui.emergency.replaying import PlayedMap, play_layer
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.layers.incident_tracking import edits_of

from .desk import until

START = datetime(2026, 5, 1, 2, tzinfo=UTC)
HOURS, NOTES = 2, 30
END = START + timedelta(hours=HOURS)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def unit(name: str, seconds: np.ndarray) -> pd.DataFrame:
    places = {"lon": 115.9 + seconds / 1e6, "lat": 40.4}
    times = pd.DatetimeIndex([after(int(second)) for second in seconds]).as_unit("ns")
    return pd.DataFrame({"resource_id": name, "time": times, **places})


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two hours with six units: a fix each ten seconds, silent for long, silent before and after, never heard of."""
    folder = str(tmp_path_factory.mktemp("replay") / "centre")
    hour = 3_600
    tracks = [
        unit("always", np.arange(-hour, HOURS * hour, 10)),
        unit("pauses", np.array([-7_000, -5_000, 300, 310, 6_900])),
        unit("before", np.array([-3 * 24 * hour, -2 * 24 * hour])),
        unit("long_ago", np.array([-3 * 24 * hour, 5_000])),
        unit("later", np.array([4_000, 4_001])),
    ]
    names = ["always", "pauses", "before", "long_ago", "later", "never"]
    table = pd.DataFrame({"resource_id": names, "kind": "vehicle", "state": "free", "fixed": 0, "name": names})
    with create_centre(folder, district=DISTRICT, synthetic=True) as made:
        home = shapely.Point(115.8, 40.3)
        made.write_features("resource", gpd.GeoDataFrame(table, geometry=[home] * len(names), crs=4326))
        made.append_fixes(pd.concat(tracks, ignore_index=True))
        made.change(edits_of(open_incident("fire", shapely.Point(115.9, 40.4), at=START)))
        incident = made.features("incident").iloc[0].to_dict()
        for number in range(NOTES):
            at = after(60 + 30 * number)
            made.change(edits_of(note_entry(incident["incident_id"], at=at, text=f"note {number}")))
        made.change(edits_of(step_incident(incident, "terminated", at=END)))
    return folder


@pytest.fixture
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes each."""
    monkeypatch.setattr(track_windows, "WINDOW_FIXES", 3_000)


@pytest.fixture
def page(centre: DataCentre, session: EcoSession, small_windows: None) -> Iterator[ReplayPage]:
    made = ReplayPage(session, EmergencyLayers(session))
    incident = rows_of(centre.features("incident"))[0]
    made.show_board(Board(centre.revision(), END, (incident,), incident))
    yield made
    made.shut_down()
    made.deleteLater()


def opened(page: ReplayPage) -> Played:
    page.load.click()
    until(lambda: page.moment is not None)
    return page.played


def jump(page: ReplayPage, seconds: int) -> None:
    page.slider.setValue(seconds)
    until(lambda: page.when == page.played.start + timedelta(seconds=seconds))


def places(page: ReplayPage) -> dict[str, tuple[float, str]]:
    return {f["resource_id"]: (f.geometry().asPoint().x(), f["fix_state"]) for f in page._layer.getFeatures()}


def incident_of(centre: DataCentre) -> str:
    return str(centre.features("incident")["incident_id"].iloc[0])


@pytest.mark.parametrize("order", [range(13), range(12, -1, -1), [7, 2, 11, 0, 8, 9, 3, 12]])
def test_windows_read_in_any_order_show_the_same(centre: DataCentre, small_windows: None, order: list[int]) -> None:
    played = read_played(centre, incident_of(centre), END + timedelta(hours=1))
    windows = played.windows
    assert windows.plan.seconds == 600
    assert windows.plan.count == 12 + 1  # and the minute after the last entry
    assert played.end == END + timedelta(minutes=1)
    whole = centre.fixes(None, START - timedelta(days=1), played.end, columns=FIX_COLUMNS)
    # Of what is older only the newest of all counts; that of one who was heard of later does not.
    before = played.newest[played.newest["resource_id"] == "before"]
    expected = TrackLookup(pd.concat([before, whole], ignore_index=True))
    for number in order:
        windows.take(number, read_window(centre, played, number, windows.carried(number)), START)
        begin, end = windows.plan.span(number)
        for when in (begin + timedelta(seconds=1), begin + (end - begin) / 2, end):
            found = played.replay.positions(when)
            pd.testing.assert_frame_equal(found, expected.positions(when))
    assert set(played.replay.positions(after(1))["resource_id"]) == {"always", "pauses", "before"}


def test_a_jump_anywhere_shows_where_everybody_was(page: ReplayPage) -> None:
    opened(page)
    assert places(page)["always"] == (pytest.approx(115.9), "online")
    assert places(page)["before"][1] == "stale"
    assert places(page)["later"] == (115.8, "none"), "at home, and no fix of it yet"
    jump(page, 6_905)
    assert places(page)["always"][0] == pytest.approx(115.9069)
    assert places(page)["pauses"] == (pytest.approx(115.9069), "online")
    jump(page, 900)
    assert places(page)["pauses"] == (pytest.approx(115.90031), "online")
    jump(page, 2_000)
    assert places(page)["pauses"] == (pytest.approx(115.90031), "stale")
    assert places(page)["never"] == (115.8, "none")


def test_the_clock_waits_for_what_is_not_read_and_says_so(page: ReplayPage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(page)
    monkeypatch.setattr(page._tracks._read, "ask", lambda *_: None)  # nothing comes
    until(lambda: not page._tracks._read.waiting)
    held = max(page.played.windows._held)
    last = page.played.windows.plan.span(held)[1]
    page._show(last)
    page.speed.setCurrentIndex(page.speed.findData(600))
    page.play.click()
    until(lambda: page._wanted is not None)
    wanted, frames, show = page._wanted, [], page._show
    monkeypatch.setattr(page, "_show", lambda when: frames.append(when) or show(when))
    until(lambda: len(frames) == 3)
    assert set(frames) == {wanted}
    assert page.when == last
    assert page._wanted == wanted > last
    assert "reading the tracks of" in page.banner.label.text()
    assert "not live" in page.banner.label.text()
    monkeypatch.undo()
    monkeypatch.setattr(track_windows, "WINDOW_FIXES", 3_000)
    until(lambda: page.when >= wanted)
    assert "reading" not in page.banner.label.text()
    # It goes on by itself, at its speed and to the end.
    until(lambda: page.when >= page.played.end)
    assert not page._timer.isActive()
    assert page.slider.value() == page.slider.maximum()


def test_only_the_last_of_many_jumps_is_shown(page: ReplayPage) -> None:
    played = opened(page)
    shown = []
    page.link.show = shown.append  # type: ignore[method-assign]
    for seconds in (7_000, 6_000, 3_000, 5_000):
        page.slider.setValue(seconds)
    until(lambda: page.when == after(5_000))
    until(lambda: not page._tracks._read.waiting)
    assert shown == [after(5_000)]
    assert played.windows.holds(after(5_000))


def test_tracks_that_cannot_be_read_end_the_playing_with_a_sentence(
    page: ReplayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page)
    until(lambda: not page._tracks._read.waiting)

    def refuse(*_: object) -> None:
        raise CentreError("The disk is gone.", hint="Bring it back.")

    monkeypatch.setattr(replay_reading, "read_window", refuse)
    before = page.when
    page.slider.setValue(7_000)
    until(lambda: "The disk is gone" in page.told.text())
    assert page.when == before
    assert page.slider.value() == 0
    assert "reading" not in page.banner.label.text()
    monkeypatch.undo()
    jump(page, 7_000)
    assert "disk" not in page.told.text()


def test_the_log_grows_with_the_moment_and_keeps_its_length(page: ReplayPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay_log, "MOST_LINES", 5)
    opened(page)

    def lines() -> list[str]:
        return [page.list.item(row).text().split(" · ", 1)[-1] for row in range(page.list.count())]

    assert lines() == ["reported · fire"]
    jump(page, 90)
    assert lines() == ["note 1", "note 0", "reported · fire"]
    newest = {
        400: ["note 11", "note 10", "note 9", "note 8", "note 7", "8 earlier entries are in the log"],
        410: ["note 11", "note 10", "note 9", "note 8", "note 7", "8 earlier entries are in the log"],
        460: ["note 13", "note 12", "note 11", "note 10", "note 9", "10 earlier entries are in the log"],
        150: ["note 3", "note 2", "note 1", "note 0", "reported · fire"],
        190: ["note 4", "note 3", "note 2", "note 1", "note 0", "1 earlier entries are in the log"],
        0: ["reported · fire"],
    }
    for seconds, expected in newest.items():
        jump(page, seconds)
        assert lines() == expected, seconds
    page.stop()
    assert page.list.count() == 0


def test_who_has_no_place_is_drawn_while_a_fix_tells_one(qgis_app) -> None:
    track = unit("U1", np.array([10, 20])).assign(speed_ms=[3.0, np.nan])
    resource = {
        "kind": "vehicle",
        "name": "U1",
        "name_en": None,
        "fixed": 0,
        "state": "reserved",
        "stale_after_s": None,
    }
    replay = Replay(pd.DataFrame({"recorded": [], "time": [], "entry_id": []}), track)
    for told, state in ((frozenset(), "reserved"), (frozenset({"U1"}), "free")):
        resources = {"U1": {**resource, "resource_id": "U1", "place": None}}
        windows = TrackWindows(plan_windows(START, END, 1))
        played = Played(replay, windows, START, END, resources, (), track.iloc[:0], told)
        layer = play_layer("replay", "nowhere", 8.0, "en")
        shown = PlayedMap(layer, played)
        # Before its first fix, with a speed, without one, stale; then back.
        for second, expected in (
            (5, []),
            (12, [("online", 3.0)]),
            (25, [("online", None)]),
            (700, [("stale", None)]),
            (5, []),
        ):
            shown.show(replay.at(after(second)))
            features = list(layer.getFeatures())
            speeds = [None if f["speed_ms"] == NULL else f["speed_ms"] for f in features]
            assert [(f["fix_state"], speed) for f, speed in zip(features, speeds)] == expected
            assert [f["state"] for f in features] == [state] * len(expected)
            assert [f["stale_after_s"] for f in features] == [600] * len(expected)
        shown.show(replay.at(after(20)))
        (feature,) = layer.getFeatures()
        assert (feature.geometry().asPoint().x(), feature["age_s"]) == (pytest.approx(115.90002), 0.0)
