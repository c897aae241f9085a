"""Which reader reads a file: the readers are asked in turn whether they know its beginning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ...damage import DAMAGE
from ...errors import EcoError, InputError
from ..scan import LidarScan
from . import (
    arm_mpl,
    arm_raman,
    chm15k,
    cl61,
    ct25k,
    doppler,
    eco_scan,
    eprofile,
    halo,
    licel,
    pollyxt,
    sigmampl,
    vaisala_cl,
)
from .mapped_text import read_mapped_text
from .reader import Reader
from .source import Source
from .text_mapping import TextMapping

__all__ = ["MAPPED_TEXT", "READERS", "read_scan", "reader_of"]

MAPPED_TEXT = "mapped_text"
"""Name of the reader that follows a column mapping."""

READERS: Mapping[str, Reader] = {
    reader.name: reader
    for reader in (
        licel.READER,
        eco_scan.READER,
        halo.READER,
        vaisala_cl.READER,
        ct25k.READER,
        arm_mpl.READER,
        arm_raman.READER,
        eprofile.READER,
        chm15k.READER,
        cl61.READER,
        pollyxt.READER,
        doppler.ARM_PPI,
        doppler.WIND_PROFILES,
        sigmampl.READER,  # last: it has no signature, only plausible numbers
    )
}
"""Name → reader, in the order in which they are asked."""


def _reader_of(source: Source) -> Reader:
    for reader in READERS.values():
        try:
            if reader.sniff(source):
                return reader
        except EcoError:
            raise
        except DAMAGE as error:
            raise source.damaged(reader.title, repr(error)) from error
    raise InputError(
        "{file} is no lidar scan of a known format.",
        hint="If it is a text file of your instrument, describe its columns in a column mapping.",
        file=source.name,
    )


def reader_of(path: str | Path) -> str:
    """Name of the reader that knows the file.

    Raises
    ------
    InputError
        When no reader knows it.
    """
    return _reader_of(Source(Path(path))).name


def _mapping_of(mapping: TextMapping | Mapping[str, Any] | str | Path) -> TextMapping:
    if isinstance(mapping, TextMapping):
        return mapping
    if isinstance(mapping, Mapping):
        return TextMapping.from_dict(mapping)
    return TextMapping.load(Path(mapping))


def read_scan(
    path: str | Path,
    *,
    reader: str | None = None,
    mapping: TextMapping | Mapping[str, Any] | str | Path | None = None,
    utc_offset_hours: float = 0.0,
) -> LidarScan:
    """Read a file of lidar measurements, whatever its format.

    Parameters
    ----------
    path
        The file.
    reader
        Name of a reader in `READERS`, or ``mapped_text``; None = the one that knows the file's beginning.
    mapping
        Column mapping (or the JSON file it was saved in) of a text file; it makes ``mapped_text`` the reader.
    utc_offset_hours
        How far the instrument's clock is ahead of UTC, for formats that do not say it (Licel, Vaisala, SigmaMPL …).

    Returns
    -------
    LidarScan
        Times in UTC, angles in degrees, ranges in metres.

    Raises
    ------
    InputError
        When the file is unknown, damaged, incomplete, or too large. Sizes that a header claims are never trusted.
    """
    file = Path(path)
    source = Source(file)
    if mapping is not None or reader == MAPPED_TEXT:
        if mapping is None:
            raise InputError("A text file needs a column mapping.", hint="Choose or make one in the import dialog.")
        name, title = MAPPED_TEXT, "column-mapped text"
        columns = _mapping_of(mapping)
    elif reader is None:
        chosen = _reader_of(source)
        name, title = chosen.name, chosen.title
    elif reader in READERS:
        chosen = READERS[reader]
        name, title = chosen.name, chosen.title
    else:
        raise InputError(
            "There is no lidar reader “{reader}”.", hint="Known are: {known}.", reader=reader, known=", ".join(READERS)
        )
    try:
        scan = read_mapped_text(source, columns) if name == MAPPED_TEXT else chosen.read(source)
    except EcoError:
        raise
    except DAMAGE as error:
        raise source.damaged(title, repr(error)) from error
    time = scan.time
    if utc_offset_hours:
        time = time - np.timedelta64(round(utc_offset_hours * 3.6e12), "ns")
    return replace(scan, time=time, attributes={"reader": name, "file": source.name, **scan.attributes})
