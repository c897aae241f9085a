"""What the algorithms that need a wind field have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterCrs,
    QgsProcessingParameterMultipleLayers,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..base import EcoAlgorithm

if TYPE_CHECKING:
    from ...core.transport import WindField

__all__ = ["WindParameters"]

_PACKAGES = ("numpy", "pandas", "scipy", "rasterio", "pyproj")


class WindParameters(EcoAlgorithm):
    """Declares and reads WIND, the unit of speeds in tables, and the reference system of a projected file."""

    WIND, SPEED_UNIT, WIND_CRS = "WIND", "SPEED_UNIT", "WIND_CRS"
    NEEDS = (*EcoAlgorithm.NEEDS, *(name for name in _PACKAGES if name not in EcoAlgorithm.NEEDS))

    def add_wind(self, *, optional: bool = False) -> None:
        """Declare the wind files."""
        wind = QgsProcessingParameterMultipleLayers(
            self.WIND,
            QCoreApplication.translate("WindParameters", "Wind files"),
            QgsProcessing.SourceType.TypeFile,
            optional=optional,
        )
        self.add(
            wind,
            QCoreApplication.translate(
                "WindParameters",
                "NetCDF, GRIB or CSV files of the same grid, in any order. A CSV table that names only identifiers "
                "needs the table of its grid points as well.",
            ),
        )

    def add_wind_details(self) -> None:
        """Declare what is rarely needed to read them; comes after the other parameters."""
        self.add_choice(
            self.SPEED_UNIT,
            QCoreApplication.translate("WindParameters", "Unit of wind speed in tables"),
            {"m/s": "m/s", "km/h": "km/h", "kn": "kn"},
            QCoreApplication.translate("WindParameters", "CSV tables do not tell their unit. Other files do."),
            optional=True,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs(
                self.WIND_CRS,
                QCoreApplication.translate("WindParameters", "Reference system of projected wind"),
                optional=True,
            ),
            QCoreApplication.translate("WindParameters", "Only for a projected file that does not tell it itself."),
            advanced=True,
        )

    def wind_paths(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Path]:
        """The files that were chosen; those in a folder, where a folder was given."""
        found: list[Path] = []
        # An optional parameter left open comes as one empty name, which would be the working folder.
        for name in filter(None, self.parameterAsFileList(parameters, self.WIND, context)):
            path = Path(name).expanduser()
            found.extend(sorted(part for part in path.iterdir() if part.is_file()) if path.is_dir() else [path])
        return found

    def wind(self, parameters: dict[str, Any], context: QgsProcessingContext) -> WindField:
        """The wind field of the chosen files."""
        from ...core.transport import WindField

        crs = self.parameterAsCrs(parameters, self.WIND_CRS, context)
        return WindField.open(
            self.wind_paths(parameters, context),
            crs=crs.toWkt() if crs.isValid() else None,
            speed_unit=self.choice(parameters, self.SPEED_UNIT, context),
        )

    def problem_with_wind(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What is wrong with the chosen files; empty where nothing is."""
        for path in self.wind_paths(parameters, context):
            if not path.is_file():
                text = QCoreApplication.translate(
                    "WindParameters", "There is no wind file “{file}”. Choose files that exist."
                )
                return text.format(file=path)
        return ""

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.problem_with_wind(parameters, context) or super().problem_with(parameters, context)
