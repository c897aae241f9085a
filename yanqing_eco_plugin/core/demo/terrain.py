"""How high the ground of the demo lies: a basin along its river, a second valley, mountains around."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from shapely import line_locate_point, points
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from .tables import course, read_demo_table

__all__ = ["altitude", "on_river", "rivers"]

Floats = NDArray[np.float64]

_STRETCH = np.array([np.cos(np.radians(40.5)), 1.0]) * 111.195
# Half width of the flat ground and height of the valley floor, by river.
_VALLEYS = {"guishui": (5.5, 480.0), "baihe": (0.6, 430.0)}


@cache
def rivers() -> dict[str, LineString]:
    """The made-up rivers by key, in the tables' degrees."""
    return {row["key"]: LineString(course(row["course"])) for row in read_demo_table("rivers")}


def on_river(key: str, place: Floats) -> Floats:
    """The points of a river that lie nearest to `place`, shape (n, 2), in the tables' degrees."""
    line = rivers()[key]
    return np.array([line.interpolate(line.project(at)).coords[0] for at in points(place)])


def _away(line: BaseGeometry, place: Floats) -> tuple[Floats, Floats]:
    """Kilometres to the river, and the share of its course above the nearest point."""
    flat = LineString(np.asarray(line.coords) * _STRETCH)
    at = points(place * _STRETCH)
    return np.asarray(flat.distance(at)), np.asarray(line_locate_point(flat, at)) / flat.length


def altitude(place: Floats) -> Floats:
    """Metres above the sea of the demo's made-up terrain.

    Parameters
    ----------
    place
        Longitude and latitude in the frame of the demo's tables, shape (n, 2).

    Returns
    -------
    ndarray
        Shape (n,), 430–1,700 m.
    """
    place = np.asarray(place, dtype=np.float64).reshape(-1, 2)
    heights = []
    for key, (width, floor) in _VALLEYS.items():
        far, share = _away(rivers()[key], place)
        slope = np.maximum(far - width, 0.0)
        heights.append(floor + 90.0 * (1.0 - share) + 6.0 * far + 820.0 * (1.0 - np.exp(-((slope / 7.0) ** 1.5))))
    lon, lat = place.T
    ridges = np.sin(lon * 61.0) * np.cos(lat * 83.0) + 0.6 * np.sin(lon * 137.0 + lat * 171.0)
    base = np.minimum(*heights)
    for row in read_demo_table("townships"):
        # Towns in the mountains stand in a hollow of their own.
        far = np.hypot(*((place - (float(row["lon"]), float(row["lat"]))) * _STRETCH).T)
        base -= 0.75 * np.maximum(base - 520.0, 0.0) * np.exp(-((far / 2.6) ** 2))
    height: Floats = base + 110.0 * ridges * np.clip((base - 560.0) / 400.0, 0.0, 1.0)
    return height
