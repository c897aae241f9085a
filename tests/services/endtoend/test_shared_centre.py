"""The 907 devices into a PostGIS centre whose server restarts and whose password changes: nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import geopandas as gpd
import pytest

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.postgis import grant_role
from yanqing_eco_plugin.core.demo import SEED
from yanqing_eco_plugin.core.demo.devices import DevicePlay

from ..collector.harness import CollectorProcess, Device, hours_ago, report
from ..mosquitto import broker
from ..postgres import PostgresServer
from .playing import HJ212, SELDOM, Playing, assert_held, hours_before_now, wait_until_held

STATION, MN = "YQ-MIC-001", "110119DEMOMIC00000000001"


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of its own, which is stopped; the account of the collector has to say its password."""
    made = PostgresServer()
    try:
        made.new_database("eco")
        with made.connect() as connection:
            connection.execute("CREATE ROLE gathering LOGIN PASSWORD 'kept-secret-1'")
        rules = made.data / "pg_hba.conf"
        rules.write_text(f"host all gathering 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        made.reload()
        yield made
    finally:
        made.remove()


class PasswordFile:
    """What libpq reads at each connection."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def say(self, password: str) -> None:
        self.path.write_text(f"*:*:*:gathering:{password}\n")
        self.path.chmod(0o600)


def centre_fails(
    collector: CollectorProcess, with_words: str, qn: str, moment: datetime, values: Iterable[int]
) -> None:
    """The health page says in one sentence what is wrong, and the spool holds what comes meanwhile.

    A device of our own reports, so that something comes whether the play is over or not.
    """
    device = Device(collector.port)
    for number, value in enumerate(values):
        device.ask(report(MN, moment, value, qn=f"{qn}{number:03d}"))
    page = collector.wait_for("no trouble is told", "centre", "state", wanted=lambda said: with_words in str(said))
    assert page["state"] == "failing"
    collector.wait_for("nothing is spooled", "spool", "waiting_bytes", wanted=lambda size: size > 0)  # type: ignore[operator]


def centre_recovers(collector: CollectorProcess) -> None:
    collector.wait_for("the centre stays away", "centre", "state", wanted="ok", patience_s=40)


def test_server_restart_and_passwords(
    tmp_path: Path, network: gpd.GeoDataFrame, make_centre, server: PostgresServer
) -> None:
    owner = server.address("eco")
    make_centre(owner)
    grant_role(owner, "gathering", "collector")
    password = PasswordFile(tmp_path / "pgpass")
    password.say("kept-secret-1")
    start, end = hours_before_now(3)
    names = network["station_id"].tolist()
    with broker() as mosquitto, open_centre(owner, writable=False) as centre:
        mosquitto.start()
        collector = CollectorProcess(
            tmp_path, HJ212, mqtt=f"port = {mosquitto.port}",
            address=server.address("eco", user="gathering"), environment={"PGPASSFILE": str(password.path)},
        ).start()  # fmt: skip
        try:
            collector.wait_for("mqtt", "sources", "mqtt", "state", wanted="connected")
            play = DevicePlay(
                network, start, end, SEED, speed=1_000.0, gateways=True,
                hj212=("127.0.0.1", collector.port), mqtt=("127.0.0.1", mosquitto.port),
            )  # fmt: skip
            playing = Playing(play).start()
            playing.until(lambda tally: tally.acknowledged > 300, "nothing is acknowledged")

            server.stop("fast")
            # One record corrected twice while nobody stores: drained in order, the last one stays.
            centre_fails(collector, "cannot be reached", "20260301130001", hours_ago(12), (11, 22, 33))
            server.start()
            centre_recovers(collector)

            with server.connect() as connection:
                for number, (change, cure) in enumerate(
                    (
                        ("PASSWORD 'kept-secret-2'", lambda: password.say("kept-secret-2")),
                        ("VALID UNTIL '2001-01-01'", None),
                    )
                ):
                    connection.execute(f"ALTER ROLE gathering {change}")
                    connection.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'gathering'"
                    )
                    centre_fails(
                        collector,
                        "refused the account",
                        f"2026030114000{number}",
                        hours_ago(11 - number),
                        (44 + number,),
                    )
                    assert "kept-secret" not in str(collector.health()) + collector.log.read_text()
                    if cure is None:
                        connection.execute("ALTER ROLE gathering VALID UNTIL 'infinity'")
                    else:
                        cure()
                    centre_recovers(collector)

            tally = playing.finish()
            held = wait_until_held(centre, names, tally.records + 3)
            collector.wait_until_drained()
            instant = held["interval"] == 0
            assert held[instant]["value"].tolist() == [33.0, 44.0, 45.0]
            assert_held(playing, centre, held[~instant])
            assert centre.quarantine().empty
            assert collector.stop() == 0
        finally:
            collector.kill()
    assert set(tally.kinds) >= set(network["kind"]) - SELDOM
