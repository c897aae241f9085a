"""A shared centre with the made-up district, and accounts that have to say their passwords."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.postgis import grant_role
from yanqing_eco_plugin.core.demo import create_demo

from .postgres import PostgresServer

__all__ = ["SharedDemo", "demo_on", "shared_demo"]

# Accounts with a password; the owner is trusted and writes what the tests write.
PASSWORDS = {"viewer": "look only '1'", "editor": "change 2", "collector": "store 3", "stranger": "no role 4"}


@dataclass(frozen=True)
class SharedDemo:
    """The server and the centre in it."""

    server: PostgresServer
    database: str

    @property
    def owner(self) -> str:
        """Address with every right and without a password."""
        return self.server.address(self.database)

    def address(self, authcfg: str = "", user: str = "", **more: str) -> str:
        """Address for an account that has to say its password."""
        said = {"schema": "eco", **({"authcfg": authcfg} if authcfg else {}), **more}
        query = "&".join(f"{name}={value}" for name, value in said.items())
        who = f"{user}@" if user else ""
        return f"postgresql://{who}127.0.0.1:{self.server.port}/{self.database}?{query}"

    def report(self, station: str, prop: str, value: float) -> datetime:
        """A station reports a value for the hour that just began; returns when it was committed."""
        # Newer than everything in the demo, and another instant at each call.
        time = datetime.now(UTC) + timedelta(minutes=1)
        rows = {"station_id": station, "property": prop, "time": time, "interval": 3600, "value": value, "flag": "N"}
        frame = pd.DataFrame([rows]).astype({"time": "datetime64[ns, UTC]"})
        with open_centre(self.owner) as centre:
            centre.append_observations(frame)
        return datetime.now(UTC)


def demo_on(server: PostgresServer) -> SharedDemo:
    """Make the centre, its accounts and their roles; passwords are asked for."""
    made = SharedDemo(server, "eco_demo")
    with server.connect() as connection:
        connection.execute('CREATE DATABASE "eco_demo"')
        for name, password in PASSWORDS.items():
            quoted = password.replace("'", "''")
            connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{quoted}'")
    create_demo(made.owner, days=1).close()
    for role in ("viewer", "editor", "collector"):
        grant_role(made.owner, role, role)
    rules = server.data / "pg_hba.conf"
    names = ",".join(PASSWORDS)
    rules.write_text(f"host all {names} 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
    server.reload()
    return made


@pytest.fixture(scope="session")
def shared_demo(grids_once: None) -> Iterator[SharedDemo]:
    """A server of its own with the made-up district."""
    server = PostgresServer()
    try:
        with server.connect("template1") as connection:
            connection.execute("CREATE EXTENSION postgis")
        yield demo_on(server)
    finally:
        server.remove()
