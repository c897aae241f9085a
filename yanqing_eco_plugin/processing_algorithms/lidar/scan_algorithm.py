"""What the algorithms that read lidar files have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.progress import Progress
from ..base import EcoAlgorithm
from ..choices import language

if TYPE_CHECKING:
    from ...core.lidar import LidarScan

__all__ = ["ScanParameters", "quantities", "readers"]

_NUMBER = QgsProcessingParameterNumber.Type

# Stable names with titles, so that the list needs no reader (and with it SciPy) when QGIS starts.
_READERS = {
    "licel": "Licel",
    "eco_scan": "NetCDF (eco_scan)",
    "halo": "Halo (.hpl)",
    "vaisala_cl": "Vaisala CL31, CL51",
    "ct25k": "Vaisala CT25k",
    "arm_mpl": "ARM MPL",
    "arm_raman": "ARM Raman",
    "eprofile": "E-PROFILE L2",
    "chm15k": "Lufft CHM15k",
    "cl61": "Vaisala CL61",
    "pollyxt": "PollyXT",
    "arm_doppler_ppi": "ARM Doppler PPI",
    "doppler_wind": "Doppler wind",
    "sigmampl": "SigmaMPL (.mpl)",
}


def readers() -> dict[str, str]:
    """The readers of lidar files, automatic first."""
    automatic = QCoreApplication.translate("ScanParameters", "Automatic")
    mapped = QCoreApplication.translate("ScanParameters", "Text by column mapping")
    return {"auto": automatic, **_READERS, "mapped_text": mapped}


def quantities(*names: str) -> dict[str, str]:
    """The quantities of a scan with these names, as users read them."""
    told = {
        "rcs": QCoreApplication.translate("ScanParameters", "Range-corrected signal"),
        "extinction": QCoreApplication.translate("ScanParameters", "Aerosol extinction (km⁻¹)"),
        "depolarisation": QCoreApplication.translate("ScanParameters", "Volume depolarisation"),
        "pm2_5": QCoreApplication.translate("ScanParameters", "PM2.5 (µg/m³)"),
        "pm10": QCoreApplication.translate("ScanParameters", "PM10 (µg/m³)"),
    }
    return {name: told[name] for name in names}


class ScanParameters(EcoAlgorithm):
    """An algorithm with the parameters INPUT, READER, MAPPING and CLOCK, and LIDAR_RATIO where it inverts."""

    GROUP = "lidar"
    NEEDS = ("numpy", "scipy", "pandas", "geopandas", "shapely", "rasterio", "pyproj")
    INPUT, READER, MAPPING, CLOCK = "INPUT", "READER", "MAPPING", "CLOCK"
    LIDAR_RATIO, QUANTITY = "LIDAR_RATIO", "QUANTITY"
    BLIND_ZONE, OVERLAP = "BLIND_ZONE", "OVERLAP"

    def add_scan(self) -> None:
        """Declare INPUT."""
        self.add(
            QgsProcessingParameterFile(
                self.INPUT,
                QCoreApplication.translate("ScanParameters", "Lidar file or folder"),
                fileFilter=QCoreApplication.translate("ScanParameters", "All files (*)"),
            ),
            QCoreApplication.translate(
                "ScanParameters",
                "A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each "
                "ray). Type or paste the path of a folder.",
            ),
        )

    def add_reading(self) -> None:
        """Declare how the files are read, under *Advanced*."""
        self.add_choice(
            self.READER,
            QCoreApplication.translate("ScanParameters", "Reader"),
            readers(),
            QCoreApplication.translate(
                "ScanParameters", "Format of the files; automatic tells it from the beginning of each file."
            ),
            default="auto",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                self.MAPPING,
                QCoreApplication.translate("ScanParameters", "Column mapping"),
                extension="json",
                optional=True,
            ),
            QCoreApplication.translate(
                "ScanParameters", "A saved column mapping (JSON), for text files of other makers."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.CLOCK,
                QCoreApplication.translate("ScanParameters", "Clock of the instrument (hours ahead of UTC)"),
                _NUMBER.Double,
                0.0,
                False,
                -14.0,
                14.0,
            ),
            QCoreApplication.translate(
                "ScanParameters",
                "For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.",
            ),
            advanced=True,
        )

    def add_lidar_ratio(self) -> None:
        """Declare LIDAR_RATIO."""
        self.add(
            QgsProcessingParameterNumber(
                self.LIDAR_RATIO,
                QCoreApplication.translate("ScanParameters", "Lidar ratio (sr)"),
                _NUMBER.Double,
                50.0,
                False,
                5.0,
                150.0,
            ),
            QCoreApplication.translate(
                "ScanParameters",
                "Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in "
                "heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.",
            ),
        )

    def add_corrections(self) -> None:
        """Declare BLIND_ZONE and OVERLAP, under *Advanced*."""
        self.add(
            QgsProcessingParameterNumber(
                self.BLIND_ZONE,
                QCoreApplication.translate("ScanParameters", "Blind zone (m)"),
                _NUMBER.Double,
                None,
                True,
                0.0,
                10_000.0,
            ),
            QCoreApplication.translate(
                "ScanParameters", "Nothing nearer is shown. Empty: what the file says, else what is usual."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                self.OVERLAP, QCoreApplication.translate("ScanParameters", "Overlap table"), optional=True
            ),
            QCoreApplication.translate(
                "ScanParameters",
                "Text file of ranges and the overlap function of the instrument, as its maker gives it.",
            ),
            advanced=True,
        )

    def corrections(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Keywords for `scan_field` and `time_height`."""
        from ...core.lidar import read_overlap

        given = parameters.get(self.BLIND_ZONE) not in (None, "")
        overlap = self.parameterAsFile(parameters, self.OVERLAP, context)
        return {
            "blind_m": self.parameterAsDouble(parameters, self.BLIND_ZONE, context) if given else None,
            "overlap": read_overlap(overlap) if overlap else None,
        }

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        path = self.parameterAsFile(parameters, self.INPUT, context)
        if not Path(path).exists():
            text = QCoreApplication.translate(
                "ScanParameters", "There is no file or folder “{path}”. Choose a lidar scan."
            )
            return text.format(path=path)
        return self.problem_with_reading(parameters, context) or super().problem_with(parameters, context)

    def problem_with_reading(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What is wrong with reader and mapping; empty where nothing is."""
        mapping = self.parameterAsFile(parameters, self.MAPPING, context)
        if mapping and not Path(mapping).is_file():
            text = QCoreApplication.translate(
                "ScanParameters", "There is no column mapping “{path}”. Choose a saved one or leave it empty."
            )
            return text.format(path=mapping)
        if self.required_choice(parameters, self.READER, context) == "mapped_text" and not mapping:
            return QCoreApplication.translate("ScanParameters", "Text files need a column mapping. Choose a saved one.")
        return ""

    def reading(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Keywords for `read_scan`, `read_measurement` and `import_scans`."""
        reader = self.required_choice(parameters, self.READER, context)
        mapping = self.parameterAsFile(parameters, self.MAPPING, context)
        return {
            "reader": None if reader == "auto" else reader,
            "mapping": Path(mapping) if mapping else None,
            "utc_offset_hours": self.parameterAsDouble(parameters, self.CLOCK, context),
        }

    def measurement(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: Progress,
    ) -> LidarScan:
        """The scan of INPUT; says what was left out of a folder, and that made-up data are made up."""
        from ...core.lidar import read_measurement

        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        scan = read_measurement(path, progress=progress, **self.reading(parameters, context))
        left_out = scan.attributes.get("files_left_out", 0)
        if left_out:
            text = QCoreApplication.translate("ScanParameters", "{count} files are no lidar scans and were left out.")
            feedback.pushWarning(text.format(count=left_out))
        if scan.attributes.get("synthetic"):
            feedback.pushInfo(
                QCoreApplication.translate("ScanParameters", "The scan is synthetic; nothing in it was measured.")
            )
        return scan

    @staticmethod
    def chart_language() -> str:
        """Language of pictures."""
        return language()
