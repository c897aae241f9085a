"""What changes from one plan of inspection grids to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
    QgsProcessingUtils,
)

from ...core.progress import portion
from ..choices import language
from ..feedback import FeedbackProgress
from ..layer_frames import write_layer
from .plan_algorithm import PlanAlgorithm

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CompareGridPlans"]


class CompareGridPlans(PlanAlgorithm):
    """Change map and tables: units, sources and workload that change hands, by grid and by person."""

    ID = "comparegridplans"
    BEFORE, AFTER = "BEFORE", "AFTER"
    OUTPUT, GRIDS, PERSONS, SOURCES = "OUTPUT", "GRIDS", "PERSONS", "SOURCES"
    REASSIGNED, UNITS, MOVED_SOURCES = "REASSIGNED", "UNITS", "MOVED_SOURCES"

    def displayName(self) -> str:
        return self.tr("Compare plans of inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterString(self.AFTER, self.tr("New plan")),
            self.tr("Id of the plan or draft that is compared."),
        )
        self.add(
            QgsProcessingParameterString(self.BEFORE, self.tr("Old plan"), "", optional=True),
            self.tr("Id of the plan it is compared with; empty for the one in force today."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Change map"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr("Areas that change hands, with their grid and person before and after, units and loads."),
        )
        for name, title, text in (
            (self.GRIDS, self.tr("Grids"), self.tr("Per grid: units gained and lost, loads before and after.")),
            (self.PERSONS, self.tr("Persons"), self.tr("Per person: loads before and after.")),
            (self.SOURCES, self.tr("Sources"), self.tr("Sources whose grid changes.")),
        ):
            self.add(
                QgsProcessingParameterFeatureSink(name, title, QgsProcessing.SourceType.TypeVector, None, True, False),
                text,
            )
        self.addOutput(QgsProcessingOutputNumber(self.REASSIGNED, self.tr("Share of units that change hands")))
        self.addOutput(QgsProcessingOutputNumber(self.UNITS, self.tr("Units that change hands")))
        self.addOutput(QgsProcessingOutputNumber(self.MOVED_SOURCES, self.tr("Sources that change hands")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...core.supervision import plan_changes
        from .plan_store import chosen_plan, read_plan, units_of

        with open_centre(self.address(parameters, context), writable=False) as centre:
            old = chosen_plan(centre, self.parameterAsString(parameters, self.BEFORE, context).strip())
            new = chosen_plan(centre, self.parameterAsString(parameters, self.AFTER, context).strip())
            before, after = read_plan(centre, old.plan_id), read_plan(centre, new.plan_id)
            units = units_of(centre, new.unit_set)
        changes = plan_changes(before, after, units)
        found: dict[str, Any] = {
            self.OUTPUT: write_layer(
                self, self.OUTPUT, parameters, context, changes.areas, portion(progress, 0.5, 0.7)
            ),
            self.REASSIGNED: changes.comparison.reassigned,
            self.UNITS: len(changes.comparison.units),
            self.MOVED_SOURCES: len(changes.comparison.sources),
        }
        tables = {
            self.GRIDS: _labelled(changes.comparison.grids, "grid"),
            self.PERSONS: _labelled(changes.comparison.persons, "person"),
            self.SOURCES: _labelled(changes.comparison.sources, "source"),
        }
        for name, table in tables.items():
            if parameters.get(name):
                found[name] = write_layer(self, name, parameters, context, table, portion(progress, 0.7, 1.0))
        self._output = found[self.OUTPUT]
        return found

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ...layers.grids import style_changes

        layer = QgsProcessingUtils.mapLayerFromString(self._output, context)
        if layer is not None:
            style_changes(layer, language())
        return {}


def _labelled(table: pd.DataFrame, name: str) -> pd.DataFrame:
    result = table.copy()
    result.insert(0, name, result.index.astype(str))
    return result
