"""The printable atlas of a plan of inspection grids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..choices import language
from ..feedback import FeedbackProgress
from .atlas_words import atlas_words
from .plan_algorithm import PlanAlgorithm

__all__ = ["GridAtlas"]


class GridAtlas(PlanAlgorithm):
    """One page per grid: map, persons with telephone, sources to visit; as PDF."""

    ID = "gridatlas"
    AREA, LANGUAGE, OUTPUT, PAGES = "AREA", "LANGUAGE", "OUTPUT", "PAGES"

    def displayName(self) -> str:
        return self.tr("Atlas of inspection grids")

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        # Layouts are made and drawn here; QGIS wants that on the main thread.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_plan()
        self.add(
            QgsProcessingParameterString(self.AREA, self.tr("Area"), "", optional=True),
            self.tr(
                "Beginning of the codes to print: a township (9 digits), a village (12) or one grid (15); empty for all."
            ),
        )
        self.add_choice(
            self.LANGUAGE,
            self.tr("Language of the atlas"),
            {"auto": self.tr("As QGIS"), "zh": self.tr("Chinese"), "en": self.tr("English")},
            self.tr("Language of titles and column heads."),
            default="auto",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, self.tr("Atlas"), self.tr("PDF files (*.pdf)")),
            self.tr("The PDF to write, one page per grid."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PAGES, self.tr("Number of pages")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...core.errors import InputError
        from ...core.reports.grid_sheets import grid_sheets, source_rows
        from ...layers.grids_atlas import SOURCES_A_SHEET, export_atlas
        from .plan_store import chosen_plan, persons_as_of, read_plan, sources_as_of

        chosen = self.required_choice(parameters, self.LANGUAGE, context)
        area = self.parameterAsString(parameters, self.AREA, context).strip()
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        with open_centre(self.address(parameters, context), writable=False) as centre:
            header = chosen_plan(centre, self.parameterAsString(parameters, self.PLAN, context).strip())
            plan = read_plan(centre, header.plan_id)
            sources = source_rows(sources_as_of(centre, plan), centre.features("patrol_rule").set_index("class"))
            sheets = grid_sheets(plan, persons_as_of(centre, header), sources, rows=SOURCES_A_SHEET)
            district = centre.district
        sheets = sheets[sheets["code"].astype(str).str.startswith(area)]
        if not len(sheets):
            raise InputError("No grid of the plan has a code that begins with {area}.", hint="Correct it.", area=area)
        words = atlas_words(header, district, language() if chosen == "auto" else chosen)
        around = plan.cells[["code", "geometry"]]
        return {
            self.OUTPUT: path,
            self.PAGES: export_atlas(sheets, sources, around, words, Path(path), feedback),
        }
