"""The One Map of a data centre as a QGIS project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProject,
)

from ..centre_algorithm import CentreAlgorithm
from ..choices import language
from ..feedback import FeedbackProgress

__all__ = ["OneMapProject"]


class OneMapProject(CentreAlgorithm):
    """Writes a project with every network, the townships and the district, styled and labelled."""

    ID = "onemapproject"
    GROUP = "network"
    PROJECT, LANGUAGE, LAYERS = "PROJECT", "LANGUAGE", "LAYERS"

    def displayName(self) -> str:
        return self.tr("One Map project")

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        # Layers and their styles are made here; QGIS wants that on the main thread.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterFileDestination(self.PROJECT, self.tr("Project"), self.tr("QGIS projects (*.qgz)")),
            self.tr("The project file to write. The project that is open in QGIS is not touched."),
        )
        self.add_choice(
            self.LANGUAGE,
            self.tr("Language of the map"),
            {"auto": self.tr("As QGIS"), "zh": self.tr("Chinese"), "en": self.tr("English")},
            self.tr("Language of layer names, legends, labels and map tips."),
            default="auto",
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.LAYERS, self.tr("Number of layers")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        path = self.parameterAsFileOutput(parameters, self.PROJECT, context)
        if path and Path(path).suffix.lower() not in (".qgz", ".qgs"):
            return self.tr("“{path}” is no project file. Give a name that ends in .qgz.").format(path=path)
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...layers.one_map import build_one_map, save_project

        path = self.parameterAsFileOutput(parameters, self.PROJECT, context)
        chosen = self.required_choice(parameters, self.LANGUAGE, context)
        project = QgsProject()
        with open_centre(self.address(parameters, context), writable=False) as centre:
            build_one_map(project, centre, language=language() if chosen == "auto" else chosen)
        save_project(project, Path(path))
        return {self.PROJECT: path, self.LAYERS: len(project.mapLayers())}
