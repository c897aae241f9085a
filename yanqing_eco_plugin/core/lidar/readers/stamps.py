"""The time stamps that loggers write between the messages of a ceilometer."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from .source import Source

__all__ = ["checked_times", "stamp_of"]

_STAMP = re.compile(r"^-?(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[,\s]|$)")
_LONGEST_GAP = np.timedelta64(12, "h")


def stamp_of(line: str) -> np.datetime64 | None:
    """The instant a line starts with; None where it starts with none."""
    found = _STAMP.match(line)
    if found is None:
        return None
    try:
        return np.datetime64(f"{found[1]}T{found[2]}", "ns")
    except ValueError:
        return None


def checked_times(source: Source, times: Sequence[np.datetime64]) -> NDArray[np.datetime64]:
    """Times of the messages, in order.

    Raises
    ------
    InputError
        When the clock runs back or leaps half a day: then no profile of the file can be trusted to be where it says.
    """
    array = np.array(times, dtype="datetime64[ns]")
    known = array[~np.isnat(array)]
    steps = np.diff(known)
    wrong = (steps < np.timedelta64(0)) | (steps > _LONGEST_GAP)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise InputError(
            "The clock in {file} leaps from {before} to {after}.",
            hint="Correct the logger's clock or split the file where the time leaps.",
            file=source.name,
            before=str(known[at])[:19],
            after=str(known[at + 1])[:19],
        )
    return array
