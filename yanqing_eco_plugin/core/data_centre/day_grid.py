"""Figures of daily means straight from the files of daily sums: a grid of series and days, without any engine.

A question to a year's daily sums touches some megabytes; an engine takes longer to plan, open files and hand over the answer
than numpy takes to count. It gives the answer of `queries.day_summary`, which says what the figures mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .kept import Kept
from .queries import CIRCULAR, ENERGETIC, PERCENTILES

__all__ = ["MOST_CELLS", "DayGrid", "DayParts", "day_figures"]

# Series times days; three grids of 8 bytes each are held at once.
MOST_CELLS = 4_000_000
_MOST_ROWS_KEPT = 1_000_000
_MONTHS = {"M": "datetime64[M]", "Y": "datetime64[Y]"}
_INTERVALS = 1 << 32
_LN10 = np.log(10.0)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Part:
    """Sums of one property in one file: a row per station, interval and day."""

    keys: tuple[tuple[str, int], ...]  # station and interval of each series
    series: npt.NDArray[np.int32]
    day: npt.NDArray[np.int32]
    n: npt.NDArray[np.int32]
    sums: tuple[Floats, ...]


class DayParts:
    """Reads one property's sums from files of daily sums and keeps what was read lately; files never change."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[Path, str], _Part] = Kept(_MOST_ROWS_KEPT, lambda part: len(part.day))

    def of(self, files: Sequence[Path], prop: str) -> list[_Part]:
        """The parts of `files`, in the same order."""
        return [self._part(file, prop) for file in files]

    def _part(self, file: Path, prop: str) -> _Part:
        return self._kept.get((file, prop)) or self._kept.put((file, prop), _read(file, prop))


def _summed_columns(prop: str) -> tuple[str, ...]:
    if prop in CIRCULAR:
        return ("east", "north")
    return ("energy",) if prop in ENERGETIC else ("sum",)


def _read(file: Path, prop: str) -> _Part:
    sums = _summed_columns(prop)
    with pq.ParquetFile(file, read_dictionary=["property", "station_id"], memory_map=False) as source:
        bounds = [source.metadata.row_group(at).column(0).statistics for at in range(source.metadata.num_row_groups)]
        groups = [
            at
            for at, bound in enumerate(bounds)
            if bound is None or not bound.has_min_max or bound.min <= prop <= bound.max
        ]
        table = source.read_row_groups(
            groups, columns=["property", "station_id", "interval", "day", "n", *sums], use_threads=False
        )
    label = table.column("property").combine_chunks()
    code = label.dictionary.index(prop).as_py() if len(label) else -1
    rows = np.flatnonzero(label.indices.to_numpy() == code) if code >= 0 else np.empty(0, np.int64)
    first, last = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)
    # A file stands by property, so that its rows are a slice.
    table, rows = table.slice(first, last - first), rows - first
    if not len(rows):
        empty = np.empty(0, np.int32)
        return _Part((), empty, empty, empty, tuple(np.empty(0) for _ in sums))
    station = table.column("station_id").combine_chunks()
    names = station.dictionary.to_pylist()
    code = station.indices.to_numpy()[rows].astype(np.int64)
    distinct, series = np.unique(code * _INTERVALS + table.column("interval").to_numpy()[rows], return_inverse=True)
    return _Part(
        tuple((names[int(one) // _INTERVALS], int(one) % _INTERVALS) for one in distinct),
        series.reshape(-1).astype(np.int32),
        table.column("day").cast(pa.int32()).to_numpy()[rows],
        table.column("n").to_numpy()[rows],
        tuple(table.column(name).to_numpy().astype(np.float64)[rows] for name in sums),
    )


@dataclass(frozen=True)
class DayGrid:
    """Merged sums of one property: a row per series, a column per local day from `first` on.

    Attributes
    ----------
    stations, intervals
        Of each series, shape (s,); intervals in seconds.
    first
        The day of the first column.
    n
        Valid records, shape (s, d).
    sums
        What the means follow from, each of shape (s, d): ``sum``, or ``energy`` of levels, or ``east, north`` of angles.
    """

    stations: npt.NDArray[np.object_]
    intervals: Ints
    first: date
    n: Ints
    sums: tuple[Floats, ...]

    @classmethod
    def of(cls, parts: Sequence[_Part], prop: str, first: date, last: date) -> DayGrid | None:
        """The sums of the days from `first` to `last`, both included; None where there is no day or too many for memory."""
        days = (last - first).days + 1
        start = int(np.datetime64(first, "D").astype(np.int64))
        keys = sorted({key for part in parts for key in part.keys})
        size = len(keys) * days
        if days < 1 or size > MOST_CELLS:
            return None
        row = {key: at for at, key in enumerate(keys)}
        cells, counts = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        given: list[list[Floats]] = [[np.empty(0)] for _ in _summed_columns(prop)]
        for part in parts:
            day = part.day.astype(np.int64) - start
            inside = np.flatnonzero((day >= 0) & (day < days))
            rows = np.array([row[key] for key in part.keys], np.int64)
            cells.append(rows[part.series[inside]] * days + day[inside])
            counts.append(part.n[inside])
            for some, values in zip(given, part.sums):
                some.append(values[inside])
        cell = np.concatenate(cells)
        n = np.bincount(cell, np.concatenate(counts), size).astype(np.int64)
        shape = (len(keys), days)
        sums = tuple(np.bincount(cell, np.concatenate(some), size).reshape(shape).astype(float) for some in given)
        stations = np.array([key[0] for key in keys], dtype=object)
        return cls(stations, np.array([key[1] for key in keys], np.int64), first, n.reshape(shape), sums)


def day_figures(grid: DayGrid, prop: str, hours: int | None, truncation: str | None) -> pd.DataFrame:
    """Figures of valid daily means by station, interval and period, with the ``records`` of all days.

    Parameters
    ----------
    grid
        Merged daily sums of the property.
    prop
        The property, which decides how means are taken.
    hours
        How many hours of records make a day's mean valid; None: any record does.
    truncation
        Of local days to periods: ``M``, ``Y``; None: one period that begins in 1970.

    Returns
    -------
    DataFrame
        ``station_id, interval, period_start, mean, max, min, p50, p90, p95, p98, valid, records``.
    """
    least: npt.NDArray[np.float64] = np.ones(len(grid.intervals))
    if hours is not None:
        covering = np.ceil(hours * 3600.0 / np.maximum(grid.intervals, 1))
        least = np.where(grid.intervals > 0, covering, float(hours))
    valid = (grid.n > 0) & (grid.n >= least[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        means = tuple(np.where(valid, total / grid.n, np.nan) for total in grid.sums)
    if prop in ENERGETIC:
        means = (np.log(means[0]) * (10.0 / _LN10),)
    bounds, starts = _periods(grid, truncation)
    parts = [
        _of_period(grid, means, prop, begin, end, start) for begin, end, start in zip(bounds[:-1], bounds[1:], starts)
    ]
    found = pd.concat(parts, ignore_index=True)
    return (
        found if len(parts) == 1 else found.sort_values(["station_id", "interval", "period_start"], ignore_index=True)
    )


def _periods(grid: DayGrid, truncation: str | None) -> tuple[list[int], list[np.datetime64]]:
    days = grid.n.shape[1]
    if truncation is None:
        return [0, days], [np.datetime64("1970-01-01", "ns")]
    whole = (np.datetime64(grid.first, "D") + np.arange(days)).astype(_MONTHS[truncation])
    begins = np.flatnonzero(np.append(True, whole[1:] != whole[:-1]))
    return [*begins.tolist(), days], list(whole[begins].astype("datetime64[ns]"))


def _of_period(
    grid: DayGrid, means: tuple[Floats, ...], prop: str, begin: int, end: int, start: np.datetime64
) -> pd.DataFrame:
    records = grid.n[:, begin:end].sum(axis=1)
    there = np.flatnonzero(records > 0)
    spans = [values[there, begin:end] for values in means]
    valid = (~np.isnan(spans[0])).sum(axis=1)
    figures: dict[str, Floats] = dict.fromkeys(("max", "min", *PERCENTILES), np.full(len(there), np.nan))
    if prop in CIRCULAR:
        turned = [_mean(span, valid) for span in spans]
        mean = (np.degrees(np.arctan2(*turned)) + 360.0) % 360.0
    else:
        ordered = np.sort(spans[0], axis=1)  # gaps come last
        mean = _mean(spans[0], valid)
        if prop in ENERGETIC:
            mean = np.log(_mean(np.exp(spans[0] * (_LN10 / 10.0)), valid)) * (10.0 / _LN10)
        figures = {"max": _at(ordered, valid - 1, valid), "min": _at(ordered, np.zeros_like(valid), valid)}
        for name, share in PERCENTILES.items():
            rank = (valid - 1) * share
            low = _at(ordered, np.floor(rank).astype(np.int64), valid)
            high = _at(ordered, np.ceil(rank).astype(np.int64), valid)
            figures[name] = low + (high - low) * (rank - np.floor(rank))
    return pd.DataFrame(
        {
            "station_id": pd.Series(grid.stations[there], dtype=object),
            "interval": grid.intervals[there],
            "period_start": np.full(len(there), start),
            "mean": mean,
            **figures,
            "valid": valid,
            "records": records[there],
        }
    )


def _mean(values: Floats, valid: Ints) -> Floats:
    means = np.full(len(values), np.nan)
    np.divide(np.nansum(values, axis=1), valid, out=means, where=valid > 0)
    return means


def _at(ordered: Floats, column: Ints, valid: Ints) -> Floats:
    taken: Floats = np.take_along_axis(ordered, np.maximum(column, 0)[:, None], axis=1)[:, 0]
    return np.where(valid > 0, taken, np.nan)
