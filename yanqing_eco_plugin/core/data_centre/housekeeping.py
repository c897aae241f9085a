"""Merges the small files that appends leave and removes what no reader can be reading any more."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

import duckdb
import pyarrow as pa

from ..errors import EcoError
from ..progress import Progress, checkpoint
from .delta_log import DataFile, Partition
from .engine import Engine
from .lake import LakeTable
from .observations import FILE_ROWS, ObservationStore
from .rollups import DayRollup

__all__ = ["RETENTION_S", "compact", "tidy", "vacuum"]

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
            # A merge holds a month's file in memory for a moment; Arrow's allocator would keep that for a process's life.
            pa.default_memory_pool().release_unused()
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


def compact(
    observations: ObservationStore,
    rollups: DayRollup,
    engine: Engine,
    hold: Callable[[], AbstractContextManager[object]],
    progress: Progress | None = None,
) -> Iterator[tuple[int, int]]:
    """Merge the small files of every month; others may read and write meanwhile.

    The writer's lock is held only to exchange files: what was merged from files that somebody replaced in the meantime is
    thrown away.

    Parameters
    ----------
    hold
        Gives a block in which we hold the writer's lock.

    Yields
    ------
    merged, made
        How many files became how many, for each month that changed.
    """
    months = _by_month(observations.lake.snapshot().files.values())
    for number, month in enumerate(sorted(months)):
        checkpoint(progress, number / len(months))
        files = _to_merge(months[month], closed=month < max(months))
        if len(files) < 2:
            continue
        added = _merged(observations, files, month, engine)
        with hold():
            held = observations.lake.snapshot().files
            fits = all(file.path in held for file in files)
            if fits:
                observations.lake.commit("OPTIMIZE", added=added, removed=files, data_change=False)
        if fits:
            yield len(files), len(added)
        else:
            for file in added:
                (observations.lake.root / file.path).unlink(missing_ok=True)
    for month, parts in sorted(_by_month(rollups.lake.snapshot().files.values()).items()):
        checkpoint(progress, 1.0)
        if len(parts) > 1:
            with hold():
                rollups.merge(month, observations.lake.snapshot().version)
            yield len(parts), 1


def _to_merge(files: list[DataFile], *, closed: bool) -> list[DataFile]:
    """Which files of a month shall become fewer: all of one that is over and in pieces, else the small ones."""
    pieces = -(-sum(file.rows for file in files) // FILE_ROWS)
    if closed and len(files) > pieces + 1:
        return files
    return [file for file in files if file.rows < SMALL_ROWS]


def _merge(observations: ObservationStore, files: list[DataFile], month: Partition, engine: Engine) -> None:
    added = _merged(observations, files, month, engine)
    observations.lake.commit("OPTIMIZE", added=added, removed=files, data_change=False)


def _merged(observations: ObservationStore, files: list[DataFile], month: Partition, engine: Engine) -> list[DataFile]:
    """The rows of the files in few files, which have yet to join the table."""
    rows = (
        engine.raw()
        .execute(
            "SELECT * FROM read_parquet(?, hive_partitioning = false) ORDER BY property, station_id, time, interval",
            [[str(path) for path in observations.paths(files)]],
        )
        .to_arrow_reader(SMALL_ROWS)
    )
    return [observations.lake.write_file(month, part) for part in _parts(rows)]


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
