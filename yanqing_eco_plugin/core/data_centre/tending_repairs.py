"""Puts right what can be put right in the tables of a folder centre; damaged files are set aside, never deleted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .delta_log import DataFile, Partition
from .engine import Engine
from .frames import month_at, month_of
from .lake import ROW_GROUP, LakeTable
from .set_aside import set_aside
from .tending_findings import Finding

__all__ = ["mend_file", "mend_keys"]

_LOG = logging.getLogger(__name__)


def mend_file(centre: Path, lake: LakeTable, finding: Finding) -> tuple[set[Partition], int]:
    """Replace a file by what can still be read of it; the caller holds the writer's lock.

    A file that is gone leaves the table; one that cannot be read whole is set aside and its readable row groups stay; one
    that holds something else than the log says is entered as what it is, each row in its own month.

    Returns
    -------
    months
        UTC months whose records may have changed.
    lost
        Rows that the log knew and nobody can read any more.
    """
    file = lake.snapshot().files.get(finding.path)
    if file is None:
        return set(), 0  # replaced by a correction or a merger in the meantime
    path = lake.root / file.path
    months = {file.partition}
    added: list[DataFile] = []
    if path.is_file():
        for table in _readable(path, lake.schema):
            for month, rows in _by_month(table, file.partition):
                months.add(month)
                added.append(lake.write_file(month, [rows]))
    lake.commit("MERGE", added=added, removed=[file])
    if finding.problem == "file_unreadable" and path.is_file():
        kept = set_aside(centre, path)
        _LOG.warning("%s is damaged and lies now in %s", path, kept)
    return months, max(file.rows - sum(one.rows for one in added), 0)


def _readable(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """The row groups of a file that can be decoded."""
    try:
        opened = pq.ParquetFile(path)
    except (pa.ArrowException, OSError, ValueError):
        return
    with opened:
        if not set(schema.names) <= set(opened.schema_arrow.names):
            return
        for group in range(opened.num_row_groups):
            try:
                yield opened.read_row_group(group, columns=schema.names).cast(schema)
            except (pa.ArrowException, OSError, ValueError):
                _LOG.warning("row group %d of %s is lost", group, path, exc_info=True)


def _by_month(table: pa.Table, partition: Partition) -> Iterator[tuple[Partition, pa.Table]]:
    if "time" not in table.schema.names:
        yield partition, table
        return
    months = month_of(table.column("time").cast(pa.int64()).to_numpy())
    for month in np.unique(months):
        yield month_at(month), table.filter(pa.array(months == month))


def mend_keys(lake: LakeTable, month: Partition, engine: Engine) -> set[Partition]:
    """Leave each key of a month once, as the newest of its files has it; the caller holds the writer's lock."""
    files = sorted(lake.snapshot().in_partitions([month]), key=lambda file: (lake.root / file.path).stat().st_mtime)
    paths = [str(lake.root / file.path) for file in files]
    raw = engine.raw()
    raw.register("ranks", pa.table({"filename": paths, "rank": range(len(paths))}))
    try:
        rows = raw.execute(
            "SELECT station_id, property, time, interval, value, flag "
            "FROM read_parquet(?, filename = true, file_row_number = true, hive_partitioning = false) "
            "JOIN ranks USING (filename) "
            "QUALIFY row_number() OVER (PARTITION BY property, station_id, time, interval "
            "ORDER BY rank DESC, file_row_number DESC) = 1 ORDER BY property, station_id, time, interval",
            [paths],
        ).to_arrow_reader(ROW_GROUP)
        added = [lake.write_file(month, [batch]) for batch in rows if batch.num_rows]
    finally:
        raw.unregister("ranks")
    lake.commit("MERGE", added=added, removed=files)
    return {month}
