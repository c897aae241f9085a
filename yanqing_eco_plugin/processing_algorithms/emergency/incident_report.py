"""The report of an incident in Word and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
)

from ...core.progress import checkpoint
from ..feedback import FeedbackProgress
from .incident_algorithm import IncidentAlgorithm

__all__ = ["IncidentReport"]


class IncidentReport(IncidentAlgorithm):
    """Facts, orders, timeline, evaluation against the plan, affected areas, log and photos of one incident."""

    ID = "incidentreport"
    GROUP = "emergency"
    NEEDS = (*IncidentAlgorithm.NEEDS, "docx", "matplotlib", "PIL")
    DOCX, PDF, SAVE, ENTRIES = "DOCX", "PDF", "SAVE", "ENTRIES"

    def displayName(self) -> str:
        return self.tr("Incident report")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_incident()
        self.add(
            QgsProcessingParameterFileDestination(
                self.DOCX, self.tr("Word document"), self.tr("Word document (*.docx)"), None, True
            ),
            self.tr("Where the Word document goes."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.PDF, self.tr("PDF"), self.tr("PDF (*.pdf)"), None, True),
            self.tr("Where the PDF goes."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.SAVE, self.tr("Keep the evaluation"), False),
            self.tr("Writes the measures into the table “evaluation” of the data centre."),
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.ENTRIES, self.tr("Log entries reported")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import pandas as pd

        from ...core.data_centre import open_centre
        from ...core.reports.incident_evaluation import evaluation_rows
        from ...core.reports.incident_record import read_incident
        from ...core.reports.incident_report import incident_report
        from ...core.reports.incident_writers import report_html, write_docx
        from ...layers.incident_pdf import print_html

        save = self.parameterAsBool(parameters, self.SAVE, context)
        now = pd.Timestamp.now("UTC")
        with open_centre(self.address(parameters, context), writable=save) as centre:
            record = read_incident(centre, self.parameterAsString(parameters, self.INCIDENT, context).strip())
            if save:
                centre.write_features("evaluation", evaluation_rows(record, now))
        checkpoint(progress, 0.3)
        parts = incident_report(record, made=now, language=self.language(parameters, context))
        checkpoint(progress, 0.6)
        results: dict[str, Any] = {self.ENTRIES: len(record.log)}
        word = self.parameterAsFileOutput(parameters, self.DOCX, context)
        if word:
            write_docx(parts, Path(word))
            results[self.DOCX] = word
        checkpoint(progress, 0.8)
        pdf = self.parameterAsFileOutput(parameters, self.PDF, context)
        if pdf:
            print_html(report_html(parts), Path(pdf), title=str(record.incident["title"]))
            results[self.PDF] = pdf
        return results
