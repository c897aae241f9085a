"""The parts of a folder centre, for copying."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa

from .copying_access import Month
from .engine import Engine
from .failures import clear_errors
from .folder import FolderCentre
from .frames import OBSERVATION_SCHEMA
from .lake_months import LakeMonths
from .observations import ObservationStore
from .positions import PositionStore
from .rollups import DayRollup
from .writing import FolderWriter

__all__ = ["FolderBulk"]

_WAIT_S = 60.0


class FolderBulk(LakeMonths):
    """Reads and writes the lake of a folder centre month by month."""

    def __init__(self, centre: FolderCentre) -> None:
        folder, engine = Path(centre.address), Engine()
        super().__init__(folder, ObservationStore(folder, engine), engine)
        offset = centre.district.utc_offset_hours
        self._positions = PositionStore(self._folder, self._engine)
        rollups = DayRollup(self._folder, self._engine, offset)
        self._writer = FolderWriter(self._folder, self._observations, rollups, self._engine, offset, _WAIT_S)

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
