"""What statistics ask of a centre's time series, wherever they are kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

import ibis.expr.types as ir
import pandas as pd

from .engine import QueryEngine

__all__ = ["DaySource", "RecordSource"]


class RecordSource(Protocol):
    """The observations of a centre."""

    def rows(
        self,
        engine: QueryEngine,
        *,
        after: int | None = None,
        until: int | None = None,
        properties: Collection[str] | None = None,
        stations: Collection[str] | None = None,
    ) -> ir.Table:
        """A table for `engine` with at least the rows of ``after < time <= until`` (microseconds UTC) and those names."""

    def sums(
        self, engine: QueryEngine, prop: str, after: int, until: int, *, extremes: bool = False
    ) -> pd.DataFrame | None:
        """Sums of the valid records of a property with ``after < time <= until`` by station and interval.

        As `record_sums.RecordSums.of` gives them; None where `engine` has to add them up itself.
        """


class DaySource(Protocol):
    """The daily sums of a centre."""

    def days(self, first: date | None, last: date | None, properties: Collection[str] | None = None) -> ir.Table:
        """Partial sums of the local days from `first` to `last`, both included."""
