"""Directions as every reader must give them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["azimuth_of", "directions", "elevation_of"]


def _degrees(values: ArrayLike) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):  # a signalling NaN of a damaged file is a NaN
        return np.array(values, dtype=np.float64, ndmin=1)


def azimuth_of(degrees: ArrayLike) -> NDArray[np.float64]:
    """Degrees from north clockwise within 0 ≤ azimuth < 360; NaN where it is no angle."""
    angle = _degrees(degrees)
    angle[~(np.abs(angle) <= 1080.0)] = np.nan
    angle = np.mod(angle, 360.0)
    angle[angle == 360.0] = 0.0  # np.mod of a tiny negative angle rounds up to 360
    return angle


def elevation_of(degrees: ArrayLike) -> NDArray[np.float64]:
    """Degrees above the horizon within −90 … 180 (beyond 90 the beam has passed the zenith); NaN where it is none."""
    angle = _degrees(degrees)
    angle[~((angle >= -90.0) & (angle <= 180.0))] = np.nan
    return angle


def directions(rays: int, azimuth: Any = 0.0, elevation: Any = 90.0) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Azimuth and elevation of `rays` rays; a single number stands for all of them."""
    shape = (rays,)
    return (
        np.broadcast_to(azimuth_of(azimuth), shape).copy(),
        np.broadcast_to(elevation_of(elevation), shape).copy(),
    )
