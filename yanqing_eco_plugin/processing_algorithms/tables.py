"""Writes frames as output tables without places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsWkbTypes,
)

from ..core.progress import Progress, checkpoint
from .base import EcoAlgorithm
from .feature_frames import CHUNK, cells

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_table"]


def write_table(
    algorithm: EcoAlgorithm,
    output: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: pd.DataFrame,
    fields: list[QgsField],
    progress: Progress,
) -> str:
    """Write the rows of `table`, whose columns are `fields`, to the sink `output`; returns where they went."""
    layout = QgsFields()
    for field in fields:
        layout.append(field)
    sink, where = algorithm.parameterAsSink(
        parameters, output, context, layout, QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, output))
    for start in range(0, len(table), CHUNK):
        features = []
        for row in cells(table.iloc[start : start + CHUNK]):
            feature = QgsFeature(layout)
            feature.setAttributes(row)
            features.append(feature)
        if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, output))
        checkpoint(progress, min(start + CHUNK, len(table)) / len(table))
    return where
