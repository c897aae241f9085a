"""Brings the boundary of a district from a QGIS layer to the core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsProcessingContext, QgsProcessingFeatureSource

from ...core.errors import InputError

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["boundary_frame"]


def boundary_frame(source: QgsProcessingFeatureSource, context: QgsProcessingContext, datum: str) -> gpd.GeoDataFrame:
    """The polygons of `source` in EPSG:4326, brought from `datum` to WGS-84.

    Raises `InputError` where the layer has no polygon.
    """
    import geopandas as gpd
    import shapely

    from ...core.datum import transform_geometry

    request = QgsFeatureRequest().setNoAttributes()
    # A layer without a CRS is in degrees, as the raw outlines of map services are.
    if source.sourceCrs().isValid():
        request.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext())
    shapes = [feature.geometry() for feature in source.getFeatures(request) if feature.hasGeometry()]
    if not shapes:
        raise InputError(
            "The boundary layer holds no polygon.", hint="Choose the layer with the outline of the district."
        )
    geometry = shapely.from_wkb([bytes(shape.asWkb()) for shape in shapes])
    return transform_geometry(gpd.GeoDataFrame(geometry=geometry, crs=4326), datum)
