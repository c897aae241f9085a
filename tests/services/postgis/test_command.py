"""The shared centre from a shell: made, granted, checked, copied, dumped and restored with real tools."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.unit.data_centre.contract_editing import rows
from tests.unit.data_centre.made import DISTRICT, EVER, hours, stations, together, townships
from yanqing_eco_plugin.core.data_centre import Edit, create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.__main__ import main
from yanqing_eco_plugin.core.data_centre.copying import copy_centre
from yanqing_eco_plugin.core.data_centre.postgis import check_shared, drop_postgis_centre, grant_role
from yanqing_eco_plugin.core.errors import InputError

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def address(postgres_server, postgres_database):
    return postgres_server.address(postgres_database, schema=f"s_{postgres_database}")


@pytest.fixture
def psql(postgres_server, postgres_database, address):
    schema = address.partition("schema=")[2]
    with postgres_server.connect(postgres_database, options=f"-c search_path={schema},public") as connection:
        yield connection.execute


def test_one_command_makes_a_centre_that_the_next_ones_grant_and_check(address, psql, tmp_path, capsys):
    townships().to_file(tmp_path / "towns.gpkg")
    run = subprocess.run(
        [sys.executable, "-m", "yanqing_eco_plugin.core.data_centre", "create", address, "--code", "110119", "--name", "延庆区",
         "--townships", str(tmp_path / "towns.gpkg")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == address
    psql("CREATE ROLE reader_of_test LOGIN")
    assert main(["grant", address, "reader_of_test", "viewer"]) == 0
    with open_centre(address.replace("centre_owner", "reader_of_test"), writable=False) as centre:
        assert centre.features("township")["code"].tolist() == ["t1", "t2"]
    assert main(["revoke", address, "reader_of_test", "viewer"]) == 0
    assert main(["check", address]) == 0
    assert main(["create", address, "--code", "1", "--name", "x"]) == 1
    assert "exists already" in capsys.readouterr().err
    psql("DROP ROLE reader_of_test")


def test_what_is_wrong_is_found_and_put_right(address, psql):
    with create_centre(address, district=DISTRICT, townships=townships()) as centre:
        centre.write_features("station", stations())
        centre.append_observations(together(hours("a0", "pm2_5", range(1000)), hours("a4", "leq", [50.0] * 30)))
    assert check_shared(address) == ()
    psql("UPDATE rollup_day SET sum = sum + 1 WHERE day = '2024-03-05'")
    psql("DELETE FROM rollup_day WHERE property = 'leq'")
    psql("UPDATE series_newest SET value = 0")
    psql("UPDATE status SET pm2_5 = 7")
    found = check_shared(address)
    assert [(f.problem, f.month) for f in found] == [
        ("sums_differ", (2024, 2)), ("sums_differ", (2024, 3)), ("newest_differ", None), ("status_differs", None),
    ]  # fmt: skip
    assert not any(f.repaired for f in found)
    assert all(f.repaired for f in check_shared(address, repair=True))
    assert check_shared(address) == ()
    psql("DROP TRIGGER grows ON log_entry")
    assert [(f.place, f.detail) for f in check_shared(address)] == [("log_entry", "grows")]
    assert main(["check", address]) == 1


def test_a_dump_restored_elsewhere_is_the_same_centre(address, postgres_server, postgres_database, tmp_path):
    with create_centre(address, district=DISTRICT, townships=townships()) as centre:
        centre.write_features("station", stations())
        centre.append_observations(hours("a0", "pm2_5", range(1000)))
        centre.change([Edit("grid_plan", rows("grid_plan", "p1"))], by="planner")
        centre.write_features("log_entry", rows("log_entry", "l1"))
        held = [centre.series(["a0"], None, *EVER), centre.latest().drop(columns="age_s"), centre.features("grid_plan")]
    schema = address.partition("schema=")[2]
    other = f"{postgres_database}_again"
    options = ["-h", "127.0.0.1", "-p", str(postgres_server.port), "-U", "centre_owner"]
    dump = tmp_path / "centre.dump"
    with postgres_server.connect() as connection:
        connection.execute(f'CREATE DATABASE "{other}"')
    try:
        # As docs/shared-centre.md says.
        for command in (
            ["pg_dump", *options, "-Fc", "-n", schema, "-f", str(dump), postgres_database],
            ["pg_restore", *options, "--exit-on-error", "-d", other, str(dump)],
        ):
            run = subprocess.run(
                [postgres_server.program(command[0]), *command[1:]], capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, run.stderr
        restored = postgres_server.address(other, schema=schema)
        assert check_shared(restored) == ()
        with open_centre(restored) as centre:
            pd.testing.assert_frame_equal(centre.series(["a0"], None, *EVER), held[0])
            pd.testing.assert_frame_equal(centre.latest().drop(columns="age_s"), held[1])
            pd.testing.assert_frame_equal(centre.features("grid_plan"), held[2])
            assert centre.append_observations(hours("a0", "pm2_5", range(1002))).added == 2
            assert centre.change([Edit("grid_plan", rows("grid_plan", "p1", row_version=1))]) == 1
            with pytest.raises(InputError):
                centre.delete_features("log_entry", ["l1"])
    finally:
        with postgres_server.connect() as connection:
            connection.execute(f'DROP DATABASE "{other}" WITH (FORCE)')


def test_a_timer_looks_after_a_centre_and_moves_its_closed_months(address, psql, tmp_path, capsys):
    with create_centre(address, district=DISTRICT) as centre:
        centre.write_features("station", stations())
        centre.append_observations(hours("a0", "pm2_5", range(1000)))
    assert main(["tend", address]) == 0
    psql("UPDATE series_newest SET value = 0")
    assert main(["tend", address, "--steps", "check"]) == 1
    capsys.readouterr()
    archive = tmp_path / "archive"
    assert main(["tend", address, "--steps", "check,repair,export", "--folder", str(archive)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["months exported: 3", "rows exported: 1,000"]
    assert "the newest values do not equal the records (repaired)" in told[2]
    # The centre remembers the folder, and nothing is left to be done.
    assert main(["tend", address, "--steps", "check,repair,export"]) == 0
    assert capsys.readouterr().out.splitlines() == ["months exported: 0", "rows exported: 0"]
    assert main(["tend", address, "--steps", "check,vacuum"]) == 1
    assert "no step vacuum" in capsys.readouterr().err


def test_a_copy_from_the_shell(address, tmp_path, capsys):
    with create_centre(tmp_path / "folder", district=DISTRICT) as folder:
        folder.append_observations(hours("a0", "pm2_5", range(48)))
    create_centre(address, district=DISTRICT).close()
    assert main(["copy", str(tmp_path / "folder"), address, "--end", "2024-02-29T16:00Z"]) == 0
    assert "24 observations" in capsys.readouterr().out
    with open_centre(address, writable=False) as shared:
        assert len(shared.series(["a0"], None, *EVER)) == 24


def test_an_owner_needs_no_more_than_the_docs_say(postgres_server, postgres_database, tmp_path):
    name = f"owner_{postgres_database}"
    with postgres_server.connect() as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN CREATEROLE")
        connection.execute(f"CREATE ROLE {name}_reader LOGIN")
        connection.execute(f'ALTER DATABASE "{postgres_database}" OWNER TO {name}')
    address = postgres_server.address(postgres_database, user=name, schema=f"o_{postgres_database}")
    with (
        create_centre(tmp_path / "folder", district=DISTRICT, townships=townships()) as folder,
        create_centre(address, district=DISTRICT) as shared,
        create_centre(tmp_path / "back", district=DISTRICT) as back,
    ):
        folder.write_features("station", stations())
        folder.append_observations(hours("a0", "pm2_5", range(48)))
        folder.change([Edit("grid_plan", rows("grid_plan", "p1"))], by="planner")
        assert {month.how for month in copy_centre(folder, shared).months} == {"copied"}
        assert shared.features("grid_plan")["changed_by"].tolist() == ["planner"]
        assert shared.append_observations(hours("a1", "pm2_5", range(3))).added == 3
        assert check_shared(address) == ()
        # A viewer may take a copy home.
        grant_role(address, f"{name}_reader", "viewer")
        with open_centre(address.replace(f"{name}@", f"{name}_reader@"), writable=False) as seen:
            assert copy_centre(seen, back).rows == 51
    drop_postgis_centre(address)
    with postgres_server.connect() as connection:
        connection.execute(f'ALTER DATABASE "{postgres_database}" OWNER TO centre_owner')
        connection.execute(f"DROP ROLE {name}_reader")
        connection.execute(f"DROP ROLE {name}")
