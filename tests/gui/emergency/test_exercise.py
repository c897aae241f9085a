"""The exercise: a fire near 康庄镇, twelve units on synthetic tracks through a real broker and the real collector.

The units drive the roads of the exercise forty-five times as fast as they would, so that the whole of it takes half a minute; two
fall silent, one jumps, and the broker gets some fixes twice and some late.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.gui.harness import QgisWindow
from tests.services.collector.harness import FAR_AHEAD, LONG_AGO, CollectorProcess
from tests.services.mosquitto import Mosquitto, broker
from tests.services.track_play import Message, TrackPlay, owntracks_messages, telephones
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.demo.emergency import EXERCISE_PLACE, exercise_resources, exercise_tracks
from yanqing_eco_plugin.core.demo.emergency_roads import exercise_roads
from yanqing_eco_plugin.core.emergency import Replay, state_of

from .hands import ORDERS, REPLAY, RESOURCES, choose_roads, open_emergency, tab

FASTER, SECONDS = 45, 1_260
# As fast as the exercise is played; a jump is tens of kilometres in a second.
LIMITS = "max_speed_ms = 1000.0"
SILENT, JUMPING = ("U04", "U09"), "U06"
# Of a silent unit the track shows no arrival: somebody has to ask.
ARRIVED = f"all(o['state'] == 'on_scene' for o in em.board.orders if o['resource_id'] not in {SILENT!r})"


@dataclass
class Field:
    """Where the exercise is played."""

    centre: Path
    roads: Path
    broker: Mosquitto
    collector: CollectorProcess


@pytest.fixture(scope="module")
def field(demo_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    """A copy of the demo centre with the exercise's depots and units, a broker, and the collector at work."""
    place = tmp_path_factory.mktemp("field")
    shutil.copytree(demo_centre, place / "centre")
    units = exercise_resources()
    # The exercise lasts half a minute; who is silent for half of that counts as lost.
    units["stale_after_s"] = (units["fixed"] == 0).map({True: 15, False: 86_400})
    units["unit_id"] = "exercise/" + units["resource_id"]
    with open_centre(place / "centre") as opened:
        opened.write_features("resource", units)
    exercise_roads().to_file(place / "roads.gpkg", driver="GPKG")
    with broker() as server:
        server.start()
        collector = CollectorProcess(place, mqtt=f"port = {server.port}\n[mqtt.limits]\n{LIMITS}").start()
        try:
            collector.wait_for("mqtt", "sources", "mqtt", "state", wanted="connected")
            yield Field(place / "centre", place / "roads.gpkg", server, collector)
        finally:
            collector.stop()


@pytest.fixture(scope="module")
def window(start_qgis: Callable[..., QgisWindow], field: Field) -> QgisWindow:
    """QGIS in Chinese with the exercise open, the dock in front; `em` is the dock."""
    return open_emergency(start_qgis(), field.centre, field.roads)


def tracks(start: datetime) -> pd.DataFrame:
    """The tracks of the exercise as they are played: one fix a second, the clock running faster."""
    whole = exercise_tracks(start, seconds=SECONDS)
    since = (whole["time"] - pd.Timestamp(start)).dt.total_seconds()
    kept = whole[since % FASTER == 0]
    times = pd.Timestamp(start) + pd.to_timedelta(since[kept.index] / FASTER, unit="s")
    return kept.assign(time=times, speed_ms=kept["speed_ms"] * FASTER)


def yards(start: datetime) -> pd.DataFrame:
    """Everybody at home before the alarm."""
    first = exercise_tracks(start, seconds=2)
    return first[first["time"] == pd.Timestamp(start)]


def as_networks_bring_them(messages: list[Message]) -> list[Message]:
    """Every ninth message twice, every fifth two seconds late."""
    late = [(due + 2.0 * (number % 5 == 0), topic, payload) for number, (due, topic, payload) in enumerate(messages)]
    again = [(due + 1.0, topic, payload) for due, topic, payload in messages[::9]]
    return sorted(late + again, key=lambda message: message[0])


def test_the_alarm(window: QgisWindow, field: Field) -> None:
    begin = datetime.now(UTC).replace(microsecond=0)
    with telephones(field.broker.port) as client:
        TrackPlay(client, owntracks_messages(yards(begin), "exercise")).start().finish()
    window.click("spot('yanqing_eco_incident_new')")
    window.click("map_spot({}, {})".format(*EXERCISE_PLACE))
    window.wait("em.form.isVisible() and em.form.surroundings is not None")
    window.run("em.form.title.setText('示意演练：康庄镇油烟集中点起火')")
    window.click("spot('yanqing_eco_level_3')")
    window.click("spot('yanqing_eco_incident_open')")
    window.wait("em.board.incident is not None and em.tabs.currentIndex() == 1")
    choose_roads(window)
    window.wait("all(row['fix_time'] is not None for row in em.board.resources if not row['fixed'])")
    window.picture("exercise-alarm")


def test_who_goes(window: QgisWindow, field: Field) -> None:
    # The straight road from the west is blocked, as somebody reports by telephone.
    lon, lat = EXERCISE_PLACE
    window.click("spot('yanqing_eco_closure_draw')")
    window.click(f"map_spot({lon - 0.008}, {lat - 0.006})")
    window.click(f"map_spot({lon - 0.008}, {lat + 0.001})")
    window.click(f"map_spot({lon - 0.008}, {lat + 0.001})", button=3)
    window.wait("len(em.board.closures) == 1")
    # Chinese cannot be typed without an input method.
    window.run("em.resources.needs.text.setText('消防=2；监测=2；救援；抽水；直升机')")
    window.click("spot('yanqing_eco_needs_propose')")
    window.wait("len(em.board.plan) == 6")
    assert "直升机" in window.run("em.resources.needs.told.text()")
    assert JUMPING not in window.run("[row['resource_id'] for row in em.board.plan if row['need_id'] != '救援']")
    window.picture("exercise-proposed")
    window.click("spot('yanqing_eco_needs_order')")
    window.wait("len(em.board.orders) == 6")
    window.run("em.resources.tracks.setCurrentIndex(em.resources.tracks.findData(2.0))")
    window.run("em.resources.tracks.activated.emit(2)")


def test_units_drive_and_arrive(window: QgisWindow, field: Field) -> None:
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
    played = tracks(start)
    with telephones(field.broker.port) as client:
        messages = as_networks_bring_them(owntracks_messages(played, "exercise"))
        play = TrackPlay(client, messages).start()
        window.wait("any(o['state'] == 'moving' for o in em.board.orders)", 30)
        tab(window, ORDERS)
        time.sleep(4)
        window.picture("exercise-under-way")
        window.wait(ARRIVED, 40)
        play.finish()
    tab(window, RESOURCES)
    # Silent and jumping units: marked as such, and drawn where they truly were.
    stale = "sorted(row['resource_id'] for row in em.board.resources if row['fix_state'] == 'stale')"
    window.wait(f"set({list(SILENT)!r}) <= set({stale})")
    window.picture("exercise-arrived")
    field.collector.wait_until_drained()
    with open_centre(field.centre, writable=False) as centre:
        held = centre.fixes(None, LONG_AGO, FAR_AHEAD)
        refused = centre.quarantine()
    wild = (played["unit_id"] == JUMPING) & (played["lon"] > EXERCISE_PLACE[0] + 0.3)
    assert wild.sum() > 3
    sent = played[~wild]
    expected = set(zip(sent["unit_id"], sent["time"]))
    stored = set(zip(held["resource_id"], held["time"]))
    assert expected <= stored
    assert not stored & set(zip(played.loc[wild, "unit_id"], played.loc[wild, "time"]))
    assert set(refused["reason"]) == {"impossible_speed"}
    assert refused["place"].str.startswith(f"exercise/{JUMPING} ").all()


def test_the_replay_equals_what_was_seen_live(window: QgisWindow, field: Field) -> None:
    tab(window, REPLAY)
    window.click("spot('yanqing_eco_replay_load')")
    window.wait("em.replay.played is not None")
    window.click("spot('yanqing_eco_replay_play')")
    window.wait("em.replay.when >= em.replay.played.end")
    window.settle()
    window.picture("exercise-replay")
    live = window.run("{o['order_id']: o['state'] for o in em.board.orders}")
    assert window.run("{name: o.state for name, o in em.replay.moment.state.orders.items()}") == live
    incident_id = window.run("em.board.incident['incident_id']")
    with open_centre(field.centre, writable=False) as centre:
        log = pd.DataFrame(centre.features("log_entry", where={"incident_id": incident_id}))
        fixes = centre.fixes(None, LONG_AGO, FAR_AHEAD)
    replay = Replay(log, fixes)
    for moment in pd.date_range(*replay.span, periods=20):
        assert replay.state(moment) == state_of(log, moment)
    window.click("spot('yanqing_eco_replay_end')")
    window.wait("em.replay.played is None")


def test_the_report_and_the_map(window: QgisWindow, tmp_path: Path) -> None:
    for algorithm, output, name, more in (
        ("incidentreport", "DOCX", "report.docx", ""),
        ("incidentreport", "PDF", "report.pdf", ""),
        ("situationmap", "PDF", "map.pdf", ", PAPER='A3'"),
    ):
        target = tmp_path / name
        window.run(f"em.evaluation.write({algorithm!r}, {output!r}, {str(target)!r}{more})")
        window.wait(f"{str(target)!r} in em.evaluation.running.told.text()")
        assert target.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")
