"""Where the air of a place came from, hour by hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
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

if TYPE_CHECKING:
    from ...core.progress import Progress
    from ...core.transport import PathRun

__all__ = ["BackTrajectories"]

_NUMBER = QgsProcessingParameterNumber.Type
_DATETIME = QgsProcessingParameterDateTime.Type.DateTime


class BackTrajectories(WindParameters):
    """Trajectories from a point at several heights, for one start or a series of them."""

    ID = "backtrajectories"
    GROUP = "transport"
    POINT, START, HOURS, HEIGHTS = "POINT", "START", "HOURS", "HEIGHTS"
    LAST, EVERY, ENSEMBLE, OUTPUT, POINTS = "LAST", "EVERY", "ENSEMBLE", "OUTPUT", "POINTS"
    TRAJECTORIES, ENDED, LEFT_OUT, SPREAD = "TRAJECTORIES", "ENDED", "LEFT_OUT", "SPREAD"

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
        self.add(
            QgsProcessingParameterBoolean(self.ENSEMBLE, self.tr("Ensemble"), False),
            self.tr(
                "Follows up to 81 parcels of one arrival for each height: a cell of the wind to all sides, 100 m above and "
                "below, an hour before and after. How far they part shows how much the answer depends on where exactly one "
                "begins; it is not the error of the wind."
            ),
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
        self.addOutput(
            QgsProcessingOutputNumber(self.SPREAD, self.tr("Largest spread of the ensembles at their end (km)"))
        )

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not heights_of(self.parameterAsString(parameters, self.HEIGHTS, context)):
            return self.tr("The heights are no numbers. Separate metres by commas, for example 100, 500, 1000.")
        if not self.parameterAsDouble(parameters, self.HOURS, context):
            return self.tr("The trajectories have no length. Choose how many hours to follow the air.")
        last = self.parameterAsDateTime(parameters, self.LAST, context)
        if last.isValid() and last < self.parameterAsDateTime(parameters, self.START, context):
            return self.tr("The last arrival is before the first. Choose a later one.")
        if last.isValid() and self.parameterAsBool(parameters, self.ENSEMBLE, context):
            return self.tr("An ensemble is of one arrival. Leave the last arrival empty, or do without the ensemble.")
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        run = self._run(parameters, context, portion(progress, 0.1, 0.9))
        if not run.level_unit:
            feedback.pushWarning(self.tr("The wind has no levels: the air was followed on the level of the file."))
        if not run.vertical:
            feedback.pushInfo(self.tr("The wind has no vertical motion: the air was followed on its starting level."))
        if run.left_out:
            said = self.tr("{count} parcels were left out: there is no wind for them.")
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
        for height, spread in run.spread_km.items():
            text = self.tr("Ensemble at {height:.0f} m: {spread:.0f} km around its mean at the end.")
            feedback.pushInfo(text.format(height=height, spread=spread))
        if run.spread_km:
            results[self.SPREAD] = max(run.spread_km.values())
        return {**results, self.LEFT_OUT: run.left_out, **({self.POINTS: points} if points else {})}

    def _run(self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress) -> PathRun:
        from ...core.transport import run_ensembles, run_paths

        wind = self.wind(parameters, context)
        point = self.parameterAsPoint(parameters, self.POINT, context, QgsCoordinateReferenceSystem("EPSG:4326"))
        arrivals = self._arrivals(parameters, context)
        shared: dict[str, Any] = {
            "hours": -self.parameterAsDouble(parameters, self.HOURS, context),
            "heights_m": heights_of(self.parameterAsString(parameters, self.HEIGHTS, context)),
            "atmosphere": standing_atmosphere(),
            "progress": progress,
        }
        if self.parameterAsBool(parameters, self.ENSEMBLE, context):
            return run_ensembles(wind, point.x(), point.y(), start=arrivals[0], **shared)
        return run_paths(wind, point.x(), point.y(), starts=arrivals, **shared)

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
