"""Brings stations from a file into a data centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
)

from ..centre_algorithm import CentreAlgorithm
from ..choices import datums, kinds
from ..feedback import FeedbackProgress

__all__ = ["ImportStations"]


class ImportStations(CentreAlgorithm):
    """Adds the stations of a table or layer file, or replaces those with the same id."""

    ID = "importstations"
    GROUP = "data_centre"
    INPUT, KIND, DATUM = "INPUT", "KIND", "DATUM"
    ACCEPTED, REJECTED = "ACCEPTED", "REJECTED"

    def displayName(self) -> str:
        return self.tr("Import stations")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterFile(self.INPUT, self.tr("File with stations")),
            self.tr(
                "CSV, XLSX, Parquet, GeoJSON, GeoPackage or Shapefile with an id or name and a position for each "
                "station."
            ),
        )
        self.add_choice(
            self.KIND,
            self.tr("Kind of station"),
            kinds(),
            self.tr("What the stations are, where the file has no column “kind” that says so."),
            default="air",
        )
        self.add_choice(
            self.DATUM,
            self.tr("Datum of the positions"),
            datums(),
            self.tr(
                "What the coordinates refer to. They are converted to WGS-84; the original ones are kept beside them."
            ),
            default="wgs84",
        )
        self.addOutput(QgsProcessingOutputNumber(self.ACCEPTED, self.tr("Stations accepted")))
        self.addOutput(QgsProcessingOutputNumber(self.REJECTED, self.tr("Stations rejected")))
        self.add_centre_output()

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        path = self.parameterAsFile(parameters, self.INPUT, context)
        if not Path(path).is_file():
            return self.tr("There is no file “{path}”. Choose the file with the stations.").format(path=path)
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.collector.importing import import_stations
        from ...core.data_centre import open_centre

        address = self.address(parameters, context)
        with open_centre(address) as centre:
            summary = import_stations(
                centre,
                Path(self.parameterAsFile(parameters, self.INPUT, context)),
                kind=self.required_choice(parameters, self.KIND, context),
                datum=self.required_choice(parameters, self.DATUM, context),
                progress=progress,
            )
        self.tell_rejects(feedback, summary.reasons)
        return {self.ACCEPTED: summary.accepted, self.REJECTED: summary.rejected, self.CENTRE: address}
