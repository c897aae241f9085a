"""Reads the plugin's own tables under ``resources``."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import InputError

__all__ = ["RESOURCES", "cell_number", "cell_numbers", "read_table"]

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of ``resources/standards/<name>.csv``; lines that begin with ``#`` are remarks.

    UTF-8, or GB 18030 as a Chinese spreadsheet program may have saved it.
    """
    raw = (RESOURCES / "standards" / f"{name}.csv").read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    # A spreadsheet pads short lines with commas and quotes a remark that holds one.
    rows = (line for line in io.StringIO(text) if line.strip(", \t\r\n") and not line.startswith(("#", '"#')))
    return list(csv.DictReader(rows))


def cell_number(row: Mapping[str, str], column: str, table: str) -> float:
    """Number in a cell of a table; NaN where the cell is empty.

    Raises
    ------
    InputError
        The cell holds something else than a finite number.
    """
    text = (row.get(column) or "").strip()
    if not text:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        value = math.inf
    if not math.isfinite(value):
        raise InputError(
            "The table {table} of the standards has “{text}” in column {column}, which is no number.",
            hint="Correct that cell of the table, or install the plugin again.",
            table=table,
            column=column,
            text=text,
        )
    return value


def cell_numbers(row: Mapping[str, str], columns: Iterable[str], table: str) -> tuple[float, ...]:
    """Numbers in several cells of a row; NaN where a cell is empty. Raises `InputError` as `cell_number`."""
    return tuple(cell_number(row, column, table) for column in columns)
