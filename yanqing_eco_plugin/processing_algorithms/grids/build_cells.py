"""Units to put inspection grids together from."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from ...core.progress import portion
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer

__all__ = ["BuildCells"]

_POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon
_DOUBLE = QgsProcessingParameterNumber.Type.Double


class BuildCells(EcoAlgorithm):
    """Cuts areas into units by a lattice or by lines, or takes them as they are; merges small ones and cleans borders."""

    ID = "buildcells"
    GROUP = "grids"
    INPUT, METHOD, SIZE, LINES, PARENT, LEAST, TOLERANCE = (
        "INPUT", "METHOD", "SIZE", "LINES", "PARENT", "LEAST", "TOLERANCE",
    )  # fmt: skip
    OUTPUT, CHANGES, COUNT, CHANGED = "OUTPUT", "CHANGES", "COUNT", "CHANGED"

    def displayName(self) -> str:
        return self.tr("Build units of inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Areas"), [_POLYGONS]),
            self.tr(
                "District, townships or villages; no unit crosses their borders, and their fields go to the units."
            ),
        )
        self.add_choice(
            self.METHOD,
            self.tr("Method"),
            {
                "areas": self.tr("The areas themselves"),
                "square": self.tr("Squares"),
                "hexagon": self.tr("Hexagons"),
                "lines": self.tr("Blocks between lines"),
            },
            self.tr("How the areas are cut."),
            default="hexagon",
        )
        self.add(
            QgsProcessingParameterNumber(self.SIZE, self.tr("Size (m)"), _DOUBLE, 500.0, minValue=1.0),
            self.tr("Side of a square, or distance of opposite sides of a hexagon."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.LINES,
                self.tr("Lines"),
                [QgsProcessing.SourceType.TypeVectorLine, _POLYGONS],
                optional=True,
            ),
            self.tr(
                "Streets, rivers, ridges: what blocks lie between. A line that ends inside a block does not cut it."
            ),
        )
        self.add(
            QgsProcessingParameterField(
                self.PARENT, self.tr("Field with the village or township"), None, self.INPUT, optional=True
            ),
            self.tr("Small units are merged only inside it."),
        )
        self.add(
            QgsProcessingParameterNumber(self.LEAST, self.tr("Smallest unit (m²)"), _DOUBLE, 0.0, minValue=0.0),
            self.tr("Smaller ones join the unit around them, else the neighbour with the longest border. 0 keeps all."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(self.TOLERANCE, self.tr("Tolerance (m)"), _DOUBLE, 0.5, minValue=0.0),
            self.tr(
                "Where areas do not fit together, borders closer than this are snapped, gaps closed and overlaps given to one "
                "unit; each larger change is reported. 0 leaves the shapes of areas as they are."
            ),
            advanced=True,
        )
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Units"), _POLYGONS), self.tr("The units."))
        self.add(
            QgsProcessingParameterFeatureSink(self.CHANGES, self.tr("Changes"), _POLYGONS, None, True, False),
            self.tr("Every gap closed, overlap or outside piece removed and shape repaired, with its area."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Number of units")))
        self.addOutput(QgsProcessingOutputNumber(self.CHANGED, self.tr("Number of changes")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        lines = self.parameterAsSource(parameters, self.LINES, context)
        if self.choice(parameters, self.METHOD, context) == "lines" and lines is None:
            return self.tr("Blocks between lines need a layer of lines. Choose one.")
        return ""

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.supervision import clean, lattice_units, merge_small, units_between_lines

        method = self.required_choice(parameters, self.METHOD, context)
        tolerance = self.parameterAsDouble(parameters, self.TOLERANCE, context)
        areas = read_layer(self.parameterAsSource(parameters, self.INPUT, context), portion(progress, 0.0, 0.2))
        changes = None
        if tolerance > 0 and _untidy(areas, tolerance):
            cleaned = clean(areas, tolerance=tolerance, progress=portion(progress, 0.2, 0.5))
            areas, changes = cleaned.cells, cleaned.changes
        units = areas
        if method in ("square", "hexagon"):
            units = lattice_units(areas, self.parameterAsDouble(parameters, self.SIZE, context), shape=method)
        elif method == "lines":
            lines = read_layer(self.parameterAsSource(parameters, self.LINES, context), portion(progress, 0.5, 0.6))
            units = units_between_lines(areas, lines)
        least = self.parameterAsDouble(parameters, self.LEAST, context)
        if least > 0:
            units, _ = merge_small(
                units, least, within=self.parameterAsString(parameters, self.PARENT, context) or None
            )
        where = write_layer(self, self.OUTPUT, parameters, context, units, portion(progress, 0.7, 0.9))
        found = {self.OUTPUT: where, self.COUNT: len(units), self.CHANGED: 0 if changes is None else len(changes)}
        if changes is not None and parameters.get(self.CHANGES):
            found[self.CHANGES] = write_layer(
                self, self.CHANGES, parameters, context, _areas_only(changes), portion(progress, 0.9, 1.0)
            )
        return found


def _untidy(areas: Any, tolerance: float) -> bool:
    """Whether the areas do not fit together as they are; those that do keep every corner."""
    from ...core.supervision import GridPlan, check

    # By their shapes alone: codes and the like are nothing to a unit.
    findings = check(GridPlan(areas[[areas.geometry.name]]), tolerance=tolerance)
    return any(one.code != "disconnected" and one.severity == "error" for one in findings)


def _areas_only(changes: Any) -> Any:
    """The changes as areas; what was removed for having none keeps its row without a shape."""
    shapes = [
        one if one is not None and one.geom_type in ("Polygon", "MultiPolygon") else None for one in changes.geometry
    ]
    named = changes.assign(unit=[None if one is None else str(one) for one in changes["unit"]])
    return named.set_geometry(type(changes.geometry)(shapes, index=changes.index, crs=changes.crs))
