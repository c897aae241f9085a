"""What a decoder hands back: the observations that passed and the records that did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .table import Table

__all__ = [
    "MAX_REJECTS",
    "REJECT_COLUMNS",
    "Decoded",
    "DecodedStations",
    "RejectLog",
    "empty_observations",
    "observation_frame",
]

REJECT_COLUMNS = ("source", "place", "reason", "detail", "raw")

# Beyond this many records of one file the rest is told in one summary record per reason: the file itself is the evidence.
MAX_REJECTS = 100_000
MAX_RAW_BYTES = 2_000
_MAX_DETAIL = 300


@dataclass(frozen=True)
class Decoded:
    """The tidy content of one file.

    Attributes
    ----------
    observations
        Observation frame: ``station_id, property, time`` (datetime64[ns, UTC], end of the interval), ``interval`` (s),
        ``value`` (the property's unit), ``flag``. `station_id` is the id or the name the file gives.
    rejects
        Columns of `REJECT_COLUMNS`, as ``DataCentre.add_quarantine`` takes them.
    format
        Name of the format it was read as.
    stations
        Stations the file itself describes, or None.
    skipped
        What the file holds beside observations, with the number of cells: missing values, indices, running means.
    """

    observations: pd.DataFrame
    rejects: pd.DataFrame
    format: str
    stations: pd.DataFrame | None = None
    skipped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class DecodedStations:
    """Stations read from a file: columns of the centre's ``station`` table with geometry in EPSG:4326, and the rejects."""

    stations: gpd.GeoDataFrame
    rejects: pd.DataFrame


class RejectLog:
    """Gathers what does not pass while one source is read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._rows: list[tuple[str, str, str, bytes]] = []
        self._beyond: dict[str, tuple[int, str, str]] = {}
        self._told: set[tuple[str, str]] = set()
        self.skipped: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._rows) + sum(count for count, _, _ in self._beyond.values())

    def add(self, place: str, reason: str, detail: str = "", raw: bytes = b"") -> None:
        """Keep one record; its raw bytes are cut to `MAX_RAW_BYTES`."""
        if len(self._rows) < MAX_REJECTS:
            self._rows.append((place, reason, detail[:_MAX_DETAIL], bytes(raw[:MAX_RAW_BYTES])))
        else:
            count, first, _ = self._beyond.get(reason, (0, place, place))
            self._beyond[reason] = (count + 1, first, place)

    def add_rows(self, table: Table, rows: NDArray[np.intp], reason: str, details: Sequence[str] = ()) -> None:
        """Keep the rows at the given positions of a block; `details` may end after the first `MAX_REJECTS`."""
        room = max(MAX_REJECTS - len(self._rows), 0)
        for position, row in enumerate(rows[:room]):
            self.add(table.where(row), reason, details[position] if details else "", table.raw(row))
        if len(rows) > room:
            count, first, _ = self._beyond.get(reason, (0, table.where(rows[room]), ""))
            self._beyond[reason] = (count + len(rows) - room, first, table.where(rows[-1]))

    def add_once(self, place: str, reason: str, what: str, detail: str = "") -> None:
        """Keep one record for all that is wrong with `what` for the same reason."""
        if (reason, what) not in self._told:
            self._told.add((reason, what))
            self.add(place, reason, f"{what}{detail}")

    def forget(self) -> None:
        """Start afresh for the next block of the same source; what was told once stays told."""
        self._rows, self._beyond, self.skipped = [], {}, {}

    def skip(self, what: str, count: int) -> None:
        """Count cells that are no observation and no fault."""
        if count:
            self.skipped[what] = self.skipped.get(what, 0) + int(count)

    def frame(self) -> pd.DataFrame:
        """The rejects as a table with the columns `REJECT_COLUMNS`."""
        rows = [(self.source, *row) for row in self._rows]
        for reason, (count, first, last) in self._beyond.items():
            rows.append((self.source, f"{first} … {last}", reason, f"{count} more records like the ones before", b""))
        return pd.DataFrame(rows, columns=list(REJECT_COLUMNS), dtype=object)


def observation_frame(
    station_id: NDArray[np.object_],
    prop: NDArray[np.object_],
    seconds: NDArray[np.int64],
    interval: NDArray[np.int64],
    value: NDArray[np.float64],
    flag: NDArray[np.object_],
) -> pd.DataFrame:
    """Assemble an observation frame; `seconds` are UTC seconds since 1970."""
    time = pd.DatetimeIndex(seconds.astype("datetime64[s]").astype("datetime64[ns]")).tz_localize("UTC")
    return pd.DataFrame(
        {"station_id": station_id, "property": prop, "time": time, "interval": interval, "value": value, "flag": flag}
    )


def empty_observations() -> pd.DataFrame:
    """An observation frame without rows."""
    text, number = np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
    return observation_frame(text, text, number, number, np.empty(0, dtype=np.float64), text)
