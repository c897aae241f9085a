"""Turns the database's errors into the sentences a user gets to read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from ...errors import (
    CentreError,
    CentreFormatError,
    CentreLockedError,
    CentreReadOnlyError,
    EcoError,
    InputError,
)
from .address import PostgisAddress

__all__ = ["clear_database_errors", "is_lost"]

# The code that our own triggers raise for a change of a log.
LOG_ONLY_GROWS = "EC001"
_FULL = (errors.DiskFull, errors.OutOfMemory)
_REFUSED = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)
_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure, errors.QueryCanceled)
_MISFITS = (errors.DataError, errors.IntegrityError)


def is_lost(error: BaseException) -> bool:
    """Whether the connection is gone, so that a new one may succeed."""
    if isinstance(error, (errors.AdminShutdown, errors.CrashShutdown, errors.IdleSessionTimeout)):
        return True
    return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)) and not getattr(
        error, "sqlstate", None
    )


@contextmanager
def clear_database_errors(address: PostgisAddress) -> Iterator[None]:
    """Raise an `EcoError` for a failure of the database inside the block.

    Raises
    ------
    CentreReadOnlyError
        The account may not do this, the server only reads, or its disk is full.
    CentreLockedError
        Another connection holds the rows for longer than we waited.
    CentreFormatError
        A table or column is missing.
    InputError
        Values that the database refuses.
    CentreError
        The server cannot be reached, refuses the account, or fails otherwise.
    """
    try:
        yield
    except EcoError:
        raise
    except psycopg.Error as error:
        raise _clear(error, address) from error


def _clear(error: psycopg.Error, address: PostgisAddress) -> EcoError:
    place, details = str(address), str(error)
    if isinstance(error, _FULL):
        return CentreReadOnlyError(
            "There is no space left for the data centre: {place}.",
            hint="Free some space on the disk of the server and send the same data again; nothing stored before is lost.",
            details=details,
            place=place,
        )
    if isinstance(error, _REFUSED):
        return CentreReadOnlyError(
            "Your account may not do this in the data centre {place}.",
            hint="Ask the administrator of the data centre for the role you need (viewer, editor or collector).",
            details=details,
            place=place,
        )
    if isinstance(error, _BUSY):
        return CentreLockedError(
            "Another program keeps the data centre {place} busy.",
            hint="Finish or close the editing session in the other program and try again.",
            details=details,
            place=place,
        )
    if isinstance(
        error, (errors.UndefinedTable, errors.UndefinedColumn, errors.UndefinedFunction, errors.InvalidSchemaName)
    ):
        return CentreFormatError(
            "The data centre {place} lacks a table or a column.",
            hint="Open it once for writing as its owner, which brings it up to date, or restore a backup.",
            details=details,
            place=place,
        )
    if error.sqlstate == LOG_ONLY_GROWS:
        return InputError(
            "A log of the data centre: what was written there is never changed or deleted.",
            hint="Write a new entry that corrects the old one.",
            details=details,
        )
    if isinstance(error, _MISFITS):
        return InputError(
            "The data centre refused the values.",
            hint="See the details for the column and correct the rows.",
            details=details,
        )
    return _of_connection(error, address)


def _of_connection(error: psycopg.Error, address: PostgisAddress) -> EcoError:
    place, details, text = str(address), str(error), str(error).lower()
    if "password" in text or "authentication" in text or 'role "' in text or "pg_hba" in text:
        return CentreError(
            "The database server refused the account for the data centre {place}.",
            hint="Check user and password (they may have expired), and whether the server lets this computer in.",
            details=details,
            place=place,
        )
    if 'database "' in text and "does not exist" in text:
        return CentreFormatError(
            "There is no database {database} on the server of the data centre {place}.",
            hint="Check the address, or create the database first.",
            details=details,
            database=address.database,
            place=place,
        )
    if "ssl" in text or "certificate" in text:
        return CentreError(
            "No secure connection to the data centre {place} could be made.",
            hint="Check sslmode and the certificates with the administrator of the server. With an authcfg in the address, the "
            "authorities count that QGIS knows (Options → Authentication → Manage Certificates).",
            details=details,
            place=place,
        )
    if is_lost(error) or isinstance(error, psycopg.OperationalError):
        return CentreError(
            "The server of the data centre {place} cannot be reached.",
            hint="Check that the server runs and the network is up, then try again.",
            details=details,
            place=place,
        )
    return CentreError(
        "The database of the data centre {place} failed.",
        hint="Try again; where it persists, tell the administrator what the details say.",
        details=details,
        place=place,
    )
