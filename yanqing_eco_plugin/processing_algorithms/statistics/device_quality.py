"""Judges the devices of a network: whether they report, and whether their sensors can be believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
)

from ...core.progress import portion
from ...layers.language import current_language
from ..centre_algorithm import CentreAlgorithm
from ..choices import kinds
from ..feedback import FeedbackProgress
from ..points import local_times, schema_fields, write_points

__all__ = ["DeviceQualityCheck"]

SENSORS = {
    **dict.fromkeys(("station_id", "kind", "name", "township", "property"), "text"),
    **dict.fromkeys(("required", "received", "usable"), "integer"),
    "online_rate": "real",
    **dict.fromkeys(("gaps", "longest_gap_s"), "integer"),
    "longest_gap_end": "time",
    **dict.fromkeys(("out_of_range", "faulty", "constant_s"), "integer"),
    "constant_end": "time",
    "stuck": "integer",
    "drift_factor": "real",
    "drifting": "integer",
    **dict.fromkeys(("latency_mean_s", "latency_max_s"), "real"),
    "alarms": "text",
}
DAYS = {
    **dict.fromkeys(("station_id", "property"), "text"),
    "day": "time",
    **dict.fromkeys(("required", "received", "usable"), "integer"),
    "online_rate": "real",
    **dict.fromkeys(("gaps", "longest_gap_s", "out_of_range", "faulty", "stuck"), "integer"),
    "drift_factor": "real",
    "drifting": "integer",
    **dict.fromkeys(("latency_mean_s", "latency_max_s"), "real"),
}


class DeviceQualityCheck(CentreAlgorithm):
    """Online rate, gaps, delays, impossible values, sensors that stand still or drift from their neighbours."""

    ID = "devicequality"
    GROUP = "statistics"
    KIND, OUTPUT, DAILY, REPORT, SUSPECT = "KIND", "OUTPUT", "DAILY", "REPORT", "SUSPECT"

    def displayName(self) -> str:
        return self.tr("Device quality")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add_choice(
            self.KIND,
            self.tr("Kind of station"),
            kinds(),
            self.tr("Which network. Nothing chosen: all of them."),
            optional=True,
        )
        self.add_span(self.tr("In the district's local time. A drift shows itself over two weeks or more."))
        points = QgsProcessing.SourceType.TypeVectorPoint
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Sensors"), points),
            self.tr(
                "A point for each station and property: records due and received (number), online rate (0 to 1), gaps and "
                "delays (seconds), what cannot be true."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.DAILY, self.tr("Days"), points, optional=True, createByDefault=False
            ),
            self.tr("The same for each sensor and local day; standing still and drifting are 1, else 0."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REPORT, self.tr("Report"), "HTML (*.html)", optional=True, createByDefault=False
            ),
            self.tr("A page with the figures of each network and the sensors that need a look."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SUSPECT, self.tr("Sensors with an alarm")))

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
        from ...core.reports.device_quality import SENSOR_COLUMNS, device_quality
        from ...core.reports.device_report import device_report

        with open_centre(self.address(parameters, context), writable=False) as centre:
            district, synthetic = centre.district, centre.synthetic
            offset = district.utc_offset_hours
            start, end = self.span(parameters, context, offset)
            kind = self.choice(parameters, self.KIND, context)
            wanted = bool(parameters.get(self.DAILY) or parameters.get(self.REPORT))
            quality = device_quality(centre, start, end, kind=kind, daily=wanted, progress=portion(progress, 0.0, 0.7))
            stations = centre.stations(kind=kind)
        found: dict[str, Any] = {self.SUSPECT: int((quality.sensors["alarms"] != "").sum())}
        sensors = local_times(quality.sensors[list(SENSOR_COLUMNS)], offset)
        for output, table, types in ((self.OUTPUT, sensors, SENSORS), (self.DAILY, quality.days, DAYS)):
            if output == self.OUTPUT or parameters.get(output):
                found[output] = write_points(
                    self,
                    output,
                    parameters,
                    context,
                    table.astype({"stuck": "int64", "drifting": "int64"}),
                    stations,
                    portion(progress, 0.7, 1.0),
                    schema_fields(types),
                )
        page = self.parameterAsFileOutput(parameters, self.REPORT, context)
        if page:
            text = device_report(quality, district, synthetic=synthetic, language=current_language())
            try:
                Path(page).write_text(text, encoding="utf-8")
            except OSError as error:
                sentence = self.tr("The report cannot be written to {path}. Choose another folder.")
                raise QgsProcessingException(sentence.format(path=page)) from error
            found[self.REPORT] = page
        return found
