"""The feature database ``features.gpkg``: a plain GeoPackage that any tool opens, made and opened with SQLite alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from ..errors import CentreFormatError
from .geometry import add_spatial_functions
from .layout import create_layout
from .network import on_network

__all__ = ["FEATURES", "connect", "create_features", "transaction"]

FEATURES = "features.gpkg"
BUSY_S = 5.0

_APPLICATION_ID = 0x47504B47  # "GPKG"
_USER_VERSION = 10300


def create_features(path: Path, *, journal: str = "wal") -> None:
    """Make an empty feature database with every table and view of the schema."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_S)
    try:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_USER_VERSION}")
        with transaction(connection):
            create_layout(connection)
        _set_journal(connection, path, journal)
    finally:
        connection.close()


def connect(path: Path, *, writable: bool, journal: str = "wal", busy_s: float = BUSY_S) -> sqlite3.Connection:
    """Open the feature database; a reader also opens one on a read-only medium.

    Raises
    ------
    CentreFormatError
        Where the file is missing or is a GeoPackage of another making.
    sqlite3.Error
        Where SQLite cannot open it.
    """
    if not path.is_file():
        raise CentreFormatError(
            "The data centre {place} has lost its features.gpkg.",
            hint="Restore features.gpkg from a backup.",
            place=path.parent,
        )
    name = quote(str(path))
    if writable:
        connection = _open(f"file:{name}?mode=rw", busy_s)
        _set_journal(connection, path, journal)
        # An acknowledged row must survive a power cut: NORMAL would only flush at checkpoints.
        connection.execute("PRAGMA synchronous = FULL")
        add_spatial_functions(connection)
        return connection
    connection = _open(f"file:{name}?mode=ro", busy_s)
    try:
        connection.execute("SELECT value FROM centre_state WHERE name = 'revision'").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        # WAL wants to make its shared-memory file; on a read-only medium nobody can be writing either.
        connection = _open(f"file:{name}?immutable=1", busy_s)
    return connection


def _open(uri: str, busy_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy_s, check_same_thread=False)
    try:
        found = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name IN ('centre_state', 'station')"
        ).fetchone()
    except sqlite3.OperationalError as error:
        # A WAL file that cannot be shared is met again, and dealt with, by the caller.
        if "unable to open" in str(error) or "readonly" in str(error):
            return connection
        connection.close()
        raise
    except sqlite3.DatabaseError:
        connection.close()
        raise
    if found[0] != 2:
        connection.close()
        raise CentreFormatError(
            "The features.gpkg in the folder was not made by a data centre.",
            hint="Move the foreign file elsewhere and restore the centre's own features.gpkg from a backup.",
            details=uri,
        )
    return connection


def _set_journal(connection: sqlite3.Connection, path: Path, journal: str) -> str:
    """Choose the journal and return the one in force; readers over a file share need the rollback journal."""
    wanted = "delete" if journal != "wal" or on_network(path) else "wal"
    in_force = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    if in_force != wanted:
        # Refused where another program has the file open: then its journal serves us as well.
        try:
            in_force = str(connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0])
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
    if in_force not in ("wal", "delete", "truncate", "persist"):
        raise sqlite3.OperationalError(f"journal {in_force} does not keep what was acknowledged")
    return in_force


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; takes the write lock at once so that it cannot fail half-way for lack of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
