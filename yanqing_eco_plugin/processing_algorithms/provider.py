"""The provider under which QGIS lists the plugin's algorithms."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from .base import ICONS
from .data_centre.create_data_centre import CreateDataCentre
from .data_centre.import_observations import ImportObservations
from .data_centre.import_stations import ImportStations
from .network.network_layer import NetworkLayer
from .network.observation_table import ObservationTable
from .network.one_map_project import OneMapProject
from .standards.air_quality_index import AirQualityIndex
from .standards.water_quality import WaterQuality
from .statistics.station_statistics import StationStatistics

__all__ = ["ALGORITHMS", "EcoProvider"]

ALGORITHMS = (
    CreateDataCentre,
    ImportStations,
    ImportObservations,
    NetworkLayer,
    ObservationTable,
    OneMapProject,
    AirQualityIndex,
    WaterQuality,
    StationStatistics,
)


class EcoProvider(QgsProcessingProvider):
    """Algorithms on the district's environmental monitoring network."""

    def id(self) -> str:
        return "yanqing_eco"

    def name(self) -> str:
        return QCoreApplication.translate("EcoProvider", "Yanqing Eco")

    def icon(self) -> QIcon:
        return QIcon(str(ICONS / "yanqing_eco.svg"))

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
