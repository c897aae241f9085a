"""How many valid values a mean needs (GB 3095)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from .tables import cell_number, read_table

__all__ = ["required_count"]


@cache
def _counts() -> Mapping[tuple[str, str, int], int]:
    return {
        (prop, row["period"], month): int(cell_number(row, "required", "validity"))
        for row in read_table("validity")
        for prop in row["properties"].split()
        for month in [int(text) for text in row["months"].split()] or [0]
    }


def required_count(prop: str, period: str, when: date | None = None) -> int | None:
    """Least number of valid values for a mean of `period` to be valid; None where no rule exists.

    Parameters
    ----------
    prop
        Observed property. ``o3_8h`` is the daily maximum 8 h mean of ozone.
    period
        ``hour`` (counts minutes), ``day`` (counts hourly values; for ``o3_8h`` valid 8 h means of the 17 that end at
        08–24 h), ``month`` or ``year`` (count daily means), ``window`` (hourly values in a running 8 h mean).
    when
        Local date in the month, for ``month``: February needs fewer days. Without it the rule of the other months.

    Returns
    -------
    int or None
        GB 3095-2026, validity of statistics: 45 min, 20 h (TSP 24 h), 27 days (February 25), 324 days; 8 h means 6 h.
    """
    counts = _counts()
    usual = counts.get((prop, period, 0))
    return usual if when is None or period != "month" else counts.get((prop, period, when.month), usual)
