"""The provider under which QGIS lists the plugin's algorithms."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from .base import ICONS
from .data_centre.copy_data_centre import CopyDataCentre
from .data_centre.create_data_centre import CreateDataCentre
from .data_centre.import_observations import ImportObservations
from .data_centre.import_stations import ImportStations
from .data_centre.tend_data_centre import TendDataCentre
from .emergency.affected_area import AffectedArea
from .emergency.cap_messages import ExportCap, ImportCap
from .emergency.import_resources import ImportResources
from .emergency.import_tracks import ImportTracks
from .emergency.incident_report import IncidentReport
from .emergency.nearest_resources import NearestResources
from .emergency.river_travel_time import RiverTravelTime
from .emergency.service_area import ServiceArea
from .emergency.situation_map import SituationMap
from .grids.assign_sources import AssignSources
from .grids.build_cells import BuildCells
from .grids.check_grids import CheckGrids
from .grids.compare_grid_plans import CompareGridPlans
from .grids.divide_grids import DivideGrids
from .grids.duty_load import DutyLoad
from .grids.export_grid_plan import ExportGridPlan
from .grids.grid_atlas import GridAtlas
from .grids.grid_codes import GridCodes
from .grids.publish_plan import PublishPlan
from .grids.save_grid_plan import SaveGridPlan
from .lidar.boundary_layer_height import BoundaryLayerHeight
from .lidar.import_lidar_scans import ImportLidarScans
from .lidar.lidar_curtain import LidarCurtain
from .lidar.lidar_hot_spots import LidarHotSpots
from .lidar.lidar_overlay import LidarOverlay
from .lidar.lidar_profiles import LidarProfiles
from .lidar.lidar_section import LidarSection
from .network.network_layer import NetworkLayer
from .network.observation_table import ObservationTable
from .network.one_map_project import OneMapProject
from .standards.air_quality_index import AirQualityIndex
from .standards.water_quality import WaterQuality
from .statistics.archive_statistics import ArchiveStatistics
from .statistics.device_quality import DeviceQualityCheck
from .statistics.station_statistics import StationStatistics
from .transport.back_trajectories import BackTrajectories
from .transport.cluster_trajectories import ClusterTrajectories
from .transport.episode_phases import EpisodePhases
from .transport.ground_wind import GroundWind
from .transport.import_trajectories import ImportTrajectories
from .transport.local_or_external import LocalOrExternal
from .transport.source_regions import SourceRegionRaster
from .transport.transport_flux import TransportFlux

__all__ = ["ALGORITHMS", "EcoProvider"]

ALGORITHMS = (
    CopyDataCentre,
    CreateDataCentre,
    ImportStations,
    ImportObservations,
    TendDataCentre,
    NetworkLayer,
    ObservationTable,
    OneMapProject,
    AirQualityIndex,
    WaterQuality,
    StationStatistics,
    DeviceQualityCheck,
    BuildCells,
    DivideGrids,
    CheckGrids,
    GridCodes,
    AssignSources,
    DutyLoad,
    SaveGridPlan,
    CompareGridPlans,
    PublishPlan,
    GridAtlas,
    ExportGridPlan,
    ArchiveStatistics,
    ImportLidarScans,
    LidarOverlay,
    LidarProfiles,
    BoundaryLayerHeight,
    LidarHotSpots,
    LidarCurtain,
    LidarSection,
    BackTrajectories,
    ImportTrajectories,
    ClusterTrajectories,
    SourceRegionRaster,
    TransportFlux,
    LocalOrExternal,
    EpisodePhases,
    GroundWind,
    ImportResources,
    ImportTracks,
    NearestResources,
    ServiceArea,
    AffectedArea,
    RiverTravelTime,
    IncidentReport,
    SituationMap,
    ExportCap,
    ImportCap,
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
