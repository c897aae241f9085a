"""A measurement from a file or a folder of files: makers such as Licel write one file per ray."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..progress import Progress, checkpoint
from .readers import TextMapping, read_scan
from .scan import LidarScan, join_scans

__all__ = ["read_measurement", "scan_files"]

_log = logging.getLogger(__name__)
_MOST_FILES = 20_000
_MOST_VALUES = 400_000_000


def scan_files(path: str | Path) -> list[Path]:
    """The file itself, or the files of a folder and its subfolders in order of path; hidden ones and links are left out.

    Raises
    ------
    InputError
        When there is nothing, or more than 20,000 files.
    """
    root = Path(path)
    if root.is_file():
        return [root]
    found: list[Path] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in names if not name.startswith(".")]
        if len(found) > _MOST_FILES:
            raise InputError(
                "The folder “{name}” holds more than {most} files.",
                hint="Choose the folder of one day.",
                name=root.name,
                most=_MOST_FILES,
            )
    files = sorted(one for one in found if one.is_file() and not one.is_symlink())
    if not files:
        raise InputError(
            "There is no lidar file at “{name}”.", hint="Choose a file, or a folder that holds some.", name=root.name
        )
    return files


def read_measurement(
    path: str | Path,
    *,
    reader: str | None = None,
    mapping: TextMapping | Mapping[str, Any] | str | Path | None = None,
    utc_offset_hours: float = 0.0,
    progress: Progress | None = None,
) -> LidarScan:
    """One scan of a file, or of all readable files of a folder, joined in the order of time.

    Parameters are those of `read_scan`. Files that are no lidar scan do not stop the others; their number stands in the
    attribute ``files_left_out``.

    Raises
    ------
    InputError
        When nothing can be read, the files do not belong together, or they are too many to be joined.
    Cancelled
        When the user stops the work.
    """
    files = scan_files(path)
    checkpoint(progress, 0.0)
    if len(files) == 1:
        return read_scan(files[0], reader=reader, mapping=mapping, utc_offset_hours=utc_offset_hours)
    scans: list[LidarScan] = []
    first: InputError | None = None
    values, left_out = 0, 0
    for number, file in enumerate(files):
        checkpoint(progress, number / len(files), file.name)
        try:
            scan = read_scan(file, reader=reader, mapping=mapping, utc_offset_hours=utc_offset_hours)
        except InputError as error:
            _log.info("%s is left out: %s", file, error)
            first, left_out = first or error, left_out + 1
            continue
        values += scan.n_rays * scan.n_bins * len(scan.channels)
        if values > _MOST_VALUES:
            raise InputError(
                "The lidar files of “{name}” are too large to be taken together.",
                hint="Choose the folder of one day.",
                name=Path(path).name,
            )
        scans.append(scan)
    if not scans:
        raise first or InputError("There is no lidar scan to join.", hint="Choose at least one file.")
    joined = join_scans(scans)
    attributes = {**joined.attributes, "files": len(scans), "files_left_out": left_out, "file": Path(path).name}
    return LidarScan(
        joined.time,
        joined.azimuth,
        joined.elevation,
        joined.range_m,
        joined.channels,
        joined.location,
        attributes,
    )
