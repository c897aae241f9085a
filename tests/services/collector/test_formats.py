"""A collector beside a centre of an older or a newer format than its own: lifted, refused, or waited for; nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from tests.services.postgis.test_migration import FORMAT_1
from tests.services.postgres import PostgresServer
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.postgis import grant_role, revoke_role

from .harness import CollectorProcess, Device, hours_ago, report, stored

ACCOUNT = "gathers_for_all"
Start = Callable[..., CollectorProcess]


@dataclass
class Shared:
    """A shared centre, its address for its owner and for an account with the collector's role."""

    owner: str
    database: psycopg.Connection

    @property
    def collector(self) -> str:
        return self.owner.replace("centre_owner@", f"{ACCOUNT}@")


@pytest.fixture
def shared(shared_centre: str, postgres_server: PostgresServer, postgres_database: str) -> Iterator[Shared]:
    with postgres_server.connect(postgres_database, options="-c search_path=eco,public") as database:
        database.execute(f"CREATE ROLE {ACCOUNT} LOGIN")
        grant_role(shared_centre, ACCOUNT, "collector")
        yield Shared(shared_centre, database)
        revoke_role(shared_centre, ACCOUNT, "collector")
        database.execute(f"DROP ROLE {ACCOUNT}")


def send(running: CollectorProcess, values: range, begin: datetime) -> None:
    """Each is acknowledged."""
    device = Device(running.port)
    for value in values:
        device.ask(report("MN0001", begin + timedelta(seconds=value), value))


def set_version(manifest: Path, version: int) -> None:
    lines = manifest.read_text(encoding="utf-8").splitlines()
    told = [f"version = {version}" if line.startswith("version = ") else line for line in lines]
    manifest.write_text("\n".join(told), encoding="utf-8")


@pytest.fixture
def spoilt(request: pytest.FixtureRequest) -> tuple[str, Path | str, Callable[[], None], Callable[[], None]]:
    """Address for the collector, for the test, what spoils the centre's format, and what cures it."""
    kind, _, age = request.param.partition(", ")
    if kind == "folder":
        centre = request.getfixturevalue("place") / "centre"
        manifest = centre / "centre.toml"
        return (
            "centre",
            centre,
            lambda: set_version(manifest, 0 if age == "older" else 99),
            lambda: set_version(manifest, 1),
        )
    shared: Shared = request.getfixturevalue("shared")
    if age == "older":
        # The collector's account may not bring it up to date; its owner does so by opening it.
        return shared.collector, shared.owner, lambda: _run(shared, FORMAT_1), lambda: open_centre(shared.owner).close()
    (now,) = shared.database.execute("SELECT format_version FROM centre_info").fetchone() or (0,)
    change = "UPDATE centre_info SET format_version = {}"
    return (
        shared.collector,
        shared.owner,
        lambda: _run(shared, change.format(99)),
        lambda: _run(shared, change.format(now)),
    )


def _run(shared: Shared, text: str) -> None:
    shared.database.execute(text)  # type: ignore[call-overload]


BOTH_KINDS = ("folder, older", "folder, newer", "shared, older", "shared, newer")


@pytest.mark.parametrize("spoilt", BOTH_KINDS, indirect=True)
def test_what_comes_meanwhile_waits_for_a_centre_that_fits(spoilt, collector: Start) -> None:
    """As where a centre was restored from an old backup, or brought up to date by a newer plugin, while nobody collected."""
    address, centre, spoil, cure = spoilt
    running, begin = collector(address=address), hours_ago(9)
    send(running, range(5), begin)
    running.wait_until_drained()
    assert running.stop() == 0
    spoil()
    running.start()
    send(running, range(5, 25), begin)
    words = ("cannot bring to format", "newer than the format", "older than this plugin")
    running.wait_for("told", "centre", "state", wanted=lambda said: any(word in str(said) for word in words))
    page = running.health()
    assert page["state"] == "failing"
    assert page["spool"]["waiting_bytes"] > 0  # type: ignore[index]
    cure()
    running.wait_until_drained()
    running.wait_for("cured", "state", wanted="ok")
    assert running.stop() == 0
    assert stored(centre, ["S0001"])["value"].tolist() == list(range(25))


@pytest.mark.parametrize("spoilt", [one for one in BOTH_KINDS if one != "shared, older"], indirect=True)
def test_it_does_not_begin_with_a_centre_it_cannot_write(spoilt, place: Path) -> None:
    address, _, spoil, _ = spoilt
    spoil()
    running = CollectorProcess(place, address=address).start(wait=False)
    assert running.ended() == 1
    said = (place / "stderr").read_text(encoding="utf-8")
    assert said.startswith("The data centre ")
    assert ("newer than the format" in said) != ("cannot bring to format" in said)


def test_a_folder_of_an_older_plugin_is_brought_up_to_date(place: Path, collector: Start) -> None:
    with closing(sqlite3.connect(place / "centre" / "features.gpkg")) as tables:
        views = [name for (name,) in tables.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        for view in views:
            tables.execute(f'DROP VIEW "{view}"')
        tables.execute("ALTER TABLE status DROP COLUMN humidity")
        tables.execute("DROP TABLE import_log")
        tables.commit()
    running = collector()
    send(running, range(5), hours_ago(9))
    running.wait_until_drained()
    assert stored(place / "centre", ["S0001"])["value"].tolist() == list(range(5))
    with open_centre(place / "centre", writable=False) as centre:
        assert centre.latest(ids=["S0001"])["pm2_5"].tolist() == [4]


def test_a_shared_centre_of_format_1_is_lifted_by_a_collector_that_may(shared: Shared, collector: Start) -> None:
    running, begin = collector(address=shared.owner), hours_ago(9)
    send(running, range(5), begin)
    running.wait_until_drained()
    running.stop()
    (now,) = shared.database.execute("SELECT format_version FROM centre_info").fetchone() or (0,)
    _run(shared, FORMAT_1)
    running.start()
    send(running, range(5, 10), begin)
    running.wait_until_drained()
    assert running.stop() == 0
    assert shared.database.execute("SELECT format_version FROM centre_info").fetchone() == (now,)
    assert stored(shared.owner, ["S0001"])["value"].tolist() == list(range(10))
