"""Turns what the operating system, SQLite and the readers of the lake say about a centre into one clear error."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
from deltalake.exceptions import DeltaError

from ..errors import CentreError, CentreFormatError, CentreLockedError, CentreReadOnlyError, EcoError

__all__ = ["clear_errors"]

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def clear_errors(place: Path) -> Iterator[None]:
    """Raise an `EcoError` for a file or database failure inside the block.

    Raises
    ------
    CentreReadOnlyError
        Disk full, quota used up, no permission, read-only medium.
    CentreLockedError
        Another program keeps the feature database locked.
    CentreFormatError
        The feature database is damaged or none.
    CentreError
        Any other failure of file or database.
    """
    try:
        yield
    except EcoError:
        raise
    except sqlite3.Error as error:
        raise _of_sqlite(error, place) from error
    except (OSError, duckdb.Error, pa.ArrowException, DeltaError) as error:
        raise _of_system(error, place) from error


def _of_sqlite(error: sqlite3.Error, place: Path) -> EcoError:
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return CentreLockedError(
            "Another program keeps the features of the data centre locked: {place}.",
            hint="Finish or close the editing session in the other program and try again.",
            details=str(error),
            place=place,
        )
    if "full" in text or "disk i/o" in text:
        return _full(error, place)
    if "readonly" in text or "unable to open" in text:
        return _refused(error, place)
    if "not a database" in text or "malformed" in text:
        return CentreFormatError(
            "The feature database of the data centre is damaged: {place}.",
            hint="Restore features.gpkg from a backup; the observations beside it are untouched.",
            details=str(error),
            place=place,
        )
    return CentreError(
        "The feature database of the data centre failed: {place}.",
        hint="Try again; where it persists, restore features.gpkg from a backup.",
        details=str(error),
        place=place,
    )


def _of_system(error: Exception, place: Path) -> EcoError:
    text = str(error).lower()
    number = error.errno if isinstance(error, OSError) else None
    if number in _FULL or "no space left" in text or "file too large" in text or "quota exceeded" in text:
        return _full(error, place)
    if number in _REFUSED or "permission denied" in text or "read-only file system" in text:
        return _refused(error, place)
    return CentreError(
        "A file of the data centre cannot be used: {place}.",
        hint="Restore the file named in the details from a backup.",
        details=str(error),
        place=place,
    )


def _full(error: Exception, place: Path) -> EcoError:
    return CentreReadOnlyError(
        "There is no space left for the data centre: {place}.",
        hint="Free some space on the disk or raise the quota and send the same data again; nothing stored before is lost.",
        details=str(error),
        place=place,
    )


def _refused(error: Exception, place: Path) -> EcoError:
    return CentreReadOnlyError(
        "The data centre cannot be written: {place}.",
        hint="Ask for write permission on the folder, or open the centre for reading only.",
        details=str(error),
        place=place,
    )
