"""Merges the small files that appends leave and removes what no reader can be reading any more."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator

import duckdb
import pyarrow as pa

from ..errors import EcoError
from .delta_log import DataFile, Partition
from .engine import Engine
from .lake import LakeTable
from .observations import FILE_ROWS, ObservationStore
from .rollups import DayRollup

__all__ = ["tidy", "vacuum"]

_LOG = logging.getLogger(__name__)

MOST_SMALL_FILES = 32
SMALL_ROWS = 262_144
MOST_ROLLUP_FILES = 16
RETENTION_S = 24 * 3600.0


def tidy(observations: ObservationStore, rollups: DayRollup, engine: Engine) -> None:
    """Merge small files where a month has collected too many; what the caller acknowledged does not depend on it."""
    try:
        merged = False
        months = _by_month(observations.lake.snapshot().files.values())
        for month, files in months.items():
            small = [file for file in files if file.rows < SMALL_ROWS]
            if month < max(months) and len(files) > _most_files(files):
                _merge(observations, files, month, engine)
            elif len(small) > MOST_SMALL_FILES:
                _merge(observations, small, month, engine)
            else:
                continue
            merged = True
        version = observations.lake.snapshot().version
        for month, files in _by_month(rollups.lake.snapshot().files.values()).items():
            if len(files) > MOST_ROLLUP_FILES:
                rollups.merge(month, version)
                merged = True
        if merged:
            vacuum(observations.lake)
            vacuum(rollups.lake)
    except (OSError, EcoError, duckdb.Error, pa.ArrowException):
        _LOG.warning("merging small files failed; it is tried again after a later append", exc_info=True)


def _most_files(files: list[DataFile]) -> int:
    """How many files a month that is over may consist of; in one piece each file holds few properties."""
    return 2 * -(-sum(file.rows for file in files) // FILE_ROWS) + MOST_SMALL_FILES // 2


def _by_month(files: Iterable[DataFile]) -> dict[Partition, list[DataFile]]:
    months: dict[Partition, list[DataFile]] = defaultdict(list)
    for file in files:
        months[file.partition].append(file)
    return months


def _merge(observations: ObservationStore, files: list[DataFile], month: Partition, engine: Engine) -> None:
    lake = observations.lake
    rows = (
        engine.raw()
        .execute(
            "SELECT * FROM read_parquet(?, hive_partitioning = false) ORDER BY property, station_id, time, interval",
            [[str(path) for path in observations.paths(files)]],
        )
        .to_arrow_reader(SMALL_ROWS)
    )
    added = [lake.write_file(month, part) for part in _parts(rows)]
    lake.commit("OPTIMIZE", added=added, removed=files, data_change=False)


def _parts(rows: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    part: list[pa.RecordBatch] = []
    size = 0
    for batch in rows:
        part.append(batch)
        size += batch.num_rows
        if size >= FILE_ROWS:
            yield part
            part, size = [], 0
    if part:
        yield part


def vacuum(lake: LakeTable, *, retention_s: float = RETENTION_S) -> int:
    """Delete files that left the table more than `retention_s` ago; returns how many.

    A reader takes a new snapshot for each question, so a day is more than any question takes.
    """
    kept = set(lake.snapshot().files)
    horizon = time.time() - retention_s
    gone = 0
    for path in lake.root.glob("year=*/month=*/*.parquet"):
        if path.relative_to(lake.root).as_posix() not in kept and path.stat().st_mtime < horizon:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
