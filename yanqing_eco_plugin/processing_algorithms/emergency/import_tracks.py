"""Brings tracks of units into a data centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..centre_algorithm import CentreAlgorithm
from ..choices import datums
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer

__all__ = ["ImportTracks"]

# As `core.ingest.positions.POSITION_FORMATS`, which would load pandas when QGIS starts.
FORMATS = {
    "owntracks": "OwnTracks JSON",
    "osmand": "Traccar / OsmAnd",
    "traccar": "Traccar REST",
    "cot": "Cursor on Target",
    "gpx": "GPX",
    "nmea": "NMEA 0183",
    "jt808": "JT/T 808",
    "gb28181": "GB/T 28181",
    "csv": "CSV",
}


class ImportTracks(CentreAlgorithm):
    """Stores the fixes of a file that pass the tests; the others go to quarantine with their reason."""

    ID = "importtracks"
    GROUP = "emergency"
    INPUT, FORMAT, DATUM, UNIT, ROADS = "INPUT", "FORMAT", "DATUM", "UNIT", "ROADS"
    ACCEPTED, REJECTED = "ACCEPTED", "REJECTED"

    def displayName(self) -> str:
        return self.tr("Import tracks")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterFile(self.INPUT, self.tr("File with tracks")),
            self.tr("What a tracker sent or a program saved, in one of the formats below."),
        )
        self.add_choice(
            self.FORMAT, self.tr("Format"), FORMATS, self.tr("How the positions are written."), default="gpx"
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
        self.add(
            QgsProcessingParameterString(self.UNIT, self.tr("Unit"), "", False, True),
            self.tr("Whose track it is, where the format does not say (GPX, NMEA). Empty: the name of the file."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.ROADS, self.tr("Roads to check the datum"), [QgsProcessing.SourceType.TypeVectorLine], None, True
            ),
            self.tr("Warns where the positions lie on these roads only under another datum than the one chosen."),
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.ACCEPTED, self.tr("Fixes accepted")))
        self.addOutput(QgsProcessingOutputNumber(self.REJECTED, self.tr("Fixes rejected")))
        self.add_centre_output()

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        path = self.parameterAsFile(parameters, self.INPUT, context)
        if not Path(path).is_file():
            return self.tr("There is no file “{path}”. Choose the file with the tracks.").format(path=path)
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.collector.tracks import import_tracks
        from ...core.data_centre import open_centre

        roads = self.parameterAsSource(parameters, self.ROADS, context)
        address = self.address(parameters, context)
        with open_centre(address) as centre:
            summary = import_tracks(
                centre,
                Path(self.parameterAsFile(parameters, self.INPUT, context)),
                format=self.required_choice(parameters, self.FORMAT, context),
                datum=self.required_choice(parameters, self.DATUM, context),
                unit_id=self.parameterAsString(parameters, self.UNIT, context).strip(),
                roads=read_layer(roads, progress).to_crs(4326) if roads is not None else None,
                progress=progress,
            )
        self.tell_rejects(feedback, summary.reasons)
        found = summary.datum_finding
        if found is not None:
            text = self.tr(
                "The positions lie {stated_m} m from the roads under {stated} and {likely_m} m under {likely}: the datum "
                "is probably {likely}."
            )
            figures = {"stated_m": round(found.stated_m), "likely_m": round(found.likely_m)}
            feedback.pushWarning(text.format(stated=found.stated, likely=found.likely, **figures))
        if summary.strangers:
            text = self.tr("These units are no resource of the centre; their fixes are kept, but not shown: {units}.")
            feedback.pushWarning(text.format(units=", ".join(summary.strangers[:20])))
        return {self.ACCEPTED: summary.accepted, self.REJECTED: summary.rejected, self.CENTRE: address}
