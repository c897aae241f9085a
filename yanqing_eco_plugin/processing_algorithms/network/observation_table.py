"""The measurements of a span of time as a wide table: a row per station and time, a field per property."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from ...core.progress import portion
from ..centre_algorithm import CentreAlgorithm
from ..choices import kinds
from ..feedback import FeedbackProgress
from ..points import local_times, schema_fields, write_points
from .wide import wide_table

__all__ = ["ObservationTable"]


class ObservationTable(CentreAlgorithm):
    """Gives the records of a network, ready to be assessed by a standard or charted."""

    ID = "observationtable"
    GROUP = "network"
    KIND, OUTPUT, ROWS = "KIND", "OUTPUT", "ROWS"

    def displayName(self) -> str:
        return self.tr("Observation table")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add_choice(
            self.KIND,
            self.tr("Kind of station"),
            kinds(),
            self.tr("Which network; the fields are the properties its devices measure."),
            default="air",
        )
        self.add_span()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Observations"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            self.tr(
                "A point for each station and time (end of the interval, district's clock). Records flagged as "
                "invalid are left empty."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Number of rows")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.problem_with_span(parameters, context) or super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...core.standards.kinds import KINDS

        kind = KINDS[self.required_choice(parameters, self.KIND, context)]
        with open_centre(self.address(parameters, context), writable=False) as centre:
            offset = centre.district.utc_offset_hours
            stations = centre.stations(kind=kind.name)
            records = centre.series(
                list(stations["station_id"]),
                kind.properties,
                *self.span(parameters, context, offset),
                interval=kind.interval_s,
            )
        table = local_times(wide_table(records, stations, kind.properties), offset)
        types = {"station_id": "text", "name": "text", "time": "time"} | dict.fromkeys(kind.properties, "real")
        where = write_points(
            self, self.OUTPUT, parameters, context, table, stations, portion(progress, 0.3, 1.0), schema_fields(types)
        )
        return {self.OUTPUT: where, self.ROWS: len(table)}
