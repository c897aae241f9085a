"""Clouds and layers in a profile or a ray."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.ndimage import uniform_filter1d

__all__ = ["AEROSOL", "CLEAR", "CLOUD", "UNKNOWN", "Clouds", "find_clouds", "layer_mask"]

Floats = NDArray[np.float64]

UNKNOWN, CLEAR, AEROSOL, CLOUD = -1, 0, 1, 2
"""Classes of `layer_mask`."""


@dataclass(frozen=True)
class Clouds:
    """Clouds of each ray.

    Attributes
    ----------
    mask
        (n_rays, n_bins) whether the bin is in a cloud.
    base_m, top_m
        (n_rays,) of the lowest cloud, metres along the ray; NaN where there is none.
    base_uncertainty_m
        (n_rays,) half the length over which the edge is looked for.
    opaque
        (n_rays,) whether the signal ends in a cloud: what lies behind is not known.
    """

    mask: NDArray[np.bool_]
    base_m: Floats
    top_m: Floats
    base_uncertainty_m: Floats
    opaque: NDArray[np.bool_]


def find_clouds(
    rcs: ArrayLike,
    range_m: ArrayLike,
    *,
    noise: ArrayLike = 0.0,
    nearest_m: float = 150.0,
    edge_m: float = 120.0,
    jump: float = 2.5,
    least_snr: float = 5.0,
) -> Clouds:
    """Find clouds by their sharp edge: the signal grows `jump`-fold within `edge_m` (after Wang & Sassen 2001).

    A cloud reaches from there to where the signal is back at what it was before the edge, or is lost in the noise.
    Source: J. Appl. Meteorol. 40, 1665, 2001.

    Parameters
    ----------
    rcs
        (n_rays, n_bins) range-corrected signal.
    range_m
        (n_bins,) metres, evenly spaced.
    noise
        Standard deviation of `rcs`, broadcast to it.
    nearest_m
        Before it nothing is looked for (blind zone).
    """
    rows, ranges = np.atleast_2d(np.asarray(rcs, dtype=np.float64)), np.asarray(range_m, dtype=np.float64)
    spread = np.broadcast_to(np.asarray(noise, dtype=np.float64), rows.shape)
    step = float(np.median(np.diff(ranges)))
    reach = max(1, round(edge_m / step))
    width = max(1, reach // 2)
    smooth = uniform_filter1d(np.nan_to_num(rows), width, axis=1)
    calm = np.sqrt(uniform_filter1d(np.nan_to_num(spread) ** 2, width, axis=1) / width)
    clear = smooth > np.maximum(least_snr * calm, 0.0)
    edges = np.zeros(rows.shape, dtype=bool)
    if rows.shape[1] > reach:
        before, after = smooth[:, :-reach], smooth[:, reach:]
        above_noise = after - np.maximum(before, 0.0) > least_snr * calm[:, reach:]
        edges[:, :-reach] = (after > jump * np.maximum(before, 0.0)) & clear[:, reach:] & above_noise
    edges &= ranges >= nearest_m
    mask = np.zeros(rows.shape, dtype=bool)
    base, top = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    opaque = np.zeros(len(rows), dtype=bool)
    for ray in np.flatnonzero(edges.any(axis=1)):
        start = 0
        while True:
            ahead = np.flatnonzero(edges[ray, start:])
            if ahead.size == 0:
                break
            first = start + int(ahead[0])
            level = max(float(smooth[ray, first]), 0.0)
            stretch = slice(first, min(first + 2 * reach + 1, rows.shape[1]))
            rise = np.diff(smooth[ray, stretch])
            foot = first + int(np.argmax(rise)) if rise.size else first
            peak = (
                foot + 1 + int(np.argmax(smooth[ray, foot + 1 : foot + 1 + 2 * reach]))
                if foot + 1 < rows.shape[1]
                else foot
            )
            back = np.flatnonzero((smooth[ray, peak:] <= 1.2 * level) | ~clear[ray, peak:])
            end = peak + int(back[0]) if back.size else rows.shape[1]
            mask[ray, foot:end] = True
            if np.isnan(base[ray]):
                base[ray], top[ray] = ranges[foot], ranges[min(end, ranges.size - 1)]
            # Past the tail in which a dense cloud dies away there is either a signal again or none.
            behind = clear[ray, end + 4 * reach : end + 12 * reach]
            opaque[ray] = behind.size == 0 or float(behind.mean()) < 0.1
            start = max(end, first + 1)
    return Clouds(mask, base, top, np.where(np.isnan(base), np.nan, 0.5 * edge_m), opaque)


def layer_mask(
    backscatter_ratio: ArrayLike, clouds: NDArray[np.bool_], known: NDArray[np.bool_], *, least: float = 1.2
) -> NDArray[np.int8]:
    """Class of every bin: `CLOUD`, `AEROSOL` (ratio ≥ `least`), `CLEAR`, or `UNKNOWN` where there is no signal.

    Parameters
    ----------
    backscatter_ratio
        (n_rays, n_bins) (β_m + β_a)/β_m.
    clouds, known
        (n_rays, n_bins) from `find_clouds` and `snr_mask`.
    """
    ratio = np.asarray(backscatter_ratio, dtype=np.float64)
    classes = np.where(ratio >= least, AEROSOL, CLEAR)
    classes = np.where(known & np.isfinite(ratio), classes, UNKNOWN)
    return np.where(clouds, CLOUD, classes).astype(np.int8)
