"""Wind along the height from the rays of a Doppler lidar."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = ["WindProfile", "wind_profile"]

Floats = NDArray[np.float64]
_LEAST_RAYS = 4


@dataclass(frozen=True)
class WindProfile:
    """Wind of one scan, (n_bins,); NaN where too few rays saw it.

    Attributes
    ----------
    height_m
        Above the instrument, of the mean elevation.
    u, v, w
        Towards east, north and up, m/s.
    uncertainty
        Standard error of the horizontal components, m/s.
    residual
        Root mean square of what the fit leaves, m/s.
    rays
        How many rays were used.
    """

    height_m: Floats
    u: Floats
    v: Floats
    w: Floats
    uncertainty: Floats
    residual: Floats
    rays: NDArray[np.int64]


def wind_profile(
    radial_velocity: ArrayLike,
    range_m: ArrayLike,
    azimuth: ArrayLike,
    elevation: ArrayLike,
    *,
    valid: ArrayLike | None = None,
    worst_condition: float = 30.0,
) -> WindProfile:
    """Least squares of v_r = u·sinφ·cosε + v·cosφ·cosε + w·sinε at every range (Browning & Wexler 1968).

    Source: J. Appl. Meteorol. 7, 105, 1968. The wind is taken to be the same all around the circle.

    Parameters
    ----------
    radial_velocity
        (n_rays, n_bins) m/s, away from the instrument is positive.
    range_m
        (n_bins,) metres along the ray.
    azimuth, elevation
        (n_rays,) degrees; rays without an angle are left out.
    valid
        (n_rays, n_bins) which values to use (enough signal); None = all that are finite.
    worst_condition
        Condition number of the geometry beyond which nothing is said: rays to one side only, or straight up.

    Raises
    ------
    InputError
        When fewer than four rays have a direction.
    """
    speed, ranges = np.asarray(radial_velocity, dtype=np.float64), np.asarray(range_m, dtype=np.float64)
    phi, epsilon = np.deg2rad(np.asarray(azimuth, dtype=float)), np.deg2rad(np.asarray(elevation, dtype=float))
    pointed = np.isfinite(phi) & np.isfinite(epsilon)
    if pointed.sum() < _LEAST_RAYS:
        raise InputError(
            "The wind cannot be found from {rays} rays with a direction.",
            hint="Use a scan in at least four directions around the instrument.",
            rays=int(pointed.sum()),
        )
    used = np.isfinite(speed) & pointed[:, np.newaxis]
    if valid is not None:
        used &= np.asarray(valid, dtype=bool)
    phi, epsilon = np.where(pointed, phi, 0.0), np.where(pointed, epsilon, 0.0)
    design = np.column_stack([np.sin(phi) * np.cos(epsilon), np.cos(phi) * np.cos(epsilon), np.sin(epsilon)])
    weight = used.astype(np.float64)
    measured = np.where(used, speed, 0.0)
    normal = np.einsum("rb,ri,rj->bij", weight, design, design)
    right = np.einsum("rb,ri->bi", measured, design)
    rays = used.sum(axis=0)
    usable = (rays >= _LEAST_RAYS) & (np.linalg.cond(normal) < worst_condition**2)
    safe = np.where(usable[:, np.newaxis, np.newaxis], normal, np.eye(3))
    inverse = np.linalg.inv(safe)
    wind = np.einsum("bij,bj->bi", inverse, right)
    left = np.where(used, speed - design @ wind.T, 0.0)
    square = (left**2).sum(axis=0)
    variance = square / np.maximum(rays - 3, 1)
    error = np.sqrt(variance * (inverse[:, 0, 0] + inverse[:, 1, 1]) / 2.0)
    blank = np.where(usable, 1.0, np.nan)
    return WindProfile(
        height_m=ranges * float(np.sin(epsilon[pointed]).mean()),
        u=wind[:, 0] * blank,
        v=wind[:, 1] * blank,
        w=wind[:, 2] * blank,
        uncertainty=error * blank,
        residual=np.sqrt(square / np.maximum(rays, 1)) * blank,
        rays=rays,
    )
