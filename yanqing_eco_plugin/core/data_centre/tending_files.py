"""Checks the files of a lake table and its keys against the table's log."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from .delta_log import DataFile, Partition, Snapshot
from .engine import Engine
from .lake import LakeTable
from .tending_findings import Finding

__all__ = ["check_files", "check_keys"]

_KEY = "property, station_id, time, interval"
_SLACK_US = 1000  # Delta keeps milliseconds


def check_files(part: str, lake: LakeTable, snapshot: Snapshot) -> Iterator[Finding | DataFile]:
    """Compare each file that the snapshot names with what the log says of it.

    Yields a finding for a file that is missing, cannot be decoded, or holds other rows or bounds than the log says; and each
    sound file as it is.
    """
    for file in snapshot.files.values():
        place = f"{part}/{file.path}"
        path = lake.root / file.path
        if not path.is_file():
            detail = f"{file.rows} rows, {_span(file)}"
            yield Finding(part, place, "file_missing", detail, month=file.partition, path=file.path)
            continue
        try:
            held = lake.describe(path, file.partition)
            _decode(lake, file)
        except (pa.ArrowException, OSError, ValueError) as error:
            detail = f"{file.rows} rows, {_span(file)}: {str(error).splitlines()[0]}"
            yield Finding(part, place, "file_unreadable", detail, month=file.partition, path=file.path)
            continue
        said = _unlike(file, held)
        if said:
            yield Finding(part, place, "file_differs", said, month=file.partition, path=file.path)
        elif not _in_month(held):
            detail = f"{held.minimum.get('time')} to {held.maximum.get('time')} (microseconds)"
            yield Finding(part, place, "wrong_month", detail, month=file.partition, path=file.path)
        else:
            yield file


def _decode(lake: LakeTable, file: DataFile) -> None:
    """Read every page of the file, a row group at a time; raises where one cannot be read."""
    with pq.ParquetFile(lake.root / file.path) as opened:
        if not set(lake.schema.names) <= set(opened.schema_arrow.names):
            raise ValueError(f"columns {opened.schema_arrow.names}")
        rows = 0
        for group in range(opened.num_row_groups):
            rows += opened.read_row_group(group, columns=lake.schema.names).num_rows
        if rows != opened.metadata.num_rows:
            raise ValueError(f"{rows} rows instead of {opened.metadata.num_rows}")


def _unlike(said: DataFile, held: DataFile) -> str:
    if said.rows != held.rows:
        return f"{held.rows} rows instead of {said.rows}"
    for name in said.minimum:
        pairs = ((said.minimum.get(name), held.minimum.get(name)), (said.maximum.get(name), held.maximum.get(name)))
        for expected, found in pairs:
            near = isinstance(expected, int) and isinstance(found, int) and abs(expected - found) <= _SLACK_US
            if expected != found and not near:
                return f"{name} reaches to {found} instead of {expected}"
    return ""


def _in_month(held: DataFile) -> bool:
    low, high = held.minimum.get("time"), held.maximum.get("time")
    if not isinstance(low, int) or not isinstance(high, int):
        return True
    return {_month(low), _month(high)} == {held.partition}


def _month(microseconds: int) -> Partition:
    number = int(pa.scalar(microseconds, pa.timestamp("us", "UTC")).as_py().strftime("%Y%m"))
    return number // 100, number % 100


def _span(file: DataFile) -> str:
    low, high = file.minimum.get("time"), file.maximum.get("time")
    if not isinstance(low, int) or not isinstance(high, int):
        return f"{file.partition[0]}-{file.partition[1]:02d}"
    moments = [pa.scalar(one, pa.timestamp("us", "UTC")).as_py().isoformat() for one in (low, high)]
    return " to ".join(moments)


def check_keys(lake: LakeTable, files: list[DataFile], month: Partition, engine: Engine) -> Finding | None:
    """Find keys of a month's observations that occur more than once, one property at a time to bound the memory."""
    paths = [str(lake.root / file.path) for file in files]
    raw = engine.raw()
    repeated = 0
    sample = ""
    names = raw.execute(
        "SELECT DISTINCT property FROM read_parquet(?, hive_partitioning = false) ORDER BY 1", [paths]
    ).fetchall()
    for (name,) in names:
        found = raw.execute(
            f"SELECT {_KEY}, count(*) FROM read_parquet(?, hive_partitioning = false) WHERE property = ? "  # noqa: S608  # nosec B608
            f"GROUP BY {_KEY} HAVING count(*) > 1",
            [paths, name],
        ).fetchall()
        repeated += len(found)
        sample = sample or (f"e.g. {found[0][1]} {found[0][0]} {found[0][2].isoformat()}" if found else "")
    if not repeated:
        return None
    place = f"observations/year={month[0]}/month={month[1]}"
    return Finding("observations", place, "duplicate_keys", f"{repeated} keys, {sample}", month=month)
