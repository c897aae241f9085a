"""Statistics of a property for each station and period."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from ..centre_algorithm import CentreAlgorithm
from ..choices import kinds, periods, properties
from ..feedback import FeedbackProgress
from ..points import schema_fields, write_points

__all__ = ["StationStatistics"]

COLUMNS = {
    **dict.fromkeys(("station_id", "name", "property"), "text"),
    "period_start": "time",
    **dict.fromkeys(("mean", "max", "min", "p50", "p90", "p95", "p98"), "real"),
    **dict.fromkeys(("valid", "required", "is_valid"), "integer"),
}


class StationStatistics(CentreAlgorithm):
    """Mean, extremes, percentiles and validity by the rules of GB 3095 and HJ 663."""

    ID = "stationstatistics"
    GROUP = "statistics"
    KIND, PROPERTY, PERIOD, OUTPUT = "KIND", "PROPERTY", "PERIOD", "OUTPUT"
    ROWS, VALID_ROWS = "ROWS", "VALID_ROWS"

    def displayName(self) -> str:
        return self.tr("Station statistics")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add_choice(
            self.KIND,
            self.tr("Kind of station"),
            kinds(),
            self.tr("Which network. Nothing chosen: every station that measures the property."),
            optional=True,
        )
        self.add_choice(
            self.PROPERTY,
            self.tr("Property"),
            properties(),
            self.tr("What is evaluated. Levels in dB are averaged as energy, directions as vectors."),
            default="pm2_5",
        )
        self.add_span(self.tr("A whole day is 00:00 to 00:00."))
        self.add_choice(
            self.PERIOD,
            self.tr("Period"),
            periods(),
            self.tr(
                "Hours and days are evaluated over the records; months, years and the whole over valid daily means."
            ),
            default="day",
        )
        self.add_engine()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Statistics"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            self.tr("One point per station and period with mean, max, min, p50 … p98, valid, required and is_valid."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Number of rows")))
        self.addOutput(QgsProcessingOutputNumber(self.VALID_ROWS, self.tr("Of these, valid")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return (
            self.problem_with_span(parameters, context)
            or self.problem_with_engine(parameters, context)
            or super().problem_with(parameters, context)
        )

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre

        kind = self.choice(parameters, self.KIND, context)
        prop = self.required_choice(parameters, self.PROPERTY, context)
        address, engine = self.address(parameters, context), self.engine(parameters, context)
        with open_centre(address, writable=False, engine=engine) as centre:
            stations = centre.stations(kind=kind)
            found = centre.statistics(
                prop,
                *self.span(parameters, context, centre.district.utc_offset_hours),
                period=self.required_choice(parameters, self.PERIOD, context),
                kind=kind,
            )
        names = dict(zip(stations["station_id"], stations["name"]))
        found.insert(1, "name", found["station_id"].map(names))
        found.insert(2, "property", prop)
        found["is_valid"] = found["is_valid"].astype("boolean").astype("Int64")
        where = write_points(
            self, self.OUTPUT, parameters, context, found[list(COLUMNS)], stations, progress, schema_fields(COLUMNS)
        )
        valid = int(found["is_valid"].sum())
        return {self.OUTPUT: where, self.ROWS: len(found), self.VALID_ROWS: valid}
