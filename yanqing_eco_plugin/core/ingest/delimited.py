"""Splits delimited text into columns, and says which lines are no rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from ..errors import InputError
from .decoded import RejectLog
from .table import Column, Table, unique_names
from .text import BLOCK_BYTES, Block, text_blocks

__all__ = ["csv_rows", "csv_tables"]

MAX_COLUMNS = 5_000
_BLANKS = b" \t,;"
_MANY_ROWS = 10_000


def csv_tables(
    path: Path,
    log: RejectLog,
    *,
    encoding: str = "auto",
    header: int = 1,
    block_bytes: int = BLOCK_BYTES,
    limit: int | None = None,
) -> Iterator[Table]:
    """Yield the rows of a delimited text file in blocks.

    Lines that are no rows go to `log`: wrong bytes (``encoding``), another number of fields than the header or an open
    quotation mark (``bad_row``), an incomplete last line (``truncated``). Columns are text; the delimiter is the one of
    ``, ; tab |`` that the header has most. A row is a line: line ends inside quotation marks are not supported.

    Parameters
    ----------
    header
        Number of the line with the column names, counted from 1 over the lines that are not blank.
    limit
        Look no further than this many bytes.

    Raises
    ------
    InputError
        For an empty file, one that is not text, and one where most lines cannot be decoded.
    """
    names: list[str] = []
    delimiter, left = ",", header
    for block in text_blocks(path, encoding=encoding, block_bytes=block_bytes, limit=limit):
        start = 0
        for line in _first_lines(block.text) if left else ():
            left -= bool(line.strip(_BLANKS))
            start += 1
            if not left:
                delimiter, names = _header(line, path)
                break
        if names:
            yield _table(block, start, names, delimiter, log)
    if not names:
        raise InputError("The file “{name}” has no rows.", hint="Check that the export finished.", name=path.name)


def _first_lines(text: bytes) -> Iterator[bytes]:
    """The lines one after the other, without splitting all of them."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def csv_rows(path: Path, log: RejectLog) -> Iterator[tuple[str, list[str], bytes]]:
    """Place, cells and bytes of each line that is not blank, for files without a regular shape."""
    delimiter = ""
    for block in text_blocks(path):
        for position, line in enumerate(block.lines):
            place = f"line {block.first + position}"
            if position in block.bad:
                log.add(place, block.bad[position], "", block.source[position])
            elif line.strip(_BLANKS):
                delimiter = delimiter or _delimiter(line.decode("utf-8"))
                cells = next(csv.reader([line.decode("utf-8").replace("\x00", "")], delimiter=delimiter), [])
                yield place, cells, block.source[position]


def _delimiter(header: str) -> str:
    return max(",;\t|", key=header.count)


def _header(line: bytes, path: Path) -> tuple[str, list[str]]:
    text = line.decode("utf-8").lstrip("\ufeff")
    delimiter = _delimiter(text)
    columns = text.count(delimiter) + 1
    if columns > MAX_COLUMNS:
        raise InputError(
            "The header of “{name}” has {count} columns.", hint="Is this a table?", name=path.name, count=columns
        )
    cells = [cell.strip().strip('"').replace('""', '"') for cell in text.split(delimiter)]
    return delimiter, unique_names(cells)


def _table(block: Block, start: int, names: list[str], delimiter: str, log: RejectLog) -> Table:
    """Split the lines from `start` on into columns; what cannot be split goes to the log."""
    separator = delimiter.encode()
    # A line that begins with a delimiter may be one of blanks; the quick reader takes empty lines for rows.
    starts = (separator, b"\n", b" ", b"\t")
    blanks = block.text.startswith(starts) or any(b"\n" + begin in block.text for begin in starts)
    simple = len(names) > 1 and not block.bad and b'"' not in block.text and not blanks
    columns, good, reasons = (_quick if simple else _careful)(block, start, names, delimiter)
    for position in sorted(reasons):
        found = block.source[position].count(separator) + 1
        detail = "" if position in block.bad else f"{found} fields where the header has {len(names)}"
        log.add(f"line {block.first + position}", reasons[position], detail, block.source[position])
    return Table(
        columns, good + block.first, raw=lambda position: block.source[good[position]], bytes_read=len(block.data)
    )


_Split = tuple[dict[str, Column], NDArray[np.int64], dict[int, str]]


def _quick(block: Block, start: int, names: list[str], delimiter: str) -> _Split:
    """Columns, positions of the good lines, and why the others are none; where no line has quotation marks."""
    offset = 0
    for _ in range(start):
        offset = block.text.find(b"\n", offset) + 1 or len(block.text)
    body = block.text[offset:]
    count = body.count(b"\n") + (not body.endswith(b"\n") and bool(body))
    invalid: list[int] = []

    def note(row: pa.csv.InvalidRow) -> str:
        invalid.append(row.number - 1)
        return "skip"

    columns = _columns(body, names, delimiter, note)
    if not body.strip(b" \t\n" + delimiter.encode()):
        return columns, np.empty(0, dtype=np.int64), {}
    good = np.delete(np.arange(start, start + count, dtype=np.int64), invalid)
    cut = start + count - 1 if block.open_end else -1
    wrong = [start + number for number in invalid if block.lines[start + number].strip(b" \t")]
    return columns, good, {position: "truncated" if position == cut else "bad_row" for position in wrong}


def _careful(block: Block, start: int, names: list[str], delimiter: str) -> _Split:
    """As `_quick`, line by line."""
    separator, wanted = delimiter.encode(), len(names) - 1
    blanks = b" \t" + separator
    lines = block.lines
    reasons = {position: reason for position, reason in block.bad.items() if position >= start}
    good: list[int] = []
    for position in range(start, len(lines)):
        line = lines[position]
        if position in reasons or not line.strip(blanks):
            continue
        if (line.count(separator) != wanted or b'"' in line) and not _is_row(line, delimiter, len(names)):
            last = block.open_end and position == len(lines) - 1
            reasons[position] = "truncated" if last else "bad_row"
        else:
            good.append(position)
    body = b"\n".join([lines[position] for position in good])
    return _columns(body, names, delimiter), np.array(good, dtype=np.int64), reasons


def _is_row(line: bytes, delimiter: str, wanted: int) -> bool:
    """Whether a line has `wanted` fields once delimiters inside quotation marks are not counted."""
    pieces = line.split(b'"')
    return len(pieces) % 2 == 1 and sum(piece.count(delimiter.encode()) for piece in pieces[::2]) == wanted - 1


def _columns(
    body: bytes, names: list[str], delimiter: str, invalid: Callable[[pa.csv.InvalidRow], str] | None = None
) -> dict[str, Column]:
    keys = [str(position) for position in range(len(names))]
    if not body.strip(b" \t\n" + delimiter.encode()):
        return {name: np.empty(0, dtype=object) for name in names}
    try:
        parsed = pa.csv.read_csv(
            pa.py_buffer(body),
            read_options=pa.csv.ReadOptions(use_threads=False, column_names=keys, block_size=len(body) + 1),
            parse_options=pa.csv.ParseOptions(
                delimiter=delimiter, ignore_empty_lines=False, newlines_in_values=True, invalid_row_handler=invalid
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types={key: pa.string() for key in keys}, strings_can_be_null=False, null_values=[]
            ),
        )
    except pa.ArrowInvalid as error:
        raise InputError(
            "The rows of the file cannot be told apart.", hint="Check its quotation marks.", details=str(error)
        ) from error
    return {name: _cells(parsed.column(position)) for position, name in enumerate(names)}


def _cells(column: pa.ChunkedArray) -> Column:
    """Cells as text; in long columns equal ones become one object, of which a table of observations has many."""
    if len(column) < _MANY_ROWS:
        return column.to_numpy(zero_copy_only=False)
    encoded = column.combine_chunks().dictionary_encode()
    words = encoded.dictionary.to_numpy(zero_copy_only=False)
    return words[encoded.indices.to_numpy()]
