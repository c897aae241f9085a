"""Reads all files of a folder, one after the other, so that none can stop the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from ..errors import InputError
from ..progress import Progress, checkpoint, portion
from .decoded import Decoded
from .mapping import ColumnMapping, mapping_for
from .observations import read_observations

__all__ = ["TABLE_SUFFIXES", "read_folder"]

TABLE_SUFFIXES = frozenset(
    (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".parquet", ".parq", ".pq", ".geojson", ".json")
)


def read_folder(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002  (the name of a public parameter)
    mapping: ColumnMapping | Mapping[str, ColumnMapping] | None = None,
    kind: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Iterator[tuple[Path, Decoded | InputError]]:
    """Yield each table of a folder and its subfolders, in order of path, with its content or what is wrong with it.

    Only regular files with the suffix of a table (`TABLE_SUFFIXES`) are read, hidden ones are not. A link that leaves the
    folder is refused. `mapping` is one for all files, or by file name pattern; the other parameters are those of
    `read_observations`.

    Raises
    ------
    InputError
        Where the folder itself cannot be listed.
    Cancelled
        Where the user stopped the work.
    """
    root = Path(path)
    if not root.is_dir():
        raise InputError("“{name}” is not a folder.", hint="Choose a folder.", name=root.name)
    home = root.resolve()
    files = _tables_below(root)
    for position, file in enumerate(files):
        checkpoint(progress, position / len(files), file.name)
        chosen = mapping_for(file.name, mapping) if isinstance(mapping, Mapping) else mapping
        step = portion(progress, position / len(files), (position + 1) / len(files))
        try:
            _confine(file, home)
            yield file, read_observations(file, format=format, mapping=chosen, kind=kind, progress=step, now=now)
        except InputError as error:
            yield file, error
    checkpoint(progress, 1.0)


def _tables_below(root: Path) -> list[Path]:
    found = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(folder, name)
            for name in names
            if not name.startswith(".") and not name.startswith("~$") and Path(name).suffix.lower() in TABLE_SUFFIXES
        ]
    return sorted(found)


def _confine(file: Path, home: Path) -> None:
    """Raise `InputError` where a path ends outside the folder or at something that is not a file."""
    try:
        real = file.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise InputError(
            "The file “{name}” cannot be opened.", hint="Check the path.", details=str(error), name=file.name
        ) from error
    if not real.is_relative_to(home):
        raise InputError(
            "“{name}” is a link that leaves the folder.", hint="Copy the file into the folder.", name=file.name
        )
    if not real.is_file():
        raise InputError("“{name}” is not a file.", hint="Remove it from the folder.", name=file.name)
