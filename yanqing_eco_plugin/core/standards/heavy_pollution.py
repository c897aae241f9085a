"""Heavy-pollution warnings from a forecast of the daily air quality index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .tables import cell_number, read_table

__all__ = ["PollutionWarning", "pollution_warning"]


@dataclass(frozen=True)
class PollutionWarning:
    """A warning that is due: its name (``yellow``, ``orange``, ``red``), what users read, and the days it rests on.

    `first` and `last` are positions in the forecast, both included.
    """

    name: str
    zh: str
    en: str
    colour: str
    first: int
    last: int


@cache
def _rules() -> tuple[Mapping[str, str], ...]:
    return tuple(read_table("pollution_warnings"))


def pollution_warning(daily_aqi: Sequence[float]) -> PollutionWarning | None:
    """The worst warning a forecast calls for, or None.

    Parameters
    ----------
    daily_aqi
        Forecast AQI of the whole place, one for each following day; NaN (no forecast) ends a run of days.

    Returns
    -------
    PollutionWarning or None
        By ``resources/standards/pollution_warnings.csv`` (the city's plan, revision of 2023): so many days in a row
        above a value and, for red, some of them above a second one.
    """
    index = np.asarray(daily_aqi, dtype=np.float64)
    for row in _rules():
        days, above, also_days, also_above = (
            cell_number(row, column, "pollution_warnings") for column in ("days", "above", "also_days", "also_above")
        )
        for first, last in _runs(index > above):
            also = np.isnan(also_days) or (index[first : last + 1] > also_above).sum() >= also_days
            if last - first + 1 >= days and also:
                return PollutionWarning(row["warning"], row["zh"], row["en"], row["colour"], first, last)
    return None


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """First and last position of each run of set flags."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(first), int(end) - 1) for first, end in zip(edges[::2], edges[1::2])]
