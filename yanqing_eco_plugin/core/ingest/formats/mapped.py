"""Any other table, read by a column mapping that was saved or is guessed from its header."""

from __future__ import annotations

from ..mapping import ColumnMapping
from ..suggest import guess_mapping
from ..table import Head
from .format import Format

__all__ = ["MAPPED"]


def _recognises(head: Head) -> bool:
    return guess_mapping(head.table) is not None


def _mapping(head: Head) -> ColumnMapping:
    mapping = guess_mapping(head.table)
    if mapping is None:
        raise ValueError(f"{head.path.name} was not recognised")
    return mapping


MAPPED = Format("mapped", _recognises, _mapping)
