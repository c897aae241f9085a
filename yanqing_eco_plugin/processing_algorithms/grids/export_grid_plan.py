"""A plan of inspection grids as files for others: GeoPackage and Shapefiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFolderDestination,
)

from ...core.progress import checkpoint
from ..feedback import FeedbackProgress
from .plan_algorithm import PlanAlgorithm
from .plan_files import SHAPE_NAMES, write_files

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ExportGridPlan"]


class ExportGridPlan(PlanAlgorithm):
    """Writes grids of all levels, units, persons, sources and the publish log of a plan."""

    ID = "exportgridplan"
    FORMAT, FOLDER, FILES = "FORMAT", "FOLDER", "FILES"

    def displayName(self) -> str:
        return self.tr("Export plan of inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_plan()
        self.add_choice(
            self.FORMAT,
            self.tr("Format"),
            {
                "gpkg": self.tr("GeoPackage"),
                "shp": self.tr("Shapefiles"),
                "both": self.tr("Both"),
            },
            self.tr("Shapefiles are written in UTF-8 with a .cpg file and short field names."),
            default="both",
        )
        self.add(
            QgsProcessingParameterFolderDestination(self.FOLDER, self.tr("Folder")),
            self.tr("Files of the same names are replaced."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.FILES, self.tr("Number of files")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from .plan_store import chosen_plan, persons_as_of, read_plan, sources_as_of, units_of

        folder = Path(self.parameterAsString(parameters, self.FOLDER, context))
        chosen = self.required_choice(parameters, self.FORMAT, context)
        with open_centre(self.address(parameters, context), writable=False) as centre:
            header = chosen_plan(centre, self.parameterAsString(parameters, self.PLAN, context).strip())
            plan = read_plan(centre, header.plan_id)
            tables: dict[str, pd.DataFrame] = {
                f"grid_{level}": _rows(plan.level(level)) for level in SHAPE_NAMES["levels"]
            }
            units = units_of(centre, header.unit_set)
            tables["unit"] = units.drop(columns="unit_set").assign(grid=plan.assignment["grid"]).reset_index()
            tables["source"] = (
                sources_as_of(centre, plan).drop(columns=["plan_id", "grid_id"], errors="ignore").reset_index()
            )
            tables["person"] = persons_as_of(centre, header).drop(columns="plan_id", errors="ignore").reset_index()
            tables["publish_log"] = centre.features("publish_log", where={"plan_id": header.plan_id})
        checkpoint(progress, 0.4)
        formats = ("gpkg", "shp") if chosen == "both" else (chosen,)
        files = write_files(tables, folder, header.plan_id, formats, context.transformContext())
        return {self.FOLDER: str(folder), self.FILES: len(files)}


def _rows(grids: Any) -> Any:
    table = grids.drop(columns=["row_version"], errors="ignore")
    table.insert(0, "grid", table.index.astype(str))
    return table.reset_index(drop=True)
