"""What goes wrong with a server: one clear error each, nothing lost, nothing half done."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.services.postgres import PostgresServer
from tests.unit.data_centre.made import DISTRICT, EVER, START, hours, stations, townships
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.postgis import Credentials, making, set_resolver
from yanqing_eco_plugin.core.errors import (
    CentreError,
    CentreFormatError,
    CentreLockedError,
    CentreReadOnlyError,
    InputError,
)

from .sums import assert_daily_sums_equal_records


@contextmanager
def refused(kind):
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.hint
    assert "Traceback" not in caught.value.message


def test_a_server_that_is_not_there_or_does_not_answer():
    with refused(CentreError) as caught:
        open_centre("postgresql://127.0.0.1:1/eco?connect_timeout=3")
    assert "cannot be reached" in caught.value.message
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        began = time.monotonic()
        with refused(CentreError):
            open_centre(f"postgresql://127.0.0.1:{deaf.getsockname()[1]}/eco?connect_timeout=2")
        assert time.monotonic() - began < 30


def test_a_database_or_schema_that_is_not_there(postgres_server, shared_database):
    with refused(CentreFormatError):
        open_centre(postgres_server.address("nowhere"))
    with refused(CentreFormatError) as caught:
        open_centre(postgres_server.address(shared_database, schema="nothing"))
    assert "nothing" in caught.value.message


def test_a_schema_that_is_taken_stays_as_it_is(new_centre):
    centre = new_centre()
    centre.write_features("station", stations())
    with refused(InputError):
        create_centre(centre.address, district=DISTRICT)
    assert len(centre.stations()) == 5


def test_a_restarted_server_is_found_again(tmp_path):
    server = PostgresServer({"fsync": "on"})
    try:
        with server.connect("template1") as connection:
            connection.execute("CREATE DATABASE eco")
        centre = create_centre(server.address("eco"), district=DISTRICT, townships=townships())
        centre.write_features("station", stations())
        assert centre.append_observations(hours("a0", "pm2_5", range(48))).added == 48
        # What a power cut does to the server, right after the rows were acknowledged.
        server.stop("immediate")
        with refused(CentreError) as caught:
            centre.append_observations(hours("a1", "pm2_5", [1]))
        assert "cannot be reached" in caught.value.message
        with refused(CentreError):
            centre.latest()
        server.start()
        assert len(centre.series(["a0"], None, *EVER)) == 48
        assert centre.latest(ids=["a0"])["pm2_5"].tolist() == [47]
        assert centre.append_observations(hours("a1", "pm2_5", [1])).added == 1
        assert_daily_sums_equal_records(centre)
        centre.close()
    finally:
        server.remove()


def test_a_connection_that_is_cut_in_the_middle_leaves_nothing_half_done(new_centre, postgres_server, shared_database):
    centre = new_centre()
    centre.write_features("station", stations())
    schema = centre.address.partition("schema=")[2]
    # Every second transaction loses its connection at its very end, after everything was written.
    with postgres_server.connect(shared_database, options=f"-c search_path={schema},public") as connection:
        connection.execute(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.id % 2 = 0 THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF; "
            "RETURN NEW; END $$"
        )
        connection.execute("CREATE TRIGGER cut BEFORE INSERT ON change_log FOR EACH ROW EXECUTE FUNCTION cut()")
        sent, acknowledged = 8, []
        for at in range(sent):
            frame = hours("a0", "pm2_5", np.arange(24.0), start=START + timedelta(days=at))
            try:
                centre.append_observations(frame)
                acknowledged.append(at)
            except CentreError:
                continue
        connection.execute("DROP TRIGGER cut ON change_log")
    assert len(acknowledged) == sent // 2
    held = centre.series(["a0"], None, *EVER)
    days = set(((held["time"] - pd.Timedelta("1us") - pd.Timestamp(START)) // pd.Timedelta("1D")).tolist())
    assert set(acknowledged) == days
    assert len(held) == 24 * len(days)
    assert_daily_sums_equal_records(centre)
    assert centre.append_observations(hours("a1", "so2", [1])).added == 1


@pytest.fixture
def guarded(postgres_server, new_centre):
    """A login that needs a password, and the centre's address with an authcfg."""
    name = "guarded_login"
    hba = postgres_server.data / "pg_hba.conf"
    before = hba.read_text()
    hba.write_text(f"host all {name} 127.0.0.1/32 scram-sha-256\n{before}")
    centre = new_centre()
    with postgres_server.connect() as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'right' SUPERUSER")
        postgres_server.reload()
        yield connection, centre.address.replace("centre_owner@", "") + "&authcfg=eco1234"
        connection.execute(f"DROP ROLE {name}")
    hba.write_text(before)
    postgres_server.reload()
    set_resolver(None)


def test_a_wrong_or_expired_password_is_one_clear_error(guarded):
    connection, address = guarded
    set_resolver(lambda _: Credentials("guarded_login", "right"))
    with open_centre(address, writable=False) as centre:
        assert "right" not in centre.address
        assert centre.map_source("station").uri.count("eco1234") == 1
    set_resolver(lambda _: Credentials("guarded_login", "wrong"))
    with refused(CentreError) as caught:
        open_centre(address)
    assert "account" in caught.value.message
    assert "wrong" not in str(caught.value) + caught.value.details
    connection.execute("ALTER ROLE guarded_login VALID UNTIL '2001-01-01'")
    set_resolver(lambda _: Credentials("guarded_login", "right"))
    with refused(CentreError) as caught:
        open_centre(address)
    assert "expired" in caught.value.hint


def test_a_server_that_only_reads(new_centre, postgres_server, shared_database):
    centre = new_centre()
    centre.close()
    with postgres_server.connect() as connection:
        connection.execute(f"ALTER DATABASE {shared_database} SET default_transaction_read_only = on")
        try:
            with open_centre(centre.address) as again:
                assert len(again.stations()) == 0
                for write in (
                    lambda: again.write_features("station", stations()),
                    lambda: again.append_observations(hours("a0", "o3", [1])),
                ):
                    with refused(CentreReadOnlyError):
                        write()
        finally:
            connection.execute(f"ALTER DATABASE {shared_database} RESET default_transaction_read_only")


def test_who_keeps_the_series_locked_is_waited_for_and_then_reported(
    new_centre, reopen, postgres_server, shared_database
):
    centre = new_centre()
    other = reopen(centre, wait_s=0.2)
    schema = centre.address.partition("schema=")[2]
    with postgres_server.connect(shared_database, options=f"-c search_path={schema},public") as holder:
        holder.execute("SELECT pg_advisory_lock(hashtextextended('yanqing_eco series ' || current_schema(), 0))")
        with refused(CentreLockedError):
            other.append_observations(hours("a0", "o3", [1]))
        holder.execute("SELECT pg_advisory_unlock_all()")
    assert other.append_observations(hours("a0", "o3", [1])).added == 1


def test_formats_newer_and_older(new_centre, reopen, postgres_server, shared_database, monkeypatch):
    centre = new_centre()
    schema = centre.address.partition("schema=")[2]

    def version(number):
        with postgres_server.connect(shared_database) as connection:
            connection.execute(f"UPDATE {schema}.centre_info SET format_version = {number}")

    version(99)
    with refused(CentreFormatError) as caught:
        open_centre(centre.address)
    assert "99" in caught.value.message
    version(1)
    monkeypatch.setattr(making, "FORMAT_VERSION", 3)
    with refused(CentreFormatError) as caught:
        open_centre(centre.address, writable=False)
    assert "older format 1" in caught.value.message
    done = []

    def fails_once(connection):
        connection.execute("CREATE TABLE made_by_step_two (a integer)")
        done.append("second")
        if done.count("second") == 1:
            raise OSError("interrupted")

    steps = {1: lambda connection: done.append("first"), 2: fails_once}
    monkeypatch.setattr(making, "MIGRATIONS", steps)
    with pytest.raises(OSError, match="interrupted"):
        open_centre(centre.address)
    open_centre(centre.address).close()
    assert done == ["first", "second", "second"]
    monkeypatch.setattr(making, "MIGRATIONS", {})
    monkeypatch.setattr(making, "FORMAT_VERSION", 4)
    with refused(CentreFormatError) as caught:
        open_centre(centre.address)
    assert "cannot bring" in caught.value.message


def test_tables_of_an_older_plugin_are_brought_up_to_date(new_centre, postgres_server, shared_database):
    centre = new_centre()
    centre.write_features("station", stations())
    schema = centre.address.partition("schema=")[2]
    with postgres_server.connect(shared_database, options=f"-c search_path={schema},public") as connection:
        connection.execute("DROP VIEW station_live")
        connection.execute("ALTER TABLE station DROP COLUMN water_target")
        connection.execute("DROP TABLE geofence")
    with open_centre(centre.address, writable=True) as again:
        assert "water_target" in again.stations().columns
        assert len(again.latest()) == 5
        assert again.features("geofence").empty


def test_two_writers_at_once_lose_nothing_and_count_nothing_twice(new_centre, reopen):
    centre = new_centre(townships=townships())
    centre.write_features("station", stations())
    writers = [centre, reopen(centre), reopen(centre)]
    failed: list[Exception] = []

    def work(number, writer):
        try:
            for day in range(6):
                start = START + timedelta(days=day)
                mine = hours(f"a{number}", "pm2_5", np.arange(24.0), start=start)
                both = hours("a4", "leq", np.full(24, 50.0 + number), start=start)
                writer.append_observations(pd.concat([mine, both], ignore_index=True))
        except Exception as error:  # noqa: BLE001 - told by the assertion below
            failed.append(error)

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    held = centre.series(["a0", "a1", "a2", "a4"], None, *EVER)
    assert len(held) == 4 * 6 * 24
    assert not held.duplicated(["station_id", "property", "time", "interval"]).any()
    assert set(held[held["station_id"] == "a4"]["value"]) <= {50.0, 51.0, 52.0}
    assert_daily_sums_equal_records(centre)
    kept = centre.latest().drop(columns=["age_s", "received"])
    centre.refresh_status()
    pd.testing.assert_frame_equal(centre.latest().drop(columns=["age_s", "received"]), kept)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a small file system of its own (root)")
def test_a_full_disk_is_one_clear_error_and_loses_nothing(postgres_server, postgres_database):
    small = postgres_server.folder / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m,mode=0777", "none", str(small)], check=False)
    if mounted.returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        with postgres_server.connect() as connection:
            Path(small / "space").mkdir()
            os.chown(small / "space", small.parent.stat().st_uid, small.parent.stat().st_gid)
            connection.execute(f"CREATE TABLESPACE small LOCATION '{small / 'space'}'")
            connection.execute(f'ALTER DATABASE "{postgres_database}" SET default_tablespace = small')
        with create_centre(postgres_server.address(postgres_database), district=DISTRICT) as centre:
            acknowledged = 0
            with refused(CentreReadOnlyError) as caught:
                for day in range(60):
                    frame = hours("a0", "pm2_5", np.zeros(20_000), start=START - timedelta(hours=20_000 * (day - 60)))
                    acknowledged += centre.append_observations(frame).added
            assert "no space left" in caught.value.message
            assert acknowledged
            with postgres_server.connect(postgres_database) as connection:
                assert connection.execute("SELECT count(*) FROM eco.observation").fetchone() == (acknowledged,)
            subprocess.run(["mount", "-o", "remount,size=60m", str(small)], check=True)
            assert centre.append_observations(hours("a1", "pm2_5", [1])).added == 1
        with postgres_server.connect() as connection:
            connection.execute(f'DROP DATABASE "{postgres_database}" WITH (FORCE)')
            connection.execute("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)
