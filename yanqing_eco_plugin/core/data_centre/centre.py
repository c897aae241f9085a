"""What every kind of data centre offers; the rest of the plugin knows only this."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Literal

import geopandas as gpd
import pandas as pd

from ..progress import Progress
from .fingerprint import Fingerprint

__all__ = ["AppendResult", "DataCentre", "District", "Edit", "Figure", "Group", "MapSource", "Period"]

Period = Literal["hour", "day", "month", "year", "whole"]
Group = Literal["station", "township", "kind", "hour", "weekday"]
Figure = Literal["n", "mean", "max", "min", "p50", "p90", "p95", "p98"]


@dataclass(frozen=True)
class District:
    """The district a centre belongs to; local days are those of `utc_offset_hours`."""

    code: str
    name: str
    name_en: str = ""
    utc_offset_hours: float = 8.0


@dataclass(frozen=True)
class AppendResult:
    """What became of the rows of one append.

    Attributes
    ----------
    added
        Rows with a key the centre did not hold.
    corrected
        Rows that replaced another value or flag under the same key.
    unchanged
        Rows the centre already held exactly so.
    """

    added: int
    corrected: int = 0
    unchanged: int = 0

    @property
    def accepted(self) -> int:
        """Rows that the centre holds now."""
        return self.added + self.corrected + self.unchanged


@dataclass(frozen=True)
class MapSource:
    """How a map layer reaches a table of the centre natively: a QGIS data provider's name and its URI."""

    provider: str
    uri: str


@dataclass(frozen=True)
class Edit:
    """What changes in one table.

    Attributes
    ----------
    rows
        Rows to insert or to bring up to date by key. In an edited table a column ``row_version`` says which version each
        row was made from (none or 0: it is new); without it the rows are written whatever the centre holds.
    delete
        Keys of rows to delete; a mapping of keys to versions also says which version each is expected to have.
    """

    table: str
    rows: pd.DataFrame | None = None
    delete: Collection[str] = ()


class DataCentre(ABC):
    """One store for the whole network.

    Observation frames have the columns ``station_id`` (str), ``property`` (name of `core.standards.PROPERTIES`), ``time``
    (datetime64[ns, UTC], the instant the interval ends), ``interval`` (int, seconds; 0 = instant), ``value`` (float, the
    property's unit, NaN where the device sent only a flag) and ``flag`` (HJ 212: N F M S D C T B).
    Key: station, property, time, interval; the latest write wins.

    A span of time is given as ``start``, ``end`` and means ``start < time <= end``: the intervals that end inside it, so
    that a local day is the 24 hours ending 01:00 … 24:00 (GB 3095). Naive datetimes are refused.
    """

    address: str
    district: District
    writable: bool
    synthetic: bool  # whether the centre holds a made-up district

    # -- reading -------------------------------------------------------------------------------------------------------

    @abstractmethod
    def stations(self, *, kind: str | None = None, ids: Collection[str] | None = None) -> gpd.GeoDataFrame:
        """Stations (columns of ``schema.TABLES['station']`` and ``geometry``, EPSG:4326), ordered by ``station_id``."""

    @abstractmethod
    def features(self, table: str, *, where: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Rows of a table or view of the schema; a GeoDataFrame where it has a geometry. `where` tests equality."""

    @abstractmethod
    def latest(self, *, kind: str | None = None, ids: Collection[str] | None = None) -> pd.DataFrame:
        """The status of each station: columns of ``status`` plus ``kind``, ``state``, ``age_s``; times as datetime64[ns, UTC]."""

    @abstractmethod
    def snapshot(self, when: datetime, *, kind: str | None = None) -> pd.DataFrame:
        """As `latest`, for the moment `when`: newest values not older then than the station's stale limit.

        A station whose records were older than that has the state ``stale`` and neither values nor ``newest``.
        """

    @abstractmethod
    def series(
        self,
        station_ids: Collection[str],
        properties: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        interval: int | None = None,
    ) -> pd.DataFrame:
        """Observation frame ordered by station, property, time."""

    @abstractmethod
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
        """Statistics per station and local period.

        Returns columns ``station_id, period_start`` (local date or hour, naive), ``mean, max, min, p50, p90, p95, p98,
        valid, required, is_valid``. Hours and days are taken over the records; months, years and the whole over valid daily
        means, as GB 3095 and HJ 663 ask (levels in dB as energy means, angles as vector means). ``required`` is NA where no
        rule exists.
        """

    @abstractmethod
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
        """Figures of the valid records of a property, grouped as one likes.

        A station's records are those of one interval: its kind's regular one, else the one it has most records of. Unlike
        `statistics` this knows no rules of validity: every valid record counts alike.

        Parameters
        ----------
        prop
            Observed property; ``o3_8h`` is refused, because the archive holds no running means.
        start, end
            ``start < time <= end``.
        period
            Local period to group by.
        group_by
            Any of ``station``, ``township``, ``kind``, ``hour`` (of the local day, 0-23) and ``weekday`` (1 = Monday);
            empty: all stations together.
        kind
            Only stations of this kind; None: every station with such records, also unregistered ones.
        figures
            Which figures are wanted; None: all of them. Percentiles cost most: without them nothing is counted by value.

        Returns
        -------
        DataFrame
            ``station_id, township, kind, hour, weekday`` as grouped by, ``period_start`` (local, naive), and of ``n, mean,
            max, min, p50, p90, p95, p98`` those asked for, ordered by the former. Percentiles lie at rank 1 + (n - 1) p,
            linear between neighbours (HJ 663-2013, appendix A); levels in dB have energy means, angles vector means and
            nothing else.

        Raises
        ------
        InputError
            A property, period, group or figure that does not exist, a naive time, a span that ends before it begins.
        """

    @abstractmethod
    def time_span(self) -> tuple[datetime, datetime] | None:
        """Earliest and latest ``time`` of the observations; None for an empty centre. Read from metadata, not by scan."""

    @abstractmethod
    def fixes(
        self,
        resource_ids: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        every_s: float = 0.0,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Where units were: fixes with ``start < time <= end``, ordered by ``resource_id`` and ``time``.

        Columns ``resource_id, time`` (datetime64[ns, UTC]), ``lon, lat`` (WGS-84), ``accuracy_m, speed_ms, course_deg,
        altitude_m, source, received, datum, source_lon, source_lat`` (as sent, NaN for WGS-84), or those of `columns`.
        `resource_ids` None stands for all; with `every_s` only the last fix of each unit in each such span of the clock.
        """

    @abstractmethod
    def quarantine(self, *, unresolved_only: bool = True) -> pd.DataFrame:
        """Records that did not pass, newest first: columns of ``schema.TABLES['quarantine']``."""

    @abstractmethod
    def arrivals(self, first: date, last: date) -> pd.DataFrame:
        """How late records came, by station and local day from `first` to `last`, both included.

        Columns ``station_id, day`` (datetime64, the day the interval ended in), ``records``, ``delay_sum_s`` and
        ``delay_max_s`` (seconds from the end of the interval to the arrival), ordered by day and station. Days before
        `arrival.KEPT_DAYS` are not kept.
        """

    @abstractmethod
    def revision(self) -> str:
        """A token that changes whenever another value would be read; costs a blink and takes no lock.

        It also changes when a station becomes stale by nothing but the passing of time.
        """

    @abstractmethod
    def fingerprints(self, tables: Mapping[str, str]) -> dict[str, dict[str, Fingerprint]]:
        """What tells one state of tables or views of the schema from another, without handing their rows over.

        `tables` names for each the column by whose values its rows are taken together, empty for all rows together. The
        age of a value, which grows by itself, does not count. To be compared with those of the same object only.
        """

    @abstractmethod
    def map_source(self, table: str, *, where: Mapping[str, object] | None = None) -> MapSource:
        """Native layer source of a table or view of the schema, filtered by equality."""

    # -- writing -------------------------------------------------------------------------------------------------------

    @abstractmethod
    def append_observations(
        self, frame: pd.DataFrame, *, received: datetime | None = None, progress: Progress | None = None
    ) -> AppendResult:
        """Store an observation frame; when it returns, the rows are durable and status and roll-ups count them.

        Raises `InputError` for a frame that breaks the vocabulary (columns, types, unknown property, naive time, duplicate
        keys with different values keep the last). Stations need not exist yet. The result counts the rows as if they had
        come one by one, so that its numbers add up to the frame's rows.

        Who says with `received` when the rows arrived has their delays counted for `arrivals`, except those older than
        `arrival.MOST_LATE` by then; files that are imported do not say it, and make no device late.
        """

    @abstractmethod
    def append_fixes(self, frame: pd.DataFrame, *, received: datetime | None = None) -> AppendResult:
        """Store accepted fixes; when it returns they are durable and ``resource_position`` has the newest of each unit.

        `frame` has ``resource_id, time, lon, lat`` and what else is known of the columns of `fixes`. Key: resource and
        time; the first one stored stays, so that fixes may come again and in any order. Raises `InputError` for a frame
        with a naive time, a place that is not on earth, or a fix that is nobody's.
        """

    @abstractmethod
    def change(self, edits: Sequence[Edit], *, by: str = "") -> int:
        """Write and delete rows of several tables: all of it, or nothing. Returns how many rows were touched.

        Rows with a known key are brought up to date; columns that they do not have, and the geometry where they have none,
        keep what the centre holds. Geometry is converted to EPSG:4326. Tables that are `edited` count the row's version up
        and keep who (`by`; the account where it is empty) changed it and when.

        Raises
        ------
        InputError
            Rows that do not fit the table, or a change in a log (`append_only`).
        EditConflictError
            Somebody else changed a row since the version it was made from.
        """

    def write_features(self, table: str, rows: pd.DataFrame) -> int:
        """Insert rows of one table, or bring those with a known key up to date; see `change`. Returns how many."""
        return self.change([Edit(table, rows)])

    def delete_features(self, table: str, keys: Collection[str]) -> int:
        """Delete rows by key. Returns how many there were."""
        return self.change([Edit(table, delete=keys)])

    @abstractmethod
    def add_quarantine(self, records: pd.DataFrame) -> int:
        """Keep what did not pass: ``source, place, reason, detail, raw``; gives each a ``record_id`` and ``received``.

        A record that brings its own ``record_id`` takes the place of the one that has it.
        """

    @abstractmethod
    def resolve_quarantine(self, record_ids: Collection[str]) -> int:
        """Mark records as corrected and replayed."""

    @abstractmethod
    def refresh_status(self) -> int:
        """Recompute every station's status and every township's from the observations. Returns the stations touched."""

    # -- life ----------------------------------------------------------------------------------------------------------

    @abstractmethod
    def close(self) -> None:
        """Give back files and connections; may be called twice."""

    def __enter__(self) -> DataCentre:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
