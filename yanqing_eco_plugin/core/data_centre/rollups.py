"""Daily sums per property, station and local day, kept at ingest, so that a year's mean reads thousands of rows."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from ..errors import CentreFormatError
from .day_grid import DayGrid, DayParts
from .day_sums import DAY_SCHEMA, day_sums, local_months
from .delta_log import DataFile, Partition, Snapshot
from .engine import QueryEngine
from .frames import Batch
from .lake import LakeTable
from .observations import ObservationStore
from .queries import DAY_KEYS, between, daily_sums, merge_days
from .set_aside import set_aside

__all__ = ["DayRollup"]

_LOG = logging.getLogger(__name__)

# A question reads one property of some thirty that a month's file holds.
_ROW_GROUP = 16_384


class DayRollup:
    """The Delta table ``rollups/day``; each of its commits notes the version of the observations it counts."""

    def __init__(self, folder: Path, engine: QueryEngine, utc_offset_hours: float) -> None:
        self.lake = LakeTable(
            folder / "rollups" / "day", DAY_SCHEMA, bounds=("property", "station_id"), row_group=_ROW_GROUP
        )
        self._parts = DayParts()
        self._engine = engine
        self._offset_hours = utc_offset_hours
        self._offset_us = round(utc_offset_hours * 3_600_000_000)

    def mend(self) -> None:
        """Make an empty table where it is lost or its log cannot be read; what is left of it is set aside."""
        if (self.lake.root / "_delta_log").is_dir():
            self.lake.repair()
            try:
                self.lake.snapshot()
                return
            except CentreFormatError:
                _LOG.warning("the log of %s cannot be read; its sums are made anew", self.lake.root, exc_info=True)
        if self.lake.root.exists():
            set_aside(self.lake.root.parents[1], self.lake.root)
        self.lake.create()
        self.lake.reload()

    def counted(self) -> int:
        """Version of the observations that the newest commit notes."""
        version = self.lake.snapshot().version
        commits = self.lake.commits_after(version - 1)
        return int(str(commits[-1].note.get("observations", 0))) if commits else 0

    def files(self, first: date | None, last: date | None, properties: Collection[str] | None = None) -> list[Path]:
        """Files that may hold sums of the local days from `first` to `last`, both included, and of those properties."""
        return [
            self.lake.root / file.path
            for file in self.lake.snapshot().files.values()
            if (first is None or file.partition >= (first.year, first.month))
            and (last is None or file.partition <= (last.year, last.month))
            and file.may_hold("property", properties)
        ]

    def days(self, first: date | None, last: date | None, properties: Collection[str] | None = None) -> ir.Table:
        """Partial sums of the local days from `first` to `last`, both included; `merge_days` adds them up."""
        days = self._engine.table(self.files(first, last, properties), DAY_SCHEMA)
        if first is not None:
            days = days.filter(days.day >= first)
        if last is not None:
            days = days.filter(days.day <= last)
        if properties is not None:
            days = days.filter(days.property.isin(sorted(properties)))
        return days

    def grid(self, first: date, last: date, prop: str) -> DayGrid | None:
        """Merged sums of one property from `first` to `last`, both included; None where there is no day or too many for
        memory."""
        return DayGrid.of(self._parts.of(self.files(first, last, [prop]), prop), prop, first, last)

    def count(self, rows: Batch, version: int) -> None:
        """Add the sums of new rows."""
        added = [self.lake.write_file(month, [table]) for month, table in day_sums(rows, self._offset_us)]
        # Also where nothing is added: the note says up to where the records are counted.
        self.lake.commit("WRITE", added=added, note={"observations": version})

    def recount(
        self,
        observations: ObservationStore,
        months: Iterable[Partition],
        properties: Collection[str] | None,
        version: int,
        *,
        beside: Batch | None = None,
    ) -> None:
        """Compute the local months named anew from the observations, in one commit with the sums of `beside`.

        Only the days of `properties` are replaced (None: of all). Rows of `beside` that fall into a recounted month and
        property are in the observations already and are not counted twice.
        """
        snapshot = self.lake.snapshot()
        again = sorted(set(months))
        removed = snapshot.in_partitions(again)
        added = [file for month in again for file in self._recounted(snapshot, observations, month, properties)]
        if beside is not None:
            for month, table in day_sums(beside, self._offset_us):
                if month in again:
                    table = table.filter(_others(table, properties))
                if table.num_rows:
                    added.append(self.lake.write_file(month, [table]))
        self.lake.commit("MERGE", added=added, removed=removed, note={"observations": version})

    def _recounted(
        self, snapshot: Snapshot, observations: ObservationStore, month: Partition, properties: Collection[str] | None
    ) -> list[DataFile]:
        start, end = self.month_span(month)
        files = observations.files(after=_us(start), until=_us(end), properties=properties)
        rows = between(self._engine.table(observations.paths(files), observations.lake.schema), start, end)
        if properties is not None:
            rows = rows.filter(rows.property.isin(sorted(properties)))
        parts = [self._fetch(daily_sums(rows, self._offset_hours))]
        kept = snapshot.in_partitions([month])
        if properties is not None and kept:
            days = self._engine.table([self.lake.root / file.path for file in kept], DAY_SCHEMA)
            parts.append(self._fetch(merge_days(days.filter(~days.property.isin(sorted(properties))))))
        table = pa.concat_tables(parts).sort_by([(key, "ascending") for key in DAY_KEYS])
        return [self.lake.write_file(month, [table])] if table.num_rows else []

    def merge(self, month: Partition, version: int) -> None:
        """Make one file of the month's many."""
        files = self.lake.snapshot().in_partitions([month])
        days = merge_days(self._engine.table([self.lake.root / file.path for file in files], DAY_SCHEMA))
        table = self._fetch(days.order_by(DAY_KEYS))
        merged = self.lake.write_file(month, [table])
        self.lake.commit("OPTIMIZE", added=[merged], removed=files, data_change=False, note={"observations": version})

    def month_span(self, month: Partition) -> tuple[datetime, datetime]:
        """UTC bounds of a local month: start < time <= end."""
        offset = timezone(timedelta(hours=self._offset_hours))
        year, number = month
        following = (year + 1, 1) if number == 12 else (year, number + 1)
        return datetime(year, number, 1, tzinfo=offset), datetime(*following, 1, tzinfo=offset)

    def local_months(self, time: np.ndarray) -> set[Partition]:
        """Local months of interval ends in microseconds."""
        return local_months(time, self._offset_us)

    def _fetch(self, days: ir.Table) -> pa.Table:
        return self._engine.fetch(days.select(*DAY_SCHEMA.names)).cast(DAY_SCHEMA)


def _us(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


def _others(table: pa.Table, properties: Collection[str] | None) -> pa.Array:
    names = table.column("property").to_pylist()
    return pa.array([properties is not None and name not in properties for name in names], pa.bool_())
