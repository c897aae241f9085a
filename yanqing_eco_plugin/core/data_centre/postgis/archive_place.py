"""Where the closed months of a shared centre lie: the folder is made, remembered, and said anew after a restore."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg

from ...errors import CentreError, CentreLockedError, CentreReadOnlyError, InputError
from ...progress import NO_PROGRESS, Progress, checkpoint
from ..centre import District
from ..copying_access import Month, Span
from ..copying_sums import MonthSum
from ..engine import Engine
from .address import PostgisAddress
from .archive import note_move
from .archive_folder import ArchiveFolder, local_folder
from .connections import Connect, Connections, connect
from .failures import clear_database_errors

__all__ = ["archive_to_fill", "lone_mover", "place_archive"]

_IDENTITY = (
    "SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid || '/' || current_schema() "
    "FROM pg_database WHERE datname = current_database()"
)


def place_archive(
    address: str, folder: str, *, progress: Progress = NO_PROGRESS, connect: Connect = connect
) -> dict[Month, MonthSum]:
    """Tell a centre where the folder of its closed months lies now: it was moved, or restored from a backup.

    Every month that the centre has outside is read in the new place and compared by count and checksum before anything
    changes. From then on this centre alone exports into the folder. Returns the months found there.

    Parameters
    ----------
    address
        Of the centre; the account owns it.
    folder
        Whole path of the folder, as everybody sees it who asks for these months.
    progress
        Told after each month; may cancel between two.

    Raises
    ------
    InputError
        The centre has no closed months outside, or the path is none.
    CentreReadOnlyError
        The account does not own the centre, or the folder cannot be written.
    CentreLockedError
        An export is at work.
    CentreError
        The folder does not hold the months as the centre knows them, or cannot be reached.
    CentreFormatError
        It belongs to another centre.
    """
    place = PostgisAddress.parse(address)
    connections, engine = Connections(place, connect), Engine()
    with (
        closing(connections),
        closing(engine),
        clear_database_errors(place),
        lone_mover(connections, place) as connection,
    ):
        _refuse_strangers(connection, place)
        row = connection.execute("SELECT token FROM archive_place").fetchone()
        if row is None:
            raise InputError(
                "The data centre {place} has exported no months.",
                hint="Name the folder when you export for the first time.",
                place=str(place),
            )
        local_folder(folder)
        target = ArchiveFolder(folder, str(row[0]), engine)
        target.check()
        known = connection.execute("SELECT year, month, rows, checksum FROM archived_month ORDER BY 1, 2").fetchall()
        sums = {(int(year), int(month)): MonthSum(int(rows), str(check)) for year, month, rows, check in known}
        for at, (month, held) in enumerate(sums.items()):
            found = target.month_sum(month, Span())
            if found != held:
                raise CentreError(
                    "{folder} does not hold {month} as it was exported: {found} observations of {held}.",
                    hint="Restore the folder from the backup that was made after the dump.",
                    details=f"{found.checksum} / {held.checksum}",
                    folder=folder,
                    month=f"{month[0]}-{month[1]:02}",
                    found=found.rows,
                    held=held.rows,
                )
            checkpoint(progress, (at + 1) / len(sums))
        target.claim(_identity(connection))
        _remember(connection, folder, str(row[0]))
    return sums


@contextmanager
def lone_mover(connections: Connections, place: PostgisAddress) -> Iterator[psycopg.Connection]:
    """A connection, and nobody else who moves months of the centre meanwhile."""
    with connections.one() as connection:
        key = "hashtextextended('yanqing_eco export ' || current_schema(), 0)"
        row = connection.execute(f"SELECT pg_try_advisory_lock({key})").fetchone()  # nosec B608
        if row is None or not row[0]:
            raise CentreLockedError(
                "Another export of months of the data centre {place} is at work.",
                hint="Wait until it has finished and try again.",
                place=str(place),
            )
        try:
            yield connection
        finally:
            if not connection.closed:
                connection.execute(f"SELECT pg_advisory_unlock({key})")  # nosec B608


def archive_to_fill(
    connection: psycopg.Connection,
    place: PostgisAddress,
    text: str,
    engine: Engine,
    district: District,
    *,
    synthetic: bool,
) -> ArchiveFolder:
    """The folder that closed months go into, made where it is new, and remembered by the centre.

    Parameters
    ----------
    connection, place
        The centre.
    text
        Path of the folder; empty for the one that the address or the centre knows.
    engine
        Reads its files.
    district, synthetic
        What the mark of a new one says.
    """
    _refuse_strangers(connection, place)
    row = connection.execute("SELECT folder, token FROM archive_place").fetchone()
    if row is None and not text:
        raise InputError(
            "The data centre {place} does not know where its closed months go.",
            hint="Name a folder that everybody reaches who asks for them; it is remembered.",
            place=str(place),
        )
    token = uuid.uuid4().hex if row is None else str(row[1])
    said = text or place.archive or str(row[0] if row else "")
    local_folder(said)
    target = ArchiveFolder(said, token, engine)
    moved = connection.execute("SELECT 1 FROM archived_month LIMIT 1").fetchone()
    if moved is not None:
        # It may lie elsewhere than before, but it has to be the one that holds the months.
        target.check()
    else:
        target.make(district, synthetic=synthetic)
    identity = _identity(connection)
    owner = target.owner()
    if owner not in ("", identity):
        # Two databases restored from one dump would overwrite each other's months.
        raise CentreError(
            "{folder} is filled by another database that holds a copy of this data centre.",
            hint="Where this one was restored from a backup, give it a folder of its own: restore that, too, and name it once "
            "with the command place.",
            details=f"{owner} / {identity}",
            folder=said,
        )
    if not owner:
        target.claim(identity)
    if row is None or (text and text != row[0]):
        _remember(connection, said, token)
    return target


def _refuse_strangers(connection: psycopg.Connection, place: PostgisAddress) -> None:
    owns = connection.execute(
        "SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = 'observation'::regclass"
    ).fetchone()
    if owns is None or not owns[0]:
        raise CentreReadOnlyError(
            "Only the owner of the data centre {place} may export months.",
            hint="Use the account that made the data centre.",
            place=str(place),
        )


def _identity(connection: psycopg.Connection) -> str:
    """What tells this database from every other one, also from one that was restored from its dump."""
    row = connection.execute(_IDENTITY).fetchone()
    return str(row[0]) if row else ""


def _remember(connection: psycopg.Connection, folder: str, token: str) -> None:
    with connection.transaction():
        connection.execute(
            "INSERT INTO archive_place (folder, token) VALUES (%s, %s) "
            "ON CONFLICT (only_one) DO UPDATE SET folder = excluded.folder",
            (folder, token),
        )
        # Those who know the old place look again.
        note_move(connection)
