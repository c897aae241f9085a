"""Brings coordinates given in WGS-84, CGCS2000, GCJ-02 or BD-09 onto one datum."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from .errors import InputError

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["DATUMS", "Datum", "transform", "transform_geometry"]

Datum = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
DATUMS: tuple[Datum, ...] = get_args(Datum)

Floats = NDArray[np.float64]
_Shift = Callable[[Floats, Floats], tuple[Floats, Floats]]

# The Krasovsky ellipsoid that the GCJ-02 algorithm computes with.
_SEMI_MAJOR_M = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BD_TURN = np.pi * 3000.0 / 180.0
# The rectangle inside which map services shift coordinates.
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_MAX_ITERATIONS = 30
_TOLERANCE_DEG = 1e-12


def transform(lon: ArrayLike, lat: ArrayLike, source: Datum, target: Datum) -> tuple[Floats, Floats]:
    """Convert longitudes and latitudes from one datum to another.

    WGS-84 and CGCS2000 differ by centimetres, less than any station's position is known to, and are taken as equal. GCJ-02
    is the shifted datum of Chinese map services and BD-09 Baidu's shift on top of it. Their inverses are iterated until a
    step is below 1e-12°, so that there and back agrees to 1e-9°. Outside the rectangle 72.004–137.8347° E,
    0.8293–55.8271° N GCJ-02 is WGS-84. The algorithms are not published officially; these are the ones in common use, and
    differ from the map services' own coordinates by decimetres.

    Parameters
    ----------
    lon, lat
        Degrees, any equal or broadcastable shape; NaN stays NaN.
    source, target
        One of `DATUMS`.

    Returns
    -------
    tuple of ndarray
        Longitudes and latitudes in degrees, new arrays of the broadcast shape.

    Raises
    ------
    InputError
        For an unknown datum.
    """
    for name in (source, target):
        if name not in DATUMS:
            raise InputError(
                "There is no datum named “{datum}”.", hint="Choose one of {known}.", datum=name, known=", ".join(DATUMS)
            )
    x, y = np.broadcast_arrays(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))
    x, y = x.copy(), y.copy()
    start, end = _ORDER[source], _ORDER[target]
    if start > 1 >= end or start > end == 1:
        x, y = _invert(_gcj02_to_bd09, x, y)
    if start > 0 and end == 0:
        inside = _in_china(x, y)
        back_x, back_y = _invert(_shift_to_gcj02, x, y)
        x, y = np.where(inside, back_x, x), np.where(inside, back_y, y)
    if start == 0 and end > 0:
        inside = _in_china(x, y)
        there_x, there_y = _shift_to_gcj02(x, y)
        x, y = np.where(inside, there_x, x), np.where(inside, there_y, y)
    if start < 2 and end == 2:
        x, y = _gcj02_to_bd09(x, y)
    return x, y


def transform_geometry(frame: gpd.GeoDataFrame, source: Datum, target: Datum = "wgs84") -> gpd.GeoDataFrame:
    """Convert every vertex of a layer from `source` to `target`; the result is in EPSG:4326 (or EPSG:4490 for CGCS2000).

    A projected layer (say a 3° zone of CGCS2000) is brought to degrees first. A layer without CRS is taken to be in degrees.
    """
    if frame.crs is not None and not frame.crs.is_geographic:
        frame = frame.to_crs(4490 if source == "cgcs2000" else 4326)

    def move(coordinates: Floats) -> Floats:
        x, y = transform(coordinates[:, 0], coordinates[:, 1], source, target)
        return np.column_stack([x, y, coordinates[:, 2:]])

    shapes = np.asarray(frame.geometry.array, dtype=object)
    three_d = shapely.has_z(shapes)
    moved = np.empty(len(shapes), dtype=object)
    for flag in (False, True):
        chosen = three_d == flag
        moved[chosen] = shapely.transform(shapes[chosen], move, include_z=flag)
    result = frame.set_geometry(frame.geometry.__class__(moved, index=frame.index, name=frame.geometry.name))
    return result.set_crs(4490 if target == "cgcs2000" else 4326, allow_override=True)


_ORDER = {"wgs84": 0, "cgcs2000": 0, "gcj02": 1, "bd09": 2}


def _in_china(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    return (lon >= _WEST) & (lon <= _EAST) & (lat >= _SOUTH) & (lat <= _NORTH)


def _shift_to_gcj02(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """GCJ-02 of WGS-84 degrees, by the algorithm in common use (the shift in metres is a polynomial plus sine waves)."""
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + waves
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + waves
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0

    phi = np.radians(lat)
    magic = 1.0 - _ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    root = np.sqrt(magic)
    metres_per_rad_north = _SEMI_MAJOR_M * (1.0 - _ECCENTRICITY_SQUARED) / (magic * root)
    metres_per_rad_east = _SEMI_MAJOR_M / root * np.cos(phi)
    return lon + np.degrees(east / metres_per_rad_east), lat + np.degrees(north / metres_per_rad_north)


def _gcj02_to_bd09(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """BD-09 of GCJ-02 degrees, by the algorithm in common use."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def _invert(shift: _Shift, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """The point that `shift` takes to (`lon`, `lat`); the plain inverse, one step of this, is metres off."""
    x, y = lon.copy(), lat.copy()
    for _ in range(_MAX_ITERATIONS):
        there_x, there_y = shift(x, y)
        step_x, step_y = lon - there_x, lat - there_y
        x, y = x + step_x, y + step_y
        largest = np.nanmax(np.abs([step_x, step_y]), initial=0.0)
        if largest < _TOLERANCE_DEG:
            break
    return x, y
