"""Episodes of a station and their phases."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...core.progress import portion
from ..centre_algorithm import CentreAlgorithm
from ..choices import language, properties
from ..feedback import FeedbackProgress
from ..points import schema_fields
from ..tables import write_table
from .episode_reading import EpisodeRequest, read_episode
from .wind_algorithm import WindParameters

__all__ = ["EpisodePhases"]

_NUMBER = QgsProcessingParameterNumber.Type
_COLUMNS = {
    **dict.fromkeys(("episode", "hours"), "integer"),
    **dict.fromkeys(("phase", "name"), "text"),
    **dict.fromkeys(("start", "end"), "time"),
    **dict.fromkeys(("mean", "change", "ventilation"), "real"),
}


class EpisodePhases(CentreAlgorithm, WindParameters):
    """Onset, transport, accumulation and removal of each time the air was bad."""

    ID = "episodephases"
    GROUP = "transport"
    STATION, PROPERTY, LIMIT, FEWEST, OUTPUT = "STATION", "PROPERTY", "LIMIT", "FEWEST", "OUTPUT"
    EPISODES, HOURS = "EPISODES", "HOURS"

    def displayName(self) -> str:
        return self.tr("Episode phases")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterString(self.STATION, self.tr("Station")),
            self.tr("Identifier of the station whose air is looked at."),
        )
        self.add_span(self.tr("Better a day before the rise."))
        known = ("pm2_5", "pm10", "so2", "no2", "co", "o3")
        self.add_choice(
            self.PROPERTY,
            self.tr("Property"),
            {name: label for name, label in properties().items() if name in known},
            self.tr("Whose hourly values are divided."),
            default="pm2_5",
        )
        self.add(
            QgsProcessingParameterNumber(self.LIMIT, self.tr("Polluted above"), _NUMBER.Double, 75.0, False, 0.0),
            self.tr("In the property's unit. 75 µg/m³ is the daily limit of PM2.5."),
        )
        self.add(
            QgsProcessingParameterNumber(self.FEWEST, self.tr("Fewest hours"), _NUMBER.Integer, 6, False, 1, 240),
            self.tr("Shorter times above the limit are no episode; gaps of two hours are bridged."),
            advanced=True,
        )
        self.add_wind(optional=True)
        self.add_wind_details()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Phases"), QgsProcessing.SourceType.TypeVector),
            self.tr(
                "A table with a row for each phase: first and last hour (UTC), mean, change, and the ventilation "
                "coefficient (m²/s) where mixing height and wind are known."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber(self.EPISODES, self.tr("Number of episodes")))
        self.addOutput(QgsProcessingOutputNumber(self.HOURS, self.tr("Hours in episodes")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not self.parameterAsString(parameters, self.STATION, context).strip():
            return self.tr("Whose air is to be looked at? Give the identifier of a station.")
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
        from ...core.transport import episode_phases

        with open_centre(self.address(parameters, context), writable=False) as centre:
            asked = self._request(parameters, context, centre.district.utc_offset_hours)
            episode, _ = read_episode(centre, asked)
        progress.report(0.6)
        air = episode.exchange
        table = episode_phases(
            episode.hours,
            episode.amounts[episode.receptor].to_numpy(),
            limit=asked.limit,
            ventilation=air,
            fewest_hours=self.parameterAsInt(parameters, self.FEWEST, context),
        )
        if air is None:
            feedback.pushInfo(self.tr("Ventilation is not known: mixing height or wind is missing."))
        if table.empty:
            feedback.pushWarning(self.tr("The air was not above the limit long enough for an episode."))
        rows = table.assign(
            episode=table["episode"] + 1, name=[transport_word(phase, language()) for phase in table["phase"]]
        )[list(_COLUMNS)]
        left = portion(progress, 0.6, 1.0)
        where = write_table(self, self.OUTPUT, parameters, context, rows, schema_fields(_COLUMNS), left)
        episodes = int(table["episode"].nunique())
        return {self.OUTPUT: where, self.EPISODES: episodes, self.HOURS: int(table["hours"].sum())}

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext, offset: float) -> EpisodeRequest:
        start, end = self.span(parameters, context, offset)
        return EpisodeRequest(
            station=self.parameterAsString(parameters, self.STATION, context).strip(),
            point=None,
            start=start,
            end=end,
            prop=self.required_choice(parameters, self.PROPERTY, context),
            limit=self.parameterAsDouble(parameters, self.LIMIT, context),
            wind=self.wind(parameters, context) if self.wind_paths(parameters, context) else None,
            district=None,
        )
