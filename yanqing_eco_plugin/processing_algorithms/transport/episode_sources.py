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

__all__ = ["boundary_of", "flux_of", "series_of"]

_FLUX = ("inflow_g_s", "outflow_g_s", "inflow_error", "outflow_error")


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
    frame = _table(source, ("value",))
    if frame is None:
        raise InputError("The series of the lidar needs the fields time and value.")
    if frame.empty:
        raise InputError("The series of the lidar has no row with a time and a number.")
    return frame


def flux_of(source: QgsProcessingFeatureSource | None) -> pd.DataFrame | None:
    """Time, inflow and outflow with their errors (g/s), as “Transport flux” writes them; None without a table.

    Of a table with layers the rows of all layers together count.
    """
    if source is None:
        return None
    frame = _table(source, _FLUX, all_layers="layer")
    if frame is None:
        raise InputError(
            "The table of fluxes needs the fields {fields}.",
            hint="Take the results of “Transport flux” for several hours, merged into one layer.",
            fields=", ".join(("time", *_FLUX)),
        )
    if frame.empty:
        raise InputError("The table of fluxes has no row with a time and numbers.")
    return frame


def _table(source: QgsProcessingFeatureSource, names: tuple[str, ...], *, all_layers: str = "") -> pd.DataFrame | None:
    """Time (UTC) and numbers; None where a field is missing."""
    import pandas as pd

    fields = source.fields()
    columns = [fields.lookupField(name) for name in ("time", *names)]
    if min(columns) < 0:
        return None
    features = list(source.getFeatures())
    layer = fields.lookupField(all_layers) if all_layers else -1
    if layer >= 0:
        features = [one for one in features if one.attributes()[layer] == "total"]
    time = [python_time(value) for value in values(features, columns[0])]
    frame = pd.DataFrame({"time": pd.to_datetime(pd.Series(time, dtype=object), utc=True, errors="coerce")})
    for name, column in zip(names, columns[1:], strict=True):
        frame[name] = pd.to_numeric(pd.Series(values(features, column), dtype=object), errors="coerce").astype(float)
    return frame.dropna()
