"""Vertical lidar profiles as a file and a picture of time and height."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ...core.progress import portion
from ..feedback import FeedbackProgress
from .scan_algorithm import ScanParameters, quantities

__all__ = ["LidarProfiles"]

_NUMBER = QgsProcessingParameterNumber.Type


class LidarProfiles(ScanParameters):
    """Corrects and inverts a day of profiles and finds clouds and the boundary layer in them."""

    ID = "lidarprofiles"
    OUTPUT, PICTURE, TOP, OFFSET = "OUTPUT", "PICTURE", "TOP", "OFFSET"
    PROFILES, WITH_LAYER, REFERENCE = "PROFILES", "WITH_LAYER", "REFERENCE"

    def displayName(self) -> str:
        return self.tr("Lidar profiles")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_scan()
        self.add_choice(
            self.QUANTITY,
            self.tr("Quantity"),
            quantities("rcs", "extinction", "depolarisation"),
            self.tr("What the picture and a CSV show; NetCDF holds everything."),
            default="extinction",
        )
        self.add_lidar_ratio()
        self.add(
            QgsProcessingParameterNumber(
                self.TOP, self.tr("Greatest height in the picture (m)"), _NUMBER.Double, 5000.0, False, 200.0, 30_000.0
            ),
            self.tr("Above the instrument."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.OFFSET, self.tr("Local time (hours ahead of UTC)"), _NUMBER.Double, 8.0, False, -14.0, 14.0
            ),
            self.tr("Clock of the picture; files are in UTC."),
            advanced=True,
        )
        self.add_corrections()
        self.add_reading()
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, self.tr("Profiles"), self.tr("NetCDF files (*.nc);;CSV files (*.csv)")
            ),
            self.tr(
                "NetCDF with signal, extinction, its uncertainty, depolarisation, clouds and boundary layer; or, where the "
                "name ends in .csv, a table of the quantity with a row for each time."
            ),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.PICTURE, self.tr("Picture"), self.tr("Pictures (*.png)"), None, True, False
            ),
            self.tr("Time and height with boundary-layer height, residual layer and cloud base."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PROFILES, self.tr("Number of profiles")))
        self.addOutput(QgsProcessingOutputNumber(self.WITH_LAYER, self.tr("Of these, with a boundary layer")))
        self.addOutput(QgsProcessingOutputString(self.REFERENCE, self.tr("Clean air the inversion starts from")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import numpy as np

        from ...core.lidar import time_height
        from ...core.lidar.profile_files import write_profiles_csv, write_profiles_netcdf

        scan = self.measurement(parameters, context, feedback, portion(progress, 0.0, 0.3))
        ratio = self.parameterAsDouble(parameters, self.LIDAR_RATIO, context)
        profiles = time_height(
            scan, lidar_ratio=ratio, progress=portion(progress, 0.3, 0.8), **self.corrections(parameters, context)
        )
        if profiles.attributes["reference"] == "none":
            feedback.pushWarning(
                self.tr("No clean air was found above the aerosol: there is no extinction, only the signal.")
            )
        quantity = self.required_choice(parameters, self.QUANTITY, context)
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        if Path(output).suffix.lower() == ".csv":
            write_profiles_csv(output, profiles, quantity)
        else:
            write_profiles_netcdf(output, profiles)
        picture = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        if picture:
            self._draw(parameters, context, profiles, quantity, picture)
        found = int(np.isfinite(profiles.layer.height_m).sum())
        return {
            self.OUTPUT: output,
            self.PICTURE: picture,
            self.PROFILES: len(profiles.time),
            self.WITH_LAYER: found,
            self.REFERENCE: str(profiles.attributes["reference"]),
        }

    def _draw(
        self, parameters: dict[str, Any], context: QgsProcessingContext, profiles: Any, quantity: str, picture: str
    ) -> None:
        from ...core.reports.lidar_time_height import time_height_picture
        from ...core.reports.picture import write_png

        figure = time_height_picture(
            profiles,
            quantity if quantity in profiles.fields else "rcs",
            self.chart_language(),
            top_m=self.parameterAsDouble(parameters, self.TOP, context),
            utc_offset_hours=self.parameterAsDouble(parameters, self.OFFSET, context),
        )
        write_png(picture, figure)
