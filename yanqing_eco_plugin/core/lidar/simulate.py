"""The lidar equation forwards: what an instrument would record of a known atmosphere. Synthetic, for judging and showing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["counted", "elastic_signal", "optical_depth"]

Floats = NDArray[np.float64]
_LIGHT = 299_792_458.0


def optical_depth(extinction: ArrayLike, range_m: ArrayLike) -> Floats:
    """∫ α dr from the instrument (…, n_bins), trapezoids; up to the first bin its extinction holds."""
    alpha, ranges = np.asarray(extinction, dtype=np.float64), np.asarray(range_m, dtype=np.float64)
    steps = np.diff(ranges) * (alpha[..., 1:] + alpha[..., :-1]) / 2.0
    start = alpha[..., :1] * ranges[0]
    return start + np.concatenate([np.zeros_like(start), np.cumsum(steps, axis=-1)], axis=-1)


def elastic_signal(
    range_m: ArrayLike,
    backscatter: ArrayLike,
    extinction: ArrayLike,
    *,
    constant: float = 1.0,
    overlap: ArrayLike = 1.0,
) -> Floats:
    """P(r) = C·O(r)·β(r)/r²·exp(−2∫α dr).

    Parameters
    ----------
    range_m
        (n_bins,) metres, above zero.
    backscatter, extinction
        (…, n_bins) total, m⁻¹ sr⁻¹ and m⁻¹.
    constant
        C, in the unit of the signal times m³ sr.
    overlap
        O(r).
    """
    ranges = np.asarray(range_m, dtype=np.float64)
    depth = optical_depth(extinction, ranges)
    beta = np.asarray(backscatter, dtype=np.float64)
    return constant * np.asarray(overlap, dtype=np.float64) * beta / ranges**2 * np.exp(-2.0 * depth)


def counted(
    rate_mhz: ArrayLike,
    shots: int,
    bin_width_m: float,
    random: np.random.Generator,
    *,
    background_mhz: float = 0.0,
    dead_time_ns: float = 0.0,
) -> Floats:
    """The rate a photon counter shows: sky light, Poisson noise, and a non-paralysable dead time.

    Parameters
    ----------
    rate_mhz
        (…, n_bins) true rate.
    shots, bin_width_m
        Shots per ray and width of a bin: a bin is watched shots · 2·width/c.
    random
        Source of chance.
    """
    watched_us = shots * 2.0 * bin_width_m / _LIGHT * 1e6
    true = np.asarray(rate_mhz, dtype=np.float64) + background_mhz
    shown = true / (1.0 + true * dead_time_ns * 1e-3)
    return random.poisson(shown * watched_us) / watched_us
