"""Overlap functions: the makers' tables, and what they mean at the bins of a scan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .readers.source import Source

__all__ = ["OverlapTable", "read_overlap"]

_MAX_ROWS = 1_000_000
_FARTHEST_KM = 100.0  # no lidar table ends before 100 m, none in metres starts beyond 100 km
_WAVELENGTH = re.compile(r"(\d{3,4})\s*nm")


@dataclass(frozen=True)
class OverlapTable:
    """Overlap functions of an instrument.

    Attributes
    ----------
    range_m
        (n,) metres, increasing.
    values
        (n, columns) share of the beam that the telescope sees.
    names
        What the columns are called; ``column 1`` … where the table does not say.
    """

    range_m: NDArray[np.float64]
    values: NDArray[np.float64]
    names: tuple[str, ...]

    def column_for(self, wavelength_nm: float) -> int:
        """Column whose heading names the wavelength; the first where none does."""
        for number, name in enumerate(self.names):
            found = _WAVELENGTH.search(name)
            if found is not None and abs(float(found[1]) - wavelength_nm) < 2.0:
                return number
        return 0

    def at(self, range_m: ArrayLike, column: int = 0, *, smallest: float = 1e-3) -> NDArray[np.float64]:
        """Overlap at `range_m`, linear between the rows.

        Beyond the table the last value holds; before it, and where the overlap is below `smallest`, the result is NaN:
        a signal divided by next to nothing says nothing.
        """
        ranges = np.asarray(range_m, dtype=np.float64)
        overlap = np.interp(ranges, self.range_m, self.values[:, column])
        return np.where((ranges < self.range_m[0]) | (overlap < smallest), np.nan, overlap)


def read_overlap(path: str | Path, *, range_scale: float | None = None) -> OverlapTable:
    """Read a table of ranges and overlap functions, separated by blanks, tabs or commas, with headings or without.

    Parameters
    ----------
    path
        The file.
    range_scale
        Factor of the first column to metres; None = metres, or kilometres where the whole table ends below 100.

    Raises
    ------
    InputError
        When it is no such table: fewer than three rows, uneven columns, ranges that do not increase, overlaps below −0.1 or
        above 10.
    """
    source = Source(Path(path))
    text = source.data.decode("utf-8-sig", "replace").replace("\r", "\n")
    rows = [re.split(r"[,;\s]+", line.strip(" \t,;")) for line in text.split("\n") if line.strip(" \t,;")]
    headings: list[str] = []
    if rows and not _is_number(rows[0][0]):
        headings = rows.pop(0)
    error = InputError(
        "{file} is no table of an overlap function.",
        hint="Its first column must be the range and the others the overlap, between 0 and about 1.",
        file=source.name,
    )
    width = len(rows[0]) if rows else 0
    if len(rows) < 3 or len(rows) > _MAX_ROWS or width < 2 or any(len(row) != width for row in rows):
        raise error
    try:
        table = np.array(rows, dtype=np.float64)
    except ValueError as cause:
        raise error from cause
    ranges, values = table[:, 0], table[:, 1:]
    if not np.isfinite(table).all() or (np.diff(ranges) <= 0).any() or values.min() < -0.1 or values.max() > 10:
        raise error
    if range_scale is None:
        range_scale = 1000.0 if ranges[-1] < _FARTHEST_KM else 1.0
    names = tuple(headings[1:]) if len(headings) == width else tuple(f"column {n}" for n in range(1, width))
    return OverlapTable(ranges * range_scale, values, names)


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
