"""How a copy reaches the parts of a centre in bulk, whatever kind it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import pandas as pd
import pyarrow as pa

from .copying_sums import MonthSum

__all__ = ["BulkAccess", "Month", "Span"]

Month = tuple[int, int]  # year and month, UTC


@dataclass(frozen=True)
class Span:
    """``start < time <= end``; None leaves a side open."""

    start: datetime | None = None
    end: datetime | None = None


class BulkAccess(Protocol):
    """The parts of one centre."""

    def months(self) -> list[Month]:
        """Months with observations, in order."""

    def month_sum(self, month: Month, span: Span) -> MonthSum:
        """Rows and checksum of a month within a span."""

    def read_month(self, month: Month, span: Span) -> AbstractContextManager[Iterator[pa.Table]]:
        """Observations of a month within a span in parts of bounded size, each sorted by property, station, time, interval
        or continuing the one before in that order."""

    def load_month(self, month: Month, parts: Iterable[pa.Table]) -> None:
        """Store a month that is not there yet: all of it, or nothing. Roll-ups and newest rows count it afterwards."""

    def finish(self) -> None:
        """Bring the states of all places up to date."""

    def restore(self, table: str, rows: pd.DataFrame) -> None:
        """Write rows of a feature table with the versions and stamps they bring along."""

    def fix_months(self) -> list[Month]:
        """Months with positions, in order."""

    def close(self) -> None:
        """Give files and connections back."""
