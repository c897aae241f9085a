"""Checks a centre and repairs it; merges and clears the files of a folder centre, moves closed months of a shared one."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.progress import portion
from ..centre_algorithm import CentreAlgorithm
from ..feedback import FeedbackProgress
from ..points import schema_fields
from ..tables import write_table

__all__ = ["TendDataCentre"]

_TYPES = {**dict.fromkeys(("part", "place", "problem", "meaning", "detail"), "text"), "repaired": "integer"}


class TendDataCentre(CentreAlgorithm):
    """Looks after a centre, beside readers and a writer."""

    ID = "tenddatacentre"
    GROUP = "data_centre"
    STEPS, REPAIR, FOLDER, OUTPUT = "STEPS", "REPAIR", "FOLDER", "OUTPUT"
    COUNT, OPEN = "COUNT", "OPEN"

    def displayName(self) -> str:
        return self.tr("Tend data centre")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add_choices(
            self.STEPS,
            self.tr("Steps"),
            {
                "check": self.tr("Check files, keys, daily sums, status and feature database"),
                "rollups": self.tr("Compute all daily sums anew"),
                "compact": self.tr("Merge small files"),
                "vacuum": self.tr("Remove files that left the tables more than a day ago"),
                "export": self.tr("Move closed months of a shared centre into a folder"),
            },
            self.tr("What is done, in this order."),
            "check",
        )
        self.add(
            QgsProcessingParameterBoolean(self.REPAIR, self.tr("Repair what is wrong"), False),
            self.tr(
                "Puts right what the check finds. Restore files that are missing from a backup first: what nobody can "
                "read any more leaves the tables. Damaged files are moved to the folder “quarantine” of the centre, "
                "never deleted."
            ),
        )
        folder = QgsProcessingParameterFile(
            self.FOLDER, self.tr("Folder of closed months"), QgsProcessingParameterFile.Behavior.Folder, optional=True
        )
        self.add(
            folder,
            self.tr(
                "For closed months of a shared centre: a new or empty folder that everybody reaches who asks for them. The "
                "centre remembers it; leave it empty afterwards."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Findings"), QgsProcessing.SourceType.TypeVector),
            self.tr("A row for each thing that is or was wrong; empty for a sound centre."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Number of findings")))
        self.addOutput(QgsProcessingOutputNumber(self.OPEN, self.tr("Of these, not repaired")))
        self.add_centre_output()

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not self._steps(parameters, context):
            return self.tr("Nothing is to be done. Choose at least one step.")
        return super().problem_with(parameters, context)

    def _steps(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        repair = self.parameterAsBool(parameters, self.REPAIR, context)
        return [*self.chosen(parameters, self.STEPS, context), *(["repair"] if repair else [])]

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre.looking_after import look_after

        steps = self._steps(parameters, context)
        address = self.address(parameters, context)
        folder = self.parameterAsString(parameters, self.FOLDER, context)
        report = look_after(address, steps=steps, folder=folder, progress=portion(progress, 0.0, 0.95))
        table = report.table()
        table.insert(3, "meaning", [_meaning(code) for code in table["problem"]])
        where = write_table(
            self,
            self.OUTPUT,
            parameters,
            context,
            table.astype({"repaired": "int64"}),
            schema_fields(_TYPES),
            portion(progress, 0.95, 1.0),
        )
        figures = report.figures
        said = self.tr("Checked {checked} files, merged {merged} into {made}, removed {removed}, lost {lost} records.")
        feedback.pushInfo(
            said.format(
                checked=figures.get("files_checked", 0),
                merged=figures.get("files_merged", 0),
                made=figures.get("files_made", 0),
                removed=figures.get("files_removed", 0),
                lost=figures.get("rows_lost", 0),
            )
        )
        if "months_exported" in figures:
            said = self.tr("Moved {months} months with {rows} records out of the database.")
            feedback.pushInfo(said.format(months=figures["months_exported"], rows=figures["rows_exported"]))
        left = sum(not finding.repaired for finding in report.findings)
        if left:
            feedback.pushWarning(self.tr("{count} findings are not repaired.").format(count=left))
        return {self.OUTPUT: where, self.COUNT: len(table), self.OPEN: left, self.CENTRE: address}


def _meaning(code: str) -> str:
    """What a code of `core.data_centre.tending_findings.PROBLEMS` means, in words."""
    words = {
        "file_missing": QCoreApplication.translate("TendDataCentre", "a file that the log names is not there"),
        "file_unreadable": QCoreApplication.translate("TendDataCentre", "a file cannot be read"),
        "file_differs": QCoreApplication.translate("TendDataCentre", "a file holds something else than the log says"),
        "wrong_month": QCoreApplication.translate("TendDataCentre", "a file holds records of another month"),
        "duplicate_keys": QCoreApplication.translate("TendDataCentre", "a key occurs more than once"),
        "sums_differ": QCoreApplication.translate("TendDataCentre", "daily sums do not equal the records"),
        "newest_differ": QCoreApplication.translate("TendDataCentre", "the newest values do not equal the records"),
        "status_differs": QCoreApplication.translate("TendDataCentre", "the status does not equal the newest values"),
        "database_damaged": QCoreApplication.translate("TendDataCentre", "the feature database is damaged"),
        "table_unreadable": QCoreApplication.translate("TendDataCentre", "the log of a table cannot be read"),
        "archive_differs": QCoreApplication.translate(
            "TendDataCentre", "an exported month is not what it was when it was exported"
        ),
        "busy": QCoreApplication.translate("TendDataCentre", "the centre changed all the time and was not compared"),
    }
    return words.get(code, code)
