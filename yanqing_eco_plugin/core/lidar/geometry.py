"""Where the gates of a ray are: a straight beam above a round earth.

Light bends with about an eighth of the earth's curvature (terrestrial refraction, k ≈ 0.13), radar four thirds as much; on
the 10 km of an aerosol lidar neglecting it costs 1 m of height. The beam is therefore taken as straight and only the earth as
curved, with the mean radius of 6,371 km.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from ..errors import InputError
from .scan import Location

__all__ = [
    "EARTH_RADIUS_M",
    "beam_height",
    "checked_location",
    "from_site",
    "ground_distance",
    "slant_range",
    "to_site",
    "utm_code",
]

Floats = NDArray[np.float64]
EARTH_RADIUS_M = 6_371_000.0


def beam_height(range_m: ArrayLike, elevation: ArrayLike) -> Floats:
    """Height above the instrument's level surface: √(r² + R² + 2·r·R·sin ε) − R; metres, degrees, broadcast."""
    r, sine = np.asarray(range_m, dtype=np.float64), np.sin(np.radians(np.asarray(elevation, dtype=np.float64)))
    # Written without the difference of two large roots.
    rise = r * r + 2.0 * r * EARTH_RADIUS_M * sine
    return rise / (np.sqrt(rise + EARTH_RADIUS_M**2) + EARTH_RADIUS_M)


def ground_distance(range_m: ArrayLike, elevation: ArrayLike) -> Floats:
    """Distance along the earth's surface to the point below a gate: R·atan(r·cos ε / (R + r·sin ε)); metres, degrees."""
    r, angle = np.asarray(range_m, dtype=np.float64), np.radians(np.asarray(elevation, dtype=np.float64))
    return EARTH_RADIUS_M * np.arctan2(r * np.cos(angle), EARTH_RADIUS_M + r * np.sin(angle))


def slant_range(distance_m: ArrayLike, elevation: ArrayLike) -> Floats:
    """Range of the gate above a point of the surface: R·sin θ / cos(θ + ε), θ = s/R; the inverse of `ground_distance`."""
    theta = np.asarray(distance_m, dtype=np.float64) / EARTH_RADIUS_M
    angle = np.radians(np.asarray(elevation, dtype=np.float64))
    below = np.cos(theta + angle)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, EARTH_RADIUS_M * np.sin(theta) / below, np.inf)


def checked_location(place: Location, file: str = "") -> Location:
    """The instrument's place.

    Raises
    ------
    InputError
        When it is not known, or outside the world.
    """
    if not (-180.0 <= place.longitude <= 360.0 and -90.0 <= place.latitude <= 90.0):
        raise InputError(
            "The lidar file {file} does not say where the instrument stands.",
            hint="Enter the place of the instrument.",
            file=file,
        )
    return place


def utm_code(longitude: float, latitude: float) -> str:
    """EPSG code of the UTM zone (WGS 84) of a place."""
    zone = int(np.floor((longitude + 180.0) / 6.0)) % 60 + 1
    return f"EPSG:{(32600 if latitude >= 0 else 32700) + zone}"


@lru_cache(maxsize=16)
def _plane(longitude: float, latitude: float) -> CRS:
    return CRS.from_proj4(f"+proj=aeqd +lat_0={latitude!r} +lon_0={longitude!r} +datum=WGS84 +units=m +no_defs")


def _crs(code: str) -> CRS:
    try:
        return CRS.from_user_input(code)
    except CRSError as error:
        raise InputError(
            "The coordinate reference system “{crs}” is not known.",
            hint="Choose one by its EPSG code, for example EPSG:4490.",
            details=str(error),
            crs=code,
        ) from error


@lru_cache(maxsize=32)
def to_site(longitude: float, latitude: float, crs: str) -> Transformer:
    """From coordinates of `crs` to metres east and north of the instrument (azimuthal equidistant)."""
    return Transformer.from_crs(_crs(crs), _plane(longitude, latitude), always_xy=True)


@lru_cache(maxsize=32)
def from_site(longitude: float, latitude: float, crs: str) -> Transformer:
    """From metres east and north of the instrument to coordinates of `crs`."""
    return Transformer.from_crs(_plane(longitude, latitude), _crs(crs), always_xy=True)
