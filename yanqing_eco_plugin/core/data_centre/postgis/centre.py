"""The shared centre: many readers and editors, one database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar, cast

import geopandas as gpd
import numpy as np
import pandas as pd

from ...errors import CentreReadOnlyError, ClosedMonthsError
from ...progress import Progress
from ..archive import ArchiveQuestion
from ..archive_answer import archive_answer
from ..centre import AppendResult, DataCentre, District, Edit, Figure, Group, MapSource, Period
from ..fingerprint import Fingerprint
from ..instants import aware, from_microseconds, microseconds
from ..past_state import LIVE_COLUMNS, oldest_shown, past_states
from ..queries import series
from ..statistics import station_statistics
from .address import PostgisAddress
from .archive import Archives, standing_still
from .arrivals import read_arrivals
from .connections import Connections
from .feature_rows import read_rows
from .fingerprints import table_fingerprints
from .fixes import read_fixes
from .map_uri import map_uri
from .newest_rows import newest_before
from .source import SharedEngine, SharedSource
from .writing import SharedWriter

__all__ = ["PostgisCentre", "SharedInfo"]

_LOG = logging.getLogger(__name__)
_TRIES = 2
_DAY_US = 86_400_000_000

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class SharedInfo:
    """What the table ``centre_info`` says."""

    district: District
    synthetic: bool
    version: int


class PostgisCentre(DataCentre):
    """A centre in one schema of a PostgreSQL database with PostGIS. Safe to use from several threads.

    Parameters
    ----------
    address
        Where it is.
    connections
        Open connections to it.
    info
        What it says of itself.
    writable
        Whether it may be written through this object; what the account may write the database decides.
    wait_s
        How long a write waits for another one to finish.
    """

    def __init__(
        self, address: PostgisAddress, connections: Connections, info: SharedInfo, *, writable: bool, wait_s: float
    ) -> None:
        self.address = str(address)
        self.district = info.district
        self.synthetic = info.synthetic
        self.writable = writable
        self._place = address
        self._offset = info.district.utc_offset_hours
        self._engine = SharedEngine(address, connections)
        self._archives = Archives(address, self._engine.local)
        self._writer: SharedWriter | None = None
        if writable:
            self._writer = SharedWriter(address, connections, self._offset, wait_s, self._archives)

    def _ask(self, question: Callable[[SharedSource], Answer], start: datetime, end: datetime) -> Answer:
        """Answer from one state of the archive; asked again where months moved in the meantime, and at last let none move.

        The question reaches a day beyond ``start < time <= end`` at most.
        """
        span = microseconds(start) - _DAY_US, microseconds(end) + _DAY_US
        for _ in range(_TRIES):
            with self._engine.reading() as connection:
                archive = self._archives.current(connection)
            try:
                with archive.reading(*span):
                    answer = question(SharedSource(archive))
            except ClosedMonthsError:
                _LOG.info("closed months cannot be read; looking at them anew", exc_info=True)
                continue
            with self._engine.reading() as connection:
                if self._archives.counter(connection) == archive.counter:
                    return answer
        with self._engine.reading() as connection, standing_still(connection):
            archive = self._archives.current(connection)
            with archive.reading(*span):
                return question(SharedSource(archive))

    # -- reading -------------------------------------------------------------------------------------------------------

    def stations(self, *, kind: str | None = None, ids: Collection[str] | None = None) -> gpd.GeoDataFrame:
        where = None if kind is None else {"kind": kind}
        with self._engine.reading() as connection:
            return cast(gpd.GeoDataFrame, read_rows(connection, "station", where=where, ids=ids))

    def features(self, table: str, *, where: Mapping[str, object] | None = None) -> pd.DataFrame:
        with self._engine.reading() as connection:
            return read_rows(connection, table, where=where)

    def latest(self, *, kind: str | None = None, ids: Collection[str] | None = None) -> pd.DataFrame:
        where = None if kind is None else {"kind": kind}
        with self._engine.reading() as connection:
            return read_rows(connection, "station_live", where=where, ids=ids, geometry=False)[LIVE_COLUMNS]

    def snapshot(self, when: datetime, *, kind: str | None = None) -> pd.DataFrame:
        moment = aware(when)
        stations = self.stations(kind=kind)
        start = oldest_shown(stations, moment)
        newest = self._ask(lambda source: newest_before(self._engine, start, moment, source.archive), start, moment)
        with self._engine.reading() as connection:
            began = dict(
                connection.execute("SELECT station_id, min(oldest) FROM series_newest GROUP BY station_id").fetchall()
            )
        return past_states(stations, newest, began, moment, self._offset)

    def series(
        self,
        station_ids: Collection[str],
        properties: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        interval: int | None = None,
    ) -> pd.DataFrame:
        first, last = aware(start), aware(end)

        def asked(source: SharedSource) -> pd.DataFrame:
            rows = source.rows(
                self._engine,
                after=microseconds(first),
                until=microseconds(last),
                properties=properties,
                stations=station_ids,
            )
            question = series(rows, station_ids, properties, first, last, interval)
            return self._engine.fetch(question).to_pandas()

        found = self._ask(asked, first, last)
        found["time"] = found["time"].dt.tz_convert("UTC").astype("datetime64[ns, UTC]")
        return found.astype({"interval": np.int64})

    def statistics(
        self,
        prop: str,
        start: datetime,
        end: datetime,
        *,
        period: Period = "whole",
        kind: str | None = None,
        ids: Collection[str] | None = None,
    ) -> pd.DataFrame:
        first, last = aware(start), aware(end)
        where = None if kind is None else {"kind": kind}
        with self._engine.reading() as connection:
            stations = read_rows(connection, "station", where=where, ids=ids, geometry=False)
        unregistered = set(ids or ()) - set(stations["station_id"]) if kind is None else set()
        kinds = {**dict(zip(stations["station_id"], stations["kind"])), **dict.fromkeys(unregistered, "")}
        return self._ask(
            lambda source: station_statistics(
                source,
                source,
                self._engine,
                prop,
                first,
                last,
                period=period,
                kinds=kinds,
                everyone=kind is None and ids is None,
                utc_offset_hours=self._offset,
            ),
            first,
            last,
        )

    def archive_statistics(
        self,
        prop: str,
        start: datetime,
        end: datetime,
        *,
        period: Period = "whole",
        group_by: Sequence[Group] = ("station",),
        kind: str | None = None,
        figures: Collection[Figure] | None = None,
    ) -> pd.DataFrame:
        question = ArchiveQuestion(
            prop,
            aware(start),
            aware(end),
            period,
            tuple(group_by),
            self._offset,
            figures,
        )
        stations = self.stations(kind=kind)
        return self._ask(
            lambda source: archive_answer(source, source, self._engine, question, stations, everyone=kind is None),
            question.start,
            question.end,
        )

    def fixes(
        self,
        resource_ids: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        every_s: float = 0.0,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        with self._engine.reading() as connection:
            return read_fixes(connection, resource_ids, start, end, every_s=every_s, columns=columns)

    def time_span(self) -> tuple[datetime, datetime] | None:
        with self._engine.reading() as connection:
            row = connection.execute("SELECT min(oldest), max(newest) FROM series_newest").fetchone()
        if row is None or row[0] is None:
            return None
        return from_microseconds(int(row[0])), from_microseconds(int(row[1]))

    def quarantine(self, *, unresolved_only: bool = True) -> pd.DataFrame:
        with self._engine.reading() as connection:
            rows = read_rows(connection, "quarantine", where={"resolved": None} if unresolved_only else None)
        return rows.sort_values("received", ascending=False, kind="stable", ignore_index=True)

    def arrivals(self, first: date, last: date) -> pd.DataFrame:
        with self._engine.reading() as connection:
            return read_arrivals(connection, first, last)

    def revision(self) -> str:
        with self._engine.reading() as connection:
            row = connection.execute(
                "SELECT coalesce(max(id), 0), count(*), (SELECT count(*) FROM station_live WHERE state = 'stale') "
                "FROM change_log"
            ).fetchone()
        return ".".join(str(part) for part in row or ())

    def fingerprints(self, tables: Mapping[str, str]) -> dict[str, dict[str, Fingerprint]]:
        with self._engine.reading() as connection:
            return {table: table_fingerprints(connection, table, by) for table, by in tables.items()}

    def map_source(self, table: str, *, where: Mapping[str, object] | None = None) -> MapSource:
        return MapSource("postgres", map_uri(self._place, table, where))

    # -- writing -------------------------------------------------------------------------------------------------------

    def _writing(self) -> SharedWriter:
        if self._writer is None:
            raise CentreReadOnlyError(
                "The data centre {place} was opened for reading only.",
                hint="Open it for writing.",
                place=self.address,
            )
        return self._writer

    def append_observations(
        self, frame: pd.DataFrame, *, received: datetime | None = None, progress: Progress | None = None
    ) -> AppendResult:
        return self._writing().append(frame, None if received is None else aware(received), progress)

    def append_fixes(self, frame: pd.DataFrame, *, received: datetime | None = None) -> AppendResult:
        return self._writing().append_fixes(frame, datetime.now(UTC) if received is None else aware(received))

    def change(self, edits: Sequence[Edit], *, by: str = "") -> int:
        return self._writing().change(edits, by)

    def add_quarantine(self, records: pd.DataFrame) -> int:
        return self._writing().add_quarantine(records, datetime.now(UTC))

    def resolve_quarantine(self, record_ids: Collection[str]) -> int:
        return self._writing().resolve_quarantine(record_ids, datetime.now(UTC))

    def refresh_status(self) -> int:
        return self._writing().refresh()

    def close(self) -> None:
        self._engine.close()
