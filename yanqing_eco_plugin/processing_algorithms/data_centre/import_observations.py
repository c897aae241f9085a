"""Brings measurements from a file or a folder of files into a data centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
)

from ...messages import translated
from ..centre_algorithm import CentreAlgorithm
from ..choices import kinds
from ..feedback import FeedbackProgress

__all__ = ["ImportObservations"]


class ImportObservations(CentreAlgorithm):
    """Stores what passes the check, and puts the rest into quarantine with its reason."""

    ID = "importobservations"
    GROUP = "data_centre"
    INPUT, FORMAT, MAPPING, KIND = "INPUT", "FORMAT", "MAPPING", "KIND"
    ACCEPTED, REJECTED, QUARANTINE = "ACCEPTED", "REJECTED", "QUARANTINE"
    UNCHANGED, FAILED = "UNCHANGED", "FAILED"

    def displayName(self) -> str:
        return self.tr("Import observations")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            # Without this filter QGIS asks for a dot in the name, which a folder need not have.
            QgsProcessingParameterFile(self.INPUT, self.tr("File or folder"), fileFilter=self.tr("All files (*)")),
            self.tr(
                "A file, or a folder whose files are all read, also those in its subfolders. Type or paste the path "
                "of a folder."
            ),
        )
        self.add_choice(
            self.FORMAT,
            self.tr("Format"),
            self._formats(),
            self.tr("How the files are written; automatic tells it from the header of each file."),
            default="auto",
        )
        self.add(
            QgsProcessingParameterFile(self.MAPPING, self.tr("Column mapping"), extension="json", optional=True),
            self.tr(
                "A saved column mapping (JSON); files whose names fit one of its patterns are read by it, whatever "
                "the format says."
            ),
            advanced=True,
        )
        self.add_choice(
            self.KIND,
            self.tr("Kind of station"),
            kinds(),
            self.tr(
                "What the stations are; tells columns with the same name apart. Only stations of this kind are "
                "looked for."
            ),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.ACCEPTED, self.tr("Measurements accepted")))
        self.addOutput(QgsProcessingOutputNumber(self.UNCHANGED, self.tr("Of these, already in the centre")))
        self.addOutput(QgsProcessingOutputNumber(self.REJECTED, self.tr("Records rejected")))
        self.addOutput(QgsProcessingOutputNumber(self.QUARANTINE, self.tr("Records added to the quarantine")))
        self.addOutput(QgsProcessingOutputNumber(self.FAILED, self.tr("Files that could not be read")))
        self.add_centre_output()

    def _formats(self) -> dict[str, str]:
        return {
            "auto": self.tr("Automatic"),
            "quotsoft": self.tr("Hourly air quality, a column per station (quotsoft)"),
            "kdd": self.tr("Air quality of KDD Cup 2018"),
            "kdd_weather": self.tr("Weather of KDD Cup 2018"),
            "uci": self.tr("Beijing multi-site air quality (UCI)"),
            "cnemc": self.tr("National hourly publication (CNEMC, GeoJSON)"),
            "surface_water": self.tr("National surface-water publication"),
            "mapped": self.tr("Any table whose columns have usual names"),
        }

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        path = self.parameterAsFile(parameters, self.INPUT, context)
        if not Path(path).exists():
            return self.tr("There is no file or folder “{path}”. Choose what is to be imported.").format(path=path)
        mapping = self.parameterAsFile(parameters, self.MAPPING, context)
        if mapping and not Path(mapping).is_file():
            return self.tr("There is no column mapping “{path}”. Choose a saved one or leave it empty.").format(
                path=mapping
            )
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.collector.importing import import_observations
        from ...core.data_centre import open_centre
        from ...core.ingest import load_mappings

        address = self.address(parameters, context)
        mapping = self.parameterAsFile(parameters, self.MAPPING, context)
        with open_centre(address) as centre:
            summary = import_observations(
                centre,
                Path(self.parameterAsFile(parameters, self.INPUT, context)),
                format=self.required_choice(parameters, self.FORMAT, context),
                mapping=load_mappings(Path(mapping)) if mapping else None,
                kind=self.choice(parameters, self.KIND, context),
                progress=progress,
            )
        for failure in summary.failures:
            feedback.pushWarning(f"{failure.source}: {translated(failure.error)}")
        self.tell_rejects(feedback, summary.reasons)
        return {
            self.ACCEPTED: summary.accepted,
            self.UNCHANGED: summary.unchanged,
            self.REJECTED: summary.rejected,
            self.QUARANTINE: summary.quarantined,
            self.FAILED: len(summary.failures),
            self.CENTRE: address,
        }
