"""Moving points over the sphere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .wind import EARTH_RADIUS_M

__all__ = ["distance_m", "from_vectors", "moved", "tangent_wind", "to_vectors"]

Floats = NDArray[np.float64]


def to_vectors(lon: Floats, lat: Floats) -> Floats:
    """Unit vectors (n, 3) of longitudes and latitudes in degrees."""
    a, b = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)], axis=-1)


def from_vectors(vectors: Floats) -> tuple[Floats, Floats]:
    """Longitude (−180 to 180) and latitude in degrees of vectors (n, 3)."""
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    return np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))


def tangent_wind(vectors: Floats, u: Floats, v: Floats) -> Floats:
    """Wind towards east and north as vectors (n, 3) in space, in the unit of `u` and `v`."""
    x, y, z = vectors[:, 0], vectors[:, 1], vectors[:, 2]
    level = np.maximum(np.hypot(x, y), 1e-12)
    cos_lon, sin_lon = x / level, y / level
    return np.stack([-u * sin_lon - v * z * cos_lon, u * cos_lon - v * z * sin_lon, v * level], axis=-1)


def moved(vectors: Floats, displacement_m: Floats) -> Floats:
    """Points moved along great circles by displacement vectors (n, 3) in m, of which the tangent part counts."""
    along = np.einsum("ij,ij->i", displacement_m, vectors)
    tangent = (displacement_m - along[:, None] * vectors) * (1.0 / EARTH_RADIUS_M)
    square = np.einsum("ij,ij->i", tangent, tangent)
    # cos(a) and sin(a)/a as series of a²: steps are short, and to a tenth of a radian (640 km) this is right to 1e-9.
    cosine = 1.0 - square * (0.5 - square * (1.0 / 24.0))
    slope = 1.0 - square * (1.0 / 6.0 - square * (1.0 / 120.0))
    return vectors * cosine[:, None] + tangent * slope[:, None]


def distance_m(lon: Floats, lat: Floats, other_lon: Floats, other_lat: Floats) -> Floats:
    """Great-circle distance in m (haversine)."""
    a, b = np.radians(lat), np.radians(other_lat)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(other_lon - lon) / 2) ** 2
    return 2.0 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
