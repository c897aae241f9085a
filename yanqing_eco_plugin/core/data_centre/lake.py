"""A Delta Lake table on a local disk: whole commits, kept for good once they return, read by anything that knows Delta.

The package ``deltalake`` makes, opens and checkpoints the table. Commits are written here, because its local writes are
never flushed to the disk (no ``fsync`` is seen under ``strace``, deltalake 1.6.6), and because it cannot replace named
files by others in one commit, which corrections and the merging of small files need.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from ..errors import CentreError, CentreFormatError
from .delta_log import Commit, DataFile, LogFormat, Partition, Snapshot
from .durable import flush_file, flush_folder, publish_new, write_new

__all__ = ["Hold", "LakeTable"]

_LOG = logging.getLogger(__name__)

ROW_GROUP = 262_144
CHECKPOINT_EVERY = 64
KEEP_LOG = "interval 7 days"
_RELOAD_S = 600.0

Hold = Callable[[], AbstractContextManager[object]]  # gives a block in which we hold the writer's lock


class LakeTable:
    """A table partitioned by year and month.

    Parameters
    ----------
    root
        Folder of the table.
    schema
        Columns of a data file, in order, without the partition columns ``year`` and ``month``.
    bounds
        Columns whose smallest and largest value each file's entry in the log carries.
    packed
        Columns of integers or instants that grow steadily (DELTA_BINARY_PACKED).
    row_group
        Most rows of a row group.
    """

    def __init__(
        self,
        root: Path,
        schema: pa.Schema,
        *,
        bounds: Sequence[str],
        packed: Sequence[str] = (),
        row_group: int = ROW_GROUP,
    ) -> None:
        self.root = root
        self.schema = schema
        self._bounds = tuple(bounds)
        self._format = LogFormat(schema, bounds)
        self._packed = tuple(packed)
        self._row_group = row_group
        self._log = root / "_delta_log"
        self._guard = threading.Lock()
        self._known: Snapshot | None = None
        self._loaded_at = 0.0
        self._summed_up: int | None = None

    def create(self) -> None:
        """Make the empty table."""
        fields = [*self.schema, pa.field("year", pa.int32()), pa.field("month", pa.int32())]
        self.root.mkdir(parents=True, exist_ok=True)
        DeltaTable.create(
            str(self.root),
            schema=pa.schema(fields),
            partition_by=["year", "month"],
            name=self.root.name,
            configuration={"delta.logRetentionDuration": KEEP_LOG},
        )
        flush_file(self._commit_path(0))
        flush_folder(self._log)
        flush_folder(self.root)

    # -- reading -------------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """The newest version; costs one look at the folder where nothing has changed."""
        with self._guard:
            stale = time.monotonic() - self._loaded_at > _RELOAD_S
            if self._known is None or stale:
                self._known, self._loaded_at = self._load(), time.monotonic()
            while True:
                commit = self._read_commit(self._known.version + 1)
                if commit is None:
                    return self._known
                self._known = self._known.after(commit)

    def reload(self) -> None:
        """Look at the table afresh next time, also where it was replaced by an older copy."""
        with self._guard:
            self._known = self._summed_up = None

    def commits_after(self, version: int) -> list[Commit]:
        """The commits that followed `version`, oldest first."""
        found: list[Commit] = []
        while (commit := self._read_commit(version + 1 + len(found))) is not None:
            found.append(commit)
        return found

    def _load(self) -> Snapshot:
        try:
            table = DeltaTable(str(self.root))
            actions = pa.table(table.get_add_actions(flatten=True)).to_pylist()
        except (DeltaError, OSError, ValueError) as error:
            raise CentreFormatError(
                "The table {table} of the data centre cannot be read.",
                hint="Open the centre once for writing, which repairs what an interrupted write left; else restore a backup.",
                details=f"{self._log}: {error}",
                table=self.root.name,
            ) from error
        files = [self._format.of_action(action) for action in actions]
        return Snapshot(table.version(), MappingProxyType({file.path: file for file in files}))

    def _read_commit(self, version: int) -> Commit | None:
        try:
            lines = self._commit_path(version).read_text(encoding="utf-8").splitlines()
            return self._format.read(version, lines)
        except FileNotFoundError:
            return None
        except PermissionError:
            raise
        except OSError as error:
            raise CentreError(
                "The table {table} of the data centre cannot be reached.",
                hint="Check the disk or the network share that it lies on, then try again.",
                details=str(error),
                table=self.root.name,
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CentreFormatError(
                "The table {table} of the data centre cannot be read.",
                hint="Restore the file of its log that the details name from a backup.",
                details=f"{self._commit_path(version)}: {error!r}",
                table=self.root.name,
            ) from error

    # -- writing -------------------------------------------------------------------------------------------------------

    def write_file(self, partition: Partition, parts: Iterable[pa.Table | pa.RecordBatch]) -> DataFile:
        """Write sorted rows of one month to a file of its own and flush it; it joins the table with `commit`.

        The parts have the columns of the table; text may come as dictionaries.
        """
        folder = self.root / f"year={partition[0]}" / f"month={partition[1]}"
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            flush_folder(folder.parent)
            flush_folder(self.root)
        path = folder / f"part-{uuid.uuid4().hex}.parquet"
        written: list[pq.FileMetaData] = []
        # Made in memory: Arrow takes as long again to find out on which file system a path lies, and to write it.
        content = pa.BufferOutputStream()
        with ExitStack() as open_files:
            writer: pq.ParquetWriter | None = None
            for part in parts:
                rows = part if isinstance(part, pa.Table) else pa.Table.from_batches([part])
                if writer is None:
                    writer = open_files.enter_context(self._parquet(content, rows.schema, written))
                writer.write_table(rows.select(self.schema.names).cast(writer.schema), row_group_size=self._row_group)
        buffer = memoryview(content.getvalue())
        write_new(path, buffer)
        flush_folder(folder)
        return self._described(path, partition, written[0], len(buffer))

    def _parquet(self, sink: pa.NativeFile, given: pa.Schema, written: list[pq.FileMetaData]) -> pq.ParquetWriter:
        fields = []
        for field_ in self.schema:
            coded = pa.types.is_dictionary(given.field(field_.name).type)
            fields.append(pa.field(field_.name, pa.dictionary(pa.int32(), field_.type) if coded else field_.type))
        return pq.ParquetWriter(
            sink,
            pa.schema(fields),
            compression="zstd",
            compression_level=3,
            use_dictionary=[name for name in self.schema.names if name not in self._packed],
            column_encoding=dict.fromkeys(self._packed, "DELTA_BINARY_PACKED"),
            # Dictionaries are how we hold text in memory, not what other readers should see.
            store_schema=False,
            metadata_collector=written,
        )

    def describe(self, path: Path, partition: Partition) -> DataFile:
        """What the log says of a file: its rows, size and the bounds of its columns, read from the file itself."""
        return self._described(path, partition, pq.read_metadata(path), path.stat().st_size)

    def _described(self, path: Path, partition: Partition, meta: pq.FileMetaData, size: int) -> DataFile:
        low: dict[str, object] = {}
        high: dict[str, object] = {}
        for name in self._bounds:
            index = self.schema.get_field_index(name)
            groups = [meta.row_group(g).column(index).statistics for g in range(meta.num_row_groups)]
            known = [group for group in groups if group is not None and group.has_min_max]
            if known and len(known) == len(groups):
                low[name] = min(group.min for group in known)
                high[name] = max(group.max for group in known)
        relative = path.relative_to(self.root).as_posix()
        return DataFile(relative, partition, meta.num_rows, size, self._format.limits(low), self._format.limits(high))

    def commit(
        self,
        operation: str,
        *,
        added: Sequence[DataFile] = (),
        removed: Sequence[DataFile] = (),
        data_change: bool = True,
        note: Mapping[str, object] | None = None,
    ) -> int:
        """Make files join and leave the table in one step; returns the new version, durable.

        The caller holds the writer's lock.

        Raises
        ------
        CentreError
            Where another program committed at the same moment.
        """
        snapshot = self.snapshot()
        version = snapshot.version + 1
        for file in removed:
            # Vacuum goes by the file's age, so its age is counted from the day it left the table.
            with suppress(FileNotFoundError):
                os.utime(self.root / file.path)
        content = self._format.write(operation, added, removed, data_change=data_change, note=note or {})
        try:
            publish_new(self._commit_path(version), content)
        except FileExistsError as error:
            raise CentreError(
                "Another program wrote to the table {table} of the data centre at the same moment.",
                hint="Send the same data again; write to the centre only through this plugin.",
                details=str(error),
                table=self.root.name,
            ) from error
        return version

    def exchange(
        self,
        files: Sequence[DataFile],
        merged: Sequence[DataFile],
        hold: Hold,
        note: Callable[[], Mapping[str, object]] = dict,
    ) -> bool:
        """Put merged files in the place of those they were made of; False, and they are gone, where that came too late.

        It comes too late where one of `files` has left the table meanwhile. The writer's lock is held here alone.

        Parameters
        ----------
        note
            What the commit notes; asked inside that block.
        """
        with hold():
            held = self.snapshot().files
            fits = all(file.path in held for file in files)
            if fits:
                self.commit("OPTIMIZE", added=merged, removed=files, data_change=False, note=note())
        if not fits:
            for file in merged:
                (self.root / file.path).unlink(missing_ok=True)
        return fits

    def long_log(self) -> bool:
        """Whether so many commits have come since the last checkpoint that `sum_up` makes another one."""
        if self._summed_up is None:
            self._summed_up = self._last_checkpoint()
        return self.snapshot().version // CHECKPOINT_EVERY > self._summed_up // CHECKPOINT_EVERY

    def _last_checkpoint(self) -> int:
        try:
            return int(json.loads((self._log / "_last_checkpoint").read_bytes())["version"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def sum_up(self) -> None:
        """Checkpoint a long log so that opening stays quick; others may read and write meanwhile.

        Nothing that was acknowledged depends on it.
        """
        if not self.long_log():
            return
        # Also where it fails: it is tried again as many commits later.
        self._summed_up = self.snapshot().version // CHECKPOINT_EVERY * CHECKPOINT_EVERY
        try:
            table = DeltaTable(str(self.root), version=self._summed_up)
            table.create_checkpoint()
            for path in self._checkpoints()[-1:]:
                flush_file(path)
            flush_file(self._log / "_last_checkpoint")
            flush_folder(self._log)
            table.cleanup_metadata()
        except (DeltaError, OSError):
            _LOG.warning("summing up the log of %s failed; it is tried again later", self.root, exc_info=True)

    def repair(self) -> None:
        """Remove a checkpoint that a power cut left incomplete; the commits it sums up are still there.

        Commits and data files need none of this: each is flushed before its name appears.
        """
        hint = self._log / "_last_checkpoint"
        newest = self._checkpoints()[-1:]
        try:
            for path in newest:
                pq.read_metadata(path)
            if hint.exists():
                json.loads(hint.read_bytes())
        except (pa.ArrowException, OSError, ValueError):
            _LOG.warning("removing an incomplete checkpoint of %s", self.root)
            for path in (hint, *newest):
                path.unlink(missing_ok=True)
            flush_folder(self._log)
            self.reload()

    def _checkpoints(self) -> list[Path]:
        return sorted(self._log.glob("*.checkpoint*.parquet"))

    def _commit_path(self, version: int) -> Path:
        return self._log / f"{version:020}.json"
