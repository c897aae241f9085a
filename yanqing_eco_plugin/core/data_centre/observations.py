"""The time series of a folder centre: every key once, the latest write wins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .delta_log import Commit, DataFile
from .engine import Engine
from .frames import OBSERVATION_SCHEMA, Batch, check_frame, month_of
from .lake import LakeTable
from .newest import SeriesIndex

__all__ = ["FILE_ROWS", "Change", "ObservationStore"]

FILE_ROWS = 524_288  # two row groups; what a correction has to write anew


@dataclass(frozen=True)
class Change:
    """What one append did to the table.

    Attributes
    ----------
    version
        Of the table afterwards; None where nothing had to be stored.
    new
        Rows with keys the table did not hold.
    corrected
        Rows whose value or flag took the place of another.
    counts
        Rows of the batch that were added, corrected, unchanged, as if they had come one by one.
    """

    version: int | None
    new: Batch
    corrected: Batch
    counts: tuple[int, int, int]


class ObservationStore:
    """The Delta table ``observations`` and how rows get into it."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.lake = LakeTable(
            folder / "observations", OBSERVATION_SCHEMA, bounds=("property", "station_id", "time"), packed=("time",)
        )
        self._engine = engine

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
            if (first is None or _month(file) >= first)
            and (last is None or _month(file) <= last)
            and file.may_lie_in("time", after, until)
            and file.may_hold("property", properties)
            and file.may_hold("station_id", stations)
        ]

    def paths(self, files: Sequence[DataFile]) -> list[Path]:
        """Where the files lie."""
        return [self.lake.root / file.path for file in files]

    def append(self, batch: Batch, known: SeriesIndex) -> Change:
        """Store a batch; when it returns the rows are durable, but neither roll-ups nor status count them yet."""
        nothing = batch.take(np.empty(0, np.int64))
        if not len(batch):
            return Change(None, nothing, nothing, (0, 0, 0))
        repeats = _repeats(batch)
        first = np.flatnonzero(~repeats)
        last = np.append(first[1:], len(batch)) - 1
        heads, finals = batch.take(first), batch.take(last)
        late = np.flatnonzero(known.maybe_held(heads))
        held = self._held(heads.take(late))
        held_at = late[held["row"].to_numpy()]
        unlike_head = ~_equal(heads, held_at, held["value"].to_numpy(), held["flag"].to_numpy())
        unlike_final = ~_equal(finals, held_at, held["value"].to_numpy(), held["flag"].to_numpy())
        fresh = np.ones(len(heads), bool)
        fresh[held_at] = False
        follows = np.flatnonzero(repeats)
        alike = _same_value(batch, follows, follows - 1)
        counts = (
            int(fresh.sum()),
            int(unlike_head.sum() + (~alike).sum()),
            int((~unlike_head).sum() + alike.sum()),
        )
        new = finals.take(np.flatnonzero(fresh))
        corrected = finals.take(np.sort(held_at[unlike_final]))
        if not len(new) and not len(corrected):
            return Change(None, new, corrected, counts)
        return Change(self._commit(new, corrected, held[unlike_final]), new, corrected, counts)

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

    def _held(self, rows: Batch) -> pd.DataFrame:
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
            files = [file for file in files if _month(file) in months]
        if not files:
            return pd.DataFrame(columns=["row", "value", "flag", "file", "place"]).astype(
                {"row": np.int64, "value": float}
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
        fixes = corrected.take(np.argsort(places)).table()
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


def _month(file: DataFile) -> int:
    return (file.partition[0] - 1970) * 12 + file.partition[1] - 1


def _repeats(batch: Batch) -> np.ndarray:
    """Rows whose key is that of the row before them."""
    same = np.zeros(len(batch), bool)
    same[1:] = (
        (np.diff(batch.prop) == 0)
        & (np.diff(batch.station) == 0)
        & (np.diff(batch.time) == 0)
        & (np.diff(batch.interval) == 0)
    )
    return same


def _equal(rows: Batch, at: np.ndarray, value: np.ndarray, flag: np.ndarray) -> np.ndarray:
    ours = rows.value[at]
    same = (ours == value) | (np.isnan(ours) & np.isnan(value.astype(np.float64)))
    return same & (rows.flags[rows.flag[at]] == flag)


def _same_value(rows: Batch, these: np.ndarray, those: np.ndarray) -> np.ndarray:
    one, other = rows.value[these], rows.value[those]
    return ((one == other) | (np.isnan(one) & np.isnan(other))) & (rows.flag[these] == rows.flag[those])
