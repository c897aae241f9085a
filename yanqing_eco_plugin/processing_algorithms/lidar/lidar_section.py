"""A vertical lidar section along a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureSource,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...core.errors import InputError
from ...core.progress import checkpoint, portion
from ..feedback import FeedbackProgress
from ..layer_frames import write_layer
from ..moments import instant
from ..styling import style_when_loaded
from .scan_algorithm import ScanParameters, quantities
from .styling import style_lidar

if TYPE_CHECKING:
    from ...core.lidar import LidarScan
    from ...core.lidar.line_section import LineSection

__all__ = ["LidarSection"]

_NUMBER = QgsProcessingParameterNumber.Type


class LidarSection(ScanParameters):
    """What the scans of one moment say of the air above a line; empty where none of them passed."""

    ID = "lidarsection"
    LINE, AT, WITHIN, BESIDE, OFFSET = "LINE", "AT", "WITHIN", "BESIDE", "OFFSET"
    PIECE, HEIGHT, TOP, OUTPUT, PICTURE = "PIECE", "HEIGHT", "TOP", "OUTPUT", "PICTURE"
    PIECES, SCANS, SHOWN, SOURCES = "PIECES", "SCANS", "SHOWN", "SOURCES"

    def displayName(self) -> str:
        return self.tr("Lidar section along a line")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers(self.INPUT, self.tr("Lidar files"), QgsProcessing.SourceType.TypeFile),
            self.tr("The scans of a day, each in its file, or the path of their folder."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.LINE, self.tr("Line"), [QgsProcessing.SourceType.TypeVectorLine]),
            self.tr("A layer with one line, or with the one that is selected."),
        )
        self.add_choice(
            self.QUANTITY,
            self.tr("Quantity"),
            quantities("rcs", "extinction", "depolarisation"),
            self.tr("What is shown."),
            default="extinction",
        )
        self.add_lidar_ratio()
        self.add(
            QgsProcessingParameterDateTime(self.AT, self.tr("Moment (UTC)"), optional=True),
            self.tr(
                "Of the scans with the same angles the nearest to it is taken. Empty: when the newest scan ended. A time "
                "with a zone (+08:00) is that instant."
            ),
        )
        self._add_numbers()
        self.add_corrections()
        self.add_reading()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Section"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr("Upright polygons over the line with heights above sea level, value and time."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.PICTURE, self.tr("Picture"), self.tr("Pictures (*.png)"), None, True, False
            ),
            self.tr("Distance along the line and height, with the scans that gave it."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PIECES, self.tr("Number of pieces")))
        self.addOutput(QgsProcessingOutputNumber(self.SCANS, self.tr("Number of sweeps that gave values")))
        self.addOutput(QgsProcessingOutputNumber(self.SHOWN, self.tr("Share of the section that shows a value")))
        self.addOutput(QgsProcessingOutputString(self.SOURCES, self.tr("Scans that gave values")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        for path in self._paths(parameters, context):
            if not path.exists():
                text = self.tr("There is no file or folder “{path}”. Choose the lidar scans of a day.")
                return text.format(path=path)
        return self.problem_with_reading(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import numpy as np

        from ...core.lidar.curtain import section_polygons
        from ...core.reports.lidar_section import section_picture, sources_text

        section = self._section(parameters, context, feedback, progress)
        size = (self.parameterAsDouble(parameters, name, context) for name in (self.PIECE, self.HEIGHT))
        frame = section_polygons(section, piece_m=tuple(size))
        kind = QgsWkbTypes.Type.PolygonZ
        where = write_layer(self, self.OUTPUT, parameters, context, frame, portion(progress, 0.9, 1.0), kind=kind)
        offset = self.parameterAsDouble(parameters, self.OFFSET, context)
        picture = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        if picture:
            from ...core.reports.picture import write_png

            write_png(picture, section_picture(section, self.chart_language(), utc_offset_hours=offset))
        style_when_loaded(context, where, style_lidar)
        told = sources_text(section, self.chart_language(), offset)
        feedback.pushInfo(told)
        return {
            self.OUTPUT: where,
            self.PICTURE: picture,
            self.PIECES: len(frame),
            self.SCANS: len(section.sources),
            self.SHOWN: float(np.isfinite(section.values).mean()),
            self.SOURCES: told,
        }

    def _add_numbers(self) -> None:
        for name, title, default, lowest, highest, help_ in (
            (self.WITHIN, self.tr("Time allowed (minutes)"), 60.0, 1.0, 1440.0,
             self.tr("Scans farther from the moment are not taken.")),
            (self.BESIDE, self.tr("Width to the side (m)"), 250.0, 10.0, 5000.0,
             self.tr("How far beside the line a scan up and down, or the lidar itself, may be to stand for it.")),
            (self.PIECE, self.tr("Length of a piece (m)"), 240.0, 10.0, 30_000.0, self.tr("Along the ground.")),
            (self.HEIGHT, self.tr("Height of a piece (m)"), 120.0, 10.0, 30_000.0,
             self.tr("Its value is the mean of its gates.")),
            (self.TOP, self.tr("Greatest height (m)"), 3000.0, 10.0, 30_000.0, self.tr("Above the instrument.")),
            (self.OFFSET, self.tr("Local time (hours ahead of UTC)"), 8.0, -14.0, 14.0, self.tr("Clock of the picture.")),
        ):  # fmt: skip
            number = QgsProcessingParameterNumber(name, title, _NUMBER.Double, default, False, lowest, highest)
            self.add(number, help_, advanced=True)

    def _paths(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Path]:
        return [Path(name).expanduser() for name in self.parameterAsFileList(parameters, self.INPUT, context) if name]

    def _section(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> LineSection:
        import numpy as np

        from ...core.lidar.line_section import section_along

        scans = self._scans(parameters, context, feedback, progress)
        line = _corners(self.parameterAsSource(parameters, self.LINE, context), context)
        told = self.parameterAsDateTime(parameters, self.AT, context)
        moment = np.datetime64(instant(told, 0.0).replace(tzinfo=None), "ns") if told.isValid() else None
        length, height, top, beside, within = (
            self.parameterAsDouble(parameters, name, context)
            for name in (self.PIECE, self.HEIGHT, self.TOP, self.BESIDE, self.WITHIN)
        )
        return section_along(
            scans,
            line,
            self.required_choice(parameters, self.QUANTITY, context),
            moment=moment,
            within_s=60.0 * within,
            cell_m=(length / 4.0, height / 4.0),
            top_m=top,
            beside_m=beside,
            progress=portion(progress, 0.4, 0.9),
            lidar_ratio=self.parameterAsDouble(parameters, self.LIDAR_RATIO, context),
            **self.corrections(parameters, context),
        )

    def _scans(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> list[LidarScan]:
        """Each file that is a scan; what is none is told and left out, unless nothing is left."""
        from ...core.lidar import read_scan, scan_files

        files = [
            file
            for path in self._paths(parameters, context)
            for file in (scan_files(path) if path.is_dir() else [path])
        ]
        reading = self.reading(parameters, context)
        found: list[LidarScan] = []
        problem: InputError | None = None
        for number, file in enumerate(files):
            checkpoint(progress, 0.4 * number / len(files), file.name)
            try:
                found.append(read_scan(file, **reading))
            except InputError as error:
                problem = error
                feedback.pushWarning(self.tr("{file} is no lidar scan and is left out.").format(file=file.name))
        if problem is not None and not found:
            raise problem
        if any(str(scan.attributes.get("synthetic", 0)) in ("1", "True") for scan in found):
            feedback.pushInfo(self.tr("Scans are synthetic; nothing in them was measured."))
        return found


def _corners(source: QgsFeatureSource, context: QgsProcessingContext) -> list[tuple[float, float]]:
    """Longitude and latitude of the corners of the one line of a layer."""
    to_degrees = QgsCoordinateTransform(
        source.sourceCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext()
    )
    lines = []
    for feature in source.getFeatures():
        geometry = QgsGeometry(feature.geometry())
        if not geometry.isEmpty():
            geometry.transform(to_degrees)
            lines += geometry.asMultiPolyline() if geometry.isMultipart() else [geometry.asPolyline()]
    if len(lines) != 1:
        raise InputError(
            "The section needs one line, and the layer has {count}.",
            hint="Select one line of the layer and take selected features only, or draw one.",
            count=len(lines),
        )
    return [(point.x(), point.y()) for point in lines[0]]
