"""Extinction along near-horizontal rays: the slope method finds a homogeneous stretch, Fernald goes on from there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .corrections import bins_within
from .fernald import closed_gaps, solve_from
from .molecular import MOLECULAR_LIDAR_RATIO

__all__ = ["SCALE_HEIGHT_M", "HorizontalRetrieval", "Slope", "horizontal_extinction", "slope_extinction"]

Floats = NDArray[np.float64]

SCALE_HEIGHT_M = 2000.0
"""In which the backscatter of aerosol may fall by 1/e along a ray that climbs: a usual mean of the lower troposphere."""


@dataclass(frozen=True)
class Slope:
    """Extinction of a stretch, per ray: total extinction m⁻¹, its standard error, and the scatter of ln X about the line."""

    extinction: Floats
    uncertainty: Floats
    scatter: Floats


@dataclass(frozen=True)
class HorizontalRetrieval:
    """Aerosol along the rays of a horizontal scan.

    Attributes
    ----------
    backscatter, extinction
        (n_rays, n_bins) m⁻¹ sr⁻¹, m⁻¹, aerosol only; NaN beyond the reference stretch and where there is no signal.
    extinction_uncertainty
        (n_rays, n_bins) m⁻¹, expanded (about 95 %): the bound from the lidar ratio plus twice the standard deviation from
        slope and noise.
    reference_m
        (n_rays, 2) from, to of the reference stretch, metres; NaN where the ray had none.
    reference_extinction, reference_uncertainty
        (n_rays,) aerosol extinction of the stretch, m⁻¹.
    borrowed
        (n_rays,) whether the ray had no homogeneous stretch and took the median extinction of the others.
    """

    backscatter: Floats
    extinction: Floats
    extinction_uncertainty: Floats
    reference_m: Floats
    reference_extinction: Floats
    reference_uncertainty: Floats
    borrowed: NDArray[np.bool_]


def slope_extinction(rcs: ArrayLike, range_m: ArrayLike, segment: tuple[float, float]) -> Slope:
    """α = −½·d ln X/dr by least squares over a stretch (Collis 1966; Kunz & de Leeuw 1993, doi:10.1364/AO.32.003249).

    Parameters
    ----------
    rcs
        (n_rays, n_bins) range-corrected signal.
    range_m
        (n_bins,) metres.
    segment
        From, to, metres. A ray with a value there that is not above zero is NaN.
    """
    rows, ranges = np.atleast_2d(np.asarray(rcs, dtype=np.float64)), np.asarray(range_m, dtype=np.float64)
    part = bins_within(ranges, segment, 5)
    return _slope(rows[:, part], ranges[part])


def _slope(rows: Floats, ranges: Floats) -> Slope:
    usable = (rows > 0).all(axis=1)
    logs = np.log(np.where(rows > 0, rows, 1.0))
    centred = ranges - ranges.mean()
    square = float((centred**2).sum())
    slope = logs @ centred / square
    residual = logs - logs.mean(axis=1, keepdims=True) - slope[:, np.newaxis] * centred
    variance = (residual**2).sum(axis=1) / max(ranges.size - 2, 1)
    return Slope(
        extinction=np.where(usable, -0.5 * slope, np.nan),
        uncertainty=np.where(usable, 0.5 * np.sqrt(variance / square), np.nan),
        scatter=np.where(usable, np.sqrt(variance), np.nan),
    )


def _stretches(
    rows: Floats, ranges: Floats, search: tuple[float, float], width_m: float, least_extinction: float, worst: float
) -> tuple[Floats, Floats, Floats]:
    """Per ray the farthest stretch that is straight: limits, total extinction, its standard error."""
    count = len(rows)
    limits, extinction, error = np.full((count, 2), np.nan), np.full(count, np.nan), np.full(count, np.nan)
    starts = np.arange(search[0], search[1] - width_m + 1e-6, width_m / 4.0)
    if starts.size == 0:
        raise InputError(
            "The search range {start}–{end} m is shorter than the reference stretch of {width} m.",
            hint="Choose a longer range or a shorter stretch.",
            start=search[0],
            end=search[1],
            width=width_m,
        )
    for low in starts:
        part = bins_within(ranges, (low, low + width_m), 8)
        fit = _slope(rows[:, part], ranges[part])
        third = ranges[part].size // 3
        near = _slope(rows[:, part.start : part.start + 2 * third], ranges[part.start : part.start + 2 * third])
        far = _slope(rows[:, part.stop - 2 * third : part.stop], ranges[part.stop - 2 * third : part.stop])
        # Homogeneous: both ends tell the same extinction within what their scatter allows.
        apart = np.abs(near.extinction - far.extinction)
        allowed = 3.0 * np.hypot(near.uncertainty, far.uncertainty) + 0.1 * fit.extinction
        good = (
            (fit.extinction > least_extinction)
            & (fit.uncertainty < worst * fit.extinction)
            & (apart < allowed)
            & np.isfinite(fit.scatter)
        )
        limits[good] = (low, low + width_m)
        extinction[good], error[good] = fit.extinction[good], fit.uncertainty[good]
    return limits, extinction, error


def horizontal_extinction(
    rcs: ArrayLike,
    range_m: ArrayLike,
    *,
    lidar_ratio: float,
    molecular_backscatter: float,
    search: tuple[float, float],
    width_m: float = 1000.0,
    lidar_ratio_uncertainty: float = 0.3,
    worst_slope: float = 0.15,
    noise: ArrayLike | None = None,
    climb: ArrayLike | None = None,
) -> HorizontalRetrieval:
    """Invert the rays of a horizontal or low-elevation scan (Remote Sens. 2019, 11, 2339).

    On each ray the farthest homogeneous stretch gives the total extinction by the slope method, that and the lidar ratio the
    total backscatter; from there Fernald's solution is integrated back to the instrument, where errors die out. A ray
    without such a stretch (a plume across it, terrain, no signal) takes the median extinction of the others at its last
    usable bins, and says so; so does a ray whose stretch tells quite another extinction than those of the other rays.

    Parameters
    ----------
    rcs
        (n_rays, n_bins) range-corrected signal; NaN where masked.
    range_m
        (n_bins,) metres.
    lidar_ratio
        Of the aerosol, sr.
    molecular_backscatter
        Of the air at the height of the scan, m⁻¹ sr⁻¹.
    search
        From, to, metres: where a stretch may lie.
    width_m
        Its length.
    lidar_ratio_uncertainty
        Relative.
    worst_slope
        Largest relative standard error of a slope that is trusted.
    noise
        (n_rays, n_bins) standard deviation of `rcs`.
    climb
        (n_rays,) sine of the elevation. A ray that climbs may leave denser for thinner air, which the slope method takes
        for extinction: the uncertainty then covers a backscatter that falls by 1/e in `SCALE_HEIGHT_M`.

    Raises
    ------
    InputError
        When no ray has a homogeneous stretch: there is no reference region.
    """
    rows, ranges = np.atleast_2d(np.asarray(rcs, dtype=np.float64)), np.asarray(range_m, dtype=np.float64)
    if not lidar_ratio > 0 or not molecular_backscatter > 0:
        raise InputError("Lidar ratio and molecular backscatter must be above zero.", hint="20 to 100 sr are usual.")
    if not 0 <= lidar_ratio_uncertainty < 0.9:
        raise InputError("The relative uncertainty of the lidar ratio must be below 0.9.", hint="0.3 is usual.")
    air = molecular_backscatter * MOLECULAR_LIDAR_RATIO
    limits, total, error = _stretches(rows, ranges, search, width_m, air, worst_slope)
    found = np.isfinite(total) & ~_stands_out(total)
    limits[~found] = np.nan
    if not found.any():
        raise InputError(
            "No ray of the scan has a homogeneous stretch between {start} and {end} m to start the inversion from.",
            hint="Widen the search range, average more rays, or take another scan: this one may be all cloud or fog.",
            start=search[0],
            end=search[1],
        )
    borrowed = ~found
    typical = float(np.median(total[found]))
    scatter = float(np.median(np.abs(total[found] - typical))) * 1.4826
    total = np.where(found, total, typical)
    error = np.where(found, error, max(scatter, 0.3 * typical))
    if climb is not None:
        # −½ · d ln β/dr of air whose β falls with height as exp(−z/H).
        error = np.hypot(error, 0.5 * np.abs(np.asarray(climb, dtype=np.float64)) / SCALE_HEIGHT_M)
    window = max(5, round(width_m / float(np.median(np.diff(ranges))) / 5.0))
    first, last = _reference_bins(rows, ranges, limits, search, window)

    middle = (first + last) // 2
    # The bins of each ray's reference, in as many columns as the longest has.
    columns = first[:, np.newaxis] + np.arange(max(int((last - first).max()), 1))
    within = columns < last[:, np.newaxis]
    columns = np.minimum(columns, ranges.size - 1)
    seen = np.take_along_axis(rows, columns, axis=1)
    within &= np.isfinite(seen)
    summed = np.where(within, seen, 0.0).sum(axis=1)
    beyond = ranges[columns] - ranges[middle][:, np.newaxis]
    gaps = ~np.isfinite(rows)
    filled = closed_gaps(rows)
    flat = np.ones(ranges.size)

    def inverted(ratio: float, extinction: Floats) -> Floats:
        """Aerosol extinction when the total at the reference is `extinction`."""
        backscatter = np.maximum(extinction - air, 0.0) / ratio + molecular_backscatter
        expected = backscatter[:, np.newaxis] * np.exp(-2.0 * extinction[:, np.newaxis] * beyond)
        calibration = np.full(len(rows), np.nan)
        np.divide(summed, np.where(within, expected, 0.0).sum(axis=1), out=calibration, where=within.any(axis=1))
        calibration[~(calibration > 0)] = np.nan
        solved = solve_from(
            filled,
            ranges,
            flat * molecular_backscatter,
            flat * MOLECULAR_LIDAR_RATIO,
            flat * ratio,
            middle,
            calibration,
        )
        solved -= molecular_backscatter
        solved[gaps | (np.arange(ranges.size) >= last[:, np.newaxis])] = np.nan
        return solved * ratio

    extinction = inverted(lidar_ratio, total)
    s = lidar_ratio_uncertainty
    by_ratio = np.fmax(
        np.abs(inverted(lidar_ratio / (1 - s), total) - extinction),
        np.abs(inverted(lidar_ratio / (1 + s), total) - extinction),
    )
    by_slope = np.fmax(
        np.abs(inverted(lidar_ratio, total + error) - extinction),
        np.abs(inverted(lidar_ratio, np.maximum(total - error, 0.0)) - extinction),
    )
    by_noise = np.zeros_like(extinction)
    if noise is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            by_noise = np.abs(np.asarray(noise, dtype=np.float64) / rows) * (
                extinction + lidar_ratio * molecular_backscatter
            )
    return HorizontalRetrieval(
        backscatter=extinction / lidar_ratio,
        extinction=extinction,
        extinction_uncertainty=by_ratio + 2.0 * np.hypot(by_slope, by_noise),
        reference_m=limits,
        reference_extinction=np.maximum(total - air, 0.0),
        reference_uncertainty=error,
        borrowed=borrowed,
    )


def _stands_out(total: Floats) -> NDArray[np.bool_]:
    """Rays whose stretch tells quite another extinction than the others': it lay on the flank of a plume."""
    known = np.isfinite(total)
    if known.sum() < 5:
        return np.zeros(total.shape, dtype=bool)
    typical = float(np.median(total[known]))
    scatter = 1.4826 * float(np.median(np.abs(total[known] - typical)))
    with np.errstate(invalid="ignore"):
        return np.abs(total - typical) > max(4.0 * scatter, 0.5 * typical)


def _reference_bins(
    rows: Floats, ranges: Floats, limits: Floats, search: tuple[float, float], window: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last bin (exclusive) of the reference on each ray; equal where the ray has no signal at all."""
    first = np.searchsorted(ranges, np.nan_to_num(limits[:, 0])).astype(np.int64)
    last = np.searchsorted(ranges, np.nan_to_num(limits[:, 1])).astype(np.int64)
    inside = (ranges >= search[0]) & (ranges <= search[1])
    for ray in np.flatnonzero(np.isnan(limits[:, 0])):
        usable = np.flatnonzero((rows[ray] > 0) & inside)
        last[ray] = usable[-1] + 1 if usable.size >= window else 0
        first[ray] = max(last[ray] - window, 0)
    return first, last
