"""The parts of a folder centre, for copying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa

from .copying_access import Month, Span
from .copying_sums import MonthSum, SumOfRows
from .delta_log import DataFile
from .engine import Engine
from .failures import clear_errors
from .folder import FolderCentre
from .frames import OBSERVATION_SCHEMA
from .instants import microseconds
from .observations import ObservationStore
from .positions import PositionStore
from .rollups import DayRollup
from .writing import FolderWriter

__all__ = ["FolderBulk"]

# ruff: noqa: S608

_ROWS = 131_072
_WAIT_S = 60.0


class FolderBulk:
    """Reads and writes the lake of a folder centre month by month."""

    def __init__(self, centre: FolderCentre) -> None:
        self._folder = Path(centre.address)
        self._engine = Engine()
        offset = centre.district.utc_offset_hours
        self._observations = ObservationStore(self._folder, self._engine)
        self._positions = PositionStore(self._folder, self._engine)
        rollups = DayRollup(self._folder, self._engine, offset)
        self._writer = FolderWriter(self._folder, self._observations, rollups, self._engine, offset, _WAIT_S)

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
        with clear_errors(self._folder):
            files = self._observations.lake.snapshot().in_partitions([month])
            if not files:
                yield iter(())
                return
            yield self._asked(files, span, ordered)

    def _asked(self, files: list[DataFile], span: Span, ordered: bool) -> Iterator[pa.Table]:
        tests, values = ["true"], []
        if span.start is not None:
            tests.append("epoch_us(time) > ?")
            values.append(microseconds(span.start))
        if span.end is not None:
            tests.append("epoch_us(time) <= ?")
            values.append(microseconds(span.end))
        columns = ", ".join(f'"{name}"' for name in OBSERVATION_SCHEMA.names)
        order = " ORDER BY property, station_id, time, interval" if ordered else ""
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

    def load_month(self, month: Month, parts: Iterable[pa.Table]) -> None:
        """Store a month that is not there yet, in one commit."""
        self._writer.load(month, (part.cast(OBSERVATION_SCHEMA) for part in parts))

    def finish(self) -> None:
        """Nothing is left to do: each month brought the states up to date."""

    def restore(self, table: str, rows: pd.DataFrame) -> None:
        """Write rows of a feature table with the versions and stamps they bring along."""
        self._writer.restore(table, rows)

    def fix_months(self) -> list[Month]:
        """Months with positions, in order."""
        lake = self._positions.lake
        if not (lake.root / "_delta_log").is_dir():
            return []
        with clear_errors(self._folder):
            return sorted({file.partition for file in lake.snapshot().files.values()})

    def close(self) -> None:
        """Give files and connections back."""
        self._engine.close()
