"""The lock that lets one process write at a time; the system frees it when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import CentreError, CentreLockedError, CentreReadOnlyError
from .manifest import MANIFEST

__all__ = ["LOCK_FILE", "writer_lock"]

LOCK_FILE = ".writer.lock"


@contextmanager
def writer_lock(folder: Path, wait_s: float) -> Iterator[None]:
    """Hold the writer's lock of a folder centre.

    Raises
    ------
    CentreLockedError
        Another process holds it for longer than `wait_s` seconds.
    CentreReadOnlyError
        The file system knows no locks.
    CentreError
        The centre is not there, for instance because its share is not mounted.
    """
    # The lock would make the folder anew, and nothing but the lock would be in it.
    if not (folder / MANIFEST).is_file():
        raise CentreError(
            "The data centre is not there at present: {place}.",
            hint="Look whether its disk or share is mounted, or restore the folder from a backup.",
            place=folder,
        )
    # Every user who may write the folder must be able to take the lock that another one made.
    lock = FileLock(folder / LOCK_FILE, mode=0o666, thread_local=False)
    try:
        lock.acquire(timeout=wait_s)
    except Timeout as error:
        raise CentreLockedError(
            "Another program has been writing to the data centre for more than {seconds} seconds: {place}.",
            hint="Wait until its import has finished and try again.",
            details=str(error),
            seconds=round(wait_s),
            place=folder,
        ) from error
    except NotImplementedError as error:
        raise CentreReadOnlyError(
            "The data centre lies on a file system without locks and cannot be written: {place}.",
            hint="Keep the centre on a local disk and share it for reading.",
            details=str(error),
            place=folder,
        ) from error
    try:
        yield
    finally:
        lock.release()
