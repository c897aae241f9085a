"""Which grid each pollution source belongs to."""

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
    QgsWkbTypes,
)

from ...core.progress import portion
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer

__all__ = ["AssignSources"]


class AssignSources(EcoAlgorithm):
    """Gives every source the grid it lies in (on a border the first in the order of codes), but for those given by hand."""

    ID = "assignsources"
    GROUP = "grids"
    INPUT, GRIDS, LABEL, OUTPUT, OUTSIDE = "INPUT", "GRIDS", "LABEL", "OUTPUT", "OUTSIDE"
    BY_HAND = "BY_HAND"

    def displayName(self) -> str:
        return self.tr("Assign pollution sources to grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Pollution sources"), [QgsProcessing.SourceType.TypeVectorPoint]
            ),
            self.tr("Points in any coordinate system."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.GRIDS, self.tr("Grids"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            self.tr("Polygons, one per grid."),
        )
        self.add(
            QgsProcessingParameterField(self.LABEL, self.tr("Field with the grid's code"), None, self.GRIDS),
            self.tr("What is written to the field grid of the sources."),
        )
        self.add(
            QgsProcessingParameterField(self.BY_HAND, self.tr("Grid given by hand"), None, self.INPUT, optional=True),
            self.tr(
                "Field with the code of the grid where a planner gave the source to one, wherever it lies; else empty."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Sources with their grid"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            self.tr("The sources with the field grid, empty where none contains them, and by_hand (0 or 1)."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.OUTSIDE, self.tr("Number of sources in no grid")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.supervision import homes_by_hand, homes_of

        label = self.parameterAsString(parameters, self.LABEL, context)
        points = read_layer(self.parameterAsSource(parameters, self.INPUT, context), portion(progress, 0.0, 0.3))
        grids = read_layer(
            self.parameterAsSource(parameters, self.GRIDS, context), portion(progress, 0.3, 0.6), label=label
        )
        homes, held = homes_of(points, grids), self.parameterAsString(parameters, self.BY_HAND, context)
        named = points[held] if held else homes.map(lambda _: None)
        given = homes_by_hand(named, grids.index)
        homes = homes.mask(given, named)
        kept = points.rename(columns={"grid": "grid_input", "by_hand": "by_hand_input"})
        result = kept.assign(grid=homes, by_hand=given.astype(int))
        where = write_layer(
            self, self.OUTPUT, parameters, context, result, portion(progress, 0.8, 1.0), kind=QgsWkbTypes.Type.Point
        )
        return {self.OUTPUT: where, self.OUTSIDE: int(homes.isna().sum())}
