"""Makes a data centre, empty or with the made-up demo network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..centre_algorithm import CentreAlgorithm
from ..choices import datums
from ..feedback import FeedbackProgress
from .boundary import boundary_frame
from .district import district_of, is_district

__all__ = ["CreateDataCentre"]


class CreateDataCentre(CentreAlgorithm):
    """Makes the folder of a new data centre for a district."""

    ID = "createdatacentre"
    GROUP = "data_centre"
    DEMO, BOUNDARY, DISTRICT = "DEMO", "BOUNDARY", "DISTRICT"
    BOUNDARY_DATUM, DEMO_DAYS, STATIONS = "BOUNDARY_DATUM", "DEMO_DAYS", "STATIONS"

    def displayName(self) -> str:
        return self.tr("Create data centre")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterBoolean(self.DEMO, self.tr("Fill with the demo network"), False),
            self.tr(
                "Adds 907 made-up devices of all kinds with 30 days of made-up history. Everything in it is marked "
                "as synthetic."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.BOUNDARY,
                self.tr("Boundary of the district"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            self.tr(
                "Polygons of the district; several are joined. Without it the centre has no outline (the demo draws "
                "a made-up one)."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.DISTRICT, self.tr("District"), "", optional=True),
            self.tr(
                "Six-digit code and name, for example “110119 延庆区 Yanqing”, or a district.toml file. Empty: the "
                "district the plugin is set up for."
            ),
        )
        self.add_choice(
            self.BOUNDARY_DATUM,
            self.tr("Datum of the boundary"),
            datums(),
            self.tr(
                "What the boundary's coordinates really refer to; files from Chinese map services are in GCJ-02 or "
                "BD-09 though they say WGS-84."
            ),
            default="wgs84",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.DEMO_DAYS,
                self.tr("Days of demo history"),
                QgsProcessingParameterNumber.Type.Integer,
                30,
                minValue=1,
                maxValue=3660,
            ),
            self.tr("Length of the made-up history; it ends with the last full hour."),
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.STATIONS, self.tr("Number of stations")))
        self.add_centre_output()

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        address = self.address(parameters, context)
        if (Path(address) / "centre.toml").exists():
            text = self.tr(
                "There is a data centre in “{folder}” already. Choose another folder; nothing is ever overwritten."
            )
            return text.format(folder=address)
        if Path(address).is_file():
            return self.tr("“{folder}” is a file. Choose a folder for the data centre.").format(folder=address)
        district = self.parameterAsString(parameters, self.DISTRICT, context)
        if not is_district(district):
            text = self.tr(
                "The district “{text}” cannot be read. Write its six-digit code and its name, for example “110119 "
                "延庆区”."
            )
            return text.format(text=district)
        if district.strip() and self.parameterAsBoolean(parameters, self.DEMO, context):
            return self.tr(
                "The demo network has a made-up district of its own. Leave the district empty, or make a centre "
                "without the demo."
            )
        return ""

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import create_centre

        address = self.address(parameters, context)
        source = self.parameterAsSource(parameters, self.BOUNDARY, context)
        datum = self.required_choice(parameters, self.BOUNDARY_DATUM, context)
        boundary = boundary_frame(source, context, datum) if source is not None else None
        if self.parameterAsBoolean(parameters, self.DEMO, context):
            from ...core.demo import create_demo

            days = self.parameterAsInt(parameters, self.DEMO_DAYS, context)
            centre = create_demo(address, boundary=boundary, days=days, progress=progress)
        else:
            district = district_of(self.parameterAsString(parameters, self.DISTRICT, context))
            centre = create_centre(address, district=district, boundary=boundary)
        with centre:
            stations = len(centre.stations())
        return {self.CENTRE: address, self.STATIONS: stations}
