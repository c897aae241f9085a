"""Looks after a data centre of either kind: checked, repaired, merged and cleared, or relieved of closed months."""

from __future__ import annotations

from collections.abc import Collection

from ..progress import Progress
from .opening import is_shared, open_centre
from .tending import tend
from .tending_findings import TendReport

__all__ = ["look_after"]

_FOLDER_STEPS = ("check", "compact", "vacuum")
# What is put right in a database follows from its records alone.
_SHARED_STEPS = ("check", "repair")


def look_after(
    address: str, *, steps: Collection[str] = (), folder: str = "", progress: Progress | None = None
) -> TendReport:
    """Look after the centre at an address; readers and writers may go on meanwhile.

    Parameters
    ----------
    address
        Of a folder centre or of a shared one.
    steps
        What is done: any of `tending.STEPS` for a folder (check, compact, vacuum where none is named), of
        `postgis.SHARED_STEPS` for a shared centre (check, repair).
    folder
        Where closed months of a shared centre go; empty for the folder that it knows.
    progress
        Told how far it is; may cancel.

    Raises
    ------
    InputError
        A step that this kind of centre does not have.
    EcoError
        What `tend` and `postgis.tend_shared` raise.
    """
    if is_shared(address):
        # Whoever uses folders alone needs no database driver.
        from .postgis import tend_shared

        return tend_shared(address, steps=steps or _SHARED_STEPS, folder=folder, progress=progress)
    chosen = steps or _FOLDER_STEPS
    with open_centre(address, writable=set(chosen) != {"check"}) as centre:
        return tend(centre, steps=chosen, progress=progress)
