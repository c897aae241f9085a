"""The synthetic archive on the command line, with how far it is."""

from __future__ import annotations

import sys
import time

from ..data_centre.centre import DataCentre
from ..errors import InputError
from .scale import SIZES, begin_archive, extend_archive

__all__ = ["archive_at"]


class _Told:
    """Writes each new month and the time it has taken so far to the terminal."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._said = ""

    def report(self, fraction: float, message: str = "") -> None:
        if message and message != self._said:
            self._said = message
            sys.stderr.write(f"{time.monotonic() - self._began:7.0f} s  {fraction:6.1%}  {message}\n")

    def cancelled(self) -> bool:
        return False


def archive_at(address: str, size: str, seed: int, standing: DataCentre | None) -> int:
    """Make an archive of `size` records at `address`, or finish the one that stands there; returns the rows added.

    Raises
    ------
    InputError
        For a size that is no number.
    """
    try:
        rows = SIZES.get(size.upper()) or int(float(size))
    except (ValueError, OverflowError) as error:
        raise InputError(
            "“{size}” is no number of records.", hint="Give 24M, 240M, 1G or a number.", size=size
        ) from error
    if standing is not None:
        with standing:
            return extend_archive(standing, progress=_Told())
    with begin_archive(address, rows=rows, seed=seed) as centre:
        return extend_archive(centre, progress=_Told())
