"""Reads text of unknown encoding in blocks of whole lines, and says which lines could not be decoded."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import InputError
from .signature import refuse_non_text

__all__ = ["BLOCK_BYTES", "ENCODINGS", "Block", "text_blocks"]

BLOCK_BYTES = 16 * 2**20
MAX_LINE_BYTES = 2**20
ENCODINGS = ("auto", "utf-8", "gb18030", "utf-16")
_MAX_UTF16_BYTES = 256 * 2**20


@dataclass(frozen=True)
class Block:
    """Whole lines of a file.

    Attributes
    ----------
    text
        The lines in UTF-8 with ``\\n`` between them; empty where one could not be decoded.
    data
        The lines as the file has them, but for the line ends.
    first
        Number of the first line, from 1.
    bad
        Position among the lines → ``encoding`` or ``truncated``.
    open_end
        Whether the file ends here without a line end, so that the last line may be half a line.
    """

    text: bytes
    data: bytes
    first: int
    bad: dict[int, str]
    open_end: bool

    @cached_property
    def lines(self) -> list[bytes]:
        """The lines in UTF-8."""
        return _lines(self.text)

    @cached_property
    def source(self) -> list[bytes]:
        """The lines as the file has them."""
        return self.lines if self.text is self.data else _lines(self.data)


def _lines(text: bytes) -> list[bytes]:
    lines = text.split(b"\n")
    if not lines[-1]:
        lines.pop()
    return lines


def text_blocks(
    path: Path, *, encoding: str = "auto", block_bytes: int = BLOCK_BYTES, limit: int | None = None
) -> Iterator[Block]:
    """Yield a file in blocks of about `block_bytes`.

    The encoding is UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030, found from the content unless it is given.
    With `limit` only that many bytes are looked at, and a line cut by the limit is left out.

    Raises
    ------
    InputError
        For an empty file, one that is not text, and one where most lines cannot be decoded.
    """
    state = _Encoding("" if encoding == "auto" else encoding)
    for data, first, last in _blocks(path, block_bytes, limit, state):
        if last and limit is not None and path.stat().st_size > limit:
            data = data[: data.rfind(b"\n") + 1]
            last = False
        text, bad = _decode(data, state, last, path)
        yield Block(text, data, first, bad, last and not data.endswith(b"\n"))


@dataclass
class _Encoding:
    """The encoding of a file; `chosen` stays empty as long as only ASCII has been seen."""

    chosen: str


def _blocks(path: Path, block_bytes: int, limit: int | None, state: _Encoding) -> Iterator[tuple[bytes, int, bool]]:
    """Whole lines, the number of the first of them, and whether they are the last; line ends become ``\\n``."""
    with open(path, "rb") as stream:
        head = stream.read(4096)
        refuse_non_text(path, head)
        stream.seek(0)
        source: io.BufferedIOBase = stream
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            source = _utf8_of_utf16(stream, path)
            state.chosen = "utf-8"
        elif state.chosen == "utf-16":
            raise InputError("The file “{name}” is not UTF-16 text.", hint="Choose another encoding.", name=path.name)
        rest, line, left = b"", 1, limit
        while True:
            chunk = source.read(block_bytes if left is None else min(block_bytes, left))
            left = None if left is None else left - len(chunk)
            if line == 1 and not rest:
                chunk = chunk.removeprefix(codecs.BOM_UTF8)
            end = not chunk or (left is not None and left <= 0)
            data = rest + chunk
            # A carriage return at the end of a chunk may be half of a line end.
            kept = b"\r" if data.endswith(b"\r") and not end else b""
            data = data.removesuffix(b"\r") if kept else data
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            if end:
                if data:
                    yield data, line, True
                return
            cut = data.rfind(b"\n") + 1
            rest = data[cut:] + kept
            if len(rest) > MAX_LINE_BYTES:
                raise InputError(
                    "A line of “{name}” is longer than {limit} bytes.",
                    hint="This is not a table of observations.",
                    name=path.name,
                    limit=MAX_LINE_BYTES,
                )
            if cut:
                yield data[:cut], line, False
                line += data.count(b"\n", 0, cut)


def _utf8_of_utf16(stream: io.BufferedReader, path: Path) -> io.BytesIO:
    data = stream.read(_MAX_UTF16_BYTES)
    if stream.read(1):
        raise InputError("The file “{name}” is too large for UTF-16 text.", hint="Save it as UTF-8.", name=path.name)
    try:
        # Half a file may end in half a character.
        return io.BytesIO(data[: len(data) // 2 * 2].decode("utf-16").encode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            "The encoding of “{name}” is not the UTF-16 it begins with.",
            hint="Save the file as UTF-8.",
            details=str(error),
            name=path.name,
        ) from error


def _decode(data: bytes, state: _Encoding, complete: bool, path: Path) -> tuple[bytes, dict[int, str]]:
    """UTF-8 bytes of a block and the positions of lines that cannot be decoded; those lines come out empty."""
    if data.isascii():
        return data, {}
    candidates = (state.chosen,) if state.chosen else ("utf-8", "gb18030")
    if _decodes(data, candidates[0]):
        state.chosen = candidates[0]
        return (data if state.chosen == "utf-8" else data.decode(state.chosen).encode("utf-8")), {}
    lines = data.split(b"\n")
    foreign = [position for position, line in enumerate(lines) if not line.isascii()]
    # Chinese in UTF-8 may happen to be valid GB18030 too, hardly ever the other way round: UTF-8 is asked first.
    broken: dict[str, list[int]] = {}
    for encoding in candidates:
        broken[encoding] = [position for position in foreign if not _decodes(lines[position], encoding)]
        if len(broken[encoding]) * 2 <= len(foreign) or broken[encoding] == [len(lines) - 1]:
            break
    else:
        raise InputError(
            "The encoding of “{name}” is neither UTF-8 nor GB18030.",
            hint="Save the file as UTF-8, or name its encoding in the column mapping.",
            details=f"{path}: {min(map(len, broken.values()))} of {len(lines)} lines cannot be decoded",
            name=path.name,
        )
    state.chosen = encoding
    bad = dict.fromkeys(broken[encoding], "encoding")
    if complete and bad and max(bad) == len(lines) - 1 and lines[-1]:
        bad[len(lines) - 1] = "truncated"
    kept = [b"" if position in bad else line for position, line in enumerate(lines)]
    return b"\n".join(kept).decode(encoding).encode("utf-8"), bad


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
