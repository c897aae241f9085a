"""What the algorithms on roads have in common: the network of a layer, closures, a place on the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterPoint,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.progress import Progress
from ..base import EcoAlgorithm
from ..layer_frames import read_layer

if TYPE_CHECKING:
    from ...core.emergency import RoadNetwork

__all__ = [
    "CLOSURES",
    "ROADS",
    "WGS84",
    "add_place",
    "add_roads",
    "file_of",
    "place_of",
    "road_cache",
    "road_network",
]

ROADS, CLOSURES = "ROADS", "CLOSURES"
WGS84 = "EPSG:4326"


def add_roads(algorithm: EcoAlgorithm, *, optional: bool) -> None:
    """Declare ROADS and CLOSURES."""
    algorithm.add(
        QgsProcessingParameterVectorLayer(
            ROADS,
            QCoreApplication.translate("EcoRoads", "Roads"),
            [QgsProcessing.SourceType.TypeVectorLine],
            None,
            optional,
        ),
        QCoreApplication.translate(
            "EcoRoads",
            "Lines that meet where they share a vertex: OpenStreetMap (.osm.pbf), GeoPackage, GeoJSON, Shapefile. The "
            "graph of a file is kept and found again by its content.",
        ),
    )
    algorithm.add(
        QgsProcessingParameterFeatureSource(
            CLOSURES,
            QCoreApplication.translate("EcoRoads", "Closures"),
            [QgsProcessing.SourceType.TypeVectorAnyGeometry],
            None,
            True,
        ),
        QCoreApplication.translate("EcoRoads", "Lines or polygons; roads that touch them are not driven."),
        advanced=True,
    )


def road_network(
    algorithm: EcoAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
) -> RoadNetwork | None:
    """The network of ROADS without the CLOSURES; None where no roads were chosen."""
    from ...core.emergency import RoadNetwork, load_network
    from ...core.emergency.road_reading import plain_roads

    layer = algorithm.parameterAsVectorLayer(parameters, ROADS, context)
    if layer is None:
        return None
    path, name = file_of(layer)
    if path is not None:
        network = load_network(path, road_cache(), layer=name)
    else:
        network = RoadNetwork.build(plain_roads(read_layer(layer, progress)))
    closures = algorithm.parameterAsSource(parameters, CLOSURES, context)
    if closures is None:
        return network
    shapes = read_layer(closures, progress).to_crs(4326).geometry
    return network.with_closures([shape for shape in shapes if shape is not None and not shape.is_empty])


def road_cache() -> Path:
    """Where graphs of roads are kept."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "yanqing_eco" / "roads"


def file_of(layer: QgsVectorLayer) -> tuple[Path | None, str | None]:
    """File and layer's name where the whole of a file is meant; else nothing."""
    if layer.providerType() != "ogr" or layer.subsetString():
        return None, None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = Path(str(parts.get("path") or ""))
    return (path, parts.get("layerName") or None) if path.is_file() else (None, None)


def add_place(algorithm: EcoAlgorithm, name: str, description: str, help_: str) -> None:
    """Declare a place on the map."""
    algorithm.add(QgsProcessingParameterPoint(name, description), help_)


def place_of(
    algorithm: EcoAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> tuple[float, float]:
    """Longitude and latitude of a place, WGS-84; a point without a CRS is taken as degrees of WGS-84."""
    target = QgsCoordinateReferenceSystem(WGS84)
    said = parameters.get(name)
    if isinstance(said, str) and "[" not in said:
        # Outside a project the canvas has no CRS, and QGIS would not convert anything.
        x, y = (float(part) for part in said.split(",")[:2])
        return x, y
    point = algorithm.parameterAsPoint(parameters, name, context, target)
    return point.x(), point.y()
