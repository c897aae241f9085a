"""The situation map of an incident as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
)

from ...layers.language import word
from ..feedback import FeedbackProgress
from .incident_algorithm import IncidentAlgorithm

__all__ = ["SituationMap"]


class SituationMap(IncidentAlgorithm):
    """Incident, zone, affected areas and resources with the age of their fixes on one sheet."""

    ID = "situationmap"
    GROUP = "emergency"
    PAPER, SCALE, BACKDROP, PDF = "PAPER", "SCALE", "BACKDROP", "PDF"

    def displayName(self) -> str:
        return self.tr("Situation map")

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        # A layout draws with fonts and layers of the main thread.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_incident()
        self.add_choice(
            self.PAPER,
            self.tr("Paper"),
            {"A4": "A4", "A3": "A3"},
            self.tr("Size of the sheet, landscape."),
            default="A4",
        )
        self.add(
            QgsProcessingParameterNumber(
                self.SCALE, self.tr("Scale 1 :"), QgsProcessingParameterNumber.Type.Integer, 0, True, 0, 1_000_000
            ),
            self.tr("0: as large as the incident, its areas and the units on their way allow."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.BACKDROP, self.tr("Background"), QgsProcessing.SourceType.TypeMapLayer, None, True
            ),
            self.tr("Layers below all others: roads, rivers, images."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(self.PDF, self.tr("Map"), self.tr("PDF (*.pdf)")),
            self.tr("Where the map goes."),
        )

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from datetime import UTC, datetime, timedelta

        from ...core.data_centre import open_centre
        from ...layers.incident_map import situation_project, write_situation_map

        incident = self.parameterAsString(parameters, self.INCIDENT, context).strip()
        language = self.language(parameters, context)
        path = self.parameterAsFileOutput(parameters, self.PDF, context)
        with open_centre(self.address(parameters, context), writable=False) as centre:
            project = situation_project(centre, incident, language=language)
            write_situation_map(
                project,
                Path(path),
                incident_id=incident,
                when=datetime.now(UTC) + timedelta(hours=centre.district.utc_offset_hours),
                paper=self.required_choice(parameters, self.PAPER, context),
                scale=self.parameterAsDouble(parameters, self.SCALE, context),
                notes=word("synthetic", language) if centre.synthetic else "",
                backdrop=self.parameterAsLayerList(parameters, self.BACKDROP, context),
                language=language,
            )
        return {self.PDF: path}
