"""What a reader of wind files hands over, before it is put in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

__all__ = ["WindPart", "in_order"]

Floats = NDArray[np.float64]


@dataclass(eq=False)
class WindPart:
    """Wind of one file, axes in any order of values.

    Parameters
    ----------
    name
        The file, for messages.
    time
        (n_times,) ``datetime64[ns]`` UTC; None where the file has no time axis (then n_times is 1 or the length of an
        axis that tells no instants).
    level
        (n_levels,) hPa or m; None for a field without levels.
    level_kind
        ``pressure`` (hPa), ``height`` (m) or empty.
    y, x
        Degrees north and east, or metres in `crs`.
    crs
        ``EPSG:4326`` for longitude and latitude, else what pyproj understands.
    u, v
        (n_times, n_levels, n_y, n_x) m/s, towards true east and north; NaN where missing.
    w
        Vertical motion of the same shape: Pa/s on pressure levels, m/s on heights; None where the file has none.
    height
        Height above sea level in m of the pressure levels, same shape; None where the file has none.
    """

    name: str
    time: NDArray[np.datetime64] | None
    level: Floats | None
    level_kind: str
    y: Floats
    x: Floats
    crs: str
    u: NDArray[np.floating]
    v: NDArray[np.floating]
    w: NDArray[np.floating] | None = None
    height: NDArray[np.floating] | None = None


def _ascending(points: Floats, name: str, quantity: str) -> tuple[Floats, slice]:
    """`points` in ascending order and the slice that orders the data likewise."""
    points = np.asarray(points, dtype=np.float64)
    way = slice(None, None, -1) if points.size > 1 and points[0] > points[-1] else slice(None)
    ordered = points[way]
    if points.ndim != 1 or not points.size or not np.isfinite(points).all() or not (np.diff(ordered) > 0).all():
        raise InputError(
            "The {quantity} axis of the wind file {file} neither rises nor falls steadily.",
            hint="Use a file on a regular grid, with one row of values per axis.",
            quantity=quantity,
            file=name,
        )
    return ordered, way


def in_order(part: WindPart) -> WindPart:
    """The same wind with every axis ascending; a grid right round the Earth gets its first column again at the end.

    Raises
    ------
    InputError
        When an axis is not monotonic or latitudes are impossible.
    """
    geographic = part.crs == "EPSG:4326"
    x = np.unwrap(part.x, period=360.0) if geographic and part.x.size > 1 else part.x
    x, x_way = _ascending(x, part.name, "longitude" if geographic else "x")
    y, y_way = _ascending(part.y, part.name, "latitude" if geographic else "y")
    if geographic and (np.abs(y).max() > 90.0 + 1e-6 or np.ptp(x) > 360.0 + 1e-6):
        raise InputError(
            "The axes of the wind file {file} are no degrees of latitude and longitude.",
            hint="Name the coordinate reference system of the file, or choose another file.",
            file=part.name,
        )
    level, level_way = part.level, slice(None)
    if level is not None:
        level, level_way = _ascending(level, part.name, "level")
    closing = geographic and x.size > 2 and abs(np.ptp(x) + (x[1] - x[0]) - 360.0) < 0.01 * (x[1] - x[0])
    if closing:
        x = np.append(x, x[0] + 360.0)

    def turned(values: NDArray[np.floating] | None) -> NDArray[np.floating] | None:
        if values is None:
            return None
        ordered = values[:, level_way, y_way, x_way]
        return np.concatenate([ordered, ordered[..., :1]], axis=3) if closing else ordered

    u, v = turned(part.u), turned(part.v)
    if u is None or v is None:
        raise InputError("The wind file {file} holds no wind.", file=part.name)
    return WindPart(
        part.name, part.time, level, part.level_kind, y, x, part.crs, u, v, turned(part.w), turned(part.height)
    )
