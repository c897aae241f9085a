"""Which gate of a sweep lies nearest to a point on the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .geometry import slant_range

__all__ = ["nearest_gates"]

Floats = NDArray[np.float64]
# A ray stands for half a step to its sides; instruments jitter, so a little more is allowed.
_REACH_STEPS = 0.75
_WIDEST_GAP = 15.0


def nearest_gates(
    azimuth: Floats, elevation: Floats, range_m: Floats, east_m: Floats, north_m: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ray and gate nearest to each point.

    The nearest ray is that with the smallest angle between; the nearest gate on it lies at the foot of the perpendicular, at
    the cosine of that angle times the distance.

    Parameters
    ----------
    azimuth, elevation
        (n_rays,) degrees of one sweep, in any order; NaN = not used.
    range_m
        (n_bins,) metres along the ray, increasing.
    east_m, north_m
        Any one shape; metres from the instrument along the ground.

    Returns
    -------
    ray, gate
        Of that shape; −1 where a point lies outside the sweep or its gates.
    """
    known = np.flatnonzero(np.isfinite(azimuth) & np.isfinite(elevation))
    order = known[np.argsort(azimuth[known], kind="stable")]
    angles = azimuth[order]
    steps = np.diff(np.append(angles, angles[0] + 360.0))
    usual = float(np.median(steps[steps > 1e-6])) if (steps > 1e-6).any() else 360.0
    reach = min(_REACH_STEPS * usual, _WIDEST_GAP)
    middles = angles + steps / 2.0
    direction = np.degrees(np.arctan2(east_m, north_m))
    direction[direction < 0.0] += 360.0
    if middles[-1] > 360.0:  # the last ray reaches past north
        direction[direction < middles[-1] - 360.0] += 360.0
    place = np.searchsorted(middles, direction)
    # Beyond the last middle the circle starts anew with the first ray.
    place[place == angles.size] = 0
    apart = np.abs(direction - angles[place])
    np.minimum(apart, 360.0 - apart, out=apart)
    ray = order[place]
    along = np.hypot(east_m, north_m) * np.cos(np.radians(apart))
    slant = slant_range(along, elevation[ray])
    gate = _nearest_bin(range_m, slant)
    outside = (apart > reach) | (gate < 0)
    return np.where(outside, -1, ray), np.where(outside, -1, gate)


def _nearest_bin(range_m: Floats, at: Floats) -> NDArray[np.int64]:
    width = np.diff(range_m)
    step = float(np.median(width))
    beyond = ~((at >= range_m[0] - step / 2.0) & (at < range_m[-1] + step / 2.0))
    if np.allclose(width, step, rtol=0.0, atol=1e-3 * step):
        # From the mean step: rounding of the single ones would add up over thousands of gates.
        exact = float(range_m[-1] - range_m[0]) / (range_m.size - 1)
        gate = np.rint((np.where(beyond, range_m[0], at) - range_m[0]) / exact).astype(np.int64)
    else:
        gate = np.searchsorted(range_m[:-1] + width / 2.0, at).astype(np.int64)
    np.clip(gate, 0, range_m.size - 1, out=gate)
    gate[beyond] = -1
    return gate
