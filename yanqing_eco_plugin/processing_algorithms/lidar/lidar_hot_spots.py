"""Hot spots of a lidar overlay, with what stands under them."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ...core.progress import portion
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer
from ..styling import style_when_loaded
from .scan_algorithm import ScanParameters
from .styling import style_lidar

__all__ = ["LidarHotSpots"]

_NUMBER = QgsProcessingParameterNumber.Type
_ANY = QgsProcessing.SourceType.TypeVectorAnyGeometry


class LidarHotSpots(EcoAlgorithm):
    """Areas that stand out by a threshold or against their surroundings."""

    ID = "lidarhotspots"
    GROUP = "lidar"
    NEEDS = ScanParameters.NEEDS
    INPUT, THRESHOLD, CONTRAST, WINDOW, LEAST_AREA = "INPUT", "THRESHOLD", "CONTRAST", "WINDOW", "LEAST_AREA"
    STATIONS, SOURCES, REACH, OUTPUT, SPOTS = "STATIONS", "SOURCES", "REACH", "OUTPUT", "SPOTS"

    def displayName(self) -> str:
        return self.tr("Lidar hot spots")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, self.tr("Lidar overlay")),
            self.tr("A raster that “Lidar overlay” made."),
        )
        self.add(
            QgsProcessingParameterNumber(self.THRESHOLD, self.tr("Threshold"), _NUMBER.Double, None, True),
            self.tr("Value from which on a cell is hot, in the overlay's unit. Empty: by the contrast."),
        )
        self.add(
            QgsProcessingParameterNumber(self.CONTRAST, self.tr("Contrast"), _NUMBER.Double, 2.0, False, 1.01, 100.0),
            self.tr("How many times the mean of its surroundings a cell must reach, where no threshold is given."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.WINDOW, self.tr("Surroundings (m)"), _NUMBER.Double, 3000.0, False, 100.0, 50_000.0
            ),
            self.tr("Side of the square whose mean counts as the surroundings."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.LEAST_AREA, self.tr("Least area (m²)"), _NUMBER.Double, 20_000.0, False, 0.0
            ),
            self.tr("Smaller areas are left out."),
        )
        for name, title in ((self.STATIONS, self.tr("Stations")), (self.SOURCES, self.tr("Sources and sites"))):
            self.add(
                QgsProcessingParameterFeatureSource(name, title, [_ANY], optional=True),
                self.tr("Which of these stand in a hot spot is written into it."),
            )
        self.add(
            QgsProcessingParameterNumber(self.REACH, self.tr("Reach (m)"), _NUMBER.Double, 0.0, False, 0.0, 10_000.0),
            self.tr("How far from a hot spot stations and sources still count."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Hot spots"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr("Polygons with mean, maximum, area, centroid, and what stands in them, the strongest first."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SPOTS, self.tr("Number of hot spots")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.lidar.hot_spots import hot_spots, places_under
        from ...core.lidar.overlay_file import overlay_of

        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        given = parameters.get(self.THRESHOLD) not in (None, "")
        spots = hot_spots(
            overlay_of(layer.source()),
            threshold=self.parameterAsDouble(parameters, self.THRESHOLD, context) if given else None,
            contrast=self.parameterAsDouble(parameters, self.CONTRAST, context),
            window_m=self.parameterAsDouble(parameters, self.WINDOW, context),
            least_area_m2=self.parameterAsDouble(parameters, self.LEAST_AREA, context),
        )
        places = {}
        for name in (self.STATIONS, self.SOURCES):
            source = self.parameterAsSource(parameters, name, context)
            if source is not None:
                places[name.lower()] = read_layer(source, portion(progress, 0.4, 0.8))
        spots = places_under(spots, places, reach_m=self.parameterAsDouble(parameters, self.REACH, context))
        where = write_layer(self, self.OUTPUT, parameters, context, spots, portion(progress, 0.8, 1.0))
        style_when_loaded(context, where, style_lidar)
        return {self.OUTPUT: where, self.SPOTS: len(spots)}
