"""Height of the boundary layer over time, from vertical lidar profiles."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...core.progress import portion
from ..feedback import FeedbackProgress
from ..layer_frames import write_layer
from .scan_algorithm import ScanParameters

__all__ = ["BoundaryLayerHeight"]

_NUMBER = QgsProcessingParameterNumber.Type


class BoundaryLayerHeight(ScanParameters):
    """Wavelet covariance with the gradient as a cross-check; a profile without a clear top has none."""

    ID = "boundarylayerheight"
    LOWEST, HIGHEST, OUTPUT = "LOWEST", "HIGHEST", "OUTPUT"
    PROFILES, WITH_LAYER, MEDIAN = "PROFILES", "WITH_LAYER", "MEDIAN"

    def displayName(self) -> str:
        return self.tr("Boundary-layer height")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_scan()
        for name, title, default in (
            (self.LOWEST, self.tr("Lowest height (m)"), 200.0),
            (self.HIGHEST, self.tr("Greatest height (m)"), 4000.0),
        ):
            self.add(
                QgsProcessingParameterNumber(name, title, _NUMBER.Double, default, False, 50.0, 10_000.0),
                self.tr("Between these heights above the instrument the top is looked for."),
                advanced=True,
            )
        self.add_corrections()
        self.add_reading()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Boundary-layer height"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            self.tr(
                "One point per profile at the lidar: time (UTC), height, uncertainty, height by the gradient, whether both "
                "agree, residual layer at night, strength of the step, cloud base; empty where none was found."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PROFILES, self.tr("Number of profiles")))
        self.addOutput(QgsProcessingOutputNumber(self.WITH_LAYER, self.tr("Of these, with a boundary layer")))
        self.addOutput(QgsProcessingOutputNumber(self.MEDIAN, self.tr("Median height (m)")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        low = self.parameterAsDouble(parameters, self.LOWEST, context)
        if self.parameterAsDouble(parameters, self.HIGHEST, context) < low + 300.0:
            return self.tr("The heights leave less than 300 m to look in. Choose a greater height.")
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import numpy as np

        from ...core.lidar import time_height
        from ...core.lidar.profile_frames import layer_frame

        scan = self.measurement(parameters, context, feedback, portion(progress, 0.0, 0.3))
        search = tuple(self.parameterAsDouble(parameters, name, context) for name in (self.LOWEST, self.HIGHEST))
        profiles = time_height(
            scan,
            layer_search=(search[0], search[1]),
            retrieval=False,
            progress=portion(progress, 0.3, 0.9),
            **self.corrections(parameters, context),
        )
        frame = layer_frame(profiles)
        where = write_layer(
            self, self.OUTPUT, parameters, context, frame, portion(progress, 0.9, 1.0), kind=QgsWkbTypes.Type.Point
        )
        heights = profiles.layer.height_m[np.isfinite(profiles.layer.height_m)]
        if heights.size == 0:
            feedback.pushWarning(self.tr("No profile has a clear top of the boundary layer."))
        return {
            self.OUTPUT: where,
            self.PROFILES: len(frame),
            self.WITH_LAYER: int(heights.size),
            self.MEDIAN: float(np.median(heights)) if heights.size else None,
        }
