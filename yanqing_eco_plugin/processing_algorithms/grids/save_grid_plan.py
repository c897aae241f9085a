"""Keeps divided units as a draft in the data centre."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ...core.progress import portion
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer
from .plan_algorithm import PlanAlgorithm

__all__ = ["SaveGridPlan"]

_POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon


class SaveGridPlan(PlanAlgorithm):
    """Makes a draft out of units with their grid: cells, villages and townships, codes, sources and workload."""

    ID = "savegridplan"
    INPUT, GRID, VILLAGE, UNIT, TITLE, BASED_ON = "INPUT", "GRID", "VILLAGE", "UNIT", "TITLE", "BASED_ON"
    GRIDS, COUNT = "GRIDS", "COUNT"

    def displayName(self) -> str:
        return self.tr("Save plan of inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_plan(optional=False)
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Units with their grid"), [_POLYGONS]),
            self.tr("E.g. the output of “Divide into inspection grids”."),
        )
        self.add(
            QgsProcessingParameterField(self.GRID, self.tr("Grid"), "grid", self.INPUT),
            self.tr("Field with the grid of each unit."),
        )
        self.add(
            QgsProcessingParameterField(self.VILLAGE, self.tr("Village"), "village", self.INPUT),
            self.tr("Field with the 12-digit code of the village or community, as text."),
        )
        self.add(
            QgsProcessingParameterField(self.UNIT, self.tr("Unit"), None, self.INPUT, optional=True),
            self.tr("Field with the id of each unit; empty to number them under the plan's id."),
        )
        self.add(
            QgsProcessingParameterString(self.TITLE, self.tr("Title"), "", optional=True),
            self.tr("What the plan is called."),
        )
        self.add(
            QgsProcessingParameterString(self.BASED_ON, self.tr("Based on plan"), "", optional=True),
            self.tr("Id of the plan whose codes, persons and bodies go on for grids of the same name."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.GRIDS, self.tr("Number of grids")))
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Number of units")))
        self.add_centre_output()

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...core.supervision import PlanHeader, build_plan, named_units
        from .plan_store import known_unit_set, loaded, place_names, read_plan, save_draft, used_codes

        cells = read_layer(self.parameterAsSource(parameters, self.INPUT, context), portion(progress, 0.0, 0.3))
        names = [self.parameterAsString(parameters, name, context) for name in (self.GRID, self.VILLAGE, self.UNIT)]
        plan_id = self.parameterAsString(parameters, self.PLAN, context).strip()
        base = self.parameterAsString(parameters, self.BASED_ON, context).strip()
        title = self.parameterAsString(parameters, self.TITLE, context) or plan_id
        with open_centre(self.address(parameters, context)) as centre:
            units, homes = named_units(cells, plan_id, *names)
            known = known_unit_set(centre, units.index)
            header = PlanHeader(plan_id, title, based_on=base, unit_set=known or plan_id, synthetic=centre.synthetic)
            old = read_plan(centre, base) if base else None
            plan = build_plan(header, units, homes, names=place_names(centre), old=old, used_codes=used_codes(centre))
            plan = save_draft(centre, loaded(centre, plan), units=None if known else units)
            address = centre.address
        return {self.GRIDS: len(plan.cells), self.COUNT: len(plan.assignment), self.CENTRE: address}
