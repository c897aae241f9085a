"""Where units were: a Delta table of fixes, and the newest of each in the feature database."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from ..errors import EcoError, InputError
from .centre import AppendResult
from .delta_log import DataFile, Partition
from .engine import Engine
from .feature_tables import upsert
from .frames import month_at, month_number, month_of
from .geometry import encode
from .geopackage import transaction
from .housekeeping import vacuum
from .instants import aware, microseconds
from .lake import Hold, LakeTable
from .position_frames import FIX_FRAME_COLUMNS, POSITION_SCHEMA, check_fixes, fix_frame

__all__ = ["PositionStore"]

_LOG = logging.getLogger(__name__)

_FILE_ROWS = 524_288
_SMALL_ROWS = 131_072
_MOST_SMALL_FILES = 32
_TROUBLE = (OSError, EcoError, pa.ArrowException)
# The newest fix is kept to the second.
_SECOND_US = 1_000_000
_KEPT = ("accuracy_m", "speed_ms", "course_deg", "altitude_m")


class PositionStore:
    """The Delta table ``positions`` and the table ``resource_position``.

    An append makes the commit of the Delta table durable first, then one SQLite transaction with the newest fixes and the
    version they count; a writer that was killed in between is made up for by the next one. Small files are merged with
    `tidy`, for which no append needs to wait.

    Parameters
    ----------
    folder
        Of the centre.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.lake = LakeTable(folder / "positions", POSITION_SCHEMA, bounds=("resource_id", "time"), packed=("time",))
        self._engine = engine

    def _exists(self) -> bool:
        return (self.lake.root / "_delta_log").is_dir()

    # -- writing; the caller holds the writer's lock -------------------------------------------------------------------

    def append(self, connection: sqlite3.Connection, frame: pd.DataFrame, received: datetime) -> AppendResult:
        """Store fixes; see `DataCentre.append_fixes`."""
        moment = pd.Timestamp(received).tz_convert("UTC")
        rows = check_fixes(frame, moment)
        if not self._exists():
            self.lake.create()
        self._catch_up(connection)
        fresh = self._without_held(connection, rows)
        if fresh.num_rows:
            version = self.lake.commit("WRITE", added=self._files(fresh))
            self._settle(connection, fresh, version)
        return AppendResult(fresh.num_rows, 0, len(frame) - fresh.num_rows)

    def _files(self, rows: pa.Table) -> list[DataFile]:
        months = month_of(_microseconds(rows))
        added = []
        for month in np.unique(months):
            part = (
                rows
                if months[0] == months[-1] == month and len(np.unique(months)) == 1
                else rows.filter(months == month)
            )
            for start in range(0, part.num_rows, _FILE_ROWS):
                added.append(self.lake.write_file(month_at(month), [part.slice(start, _FILE_ROWS)]))
        return added

    def _without_held(self, connection: sqlite3.Connection, rows: pa.Table) -> pa.Table:
        """The rows whose resource and time the table does not hold; only those not newer than all are looked up."""
        known = connection.execute("SELECT resource_id, strftime('%s', fix_time) FROM resource_position").fetchall()
        if not known or not rows.num_rows:
            return rows
        newest = {name: (int(seconds) + 1) * _SECOND_US for name, seconds in known}
        names = rows["resource_id"].combine_chunks()
        limits = np.array([newest.get(name, 0) for name in names.dictionary.to_pylist()], np.int64)
        late = _microseconds(rows) < limits[names.indices.to_numpy()]
        if not late.any():
            return rows
        some = rows.filter(late)
        times = _microseconds(some)
        files = self._between(int(times.min()) - 1, int(times.max()), set(some["resource_id"].to_pylist()))
        if not files:
            return rows
        sought = pa.table(
            {"row": np.flatnonzero(late), "resource_id": some["resource_id"].cast(pa.string()), "time": some["time"]}
        )
        raw = self._engine.raw()
        raw.register("sought", sought)
        try:
            held = raw.execute(
                "SELECT DISTINCT sought.row FROM read_parquet(?, hive_partitioning = false) held "
                "JOIN sought USING (resource_id, time)",
                [[str(self.lake.root / file.path) for file in files]],
            ).fetchnumpy()["row"]
        finally:
            raw.unregister("sought")
        keep = np.ones(rows.num_rows, dtype=bool)
        keep[np.asarray(held, dtype=np.int64)] = False
        return rows.filter(keep)

    def _settle(self, connection: sqlite3.Connection, rows: pa.Table, version: int) -> None:
        """Write the newest fix of each resource, where it is newer, and the version that is counted."""
        names = rows["resource_id"].to_numpy()
        last = np.flatnonzero(np.append(names[1:] != names[:-1], True))
        newest = rows.take(last).to_pandas()
        newest["time"] = newest["time"].dt.floor("s")
        held = dict(connection.execute("SELECT resource_id, fix_time FROM resource_position"))
        texts = newest["time"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        newer = np.array([text >= held.get(name, "") for name, text in zip(newest["resource_id"], texts)], dtype=bool)
        chosen = newest[newer]
        numbers = [chosen[name].astype(object).where(chosen[name].notna(), None).tolist() for name in _KEPT]
        values = zip(
            chosen["resource_id"].tolist(),
            encode(shapely.points(chosen["lon"], chosen["lat"])),
            texts[newer].tolist(),
            chosen["received"].dt.strftime("%Y-%m-%dT%H:%M:%SZ").tolist(),
            *numbers,
            chosen["source"].tolist(),
        )
        columns = ["resource_id", "geom", "fix_time", "received", *_KEPT, "fix_source"]
        with transaction(connection):
            upsert(connection, "resource_position", columns, list(values))
            connection.execute("INSERT OR REPLACE INTO centre_state (name, value) VALUES ('fixes', ?)", (version,))

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT value FROM centre_state WHERE name = 'fixes'").fetchone()
        counted, current = (found[0] if found else 0), self.lake.snapshot().version
        if counted >= current:
            return
        for commit in self.lake.commits_after(counted):
            if commit.data_change and commit.added:
                tables = [pq.read_table(self.lake.root / file.path, partitioning=None) for file in commit.added]
                rows = pa.concat_tables(tables).sort_by([("resource_id", "ascending"), ("time", "ascending")])
                self._settle(connection, rows, commit.version)

    # -- merging; beside all others ------------------------------------------------------------------------------------

    def crowded(self) -> bool:
        """Whether `tidy` has anything to do; raises nothing that would hide what was acknowledged."""
        try:
            return self._exists() and bool(self._small_files() or self.lake.long_log())
        except _TROUBLE:
            _LOG.warning("looking for small files of positions failed; it is tried again later", exc_info=True)
            return False

    def tidy(self, hold: Hold) -> None:
        """Merge small files where many have gathered, and sum up a long log; others may read and write meanwhile.

        Nothing that was acknowledged depends on it. The writer's lock is held only to exchange files.
        """
        try:
            self.lake.sum_up()
            crowded = self._small_files()
            for partition, small in crowded.items():
                tables = [pq.read_table(self.lake.root / file.path, partitioning=None) for file in small]
                rows = pa.concat_tables(tables).sort_by([("resource_id", "ascending"), ("time", "ascending")])
                merged = [
                    self.lake.write_file(partition, [rows.slice(start, _FILE_ROWS)])
                    for start in range(0, rows.num_rows, _FILE_ROWS)
                ]
                self.lake.exchange(small, merged, hold)
            if crowded:
                vacuum(self.lake)
        except _TROUBLE:
            _LOG.warning("merging small files of positions failed; it is tried again later", exc_info=True)

    def _small_files(self) -> dict[Partition, list[DataFile]]:
        """Small files of the months that have too many."""
        months: dict[Partition, list[DataFile]] = {}
        for file in self.lake.snapshot().files.values():
            if file.rows < _SMALL_ROWS:
                months.setdefault(file.partition, []).append(file)
        return {month: small for month, small in months.items() if len(small) > _MOST_SMALL_FILES}

    # -- reading -------------------------------------------------------------------------------------------------------

    def fixes(
        self,
        resource_ids: Collection[str] | None,
        start: datetime,
        end: datetime,
        *,
        every_s: float = 0.0,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Fixes with ``start < time <= end``; see `DataCentre.fixes`."""
        chosen = list(FIX_FRAME_COLUMNS if columns is None else columns)
        unknown = [name for name in chosen if name not in FIX_FRAME_COLUMNS]
        if unknown:
            raise InputError("Fixes have no column {name}.", hint="Ask for one they have.", name=unknown[0])
        first, last = microseconds(aware(start)), microseconds(aware(end))
        names = None if resource_ids is None else sorted(set(resource_ids))
        files = self._between(first, last, names) if self._exists() else []
        if not files or names == []:
            return fix_frame(POSITION_SCHEMA.empty_table().select(chosen))
        try:
            return fix_frame(self._asked(files, names, first, last, every_s, chosen))
        except (duckdb.IOException, FileNotFoundError):
            # A merge cleared the files of this snapshot away.
            self.lake.reload()
            return fix_frame(self._asked(self._between(first, last, names), names, first, last, every_s, chosen))

    def _asked(
        self, files: list[DataFile], names: list[str] | None, first: int, last: int, every_s: float, columns: list[str]
    ) -> pa.Table:
        # Identifiers come from the list of columns above; everything else is bound.
        values: list[object] = [[str(self.lake.root / file.path) for file in files], first, last]
        tests = "epoch_us(time) > ? AND epoch_us(time) <= ?"
        if names is not None:
            tests += " AND resource_id IN (SELECT unnest(?))"
            values.append(names)
        picked, grouped = ", ".join(f'"{name}"' for name in columns), ""
        if every_s > 0:
            # Several times as fast as numbering the rows of each span.
            last_of = {name: f'arg_max_null("{name}", time) AS "{name}"' for name in columns}
            last_of |= {"resource_id": "resource_id", "time": "max(time) AS time"}
            picked = ", ".join(last_of[name] for name in columns)
            grouped = " GROUP BY resource_id, epoch_us(time) // ?"
            values.append(max(int(every_s * 1e6), 1))
        order = "resource_id, max(time)" if grouped else "resource_id, time"
        source = f"FROM read_parquet(?, hive_partitioning = false) WHERE {tests}{grouped}"
        sql = f"SELECT {picked} {source} ORDER BY {order}"  # nosec B608
        return self._engine.raw().execute(sql, values).to_arrow_table()

    def _between(self, after: int, until: int, names: Collection[str] | None) -> list[DataFile]:
        first, last = month_of(np.array([after, until]))
        return [
            file
            for file in self.lake.snapshot().files.values()
            if first <= month_number(file.partition) <= last
            and file.may_lie_in("time", after, until)
            and file.may_hold("resource_id", names)
        ]


def _microseconds(rows: pa.Table) -> np.ndarray:
    return pc.cast(rows["time"], pa.int64()).to_numpy()
