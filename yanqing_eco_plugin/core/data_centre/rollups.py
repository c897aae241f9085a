"""Daily sums per property, station and local day, kept at ingest, so that a year's mean reads thousands of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from .delta_log import DataFile, Partition, Snapshot
from .engine import Engine
from .frames import Batch
from .lake import LakeTable
from .observations import ObservationStore
from .queries import CIRCULAR, DAY_KEYS, ENERGETIC, between, daily_sums, merge_days

__all__ = ["DayRollup"]

_SCHEMA = pa.schema(
    [
        ("property", pa.string()),
        ("station_id", pa.string()),
        ("interval", pa.int32()),
        ("day", pa.date32()),
        ("n", pa.int32()),
        ("sum", pa.float64()),
        ("min", pa.float64()),
        ("max", pa.float64()),
        ("energy", pa.float64()),
        ("east", pa.float64()),
        ("north", pa.float64()),
    ]
)
_DAY_US = 86_400_000_000
_MOST_DAYS = 200_000


class DayRollup:
    """The Delta table ``rollups/day``; each of its commits notes the version of the observations it counts."""

    def __init__(self, folder: Path, engine: Engine, utc_offset_hours: float) -> None:
        self.lake = LakeTable(folder / "rollups" / "day", _SCHEMA, bounds=("property", "station_id"))
        self._engine = engine
        self._offset_hours = utc_offset_hours
        self._offset_us = round(utc_offset_hours * 3_600_000_000)

    def counted(self) -> int:
        """Version of the observations that the newest commit notes."""
        version = self.lake.snapshot().version
        commits = self.lake.commits_after(version - 1)
        return int(str(commits[-1].note.get("observations", 0))) if commits else 0

    def days(self, first: date | None, last: date | None, properties: Collection[str] | None = None) -> ir.Table:
        """Partial sums of the local days from `first` to `last`, both included; `merge_days` adds them up."""
        files = [
            file
            for file in self.lake.snapshot().files.values()
            if (first is None or file.partition >= (first.year, first.month))
            and (last is None or file.partition <= (last.year, last.month))
            and file.may_hold("property", properties)
        ]
        days = self._engine.table([self.lake.root / file.path for file in files], _SCHEMA)
        if first is not None:
            days = days.filter(days.day >= first)
        if last is not None:
            days = days.filter(days.day <= last)
        if properties is not None:
            days = days.filter(days.property.isin(sorted(properties)))
        return days

    def count(self, rows: Batch, version: int) -> None:
        """Add the sums of new rows."""
        added = [self.lake.write_file(month, [table]) for month, table in self._sums(rows)]
        if added:
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
            for month, table in self._sums(beside):
                if month in again:
                    table = table.filter(_others(table, properties))
                if table.num_rows:
                    added.append(self.lake.write_file(month, [table]))
        if added or removed:
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
            days = self._engine.table([self.lake.root / file.path for file in kept], _SCHEMA)
            parts.append(self._fetch(merge_days(days.filter(~days.property.isin(sorted(properties))))))
        table = pa.concat_tables(parts).sort_by([(key, "ascending") for key in DAY_KEYS])
        return [self.lake.write_file(month, [table])] if table.num_rows else []

    def merge(self, month: Partition, version: int) -> None:
        """Make one file of the month's many."""
        files = self.lake.snapshot().in_partitions([month])
        days = merge_days(self._engine.table([self.lake.root / file.path for file in files], _SCHEMA))
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
        local = (time + (self._offset_us - 1)).astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
        return {(int(month) // 12 + 1970, int(month) % 12 + 1) for month in np.unique(local)}

    def _fetch(self, days: ir.Table) -> pa.Table:
        return self._engine.fetch(days.select(*_SCHEMA.names)).cast(_SCHEMA)

    def _sums(self, rows: Batch) -> list[tuple[Partition, pa.Table]]:
        valid = rows.take(np.flatnonzero((rows.flags[rows.flag] == "N") & ~np.isnan(rows.value)))
        if not len(valid):
            return []
        day = (valid.time + (self._offset_us - 1)) // _DAY_US
        # The table's order: property, station, interval, day; the batch stands by property, station, time, interval.
        codes, _ = valid.series()
        _, first, group = np.unique(codes * _MOST_DAYS + (day - day.min()), return_index=True, return_inverse=True)
        group, value, size = group.reshape(-1), valid.value, len(first)
        label = valid.properties[valid.prop[first]]
        low, high = np.full(size, np.inf), np.full(size, -np.inf)
        np.minimum.at(low, group, value)
        np.maximum.at(high, group, value)
        sound, turned = np.isin(label, ENERGETIC), np.isin(label, CIRCULAR)
        with np.errstate(over="ignore"):
            level = np.where(sound[group], value, 0.0)
            energy = np.bincount(group, np.exp(level * (np.log(10.0) / 10.0)), size)
        radians = np.deg2rad(value)
        table = pa.table(
            {
                "property": pa.array(label, pa.string()),
                "station_id": pa.array(valid.stations[valid.station[first]], pa.string()),
                "interval": pa.array(valid.interval[first], pa.int32()),
                "day": pa.array(day[first], pa.int32()).cast(pa.date32()),
                "n": pa.array(np.bincount(group, minlength=size), pa.int32()),
                "sum": pa.array(np.bincount(group, value, size)),
                "min": pa.array(low),
                "max": pa.array(high),
                "energy": pa.array(energy, mask=~sound),
                "east": pa.array(np.bincount(group, np.sin(radians), size), mask=~turned),
                "north": pa.array(np.bincount(group, np.cos(radians), size), mask=~turned),
            }
        ).cast(_SCHEMA)
        months = day[first].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return [
            ((int(month) // 12 + 1970, int(month) % 12 + 1), table.filter(pa.array(months == month)))
            for month in np.unique(months)
        ]


def _us(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


def _others(table: pa.Table, properties: Collection[str] | None) -> pa.Array:
    names = table.column("property").to_pylist()
    return pa.array([properties is not None and name not in properties for name in names], pa.bool_())
