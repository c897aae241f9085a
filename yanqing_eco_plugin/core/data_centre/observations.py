"""The time series of a folder centre: every key once, the latest write wins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .delta_log import Commit, DataFile, Partition
from .engine import Engine, QueryEngine
from .frames import OBSERVATION_SCHEMA, Batch, check_frame, month_number, month_of
from .instants import from_microseconds
from .judging import Judged, judge
from .lake import LakeTable
from .newest import SeriesIndex
from .queries import between
from .record_sums import RecordSums, SpanOfFile

__all__ = ["FILE_ROWS", "ObservationStore"]

_NAMES = np.empty(0, dtype=object)
FILE_ROWS = 524_288  # two row groups; what a correction has to write anew


class ObservationStore:
    """The Delta table ``observations`` and how rows get into it."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.lake = LakeTable(
            folder / "observations", OBSERVATION_SCHEMA, bounds=("property", "station_id", "time"), packed=("time",)
        )
        self._engine = engine
        self._sums = RecordSums()

    def files(
        self,
        *,
        after: int | None = None,
        until: int | None = None,
        properties: Collection[str] | None = None,
        stations: Collection[str] | None = None,
    ) -> list[DataFile]:
        """Files of the newest version that may hold rows with ``after < time <= until`` (microseconds) and those names."""
        first = None if after is None else int(month_of(np.array([after]))[0])
        last = None if until is None else int(month_of(np.array([until]))[0])
        return [
            file
            for file in self.lake.snapshot().files.values()
            if (first is None or month_number(file.partition) >= first)
            and (last is None or month_number(file.partition) <= last)
            and file.may_lie_in("time", after, until)
            and file.may_hold("property", properties)
            and file.may_hold("station_id", stations)
        ]

    def paths(self, files: Sequence[DataFile]) -> list[Path]:
        """Where the files lie."""
        return [self.lake.root / file.path for file in files]

    def rows(
        self,
        engine: QueryEngine,
        *,
        after: int | None = None,
        until: int | None = None,
        properties: Collection[str] | None = None,
        stations: Collection[str] | None = None,
    ) -> ir.Table:
        """A table for `engine` of the rows with ``after < time <= until`` and at least those names; see `files`.

        Instants cost as much to decode as values do: those of a file that lies in the span as a whole are never read.
        """
        files = self.files(after=after, until=until, properties=properties, stations=stations)
        inside = [file for file in files if file.lies_in("time", after, until)]
        cut = [file for file in files if not file.lies_in("time", after, until)]
        whole = engine.table(self.paths(inside), self.lake.schema)
        if not cut:
            return whole
        first, last = (None if bound is None else from_microseconds(bound) for bound in (after, until))
        part = between(engine.table(self.paths(cut), self.lake.schema), first, last)
        return ibis.union(whole, part) if inside else part

    def sums(
        self, engine: QueryEngine, prop: str, after: int, until: int, *, extremes: bool = False
    ) -> pd.DataFrame | None:
        """Sums of the valid records of a property with ``after < time <= until`` by station and interval; see `RecordSums`.

        None where `engine` is not of this process: another one has workers of its own.
        """
        if not isinstance(engine, Engine):
            return None
        return self.sums_in(
            self.files(after=after, until=until, properties=[prop]), prop, after, until, extremes=extremes
        )

    def sums_in(
        self, files: Sequence[DataFile], prop: str, after: int, until: int, *, extremes: bool = False
    ) -> pd.DataFrame:
        """As `sums`, of the records in some of the files."""
        bounds = [None if file.lies_in("time", after, until) else (after, until) for file in files]
        spans = [SpanOfFile(path, bound) for path, bound in zip(self.paths(files), bounds)]
        return self._sums.of(spans, prop, extremes=extremes)

    def judge(self, batch: Batch, known: SeriesIndex) -> Judged:
        """What storing a batch has to do."""
        return judge(batch, known, self.held)

    def commit(self, judged: Judged) -> int:
        """Store judged rows; they are durable when it returns the table's version, but nothing else counts them yet."""
        return self._commit(judged.new, judged.corrected, judged.places)

    def load(self, month: Partition, parts: Iterable[pa.Table], *, replaced: Sequence[DataFile] = ()) -> int | None:
        """Add a month that the table does not hold, in one commit; returns the version, None where there was no row.

        `parts` are sorted by property, station, time, interval, the next one after the one before. Files of `replaced`
        leave the table with the same commit.
        """
        added: list[DataFile] = []
        held: list[pa.Table] = []
        size = 0
        for part in parts:
            held.append(part)
            size += part.num_rows
            if size >= FILE_ROWS:
                added.append(self.lake.write_file(month, held))
                held, size = [], 0
        if size:
            added.append(self.lake.write_file(month, held))
        return self.lake.commit("WRITE", added=added, removed=replaced) if added else None

    def _commit(self, new: Batch, corrected: Batch, places: pd.DataFrame) -> int:
        """Write new rows to files of their own, and the files anew in which rows of `corrected` stand at `places`."""
        files = self.lake.snapshot().files
        removed, added = [], []
        for path in pd.unique(places["file"]):
            rows = np.flatnonzero(places["file"].to_numpy() == path)
            removed.append(files[path])
            added.append(self._corrected_file(files[path], corrected.take(rows), places["place"].to_numpy()[rows]))
        for partition, rows in new.months():
            month = new.take(rows).table()
            for start in range(0, len(rows), FILE_ROWS):
                added.append(self.lake.write_file(partition, [month.slice(start, FILE_ROWS)]))
        return self.lake.commit("MERGE" if removed else "WRITE", added=added, removed=removed)

    def held(self, rows: Batch) -> pd.DataFrame:
        """Which of the rows' keys the table holds: ``row`` (position), ``value``, ``flag``, ``file``, ``place`` (in it)."""
        files = []
        if len(rows):
            files = self.files(
                after=int(rows.time.min()) - 1,
                until=int(rows.time.max()),
                properties=set(rows.properties[np.unique(rows.prop)]),
                stations=set(rows.stations[np.unique(rows.station)]),
            )
            months = set(month_of(rows.time).tolist())
            files = [file for file in files if month_number(file.partition) in months]
        if not files:
            return pd.DataFrame(
                {"row": np.empty(0, np.int64), "value": np.empty(0), **dict.fromkeys(("flag", "file", "place"), _NAMES)}
            )
        root = self.lake.root
        sought = rows.table().append_column("row", pa.array(np.arange(len(rows))))
        raw = self._engine.raw()
        raw.register("sought", sought)
        try:
            found = raw.execute(
                "SELECT sought.row, held.value, held.flag, held.filename AS file, held.file_row_number AS place "
                "FROM read_parquet(?, filename = true, file_row_number = true, hive_partitioning = false) held "
                "JOIN sought USING (property, station_id, time, interval) "
                "WHERE held.time BETWEEN to_timestamp(? / 1e6) AND to_timestamp(? / 1e6) ORDER BY sought.row",
                [[str(root / file.path) for file in files], int(rows.time.min()) - 1000, int(rows.time.max()) + 1000],
            ).to_arrow_table()
        finally:
            raw.unregister("sought")
        frame = found.to_pandas()
        names = {name: Path(name).relative_to(root).as_posix() for name in pd.unique(frame["file"])}
        frame["file"] = frame["file"].map(names)
        return frame

    def _corrected_file(self, file: DataFile, corrected: Batch, places: npt.NDArray[np.int64]) -> DataFile:
        """The file with the values and flags of `corrected` at the rows `places`."""
        table = pq.read_table(self.lake.root / file.path, partitioning=None, read_dictionary=["property", "station_id"])
        mask = np.zeros(table.num_rows, bool)
        mask[places] = True
        fixes = corrected.table().take(np.argsort(places))
        for name in ("value", "flag"):
            column = table.column(name).combine_chunks()
            replacement = fixes.column(name).combine_chunks().cast(column.type)
            fixed = pc.replace_with_mask(column, pa.array(mask), replacement)
            table = table.set_column(table.schema.get_field_index(name), name, fixed)
        return self.lake.write_file(file.partition, [table])

    def rows_of(self, commit: Commit) -> Batch:
        """The rows of the files that a commit added."""
        tables = [pq.read_table(self.lake.root / file.path, partitioning=None) for file in commit.added]
        return check_frame(pa.concat_tables(tables or [OBSERVATION_SCHEMA.empty_table()]).to_pandas())
