"""Sums of the valid records of a property per station and interval, straight from the files, without any engine.

Records of a series stand together, so that adding up stretches of rows takes the place of grouping each row by its names. Where
the stretches of a file lie is found out once and kept, because files never change; then only measured values are decoded.
It gives the sums of `queries.valid_rows` by station and interval, whatever the order of the rows: where they are not sorted
there are only more stretches.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .engine import MOST_THREADS
from .kept import Kept
from .queries import CIRCULAR, ENERGETIC

__all__ = ["EXTREMES", "RecordSums", "SpanOfFile", "added", "sum_names"]

EXTREMES = ("low", "high")
# Each takes 16 bytes; a year of half a thousand series has some 30,000.
_MOST_STRETCHES_KEPT = 2_000_000
_FOOTER = 500
_LN10 = np.log(10.0)
_INSTANT = pa.timestamp("us", "UTC")
_TEXTS = ["station_id", "property", "flag"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class SpanOfFile:
    """A file and which of its instants count: ``after < time <= until`` (microseconds), or all of them."""

    path: Path
    bounds: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Stretches:
    """Stretches of rows of one row group, one after the other, each of one series or of none that is wanted."""

    group: int
    starts: Ints  # first row of each, and where the last one ends
    series: Ints  # -1: another property, or a flag other than N


@dataclass(frozen=True)
class _Layout:
    """Where the valid records of one property lie in one file, and the file's footer."""

    footer: pq.FileMetaData
    keys: tuple[tuple[str, int], ...]  # station and interval of each series
    groups: tuple[_Stretches, ...]

    @property
    def size(self) -> int:
        """Stretches that take as much memory as it does."""
        return _FOOTER + sum(len(group.series) for group in self.groups)


class RecordSums:
    """Sums records of files, and keeps where the series lie in files read lately."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[Path, str], _Layout] = Kept(_MOST_STRETCHES_KEPT, lambda layout: layout.size)

    def of(self, files: Sequence[SpanOfFile], prop: str, *, extremes: bool = False) -> pd.DataFrame:
        """Sums of the valid records (flag N, with a value) of a property.

        Parameters
        ----------
        files
            Files of the observation table, in which every key is found once.
        prop
            Observed property.
        extremes
            Whether the smallest and largest value are asked for as well; they cost two more looks at each value.

        Returns
        -------
        DataFrame
            ``station_id, interval`` (s), ``n`` and the sums that means follow from (`sum_names`); ``low, high`` where
            extremes were asked for. Ordered by station and interval.

        Raises
        ------
        FileNotFoundError
            A file is gone.
        ArrowInvalid
            A file is damaged or cannot be read; names it.
        """
        with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as workers:
            parts = list(workers.map(partial(self._of_file, prop=prop, extremes=extremes), files))
        keys = sorted({key for part in parts for key in part.keys})
        total = _Sums.none(tuple(keys), prop, extremes)
        row = {key: at for at, key in enumerate(keys)}
        for part in parts:
            total.add(np.array([row[key] for key in part.keys], np.int64), part.n, part.sums, part.ends)
        return total.frame(prop)

    def _of_file(self, some: SpanOfFile, prop: str, extremes: bool) -> _Sums:
        try:
            return self._read_file(some, prop, extremes)
        except FileNotFoundError:
            raise
        except (OSError, pa.ArrowException) as error:
            # Arrow does not say which file is damaged.
            raise pa.ArrowInvalid(f"{some.path}: {error}") from error

    def _read_file(self, some: SpanOfFile, prop: str, extremes: bool) -> _Sums:
        layout = self._kept.get((some.path, prop))
        parts = []
        footer = None if layout is None else layout.footer
        with (
            pa.OSFile(str(some.path)) as file,
            pq.ParquetFile(file, metadata=footer, read_dictionary=_TEXTS, pre_buffer=False) as source,
        ):
            if layout is None:
                row: dict[tuple[str, int], int] = {}
                groups = []
                for group in _groups(source, prop):
                    values = _read(source, group, "value")
                    stretches = _read_stretches(source, group, values, prop, row)
                    if stretches is not None:
                        groups.append(stretches)
                        parts.append(_of_group(source, stretches, values, some.bounds, prop, extremes))
                layout = self._kept.put((some.path, prop), _Layout(source.metadata, tuple(row), tuple(groups)))
            else:
                for stretches in layout.groups:
                    values = _read(source, stretches.group, "value")
                    parts.append(_of_group(source, stretches, values, some.bounds, prop, extremes))
        found = _Sums.none(layout.keys, prop, extremes)
        for part in parts:
            found.add(*part)
        return found


def sum_names(prop: str) -> tuple[str, ...]:
    """The sums that a property's means follow from: ``energy`` of levels in dB, ``east, north`` of angles, else ``total``."""
    if prop in CIRCULAR:
        return ("east", "north")
    return ("energy",) if prop in ENERGETIC else ("total",)


def added(parts: Sequence[pd.DataFrame], prop: str) -> pd.DataFrame:
    """Sums of records that lie in several places as one table; see `RecordSums.of`."""
    if len(parts) == 1:
        return parts[0]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    ends = {name: how for name, how in zip(EXTREMES, ("min", "max")) if name in found}
    how = {**dict.fromkeys(("n", *sum_names(prop)), "sum"), **ends}
    return found.groupby(["station_id", "interval"], sort=True).agg(how).reset_index()


def _terms(prop: str, values: Floats) -> tuple[Floats, ...]:
    """What is added up, in the order of `sum_names`."""
    if prop in CIRCULAR:
        radians = np.radians(values)
        return np.sin(radians), np.cos(radians)
    return (np.exp(values * (_LN10 / 10.0)),) if prop in ENERGETIC else (values,)


@dataclass(frozen=True)
class _Sums:
    """Sums of series, each of shape (s,)."""

    keys: tuple[tuple[str, int], ...]
    n: Ints
    sums: tuple[Floats, ...]
    ends: tuple[Floats, ...]  # smallest and largest value, or nothing

    @classmethod
    def none(cls, keys: tuple[tuple[str, int], ...], prop: str, extremes: bool) -> _Sums:
        """Of no record at all."""
        size = len(keys)
        ends = (np.full(size, np.inf), np.full(size, -np.inf)) if extremes else ()
        return cls(keys, np.zeros(size, np.int64), tuple(np.zeros(size) for _ in sum_names(prop)), ends)

    def add(self, series: Ints, n: Ints, sums: Sequence[Floats], ends: Sequence[Floats]) -> None:
        """Count more records of the series named."""
        np.add.at(self.n, series, n)
        for mine, some in zip(self.sums, sums):
            np.add.at(mine, series, some)
        if self.ends:
            np.minimum.at(self.ends[0], series, ends[0])
            np.maximum.at(self.ends[1], series, ends[1])

    def frame(self, prop: str) -> pd.DataFrame:
        """As `RecordSums.of` gives it: series without any record are left out."""
        there = np.flatnonzero(self.n)
        columns = {
            "station_id": pd.Series([self.keys[at][0] for at in there], dtype=object),
            "interval": np.array([self.keys[at][1] for at in there], np.int64),
            "n": self.n[there],
            **{name: some[there] for name, some in zip((*sum_names(prop), *EXTREMES), (*self.sums, *self.ends))},
        }
        return pd.DataFrame(columns)


# -- where the series lie ------------------------------------------------------------------------------------------------


def _groups(source: pq.ParquetFile, prop: str) -> Iterator[int]:
    """Row groups that may hold records of a property."""
    for group in range(source.metadata.num_row_groups if source.metadata.num_rows else 0):
        bounds = _bounds(source, group, "property")
        if bounds is None or not bounds.has_min_max or bounds.min <= prop <= bounds.max:
            yield group


def _read_stretches(
    source: pq.ParquetFile, group: int, values: pa.DoubleArray, prop: str, row: dict[tuple[str, int], int]
) -> _Stretches | None:
    """The stretches of a row group from the first wanted to the last; new series are added to `row`."""
    rows = source.metadata.row_group(group).num_rows
    properties, flags, stations, intervals = (
        _runs(source, group, name) for name in ("property", "flag", "station_id", "interval")
    )
    measured = _measured(values)
    starts = np.unique(np.concatenate([some.starts for some in (properties, flags, stations, intervals, measured)]))
    wanted = np.flatnonzero(properties.is_at(starts, prop) & flags.is_at(starts, "N") & measured.is_at(starts, 1))
    if not len(wanted):
        return None
    first, last = int(wanted[0]), int(wanted[-1]) + 1
    size = len(intervals.names)
    pairs, series = np.unique(stations.at(starts[wanted]) * size + intervals.at(starts[wanted]), return_inverse=True)
    keys = [(str(stations.names[pair // size]), int(intervals.names[pair % size])) for pair in pairs.tolist()]
    places = np.array([row.setdefault(key, len(row)) for key in keys], np.int64)
    of_all = np.full(last - first, -1, np.int64)
    of_all[wanted - first] = places[series.reshape(-1)]
    return _Stretches(group, np.append(starts, rows)[first : last + 1], of_all)


@dataclass(frozen=True)
class _Runs:
    """Where the value of a column changes within a row group."""

    starts: Ints
    codes: Ints
    names: Sequence[object]

    def at(self, starts: Ints) -> Ints:
        """The codes at rows."""
        return self.codes[np.searchsorted(self.starts, starts, side="right") - 1]

    def is_at(self, starts: Ints, name: object) -> npt.NDArray[np.bool_]:
        """Whether rows have a value."""
        return np.equal(self.at(starts), self.names.index(name) if name in self.names else -1)


def _runs(source: pq.ParquetFile, group: int, name: str) -> _Runs:
    bounds = _bounds(source, group, name)
    if bounds is not None and bounds.has_min_max and bounds.min == bounds.max and not bounds.null_count:
        return _Runs(np.zeros(1, np.int64), np.zeros(1, np.int64), [bounds.min])
    column = _read(source, group, name)
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    return _changes(coded.indices.to_numpy(), coded.dictionary.to_pylist())


def _measured(values: pa.DoubleArray) -> _Runs:
    """Where rows have a value (1) and where none (0)."""
    bits = values.buffers()[0]
    if bits is None:
        return _Runs(np.zeros(1, np.int64), np.zeros(1, np.int64), [1])
    there = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")
    return _changes(there[values.offset : values.offset + len(values)], [0, 1])


def _changes(codes: npt.NDArray[np.generic], names: Sequence[object]) -> _Runs:
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    return _Runs(starts, codes[starts].astype(np.int64), names)


def _bounds(source: pq.ParquetFile, group: int, name: str) -> pq.Statistics | None:
    return source.metadata.row_group(group).column(source.schema_arrow.get_field_index(name)).statistics


def _read(source: pq.ParquetFile, group: int, name: str) -> pa.Array:
    """A column of a row group, which is one piece as a rule."""
    column = source.read_row_group(group, columns=[name], use_threads=False).column(0)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


# -- what they add up to -------------------------------------------------------------------------------------------------


def _of_group(
    source: pq.ParquetFile,
    stretches: _Stretches,
    column: pa.DoubleArray,
    bounds: tuple[int, int] | None,
    prop: str,
    extremes: bool,
) -> tuple[Ints, Ints, list[Floats], list[Floats]]:
    """Series, number of records, their sums and extremes of the stretches of a row group."""
    first, end = int(stretches.starts[0]), int(stretches.starts[-1])
    # As they lie there. What stands in the place of nulls means nothing; no stretch that is wanted has any.
    values = np.frombuffer(column.buffers()[1], np.float64)[column.offset + first : column.offset + end]
    starts = stretches.starts[:-1] - first
    count = np.diff(stretches.starts)
    outside = None
    if bounds is not None:
        time = _read(source, stretches.group, "time").cast(_INSTANT).cast(pa.int64()).to_numpy()[first:end]
        outside = (time <= bounds[0]) | (time > bounds[1])
        count = count - np.add.reduceat(outside, starts, dtype=np.int64)
    kept = np.flatnonzero((stretches.series >= 0) & (count > 0))
    with np.errstate(all="ignore"):  # of what stands in the place of nulls
        sums = [np.add.reduceat(_filled(terms, outside, 0.0), starts)[kept] for terms in _terms(prop, values)]
    ends = []
    if extremes:
        ends = [
            better.reduceat(_filled(values, outside, worst), starts)[kept]
            for better, worst in ((np.minimum, np.inf), (np.maximum, -np.inf))
        ]
    return stretches.series[kept], count[kept], sums, ends


def _filled(values: Floats, places: npt.NDArray[np.bool_] | None, value: float) -> Floats:
    return values if places is None else np.where(places, value, values)
