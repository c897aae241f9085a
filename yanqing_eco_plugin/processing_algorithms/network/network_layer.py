"""One network of the data centre as a layer, now or at a past moment."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
)

from ..centre_algorithm import CentreAlgorithm
from ..choices import kinds
from ..feedback import FeedbackProgress
from ..moments import instant
from ..points import local_times, schema_fields, write_points
from .station_state import state_columns, state_table

__all__ = ["NetworkLayer"]


class NetworkLayer(CentreAlgorithm):
    """Stations with their state, newest values, index, level and alarms."""

    ID = "networklayer"
    GROUP = "network"
    KIND, TIME, OUTPUT = "KIND", "TIME", "OUTPUT"
    STATIONS, ONLINE = "STATIONS", "ONLINE"

    def displayName(self) -> str:
        return self.tr("Network layer")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add_choice(
            self.KIND,
            self.tr("Kind of station"),
            kinds(),
            self.tr("Which network. Nothing chosen: all of them."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterDateTime(
                self.TIME, self.tr("Moment"), QgsProcessingParameterDateTime.Type.DateTime, None, True
            ),
            self.tr(
                "A past moment on the district's clock; a time with a zone (…Z, …+08:00) is taken as that instant. "
                "Empty: now."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Network"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            self.tr(
                "Points (WGS-84) with the station's data, state, age, index, level, alarms and one field for each "
                "property."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber(self.STATIONS, self.tr("Number of stations")))
        self.addOutput(QgsProcessingOutputNumber(self.ONLINE, self.tr("Of these, online")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre

        kind = self.choice(parameters, self.KIND, context)
        moment = self.parameterAsDateTime(parameters, self.TIME, context)
        with open_centre(self.address(parameters, context), writable=False) as centre:
            offset = centre.district.utc_offset_hours
            stations = centre.stations(kind=kind)
            when = instant(moment, offset) if moment.isValid() else None
            status = centre.latest(kind=kind) if when is None else centre.snapshot(when, kind=kind)
        columns = state_columns(kind)
        table = local_times(state_table(stations, status, list(columns)), offset)
        where = write_points(self, self.OUTPUT, parameters, context, table, stations, progress, schema_fields(columns))
        online = int((table["state"] == "online").sum())
        return {self.OUTPUT: where, self.STATIONS: len(table), self.ONLINE: online}
