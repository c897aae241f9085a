"""The months of a lake of observations: what each holds, and its rows in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyarrow as pa

from .copying_access import Month, Span
from .copying_sums import MonthSum, SumOfRows
from .delta_log import DataFile
from .engine import Engine
from .failures import clear_errors
from .frames import OBSERVATION_SCHEMA
from .instants import microseconds
from .observations import ObservationStore

__all__ = ["LakeMonths"]

# ruff: noqa: S608

_ROWS = 131_072


class LakeMonths:
    """Reads the observations in a folder month by month.

    Parameters
    ----------
    folder
        Where the table ``observations`` lies; named in errors.
    observations, engine
        The table and what reads it.
    """

    def __init__(self, folder: Path, observations: ObservationStore, engine: Engine) -> None:
        self._folder = folder
        self._observations = observations
        self._engine = engine

    def months(self) -> list[Month]:
        """Months with observations, in order."""
        with clear_errors(self._folder):
            return sorted({file.partition for file in self._observations.lake.snapshot().files.values()})

    def month_sum(self, month: Month, span: Span) -> MonthSum:
        """Rows and checksum of a month within a span."""
        counted = SumOfRows()
        with self._parts(month, span, ordered=False) as parts:
            for part in parts:
                counted.add(part)
        return counted.total()

    @contextmanager
    def read_month(self, month: Month, span: Span) -> Iterator[Iterator[pa.Table]]:
        """Sorted observations of a month within a span, in parts."""
        with self._parts(month, span, ordered=True) as parts:
            yield parts

    @contextmanager
    def _parts(self, month: Month, span: Span, *, ordered: bool) -> Iterator[Iterator[pa.Table]]:
        with self._clear(month):
            files = self._observations.lake.snapshot().in_partitions([month])
        yield self._asked(month, files, span, ordered)

    def _clear(self, month: Month) -> AbstractContextManager[None]:
        """A block that reads a month, and gives one clear error where it cannot."""
        return clear_errors(self._folder)

    def _asked(self, month: Month, files: list[DataFile], span: Span, ordered: bool) -> Iterator[pa.Table]:
        if not files:
            return
        tests, values = ["true"], []
        if span.start is not None:
            tests.append("epoch_us(time) > ?")
            values.append(microseconds(span.start))
        if span.end is not None:
            tests.append("epoch_us(time) <= ?")
            values.append(microseconds(span.end))
        columns = ", ".join(f'"{name}"' for name in OBSERVATION_SCHEMA.names)
        order = " ORDER BY property, station_id, time, interval" if ordered else ""
        # Around the reading alone: what befalls those who store the rows is not a fault of these files.
        with self._clear(month):
            reader = (
                self._engine.raw()
                .cursor()
                .execute(
                    f"SELECT {columns} FROM read_parquet(?, hive_partitioning = false) WHERE {' AND '.join(tests)}{order}",  # nosec B608
                    [[str(path) for path in self._observations.paths(files)], *values],
                )
                .to_arrow_reader(_ROWS)
            )
            for batch in reader:
                yield pa.Table.from_batches([batch])
