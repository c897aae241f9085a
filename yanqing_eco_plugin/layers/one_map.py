"""The One Map: every network, the townships and the district of one centre, as layers of a project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)

from ..core.data_centre.centre import DataCentre
from ..core.errors import EcoError, InputError
from ..core.standards import KINDS
from .colouring import INDEX, apply_colouring
from .grids import plan_in_force_layer
from .language import word
from .sources import centre_address, district_layer, layer_kind, layer_role, network_layer, township_layer
from .tips import apply_tips
from .township import style_district, style_townships

__all__ = ["OneMap", "build_one_map", "find_one_map", "map_crs", "save_project"]

_GROUP_ROLE = "yanqing_eco/role"

# From the top of the map down: few and important stations above, hundreds of dots below.
_ORDER = (
    "air",
    "water",
    "scenic",
    "lidar",
    "vehicle",
    "weather",
    "dust",
    "effluent",
    "odour",
    "catering_noise",
    "noise",
    "micro",
    "fume",
)

# What is shown at first: the air, and the water that has few stations; the rest is one click away.
_SHOWN = frozenset({"air", "water", "scenic", "lidar", "micro"})

# CGCS2000 / 3-degree Gauss-Kruger by central meridian: 75° is EPSG:4534, 78° 4535 … 135° 4554.
_FIRST_MERIDIAN, _LAST_MERIDIAN, _FIRST_EPSG = 75, 135, 4534


@dataclass(frozen=True)
class OneMap:
    """The layers of one centre in a project.

    Attributes
    ----------
    address
        Where the centre is.
    networks
        Layer of each kind of station, top of the map first.
    townships, district
        None where the user took the layer out of the project.
    grids
        The plan of inspection grids in force; None where there is none, or the user took it out.
    """

    address: str
    networks: Mapping[str, QgsVectorLayer]
    townships: QgsVectorLayer | None = None
    district: QgsVectorLayer | None = None
    grids: QgsVectorLayer | None = None

    @property
    def layers(self) -> list[QgsVectorLayer]:
        """All layers, top of the map first."""
        areas = (self.grids, self.district, self.townships)
        return [*self.networks.values(), *(each for each in areas if each is not None)]

    def network(self, kind: str) -> QgsVectorLayer | None:
        """Layer of one kind; None where the project has none."""
        return self.networks.get(kind)


def build_one_map(
    project: QgsProject, centre: DataCentre, *, language: str = "zh", kinds: Collection[str] | None = None
) -> OneMap:
    """Add the layers of a centre to a project, styled, grouped and ordered, and set the project's view to the district.

    Parameters
    ----------
    project
        The project of the window, or one of its own (as a Processing algorithm has).
    language
        ``zh`` or ``en``: language of names, legends, labels and tips.
    kinds
        Networks to show; default: all the plugin knows. Networks without a station are there, switched off.

    Raises
    ------
    InputError
        One of `kinds` is unknown.
    CentreError
        QGIS cannot open a table of the centre.
    """
    chosen = _ordered(kinds)
    # Everything is opened before the project is touched: a centre that cannot be shown leaves it as it was.
    networks = {kind: network_layer(centre, kind, language=language) for kind in chosen}
    district = district_layer(centre, language=language)
    townships = township_layer(centre, language=language)
    for layer in networks.values():
        apply_colouring(layer, INDEX, language)
        apply_tips(layer, language)
    style_district(district)
    style_townships(townships, language)
    for layer in (district, townships):
        apply_tips(layer, language)
    today = datetime.now(timezone(timedelta(hours=centre.district.utc_offset_hours))).date()
    grids = plan_in_force_layer(centre, today, language=language)
    one_map = OneMap(centre.address, networks, townships, district, grids)
    project.addMapLayers(one_map.layers, False)
    _arrange(project, one_map, _title(centre, language), word("networks", language))
    _set_view(project, one_map)
    if not project.title():
        project.setTitle(_title(centre, language))
    return one_map


def find_one_map(project: QgsProject) -> OneMap | None:
    """The One Map in a project, also in one that was saved and opened again; None where there is none.

    With several centres in one project it is the one whose layers come first.
    """
    found: dict[str, dict[tuple[str, str], QgsVectorLayer]] = {}
    for layer in project.layerTreeRoot().layerOrder():
        role = layer_role(layer)
        if role in ("network", "township", "district", "grid"):
            found.setdefault(centre_address(layer), {}).setdefault((role, layer_kind(layer)), layer)
    for address, layers in found.items():
        networks = {kind: layer for (role, kind), layer in layers.items() if role == "network"}
        if networks:
            areas = (layers.get(key) for key in (("township", ""), ("district", ""), ("grid", "cell")))
            return OneMap(address, networks, *areas)
    return None


def map_crs(extent: QgsRectangle) -> QgsCoordinateReferenceSystem:
    """The coordinate system that shows a district (`extent` in degrees) without distortion, in metres and offline.

    CGCS2000 in the 3-degree zone of the district's middle, as Chinese surveys use it (for 115.7–116.6° E EPSG:4548);
    elsewhere in the world the UTM zone.
    """
    middle = extent.center()
    meridian = 3 * round(middle.x() / 3)
    if _FIRST_MERIDIAN <= meridian <= _LAST_MERIDIAN and 0 < middle.y() < 60:
        code = _FIRST_EPSG + (meridian - _FIRST_MERIDIAN) // 3
    else:
        code = (32600 if middle.y() >= 0 else 32700) + min(int((middle.x() + 180) // 6) + 1, 60)
    return QgsCoordinateReferenceSystem(f"EPSG:{code}")


def save_project(project: QgsProject, path: Path) -> None:
    """Write the project as ``.qgz`` with paths relative to it, so that it can be moved together with its centre.

    Raises `EcoError` where the file cannot be written.
    """
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    if not project.write(str(path)):
        raise EcoError(
            "The project {path} cannot be written.",
            hint="Choose a folder you may write to, with some free space.",
            details=project.error(),
            path=path,
        )


def _ordered(kinds: Collection[str] | None) -> list[str]:
    if kinds is None:
        wanted: Collection[str] = KINDS
    else:
        for kind in kinds:
            if kind not in KINDS:
                raise InputError(
                    "“{kind}” is no kind of station.", hint="Use one of: {known}.", kind=kind, known=", ".join(KINDS)
                )
        wanted = kinds
    return sorted(wanted, key=lambda kind: _ORDER.index(kind) if kind in _ORDER else len(_ORDER))


def _title(centre: DataCentre, language: str) -> str:
    district = centre.district.name if language.startswith("zh") else centre.district.name_en or centre.district.name
    title = f"{district}{'' if language.startswith('zh') else ' '}{word('one_map', language)}"
    # Nobody must take a made-up district for the real one, not on a picture of the map either.
    return f"{title} ({word('synthetic', language)})" if centre.synthetic else title


def _arrange(project: QgsProject, one_map: OneMap, title: str, networks_title: str) -> None:
    root = QgsLayerTreeGroup(title)
    root.setCustomProperty(_GROUP_ROLE, "one_map")
    networks = root.addGroup(networks_title)
    for kind, layer in one_map.networks.items():
        node = networks.addLayer(layer)
        node.setExpanded(False)
        node.setItemVisibilityChecked(kind in _SHOWN and _has_features(layer))
    for layer in (one_map.grids, one_map.district, one_map.townships):
        if layer is not None:
            node = root.addLayer(layer)
            node.setExpanded(False)
            # Hundreds of outlines would cover the air they lie on, and cost as much to draw; they are one click away.
            node.setItemVisibilityChecked(layer is not one_map.grids)
    # Above the layers the user already has: they are most often a background.
    project.layerTreeRoot().insertChildNode(0, root)


def _has_features(layer: QgsVectorLayer) -> bool:
    # Not featureCount: in a GeoPackage that was not made by GDAL it forgets the filter on the kind.
    return next(layer.getFeatures(QgsFeatureRequest().setLimit(1)), None) is not None


def _set_view(project: QgsProject, one_map: OneMap) -> None:
    boundary = one_map.district
    extent = boundary.extent() if boundary is not None and _has_features(boundary) else QgsRectangle()
    for layer in one_map.layers if extent.isEmpty() else ():
        if _has_features(layer):
            extent.combineExtentWith(layer.extent())
    if extent.isEmpty():
        return
    crs = map_crs(extent)
    project.setCrs(crs)
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, project)
    shown = transform.transformBoundingBox(extent)
    shown.scale(1.04)
    view = QgsReferencedRectangle(shown, crs)
    project.viewSettings().setDefaultViewExtent(view)
    project.viewSettings().setPresetFullExtent(view)
