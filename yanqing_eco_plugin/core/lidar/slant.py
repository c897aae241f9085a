"""Aerosol extinction along the rays of any scan: near the horizon by slope and Fernald, steeply from clean air above."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .atmosphere import standard_atmosphere
from .fernald import reference_region
from .geometry import beam_height
from .horizontal import horizontal_extinction
from .molecular import molecular
from .retrieval import retrieve

__all__ = ["LOW_ELEVATION", "slant_extinction"]

Floats = NDArray[np.float64]

LOW_ELEVATION = 15.0
"""Degrees below which a ray stays in the boundary layer for kilometres and never reaches clean air."""

_USUAL_WAVELENGTH = 532.0
_RAYS_AT_ONCE = 64
_CLEAN_AIR_M = (3000.0, 14_000.0)
_LEAST_REFERENCE_M = 500.0


def slant_extinction(
    rcs: Floats,
    noise: Floats,
    usable: NDArray[np.bool_],
    range_m: Floats,
    elevation: Floats,
    *,
    altitude_m: float,
    wavelength_nm: float,
    lidar_ratio: float,
    lidar_ratio_uncertainty: float = 0.3,
    search: tuple[float, float] | None = None,
) -> tuple[Floats, Floats, dict[str, Any]]:
    """Aerosol extinction, its expanded uncertainty (m⁻¹), and what it rests on.

    Rays below `LOW_ELEVATION` take a homogeneous stretch of their own as reference (`horizontal_extinction`), steeper ones
    the height of clean air, found on the steepest rays (`reference_region`).

    Parameters
    ----------
    rcs, noise
        (n_rays, n_bins) range-corrected signal, NaN in the blind zone, and its standard deviation.
    usable
        (n_rays, n_bins) where the signal stands out of the noise; low rays end where it does not.
    range_m, elevation
        (n_bins,) metres, (n_rays,) degrees.
    altitude_m, wavelength_nm
        Of the instrument; NaN = sea level, 532 nm.
    search
        Range (low rays) or height (steep ones) in which the reference may lie, metres; None = chosen.

    Raises
    ------
    InputError
        When the elevations are not known, or no ray has a reference.
    """
    if not np.isfinite(elevation).all():
        raise InputError(
            "The elevation of the rays is not known, and extinction cannot be told without it.",
            hint="Give the angles in the column mapping, or take a file of a scanning reader.",
        )
    base = altitude_m if np.isfinite(altitude_m) else 0.0
    wavelength = wavelength_nm if np.isfinite(wavelength_nm) else _USUAL_WAVELENGTH
    # Beyond 90° the beam has passed the zenith.
    slope = np.minimum(elevation, 180.0 - elevation)
    low = slope < LOW_ELEVATION
    extinction, unsure = np.full(rcs.shape, np.nan), np.full(rcs.shape, np.nan)
    told: dict[str, Any] = {"lidar_ratio": lidar_ratio, "lidar_ratio_uncertainty": lidar_ratio_uncertainty}
    if low.any():
        # Beyond the farthest signal of all rays there is nothing to invert.
        end = int(np.flatnonzero(usable[low].any(axis=0)).max(initial=0)) + 1
        end = max(end, min(20, range_m.size))
        seen = np.where(usable[low, :end], rcs[low, :end], np.nan)
        stretch = search or _stretch(usable[low, :end], range_m[:end])
        air = molecular(*standard_atmosphere(base), wavelength)[0]
        found = horizontal_extinction(
            seen,
            range_m[:end],
            lidar_ratio=lidar_ratio,
            molecular_backscatter=float(air),
            search=stretch,
            width_m=min(1000.0, (stretch[1] - stretch[0]) / 2.0),
            lidar_ratio_uncertainty=lidar_ratio_uncertainty,
            noise=noise[low, :end],
            climb=np.sin(np.radians(slope[low])),
        )
        extinction[low, :end], unsure[low, :end] = found.extinction, found.extinction_uncertainty
        told |= {"reference": "slope", "rays_without_reference": int(found.borrowed.sum())}
    if not low.all():
        clean = _steep(
            rcs, noise, range_m, slope, ~low, base, wavelength, lidar_ratio, lidar_ratio_uncertainty, search,
            extinction, unsure,
        )  # fmt: skip
        if clean is None and not low.any():
            raise InputError(
                "No clean air was found above the aerosol to start the inversion from.",
                hint="Average more rays, give the heights of clean air, or take another time: this may be all cloud.",
            )
        if clean is not None:
            told |= {"clean_air_from_m": clean[0], "clean_air_to_m": clean[1]}
    return extinction, unsure, told


def _stretch(usable: NDArray[np.bool_], range_m: Floats) -> tuple[float, float]:
    """Where to look for a homogeneous stretch: the farther part of what half of the rays can see."""
    share = usable.mean(axis=0)
    seen = np.flatnonzero(share >= 0.5)
    if seen.size < 20:
        seen = np.flatnonzero(usable.any(axis=0))
    if seen.size < 20:
        raise InputError(
            "The scan has no signal above its noise.",
            hint="Choose another scan, or check overlap and background of this one.",
        )
    near, far = float(range_m[seen[0]]), float(range_m[seen[-1]])
    return near + 0.3 * (far - near), far


def _steep(
    rcs: Floats,
    noise: Floats,
    range_m: Floats,
    slope: Floats,
    which: NDArray[np.bool_],
    base: float,
    wavelength: float,
    lidar_ratio: float,
    lidar_ratio_uncertainty: float,
    search: tuple[float, float] | None,
    extinction: Floats,
    unsure: Floats,
) -> tuple[float, float] | None:
    """Fill in the rays that reach clean air; the heights of it, or None."""
    groups = np.round(slope * 4.0).astype(np.int64)
    clean: tuple[float, float] | None = None
    for group in sorted(set(groups[which].tolist()), reverse=True):
        rays = np.flatnonzero(which & (groups == group))
        angle = float(slope[rays].mean())
        height = beam_height(range_m, angle)
        # The standard atmosphere ends there; nobody's aerosol lidar measures beyond.
        inside = height < 60_000.0
        beta, alpha = molecular(*standard_atmosphere(base + np.where(inside, height, 0.0)), wavelength)
        sine = np.sin(np.radians(angle))
        if clean is None:
            limits = search or (_CLEAN_AIR_M[0], min(_CLEAN_AIR_M[1], float(height[-1])))
            along = limits[0] / sine, min(limits[1] / sine, float(range_m[-1]))
            found = reference_region(rcs[rays], range_m, beta, alpha, search=along, tolerance=0.2)
            clean = None if found is None else (found[0] * sine, found[1] * sine)
        # A slanting ray may reach only the lower part of the clean air.
        if clean is None or clean[0] / sine + _LEAST_REFERENCE_M > range_m[-1]:
            continue
        for start in range(0, rays.size, _RAYS_AT_ONCE):
            part = rays[start : start + _RAYS_AT_ONCE]
            solved = retrieve(
                rcs[part],
                range_m,
                beta,
                alpha,
                lidar_ratio=lidar_ratio,
                reference=(clean[0] / sine, min(clean[1] / sine, float(range_m[-1]))),
                lidar_ratio_uncertainty=lidar_ratio_uncertainty,
                noise=noise[part],
            )
            extinction[part], unsure[part] = solved.extinction, solved.extinction_uncertainty
    return clean
