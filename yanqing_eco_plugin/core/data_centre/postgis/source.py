"""The time series of the shared centre as statistics ask for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pandas as pd
import psycopg
import pyarrow as pa

from ..engine import Engine, QueryEngine
from .address import PostgisAddress
from .archive import Archive
from .connections import Connections
from .engine import rollup_table
from .failures import clear_database_errors
from .split import fetch_anywhere

__all__ = ["SharedEngine", "SharedSource"]


class SharedEngine:
    """Evaluates expressions in the database; those over frames of our own in this process."""

    def __init__(self, address: PostgisAddress, connections: Connections) -> None:
        self._address = address
        self._connections = connections
        self.local = Engine()

    @contextmanager
    def reading(self) -> Iterator[psycopg.Connection]:
        """A connection for one question."""
        with clear_database_errors(self._address), self._connections.one() as connection:
            yield connection

    def fetch(self, question: ir.Table) -> pa.Table:
        """The answer to an ibis expression."""
        if not question.op().find(ops.UnboundTable):
            return self.local.fetch(question)
        with self.reading() as connection:
            return fetch_anywhere(connection, self.local, question)

    def table(self, files: Sequence[Path], schema: pa.Schema) -> ir.Table:
        """The rows of Parquet files of the archive."""
        return self.local.table(files, schema)

    def close(self) -> None:
        """Give memory and connections back."""
        self.local.close()
        self._connections.close()


class SharedSource:
    """Observations and daily sums of the shared centre, with the archive as it stands at one moment."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def rows(
        self,
        engine: QueryEngine,
        *,
        after: int | None = None,
        until: int | None = None,
        properties: Collection[str] | None = None,
        stations: Collection[str] | None = None,
    ) -> ir.Table:
        """The observations; bounds and names that narrow the index are repeated here."""
        return self.archive.rows(after, until, properties, stations)

    def sums(
        self, engine: QueryEngine, prop: str, after: int, until: int, *, extremes: bool = False
    ) -> pd.DataFrame | None:
        """Sums of the records by station and interval; see `RecordSource.sums`."""
        return self.archive.record_sums(engine.fetch, prop, after, until, extremes=extremes)

    def days(self, first: date | None, last: date | None, properties: Collection[str] | None = None) -> ir.Table:
        """The daily sums of the local days from `first` to `last`, both included."""
        days = rollup_table()
        if first is not None:
            days = days.filter(days.day >= ibis.literal(first))
        if last is not None:
            days = days.filter(days.day <= ibis.literal(last))
        return days if properties is None else days.filter(days.property.isin(sorted(properties)))
