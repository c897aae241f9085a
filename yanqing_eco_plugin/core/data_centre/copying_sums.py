"""Checksums of a month of observations that any engine can compute and that do not depend on the order of the rows.

For each series and flag: the number of rows, the sum of the instants, the sum of the values' hashes, and the sum of products
of both, all modulo 2^64. The hash is PostgreSQL's own (``hashfloat8extended``, Jenkins' lookup3), which it computes fastest
and keeps the same in all versions, because tables are partitioned by it.

A row that is lost, doubled, moved in time or between series, or changed in value or flag changes
one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

__all__ = ["INSTANT_MODULUS", "Figures", "MonthSum", "SeriesKey", "SumOfRows", "month_sum", "value_hashes"]

SeriesKey = tuple[str, str, int, str]  # station, property, interval, flag
Figures = tuple[int, int, int, int]  # rows, instants, values, products

# Prime, so that instants far apart rarely weigh alike; small enough for the products to stay below 2^63.
INSTANT_MODULUS = 1_000_003
_WORD = 1 << 64
_FORTY_BITS = (1 << 40) - 1


@dataclass(frozen=True)
class MonthSum:
    """What a month holds.

    Attributes
    ----------
    rows
        Observations.
    checksum
        Of all of them, 32 hexadecimal digits.
    """

    rows: int
    checksum: str


def month_sum(series: Mapping[SeriesKey, Figures]) -> MonthSum:
    """The sum of a month from the figures of its series."""
    lines = (f"{key!r}:{','.join(str(part % _WORD) for part in figures)}\n" for key, figures in sorted(series.items()))
    digest = hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()[:32]
    return MonthSum(sum(figures[0] for figures in series.values()), digest)


def value_hashes(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """What PostgreSQL gives for ``hashfloat8extended(value, 0)``, shape (n,); 0 for 0 and for NaN, which stands for NULL.

    Bob Jenkins' lookup3 of the eight bytes in little-endian order.
    """
    words = np.ascontiguousarray(values, "<f8").view("<u4").reshape(-1, 2)
    start = np.uint32(0x9E3779B9 + 8 + 3923095)
    a, b, c = words[:, 0] + start, words[:, 1] + start, np.full(len(words), start, np.uint32)

    def turned(word: npt.NDArray[np.uint32], by: int) -> npt.NDArray[np.uint32]:
        return (word << np.uint32(by)) | (word >> np.uint32(32 - by))

    c = (c ^ b) - turned(b, 14)
    a = (a ^ c) - turned(c, 11)
    b = (b ^ a) - turned(a, 25)
    c = (c ^ b) - turned(b, 16)
    a = (a ^ c) - turned(c, 4)
    b = (b ^ a) - turned(a, 14)
    c = (c ^ b) - turned(b, 24)
    hashes = (b.astype(np.uint64) << np.uint64(32)) | c
    hashes[(values == 0) | np.isnan(values)] = 0
    return hashes.view(np.int64)


class SumOfRows:
    """Adds rows up as they pass by."""

    def __init__(self) -> None:
        self.series: dict[SeriesKey, Figures] = {}

    def watch(self, parts: Iterable[pa.Table]) -> Iterable[pa.Table]:
        """The same parts, counted."""
        for part in parts:
            self.add(part)
            yield part

    def add(self, rows: pa.Table) -> None:
        """Count observations with the columns of ``frames.OBSERVATION_SCHEMA``."""
        if not rows.num_rows:
            return
        codes: list[npt.NDArray[np.int64]] = []
        names: list[list[object]] = []
        for name in ("station_id", "property", "interval", "flag"):
            column = rows.column(name).combine_chunks()
            coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
            codes.append(coded.indices.to_numpy().astype(np.int64))
            names.append(coded.dictionary.to_pylist())
        combined = codes[0]
        for code, known in zip(codes[1:], names[1:]):
            combined = combined * len(known) + code
        # Rows come sorted, so that those of a series stand together: runs are added up first, and there are few of them.
        begins = np.flatnonzero(np.diff(combined, prepend=combined[0] - 1))
        _, at_run, group = np.unique(combined[begins], return_index=True, return_inverse=True)
        first, group = begins[at_run], group.reshape(-1)
        instants = rows.column("time").combine_chunks().cast(pa.timestamp("us", "UTC")).cast(pa.int64()).to_numpy()
        values = rows.column("value").combine_chunks().to_numpy(zero_copy_only=False).astype(np.float64)
        hashes = value_hashes(values)
        weight = (instants // 1_000_000) % INSTANT_MODULUS + 1
        sizes = np.diff(begins, append=len(combined))
        parts = [np.bincount(group, sizes, len(first)).astype(np.uint64)]
        for figures in (instants, hashes, (hashes & _FORTY_BITS) * weight):
            total = np.zeros(len(first), np.uint64)
            # Unsigned numbers wrap around at 2^64, as the sum is meant to.
            np.add.at(total, group, np.add.reduceat(figures.view(np.uint64), begins))
            parts.append(total)
        keys = zip(*([known[code[at]] for at in first.tolist()] for code, known in zip(codes, names)))
        for key, *added in zip(keys, *(part.tolist() for part in parts)):
            held = self.series.get(key, (0, 0, 0, 0))  # type: ignore[call-overload]
            self.series[key] = tuple((a + b) % _WORD for a, b in zip(held, added))  # type: ignore[index,assignment]

    def total(self) -> MonthSum:
        """The sum of everything that passed."""
        return month_sum(self.series)
