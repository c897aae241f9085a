"""A PostgreSQL server of its own for tests: loopback, a free port, an ordinary account, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

# Quick rather than durable; the tests of durability start a server without these.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
OWNER = "centre_owner"


def programs() -> Path | None:
    """Folder of the newest installed PostgreSQL server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


class PostgresServer:
    """One server with its data folder; may be stopped and started again.

    PostgreSQL refuses to run as root, so root hands the folder to the account ``nobody``.
    """

    def __init__(self, settings: dict[str, str] | None = None) -> None:
        where = programs()
        if where is None:
            raise RuntimeError("PostgreSQL is not installed; scripts/setup.sh test installs it")
        self._programs = where
        self.settings = dict(QUICK if settings is None else settings)
        self.folder = Path(tempfile.mkdtemp(prefix="eco_postgres_"))
        self.port = _free_port()
        self._as_root = os.geteuid() == 0
        if self._as_root:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start, and wait until it answers."""
        said = {
            "port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder),
            "max_connections": "60", "shared_buffers": "64MB", "jit": "off", "timezone": "Asia/Shanghai",
            **self.settings,
        }  # fmt: skip
        options = " ".join(f"-c {name}={value}" for name, value in said.items())
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop; ``immediate`` is what a power cut does."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def reload(self) -> None:
        """Read the configuration again."""
        self._run("pg_ctl", "-D", str(self.data), "reload")

    def remove(self) -> None:
        """Stop where it runs, and delete everything."""
        if (self.data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def program(self, name: str) -> str:
        """Path of a client program of this server's version."""
        return str(self._programs / name)

    def address(self, database: str, user: str = OWNER, **more: str) -> str:
        """Address of a centre in a database of this server."""
        query = "&".join(f"{name}={value}" for name, value in {"schema": "eco", **more}.items())
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}?{query}"

    def new_database(self, name: str) -> str:
        """Make an empty database with PostGIS; returns the address of a centre in it."""
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        with self.connect(name) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        return self.address(name)

    def connect(self, database: str = "postgres", user: str = OWNER, **more: object) -> psycopg.Connection:
        """A plain connection that commits each statement."""
        return psycopg.connect(host="127.0.0.1", port=self.port, dbname=database, user=user, autocommit=True, **more)  # type: ignore[arg-type]

    def _run(self, name: str, *arguments: str) -> None:
        command: Sequence[str] = [self.program(name), *arguments]
        options: dict[str, object] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if self._as_root else {}
        # pg_ctl leaves its streams to the server; a pipe would never end.
        with open(self.folder / f"{name}.out", "wb") as said:
            run = subprocess.run(
                command, cwd=self.folder, stdout=said, stderr=said, check=False, env={**os.environ, "HOME": "/nonexistent"},
                **options,  # type: ignore[call-overload]
            )  # fmt: skip
        if run.returncode:
            log = self.folder / "log"
            raise RuntimeError(
                f"{name}: {(self.folder / f'{name}.out').read_text()}\n{log.read_text()[-2000:] if log.exists() else ''}"
            )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
