"""What the database itself sees to, also where a row is edited in QGIS or with psql: versions, logs, roles."""

from __future__ import annotations

import uuid

import psycopg
import pytest

from tests.unit.data_centre.contract_editing import EDITED, LOGS, rows, versions
from tests.unit.data_centre.made import EVER, hours, stations, townships
from yanqing_eco_plugin.core.data_centre import Edit, open_centre
from yanqing_eco_plugin.core.data_centre.postgis import grant_role, revoke_role
from yanqing_eco_plugin.core.data_centre.postgis.address import PostgisAddress
from yanqing_eco_plugin.core.data_centre.schema import TABLES
from yanqing_eco_plugin.core.errors import CentreReadOnlyError, EditConflictError, InputError


@pytest.fixture
def centre(new_centre):
    made = new_centre(townships=townships())
    made.write_features("station", stations())
    return made


@pytest.fixture
def psql(centre, postgres_server, shared_database):
    """Runs a statement as a user would with a tool of his own."""
    schema = PostgisAddress.parse(centre.address).schema
    opened = []

    def run(statement: str, values=(), user: str = "centre_owner"):
        connection = postgres_server.connect(shared_database, user, options=f"-c search_path={schema},public")
        opened.append(connection)
        return connection.execute(statement, values)

    yield run
    for connection in opened:
        connection.close()


@pytest.fixture
def account(centre, postgres_server):
    """Makes a login with one of the centre's roles and gives the centre opened as that user."""
    made = []

    def login(role: str | None) -> tuple[str, object]:
        name = f"user_{uuid.uuid4().hex[:8]}"
        with postgres_server.connect() as connection:
            connection.execute(f"CREATE ROLE {name} LOGIN")
        if role is not None:
            grant_role(centre.address, name, role)
        opened = open_centre(centre.address.replace("centre_owner@", f"{name}@")) if role is not None else None
        made.append((name, opened))
        return name, opened

    yield login
    for name, opened in made:
        if opened is not None:
            opened.close()
        with postgres_server.connect() as connection:
            connection.execute(f"DROP ROLE {name}")


def test_an_edit_in_another_program_counts_the_version_up_and_says_who(centre, psql):
    name = EDITED[0]
    key = TABLES[name].key
    centre.change([Edit(name, rows(name, "k1"))], by="planner")
    before = centre.revision()
    psql(f'UPDATE "{name}" SET "{key}" = "{key}", row_version = 1, changed_by = %s', ["somebody else"])
    assert versions(centre, name) == {"k1": 2}
    assert centre.features(name)["changed_by"].tolist() == ["centre_owner"]
    assert centre.revision() != before
    with pytest.raises(EditConflictError) as refused:
        centre.change([Edit(name, rows(name, "k1", row_version=1))])
    assert refused.value.values["who"] == "centre_owner"


def test_without_a_name_the_account_is_noted(centre):
    name = EDITED[0]
    centre.change([Edit(name, rows(name, "k1"))])
    assert centre.features(name)["changed_by"].tolist() == ["centre_owner"]


@pytest.mark.parametrize("name", LOGS[:2])
@pytest.mark.parametrize("sql", ['UPDATE "{0}" SET "{1}" = \'x\'', 'DELETE FROM "{0}"', 'TRUNCATE "{0}"'])
def test_a_log_is_protected_by_the_database(centre, psql, name, sql):
    centre.write_features(name, rows(name, "e1"))
    with pytest.raises(psycopg.errors.Error, match="only grows"):
        psql(sql.format(name, TABLES[name].key))
    assert len(centre.features(name)) == 1


def test_times_that_are_none_are_refused_by_the_database(centre, psql):
    with pytest.raises(psycopg.errors.CheckViolation):
        psql("INSERT INTO import_log (import_id, started) VALUES ('i', 'yesterday')")


def test_a_viewer_reads_everything_and_writes_nothing(centre, account, psql):
    centre.append_observations(hours("a0", "pm2_5", [1, 2]))
    name, viewer = account("viewer")
    assert len(viewer.stations()) == 5
    assert len(viewer.series(["a0"], None, *EVER)) == 2
    assert len(viewer.statistics("pm2_5", *EVER, period="day")) == 1
    assert viewer.snapshot(EVER[1]).shape[0] == 5
    assert viewer.revision()
    # The object was opened for writing: it is the database that says no.
    assert viewer.writable
    plan = rows("grid_plan", "p1")
    for write in (
        lambda: viewer.write_features("grid_plan", plan),
        lambda: viewer.write_features("station", stations()),
        lambda: viewer.delete_features("station", ["a0"]),
        lambda: viewer.append_observations(hours("a0", "pm2_5", [3])),
        lambda: viewer.refresh_status(),
    ):
        with pytest.raises(CentreReadOnlyError) as refused:
            write()
        assert "role" in refused.value.hint
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        psql("UPDATE station SET name = 'mine'", user=name)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        psql("SELECT count_change('station')", user=name)


def test_an_editor_changes_plans_and_incidents_but_no_observations(centre, account):
    name, editor = account("editor")
    editor.change([Edit("grid_plan", rows("grid_plan", "p1"))])
    editor.change([Edit("incident", rows("incident", "i1"))], by="duty officer")
    editor.write_features("log_entry", rows("log_entry", "l1"))
    assert centre.features("grid_plan")["changed_by"].tolist() == [name]
    assert centre.features("incident")["changed_by"].tolist() == ["duty officer"]
    for write in (
        lambda: editor.append_observations(hours("a0", "pm2_5", [3])),
        lambda: editor.write_features("station", stations()),
    ):
        with pytest.raises(CentreReadOnlyError):
            write()
    with pytest.raises(InputError):
        editor.delete_features("log_entry", ["l1"])


def test_a_collector_stores_what_comes_but_edits_no_plans(centre, account):
    _, collector = account("collector")
    assert collector.append_observations(hours("a0", "pm2_5", [3])).added == 1
    assert collector.append_observations(hours("a0", "pm2_5", [4], start=EVER[0])).added == 1  # a month of long ago
    collector.write_features("station", stations(name=["新"] * 5))
    assert centre.latest(ids=["a0"])["pm2_5"].tolist() == [3]
    with pytest.raises(CentreReadOnlyError):
        collector.change([Edit("grid_plan", rows("grid_plan", "p1"))])


def test_an_account_without_a_role_sees_no_centre(centre, account):
    name, _ = account(None)
    with pytest.raises(CentreReadOnlyError):
        open_centre(centre.address.replace("centre_owner@", f"{name}@"), writable=False)
    grant_role(centre.address, name, "viewer")
    open_centre(centre.address.replace("centre_owner@", f"{name}@"), writable=False).close()
    revoke_role(centre.address, name, "viewer")
    with pytest.raises(InputError):
        grant_role(centre.address, name, "king")


def test_rows_written_past_the_plugin_are_found(centre, psql):
    centre.append_observations(hours("a0", "pm2_5", [1]))
    psql(
        "INSERT INTO observation SELECT station_id, property, time + interval '1 h', \"interval\", 9, 'N' FROM observation"
    )
    held = centre.append_observations(hours("a0", "pm2_5", [1, 2]))
    assert (held.corrected, held.unchanged) == (1, 1)
    assert centre.series(["a0"], None, *EVER)["value"].tolist() == [1, 2]
