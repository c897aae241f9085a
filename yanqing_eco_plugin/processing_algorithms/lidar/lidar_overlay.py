"""A lidar scan as a raster on the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ...core.progress import checkpoint, portion
from ..feedback import FeedbackProgress
from ..styling import style_when_loaded
from .scan_algorithm import ScanParameters, quantities
from .styling import style_lidar

if TYPE_CHECKING:
    from ...core.lidar import LidarScan, ScanField

__all__ = ["LidarOverlay"]

_NUMBER = QgsProcessingParameterNumber.Type
_MASSES = ("pm2_5", "pm10")


class LidarOverlay(ScanParameters):
    """Each cell of the raster shows the nearest gate of a turn or sector; what cannot be trusted stays empty."""

    ID = "lidaroverlay"
    CRS, RESOLUTION, DEM, OUTPUT = "CRS", "RESOLUTION", "DEM", "OUTPUT"
    CENTRE, SWEEP, SERIES = "CENTRE", "SWEEP", "SERIES"
    SWEEPS, SHOWN, BASIS = "SWEEPS", "SHOWN", "BASIS"

    def displayName(self) -> str:
        return self.tr("Lidar overlay")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_scan()
        self.add_choice(
            self.QUANTITY,
            self.tr("Quantity"),
            quantities("rcs", "extinction", "depolarisation", *_MASSES),
            self.tr("What is shown. Mass needs a data centre whose stations lie under the scan."),
            default="extinction",
        )
        self.add_lidar_ratio()
        self.add(
            QgsProcessingParameterCrs(self.CRS, self.tr("Coordinate reference system"), optional=True),
            self.tr("Of the raster. Empty: the UTM zone of the lidar."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RESOLUTION, self.tr("Resolution (m)"), _NUMBER.Double, None, True, 0.1, 10_000.0
            ),
            self.tr("Size of a cell in metres, also where the system is one of degrees. Empty: 600 × 600 cells."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.DEM, self.tr("Elevation model"), optional=True),
            self.tr("Heights above sea level in metres. What lies behind ground that the beam meets is left empty."),
        )
        self.add(
            QgsProcessingParameterFile(
                self.CENTRE, self.tr("Data centre"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            self.tr(
                "For mass only: its stations under the scan give the relation of the hour; where they are too few the "
                "last good relation is taken, and the log says so."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(self.SWEEP, self.tr("Sweep"), _NUMBER.Integer, -1, False, -100_000, 100_000),
            self.tr("Which sweep of the file: 1 is the first, -1 the last one."),
            advanced=True,
        )
        self.add_corrections()
        self.add_reading()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Overlay")),
            self.tr(
                "GeoTIFF: band 1 the quantity, band 2 why a cell is empty (1 outside, 2 blind zone, 3 terrain, 4 noise, "
                "5 not retrieved); time and origin are in its tags."
            ),
        )
        series = QgsProcessingParameterFolderDestination(self.SERIES, self.tr("All sweeps"), optional=True)
        series.setCreateByDefault(False)
        self.add(series, self.tr("A folder for one raster of each sweep, for the Temporal Controller."), advanced=True)
        self.addOutput(QgsProcessingOutputNumber(self.SWEEPS, self.tr("Number of sweeps")))
        self.addOutput(QgsProcessingOutputNumber(self.SHOWN, self.tr("Share of cells that show a value")))
        self.addOutput(QgsProcessingOutputString(self.BASIS, self.tr("What the mass rests on")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        centre = self.parameterAsFile(parameters, self.CENTRE, context)
        mass = self.required_choice(parameters, self.QUANTITY, context) in _MASSES
        if mass and not centre:
            return self.tr("Mass needs the stations of a data centre. Choose one, or show the extinction.")
        if centre and "://" not in centre and not (Path(centre) / "centre.toml").is_file():
            text = self.tr("There is no data centre in “{folder}”. Choose the folder that holds a centre.toml.")
            return text.format(folder=centre)
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.lidar import split_sweeps
        from ...core.lidar.overlay_file import write_overlay

        scan = self.measurement(parameters, context, feedback, portion(progress, 0.0, 0.4))
        sweeps = split_sweeps(scan)
        checkpoint(progress, 0.4)
        number = self.parameterAsInt(parameters, self.SWEEP, context)
        chosen = max(-len(sweeps), min(number - 1 if number > 0 else number or -1, len(sweeps) - 1)) % len(sweeps)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        overlay, basis = self._overlay(parameters, context, feedback, sweeps[chosen])
        write_overlay(output, overlay)
        folder = self.parameterAsString(parameters, self.SERIES, context)
        if folder:
            target = Path(folder)
            target.mkdir(parents=True, exist_ok=True)
            for place, sweep in enumerate(sweeps):
                checkpoint(progress, 0.5 + 0.5 * place / len(sweeps))
                made, _ = self._overlay(parameters, context, feedback, sweep)
                write_overlay(target / f"{made.quantity}_{place + 1:04d}.tif", made)
        style_when_loaded(context, output, style_lidar)
        shown = float((overlay.mask == 0).mean())
        return {self.OUTPUT: output, self.SWEEPS: len(sweeps), self.SHOWN: shown, self.BASIS: basis}

    def _overlay(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scan: LidarScan,
    ) -> tuple[Any, str]:
        from ...core.lidar.overlay import scan_overlay
        from ...core.lidar.terrain import terrain_ranges

        shown, basis = self._field(parameters, context, feedback, scan)
        dem = self.parameterAsRasterLayer(parameters, self.DEM, context)
        terrain = None if dem is None else terrain_ranges(scan, shown.range_m, dem.source())
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        given = parameters.get(self.RESOLUTION) not in (None, "")
        resolution = self.parameterAsDouble(parameters, self.RESOLUTION, context) if given else None
        return scan_overlay(scan, shown, crs=_code(crs), resolution_m=resolution, terrain_m=terrain), basis

    def _field(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scan: LidarScan,
    ) -> tuple[ScanField, str]:
        from ...core.lidar import scan_field

        quantity = self.required_choice(parameters, self.QUANTITY, context)
        ratio = self.parameterAsDouble(parameters, self.LIDAR_RATIO, context)
        corrections = self.corrections(parameters, context)
        if quantity not in _MASSES:
            return scan_field(scan, quantity, lidar_ratio=ratio, **corrections), ""
        from ...core.collector.lidar_mass import mass_relation
        from ...core.data_centre import open_centre
        from ...core.lidar.scan_field import mass_field

        extinction = scan_field(scan, "extinction", lidar_ratio=ratio, **corrections)
        address = self.parameterAsFile(parameters, self.CENTRE, context)
        with open_centre(address) as centre:
            found = mass_relation(centre, scan, extinction, quantity)
        basis = self._basis(found.relation)
        feedback.pushInfo(basis)
        return mass_field(extinction, found.relation, found.relative_humidity), basis

    def _basis(self, relation: Any) -> str:
        numbers = self.tr("R² {r2:.2f}, RMSE {rmse:.0f} µg/m³, {stations} stations, hour {hour} UTC").format(
            r2=relation.r_squared,
            rmse=relation.rmse,
            stations=relation.stations,
            hour=f"{relation.hour:%Y-%m-%d %H:%M}",
        )
        if relation.source == "fitted":
            return self.tr("Relation fitted for this hour: {numbers}").format(numbers=numbers)
        text = self.tr("No good relation for this hour; the last good one, {age:.0f} h older, is used: {numbers}")
        return text.format(age=relation.age.total_seconds() / 3600.0, numbers=numbers)


def _code(crs: QgsCoordinateReferenceSystem) -> str | None:
    if not crs.isValid():
        return None
    return crs.authid() or crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
