"""The entries of a Delta Lake log: which files joined and left the table with each commit.

Delta protocol, reader version 1, writer version 2.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from urllib.parse import unquote

import pyarrow as pa

__all__ = ["Commit", "DataFile", "LogFormat", "Partition", "Snapshot"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Partition = tuple[int, int]  # year, month


@dataclass(frozen=True)
class DataFile:
    """One Parquet file of the table with the bounds of its columns (instants in microseconds UTC)."""

    path: str
    partition: Partition
    rows: int
    size: int
    minimum: Mapping[str, object] = field(default_factory=dict)
    maximum: Mapping[str, object] = field(default_factory=dict)

    def may_hold(self, column: str, names: Iterable[str] | None) -> bool:
        """Whether a text column may hold one of the names; None stands for any name."""
        low, high = self.minimum.get(column), self.maximum.get(column)
        if names is None or not isinstance(low, str) or not isinstance(high, str):
            return True
        return any(low <= name <= high for name in names)

    def may_lie_in(self, column: str, after: int | None, until: int | None) -> bool:
        """Whether an instant may be found with ``after < instant <= until`` (microseconds); None leaves a side open."""
        low, high = self.minimum.get(column), self.maximum.get(column)
        if after is not None and isinstance(high, int) and high <= after:
            return False
        return until is None or not isinstance(low, int) or low <= until

    def lies_in(self, column: str, after: int | None, until: int | None) -> bool:
        """Whether all instants of the file are known to lie in ``after < instant <= until`` (microseconds)."""
        low, high = self.minimum.get(column), self.maximum.get(column)
        if not isinstance(low, int) or not isinstance(high, int):
            return after is None and until is None
        return (after is None or low > after) and (until is None or high <= until)


@dataclass(frozen=True)
class Commit:
    """What one commit did to the table; `note` is its ``commitInfo``."""

    version: int
    added: tuple[DataFile, ...]
    removed: tuple[str, ...]
    data_change: bool
    note: Mapping[str, object]


@dataclass(frozen=True)
class Snapshot:
    """The files of one version of the table."""

    version: int
    files: Mapping[str, DataFile]

    def in_partitions(self, partitions: Iterable[Partition]) -> list[DataFile]:
        """Files of the months named."""
        wanted = set(partitions)
        return [file for file in self.files.values() if file.partition in wanted]

    def after(self, commit: Commit) -> Snapshot:
        """The snapshot that the commit leads to."""
        files = dict(self.files)
        for path in commit.removed:
            files.pop(path, None)
        files.update({file.path: file for file in commit.added})
        return Snapshot(commit.version, MappingProxyType(files))


class LogFormat:
    """Translates between files and the lines of the log of one table.

    Parameters
    ----------
    schema
        Columns of the table's files.
    bounds
        Columns whose smallest and largest value the log keeps.
    """

    def __init__(self, schema: pa.Schema, bounds: Sequence[str]) -> None:
        self._bounds = tuple(bounds)
        self._instants = {name for name in bounds if pa.types.is_timestamp(schema.field(name).type)}

    def limits(self, values: Mapping[str, object]) -> dict[str, object]:
        """Bounds of the columns concerned, instants as microseconds."""
        return {
            name: _microseconds(values[name]) if name in self._instants else values[name]
            for name in self._bounds
            if values.get(name) is not None
        }

    def of_action(self, action: Mapping[str, object]) -> DataFile:
        """A file from a row of ``DeltaTable.get_add_actions(flatten=True)``."""
        return DataFile(
            unquote(str(action["path"])),
            (int(str(action["partition.year"])), int(str(action["partition.month"]))),
            int(str(action["num_records"])),
            int(str(action["size_bytes"])),
            self.limits({name: action.get(f"min.{name}") for name in self._bounds}),
            self.limits({name: action.get(f"max.{name}") for name in self._bounds}),
        )

    def read(self, version: int, lines: Iterable[str]) -> Commit:
        """A commit from the lines of its file in the log."""
        added: list[DataFile] = []
        removed: list[str] = []
        note: Mapping[str, object] = {}
        change = False
        for line in lines:
            action = json.loads(line)
            if "add" in action:
                added.append(self._read_add(action["add"]))
                change = change or bool(action["add"]["dataChange"])
            elif "remove" in action:
                removed.append(unquote(action["remove"]["path"]))
                change = change or bool(action["remove"]["dataChange"])
            elif "commitInfo" in action:
                note = action["commitInfo"]
        return Commit(version, tuple(added), tuple(removed), change, note)

    def _read_add(self, entry: Mapping[str, object]) -> DataFile:
        stats = json.loads(str(entry.get("stats") or "{}"))
        values = dict(entry["partitionValues"])  # type: ignore[call-overload]
        return DataFile(
            unquote(str(entry["path"])),
            (int(values["year"]), int(values["month"])),
            int(stats.get("numRecords", 0)),
            int(str(entry["size"])),
            self.limits(stats.get("minValues", {})),
            self.limits(stats.get("maxValues", {})),
        )

    def write(
        self,
        operation: str,
        added: Iterable[DataFile],
        removed: Iterable[DataFile],
        *,
        data_change: bool,
        note: Mapping[str, object],
    ) -> bytes:
        """The content of a commit's file in the log."""
        now = int(time.time() * 1000)
        info = {"timestamp": now, "operation": operation, "engineInfo": "yanqing_eco", **note}
        actions: list[dict[str, object]] = [{"commitInfo": info}]
        for file in removed:
            entry = {
                "path": file.path,
                "deletionTimestamp": now,
                "dataChange": data_change,
                "extendedFileMetadata": True,
                "partitionValues": _partition_values(file),
                "size": file.size,
            }
            actions.append({"remove": entry})
        for file in added:
            entry = {
                "path": file.path,
                "partitionValues": _partition_values(file),
                "size": file.size,
                "modificationTime": now,
                "dataChange": data_change,
                "stats": self._stats(file),
            }
            actions.append({"add": entry})
        return "".join(json.dumps(action, separators=(",", ":")) + "\n" for action in actions).encode()

    def _stats(self, file: DataFile) -> str:
        stats = {
            "numRecords": file.rows,
            "minValues": {name: self._stat(name, value, 0) for name, value in file.minimum.items()},
            # Delta keeps milliseconds; an upper bound must not be cut below the value.
            "maxValues": {name: self._stat(name, value, 999) for name, value in file.maximum.items()},
            "nullCount": {},
        }
        return json.dumps(stats, separators=(",", ":"))

    def _stat(self, name: str, value: object, slack_us: int) -> object:
        if name not in self._instants or not isinstance(value, int):
            return value
        moment = _EPOCH + timedelta(milliseconds=(value + slack_us) // 1000)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _microseconds(value: object) -> int:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // _MICROSECOND


def _partition_values(file: DataFile) -> dict[str, str]:
    return {"year": str(file.partition[0]), "month": str(file.partition[1])}
