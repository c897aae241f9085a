"""What is reached by road within given times."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer
from .roads_parameter import add_roads, road_network

__all__ = ["ServiceArea"]


class ServiceArea(EcoAlgorithm):
    """Isochrones around depots or an incident."""

    ID = "servicearea"
    GROUP = "emergency"
    INPUT, MINUTES, OUTPUT, AREA = "INPUT", "MINUTES", "OUTPUT", "AREA"

    def displayName(self) -> str:
        return self.tr("Service areas")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Depots"), [QgsProcessing.SourceType.TypeVectorPoint]
            ),
            self.tr("Where vehicles start; each place counts for the depot that is there first."),
        )
        add_roads(self, optional=False)
        self.add(
            QgsProcessingParameterString(self.MINUTES, self.tr("Minutes"), "5, 10, 15"),
            self.tr("Times for which areas are drawn, in minutes, with commas."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Service areas"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr(
                "One area (WGS-84) for each time, with its seconds and km²: roads that are reached and 400 m beside them."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber(self.AREA, self.tr("Largest area (km²)")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        try:
            minutes = self._minutes(parameters, context)
        except ValueError:
            minutes = []
        if minutes and all(0 < each <= 1440 for each in minutes):
            return ""
        return self.tr("The minutes are no numbers above 0. Write them with commas, e.g. 5, 10, 15.")

    def _minutes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[float]:
        text = self.parameterAsString(parameters, self.MINUTES, context).replace("，", ",")
        return [float(part) for part in text.split(",") if part.strip()]

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import shapely

        from ...core.emergency import service_areas

        places = read_layer(self.parameterAsSource(parameters, self.INPUT, context), progress).to_crs(4326)
        network = road_network(self, parameters, context, progress)
        limits = [60.0 * each for each in self._minutes(parameters, context)]
        areas = service_areas(network, shapely.get_coordinates(places.geometry.array), limits)
        where = write_layer(self, self.OUTPUT, parameters, context, areas, progress)
        return {self.OUTPUT: where, self.AREA: float(areas["area_km2"].max())}
