"""DuckDB as the reader of the lake's files, through ibis; bounded in memory and threads, and never on the network."""

from __future__ import annotations

import itertools
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

__all__ = ["Engine", "QueryEngine"]

MEMORY_LIMIT = "512MB"
MOST_THREADS = 4


class QueryEngine(Protocol):
    """What evaluates ibis expressions over the files of the lake."""

    def table(self, files: Sequence[Path], schema: pa.Schema) -> ir.Table:
        """The rows of Parquet files of one lake table, with the partition columns ``year`` and ``month``."""

    def fetch(self, question: ir.Table) -> pa.Table:
        """The answer to an ibis expression."""

    def close(self) -> None:
        """Give memory and connections back."""


class Engine:
    """One DuckDB instance in memory; each thread gets its own connection to it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._root: duckdb.DuckDBPyConnection | None = None
        self._local = threading.local()
        self._generation = 0
        self._numbers = itertools.count()

    def connection(self) -> ibis.backends.duckdb.Backend:
        """The calling thread's connection."""
        with self._guard:
            if self._root is None:
                self._root = duckdb.connect(
                    ":memory:",
                    config={
                        "memory_limit": MEMORY_LIMIT,
                        "threads": min(MOST_THREADS, os.cpu_count() or 1),
                        "temp_directory": str(Path(tempfile.gettempdir()) / f"yanqing_eco_duckdb_{os.getpid()}"),
                        "autoinstall_known_extensions": "false",
                        "autoload_known_extensions": "false",
                        "preserve_insertion_order": "false",
                        # It would keep the bytes of every file ever read, also of those merged away long ago: a writer that
                        # runs for days would grow to the limit. The system keeps files in memory, too.
                        "enable_external_file_cache": "false",
                    },
                )
                self._root.execute("SET TimeZone = 'UTC'")
                self._generation += 1
            root, generation = self._root, self._generation
        if getattr(self._local, "generation", None) != generation:
            cursor = root.cursor()
            cursor.execute("SET TimeZone = 'UTC'")
            self._local.backend = ibis.duckdb.from_connection(cursor)
            self._local.generation = generation
            self._local.names = []
        return self._local.backend

    def raw(self) -> duckdb.DuckDBPyConnection:
        """The calling thread's connection without ibis, for the writer's own sorting and merging."""
        return self.connection().con

    def fetch(self, question: ir.Table) -> pa.Table:
        """The answer to an ibis expression; the thread's lake tables are forgotten with it."""
        connection = self.connection()
        try:
            return connection.to_pyarrow(question)
        finally:
            for name in self._local.names:
                connection.con.execute(f'DROP VIEW IF EXISTS "{name}"')
            self._local.names = []

    def table(self, files: Sequence[Path], schema: pa.Schema) -> ir.Table:
        """The rows of Parquet files of one lake table, with the partition columns ``year`` and ``month``.

        An empty list gives an empty table of the same columns.
        """
        connection = self.connection()
        if files:
            name = f"lake_{next(self._numbers)}"
            self._local.names.append(name)
            return connection.read_parquet([str(file) for file in files], table_name=name, hive_partitioning=True)
        empty = pa.schema([*schema, pa.field("year", pa.int64()), pa.field("month", pa.int64())]).empty_table()
        return ibis.memtable(empty)

    def close(self) -> None:
        """Give the memory back; the next use opens a new instance."""
        with self._guard:
            if self._root is not None:
                self._root.close()
                self._root = None
