"""The feature database ``features.gpkg``: a plain GeoPackage that any tool opens, made and opened with SQLite alone.

It keeps SQLite's rollback journal. The write-ahead log would be faster, but not safe beside QGIS: GDAL opens and closes the
file on its own to look at it, by which POSIX drops every lock of the process on it; the next writer to close elsewhere then
takes itself for the last one and deletes the log from under the layer and from under our own connection (tried with QGIS
3.22: layers stayed empty, rows written afterwards were lost).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from ..errors import CentreFormatError
from .geometry import add_spatial_functions
from .layout import create_layout

__all__ = ["FEATURES", "create_features", "reading", "transaction", "writing"]

FEATURES = "features.gpkg"
BUSY_S = 5.0

_APPLICATION_ID = 0x47504B47  # "GPKG"
_USER_VERSION = 10300


def create_features(path: Path) -> None:
    """Make an empty feature database with every table and view of the schema."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_USER_VERSION}")
        with transaction(connection):
            create_layout(connection)


@contextmanager
def reading(path: Path, *, busy_s: float = BUSY_S) -> Iterator[sqlite3.Connection]:
    """Open the feature database for reading, also on a read-only medium.

    Raises
    ------
    CentreFormatError
        Where the file is missing or is a GeoPackage of another making.
    sqlite3.Error
        Where SQLite cannot open it.
    """
    _check_there(path)
    with closing(_reader(path, busy_s)) as connection:
        yield connection


@contextmanager
def writing(path: Path, *, busy_s: float = BUSY_S) -> Iterator[sqlite3.Connection]:
    """Open the feature database for writing; raises as `reading`."""
    _check_there(path)
    connection = _open(path, "mode=rw", busy_s)
    try:
        _check_ours(connection, path)
        # EXTRA also flushes the folder once the journal is gone: else a power cut could bring the journal back, and with it
        # the state before the last commit.
        connection.execute("PRAGMA synchronous = EXTRA")
        add_spatial_functions(connection)
        yield connection
    finally:
        _close_writer(connection, path)


def _reader(path: Path, busy_s: float) -> sqlite3.Connection:
    connection = _open(path, "mode=ro", busy_s)
    try:
        _check_ours(connection, path)
        return connection
    except sqlite3.OperationalError as error:
        connection.close()
        if not any(word in str(error) for word in ("readonly", "unable to open")):
            raise
        if _is_unfinished(path):
            # A killed writer left its journal. Whoever may write puts the file back in order by reading it.
            with closing(_open(path, "mode=rw", busy_s)) as repairing:
                _check_ours(repairing, path)
            return _open(path, "mode=ro", busy_s)
    # An editing program may have left the file in write-ahead mode, which SQLite only opens where it can write.
    connection = _open(path, "immutable=1", busy_s)
    _check_ours(connection, path)
    return connection


def _is_unfinished(path: Path) -> bool:
    left = (path.with_name(f"{path.name}{ending}") for ending in ("-journal", "-wal"))
    return any(file.exists() and file.stat().st_size > 0 for file in left)


def _open(path: Path, mode: str, busy_s: float) -> sqlite3.Connection:
    uri = f"file:{quote(str(path))}?{mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy_s, check_same_thread=False)


def _check_there(path: Path) -> None:
    if not path.is_file():
        raise CentreFormatError(
            "The data centre {place} has lost its features.gpkg.",
            hint="Restore features.gpkg from a backup.",
            place=path.parent,
        )


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    names = "SELECT count(*) FROM sqlite_master WHERE name IN ('centre_state', 'station')"
    if connection.execute(names).fetchall() != [(2,)]:
        connection.close()
        raise CentreFormatError(
            "The features.gpkg in {place} was not made by a data centre.",
            hint="Move the foreign file elsewhere and restore the centre's own features.gpkg from a backup.",
            place=path.parent,
        )


def _close_writer(connection: sqlite3.Connection, path: Path) -> None:
    """Close, leaving a write-ahead log in its place that an editing QGIS may have set up.

    The last connection to close deletes the log, and we cannot tell whether we are the last (see above). A connection that
    can only read does not delete it, and while it is open, neither does the other one.
    """
    if not path.with_name(f"{path.name}-wal").exists():
        connection.close()
        return
    with closing(_open(path, "mode=ro", 0.0)) as keeper, suppress(sqlite3.Error), closing(connection):
        keeper.execute("SELECT count(*) FROM sqlite_master").fetchall()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; takes the write lock at once so that it cannot fail half-way for lack of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
