"""Writes rows about stations as points of an output layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsWkbTypes,
)

from ..compat import FieldType
from ..core.progress import Progress, checkpoint
from .base import EcoAlgorithm
from .feature_frames import CHUNK, cells, fields_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = ["local_times", "schema_fields", "write_points"]

_TYPES = {
    "text": FieldType.TEXT,
    "integer": FieldType.LONG,
    "real": FieldType.REAL,
    "time": FieldType.DATETIME,
}


def schema_fields(types: Mapping[str, str]) -> list[QgsField]:
    """Fields for columns with the types of the centre's schema (``text, integer, real, time``)."""
    return [QgsField(name, _TYPES[kind]) for name, kind in types.items()]


def local_times(frame: pd.DataFrame, utc_offset_hours: float) -> pd.DataFrame:
    """`frame` with its instants as naive times on the district's clock, which is what a layer shows."""
    import pandas as pd

    aware = [name for name, dtype in frame.dtypes.items() if isinstance(dtype, pd.DatetimeTZDtype)]
    shift = pd.Timedelta(hours=utc_offset_hours)
    return frame.assign(**{name: frame[name].dt.tz_convert("UTC").dt.tz_localize(None) + shift for name in aware})


def write_points(
    algorithm: EcoAlgorithm,
    output: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: pd.DataFrame,
    stations: gpd.GeoDataFrame,
    progress: Progress,
    fields: list[QgsField] | None = None,
) -> str:
    """Write `table` to the sink `output`, each row at the place of its ``station_id``; returns where it went.

    A row of a station without a place is written without geometry. `fields` names the types where the frame does not tell
    them (a column in which everything is missing).
    """
    layout = QgsFields()
    for field in fields if fields is not None else fields_of(table):
        layout.append(field)
    crs = QgsCoordinateReferenceSystem("EPSG:4326")
    sink, where = algorithm.parameterAsSink(parameters, output, context, layout, QgsWkbTypes.Type.Point, crs)
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, output))
    places = _places(stations)
    for start in range(0, len(table), CHUNK):
        part = table.iloc[start : start + CHUNK]
        features = []
        for station_id, row in zip(part["station_id"], cells(part)):
            feature = QgsFeature(layout)
            feature.setAttributes(row)
            if station_id in places:
                feature.setGeometry(places[station_id])
            features.append(feature)
        if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, output))
        checkpoint(progress, min(start + CHUNK, len(table)) / len(table))
    return where


def _places(stations: gpd.GeoDataFrame) -> dict[str, QgsGeometry]:
    placed = stations[stations.geometry.notna() & ~stations.geometry.is_empty]
    return {
        station_id: QgsGeometry.fromPointXY(QgsPointXY(x, y))
        for station_id, x, y in zip(placed["station_id"], placed.geometry.x, placed.geometry.y)
    }
