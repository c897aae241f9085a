"""What the algorithms that work on a data centre have in common."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication

from .base import EcoAlgorithm
from .reasons import reason_label

__all__ = ["CentreAlgorithm"]


class CentreAlgorithm(EcoAlgorithm):
    """An algorithm with the parameter CENTRE, which it gives on as an output, so that steps chain in a model."""

    CENTRE = "CENTRE"
    START, END = "START", "END"

    def add_centre(self) -> None:
        """Declare CENTRE: a folder, or the address of a shared centre."""
        description = QCoreApplication.translate("CentreAlgorithm", "Data centre")
        # A folder parameter takes any text that is typed, so a postgresql:// address passes through it unchanged.
        self.add(
            QgsProcessingParameterFile(self.CENTRE, description, QgsProcessingParameterFile.Behavior.Folder),
            QCoreApplication.translate(
                "CentreAlgorithm", "Folder of the data centre, or the address of a shared one (postgresql://…)."
            ),
        )

    def add_centre_output(self) -> None:
        """Declare the address as an output for the next step of a model."""
        description = QCoreApplication.translate("CentreAlgorithm", "Data centre")
        self.addOutput(QgsProcessingOutputFolder(self.CENTRE, description))

    def address(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """The address as the core takes it."""
        typed = self.parameterAsString(parameters, self.CENTRE, context).strip()
        return typed if "://" in typed else str(Path(typed).expanduser())

    @staticmethod
    def tell_rejects(feedback: QgsProcessingFeedback, reasons: Mapping[str, int]) -> None:
        """Say how many records were rejected for which reason; nothing where none was."""
        if reasons:
            counts = ", ".join(f"{reason_label(reason)} ({count})" for reason, count in reasons.items())
            text = QCoreApplication.translate(
                "CentreAlgorithm", "Rejected and kept in the quarantine of the data centre: {counts}."
            )
            feedback.pushWarning(text.format(counts=counts))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        address = self.address(parameters, context)
        if "://" in address or (Path(address) / "centre.toml").is_file():
            return ""
        text = QCoreApplication.translate(
            "CentreAlgorithm",
            "There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with "
            "“Create data centre”.",
        )
        return text.format(folder=address)

    def problem_with_span(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What is wrong with the span from START to END; empty where nothing is."""
        start = self.parameterAsDateTime(parameters, self.START, context)
        end = self.parameterAsDateTime(parameters, self.END, context)
        if end <= start:
            return self.tr("The end of the span is not after its beginning. Choose a later end.")
        return ""
