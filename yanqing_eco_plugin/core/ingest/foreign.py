"""Keeps the errors of third-party parsers of untrusted files inside our own family."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import EcoError, InputError

__all__ = ["reading"]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn whatever a parser raises on a damaged or hostile file into one `InputError`."""
    try:
        yield
    except EcoError:
        raise
    # A damaged workbook makes its parser raise anything from KeyError to zlib.error; none of it is a fault of ours.
    except Exception as error:
        raise InputError(
            "The file “{name}” is damaged and cannot be read.",
            hint="Export it again, or open and save it in the program it comes from.",
            details=f"{path}: {type(error).__name__}: {error}"[:500],
            name=path.name,
        ) from error
