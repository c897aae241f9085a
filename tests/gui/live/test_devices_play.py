"""The window while 907 devices send to a collector: values, states and alarms change without a hand on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.gui.harness import QgisWindow
from tests.services.collector.harness import CollectorProcess
from tests.services.endtoend.playing import HJ212, Playing, last_hour
from tests.services.mosquitto import broker
from tests.services.postgres import PostgresServer
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.demo import SEED, create_demo
from yanqing_eco_plugin.core.demo.centre import followed_by
from yanqing_eco_plugin.core.demo.devices import DevicePlay
from yanqing_eco_plugin.core.demo.devices_reports import Trouble

HOURS, SPEED = 2, 500.0
# Any of them may be out of order in an hour of the history.
EXCEEDING = tuple(f"YQ-EFF-00{number}" for number in range(1, 6))


@pytest.fixture(scope="module", params=["folder", "shared"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a centre is made: in a folder, or on a PostgreSQL server of its own."""
    if request.param == "folder":
        yield str(tmp_path_factory.mktemp("live") / "centre")
        return
    server = PostgresServer()
    try:
        with server.connect() as connection:
            connection.execute("CREATE DATABASE eco")
        yield server.address("eco")
    finally:
        server.remove()


@pytest.fixture(scope="module")
def stage(grids_once: None, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, DevicePlay]]:
    """A demo centre that lacks the last hours, a collector at work on it, and the play that brings them."""
    end = last_hour()
    start = end - timedelta(hours=HOURS)
    with create_demo(address, days=1, until=start) as centre:
        stations, (seed, origin) = centre.stations(), followed_by(centre) or (SEED, 0)
    with broker() as server:
        server.start()
        place = tmp_path_factory.mktemp("collector")
        collector = CollectorProcess(place, HJ212, address=address, mqtt=f"port = {server.port}").start()
        try:
            collector.wait_for("mqtt", "sources", "mqtt", "state", wanted="connected")
            yield (
                address,
                DevicePlay(
                    stations, start, end, seed, origin, speed=SPEED, gateways=True,
                    hj212=("127.0.0.1", collector.port), mqtt=("127.0.0.1", server.port),
                    trouble=Trouble(exceed=EXCEEDING),
                ),
            )  # fmt: skip
        finally:
            collector.stop()


def sent_by_micro(playing: Playing) -> dict[str, set[float]]:
    """PM2.5 that was acknowledged to each micro-station so far."""
    found: dict[str, set[float]] = {}
    for (station, prop, *_), (value, _) in list(playing.acknowledged.items()):
        if prop == "pm2_5" and value is not None and station.startswith("YQ-MIC"):
            found.setdefault(station, set()).add(value)
    return found


def test_values_states_and_alarms_follow_the_devices(qgis: QgisWindow, stage: tuple[str, DevicePlay]) -> None:
    address, play = stage
    qgis.run("eco.session.settings.refresh_seconds = 1; eco.session.apply_settings()")
    qgis.run(f"dock = eco.one_map_dock; dock.situation = None; eco.session.open({address!r})")
    qgis.wait("dock.situation is not None")
    qgis.settle()
    qgis.run(
        "def shown(kind, prop, *ids):\n"
        "    rows = dock.layers.layer(kind).getFeatures()\n"
        "    return {f['station_id']: f[prop] for f in rows if not ids or f['station_id'] in ids}\n"
        "def exceeding(stations):\n"
        "    every = [a for g in dock.alarms.model.groups for a in g.alarms]\n"
        "    return {a.key for a in every if a.station_id in stations and a.code.startswith('exceedance')}\n"
    )
    online = qgis.run("dock.situation.online")
    qgis.run(f"before = exceeding({EXCEEDING!r})")
    assert qgis.run("widget('yanqing_eco_synthetic').isVisible()")
    qgis.picture("live-before")

    playing = Playing(play).start()
    # What a station sends stands on the map while the play goes on.
    playing.until(lambda _: bool(sent_by_micro(playing)), "no report")
    watched = min(sent_by_micro(playing))
    end = time.monotonic() + 20
    while (value := qgis.run(f"shown('micro', 'pm2_5', {watched!r})[{watched!r}]")) not in sent_by_micro(playing)[
        watched
    ]:
        assert time.monotonic() < end, f"{value} is shown, {sent_by_micro(playing)[watched]} were sent"
        time.sleep(0.2)
    qgis.picture("live-first-values")
    qgis.wait(f"len(exceeding({EXCEEDING!r}) - before) > 2", 60)
    qgis.click("tab_spot('yanqing_eco_one_map_tabs', 1)")
    qgis.click("spot('yanqing_eco_alarm_text', 0.3)")
    qgis.type("YQ-EFF-00")
    qgis.settle()
    qgis.picture("live-alarm")

    playing.finish()
    newest: dict[str, tuple[int, float | None]] = {}
    for (station, prop, moment, _), (value, flag) in playing.acknowledged.items():
        if prop == "pm2_5" and station.startswith("YQ-MIC") and moment >= newest.get(station, (0,))[0]:
            newest[station] = (moment, value if flag == "N" else None)
    expected = {station: value for station, (_, value) in newest.items() if value is not None}
    ids = tuple(expected)
    qgis.wait(f"shown('micro', 'pm2_5', *{ids!r}) == {expected!r}", 60)
    with open_centre(address, writable=False) as centre:
        latest = centre.latest()
    qgis.wait(f"dock.situation.online == {int((latest['state'] == 'online').sum())}", 20)
    assert qgis.run("dock.situation.online") > online
    qgis.keys("ctrl+a", "BackSpace")
    qgis.click("tab_spot('yanqing_eco_one_map_tabs', 0)")
    qgis.settle()
    qgis.picture("live-after")
