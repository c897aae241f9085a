"""Goes between paths of air and layers: lines with height (z) and time (m), and their hourly points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsLineString,
    QgsPoint,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ...core.errors import InputError
from ...core.progress import Progress, checkpoint
from ..base import EcoAlgorithm
from ..feature_frames import CHUNK, cells
from ..points import schema_fields

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "LINE_COLUMNS",
    "POINT_COLUMNS",
    "layout_of",
    "make_single",
    "read_paths",
    "write_path_points",
    "write_paths",
]

# Times are UTC, as those of wind files and tdump files are.
LINE_COLUMNS = {
    "trajectory": "integer",
    **dict.fromkeys(("start", "earliest", "latest"), "time"),
    "hours": "real",
    "start_height_m": "real",
    "distance_km": "real",
    "complete": "integer",
}
POINT_COLUMNS = {
    "trajectory": "integer",
    "time": "time",
    "age_h": "real",
    "height_m": "real",
    "level": "real",
    "start_height_m": "real",
}


def _system() -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem("EPSG:4326")


def layout_of(columns: dict[str, str]) -> QgsFields:
    """Fields for columns of the types of the schema (``text, integer, real, time``)."""
    fields = QgsFields()
    for field in schema_fields(columns):
        fields.append(QgsField(field))
    return fields


def write_paths(
    algorithm: EcoAlgorithm,
    output: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    lines: pd.DataFrame,
    vertices: pd.DataFrame,
    columns: dict[str, str],
    progress: Progress,
) -> str:
    """Write one line per row of `lines` to the sink `output`; returns where it went.

    `vertices` has trajectory, lon, lat, height_m and second (since 1970 UTC), which become x, y, z and m; rows of `lines`
    have ``trajectory`` and the `columns`.
    """
    layout = layout_of(columns)
    sink, where = algorithm.parameterAsSink(
        parameters, output, context, layout, QgsWkbTypes.Type.LineStringZM, _system()
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, output))
    shapes = {
        number: [part[name].to_list() for name in ("lon", "lat", "height_m", "second")]
        for number, part in vertices.groupby("trajectory", sort=False)
    }
    for place, (number, row) in enumerate(zip(lines["trajectory"], cells(lines[list(columns)]), strict=True)):
        feature = QgsFeature(layout)
        feature.setAttributes(row)
        if len(shapes[number][0]) > 1:
            feature.setGeometry(QgsGeometry(QgsLineString(*shapes[number])))
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, output))
        if place % 500 == 0:
            checkpoint(progress, place / len(lines))
    return where


def write_path_points(
    algorithm: EcoAlgorithm,
    output: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    vertices: pd.DataFrame,
    progress: Progress,
) -> str | None:
    """Write the vertices as points with `POINT_COLUMNS`; None where the optional sink is not wanted."""
    if parameters.get(output) in (None, NULL, ""):
        return None
    layout = layout_of(POINT_COLUMNS)
    sink, where = algorithm.parameterAsSink(parameters, output, context, layout, QgsWkbTypes.Type.PointZM, _system())
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, output))
    for start in range(0, len(vertices), CHUNK):
        part = vertices.iloc[start : start + CHUNK]
        places = zip(part["lon"], part["lat"], part["height_m"], part["second"], strict=True)
        features = []
        for place, row in zip(places, cells(part[list(POINT_COLUMNS)]), strict=True):
            feature = QgsFeature(layout)
            feature.setAttributes(row)
            feature.setGeometry(QgsGeometry(QgsPoint(*place)))
            features.append(feature)
        if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, output))
        checkpoint(progress, start / len(vertices))
    return str(where)


def make_single(geometry: QgsGeometry) -> None:
    """Turn a geometry of one part into one of a single type; QGIS's own conversion drops further parts without a word.

    Raises
    ------
    InputError
        When there are several parts.
    """
    if geometry.isEmpty() or not geometry.isMultipart():
        return
    if geometry.constGet().numGeometries() > 1:
        raise InputError("A line or boundary has several parts.", hint="Split it into single parts and choose one.")
    geometry.convertToSingleType()


def read_paths(source: QgsProcessingFeatureSource, context: QgsProcessingContext, progress: Progress) -> pd.DataFrame:
    """Vertices of line features: trajectory (place of the feature, 0, 1 …), lon, lat, second (m; NaN without).

    Raises
    ------
    InputError
        When there is no line, or a line has several parts.
    """
    import numpy as np
    import pandas as pd

    to_degrees = QgsCoordinateTransform(source.sourceCrs(), _system(), context.transformContext())
    parts, total = [], max(source.featureCount(), 1)
    for place, feature in enumerate(source.getFeatures()):
        geometry = feature.geometry()
        make_single(geometry)
        if not geometry.isEmpty():
            geometry.transform(to_degrees)
            points = [
                (place, vertex.x(), vertex.y(), vertex.m() if vertex.isMeasure() else np.nan)
                for vertex in geometry.vertices()
            ]
            parts.append(np.array(points))
        if place % 500 == 0:
            checkpoint(progress, place / total)
    if not parts:
        raise InputError("There is no trajectory in the layer.", hint="Choose a layer of lines that has features.")
    frame = pd.DataFrame(np.concatenate(parts), columns=["trajectory", "lon", "lat", "second"])
    return frame.astype({"trajectory": np.int64})
