"""Which months of a shared centre lie in its archive, and how questions reach them together with the database's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import cast

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import psycopg
import pyarrow as pa

from ..archive_moments import sums_of_rows
from ..copying_access import Month
from ..copying_sums import MonthSum
from ..engine import Engine
from ..frames import OBSERVATION_SCHEMA, Batch, month_number, month_of, months_in
from ..instants import from_microseconds
from ..queries import between, newest_rows, of_stations, valid_rows
from ..record_sums import EXTREMES, added
from .address import PostgisAddress
from .archive_folder import ArchiveFolder, concerning
from .engine import observation_table

__all__ = ["NOWHERE", "Archive", "Archives", "note_move", "standing_still"]


@dataclass(frozen=True)
class Archive:
    """The months outside the database at one moment. A month is in the database or here, never in both.

    Attributes
    ----------
    counter
        Counts every move of a month; 0 where none was ever moved.
    sums
        What each month held when it was moved.
    place
        Where they lie; None without any.
    engine
        Reads them.
    """

    counter: int
    sums: Mapping[Month, MonthSum]
    place: ArchiveFolder | None = None
    engine: Engine | None = None

    def within(self, after: int | None, until: int | None) -> list[Month]:
        """Months with instants of ``after < time <= until`` (microseconds); None leaves a side open."""
        first, last = _numbers(after, until)
        return [
            month
            for month in sorted(self.sums)
            if (first is None or month_number(month) >= first) and (last is None or month_number(month) <= last)
        ]

    def holds_all(self, after: int | None, until: int | None) -> bool:
        """Whether every month with instants of ``after < time <= until`` lies here, and the database has none of them."""
        first, last = _numbers(after, until)
        if first is None or last is None:
            return False
        return {month_number(month) for month in self.sums}.issuperset(range(first, last + 1))

    def without(self, months: Collection[Month]) -> Archive:
        """The archive without months that were brought back."""
        return self.only(set(self.sums).difference(months))

    def only(self, months: Collection[Month]) -> Archive:
        """The archive as far as it holds some months."""
        return replace(self, sums={month: held for month, held in self.sums.items() if month in months})

    def reading(self, after: int | None = None, until: int | None = None) -> AbstractContextManager[None]:
        """A block in which rows of ``after < time <= until`` are asked for; see `ArchiveFolder.reading`."""
        months = self.within(after, until)
        return self.place.reading(months) if months and self.place is not None else nullcontext()

    def _require(self, months: Collection[Month]) -> None:
        if self.place is not None:
            self.place.require({month: self.sums[month] for month in months})

    def kept_rows(
        self,
        after: int | None,
        until: int | None,
        properties: Collection[str] | None = None,
        stations: Collection[str] | None = None,
    ) -> ir.Table | None:
        """Its observations with ``after < time <= until`` and those names; None where it has none.

        Raises
        ------
        ClosedMonthsError
            They cannot be used. What shows only when the answer is fetched is to be turned into one with `reading`.
        """
        months = self.within(after, until)
        if not months or self.place is None or self.engine is None:
            return None
        self._require(months)
        files = self.place.files(after=after, until=until, properties=properties, stations=stations)
        files = [file for file in files if file.partition in months]
        if not files:
            return None
        with self.place.reading(months):
            held = self.engine.table(self.place.paths(files), OBSERVATION_SCHEMA)
        rows = between(
            held,
            None if after is None else from_microseconds(after),
            None if until is None else from_microseconds(until),
        )
        if properties is not None:
            rows = rows.filter(rows.property.isin(sorted(properties)))
        if stations is not None:
            rows = of_stations(rows, stations)
        whole = observation_table().schema()
        return rows.select(**{name: rows[name].cast(kind) for name, kind in whole.items()})

    def rows(
        self,
        after: int | None,
        until: int | None,
        properties: Collection[str] | None = None,
        stations: Collection[str] | None = None,
    ) -> ir.Table:
        """Observations of database and archive together: at least those between the bounds and of those names."""
        live = _in_database(after, until, properties)
        kept = self.kept_rows(after, until, properties, stations)
        if kept is None:
            return live
        if self.holds_all(after, until):
            return kept
        # What the database has is fetched for the union: as little as possible.
        return ibis.union(kept, live if stations is None else of_stations(live, stations))

    def record_sums(
        self, fetch: Callable[[ir.Table], pa.Table], prop: str, after: int, until: int, *, extremes: bool = False
    ) -> pd.DataFrame:
        """Sums of the records of database and archive together; see `RecordSource.sums`. `fetch` asks the database."""
        parts: list[pd.DataFrame] = []
        months = self.within(after, until)
        if months and self.place is not None:
            self._require(months)
            parts.append(self.place.sums(months, prop, after, until, extremes=extremes))
        if not parts or not self.holds_all(after, until):
            live = valid_rows(_in_database(after, until, [prop]))
            found = fetch(sums_of_rows(live, ["station_id", "interval"], prop)).to_pandas()
            parts.append(found if extremes else found.drop(columns=list(EXTREMES)))
        return added(parts, prop)

    def newest(self, after: int | None = None, until: int | None = None) -> pd.DataFrame:
        """The newest row of each of its series in a span: ``station_id, property, interval, oldest, newest, value, flag``."""
        rows = self.kept_rows(after, until)
        if rows is None or self.engine is None:
            return pd.DataFrame()
        with self.reading(after, until):
            return self.engine.fetch(newest_rows(rows)).to_pandas()

    def held(self, rows: Batch) -> pd.DataFrame:
        """Which of the rows' keys it holds: ``row`` (position), ``value``, ``flag``.

        Raises
        ------
        ClosedMonthsError
            It cannot be used; names the months of the rows that cannot be looked up.
        """
        if self.place is None or not self.sums:
            return pd.DataFrame()
        months = months_in(rows.time).intersection(self.sums)
        if not months:
            return pd.DataFrame()
        own = np.flatnonzero(np.isin(month_of(rows.time), [month_number(month) for month in months]))
        with concerning(months):
            self._require(months)
            found = cast(pd.DataFrame, self.place.held(rows.take(own)))
        return found.assign(row=own[found["row"].to_numpy()])[["row", "value", "flag"]]


NOWHERE = Archive(0, {})

_MOVING = "hashtextextended('yanqing_eco archive ' || current_schema(), 0)"


@contextmanager
def standing_still(connection: psycopg.Connection) -> Iterator[None]:
    """A block in which no month moves; those who would move one wait for its end."""
    connection.execute(f"SELECT pg_advisory_lock_shared({_MOVING})")  # nosec B608
    try:
        yield
    finally:
        if not connection.closed:
            connection.execute(f"SELECT pg_advisory_unlock_shared({_MOVING})")  # nosec B608


def note_move(connection: psycopg.Connection) -> None:
    """Count a move of months inside the caller's transaction, which waits for those who want them to stand still."""
    connection.execute(f"SELECT pg_advisory_xact_lock({_MOVING})")  # nosec B608
    connection.execute("UPDATE centre_state SET value = value + 1 WHERE name = 'archive'")


class Archives:
    """What this process knows of a centre's archive; a look at one number tells whether it still holds."""

    def __init__(self, address: PostgisAddress, engine: Engine) -> None:
        self._seen_at = address.archive
        self._engine = engine
        self._known = NOWHERE

    @property
    def engine(self) -> Engine:
        """Reads the archive."""
        return self._engine

    def counter(self, connection: psycopg.Connection) -> int:
        """Counts every move of a month."""
        row = connection.execute("SELECT value FROM centre_state WHERE name = 'archive'").fetchone()
        return int(row[0]) if row else 0

    def current(self, connection: psycopg.Connection) -> Archive:
        """The archive as it is now. What follows it in a transaction that moves months is not to be asked for here."""
        counter = self.counter(connection)
        if not counter or counter == self._known.counter:
            return self._known if counter else NOWHERE
        rows = connection.execute("SELECT year, month, rows, checksum FROM archived_month").fetchall()
        sums = {(int(year), int(month)): MonthSum(int(count), str(check)) for year, month, count, check in rows}
        self._known = Archive(counter, sums, self.folder(connection), self._engine)
        return self._known

    def folder(self, connection: psycopg.Connection) -> ArchiveFolder | None:
        """Where the centre says its archive is, or where this computer sees it."""
        row = connection.execute("SELECT folder, token FROM archive_place").fetchone()
        if row is None:
            return None
        place = ArchiveFolder(self._seen_at or str(row[0]), str(row[1]), self._engine)
        held = self._known.place
        # The one that is known remembers the table.
        return held if held is not None and held.folder == place.folder else place


def _in_database(after: int | None, until: int | None, properties: Collection[str] | None) -> ir.Table:
    """What the database holds with ``after < time <= until`` of the properties named."""
    live = between(
        observation_table(),
        None if after is None else from_microseconds(after),
        None if until is None else from_microseconds(until),
    )
    return live if properties is None else live.filter(live.property.isin(sorted(properties)))


def _numbers(after: int | None, until: int | None) -> tuple[int | None, int | None]:
    """First and last month of ``after < time <= until``; None where a side is open."""
    first = None if after is None else int(month_of(np.array([after + 1]))[0])
    return first, None if until is None else int(month_of(np.array([until]))[0])
