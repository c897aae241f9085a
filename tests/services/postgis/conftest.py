"""Makes shared centres, each in a schema of its own of one database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from tests.services.postgres import PostgresServer
from tests.unit.data_centre.made import DISTRICT
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.postgis import drop_postgis_centre


@pytest.fixture(scope="session")
def shared_database(postgres_server: PostgresServer) -> str:
    """One database for all tests that need no database of their own: making one takes a while."""
    with postgres_server.connect() as connection:
        connection.execute("CREATE DATABASE eco_shared")
    return "eco_shared"


@pytest.fixture
def shared_address(postgres_server: PostgresServer, shared_database: str) -> Iterator[str]:
    """Address of a schema that does not exist yet, and is removed afterwards with its roles."""
    schema = f"eco_{uuid.uuid4().hex[:10]}"
    yield postgres_server.address(shared_database, schema=schema)
    drop_postgis_centre(postgres_server.address(shared_database, schema=schema))


@pytest.fixture
def new_centre(shared_address: str):
    made = []

    def make(**options):
        centre = create_centre(shared_address, district=DISTRICT, **options)
        made.append(centre)
        return centre

    yield make
    for centre in made:
        centre.close()


@pytest.fixture
def new_centre_each(postgres_server: PostgresServer, shared_database: str):
    """Makes a centre at each call, for tests that try many examples."""
    made = []

    def make():
        address = postgres_server.address(shared_database, schema=f"eco_{uuid.uuid4().hex[:10]}")
        made.append(create_centre(address, district=DISTRICT))
        return made[-1]

    yield make
    for centre in made:
        centre.close()
        drop_postgis_centre(centre.address)


@pytest.fixture
def reopen():
    opened = []

    def again(centre, *, writable=True, **options):
        other = open_centre(centre.address, writable=writable, **options)
        opened.append(other)
        return other

    yield again
    for centre in opened:
        centre.close()
