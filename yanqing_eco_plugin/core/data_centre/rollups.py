"""Daily sums per property, station and local day, kept at ingest, so that a year's mean reads thousands of rows."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..errors import CentreFormatError
from .day_grid import DayGrid, DayParts
from .day_sums import DAY_SCHEMA, DayBox, added_up, boxes_of, day_sums, local_months
from .delta_log import DataFile, Partition
from .engine import QueryEngine
from .frames import Batch
from .lake import Hold, LakeTable
from .observations import ObservationStore
from .queries import DAY_KEYS, daily_sums, of_stations
from .set_aside import set_aside

__all__ = ["DayRollup"]

_LOG = logging.getLogger(__name__)

# A question reads one property of some thirty that a month's file holds.
_ROW_GROUP = 16_384
MOST_FILES = 16


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

    def recount(self, observations: ObservationStore, months: Iterable[Partition], version: int) -> None:
        """Compute local months anew from the observations, in one commit."""
        self._renew(observations, [DayBox.of_month(month) for month in sorted(set(months))], version)

    def correct(self, observations: ObservationStore, corrected: Batch, new: Batch, version: int) -> None:
        """Compute the days of corrected rows anew from the observations, in one commit with the sums of new rows."""
        boxes = boxes_of(corrected, self._offset_us)
        added = []
        for month, table in day_sums(new, self._offset_us):
            for box in boxes:
                # Those are in the observations already.
                table = table.filter(pc.invert(box.holds(table)))
            if table.num_rows:
                added.append(self.lake.write_file(month, [table]))
        self._renew(observations, boxes, version, added)

    def _renew(
        self, observations: ObservationStore, boxes: Iterable[DayBox], version: int, added: Sequence[DataFile] = ()
    ) -> None:
        removed, made = [], list(added)
        for box in boxes:
            files, rest = self._beside(box)
            table = self._counted(observations, box)
            if rest:
                table = added_up([table, *rest])
            removed += files
            if table.num_rows:
                made.append(self.lake.write_file(box.month, [table]))
        self.lake.commit("MERGE", added=made, removed=removed, note={"observations": version})

    def _beside(self, box: DayBox) -> tuple[list[DataFile], list[pa.Table]]:
        """Files with sums inside the box, and what else they hold."""
        files = self.lake.snapshot().in_partitions([box.month])
        if box.properties is None and box.stations is None:
            # Not read: they may be damaged.
            return files, []
        touched, rest = [], []
        for file in files:
            if file.may_hold("property", box.properties) and file.may_hold("station_id", box.stations):
                table = self._read(file)
                inside = box.holds(table)
                if pc.any(inside).as_py():
                    touched.append(file)
                    rest.append(table.filter(pc.invert(inside)))
        return touched, rest

    def _counted(self, observations: ObservationStore, box: DayBox) -> pa.Table:
        """Sums of the days inside the box from the observations."""
        after, until = _us(self._begin(box.first)), _us(self._begin(box.last + timedelta(days=1)))
        rows = observations.rows(
            self._engine, after=after, until=until, properties=box.properties, stations=box.stations
        )
        if box.properties is not None:
            rows = rows.filter(rows.property.isin(sorted(box.properties)))
        if box.stations is not None:
            rows = of_stations(rows, box.stations)
        days = self._engine.fetch(daily_sums(rows, self._offset_hours).select(*DAY_SCHEMA.names))
        return days.cast(DAY_SCHEMA).sort_by([(key, "ascending") for key in DAY_KEYS])

    def merge(self, observations: ObservationStore, files: Sequence[DataFile], hold: Hold) -> bool:
        """Make one file of several of one month; see `LakeTable.exchange`."""
        table = added_up([self._read(file) for file in files])
        merged = self.lake.write_file(files[0].partition, [table])
        return self.lake.exchange(files, [merged], hold, lambda: {"observations": observations.lake.snapshot().version})

    def _read(self, file: DataFile) -> pa.Table:
        with pq.ParquetFile(self.lake.root / file.path, memory_map=False) as source:
            return source.read(DAY_SCHEMA.names, use_threads=False)

    def crowded(self) -> list[list[DataFile]]:
        """Files that should become one, each list of one month: where a month has too many, its small ones.

        A file joins those that are smaller once they have as many rows together, so that few rows are written often.
        """
        months: dict[Partition, list[DataFile]] = defaultdict(list)
        for file in self.lake.snapshot().files.values():
            months[file.partition].append(file)
        found = []
        for files in months.values():
            if len(files) > MOST_FILES:
                files.sort(key=lambda file: file.rows)
                rows = np.cumsum([file.rows for file in files])
                joins = np.array([file.rows for file in files[MOST_FILES:]]) <= rows[MOST_FILES - 1 : -1]
                found.append(files[: MOST_FILES + int(np.logical_and.accumulate(joins).sum())])
        return found

    def month_span(self, month: Partition) -> tuple[datetime, datetime]:
        """UTC bounds of a local month: start < time <= end."""
        days = DayBox.of_month(month)
        return self._begin(days.first), self._begin(days.last + timedelta(days=1))

    def _begin(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=self._offset_hours)))

    def local_months(self, time: np.ndarray) -> set[Partition]:
        """Local months of interval ends in microseconds."""
        return local_months(time, self._offset_us)


def _us(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)
