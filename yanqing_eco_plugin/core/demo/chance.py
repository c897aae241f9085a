"""Random numbers that depend only on what they are for, never on what was drawn before.

A history that is generated in one go and one that is extended hour by hour must agree; so every value is a hash of
(key, station, hour) instead of the next number of a sequence.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

__all__ = ["codes", "key", "normal", "smooth", "uniform"]

UInts = NDArray[np.uint64]
Floats = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def _mixed(x: UInts) -> UInts:
    """SplitMix64 finaliser (Steele, Lea & Flood 2014, doi:10.1145/2714064.2660195)."""
    x = (x ^ (x >> np.uint64(30))) * _MIX[0]
    x = (x ^ (x >> np.uint64(27))) * _MIX[1]
    return x ^ (x >> np.uint64(31))


def _whole(index: NDArray[np.generic] | int) -> UInts:
    # Never a scalar: numpy warns when those overflow, as is meant here.
    return np.atleast_1d(np.asarray(index)).astype(np.int64).astype(np.uint64)


def key(seed: int, purpose: str) -> int:
    """A number of its own for each `purpose` under `seed`."""
    return (seed * 0x1000193 + zlib.crc32(purpose.encode())) & 0x7FFFFFFFFFFFFFFF


def codes(names: Sequence[str]) -> UInts:
    """A number for each name, the same wherever the name stands in a list; shape (n,)."""
    return np.array([zlib.crc32(name.encode()) for name in names], dtype=np.uint64)


def uniform(stream: int, *indices: NDArray[np.generic] | int) -> Floats:
    """Uniform numbers in (0, 1), one per element of the broadcast integer `indices`."""
    state = np.full((1,), stream, dtype=np.uint64)
    for index in indices:
        state = _mixed(state + _GOLDEN + _whole(index) * _MIX[1])
    if all(np.ndim(index) == 0 for index in indices):
        state = state.reshape(())
    return ((state >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


def normal(stream: int, *indices: NDArray[np.generic] | int) -> Floats:
    """Standard normal numbers, one per element of the broadcast integer `indices`."""
    values: Floats = ndtri(uniform(stream, *indices))
    return values


def smooth(stream: int, names: UInts, hours: Floats, period: float) -> Floats:
    """Noise of unit variance that changes over about `period` hours.

    Parameters
    ----------
    stream
        What the noise is for, from `key`.
    names
        Codes of the stations, shape (n,).
    hours
        Hours since 1970-01-01 UTC, shape (t,).
    period
        Hours between the knots the noise is interpolated from.

    Returns
    -------
    ndarray
        Shape (n, t).
    """
    place = np.asarray(hours, dtype=np.float64) / period
    left = np.floor(place).astype(np.int64)
    first, last = (int(left.min()), int(left.max()) + 1) if left.size else (0, 0)
    knots = normal(stream, names[:, None], np.arange(first, last + 1)[None, :])
    share = place - left
    share = share * share * (3.0 - 2.0 * share)
    value = knots[:, left - first] * (1.0 - share) + knots[:, left - first + 1] * share
    return value / np.sqrt(share**2 + (1.0 - share) ** 2)
