"""Brings lidar files into the catalogue of a data centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputNumber

from ...messages import translated
from ..centre_algorithm import CentreAlgorithm
from ..feedback import FeedbackProgress
from .scan_algorithm import ScanParameters

__all__ = ["ImportLidarScans"]


class ImportLidarScans(ScanParameters, CentreAlgorithm):
    """Copies each file into the centre, enters it in the catalogue, and quarantines what cannot be read."""

    ID = "importlidarscans"
    NEEDS = CentreAlgorithm.NEEDS
    ACCEPTED, UNCHANGED, REJECTED, QUARANTINE = "ACCEPTED", "UNCHANGED", "REJECTED", "QUARANTINE"

    def displayName(self) -> str:
        return self.tr("Import lidar scans")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add_scan()
        self.add_reading()
        self.addOutput(QgsProcessingOutputNumber(self.ACCEPTED, self.tr("Scans entered")))
        self.addOutput(QgsProcessingOutputNumber(self.UNCHANGED, self.tr("Scans the catalogue held already")))
        self.addOutput(QgsProcessingOutputNumber(self.REJECTED, self.tr("Files that could not be read")))
        self.addOutput(QgsProcessingOutputNumber(self.QUARANTINE, self.tr("Records added to the quarantine")))
        self.add_centre_output()

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.collector.lidar_import import import_scans
        from ...core.data_centre import open_centre

        address = self.address(parameters, context)
        with open_centre(address) as centre:
            summary = import_scans(
                centre,
                Path(self.parameterAsFile(parameters, self.INPUT, context)),
                progress=progress,
                **self.reading(parameters, context),
            )
        for failure in summary.failures:
            feedback.pushWarning(f"{failure.source}: {translated(failure.error)}")
        for kind, count in summary.kinds.items():
            feedback.pushInfo(f"{kind}: {count}")
        return {
            self.ACCEPTED: summary.accepted,
            self.UNCHANGED: summary.unchanged,
            self.REJECTED: summary.rejected,
            self.QUARANTINE: summary.quarantined,
            self.CENTRE: address,
        }
