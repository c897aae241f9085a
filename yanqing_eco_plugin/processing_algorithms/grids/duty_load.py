"""How many minutes a week each grid asks for."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
)

from ...core.progress import portion
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer

__all__ = ["DutyLoad"]

_POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon
# A common scheme: key sources weekly, others fortnightly, small ones monthly. Every row may be changed.
_RULES = ["1", 1.0, 60.0, "2", 0.5, 40.0, "3", 0.25, 20.0]


class DutyLoad(EcoAlgorithm):
    """Workload of grids: visits to sources by class × minutes, and the ways between them."""

    ID = "dutyload"
    GROUP = "grids"
    GRIDS, LABEL, SOURCES, RULES, SPEED, OUTPUT = "GRIDS", "LABEL", "SOURCES", "RULES", "SPEED", "OUTPUT"
    MINUTES, LARGEST = "MINUTES", "LARGEST"

    def displayName(self) -> str:
        return self.tr("Workload of inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(self.GRIDS, self.tr("Grids"), [_POLYGONS]),
            self.tr("Polygons, one per grid."),
        )
        self.add(
            QgsProcessingParameterField(self.LABEL, self.tr("Field with the grid's code"), None, self.GRIDS),
            self.tr("What the field grid of the sources refers to."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.SOURCES, self.tr("Pollution sources"), [QgsProcessing.SourceType.TypeVector]
            ),
            self.tr(
                "With the fields grid and class; fields visits_per_week and minutes, where filled, come before the rule of "
                "the class."
            ),
        )
        self.add(
            QgsProcessingParameterMatrix(
                self.RULES,
                self.tr("Patrol rules"),
                3,
                False,
                [self.tr("Class"), self.tr("Visits a week"), self.tr("Minutes a visit")],
                _RULES,
                optional=True,  # scripts that leave it out get what the dialog shows
            ),
            self.tr("One row per class of sources: how often it is visited and how long a visit takes."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.SPEED, self.tr("Speed (km/h)"), QgsProcessingParameterNumber.Type.Double, 25.0, minValue=1.0
            ),
            self.tr("Mean speed on the way between sources."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Grids with workload"), _POLYGONS),
            self.tr("The grids with sources, visits, visit_minutes, travel_minutes and minutes a week."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.MINUTES, self.tr("Minutes a week altogether")))
        self.addOutput(QgsProcessingOutputNumber(self.LARGEST, self.tr("Minutes a week of the heaviest grid")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.supervision import grid_loads

        label = self.parameterAsString(parameters, self.LABEL, context)
        grids = read_layer(
            self.parameterAsSource(parameters, self.GRIDS, context), portion(progress, 0.0, 0.4), label=label
        )
        sources = read_layer(self.parameterAsSource(parameters, self.SOURCES, context), portion(progress, 0.4, 0.7))
        for column in ("grid", "class"):
            if column not in sources.columns:
                text = self.tr("The sources have no field “{column}”. Assign them to grids first.")
                raise QgsProcessingException(text.format(column=column))
        sources["class"] = [_class_name(one) for one in sources["class"]]
        table = grid_loads(
            grids.drop(columns=["area"], errors="ignore"),
            sources,
            self._rules(parameters, context),
            speed_kmh=self.parameterAsDouble(parameters, self.SPEED, context),
        )
        kept = grids.drop(columns=[column for column in table.columns if column in grids.columns])
        where = write_layer(self, self.OUTPUT, parameters, context, kept.join(table), portion(progress, 0.8, 1.0))
        found = {self.OUTPUT: where, self.MINUTES: float(table["minutes"].sum())}
        return {**found, self.LARGEST: float(table["minutes"].max())}

    def _rules(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[object, Any]:
        from ...core.supervision import PatrolRule

        flat = self.parameterAsMatrix(parameters, self.RULES, context) or _RULES
        try:
            return {
                str(name): PatrolRule(float(visits), float(minutes))
                for name, visits, minutes in zip(flat[::3], flat[1::3], flat[2::3])
            }
        except (TypeError, ValueError):
            text = self.tr("The patrol rules hold something that is no number. Correct visits and minutes.")
            raise QgsProcessingException(text) from None


def _class_name(value: Any) -> str | None:
    """A class as the rules name it, also where the layer keeps it as a number."""
    if value is None or value != value:
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
