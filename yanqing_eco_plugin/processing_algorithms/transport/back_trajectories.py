"""Where the air of a place came from, hour by hour."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
)

from ...core.progress import portion
from ...layers.transport import style_path_points, style_paths
from ..feedback import FeedbackProgress
from ..moments import instant
from ..styling import style_when_loaded
from .heights import heights_of, standing_atmosphere
from .path_layers import LINE_COLUMNS, write_path_points, write_paths
from .wind_algorithm import WindParameters

__all__ = ["BackTrajectories"]

_NUMBER = QgsProcessingParameterNumber.Type
_DATETIME = QgsProcessingParameterDateTime.Type.DateTime


class BackTrajectories(WindParameters):
    """Trajectories from a point at several heights, for one start or a series of them."""

    ID = "backtrajectories"
    GROUP = "transport"
    POINT, START, HOURS, HEIGHTS = "POINT", "START", "HOURS", "HEIGHTS"
    LAST, EVERY, OUTPUT, POINTS = "LAST", "EVERY", "OUTPUT", "POINTS"
    TRAJECTORIES, ENDED, LEFT_OUT = "TRAJECTORIES", "ENDED", "LEFT_OUT"

    def displayName(self) -> str:
        return self.tr("Back trajectories")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_wind()
        self.add(
            QgsProcessingParameterPoint(self.POINT, self.tr("Place")),
            self.tr("Where the air arrives, for example the lidar or a station."),
        )
        self.add(
            QgsProcessingParameterDateTime(self.START, self.tr("Arrival (UTC)"), _DATETIME),
            self.tr("When the air arrives, UTC as in the wind files; a time with a zone (+08:00) is that instant."),
        )
        self.add(
            QgsProcessingParameterNumber(self.HOURS, self.tr("Hours back"), _NUMBER.Double, 24.0, False, -720.0, 720.0),
            self.tr("How far back to follow the air. A negative number follows it forward from the place."),
        )
        self.add(
            QgsProcessingParameterString(self.HEIGHTS, self.tr("Heights (m)"), "100, 500, 1000"),
            self.tr(
                "Starting heights in metres, separated by commas: above sea level where the wind is on pressure levels, "
                "else as the file means them. Wind without levels is followed as it is, once."
            ),
        )
        self.add(
            QgsProcessingParameterDateTime(self.LAST, self.tr("Last arrival (UTC)"), _DATETIME, None, True),
            self.tr("For a series of arrivals, such as a month for source regions. Empty: one arrival."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.EVERY, self.tr("Hours between arrivals"), _NUMBER.Double, 1.0, False, 0.1, 720.0
            ),
            self.tr("Time between two arrivals of a series."),
            advanced=True,
        )
        self.add_wind_details()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Trajectories"), QgsProcessing.SourceType.TypeVectorLine
            ),
            self.tr("One line per arrival and height (WGS-84), with the height in m as z and the time as m (s, 1970)."),
        )
        points = QgsProcessingParameterFeatureSink(
            self.POINTS, self.tr("Hourly points"), QgsProcessing.SourceType.TypeVectorPoint, None, True
        )
        points.setCreateByDefault(False)
        self.add(points, self.tr("The parcels hour by hour, to be moved by the Temporal Controller."))
        self.addOutput(QgsProcessingOutputNumber(self.TRAJECTORIES, self.tr("Number of trajectories")))
        self.addOutput(QgsProcessingOutputNumber(self.ENDED, self.tr("Of these, left the wind field early")))
        self.addOutput(QgsProcessingOutputNumber(self.LEFT_OUT, self.tr("Arrivals without wind")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not heights_of(self.parameterAsString(parameters, self.HEIGHTS, context)):
            return self.tr("The heights are no numbers. Separate metres by commas, for example 100, 500, 1000.")
        if not self.parameterAsDouble(parameters, self.HOURS, context):
            return self.tr("The trajectories have no length. Choose how many hours to follow the air.")
        last = self.parameterAsDateTime(parameters, self.LAST, context)
        if last.isValid() and last < self.parameterAsDateTime(parameters, self.START, context):
            return self.tr("The last arrival is before the first. Choose a later one.")
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.transport import run_paths

        wind = self.wind(parameters, context)
        point = self.parameterAsPoint(parameters, self.POINT, context, QgsCoordinateReferenceSystem("EPSG:4326"))
        run = run_paths(
            wind,
            point.x(),
            point.y(),
            starts=self._arrivals(parameters, context),
            hours=-self.parameterAsDouble(parameters, self.HOURS, context),
            heights_m=heights_of(self.parameterAsString(parameters, self.HEIGHTS, context)),
            atmosphere=standing_atmosphere(),
            progress=portion(progress, 0.1, 0.9),
        )
        if not run.level_unit:
            feedback.pushWarning(self.tr("The wind has no levels: the air was followed on the level of the file."))
        if not run.vertical:
            feedback.pushInfo(self.tr("The wind has no vertical motion: the air was followed on its starting level."))
        if run.left_out:
            said = self.tr("{count} arrivals were left out: there is no wind for them.")
            feedback.pushWarning(said.format(count=run.left_out))
        shared = (parameters, context)
        where = write_paths(
            self, self.OUTPUT, *shared, run.lines, run.vertices, LINE_COLUMNS, portion(progress, 0.9, 1.0)
        )
        points = write_path_points(self, self.POINTS, *shared, run.vertices, portion(progress, 0.95, 1.0))
        style_when_loaded(context, where, style_paths)
        style_when_loaded(context, points, style_path_points)
        ended = int((run.lines["complete"] == 0).sum())
        results = {self.OUTPUT: where, self.TRAJECTORIES: len(run.lines), self.ENDED: ended}
        return {**results, self.LEFT_OUT: run.left_out, **({self.POINTS: points} if points else {})}

    def _arrivals(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Any]:
        """The arrivals of the series as instants for the core."""
        import numpy as np

        first = instant(self.parameterAsDateTime(parameters, self.START, context), 0.0)
        told = self.parameterAsDateTime(parameters, self.LAST, context)
        span = (instant(told, 0.0) - first).total_seconds() if told.isValid() else 0.0
        step = 3600.0 * self.parameterAsDouble(parameters, self.EVERY, context)
        begin = np.datetime64(first.replace(tzinfo=None), "ns")
        offsets = np.arange(int(span // step) + 1) * step
        return list(begin + np.rint(offsets * 1e9).astype(np.int64).astype("timedelta64[ns]"))
