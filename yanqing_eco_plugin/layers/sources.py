"""Native layers on the tables of a data centre: the networks, the townships, the district."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsProviderRegistry, QgsVectorLayer

from ..core.data_centre.centre import DataCentre, MapSource
from ..core.errors import CentreError
from ..core.standards import KINDS
from .language import word

__all__ = [
    "LIVE_ROLES",
    "centre_address",
    "district_layer",
    "layer_kind",
    "layer_role",
    "mark_layer",
    "network_layer",
    "opened",
    "township_layer",
    "utc_offset_hours",
]

ROLE = "yanqing_eco/role"
KIND = "yanqing_eco/kind"
CENTRE = "yanqing_eco/centre"
UTC_OFFSET = "yanqing_eco/utc_offset_hours"

# What follows the centre by itself; moment and temporal layers show one time and stay as they are.
LIVE_ROLES = ("network", "township", "district", "resource", "incident", "geofence", "depot_circle", "grid")


def network_layer(centre: DataCentre, kind: str, *, language: str = "zh") -> QgsVectorLayer:
    """The devices of one kind with their newest state.

    Raises `CentreError` where QGIS cannot open the table.
    """
    name = KINDS[kind].label(language) if kind in KINDS else kind
    layer = opened(centre.map_source("station_live", where={"kind": kind}), name)
    return mark_layer(layer, "network", centre.address, centre.district.utc_offset_hours, kind)


def township_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """The townships with the newest state of their air; raises `CentreError` where QGIS cannot open the table."""
    layer = opened(centre.map_source("township_live"), word("townships", language))
    return mark_layer(layer, "township", centre.address, centre.district.utc_offset_hours)


def district_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """The outline of the district; raises `CentreError` where QGIS cannot open the table."""
    layer = opened(centre.map_source("district"), word("district", language))
    return mark_layer(layer, "district", centre.address, centre.district.utc_offset_hours)


def mark_layer(
    layer: QgsVectorLayer, role: str, address: str, utc_offset_hours: float, kind: str = ""
) -> QgsVectorLayer:
    """Write into the layer's custom properties what it is, so that a reopened project is recognised."""
    layer.setCustomProperty(ROLE, role)
    layer.setCustomProperty(CENTRE, address)
    layer.setCustomProperty(UTC_OFFSET, float(utc_offset_hours))
    if kind:
        layer.setCustomProperty(KIND, kind)
    return layer


def layer_role(layer: QgsMapLayer) -> str:
    """``network``, ``township``, ``district``, ``moment`` or ``temporal``; empty for a layer that is not ours."""
    return str(layer.customProperty(ROLE, "") or "")


def layer_kind(layer: QgsMapLayer) -> str:
    """Kind of station the layer shows; empty where it shows none."""
    return str(layer.customProperty(KIND, "") or "")


def utc_offset_hours(layer: QgsMapLayer) -> float:
    """Local time minus UTC in the layer's district, hours."""
    return float(layer.customProperty(UTC_OFFSET, 8.0))


def centre_address(layer: QgsMapLayer) -> str:
    """Address of the centre the layer belongs to.

    A folder that was moved together with its project is found through the layer's own source, which QGIS keeps relative
    to the project; the address written when the layer was made would lead to the old place.
    """
    address = str(layer.customProperty(CENTRE, "") or "")
    if layer_role(layer) not in LIVE_ROLES:
        return address
    path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path", "")
    folder = Path(path).parent if path else None
    return str(folder) if folder is not None and (folder / "centre.toml").is_file() else address


def opened(source: MapSource, name: str) -> QgsVectorLayer:
    """A table of a centre as a layer that cannot be edited; raises `CentreError` where QGIS cannot open it."""
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    # Every table of a centre is WGS-84; asking would open a dialog where the user's settings say so.
    options.fallbackCrs = QgsCoordinateReferenceSystem("EPSG:4326")
    layer = QgsVectorLayer(source.uri, name, source.provider, options)
    if not layer.isValid():
        provider = layer.dataProvider()
        details = provider.error().message() if provider is not None else ""
        raise CentreError(
            "The map cannot show “{name}” of the data centre.",
            hint="Check that the centre is complete and can be read, then open it again.",
            # The address of a database may hold a user's name; only its provider is told.
            details=f"{source.provider}: {details}",
            name=name,
        )
    layer.setReadOnly(True)
    return layer
