"""A block of rows as a file gives it, before anyone knows what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Column", "Head", "Table", "unique_names"]

# Text, or the typed cells of a workbook or Parquet file.
Column = NDArray[np.object_]


@dataclass(frozen=True)
class Table:
    """Rows with the place they stand at.

    Attributes
    ----------
    columns
        Column name → cells, in the file's order; cells are str, or what a typed container holds (None where empty).
    rows
        The line or row number of each row in the file.
    place
        Template of a place, for example ``line {row}``.
    raw
        Gives the bytes of a row by its position in this block.
    reference
        Day the container itself is dated, ``YYYY-MM-DD``; empty where it is not.
    bytes_read
        Bytes of the file this block took, for the progress shown.
    """

    columns: dict[str, Column]
    rows: NDArray[np.int64]
    place: str = "line {row}"
    raw: Callable[[int], bytes] = field(default=lambda position: b"")
    reference: str = ""
    bytes_read: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, position: int) -> str:
        """The place of the row at `position`."""
        return self.place.replace("{row}", str(int(self.rows[position])))


@dataclass(frozen=True)
class Head:
    """The first rows of a file: enough to tell its format."""

    path: Path
    container: str
    table: Table

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names as found."""
        return tuple(self.table.columns)


def unique_names(names: list[str]) -> list[str]:
    """Column names without blanks around them; repeated or empty ones get a number, so that none hides another."""
    seen: dict[str, int] = {}
    result = []
    for position, name in enumerate(names):
        clean = name.strip() or f"column {position + 1}"
        count = seen.get(clean, 0)
        seen[clean] = count + 1
        candidate = clean if not count else f"{clean} ({count + 1})"
        while count and candidate in seen:
            count += 1
            candidate = f"{clean} ({count + 1})"
        seen.setdefault(candidate, 1)
        result.append(candidate)
    return result
