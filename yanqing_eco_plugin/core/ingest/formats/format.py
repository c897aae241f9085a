"""What a known format has to say about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from ..mapping import ColumnMapping
from ..table import Head, Table

__all__ = ["Format", "recognise"]


@dataclass(frozen=True)
class Format:
    """A format is a way to know it and a column mapping; everything else is the same for all.

    Attributes
    ----------
    name
        Stable name, as in ``Decoded.format``.
    recognises
        Whether a file with this head is one.
    mapping
        How such a file is read.
    stations
        The stations a block describes, with the columns of the centre's station table it knows; None where it has none.
    """

    name: str
    recognises: Callable[[Head], bool]
    mapping: Callable[[Head], ColumnMapping]
    stations: Callable[[Table], pd.DataFrame] | None = None


def recognise(head: Head, formats: Iterable[Format]) -> Format | None:
    """The first format that knows the file; None where none does."""
    return next((entry for entry in formats if entry.recognises(head)), None)
