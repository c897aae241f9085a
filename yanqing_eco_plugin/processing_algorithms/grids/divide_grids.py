"""Inspection grids of equal load out of units."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from ...core.progress import portion
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer
from .sentences import said

__all__ = ["DivideGrids"]

_POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon
_DOUBLE = QgsProcessingParameterNumber.Type.Double
_NUMBER = QgsProcessingParameterField.DataType.Numeric
_WHOLE = QgsProcessingParameterNumber.Type.Integer


class DivideGrids(EcoAlgorithm):
    """Divides units into connected grids with equal loads and short borders, anew or out of an old plan."""

    ID = "dividegrids"
    GROUP = "grids"
    INPUT, PARTS, LOADS, PARENT, START, LOCKED = "INPUT", "PARTS", "LOADS", "PARENT", "START", "LOCKED"
    MAX_REASSIGNED, TOLERANCE, SEED, BARRIERS = "MAX_REASSIGNED", "TOLERANCE", "SEED", "BARRIERS"
    VILLAGE, PARTS_FIELD = "VILLAGE", "PARTS_FIELD"
    OUTPUT, GRIDS = "OUTPUT", "GRIDS"
    DEVIATION, ATTAINABLE, PIECES, REASSIGNED, INFEASIBLE = (
        "DEVIATION", "ATTAINABLE", "PIECES", "REASSIGNED", "INFEASIBLE",
    )  # fmt: skip

    def displayName(self) -> str:
        return self.tr("Divide into inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Units"), [_POLYGONS]),
            self.tr("Polygons that meet along their edges, e.g. from “Build units of inspection grids”."),
        )
        self.add(
            QgsProcessingParameterNumber(self.PARTS, self.tr("Number of grids"), _WHOLE, 20, minValue=1),
            self.tr("In the whole layer, or in every township or village where that field is given."),
        )
        self.add(
            QgsProcessingParameterField(self.LOADS, self.tr("Loads"), None, self.INPUT, _NUMBER, allowMultiple=True),
            self.tr("Fields whose sums the grids share evenly, e.g. inspection minutes; several are balanced at once."),
        )
        self.add(
            QgsProcessingParameterField(self.PARENT, self.tr("Township or village"), None, self.INPUT, optional=True),
            self.tr("No grid crosses from one value of this field to another."),
        )
        self.add(
            QgsProcessingParameterField(self.START, self.tr("Grid in the old plan"), None, self.INPUT, optional=True),
            self.tr("With it the old plan is repaired: units change hands only as far as the tolerance asks."),
        )
        self.add(
            QgsProcessingParameterField(self.LOCKED, self.tr("Locked"), None, self.INPUT, optional=True),
            self.tr("Field that is 1 (or true) for units that stay in the grid of the old plan."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MAX_REASSIGNED, self.tr("Most units that change hands"), _DOUBLE, None, True, 0.0, 1.0
            ),
            self.tr("As a share from 0 to 1 of the units; empty for no limit."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.TOLERANCE, self.tr("Tolerance"), _DOUBLE, 0.05, minValue=0.001, maxValue=0.999
            ),
            self.tr("Wanted largest deviation of a grid from the mean load, as a share: 0.05 is 5 %."),
        )
        self.add(
            QgsProcessingParameterNumber(self.SEED, self.tr("Seed"), _WHOLE, 0, minValue=0, maxValue=2**31 - 1),
            self.tr("The same seed gives the same plan."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.BARRIERS, self.tr("Barriers"), [QgsProcessing.SourceType.TypeVectorLine], optional=True
            ),
            self.tr("Lines no grid crosses: motorways, ridges."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterField(self.VILLAGE, self.tr("Village"), None, self.INPUT, optional=True),
            self.tr(
                "Where grids are counted by township: field with the village, which no grid crosses either. The grids of a "
                "township are handed out to its villages by load, at least one each."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterField(
                self.PARTS_FIELD, self.tr("Number of grids of each township or village"), None, self.INPUT, _NUMBER,
                optional=True,
            ),
            self.tr("Field with the number, the same for all units of one; it takes the place of “Number of grids”."),
            advanced=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Units with their grid"), _POLYGONS),
            self.tr("The units with the field “grid”."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.GRIDS, self.tr("Grids"), _POLYGONS, None, True, False),
            self.tr("The grids as polygons with load, deviation, compactness (Polsby–Popper) and number of pieces."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.DEVIATION, self.tr("Largest deviation (share)")))
        self.addOutput(QgsProcessingOutputNumber(self.ATTAINABLE, self.tr("Proven least deviation (share)")))
        self.addOutput(QgsProcessingOutputNumber(self.PIECES, self.tr("Most pieces of a grid")))
        self.addOutput(QgsProcessingOutputNumber(self.REASSIGNED, self.tr("Share of units that changed hands")))
        self.addOutput(QgsProcessingOutputString(self.INFEASIBLE, self.tr("Why the wish cannot be met")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.supervision import divide, grids_per_parent

        units = read_layer(self.parameterAsSource(parameters, self.INPUT, context), portion(progress, 0.0, 0.2))
        barriers = self.parameterAsSource(parameters, self.BARRIERS, context)
        limit = parameters.get(self.MAX_REASSIGNED)
        parent = self.parameterAsString(parameters, self.PARENT, context)
        numbered = self.parameterAsString(parameters, self.PARTS_FIELD, context)
        division = divide(
            units,
            grids_per_parent(units, numbered, parent)
            if numbered
            else self.parameterAsInt(parameters, self.PARTS, context),
            loads=self.parameterAsFields(parameters, self.LOADS, context),
            within=parent or None,
            villages=self.parameterAsString(parameters, self.VILLAGE, context) or None,
            start=self.parameterAsString(parameters, self.START, context) or None,
            locked=_locked(units, self.parameterAsString(parameters, self.LOCKED, context)),
            max_reassigned=None
            if limit in (None, "")
            else self.parameterAsDouble(parameters, self.MAX_REASSIGNED, context),
            tolerance=self.parameterAsDouble(parameters, self.TOLERANCE, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            barriers=None if barriers is None else read_layer(barriers, portion(progress, 0.2, 0.25)),
            progress=portion(progress, 0.25, 0.8),
        )
        report = division.report
        for remark in report.infeasible_remark:
            feedback.pushWarning(said(remark))
        for grid, exclaves in report.exclaves.items():
            text = self.tr("The grid {grid} has {count} units that its other land does not reach.")
            feedback.pushWarning(text.format(grid=grid, count=len(exclaves)))
        # The old plan's field stays beside the new one.
        result = units.rename(columns={"grid": "grid_input"}).assign(grid=division.assignment)
        found = {
            self.OUTPUT: write_layer(self, self.OUTPUT, parameters, context, result, portion(progress, 0.8, 0.9)),
            self.DEVIATION: max(report.deviation.values()),
            self.ATTAINABLE: max(report.attainable.values()),
            self.PIECES: int(report.pieces.max()),
            self.REASSIGNED: report.reassigned or 0.0,
            self.INFEASIBLE: said(report.infeasible_remark),
        }
        if parameters.get(self.GRIDS):
            grids = units[["geometry"]].dissolve(division.assignment).join(report.grids)
            grids.insert(0, "grid", grids.index)
            where = write_layer(self, self.GRIDS, parameters, context, grids, portion(progress, 0.9, 1.0))
            found[self.GRIDS] = where
        return found


def _locked(units: Any, column: str) -> list[Any]:
    if not column:
        return []
    import pandas as pd

    values = units[column]
    on = pd.to_numeric(values, errors="coerce").fillna(0) != 0
    said_so = values.astype(str).str.strip().str.lower().isin(["true", "t", "yes", "y", "是"])
    return units.index[on | said_so].tolist()
