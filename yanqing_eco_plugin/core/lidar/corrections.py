"""From what the recorder wrote to the range-corrected signal, all rays at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import lambertw

from ..errors import InputError

__all__ = [
    "apply_overlap",
    "background",
    "bins_within",
    "correct_dead_time",
    "range_corrected",
    "saturated",
    "subtract_dark_current",
]

Floats = NDArray[np.float64]


def bins_within(range_m: ArrayLike, region: tuple[float, float], least: int = 1) -> slice:
    """Bins between two ranges (metres) as a slice.

    Raises
    ------
    InputError
        When fewer than `least` bins are within.
    """
    ranges = np.asarray(range_m, dtype=np.float64)
    first, last = np.searchsorted(ranges, region[0], "left"), np.searchsorted(ranges, region[1], "right")
    if last - first < least:
        raise InputError(
            "The range {start}–{end} m holds fewer than {least} bins of the lidar signal ({first}–{last} m).",
            hint="Choose a region within the measured range.",
            start=region[0],
            end=region[1],
            least=least,
            first=float(ranges[0]),
            last=float(ranges[-1]),
        )
    return slice(int(first), int(last))


def background(signal: ArrayLike, range_m: ArrayLike, region: tuple[float, float]) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the sky light, from bins far away or before the laser fired (EARLINET SCC).

    Parameters
    ----------
    signal
        (…, n_bins).
    range_m
        (n_bins,) metres.
    region
        From, to, metres.

    Returns
    -------
    mean, std
        (…, 1) in the unit of the signal: to be subtracted, and the noise of one bin.
    """
    part = np.asarray(signal, dtype=np.float64)[..., bins_within(range_m, region, 5)]
    count = np.isfinite(part).sum(axis=-1, keepdims=True)
    mean = np.divide(np.nansum(part, axis=-1, keepdims=True), count, out=np.full(count.shape, np.nan), where=count > 0)
    square = np.nansum((part - mean) ** 2, axis=-1, keepdims=True)
    spread = np.divide(square, count - 1, out=np.full(count.shape, np.nan), where=count > 1)
    return mean, np.sqrt(spread)


def subtract_dark_current(signal: ArrayLike, dark: ArrayLike) -> Floats:
    """Signal without the mean of profiles recorded with the telescope covered.

    Parameters
    ----------
    signal
        (…, n_bins).
    dark
        (n_bins,) or (n_dark, n_bins), in the same unit.
    """
    profile: Any = np.atleast_2d(np.asarray(dark, dtype=np.float64)).mean(axis=0)
    values = np.asarray(signal, dtype=np.float64)
    if profile.shape != values.shape[-1:]:
        raise InputError(
            "The dark current has {dark} bins, the signal {signal}.",
            hint="Use a dark measurement of the same set-up.",
            dark=profile.shape[-1],
            signal=values.shape[-1],
        )
    return values - profile


def correct_dead_time(rate_mhz: ArrayLike, dead_time_ns: float, *, paralysable: bool = False) -> Floats:
    """Count rate that an ideal counter would have seen.

    Non-paralysable N = n / (1 − nτ); paralysable n = N·exp(−Nτ), solved by Lambert's W on the branch of low rates
    (Donovan et al. 1993, doi:10.1364/AO.32.006742).

    Parameters
    ----------
    rate_mhz
        Any shape.
    dead_time_ns
        τ.
    paralysable
        Which kind of counter.

    Returns
    -------
    ndarray
        MHz; NaN where the counter was saturated (nτ ≥ 0.9, or ≥ 1/e where paralysable).
    """
    rate = np.asarray(rate_mhz, dtype=np.float64)
    if not 0 <= dead_time_ns < 1e6:
        raise InputError("The dead time of {dead_time} ns is impossible.", dead_time=dead_time_ns)
    if dead_time_ns == 0:
        return rate.copy()
    share = rate * dead_time_ns * 1e-3
    limit = float(np.exp(-1.0)) if paralysable else 0.9
    usable = share < limit
    safe = np.where(usable, share, 0.0)
    true = -lambertw(-safe).real if paralysable else safe / (1.0 - safe)
    return np.where(usable, true / (dead_time_ns * 1e-3), np.nan)


def saturated(signal_mv: ArrayLike, full_scale_mv: float, *, share: float = 0.98) -> NDArray[np.bool_]:
    """Where an analogue signal, averaged over its shots, is at the end of the converter's scale and has been clipped.

    Parameters
    ----------
    signal_mv
        Any shape, with its background.
    full_scale_mv
        Input range of the converter (`adc_range_mv` of a Licel channel).
    share
        Of the full scale from which on single shots were clipped although the mean is below.
    """
    return np.asarray(signal_mv, dtype=np.float64) >= share * full_scale_mv


def apply_overlap(signal: ArrayLike, overlap: ArrayLike, *, smallest: float = 0.05) -> Floats:
    """Signal as if the telescope saw the whole beam; NaN in the blind zone, where it sees less than `smallest` of it."""
    share = np.asarray(overlap, dtype=np.float64)
    usable = share >= smallest
    return np.asarray(signal, dtype=np.float64) / np.where(usable, share, np.nan)


def range_corrected(signal: ArrayLike, range_m: ArrayLike) -> Floats:
    """X(r) = P(r)·r², NaN at and before the instrument.

    Parameters
    ----------
    signal
        (…, n_bins), background subtracted, divided by the overlap.
    range_m
        (n_bins,) metres.
    """
    ranges = np.asarray(range_m, dtype=np.float64)
    return np.asarray(signal, dtype=np.float64) * np.where(ranges > 0, ranges**2, np.nan)
