"""A vertical lidar section that stands on the map in 3-D."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...core.progress import portion
from ..feedback import FeedbackProgress
from ..layer_frames import write_layer
from ..styling import style_when_loaded
from .scan_algorithm import ScanParameters, quantities
from .styling import style_lidar

__all__ = ["LidarCurtain"]

_NUMBER = QgsProcessingParameterNumber.Type


class LidarCurtain(ScanParameters):
    """A scan up and down becomes upright rectangles over its line; vertical profiles become lines above the lidar."""

    ID = "lidarcurtain"
    PIECE, HEIGHT, TOP, OUTPUT, PICTURE, PIECES = "PIECE", "HEIGHT", "TOP", "OUTPUT", "PICTURE", "PIECES"

    def displayName(self) -> str:
        return self.tr("Lidar curtain")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_scan()
        self.add_choice(
            self.QUANTITY,
            self.tr("Quantity"),
            quantities("rcs", "extinction", "depolarisation"),
            self.tr("What is shown."),
            default="extinction",
        )
        self.add_lidar_ratio()
        for name, title, default, help_ in (
            (self.PIECE, self.tr("Length of a piece (m)"), 240.0, self.tr("Along the ground.")),
            (self.HEIGHT, self.tr("Height of a piece (m)"), 120.0, self.tr("Its value is the mean of its gates.")),
            (self.TOP, self.tr("Greatest height (m)"), 5000.0, self.tr("Above the instrument.")),
        ):
            self.add(
                QgsProcessingParameterNumber(name, title, _NUMBER.Double, default, False, 10.0, 30_000.0),
                help_,
                advanced=True,
            )
        self.add_corrections()
        self.add_reading()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Curtain"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            ),
            self.tr("Upright polygons (or lines above the lidar) with heights above sea level, value and time."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.PICTURE, self.tr("Picture"), self.tr("Pictures (*.png)"), None, True, False
            ),
            self.tr("The section, or time and height."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PIECES, self.tr("Number of pieces")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.lidar import scan_extent

        scan = self.measurement(parameters, context, feedback, portion(progress, 0.0, 0.3))
        upright = scan_extent(scan).kind == "vertical"
        made = self._lines if upright else self._polygons
        frame, figure = made(parameters, context, scan, portion(progress, 0.3, 0.8))
        kind = QgsWkbTypes.Type.LineStringZ if upright else QgsWkbTypes.Type.PolygonZ
        where = write_layer(self, self.OUTPUT, parameters, context, frame, portion(progress, 0.8, 1.0), kind=kind)
        picture = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        if picture:
            from ...core.reports.picture import write_png

            write_png(picture, figure())
        style_when_loaded(context, where, style_lidar)
        return {self.OUTPUT: where, self.PICTURE: picture, self.PIECES: len(frame)}

    def _sizes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[float, float, float]:
        length, height, top = (
            self.parameterAsDouble(parameters, name, context) for name in (self.PIECE, self.HEIGHT, self.TOP)
        )
        return length, height, top

    def _polygons(
        self, parameters: dict[str, Any], context: QgsProcessingContext, scan: Any, progress: Any
    ) -> tuple[Any, Any]:
        from ...core.lidar import scan_field
        from ...core.lidar.curtain import rhi_section, section_polygons
        from ...core.reports.lidar_section import section_picture

        length, height, top = self._sizes(parameters, context)
        shown = scan_field(
            scan,
            self.required_choice(parameters, self.QUANTITY, context),
            lidar_ratio=self.parameterAsDouble(parameters, self.LIDAR_RATIO, context),
            **self.corrections(parameters, context),
        )
        section = rhi_section(scan, shown, cell_m=(length / 4.0, height / 4.0), top_m=top)
        frame = section_polygons(section, piece_m=(length, height))
        return frame, lambda: section_picture(section, self.chart_language())

    def _lines(
        self, parameters: dict[str, Any], context: QgsProcessingContext, scan: Any, progress: Any
    ) -> tuple[Any, Any]:
        from ...core.lidar import time_height
        from ...core.lidar.profile_frames import profile_lines
        from ...core.reports.lidar_time_height import time_height_picture

        _, height, top = self._sizes(parameters, context)
        quantity = self.required_choice(parameters, self.QUANTITY, context)
        profiles = time_height(
            scan,
            lidar_ratio=self.parameterAsDouble(parameters, self.LIDAR_RATIO, context),
            top_m=top,
            progress=progress,
            **self.corrections(parameters, context),
        )
        frame = profile_lines(profiles, quantity, piece_m=height)
        return frame, lambda: time_height_picture(profiles, quantity, self.chart_language(), top_m=top)
