"""Reads what the user gives besides the data centre: the boundary of the district and a series of the lidar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ...core.errors import InputError
from ..feature_frames import values
from ..moments import python_time

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["boundary_of", "series_of"]


def boundary_of(source: QgsProcessingFeatureSource | None, context: QgsProcessingContext) -> Any:
    """All polygons of a layer as one shapely geometry in degrees; None without a layer."""
    if source is None:
        return None
    import shapely

    to_degrees = QgsCoordinateTransform(
        source.sourceCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext()
    )
    parts = []
    for feature in source.getFeatures():
        geometry = QgsGeometry(feature.geometry())
        if not geometry.isEmpty():
            geometry.transform(to_degrees)
            parts.append(shapely.make_valid(shapely.from_wkb(bytes(geometry.asWkb()))))
    if not parts:
        raise InputError("The district has no polygon.", hint="Choose the layer with the boundary of the district.")
    return shapely.union_all(parts)


def series_of(source: QgsProcessingFeatureSource | None) -> pd.DataFrame | None:
    """The fields ``time`` and ``value`` of a table, times without a zone as UTC; None without a table."""
    if source is None:
        return None
    import pandas as pd

    fields = source.fields()
    columns = [fields.lookupField(name) for name in ("time", "value")]
    if min(columns) < 0:
        raise InputError("The series of the lidar needs the fields time and value.")
    features = list(source.getFeatures())
    time = [python_time(value) for value in values(features, columns[0])]
    frame = pd.DataFrame({"time": pd.to_datetime(pd.Series(time, dtype=object), utc=True, errors="coerce")})
    frame["value"] = pd.to_numeric(pd.Series(values(features, columns[1]), dtype=object), errors="coerce").astype(float)
    frame = frame.dropna()
    if frame.empty:
        raise InputError("The series of the lidar has no row with a time and a number.")
    return frame
