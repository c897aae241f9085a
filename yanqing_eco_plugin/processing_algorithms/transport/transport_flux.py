"""How much pollution the wind carries over a line or the boundary of a district, layer by layer."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...compat import POLYGON
from ...core.progress import portion
from ..feedback import FeedbackProgress
from ..moments import instant
from ..points import schema_fields
from ..tables import write_table
from .heights import heights_of, standing_atmosphere
from .path_layers import make_single
from .wind_algorithm import WindParameters

__all__ = ["TransportFlux"]

_DOUBLE = QgsProcessingParameterNumber.Type.Double
_COLUMNS = {
    "layer": "text",
    **dict.fromkeys(
        (
            *("bottom_m", "top_m", "inflow_g_s", "outflow_g_s", "net_g_s", "inflow_error", "outflow_error"),
            "mean_wind",
        ),
        "real",
    ),
    "time": "time",
}


class TransportFlux(WindParameters):
    """Inflow and outflow in g/s, told apart, each with its uncertainty."""

    ID = "transportflux"
    GROUP = "transport"
    INPUT, TIME, EDGES, CONCENTRATIONS = "INPUT", "TIME", "HEIGHTS", "CONCENTRATIONS"
    ERROR, WIND_ERROR, OUTPUT = "ERROR", "WIND_ERROR", "OUTPUT"
    INFLOW, OUTFLOW = "INFLOW", "OUTFLOW"

    def displayName(self) -> str:
        return self.tr("Transport flux")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_wind()
        lines = [QgsProcessing.SourceType.TypeVectorLine, QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Boundary or line"), lines),
            self.tr("One polygon (inflow is into it) or one line (inflow is from its right to its left)."),
        )
        self.add(
            QgsProcessingParameterDateTime(
                self.TIME, self.tr("Time (UTC)"), QgsProcessingParameterDateTime.Type.DateTime
            ),
            self.tr("For which instant, UTC as in the wind files; a time with a zone (+08:00) is that instant."),
        )
        self.add(
            QgsProcessingParameterString(self.EDGES, self.tr("Bounds of the layers (m)"), "0, 200, 500, 1000"),
            self.tr("Rising heights, separated by commas; they mean what the heights of the wind mean."),
        )
        self.add(
            QgsProcessingParameterString(self.CONCENTRATIONS, self.tr("Concentrations (µg/m³)"), "75, 60, 30"),
            self.tr("One for each layer, from the lidar or from stations; one alone stands for all layers."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.ERROR, self.tr("Error of the concentrations (%)"), _DOUBLE, 30.0, False, 0.0, 300.0
            ),
            self.tr("One standard deviation."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.WIND_ERROR, self.tr("Error of the wind (m/s)"), _DOUBLE, 1.0, False, 0.0, 20.0
            ),
            self.tr("One standard deviation of the component across the boundary."),
            advanced=True,
        )
        self.add_wind_details()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Flux"), QgsProcessing.SourceType.TypeVector),
            self.tr(
                "A table with one row per layer and one for all: inflow, outflow and net in g/s with their errors."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber(self.INFLOW, self.tr("Inflow (g/s)")))
        self.addOutput(QgsProcessingOutputNumber(self.OUTFLOW, self.tr("Outflow (g/s)")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        edges = heights_of(self.parameterAsString(parameters, self.EDGES, context))
        if len(edges) < 2 or any(top <= bottom for bottom, top in pairwise(edges)):
            return self.tr("The bounds of the layers do not rise. Separate metres by commas, for example 0, 200, 500.")
        amounts = heights_of(self.parameterAsString(parameters, self.CONCENTRATIONS, context))
        if len(amounts) not in (1, len(edges) - 1) or min(amounts) < 0:
            text = self.tr("{count} layers need one concentration, or as many as there are layers.")
            return text.format(count=len(edges) - 1)
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import numpy as np

        from ...core.transport import boundary_segments, transport_flux

        lon, lat = self._vertices(parameters, context)
        edges = heights_of(self.parameterAsString(parameters, self.EDGES, context))
        given = heights_of(self.parameterAsString(parameters, self.CONCENTRATIONS, context))
        amounts = np.broadcast_to(np.array(given), (len(edges) - 1,))
        moment = instant(self.parameterAsDateTime(parameters, self.TIME, context), 0.0)
        wind = self.wind(parameters, context)
        progress.report(0.5)
        table = transport_flux(
            boundary_segments(lon, lat),
            wind,
            np.datetime64(moment.replace(tzinfo=None), "ns"),
            layer_edges_m=edges,
            concentration=amounts,
            concentration_error=amounts * self.parameterAsDouble(parameters, self.ERROR, context) / 100.0,
            wind_error=self.parameterAsDouble(parameters, self.WIND_ERROR, context),
            atmosphere=standing_atmosphere(),
        )
        if not wind.level_unit:
            feedback.pushWarning(self.tr("The wind has no levels: the same wind was taken for all layers."))
        rows, fields = table.assign(time=moment)[list(_COLUMNS)], schema_fields(_COLUMNS)
        where = write_table(self, self.OUTPUT, parameters, context, rows, fields, portion(progress, 0.9, 1.0))
        total = table.iloc[-1]
        return {self.OUTPUT: where, self.INFLOW: float(total["inflow_g_s"]), self.OUTFLOW: float(total["outflow_g_s"])}

    def _vertices(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[list[float], list[float]]:
        """Longitudes and latitudes of the line, or of the outer ring of the polygon."""
        source = self.parameterAsSource(parameters, self.INPUT, context)
        features = list(source.getFeatures())
        if len(features) != 1:
            raise QgsProcessingException(
                self.tr("The flux is computed for one line or polygon, and there are {count}. Select one.").format(
                    count=len(features)
                )
            )
        geometry = features[0].geometry()
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        geometry.transform(QgsCoordinateTransform(source.sourceCrs(), degrees, context.transformContext()))
        make_single(geometry)
        points = geometry.asPolygon()[0] if geometry.type() == POLYGON else geometry.asPolyline()
        return [point.x() for point in points], [point.y() for point in points]
