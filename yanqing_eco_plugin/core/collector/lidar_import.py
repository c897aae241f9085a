"""Lidar files into the data centre: each read once, kept as it came, and entered in the catalogue of scans."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from ..data_centre import DataCentre
from ..errors import CentreReadOnlyError, InputError
from ..lidar.measurement import scan_files
from ..lidar.readers import TextMapping, read_scan
from ..lidar.scan import LidarScan
from ..lidar.scan_signal import elastic_channels
from ..lidar.sweeps import scan_extent
from ..progress import Progress, checkpoint
from .importing import FileFailure, outside_centre
from .rejects import add_new_rejects, unreadable

__all__ = ["LIDAR_FOLDER", "LidarImport", "import_scans", "scan_path"]

LIDAR_FOLDER = "lidar"
"""Folder below a folder centre in which raw scans lie, by month."""

_log = logging.getLogger(__name__)
_AT_ONCE = 200
_PIECE = 1 << 20


@dataclass(frozen=True)
class LidarImport:
    """What became of lidar files.

    Attributes
    ----------
    accepted
        Files entered in the catalogue now.
    unchanged
        Files whose content the catalogue held already.
    rejected, quarantined
        Files that could not be read, and how many of them were not in quarantine yet.
    failures
        These files, and why.
    readers
        Number of accepted files by reader.
    kinds
        Number of accepted files by kind of scan.
    scan_ids
        Of the accepted files, in order.
    """

    accepted: int
    unchanged: int
    rejected: int
    quarantined: int
    failures: tuple[FileFailure, ...] = ()
    readers: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    scan_ids: tuple[str, ...] = ()


def import_scans(
    centre: DataCentre,
    folder_or_file: str | Path,
    *,
    reader: str | None = None,
    mapping: TextMapping | Mapping[str, Any] | str | Path | None = None,
    utc_offset_hours: float = 0.0,
    progress: Progress | None = None,
) -> LidarImport:
    """Enter a lidar file, or all of a folder and its subfolders, in the catalogue ``lidar_scan``; a row for each file.

    A folder centre gets a copy of each file in ``lidar/<year>/<month>/``, named by its content so that none is ever
    overwritten; a shared centre keeps where the file lies. A file that cannot be read goes to quarantine and does not stop
    the others; one the catalogue holds already, under whatever name, is left alone.

    Parameters
    ----------
    reader, mapping, utc_offset_hours
        As `read_scan` takes them.

    Raises
    ------
    InputError
        When there is no file, or it lies in the data centre itself.
    CentreError
        When the centre cannot be written.
    Cancelled
        When the user stops the work; what was read until then is stored.
    """
    path = outside_centre(Path(folder_or_file), centre)
    files = scan_files(path)
    known = set(pd.DataFrame(centre.features("lidar_scan"))["sha256"])
    keeper = _Keeper(centre)
    unchanged, failures, quarantined = 0, [], 0
    try:
        for number, file in enumerate(files):
            checkpoint(progress, number / len(files), file.name)
            try:
                digest = _sha256(file)
                if digest in known:
                    unchanged += 1
                    continue
                scan = read_scan(file, reader=reader, mapping=mapping, utc_offset_hours=utc_offset_hours)
            except InputError as error:
                _log.info("%s cannot be imported: %s (%s)", file, error, error.details)
                failures.append(FileFailure(str(file), error))
                quarantined += add_new_rejects(centre, unreadable(file, error))
                continue
            known.add(digest)
            keeper.take(file, scan, digest)
    finally:
        keeper.store()
    checkpoint(progress, 1.0)
    return LidarImport(
        len(keeper.scan_ids),
        unchanged,
        len(failures),
        quarantined,
        tuple(failures),
        dict(keeper.readers.most_common()),
        dict(keeper.kinds.most_common()),
        tuple(keeper.scan_ids),
    )


def scan_path(centre: DataCentre, file: str) -> Path:
    """Where a file of the catalogue lies.

    Raises
    ------
    InputError
        When its entry points out of a folder centre: somebody changed it.
    """
    if "://" in str(centre.address):
        return Path(file)
    home = Path(centre.address).resolve()
    path = (home / file).resolve()
    if not path.is_relative_to(home / LIDAR_FOLDER):
        raise InputError(
            "The catalogue's file “{file}” does not lie in the data centre.",
            hint="Import the scan again.",
            file=file,
        )
    return path


class _Keeper:
    """Keeps files and writes their rows, many at a time."""

    def __init__(self, centre: DataCentre) -> None:
        self._centre = centre
        self._rows: list[dict[str, Any]] = []
        self.scan_ids: list[str] = []
        self.readers: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()

    def take(self, file: Path, scan: LidarScan, digest: str) -> None:
        row = _row(scan, digest)
        row["file"] = self._kept(file, row["time"], digest)
        self._rows.append(row)
        self.scan_ids.append(row["scan_id"])
        self.readers[row["reader"]] += 1
        self.kinds[row["kind"]] += 1
        if len(self._rows) >= _AT_ONCE:
            self.store()

    def store(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)
            self._centre.write_features("lidar_scan", frame)

    def _kept(self, file: Path, time: pd.Timestamp | None, digest: str) -> str:
        if "://" in str(self._centre.address):
            return str(file)
        month = "undated" if time is None else f"{time:%Y/%m}"
        below = f"{LIDAR_FOLDER}/{month}/{file.stem[:80]}_{digest[:12]}{file.suffix[:16]}"
        _copy_once(file, Path(self._centre.address) / below, digest)
        return below


def _copy_once(file: Path, target: Path, digest: str) -> None:
    """Copy so that the target is whole or not there; one that stands already has the same content by its name."""
    if target.exists() and _sha256(target) == digest:
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(file, "rb") as source, open(part, "wb") as copy:
            while piece := source.read(_PIECE):
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        part.replace(target)
    except OSError as error:
        raise CentreReadOnlyError(
            "The lidar file {file} cannot be copied into the data centre.",
            hint="Check that the folder of the data centre can be written and has room.",
            details=str(error),
            file=file.name,
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    try:
        with open(file, "rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise InputError(
            "{file} cannot be read.",
            hint="Check that the file exists and that you may read it.",
            details=str(error),
            file=file.name,
        ) from error
    return digest.hexdigest()


def _row(scan: LidarScan, digest: str) -> dict[str, Any]:
    extent = scan_extent(scan)
    time = scan.time[~np.isnat(scan.time)]
    first, last = (pd.Timestamp(one, tz="UTC") for one in (time.min(), time.max())) if time.size else (None, None)
    place = scan.location
    placed = -180.0 <= place.longitude <= 180.0 and -90.0 <= place.latitude <= 90.0
    told = scan.attributes
    return {
        "scan_id": f"{'undated' if first is None else format(first, '%Y%m%dT%H%M%S')}-{digest[:12]}",
        "time": first,
        "time_to": last,
        "kind": extent.kind,
        "reader": str(told["reader"]),
        "instrument": str(next((told[key] for key in ("instrument", "device_name", "site") if told.get(key)), "")),
        "wavelength": _wavelength(scan),
        "azimuth_from": _number(extent.azimuth_from),
        "azimuth_to": _number(extent.azimuth_to),
        "elevation_from": _number(extent.elevation_from),
        "elevation_to": _number(extent.elevation_to),
        "range_max_m": extent.range_max_m,
        "rays": scan.n_rays,
        "sha256": digest,
        "status": "ok" if placed else "no_place",
        "synthetic": int(str(told.get("synthetic", 0)) in ("1", "True", "true")),
        "geometry": Point(place.longitude, place.latitude) if placed else None,
    }


def _number(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _wavelength(scan: LidarScan) -> float | None:
    try:
        name = elastic_channels(scan)[0]
    except InputError:  # a wind lidar's file has a place in the catalogue too
        name = next(iter(scan.channels))
    return _number(scan.channels[name].wavelength_nm)
