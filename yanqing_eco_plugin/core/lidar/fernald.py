"""Fernald's (Klett's) solution of the lidar equation for aerosol and air, all rays at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .corrections import bins_within

__all__ = ["closed_gaps", "fernald", "reference_region", "solve_from"]

Floats = NDArray[np.float64]
_VALUES_PER_CHUNK = 32_768  # a quarter of a megabyte: the work of a chunk stays in the processor's cache


def _vector(values: ArrayLike, bins: int, what: str) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if array.shape not in ((), (bins,)):
        raise InputError(
            "The {what} has another shape than the lidar profile ({shape} for {bins} bins).",
            what=what,
            shape=array.shape,
            bins=bins,
        )
    return np.broadcast_to(array, (bins,))


def closed_gaps(rows: Floats) -> Floats:
    """Gaps closed linearly, so that an integral can pass them; the first and last known value hold beyond."""
    gaps = ~np.isfinite(rows)
    if not gaps.any():
        return rows
    closed = rows.copy()
    places = np.arange(rows.shape[1])
    for row in np.flatnonzero(gaps.any(axis=1)):
        known = ~gaps[row]
        closed[row] = np.interp(places, places[known], rows[row, known]) if known.any() else 0.0
    return closed


def solve_from(
    rcs: Floats,
    range_m: Floats,
    molecular_backscatter: Floats,
    molecular_lidar_ratio: Floats,
    lidar_ratio: Floats,
    start: NDArray[np.int64],
    calibration: Floats,
) -> Floats:
    """Total backscatter from a bin where it is known; the kernel of `fernald`.

    β = X·T / [X(r₀)/β(r₀) − 2∫ L_a·X·T dr′], T = exp(−2∫(L_a − L_m)β_m dr′), both integrals from r₀ (Fernald 1984,
    doi:10.1364/AO.23.000652; Ansmann & Müller 2005, doi:10.1007/0-387-25101-4_4).

    Parameters
    ----------
    rcs
        (n_rays, n_bins).
    range_m, molecular_backscatter, molecular_lidar_ratio, lidar_ratio
        (n_bins,).
    start
        (n_rays,) bin of r₀.
    calibration
        (n_rays,) X(r₀)/β(r₀).

    Returns
    -------
    ndarray
        (n_rays, n_bins) m⁻¹ sr⁻¹; NaN where the solution has no meaning.
    """
    half = np.append(np.diff(range_m) / 2.0, 0.0)
    weight = half + np.append(0.0, half[:-1])
    optical = (lidar_ratio - molecular_lidar_ratio) * molecular_backscatter
    depth = np.cumsum(optical * weight) - optical * half  # trapezoids from the first bin
    total = np.empty_like(rcs)
    rays_at_once = max(1, _VALUES_PER_CHUNK // rcs.shape[1])
    common = bool(start.size) and bool((start == start[0]).all())
    for first in range(0, len(rcs), rays_at_once):
        chunk = slice(first, first + rays_at_once)
        place = start[chunk, np.newaxis]
        signal, out = rcs[chunk], total[chunk]
        turned: Any = np.exp(-2.0 * (depth - depth[start[0] if common else place]))
        integral = signal * (-2.0 * lidar_ratio * weight * turned)
        np.cumsum(integral, axis=1, out=integral)
        gaps = None
        if not np.isfinite(integral[:, -1]).all():  # a gap anywhere shows at the end of the sum
            gaps, signal = ~np.isfinite(signal), closed_gaps(signal)
            np.cumsum(signal * (-2.0 * lidar_ratio * weight * turned), axis=1, out=integral)
        np.multiply(signal, 2.0 * lidar_ratio * half * turned, out=out)
        integral += out
        integral += calibration[chunk, np.newaxis] - np.take_along_axis(integral, place, axis=1)
        np.multiply(signal, turned, out=out)
        with np.errstate(divide="ignore", invalid="ignore"):
            out /= integral
        # A pole, met when going outwards, ends what can be known.
        if not integral.min() > 0:
            out[~(integral > 0)] = np.nan
        if gaps is not None:
            out[gaps] = np.nan
    return total


def fernald(
    rcs: ArrayLike,
    range_m: ArrayLike,
    molecular_backscatter: ArrayLike,
    molecular_extinction: ArrayLike,
    *,
    lidar_ratio: ArrayLike,
    reference: tuple[float, float],
    reference_ratio: float = 1.0,
) -> tuple[Floats, Floats]:
    """Backscatter and extinction of the aerosol, integrated both ways from a reference region.

    Parameters
    ----------
    rcs
        (…, n_bins) range-corrected signal in any unit; gaps (NaN) are bridged for the integral and stay NaN.
    range_m
        (n_bins,) metres, increasing.
    molecular_backscatter, molecular_extinction
        (n_bins,) of the air, m⁻¹ sr⁻¹ and m⁻¹.
    lidar_ratio
        Of the aerosol, sr: a number or (n_bins,).
    reference
        From, to, metres: where the total backscatter is `reference_ratio` times that of the air.
    reference_ratio
        (β_a + β_m)/β_m there.

    Returns
    -------
    backscatter, extinction
        (…, n_bins), aerosol only, m⁻¹ sr⁻¹ and m⁻¹. A ray without signal in the reference region is NaN.

    Raises
    ------
    InputError
        When shapes differ, the lidar ratio is not above zero, or the reference is outside the range.
    """
    signal, ranges = np.asarray(rcs, dtype=np.float64), np.asarray(range_m, dtype=np.float64)
    bins = ranges.size
    if signal.shape[-1:] != (bins,) or bins < 2:
        raise InputError("The lidar signal and its range have different lengths.")
    beta, alpha = (
        _vector(molecular_backscatter, bins, "molecular backscatter"),
        _vector(molecular_extinction, bins, "molecular extinction"),
    )
    ratio = _vector(lidar_ratio, bins, "lidar ratio")
    if not (ratio > 0).all() or not reference_ratio > 0:
        raise InputError("Lidar ratio and reference ratio must be above zero.", hint="20 to 100 sr are usual.")
    if not (beta > 0).all():
        raise InputError("The molecular backscatter must be above zero everywhere.")
    part = bins_within(ranges, reference)
    start = (part.start + part.stop - 1) // 2
    rows = signal.reshape(-1, bins)
    # Within the region the signal follows the known mixture: each bin calibrates, the attenuation between them is known.
    extinction = alpha + (reference_ratio - 1.0) * beta * ratio
    steps = np.diff(ranges) * (extinction[1:] + extinction[:-1]) / 2.0
    depth = np.concatenate([[0.0], np.cumsum(steps)])
    expected = (reference_ratio * beta * np.exp(-2.0 * (depth - depth[start])))[part]
    here = rows[:, part]
    seen, model = here.sum(axis=1), np.full(len(rows), expected.sum())
    if not np.isfinite(seen).all():
        known = np.isfinite(here)
        model, seen = np.where(known, expected, 0.0).sum(axis=1), np.where(known, here, 0.0).sum(axis=1)
    calibration = np.divide(seen, model, out=np.full(seen.shape, np.nan), where=model > 0)
    calibration[~(calibration > 0)] = np.nan
    total = solve_from(rows, ranges, beta, alpha / beta, ratio, np.full(len(rows), start), calibration)
    total -= beta
    backscatter = total.reshape(signal.shape)
    return backscatter, backscatter * ratio


def reference_region(
    rcs: ArrayLike,
    range_m: ArrayLike,
    molecular_backscatter: ArrayLike,
    molecular_extinction: ArrayLike,
    *,
    search: tuple[float, float],
    width_m: float = 1000.0,
    tolerance: float = 0.1,
) -> tuple[float, float] | None:
    """Where the mean signal looks most like that of clean air (Rayleigh fit), or None where it does nowhere.

    Parameters
    ----------
    rcs
        (…, n_bins); rays are averaged.
    search
        From, to, metres.
    width_m
        Length of the region.
    tolerance
        How much the ratio of signal to clean air may change across the region, or its mean be unsure, to be accepted.
    """
    signal, ranges = np.asarray(rcs, dtype=np.float64), np.asarray(range_m, dtype=np.float64)
    rows = signal.reshape(-1, ranges.size)
    known = np.isfinite(rows)
    count = known.sum(axis=0)
    mean = np.divide(np.where(known, rows, 0.0).sum(axis=0), count, out=np.full(ranges.size, np.nan), where=count > 0)
    beta, alpha = np.asarray(molecular_backscatter, dtype=float), np.asarray(molecular_extinction, dtype=float)
    depth = np.concatenate([[0.0], np.cumsum(np.diff(ranges) * (alpha[1:] + alpha[:-1]) / 2.0)])
    ratio = mean / (beta * np.exp(-2.0 * depth))
    found: tuple[float, tuple[float, float]] | None = None
    for low in np.arange(search[0], search[1] - width_m + 1e-6, width_m / 4.0):
        part = slice(int(np.searchsorted(ranges, low)), int(np.searchsorted(ranges, low + width_m, "right")))
        values = ratio[part]
        if values.size < 10 or not np.isfinite(values).all() or not values.mean() > 0:
            continue
        (slope, offset), covariance = np.polyfit(ranges[part] - ranges[part].mean(), values, 1, cov=True)
        drift = abs(slope) * width_m / offset
        unsure = 2.0 * float(np.sqrt(covariance[1, 1])) / offset
        # A region with aerosol is brighter than clean air farther out: the darkest of the acceptable ones is clean.
        if (
            offset > 0
            and drift - 2 * float(np.sqrt(covariance[0, 0])) * width_m / offset < tolerance
            and unsure < tolerance
        ):
            score = offset * (1.0 + unsure)
            if found is None or score < found[0]:
                found = (score, (float(low), float(low + width_m)))
    return None if found is None else found[1]
