"""Checks an observation frame against the vocabulary and puts it in the order of the lake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from ..errors import InputError
from ..standards import PROPERTIES
from .schema import OBSERVATION_COLUMNS

__all__ = [
    "FLAGS", "INTERVAL_BITS", "OBSERVATION_SCHEMA", "Batch", "check_frame", "month_at", "month_number", "month_of", "months_in",
]  # fmt: skip

# HJ 212-2017, table 6: normal, stopped, maintenance, set by hand, fault, calibration, over range, no communication.
FLAGS = ("N", "F", "M", "S", "D", "C", "T", "B")

OBSERVATION_SCHEMA = pa.schema(
    [
        ("station_id", pa.string()),
        ("property", pa.string()),
        ("time", pa.timestamp("us", "UTC")),
        ("interval", pa.int32()),
        ("value", pa.float64()),
        ("flag", pa.string()),
    ]
)

# Delta, SQLite's strftime and pandas' nanoseconds all hold these years.
_EARLIEST = np.datetime64("1900-01-01T00:00:00", "us").astype(np.int64)
_LATEST = np.datetime64("2200-01-01T00:00:00", "us").astype(np.int64)
_LONGEST_INTERVAL = 366 * 86400
INTERVAL_BITS = _LONGEST_INTERVAL.bit_length()


@dataclass(frozen=True)
class Batch:
    """Rows of one append, sorted by property, station, time, interval; equal keys stand in the order they came.

    Attributes
    ----------
    properties, stations, flags
        The distinct names, sorted.
    prop, station, flag
        Codes into them, shape (n,).
    time
        End of the interval, microseconds since 1970 UTC, shape (n,).
    interval
        Seconds, shape (n,).
    value
        Shape (n,); NaN where only a flag was sent.
    """

    properties: np.ndarray
    stations: np.ndarray
    flags: np.ndarray
    prop: np.ndarray
    station: np.ndarray
    time: np.ndarray
    interval: np.ndarray
    value: np.ndarray
    flag: np.ndarray

    def __len__(self) -> int:
        return len(self.time)

    def take(self, rows: np.ndarray) -> Batch:
        """The rows chosen by a mask or by ascending positions, each once; the batch itself where these are all rows."""
        everything = rows.all() if rows.dtype == bool else len(rows) == len(self)
        if everything:
            return self
        return Batch(
            self.properties,
            self.stations,
            self.flags,
            self.prop[rows],
            self.station[rows],
            self.time[rows],
            self.interval[rows],
            self.value[rows],
            self.flag[rows],
        )

    @cached_property
    def series(self) -> tuple[np.ndarray, np.ndarray]:
        """The rows' series, numbered by property, station and interval.

        Returns
        -------
        codes
            Number of each row's series, shape (n,).
        first
            Position of one row of each series, shape (number of series,).
        """
        if not len(self):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        group = self.prop.astype(np.int64) * len(self.stations) + self.station
        combined = (group << INTERVAL_BITS) + self.interval
        _, first, codes = np.unique(combined, return_index=True, return_inverse=True)
        return codes.reshape(-1), first

    def months(self) -> Iterator[tuple[tuple[int, int], np.ndarray]]:
        """UTC months in the batch, each with the positions of its rows."""
        months = month_of(self.time)
        distinct = np.unique(months)
        for month in distinct:
            rows = np.arange(len(self)) if len(distinct) == 1 else np.flatnonzero(months == month)
            yield month_at(month), rows

    def table(self) -> pa.Table:
        """The rows as an Arrow table of `OBSERVATION_SCHEMA`, its texts as dictionaries."""
        return pa.table(
            {
                "station_id": _dictionary(self.station, self.stations),
                "property": _dictionary(self.prop, self.properties),
                "time": pa.array(self.time, pa.int64()).cast(pa.timestamp("us", "UTC")),
                "interval": pa.array(self.interval, pa.int32()),
                "value": pa.array(self.value, pa.float64(), from_pandas=True),
                "flag": _dictionary(self.flag, self.flags),
            }
        )


def month_of(time: np.ndarray) -> np.ndarray:
    """Months since January 1970 of instants in microseconds, shape (n,)."""
    return time.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)


def month_at(number: int | np.integer) -> tuple[int, int]:
    """Year and month of a number of months since January 1970."""
    return int(number) // 12 + 1970, int(number) % 12 + 1


def month_number(month: tuple[int, int]) -> int:
    """Months since January 1970 of a year and month; what `month_at` takes back."""
    return (month[0] - 1970) * 12 + month[1] - 1


def months_in(time: np.ndarray) -> set[tuple[int, int]]:
    """The months (UTC) that instants in microseconds lie in."""
    return set(map(month_at, np.unique(month_of(time))))


def _dictionary(codes: np.ndarray, names: np.ndarray) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(names, pa.string()))


def check_frame(frame: pd.DataFrame) -> Batch:
    """Check an observation frame and sort it.

    Raises
    ------
    InputError
        Missing columns, a naive or impossible time, an unknown property or flag, a value that is no number.
    """
    missing = [name for name in OBSERVATION_COLUMNS if name not in frame.columns]
    if missing:
        raise InputError(
            "The observations lack the columns {columns}.",
            hint="Give station_id, property, time, interval, value and flag.",
            columns=", ".join(missing),
        )
    if not len(frame):
        return _EMPTY
    time = _instants(frame["time"])
    station, stations = _coded(frame["station_id"], "station_id")
    prop, properties = _coded(frame["property"], "property")
    flag, flags = _coded(frame["flag"], "flag")
    unknown = sorted(set(properties) - set(PROPERTIES))
    if unknown:
        raise InputError(
            "The observations name properties that nobody knows: {names}.",
            hint="Map each column to one of the known properties before storing it.",
            names=", ".join(unknown[:5]),
        )
    strange = sorted(set(flags) - set(FLAGS))
    if strange:
        raise InputError(
            "The observations carry flags outside HJ 212: {flags}.",
            hint="Use one of N F M S D C T B.",
            flags=", ".join(strange[:5]),
        )
    interval = _intervals(frame["interval"])
    value = _values(frame["value"])
    order = _order(prop, station, time, interval)
    chosen = [prop, station, time, interval, value, flag]
    prop, station, time, interval, value, flag = chosen if order is None else [part[order] for part in chosen]
    return Batch(properties, stations, flags, prop, station, time, interval, value, flag)


_NAMES, _INTS = np.empty(0, object), np.empty(0, np.int64)
_EMPTY = Batch(_NAMES, _NAMES, _NAMES, _INTS, _INTS, _INTS, _INTS, np.empty(0), _INTS)


def _order(prop: np.ndarray, station: np.ndarray, time: np.ndarray, interval: np.ndarray) -> np.ndarray | None:
    """Stable order by property, station, time, interval; None where the rows stand so already."""
    group = prop.astype(np.int64) * (int(station.max(initial=0)) + 1) + station
    step = np.diff(group)
    later = np.diff(time)
    if np.all((step > 0) | ((step == 0) & ((later > 0) | ((later == 0) & (np.diff(interval) >= 0))))):
        return None
    return np.lexsort((interval, time, group))


def _instants(column: pd.Series) -> np.ndarray:
    if not isinstance(column.dtype, pd.DatetimeTZDtype):
        raise InputError(
            "The times of the observations do not say their time zone.",
            hint="Give time as instants in UTC (datetime64[ns, UTC]).",
            details=str(column.dtype),
        )
    if column.isna().any():
        raise InputError(
            "{count} observations have no time.",
            hint="Leave such rows to the quarantine.",
            count=int(column.isna().sum()),
        )
    naive = column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
    time = naive.astype("datetime64[us]").astype(np.int64)
    if len(time) and (time.min() < _EARLIEST or time.max() > _LATEST):
        raise InputError(
            "The observations have times outside the years 1900 to 2199.",
            hint="Check how the time column was read.",
        )
    return time


def _coded(column: pd.Series, name: str) -> tuple[np.ndarray, np.ndarray]:
    codes, found = pd.factorize(column, sort=False)
    if (codes < 0).any():
        raise InputError(
            "{count} observations have no {column}.",
            hint="Leave such rows to the quarantine.",
            count=int((codes < 0).sum()),
            column=name,
        )
    if any(not isinstance(text, str) or not text for text in found):
        raise InputError(
            "The column {column} of the observations must hold text.",
            hint="Give identifiers and names as text, also where they look like numbers.",
            column=name,
        )
    names = np.asarray(found, dtype=object)
    order = np.argsort(names)
    rank = np.empty(len(names), np.int32)
    rank[order] = np.arange(len(names), dtype=np.int32)
    return rank[codes] if len(names) else codes.astype(np.int32), names[order]


def _intervals(column: pd.Series) -> np.ndarray:
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    if not np.all((numbers >= 0) & (numbers <= _LONGEST_INTERVAL) & (numbers == np.floor(numbers))):
        raise InputError(
            "The observations have intervals that are no length of time.",
            hint="Give interval as whole seconds from 0 (an instant) to a year.",
        )
    return numbers.astype(np.int64)


def _values(column: pd.Series) -> np.ndarray:
    try:
        value = pd.to_numeric(column).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise InputError(
            "The observations have values that are no numbers.",
            hint="Leave such rows to the quarantine.",
            details=str(error),
        ) from error
    if np.isinf(value).any():
        raise InputError("The observations have infinite values.", hint="Leave such rows to the quarantine.")
    return value
