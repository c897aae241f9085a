"""Statistics of the archive, grouped by station, township, kind, hour of day or weekday."""

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
from ..choices import kinds, periods, properties
from ..feedback import FeedbackProgress
from ..points import schema_fields
from ..tables import write_table

__all__ = ["ArchiveStatistics"]

_TYPES = {
    **dict.fromkeys(("station_id", "name", "township", "kind", "property"), "text"),
    **dict.fromkeys(("hour", "weekday", "n"), "integer"),
    "period_start": "time",
    **dict.fromkeys(("mean", "max", "min", "p50", "p90", "p95", "p98"), "real"),
}


class ArchiveStatistics(CentreAlgorithm):
    """Figures of all valid records of a property over any span, on the centre's own engine or on Spark."""

    ID = "archivestatistics"
    GROUP = "statistics"
    KIND, PROPERTY, PERIOD, GROUP_BY, OUTPUT = "KIND", "PROPERTY", "PERIOD", "GROUP_BY", "OUTPUT"
    ROWS, RECORDS = "ROWS", "RECORDS"

    def displayName(self) -> str:
        return self.tr("Archive statistics")

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
            {name: label for name, label in properties().items() if name != "o3_8h"},
            self.tr("What is evaluated. Levels in dB are averaged as energy, directions as vectors."),
            default="pm2_5",
        )
        self.add_span()
        self.add_choice(
            self.PERIOD,
            self.tr("Period"),
            periods(),
            self.tr("A row for each of these."),
            default="whole",
        )
        self.add_choices(
            self.GROUP_BY,
            self.tr("Group by"),
            {
                "station": self.tr("Station"),
                "township": self.tr("Township"),
                "kind": self.tr("Kind of station"),
                "hour": self.tr("Hour of the day"),
                "weekday": self.tr("Weekday"),
            },
            self.tr("What else gets rows of its own. Nothing chosen: all stations together."),
            "station",
        )
        self.add_engine()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Statistics"), QgsProcessing.SourceType.TypeVector),
            self.tr("A row per group and period with n, mean, max, min, p50, p90, p95 and p98."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Number of rows")))
        self.addOutput(QgsProcessingOutputNumber(self.RECORDS, self.tr("Records evaluated")))

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

        prop = self.required_choice(parameters, self.PROPERTY, context)
        groups = self.chosen(parameters, self.GROUP_BY, context)
        address, engine = self.address(parameters, context), self.engine(parameters, context)
        with open_centre(address, writable=False, engine=engine) as centre:
            found = centre.archive_statistics(
                prop,
                *self.span(parameters, context, centre.district.utc_offset_hours),
                period=self.required_choice(parameters, self.PERIOD, context),
                group_by=groups,
                kind=self.choice(parameters, self.KIND, context),
            )
            if "station" in groups:
                stations = centre.stations()
                names = dict(zip(stations["station_id"], stations["name"]))
                found.insert(1, "name", found["station_id"].map(names))
        found.insert(list(found.columns).index("period_start"), "property", prop)
        fields = schema_fields({name: _TYPES[name] for name in found.columns})
        where = write_table(self, self.OUTPUT, parameters, context, found, fields, portion(progress, 0.5, 1.0))
        return {self.OUTPUT: where, self.ROWS: len(found), self.RECORDS: int(found["n"].sum())}
