"""Merges the small files that appends leave and removes what no reader can be reading any more."""

from __future__ import annotations

import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator

import duckdb
import pyarrow as pa

from ..errors import EcoError
from ..progress import Progress, checkpoint
from .delta_log import DataFile, Partition
from .engine import Engine
from .lake import Hold, LakeTable
from .observations import FILE_ROWS, ObservationStore
from .rollups import DayRollup

__all__ = ["RETENTION_S", "compact", "tidy", "tidying_due", "vacuum"]

_LOG = logging.getLogger(__name__)

MOST_SMALL_FILES = 32
SMALL_ROWS = 262_144
RETENTION_S = 24 * 3600.0
_TROUBLE = (OSError, EcoError, duckdb.Error, pa.ArrowException)


def tidying_due(observations: ObservationStore, rollups: DayRollup) -> bool:
    """Whether `tidy` has anything to do; raises nothing that would hide what was acknowledged."""
    try:
        logs = (observations.lake, rollups.lake)
        return bool(_crowded(observations) or rollups.crowded()) or any(lake.long_log() for lake in logs)
    except _TROUBLE:
        _LOG.warning("looking for small files failed; it is tried again after a later append", exc_info=True)
        return False


def tidy(observations: ObservationStore, rollups: DayRollup, engine: Engine, hold: Hold) -> None:
    """Merge small files where a month has collected too many, and sum up long logs; others may read and write meanwhile.

    What the caller acknowledged does not depend on it. The writer's lock is held only to exchange files.
    """
    try:
        merged = [_merge(observations, files, engine, hold) for files in _crowded(observations)]
        merged += [rollups.merge(observations, files, hold) for files in rollups.crowded()]
        for lake in (observations.lake, rollups.lake):
            lake.sum_up()
            if merged:
                vacuum(lake)
        if merged:
            # A merge holds a month's file in memory for a moment; Arrow's allocator would keep that for a process's life.
            pa.default_memory_pool().release_unused()
    except _TROUBLE:
        _LOG.warning("merging small files failed; it is tried again after a later append", exc_info=True)


def _crowded(observations: ObservationStore) -> list[list[DataFile]]:
    """Files that should become fewer, each list of one month."""
    months = _by_month(observations.lake.snapshot().files.values())
    found = []
    for month, files in months.items():
        small = [file for file in files if file.rows < SMALL_ROWS]
        if month < max(months) and len(files) > _most_files(files):
            found.append(files)
        elif len(small) > MOST_SMALL_FILES:
            found.append(small)
    return found


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
    hold: Hold,
    progress: Progress | None = None,
) -> Iterator[tuple[int, int]]:
    """Merge the small files of every month; others may read and write meanwhile.

    The writer's lock is held only to exchange files: what was merged from files that somebody replaced in the meantime is
    thrown away.

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
        added = _merged(observations, files, engine)
        if observations.lake.exchange(files, added, hold):
            yield len(files), len(added)
    for _, parts in sorted(_by_month(rollups.lake.snapshot().files.values()).items()):
        checkpoint(progress, 1.0)
        if len(parts) > 1 and rollups.merge(observations, parts, hold):
            yield len(parts), 1
    for lake in (observations.lake, rollups.lake):
        lake.sum_up()


def _to_merge(files: list[DataFile], *, closed: bool) -> list[DataFile]:
    """Which files of a month shall become fewer: all of one that is over and in pieces, else the small ones."""
    pieces = -(-sum(file.rows for file in files) // FILE_ROWS)
    if closed and len(files) > pieces + 1:
        return files
    return [file for file in files if file.rows < SMALL_ROWS]


def _merge(observations: ObservationStore, files: list[DataFile], engine: Engine, hold: Hold) -> bool:
    return observations.lake.exchange(files, _merged(observations, files, engine), hold)


def _merged(observations: ObservationStore, files: list[DataFile], engine: Engine) -> list[DataFile]:
    """The rows of the files of one month in few files, which have yet to join the table."""
    rows = (
        engine.raw()
        .execute(
            "SELECT * FROM read_parquet(?, hive_partitioning = false) ORDER BY property, station_id, time, interval",
            [[str(path) for path in observations.paths(files)]],
        )
        .to_arrow_reader(SMALL_ROWS)
    )
    return [observations.lake.write_file(files[0].partition, part) for part in _parts(rows)]


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
        # Another process may clear away the same file meanwhile.
        with contextlib.suppress(FileNotFoundError):
            if path.relative_to(lake.root).as_posix() not in kept and path.stat().st_mtime < horizon:
                path.unlink()
                gone += 1
    return gone
