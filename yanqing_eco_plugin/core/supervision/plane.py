"""Lays a district's degrees out in metres and takes them back, keeping straight lines straight."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from .borders import METRES_PER_DEGREE

__all__ = ["Plane", "square_metres"]

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Plane:
    """Metres from a corner, on a plane true along the middle parallel; plain units where the layer is in metres already.

    A district is small enough: at 80 km from the middle parallel lengths west–east are off by 1 %.
    """

    low: tuple[float, float]
    scale: tuple[float, float]

    @classmethod
    def of(cls, layer: gpd.GeoDataFrame) -> Plane:
        """The plane of a layer with at least one shape."""
        west, south, _, north = (float(value) for value in layer.total_bounds)
        if layer.crs is None or not layer.crs.is_geographic:
            return cls((0.0, 0.0), (1.0, 1.0))
        along = float(np.cos(np.radians((south + north) / 2)))
        return cls((west, south), (along * METRES_PER_DEGREE, METRES_PER_DEGREE))

    def metres(self, shapes: Shapes) -> Shapes:
        """Shapes of the layer on the plane, without heights."""
        return np.asarray(shapely.transform(shapely.force_2d(shapes), lambda xy: (xy - self.low) * self.scale))

    def layer(self, shapes: Shapes) -> Shapes:
        """Shapes on the plane in the layer's coordinates."""
        return np.asarray(shapely.transform(shapes, lambda xy: xy / self.scale + self.low))


def square_metres(layer: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """Areas of the shapes of a layer, shape (n,); in its own units squared where it is not in degrees."""
    shapes = np.asarray(layer.geometry.array, dtype=object)
    return np.asarray(shapely.area(Plane.of(layer).metres(shapes)), dtype=np.float64)
