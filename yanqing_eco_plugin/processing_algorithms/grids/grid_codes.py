"""Fifteen-digit codes for inspection grids."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...core.progress import portion
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer

__all__ = ["GridCodes"]

_POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon


class GridCodes(EcoAlgorithm):
    """Numbers the grids of each village by DB11/T 2157; codes in force stay, gaps in the numbering too."""

    ID = "gridcodes"
    GROUP = "grids"
    INPUT, VILLAGE, EXISTING, OUTPUT, NEW = "INPUT", "VILLAGE", "EXISTING", "OUTPUT", "NEW"

    def displayName(self) -> str:
        return self.tr("Codes of inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Grids"), [_POLYGONS]),
            self.tr("Polygons, one per grid."),
        )
        self.add(
            QgsProcessingParameterField(self.VILLAGE, self.tr("Village"), None, self.INPUT),
            self.tr("Field with the 12-digit code of the village or community, as text."),
        )
        self.add(
            QgsProcessingParameterField(self.EXISTING, self.tr("Codes in force"), None, self.INPUT, optional=True),
            self.tr("Field with the codes that stay; empty for new grids."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Grids with codes"), _POLYGONS),
            self.tr("The grids with the field code: district 6, township 3, village 3, number 3 digits."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.NEW, self.tr("Number of new codes")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.supervision import grid_codes

        grids = read_layer(self.parameterAsSource(parameters, self.INPUT, context), portion(progress, 0.0, 0.4))
        column = self.parameterAsString(parameters, self.EXISTING, context)
        existing = grids[column].replace("", None).dropna() if column else None
        codes = grid_codes(grids, self.parameterAsString(parameters, self.VILLAGE, context), existing=existing)
        if "code" in grids.columns and column != "code":
            grids = grids.rename(columns={"code": "code_input"})
        where = write_layer(
            self, self.OUTPUT, parameters, context, grids.assign(code=codes), portion(progress, 0.6, 1.0)
        )
        return {self.OUTPUT: where, self.NEW: len(grids) - (0 if existing is None else len(existing))}
