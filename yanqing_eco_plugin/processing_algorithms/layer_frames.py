"""Goes between whole layers and the frames that the core works with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFeatureSource,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..core.progress import Progress, checkpoint
from .base import EcoAlgorithm
from .feature_frames import CHUNK, cells, chunks, fields_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = ["qgis_crs", "read_layer", "write_layer"]

_WKT = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED


def read_layer(source: QgsFeatureSource, progress: Progress, *, label: str = "") -> gpd.GeoDataFrame:
    """All features with all their fields; the index is the field `label`, or the number of the feature.

    Curved edges are made of straight pieces, heights are left out.
    """
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    import shapely

    if isinstance(source, QgsProcessingFeatureSource):
        # QGIS would stop at the first invalid shape; the core says which ones are, or mends them.
        source.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck.GeometryNoCheck)
    names = source.fields().names()
    rows: list[list[Any]] = []
    ids: list[Any] = []
    binary: list[bytes | None] = []
    for features in chunks(source, progress):
        for feature in features:
            rows.append([None if value == NULL else value for value in feature.attributes()])
            ids.append(feature.id())
            binary.append(_binary(feature))
    table = pd.DataFrame(rows, columns=names, index=pd.Index(ids))
    shapes = shapely.force_2d(shapely.from_wkb(np.array(binary, dtype=object)))
    crs = source.sourceCrs()
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=crs.toWkt(_WKT) if crs.isValid() else None)
    return frame.set_index(pd.Index(frame[label], name=None), drop=False) if label else frame


def _binary(feature: QgsFeature) -> bytes | None:
    if not feature.hasGeometry():
        return None
    geometry = feature.geometry()
    if QgsWkbTypes.isCurvedType(geometry.wkbType()):
        geometry.convertToStraightSegment()
    return bytes(geometry.asWkb())


def qgis_crs(frame: gpd.GeoDataFrame) -> QgsCoordinateReferenceSystem:
    """The CRS of a frame as QGIS knows it; invalid where the frame has none."""
    if frame.crs is None:
        return QgsCoordinateReferenceSystem()
    code = frame.crs.to_epsg()
    return QgsCoordinateReferenceSystem(f"EPSG:{code}" if code else frame.crs.to_wkt())


def write_layer(
    algorithm: EcoAlgorithm,
    output: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: pd.DataFrame,
    progress: Progress,
    *,
    kind: QgsWkbTypes.Type = QgsWkbTypes.Type.MultiPolygon,
    fields: Sequence[QgsField] | None = None,
) -> str | None:
    """Write a frame to the sink `output` and say where it went; None where the user did not want it."""
    import geopandas as gpd
    import pandas as pd
    import shapely

    shaped = isinstance(table, gpd.GeoDataFrame)
    plain = pd.DataFrame(table.drop(columns=table.geometry.name)) if shaped else table
    layout = QgsFields()
    for field in fields if fields is not None else fields_of(plain):
        layout.append(field)
    crs = qgis_crs(table) if shaped else QgsCoordinateReferenceSystem()
    wanted = kind if shaped else QgsWkbTypes.Type.NoGeometry
    # What came out of a GeoPackage has a field fid, which need not be unique any more where one row became many.
    numbered = QgsFeatureSink.SinkFlag.RegeneratePrimaryKey
    sink, where = algorithm.parameterAsSink(parameters, output, context, layout, wanted, crs, numbered)
    if sink is None:
        if parameters.get(output) in (None, ""):
            return None
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, output))
    multi = QgsWkbTypes.isMultiType(wanted)
    for start in range(0, len(plain), CHUNK):
        part = plain.iloc[start : start + CHUNK]
        shapes = shapely.to_wkb(table.geometry.array[start : start + CHUNK]) if shaped else [None] * len(part)
        features = []
        values = cells(part) if len(part.columns) else [[] for _ in range(len(part))]
        for row, binary in zip(values, shapes):
            feature = QgsFeature(layout)
            feature.setAttributes(row)
            if binary is not None:
                geometry = QgsGeometry()
                geometry.fromWkb(binary)
                if multi:
                    geometry.convertToMultiType()
                feature.setGeometry(geometry)
            features.append(feature)
        if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, output))
        checkpoint(progress, min(start + CHUNK, len(plain)) / len(plain))
    return where
