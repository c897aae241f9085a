"""Reads the rows of an XLSX workbook, however hostile it is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl

from ..errors import InputError
from .foreign import reading
from .table import Column, Table, unique_names

__all__ = ["workbook_rows", "workbook_tables"]

MAX_ENTRIES = 1_000
MAX_UNPACKED_BYTES = 512 * 2**20
MAX_STRINGS_BYTES = 128 * 2**20
MAX_RATIO = 200
# A spreadsheet of repeated numbers packs well, but small ones cannot do harm.
_RATIO_FROM_BYTES = 4 * 2**20
MAX_CELLS = 20_000_000
_BLOCK_CELLS = 2_000_000
_CHUNK = 2**20


def workbook_tables(path: Path, *, header: int = 1, sheet: str = "", limit: int | None = None) -> Iterator[Table]:
    """Yield the rows of one sheet in blocks; `header` counts the rows that are not blank, from 1.

    With `limit` no more than that many rows are read.

    Raises
    ------
    InputError
        For a workbook that is damaged, encrypted, lacks the sheet, or unpacks to more than a table can be (a zip bomb).
    """
    names: list[str] = []
    place, left = "", header
    buffer: list[Sequence[Any]] = []
    numbers: list[int] = []
    reference = ""
    size = path.stat().st_size
    for title, dated, number, cells in workbook_rows(path, sheet):
        place, reference = f"sheet {title} row {{row}}", dated
        if not names:
            left -= 1
            if left == 0:
                names = unique_names(["" if cell is None else str(cell) for cell in _without_tail(cells)])
            continue
        buffer.append(cells)
        numbers.append(number)
        if len(buffer) == limit:
            break
        if len(buffer) * len(names) >= _BLOCK_CELLS:
            yield _table(names, buffer, numbers, place, reference, 0)
            buffer, numbers = [], []
    if not names:
        raise InputError("The file “{name}” has no rows.", hint="Check that the export finished.", name=path.name)
    yield _table(names, buffer, numbers, place, reference, size)


def workbook_rows(path: Path, sheet: str = "") -> Iterator[tuple[str, str, int, Sequence[Any]]]:
    """Sheet title, day the workbook was saved, row number and cells of each row that is not blank.

    Without `sheet` it is the first sheet that has any; formulas give the value stored with them.
    """
    check_zip(path)
    with reading(path):
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        with reading(path):
            modified = book.properties.modified
            dated = f"{modified:%Y-%m-%d}" if isinstance(modified, datetime) else ""
            titles = [worksheet.title for worksheet in book.worksheets]
        if sheet and sheet not in titles:
            raise InputError(
                "The workbook “{name}” has no sheet “{sheet}”.",
                hint="Its sheets are: {titles}.",
                name=path.name,
                sheet=sheet,
                titles=", ".join(titles[:20]),
            )
        budget = MAX_CELLS
        for title in [sheet] if sheet else titles:
            with reading(path):
                worksheet = book[title]
                # The size a sheet declares is not to be trusted: rows would be padded to it.
                worksheet.reset_dimensions()
                found = False
                for number, cells in enumerate(worksheet.iter_rows(values_only=True), 1):
                    budget -= len(cells) + 1
                    if budget < 0:
                        raise InputError(
                            "The workbook “{name}” has more than {limit} cells.",
                            hint="Export the data as CSV.",
                            name=path.name,
                            limit=MAX_CELLS,
                        )
                    if any(cell is not None and cell != "" for cell in cells):
                        found = True
                        yield title, dated, number, cells
            if found:
                return
    finally:
        book.close()


def check_zip(path: Path) -> None:
    """Raise `InputError` for an archive that is damaged or unpacks to more than its size can account for."""
    with reading(path), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if len(entries) > MAX_ENTRIES or len(set(names)) != len(names):
            _refuse_bomb(path, f"{len(entries)} entries")
        if "[Content_Types].xml" not in names:
            raise InputError(
                "“{name}” is not a workbook.", hint="Save it as XLSX, or unpack the archive.", name=path.name
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise InputError("The workbook “{name}” is encrypted.", hint="Save it without password.", name=path.name)
        total = 0
        for entry in entries:
            total += entry.file_size
            suspicious = entry.file_size > _RATIO_FROM_BYTES and entry.file_size > MAX_RATIO * entry.compress_size
            strings = "sharedstrings" in entry.filename.lower() and entry.file_size > MAX_STRINGS_BYTES
            if suspicious or strings or total > MAX_UNPACKED_BYTES:
                _refuse_bomb(path, f"{entry.filename}: {entry.compress_size} bytes unpack to {entry.file_size}")
        # What the directory declares may be a lie: unpack once and count. A wrong length also fails the checksum here.
        total = 0
        for entry in entries:
            with archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if total > MAX_UNPACKED_BYTES:
                        _refuse_bomb(path, f"more than {MAX_UNPACKED_BYTES} bytes")
                    # No workbook needs a document type; hostile ones hide entities in it. NULs: UTF-16.
                    if b"<!DOCTYPE" in chunk.replace(b"\0", b""):
                        _refuse_bomb(path, f"{entry.filename} declares entities")


def _refuse_bomb(path: Path, details: str) -> None:
    raise InputError(
        "The workbook “{name}” unpacks to far more than its size.",
        hint="It is not safe to open. Export the data as CSV.",
        details=f"{path}: {details}",
        name=path.name,
    )


def _without_tail(cells: Sequence[Any]) -> list[Any]:
    row = list(cells)
    while row and row[-1] in (None, ""):
        row.pop()
    return row


def _table(
    names: list[str], rows: list[Sequence[Any]], numbers: list[int], place: str, reference: str, size: int
) -> Table:
    width = len(names)
    grid = np.full((len(rows), width), None, dtype=object)
    for position, row in enumerate(rows):
        grid[position, : len(row)] = row[:width]
    columns: dict[str, Column] = {name: _plain(grid[:, position]) for position, name in enumerate(names)}

    def raw(position: int) -> bytes:
        return "\t".join("" if cell is None else str(cell) for cell in rows[position]).encode("utf-8", "replace")

    return Table(columns, np.array(numbers, dtype=np.int64), place, raw, reference, size)


def _plain(cells: Column) -> Column:
    """Cells with dates as datetimes; times of day as text."""
    for position, cell in enumerate(cells):
        if type(cell) is date:
            cells[position] = datetime(cell.year, cell.month, cell.day)
        elif type(cell) is time:
            cells[position] = f"{cell:%H:%M:%S}"
    return cells
