"""What is wrong with a plan of inspection grids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...core.progress import portion
from ..centre_algorithm import CentreAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer
from .sentences import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from pyproj import CRS

    from ...core.supervision import Finding

__all__ = ["CheckGrids"]

_POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon
_POINTS = QgsProcessing.SourceType.TypeVectorPoint
_TABLE = QgsProcessing.SourceType.TypeVector


class CheckGrids(CentreAlgorithm):
    """Gaps, overlaps, torn grids, wrong codes, missing persons, sources without a grid: each with its place."""

    ID = "checkgrids"
    GROUP = "grids"
    INPUT, LABEL, PARENTS, DISTRICT, SOURCES, PERSONS = "INPUT", "LABEL", "PARENTS", "DISTRICT", "SOURCES", "PERSONS"
    PLAN, TOLERANCE, OUTPUT, COUNT, ERRORS = "PLAN", "TOLERANCE", "OUTPUT", "COUNT", "ERRORS"

    def displayName(self) -> str:
        return self.tr("Check inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Grids"), [_POLYGONS], optional=True),
            self.tr(
                "Polygons with the fields code, parent, person_a, person_b, minutes where they are known. Empty: a plan of "
                "the data centre is checked, on all its levels."
            ),
        )
        self.add(
            QgsProcessingParameterField(
                self.LABEL, self.tr("Field with the grid's name"), None, self.INPUT, optional=True
            ),
            self.tr("What a grid is called in the findings; empty for the number of the feature."),
        )
        for name, title, kind, text in (
            (
                self.PARENTS,
                self.tr("Villages"),
                _POLYGONS,
                self.tr("With the field code: each grid lies in its parent."),
            ),
            (self.DISTRICT, self.tr("District"), _POLYGONS, self.tr("What the grids cover to the edge.")),
            (
                self.SOURCES,
                self.tr("Pollution sources"),
                _POINTS,
                self.tr("With the fields class and, where known, grid."),
            ),
            (
                self.PERSONS,
                self.tr("Persons"),
                _TABLE,
                self.tr("With the fields person_id and minutes_available (minutes a week)."),
            ),
        ):
            self.add(QgsProcessingParameterFeatureSource(name, title, [kind], optional=True), text)
        self.add(
            QgsProcessingParameterFile(
                self.CENTRE, self.tr("Data centre"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            self.tr("Where no layer of grids is given: the data centre that holds the plan."),
        )
        self.add(
            QgsProcessingParameterString(self.PLAN, self.tr("Plan"), "", optional=True),
            self.tr("Id of the plan in the data centre; empty for the one in force today."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.TOLERANCE, self.tr("Tolerance (m)"), QgsProcessingParameterNumber.Type.Double, 0.5, minValue=0.001
            ),
            self.tr("Gaps and overlaps that are nowhere wider pass."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Findings"), _POLYGONS),
            self.tr("One row per finding: kind, severity, whom it concerns, the sentence, and where."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Number of findings")))
        self.addOutput(QgsProcessingOutputNumber(self.ERRORS, self.tr("Of these, errors")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if self.parameterAsSource(parameters, self.INPUT, context) is not None:
            return ""
        if not self.parameterAsString(parameters, self.CENTRE, context):
            return self.tr("There is nothing to check. Choose a layer of grids, or a data centre with a plan.")
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        source = self.parameterAsSource(parameters, self.INPUT, context)
        tolerance = self.parameterAsDouble(parameters, self.TOLERANCE, context)
        if source is None:
            findings, crs = self._of_plan(parameters, context, tolerance, portion(progress, 0.0, 0.9))
        else:
            findings, crs = self._of_layers(parameters, context, tolerance, progress)
        table = _table(findings, crs)
        where = write_layer(self, self.OUTPUT, parameters, context, table, portion(progress, 0.9, 1.0))
        errors = sum(one.severity == "error" for one in findings)
        return {self.OUTPUT: where, self.COUNT: len(findings), self.ERRORS: errors}

    def _of_plan(
        self, parameters: dict[str, Any], context: QgsProcessingContext, tolerance: float, progress: Any
    ) -> tuple[Sequence[Finding], Any]:
        from ...core.data_centre import open_centre
        from ...core.supervision import check_plan
        from .plan_store import chosen_plan, read_plan, reference_of

        with open_centre(self.address(parameters, context), writable=False) as centre:
            header = chosen_plan(centre, self.parameterAsString(parameters, self.PLAN, context).strip())
            plan, reference = read_plan(centre, header.plan_id), reference_of(centre)
        return check_plan(plan, reference, tolerance=tolerance, progress=progress), plan.grids.crs

    def _of_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, tolerance: float, progress: FeedbackProgress
    ) -> tuple[Sequence[Finding], CRS | None]:
        from ...core.supervision import GridPlan, check

        def layer(name: str, label: str = "") -> gpd.GeoDataFrame | None:
            given = self.parameterAsSource(parameters, name, context)
            return None if given is None else read_layer(given, portion(progress, 0.0, 0.1), label=label)

        grids = layer(self.INPUT, self.parameterAsString(parameters, self.LABEL, context))
        persons = layer(self.PERSONS, "person_id")
        if persons is not None:
            persons = persons.rename(columns={"minutes_available": "limit"})
        plan = GridPlan(grids, persons, layer(self.SOURCES), layer(self.PARENTS), layer(self.DISTRICT))
        return check(plan, tolerance=tolerance, progress=portion(progress, 0.2, 0.9)), grids.crs


def _table(findings: Sequence[Finding], crs: CRS | None) -> gpd.GeoDataFrame:
    """The findings with their sentences in the user's language; places that are no areas become small ones."""
    import geopandas as gpd
    import shapely

    from ...core.supervision import findings_table

    table = findings_table(findings, crs)
    table["message"] = [said(one.remark) for one in findings]
    small = 0.0003 if crs is not None and crs.is_geographic else 30.0
    shapes = []
    for place in table.geometry:
        if place is None or place.is_empty:
            shapes.append(None)
        elif place.geom_type in ("Polygon", "MultiPolygon"):
            shapes.append(place)
        else:
            west, south, east, north = place.bounds
            shapes.append(shapely.box(west - small, south - small, east + small, north + small))
    return table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=crs))
