"""Height of the boundary layer: the strongest step in the aerosol, by wavelets, checked by the gradient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.signal import find_peaks

from ..errors import InputError

__all__ = ["BoundaryLayer", "boundary_layer_height", "wavelet_covariance"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class BoundaryLayer:
    """Boundary layer of each profile, (n_profiles,); metres, NaN where none was found.

    Attributes
    ----------
    height_m, uncertainty_m
        Top of the layer and its standard uncertainty.
    gradient_m
        Where the signal falls fastest: an independent look at the same profile.
    agrees
        Whether both lie together within their uncertainty, at least 100 m.
    residual_m
        At night, top of the residual layer above; NaN by day or where there is none.
    strength
        Step at the top, as a share of the signal below it (0 … 1).
    """

    height_m: Floats
    uncertainty_m: Floats
    gradient_m: Floats
    agrees: NDArray[np.bool_]
    residual_m: Floats
    strength: Floats


def wavelet_covariance(signal: ArrayLike, step_m: float, dilation_m: float) -> Floats:
    """W(a, b) = (1/a)·∫ X·h((z−b)/a) dz with Haar's step: half the mean below minus the mean above.

    Source: Brooks 2003, J. Atmos. Oceanic Technol. 20, 1092; AMT 2017, 10, 1609.

    Parameters
    ----------
    signal
        (…, n_bins), evenly spaced by `step_m`.
    dilation_m
        a.

    Returns
    -------
    ndarray
        (…, n_bins + 1) at the edges between bins; NaN where the wavelet does not fit in.
    """
    values = np.asarray(signal, dtype=np.float64)
    half = max(1, round(dilation_m / 2.0 / step_m))
    bins = values.shape[-1]
    summed = np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)
    result = np.full(summed.shape, np.nan)
    if bins >= 2 * half:
        middle = summed[..., half : bins - half + 1]
        below, above = middle - summed[..., : bins - 2 * half + 1], summed[..., 2 * half :] - middle
        result[..., half : bins - half + 1] = (below - above) / (2 * half)
    return result


def boundary_layer_height(
    rcs: ArrayLike,
    height_m: ArrayLike,
    *,
    search: tuple[float, float] = (150.0, 4000.0),
    dilations_m: Sequence[float] = (150.0, 210.0, 300.0, 420.0),
    threshold: float = 0.1,
    noise: ArrayLike | None = None,
    night: ArrayLike | None = None,
    ceiling_m: ArrayLike | None = None,
) -> BoundaryLayer:
    """Find the top of the boundary layer in each profile.

    The mean of the wavelet covariances of several dilations is searched for maxima. By day the strongest is the top; at night
    the lowest that is at least a third as strong, and the strongest above it is the top of the residual layer. A step that
    is weaker than `threshold` of the signal below it, or than four times its noise, is none.

    Parameters
    ----------
    rcs
        (n_profiles, n_bins) range-corrected signal or backscatter.
    height_m
        (n_bins,) metres above the instrument, evenly spaced.
    search
        From, to, metres.
    noise
        Standard deviation of `rcs`, broadcast to it; None = judged from how neighbouring bins differ.
    night
        (n_profiles,) whether the sun is down; None = day.
    ceiling_m
        (n_profiles,) cloud base: nothing above is looked at; NaN = no cloud.

    Raises
    ------
    InputError
        When the search range holds too few bins.
    """
    rows, heights = np.atleast_2d(np.asarray(rcs, dtype=np.float64)), np.asarray(height_m, dtype=np.float64)
    step = float(np.median(np.diff(heights))) if heights.size > 1 else 0.0
    margin = max(dilations_m) / 2.0
    part = slice(
        int(np.searchsorted(heights, search[0] - min(dilations_m) / 2.0)),
        int(np.searchsorted(heights, search[1] + margin)),
    )
    cut, levels = rows[:, part], heights[part]
    if levels.size < 20 or not step > 0:
        raise InputError(
            "The range {start}–{end} m holds too few bins to look for the boundary layer.",
            hint="Widen the search range.",
            start=search[0],
            end=search[1],
        )
    count = len(cut)
    gaps = ~np.isfinite(cut)
    filled = np.where(gaps, 0.0, cut)
    edges = np.append(levels - step / 2.0, levels[-1] + step / 2.0)
    each = [wavelet_covariance(filled, step, dilation) for dilation in dilations_m]
    stacked = np.stack(each)
    fitting = np.isfinite(stacked)
    mean = np.where(fitting, stacked, 0.0).sum(axis=0) / np.maximum(fitting.sum(axis=0), 1)
    summed = np.cumsum(filled, axis=1)
    mean_below = np.concatenate([summed[:, :1], summed / np.arange(1, levels.size + 1)], axis=1)
    share = mean / np.where(mean_below > 0, mean_below, np.inf)
    if noise is None:
        # Median, not mean: the layers' own edges are few among the differences of neighbours.
        sigma = np.median(np.abs(np.diff(filled, axis=1)), axis=1, keepdims=True) * 1.4826 / np.sqrt(2.0)
        spread = np.broadcast_to(sigma, filled.shape)
    else:
        spread = np.where(gaps, 0.0, np.broadcast_to(np.asarray(noise, dtype=np.float64), rows.shape)[:, part])
    squares = np.concatenate([np.zeros((count, 1)), np.cumsum(spread**2, axis=1)], axis=1)
    half = max(1, round(float(np.median(dilations_m)) / 2.0 / step))
    places = np.arange(edges.size)
    upper, lower = np.minimum(places + half, edges.size - 1), np.maximum(places - half, 0)
    error = np.sqrt(squares[:, upper] - squares[:, lower]) / (2 * half)
    allowed = (edges >= search[0]) & (edges <= search[1]) & fitting.any(axis=0)
    missing = np.concatenate([np.zeros((count, 1)), np.cumsum(gaps, axis=1)], axis=1)
    allowed &= missing[:, upper] == missing[:, lower]
    if ceiling_m is not None:
        ceiling = np.asarray(ceiling_m, dtype=np.float64).reshape(-1, 1)
        allowed &= np.isnan(ceiling) | (edges <= ceiling)
    candidates = np.where(allowed & (share >= threshold) & (mean > 4.0 * error), mean, -np.inf)
    dark = np.zeros(count, dtype=bool) if night is None else np.broadcast_to(np.asarray(night, dtype=bool), (count,))
    chosen, residual = _choose(candidates, dark)
    found = chosen >= 0
    place = np.maximum(chosen, 0)
    profile = np.arange(count)
    top = np.where(found, edges[place], np.nan)
    by_dilation = _per_dilation(stacked, edges, place, margin)
    blur = _blur(mean, error, place, edges)
    uncertainty = np.sqrt(by_dilation**2 + blur**2 + (step / 2.0) ** 2)
    gradient = _steepest(filled, edges, allowed, max(1, round(min(dilations_m) / 2.0 / step)), step)
    gradient = np.where(found, gradient, np.nan)
    return BoundaryLayer(
        height_m=top,
        uncertainty_m=np.where(found, uncertainty, np.nan),
        gradient_m=gradient,
        agrees=found & (np.abs(gradient - top) <= np.maximum(100.0, 2.0 * uncertainty)),
        residual_m=np.where(residual >= 0, edges[np.maximum(residual, 0)], np.nan),
        strength=np.where(found, np.clip(2.0 * share[profile, place], 0.0, 1.0), np.nan),
    )


def _choose(candidates: Floats, night: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Place of the top and of the residual layer in each profile; −1 = none."""
    chosen = np.where(np.isfinite(candidates).any(axis=1), candidates.argmax(axis=1), -1)
    residual = np.full(len(candidates), -1)
    for row in np.flatnonzero(night & (chosen >= 0)):
        line = np.where(np.isfinite(candidates[row]), candidates[row], 0.0)
        strong = line[chosen[row]]
        peaks, _ = find_peaks(line, height=strong / 3.0, prominence=strong / 6.0)
        if peaks.size == 0:
            continue
        chosen[row] = peaks[0]
        if peaks.size > 1:
            residual[row] = peaks[1 + int(np.argmax(line[peaks[1:]]))]
    return chosen, residual


def _per_dilation(stacked: Floats, edges: Floats, place: NDArray[np.int64], margin: float) -> Floats:
    """How far apart the dilations put the top that their mean has."""
    near = np.abs(edges - edges[place][:, np.newaxis]) <= margin
    tops = [edges[np.where(near & np.isfinite(one), one, -np.inf).argmax(axis=1)] for one in stacked]
    return np.std(np.stack(tops), axis=0)


def _blur(mean: Floats, error: Floats, place: NDArray[np.int64], edges: Floats) -> Floats:
    """Half the length over which the covariance is within its noise of the maximum."""
    profile = np.arange(len(mean))
    floor = (mean[profile, place] - error[profile, place])[:, np.newaxis]
    positions = np.arange(edges.size)
    low = mean < floor
    before = np.where(low & (positions < place[:, np.newaxis]), positions, -1).max(axis=1) + 1
    after = np.where(low & (positions > place[:, np.newaxis]), positions, edges.size).min(axis=1) - 1
    return (edges[np.maximum(after, before)] - edges[before]) / 2.0


def _steepest(filled: Floats, edges: Floats, allowed: NDArray[np.bool_], half: int, step: float) -> Floats:
    """Height where a straight line through 2·`half` bins falls fastest."""
    offsets = (np.arange(2 * half) - half + 0.5) * step
    weights = offsets / (offsets**2).sum()
    slopes = np.full((len(filled), edges.size), np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(filled, 2 * half, axis=1)
    slopes[:, half : half + windows.shape[1]] = windows @ weights
    return edges[np.where(allowed, slopes, np.inf).argmin(axis=1)]
