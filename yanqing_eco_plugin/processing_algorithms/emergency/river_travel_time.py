"""When what was spilled into a river comes where, and how diluted."""

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
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer
from .roads_parameter import add_place, place_of

__all__ = ["RiverTravelTime"]


class RiverTravelTime(EcoAlgorithm):
    """Times and peaks along the way and at stations and intakes, by Jobson's regression."""

    ID = "rivertraveltime"
    GROUP = "emergency"
    RIVERS, POINT, MASS, SITES, SITE_FIELD = "RIVERS", "POINT", "MASS", "SITES", "SITE_FIELD"
    DISCHARGE, MEAN_DISCHARGE, DRAINAGE, SLOPE = "DISCHARGE", "MEAN_DISCHARGE", "DRAINAGE", "SLOPE"
    OUTPUT, SITES_OUTPUT, LENGTH = "OUTPUT", "SITES_OUTPUT", "LENGTH"

    def displayName(self) -> str:
        return self.tr("River travel time (screening)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.RIVERS, self.tr("Rivers"), [QgsProcessing.SourceType.TypeVectorLine]
            ),
            self.tr(
                "Lines that run downstream. Fields discharge_m3s, mean_discharge_m3s, drainage_km2 and slope go before the "
                "numbers below."
            ),
        )
        add_place(self, self.POINT, self.tr("Place of the spill"), self.tr("At most 2 km from a river."))
        self._number(self.MASS, self.tr("Spilled (kg)"), None, self.tr("What got into the water, at once."))
        self.add(
            QgsProcessingParameterFeatureSource(
                self.SITES, self.tr("Stations and intakes"), [QgsProcessing.SourceType.TypeVectorPoint], None, True
            ),
            self.tr("Points beside the river for which times are told."),
        )
        self.add(
            QgsProcessingParameterField(
                self.SITE_FIELD, self.tr("Name of the site"), "name", self.SITES, optional=True
            ),
            self.tr("Field with the name of each point."),
            advanced=True,
        )
        self._number(self.DISCHARGE, self.tr("Discharge now (m³/s)"), 1.0, self.tr("Where the layer does not tell it."))
        self._number(
            self.MEAN_DISCHARGE, self.tr("Mean discharge (m³/s)"), 1.0, self.tr("On the mean of years, where not told.")
        )
        self._number(
            self.DRAINAGE, self.tr("Drainage area (km²)"), 100.0, self.tr("Upstream of the reach, where not told.")
        )
        self._number(self.SLOPE, self.tr("Slope (m/m)"), 0.0, self.tr("Where not told; 0 means unknown."), least=0.0)
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Reaches"), QgsProcessing.SourceType.TypeVectorLine),
            self.tr(
                "Stretches downstream with hours until the earliest, leading edge, peak and end, and the peak in mg/l at their "
                "lower end."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.SITES_OUTPUT,
                self.tr("Times at sites"),
                QgsProcessing.SourceType.TypeVectorPoint,
                None,
                True,
                False,
            ),
            self.tr("The same at stations and intakes, in the order in which it arrives."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.LENGTH, self.tr("Length of the way (m)")))

    def _number(self, name: str, description: str, default: float | None, help_: str, *, least: float = 1e-6) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(QgsProcessingParameterNumber(name, description, kind, default, False, least, 1e9), help_)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import numpy as np

        from ...core.emergency import RiverDefaults, river_travel_times

        given = [
            self.parameterAsDouble(parameters, name, context)
            for name in (self.DISCHARGE, self.MEAN_DISCHARGE, self.DRAINAGE, self.SLOPE)
        ]
        sites = None
        source = self.parameterAsSource(parameters, self.SITES, context)
        if source is not None:
            sites = read_layer(source, progress)
            names = self.parameterAsFields(parameters, self.SITE_FIELD, context)
            sites["site"] = sites[names[0]] if names and names[0] in sites.columns else [str(n) for n in sites.index]
        reaches, told = river_travel_times(
            read_layer(self.parameterAsSource(parameters, self.RIVERS, context), progress),
            *place_of(self, parameters, self.POINT, context),
            mass_kg=self.parameterAsDouble(parameters, self.MASS, context),
            sites=sites,
            defaults=RiverDefaults(*given[:3], given[3] or np.nan),
        )
        feedback.pushWarning(
            self.tr(
                "This is a screening by regression: well mixed, nothing decays; measured travel times go before it."
            )
        )
        line, point = QgsWkbTypes.Type.LineString, QgsWkbTypes.Type.Point
        results = {
            self.OUTPUT: write_layer(self, self.OUTPUT, parameters, context, reaches, progress, kind=line),
            self.LENGTH: float(reaches["distance_m"].iloc[-1]),
        }
        if sites is not None:
            results[self.SITES_OUTPUT] = write_layer(
                self, self.SITES_OUTPUT, parameters, context, told, progress, kind=point
            )
        return results
