"""Keeps in quarantine what did not pass an import, each record once however often it is brought in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from ..data_centre import DataCentre
from ..errors import InputError
from ..ingest import REJECT_COLUMNS

__all__ = ["add_new_rejects", "unreadable"]

_RAW_BYTES = 2_000


def add_new_rejects(centre: DataCentre, rejects: pd.DataFrame) -> int:
    """Add the records that the quarantine does not hold yet, open or resolved.

    Parameters
    ----------
    rejects
        Columns of ``ingest.REJECT_COLUMNS``.

    Returns
    -------
    int
        Number of records added.
    """
    if rejects.empty:
        return 0
    held: set[bytes] = set()
    for source in rejects["source"].unique():
        held.update(_marks(centre.features("quarantine", where={"source": source})))
    fresh = []
    for mark in _marks(rejects):
        fresh.append(mark not in held)
        held.add(mark)
    return centre.add_quarantine(rejects[fresh].reset_index(drop=True)) if any(fresh) else 0


def unreadable(file: Path, error: InputError) -> pd.DataFrame:
    """A quarantine record for a file of which nothing could be read, with its first bytes."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(_RAW_BYTES)
    except OSError:
        head = b""
    detail = f"{error.message} {error.details}".strip()
    return pd.DataFrame([(str(file), "", "unreadable_file", detail, head)], columns=list(REJECT_COLUMNS), dtype=object)


def _marks(records: pd.DataFrame) -> Iterable[bytes]:
    for row in zip(*(records[name] for name in REJECT_COLUMNS)):
        digest = hashlib.sha256()
        for cell in row:
            data = cell if isinstance(cell, bytes) else b"" if cell is None or cell != cell else str(cell).encode()
            digest.update(len(data).to_bytes(8, "big") + data)
        yield digest.digest()
