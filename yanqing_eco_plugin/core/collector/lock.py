"""One collector for each spool and each folder centre."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import CentreError, CentreLockedError

__all__ = ["LOCK_FILE", "sole_collector"]

LOCK_FILE = ".collector.lock"


@contextmanager
def sole_collector(folders: Sequence[Path]) -> Iterator[None]:
    """Hold the collector's lock of each folder; the system gives it back when the process dies.

    Raises
    ------
    CentreLockedError
        Another collector works there.
    CentreError
        A folder cannot be written.
    """
    with ExitStack() as held:
        for folder in folders:
            try:
                held.enter_context(FileLock(folder / LOCK_FILE, mode=0o660, thread_local=False).acquire(timeout=0))
            except Timeout as error:
                raise CentreLockedError(
                    "Another collector is at work in {place}.",
                    hint="Stop it first, or give this one a spool and a centre of its own.",
                    place=folder,
                ) from error
            except (OSError, NotImplementedError) as error:
                raise CentreError(
                    "The collector cannot write in {place}.",
                    hint="Give the collector's user permission to write there.",
                    details=str(error),
                    place=folder,
                ) from error
        yield
