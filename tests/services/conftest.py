"""A PostgreSQL server for every test that needs one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from .postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running server with PostGIS in the template of every new database."""
    server = PostgresServer()
    try:
        with server.connect("template1") as connection:
            connection.execute("CREATE EXTENSION postgis")
        yield server
    finally:
        server.remove()


@pytest.fixture
def postgres_database(postgres_server: PostgresServer) -> Iterator[str]:
    """Name of a fresh database with PostGIS."""
    name = f"eco_{uuid.uuid4().hex[:12]}"
    with postgres_server.connect() as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield name
    with postgres_server.connect() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
