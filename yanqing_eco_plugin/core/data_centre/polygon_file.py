"""Reads the polygons that a new centre is made with: its outline, its townships."""

from __future__ import annotations

import geopandas as gpd

from ..errors import InputError

__all__ = ["read_polygons"]


def read_polygons(path: str) -> gpd.GeoDataFrame:
    """The features of a layer in a file; raises `InputError` where it cannot be read or has no shapes."""
    try:
        found = gpd.read_file(path)
    # The drivers behind read_file have exceptions of their own, which all are one of these.
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(
            "The layer {path} cannot be read.",
            hint="Give a GeoPackage, GeoJSON or Shapefile with polygons.",
            details=str(error),
            path=path,
        ) from error
    # A mere table is a frame without geometry, or with an empty one, as the driver pleases.
    if not isinstance(found, gpd.GeoDataFrame) or found.geometry.isna().all():
        raise InputError(
            "The layer {path} has no shapes.", hint="Give a GeoPackage, GeoJSON or Shapefile with polygons.", path=path
        )
    return found
