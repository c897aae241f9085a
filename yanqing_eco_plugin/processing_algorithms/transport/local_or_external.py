"""Local or external: how much of a station's pollution came from outside the district, with the evidence."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
)

from ...core.progress import Progress, portion
from ..centre_algorithm import CentreAlgorithm
from ..choices import language, properties
from ..feedback import FeedbackProgress
from ..points import schema_fields
from ..tables import write_table
from .episode_reading import EpisodeRequest, read_episode
from .episode_sources import boundary_of, flux_of, series_of
from .wind_algorithm import WindParameters

__all__ = ["LocalOrExternal"]

_COLUMNS = {
    **dict.fromkeys(("evidence", "name", "finding"), "text"),
    **dict.fromkeys(("share", "low", "high", "weight", "weight_share"), "real"),
}


class LocalOrExternal(CentreAlgorithm, WindParameters):
    """A screening answer: share, range, evidence table and report, or “undecided”."""

    ID = "localorexternal"
    GROUP = "transport"
    NEEDS = (*WindParameters.NEEDS, "matplotlib")
    STATION, POINT, PROPERTY, LIMIT = "STATION", "POINT", "PROPERTY", "LIMIT"
    BOUNDARY, ALOFT, FLUX, OUTPUT, REPORT = "BOUNDARY", "ALOFT", "FLUX", "OUTPUT", "REPORT"
    SHARE, LOW, HIGH, VERDICT = "SHARE", "LOW", "HIGH", "VERDICT"

    def displayName(self) -> str:
        return self.tr("Local or external")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterString(self.STATION, self.tr("Station"), optional=True),
            self.tr("Identifier of the station whose air is explained. Empty: the one nearest to the place."),
        )
        self.add(
            QgsProcessingParameterPoint(self.POINT, self.tr("Place"), optional=True),
            self.tr("Used where no station is named: the nearest station with data in the span is taken."),
        )
        self.add_wind(optional=True)
        self.add_span(self.tr("Better a day before the rise."))
        self.add_choice(
            self.PROPERTY,
            self.tr("Property"),
            {
                name: label
                for name, label in properties().items()
                if name in ("pm2_5", "pm10", "so2", "no2", "co", "o3")
            },
            self.tr("What is explained."),
            default="pm2_5",
        )
        self.add(
            QgsProcessingParameterNumber(
                self.LIMIT, self.tr("Polluted above"), QgsProcessingParameterNumber.Type.Double, 75.0, False, 0.0
            ),
            self.tr("In the property's unit; only hours above it are explained. 75 µg/m³ is the daily limit of PM2.5."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.BOUNDARY, self.tr("District"), [QgsProcessing.SourceType.TypeVectorPolygon], None, True
            ),
            self.tr("Boundary of the district. Empty: that of the data centre."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.ALOFT, self.tr("Lidar series aloft"), [QgsProcessing.SourceType.TypeVector], None, True
            ),
            self.tr("Table with the fields time (UTC) and value: what the lidar saw in a layer aloft, in any unit."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.FLUX, self.tr("Flux over the boundary"), [QgsProcessing.SourceType.TypeVector], None, True
            ),
            self.tr(
                "Table as “Transport flux” gives it, of the hours of the episode: time, inflow_g_s, outflow_g_s and their "
                "errors. It is evidence only where the concentrations upwind and downwind were measured apart."
            ),
            advanced=True,
        )
        self.add_wind_details()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Evidence"), QgsProcessing.SourceType.TypeVector),
            self.tr("A table with a row for each piece of evidence: finding, range of the external share, weight."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.REPORT, self.tr("Report"), "HTML (*.html)", None, True),
            self.tr("One HTML file with the answer, a picture, the evidence and the phases of the episode."),
        )
        for name, label in (
            (self.SHARE, self.tr("External share")),
            (self.LOW, self.tr("External share, lower bound")),
            (self.HIGH, self.tr("External share, upper bound")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, self.tr("Answer")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not self.parameterAsString(parameters, self.STATION, context).strip() and not parameters.get(self.POINT):
            return self.tr("Whose air is to be explained? Give the identifier of a station, or a place.")
        return (
            self.problem_with_span(parameters, context)
            or self.problem_with_wind(parameters, context)
            or CentreAlgorithm.problem_with(self, parameters, context)
        )

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...core.reports.transport_words import transport_word
        from ...core.transport import attribute

        with open_centre(self.address(parameters, context), writable=False) as centre:
            offset, synthetic = centre.district.utc_offset_hours, centre.synthetic
            episode, name = read_episode(centre, self._request(parameters, context, offset))
        progress.report(0.4)
        answer = attribute(episode, portion(progress, 0.4, 0.9))
        report = self.parameterAsFileOutput(parameters, self.REPORT, context)
        if report:
            from ...core.reports.transport_report import attribution_html, write_attribution_report

            options = {"language": language(), "utc_offset_hours": offset, "synthetic": synthetic, "place": name}
            write_attribution_report(report, attribution_html(answer, episode, **options))
        where = self._write(parameters, context, answer, portion(progress, 0.9, 1.0))
        said = self.tr("External share {share} % (80 % range {low}–{high} %): {verdict}")
        numbers = {k: round(100 * v) for k, v in (("share", answer.share), ("low", answer.low), ("high", answer.high))}
        feedback.pushInfo(said.format(verdict=transport_word(answer.verdict, language()), **numbers))
        results = {self.SHARE: answer.share, self.LOW: answer.low, self.HIGH: answer.high, self.VERDICT: answer.verdict}
        return {self.OUTPUT: where, **({self.REPORT: report} if report else {}), **results}

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext, offset: float) -> EpisodeRequest:
        point = None
        if parameters.get(self.POINT):
            degrees = QgsCoordinateReferenceSystem("EPSG:4326")
            found = self.parameterAsPoint(parameters, self.POINT, context, degrees)
            point = (found.x(), found.y())
        start, end = self.span(parameters, context, offset)
        return EpisodeRequest(
            station=self.parameterAsString(parameters, self.STATION, context).strip(),
            point=point,
            start=start,
            end=end,
            prop=self.required_choice(parameters, self.PROPERTY, context),
            limit=self.parameterAsDouble(parameters, self.LIMIT, context),
            wind=self.wind(parameters, context) if self.wind_paths(parameters, context) else None,
            district=boundary_of(self.parameterAsSource(parameters, self.BOUNDARY, context), context),
            aloft=series_of(self.parameterAsSource(parameters, self.ALOFT, context)),
            flux=flux_of(self.parameterAsSource(parameters, self.FLUX, context)),
        )

    def _write(self, parameters: dict[str, Any], context: QgsProcessingContext, answer: Any, progress: Progress) -> str:
        from ...core.reports.transport_words import finding_text, transport_word

        table = answer.table()
        table["name"] = [transport_word(piece.key, language()) for piece in answer.evidence]
        table["finding"] = [finding_text(piece.finding, piece.values, language()) for piece in answer.evidence]
        rows, fields = table[list(_COLUMNS)], schema_fields(_COLUMNS)
        return write_table(self, self.OUTPUT, parameters, context, rows, fields, progress)
