"""Quieter signals: averages over rays and bins, what is noise, and two detectors made one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .corrections import bins_within

__all__ = ["Glued", "average_bins", "average_rays", "glue", "noise_of_counts", "snr_mask"]

Floats = NDArray[np.float64]
_LIGHT = 299_792_458.0


def average_rays(signal: ArrayLike, group: ArrayLike) -> tuple[Floats, NDArray[np.int64]]:
    """Mean over the rays of each group, NaN left out.

    Parameters
    ----------
    signal
        (n_rays, n_bins).
    group
        (n_rays,) number of the group of each ray (minute, azimuth sector …); negative = left out.

    Returns
    -------
    mean, groups
        (n_groups, n_bins) and (n_groups,) the numbers, increasing.
    """
    values, numbers = np.asarray(signal, dtype=np.float64), np.asarray(group)
    kept = numbers >= 0
    groups, place = np.unique(numbers[kept], return_inverse=True)
    rows = values[kept]
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(groups.size))
    rows = rows[order]
    total = np.add.reduceat(np.nan_to_num(rows, nan=0.0), starts, axis=0) if groups.size else rows[:0]
    count = np.add.reduceat(np.isfinite(rows).astype(np.float64), starts, axis=0) if groups.size else rows[:0]
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0), groups.astype(np.int64)


def average_bins(signal: ArrayLike, range_m: ArrayLike, bins: int) -> tuple[Floats, Floats]:
    """Mean of every `bins` neighbouring bins, and their centres; what is left at the far end is dropped."""
    values, ranges = np.asarray(signal, dtype=np.float64), np.asarray(range_m, dtype=np.float64)
    count = ranges.size // bins if bins > 0 else 0
    if count == 0:
        raise InputError("{bins} bins cannot be averaged in a profile of {length}.", bins=bins, length=ranges.size)
    blocks = values[..., : count * bins].reshape(*values.shape[:-1], count, bins)
    finite = np.isfinite(blocks)
    number = finite.sum(axis=-1)
    total = np.where(finite, blocks, 0.0).sum(axis=-1)
    mean = np.divide(total, number, out=np.full(total.shape, np.nan), where=number > 0)
    return mean, ranges[: count * bins].reshape(count, bins).mean(axis=1)


def noise_of_counts(rate_mhz: ArrayLike, shots: ArrayLike, bin_width_m: float) -> Floats:
    """Standard deviation (MHz) of a photon count rate: the root of the counts (Poisson).

    Parameters
    ----------
    rate_mhz
        (n_rays, n_bins) with the background still in it.
    shots
        (n_rays,) or a number.
    bin_width_m
        Metres; a bin lasts 2·width/c.
    """
    seen_us = np.asarray(shots, dtype=np.float64)[..., np.newaxis] * 2.0 * bin_width_m / _LIGHT * 1e6
    return np.sqrt(np.maximum(np.asarray(rate_mhz, dtype=np.float64), 0.0) / seen_us)


def snr_mask(signal: ArrayLike, noise: ArrayLike, least: float = 3.0, *, to_first: bool = False) -> NDArray[np.bool_]:
    """Where the signal (background subtracted) is at least `least` times its noise.

    Parameters
    ----------
    signal, noise
        (…, n_bins) and what broadcasts to it.
    to_first
        Whether all bins beyond the first run of three noisy ones are masked too: beyond it, chance hits mean nothing.
    """
    values = np.asarray(signal, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        clear = np.nan_to_num(values / np.asarray(noise, dtype=np.float64), nan=-1.0) >= least
    if not to_first:
        return clear
    noisy = np.zeros_like(clear)
    noisy[..., :-2] = ~(clear[..., :-2] | clear[..., 1:-1] | clear[..., 2:])
    started = np.logical_or.accumulate(clear, axis=-1)  # the blind zone before the first good bin does not end the ray
    return clear & ~np.logical_or.accumulate(noisy & started, axis=-1)


@dataclass(frozen=True)
class Glued:
    """An analogue and a photon-counting channel made one.

    Attributes
    ----------
    signal
        (n_rays, n_bins) MHz.
    factor
        (n_rays,) MHz per unit of the analogue signal; NaN where the two could not be glued.
    correlation
        (n_rays,) between both within the region.
    """

    signal: Floats
    factor: Floats
    correlation: Floats


def glue(
    analog: ArrayLike, photons_mhz: ArrayLike, range_m: ArrayLike, region: tuple[float, float], *, least: float = 0.9
) -> Glued:
    """Analogue near, photon counts far, joined where both can be trusted (D'Amico et al. 2016, doi:10.5194/amt-9-491-2016).

    Within `region` the analogue signal is scaled to the counts by least squares through zero; nearer the scaled analogue
    signal is taken, farther the counts, and within the weight goes over linearly.

    Parameters
    ----------
    analog, photons_mhz
        (n_rays, n_bins), both without background, counts corrected for dead time.
    range_m
        (n_bins,) metres.
    region
        From, to, metres.
    least
        Correlation below which a ray is not glued: its signal is NaN.
    """
    slow, fast = np.atleast_2d(np.asarray(analog, float)), np.atleast_2d(np.asarray(photons_mhz, float))
    ranges = np.asarray(range_m, dtype=np.float64)
    part = bins_within(ranges, region, 10)
    a, p = slow[:, part], fast[:, part]
    both = np.isfinite(a) & np.isfinite(p)
    a, p = np.where(both, a, 0.0), np.where(both, p, 0.0)
    count = np.maximum(both.sum(axis=1), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = (a * p).sum(axis=1) / (a * a).sum(axis=1)
        centred_a = np.where(both, a - (a.sum(axis=1) / count)[:, np.newaxis], 0.0)
        centred_p = np.where(both, p - (p.sum(axis=1) / count)[:, np.newaxis], 0.0)
        spread = np.sqrt((centred_a**2).sum(axis=1) * (centred_p**2).sum(axis=1))
        correlation = (centred_a * centred_p).sum(axis=1) / spread
    factor = np.where((correlation >= least) & (factor > 0), factor, np.nan)
    weight = np.clip((ranges - region[0]) / (region[1] - region[0]), 0.0, 1.0)
    scaled = slow * factor[:, np.newaxis]
    mixed = np.where(weight == 0, scaled, np.where(weight == 1, fast, (1 - weight) * scaled + weight * fast))
    return Glued(np.where(np.isnan(factor)[:, np.newaxis], np.nan, mixed), factor, correlation)
