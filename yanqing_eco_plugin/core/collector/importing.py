"""Brings files into a data centre: what passes is stored, what does not goes to quarantine with its reason."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from ..data_centre import DataCentre
from ..datum import Datum
from ..errors import InputError
from ..ingest import (
    ColumnMapping,
    Decoded,
    iter_observations,
    mapping_for,
    merge_stations,
    read_folder,
    read_stations,
    resolve_stations,
)
from ..progress import Progress
from .rejects import add_new_rejects, unreadable

__all__ = [
    "FileFailure",
    "ImportSummary",
    "StationSummary",
    "import_observations",
    "import_stations",
    "outside_centre",
]

# Large enough that a commit of the store is small beside it, small enough that Cancel is felt at once.
FLUSH_ROWS = 250_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileFailure:
    """A file of which nothing could be used, and why."""

    source: str
    error: InputError


@dataclass(frozen=True)
class StationSummary:
    """What became of a list of stations.

    Attributes
    ----------
    accepted
        Stations the centre holds now.
    rejected, quarantined
        Rows that did not pass, and how many of them were not in quarantine yet.
    reasons
        Number of rejected rows by reason.
    """

    accepted: int
    rejected: int
    quarantined: int
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportSummary:
    """What became of the records of one or more files.

    Attributes
    ----------
    accepted
        Observations of the files that the centre holds now.
    unchanged
        How many of these it held before, exactly so.
    rejected, quarantined
        Records that did not pass, and how many of them were not in quarantine yet.
    failures
        Files of which nothing could be used; each counts as one rejected record.
    reasons
        Number of rejected records by reason.
    formats
        Formats the files were read as.
    """

    accepted: int
    unchanged: int
    rejected: int
    quarantined: int
    failures: tuple[FileFailure, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    formats: tuple[str, ...] = ()


def import_stations(
    centre: DataCentre, path: Path, *, kind: str, datum: Datum, progress: Progress | None = None
) -> StationSummary:
    """Add the stations of a file, or replace those with the same id.

    What the file does not say of a station the centre already has stays as it is, so that one list may bring the names and
    another the coordinates.

    Parameters
    ----------
    kind
        Kind of the stations.
    datum
        Datum of the coordinates in the file.

    Raises
    ------
    InputError
        Where the file cannot be read, or lies in the data centre itself.
    CentreError
        Where the centre cannot be written.
    """
    path = outside_centre(path, centre)
    decoded = read_stations(path, kind=kind, datum=datum, progress=progress)
    merged = merge_stations(centre.stations(ids=list(decoded.stations["station_id"])), decoded.stations)
    accepted = centre.write_features("station", merged) if len(merged) else 0
    reasons = Counter(decoded.rejects["reason"])
    return StationSummary(accepted, len(decoded.rejects), add_new_rejects(centre, decoded.rejects), dict(reasons))


def import_observations(
    centre: DataCentre,
    path: Path,
    *,
    format: str = "auto",  # noqa: A002 - the word users and scripts know
    mapping: ColumnMapping | Mapping[str, ColumnMapping] | None = None,
    kind: str | None = None,
    progress: Progress | None = None,
) -> ImportSummary:
    """Store the observations of a file, or of all files of a folder and its subfolders.

    Names of stations are resolved against the centre. A file that cannot be read does not stop the others of its folder; it
    is kept in quarantine like every record that does not pass. Bringing the same files in again changes nothing. When the
    work is cancelled, what was read until then is stored first.

    Parameters
    ----------
    format
        One of ``ingest.FORMAT_NAMES``.
    mapping
        How the columns are to be read: one for all files, or by file name pattern. Wins over `format`.
    kind
        Look only for stations of this kind; also tells ambiguous column names apart.

    Raises
    ------
    InputError
        Where there is nothing at `path`, the only file cannot be read, the folder holds no table, `path` and the data centre
        contain one another, or the centre has no stations (of the kind) yet.
    Cancelled
        Where the user stopped the work.
    CentreError
        Where the centre cannot be written.
    """
    path = outside_centre(path, centre)
    stations = centre.stations(kind=kind)
    if stations.empty:
        raise InputError(
            "The data centre has no stations these observations could belong to.",
            hint="Import the list of stations first, and check the kind of station.",
            details=f"kind: {kind}",
        )
    desk = _Desk(centre, pd.DataFrame(stations[["station_id", "name", "name_en"]]))
    try:
        for file, found in _pieces(path, format, mapping, kind, progress):
            if isinstance(found, InputError):
                desk.fail(file, found)
            else:
                desk.take(file, found)
    finally:
        # Also when the user cancels or the centre fails half-way: what was taken is stored and told.
        desk.close(path)
    return desk.summary()


class _Desk:
    """Gathers decoded pieces, stores them in large appends and counts."""

    def __init__(self, centre: DataCentre, stations: pd.DataFrame) -> None:
        self._centre, self._stations = centre, stations
        self._started = datetime.now(UTC)
        self._frames: list[pd.DataFrame] = []
        self._rows = self._accepted = self._unchanged = self._quarantined = 0
        self._failures: list[FileFailure] = []
        self._reasons: Counter[str] = Counter()
        self._formats: dict[str, None] = {}

    def take(self, file: Path, decoded: Decoded) -> None:
        resolved, strangers = resolve_stations(decoded.observations, self._stations, source=str(file))
        self._formats[decoded.format] = None
        self._reject(decoded.rejects)
        self._reject(strangers)
        self._frames.append(resolved)
        self._rows += len(resolved)
        if self._rows >= FLUSH_ROWS:
            self._store()

    def fail(self, file: Path, error: InputError) -> None:
        _log.info("%s cannot be imported: %s (%s)", file, error, error.details)
        self._failures.append(FileFailure(str(file), error))
        self._reject(unreadable(file, error))

    def close(self, path: Path) -> None:
        self._store()
        if not self._formats and not self._failures:
            return
        entry = {
            "import_id": uuid.uuid4().hex,
            "started": self._started,
            "source": str(path),
            "format": ",".join(self._formats),
            "accepted": self._accepted,
            "unchanged": self._unchanged,
            "rejected": self._reasons.total(),
        }
        self._centre.write_features("import_log", pd.DataFrame([entry]))

    def summary(self) -> ImportSummary:
        return ImportSummary(
            self._accepted,
            self._unchanged,
            self._reasons.total(),
            self._quarantined,
            tuple(self._failures),
            dict(self._reasons.most_common()),
            tuple(self._formats),
        )

    def _reject(self, rejects: pd.DataFrame) -> None:
        self._reasons.update(rejects["reason"])
        self._quarantined += add_new_rejects(self._centre, rejects)

    def _store(self) -> None:
        frames, self._frames, self._rows = self._frames, [], 0
        filled = [frame for frame in frames if len(frame)]
        if filled:
            result = self._centre.append_observations(pd.concat(filled, ignore_index=True))
            self._accepted += result.accepted
            self._unchanged += result.unchanged


def _pieces(
    path: Path,
    format: str,  # noqa: A002
    mapping: ColumnMapping | Mapping[str, ColumnMapping] | None,
    kind: str | None,
    progress: Progress | None,
) -> Iterator[tuple[Path, Decoded | InputError]]:
    if not path.is_dir():
        chosen = mapping_for(path.name, mapping) if isinstance(mapping, Mapping) else mapping
        for block in iter_observations(path, format=format, mapping=chosen, kind=kind, progress=progress):
            yield path, block
        return
    empty = True
    for file, found in read_folder(path, format=format, mapping=mapping, kind=kind, progress=progress):
        empty = False
        yield file, found
    if empty:
        raise InputError(
            "The folder “{name}” holds no table that can be read.",
            hint="Choose a folder with CSV, XLSX, Parquet or GeoJSON files.",
            name=path.name,
        )


def outside_centre(path: Path, centre: DataCentre) -> Path:
    """The path spelled in one way; `InputError` where it and the centre contain one another."""
    spelled = Path(path).expanduser().absolute()
    real, home = spelled.resolve(), Path(centre.address).resolve()
    if "://" not in str(centre.address) and (real.is_relative_to(home) or home.is_relative_to(real)):
        raise InputError(
            "“{name}” and the data centre lie in one another.",
            hint="Keep files to be imported outside the folder of the data centre.",
            details=f"{spelled} – {centre.address}",
            name=spelled.name,
        )
    return spelled
