"""The layers of emergencies in the project: incidents and zones, resources where they are, affected areas."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsReferencedRectangle, QgsVectorLayer
from qgis.PyQt import sip

if TYPE_CHECKING:
    from ..session import EcoSession

__all__ = ["EmergencyLayers"]

_log = logging.getLogger(__name__)

_GROUP = "emergency"
_AROUND = 2.0


class EmergencyLayers:
    """Finds them in the project or adds them; they follow the centre like every live layer."""

    def __init__(self, session: EcoSession) -> None:
        self._session = session
        self._areas: tuple[str, QgsVectorLayer] | None = None
        self._circles = ""

    def follow(self, title: str) -> None:
        """Add what the project lacks, on top; raises `CentreError` where QGIS cannot open a table."""
        from ...layers.incidents import geofence_layer, incident_layer
        from ...layers.resources import resource_layer

        session = self._session
        # Units move every second, and QGIS would draw the eight maps around this one each time, in case somebody pans.
        session.iface.mapCanvas().setPreviewJobsEnabled(False)
        makers = {"resource": resource_layer, "incident": incident_layer, "geofence": geofence_layer}
        for role in ("geofence", "incident", "resource"):
            if self.layer(role) is None:
                layer = makers[role](session.centre, language=session.language)
                QgsProject.instance().addMapLayer(layer, False)
                node = self._group(title).insertLayer(0, layer)
                node.setExpanded(False)

    def rest(self) -> None:
        """Nothing moves any more."""
        self.drop_areas()
        self.show_circles(False, "")
        self._session.iface.mapCanvas().setPreviewJobsEnabled(True)

    def layer(self, role: str) -> QgsVectorLayer | None:
        """The layer of the open centre with this role."""
        from ...layers.sources import centre_address, layer_role

        for layer in QgsProject.instance().mapLayers().values():
            if layer_role(layer) == role and centre_address(layer) == self._session.address:
                return layer
        return None

    def show(self, role: str, shown: bool) -> None:
        """Switch a layer on or off."""
        layer = self.layer(role)
        node = QgsProject.instance().layerTreeRoot().findLayer(layer.id()) if layer is not None else None
        if node is not None:
            node.setItemVisibilityChecked(shown)

    def show_areas(self, incident_id: str, title: str, *, anew: bool = False, go_there: bool = False) -> None:
        """Show the affected areas of this incident and no other's; `anew` after they were written."""
        held = self._areas
        if held is not None and held[0] == incident_id and not sip.isdeleted(held[1]) and not anew:
            return
        self.drop_areas()
        if not incident_id:
            return
        from ...layers.incident_areas import style_affected_areas
        from ...layers.language import word
        from ...layers.sources import mark_layer, opened

        session = self._session
        source = session.centre.map_source("affected_area", where={"incident_id": incident_id})
        layer = opened(source, word("screening", session.language))
        if next(layer.getFeatures(), None) is None:
            return
        mark_layer(layer, "affected_area", session.address, session.centre.district.utc_offset_hours)
        style_affected_areas(layer, session.language)
        self.add_below(layer, title)
        self._areas = (incident_id, layer)
        if go_there:
            # From far away the areas are slivers, and what they are worth has no room beside them.
            extent = layer.extent()
            extent.scale(_AROUND)
            session.iface.mapCanvas().setReferencedExtent(QgsReferencedRectangle(extent, layer.crs()))
            session.iface.mapCanvas().refresh()

    def drop_areas(self) -> None:
        """Take the affected areas off the map; the centre keeps them."""
        if self._areas is not None and not sip.isdeleted(self._areas[1]):
            QgsProject.instance().removeMapLayer(self._areas[1].id())
        self._areas = None

    def show_circles(self, wanted: bool, title: str) -> None:
        """Show the circles at which depots are watched, or take them off the map."""
        from ...core.errors import EcoError
        from ...layers.incidents import CIRCLES, depot_circle_layer

        project = QgsProject.instance()
        if not wanted:
            # The centre may be closed by now, and no layer is of an open one.
            if project.mapLayer(self._circles) is not None:
                project.removeMapLayer(self._circles)
            return
        layer = self.layer(CIRCLES)
        if layer is None:
            try:
                layer = depot_circle_layer(self._session.centre, language=self._session.language)
            except EcoError as error:
                _log.warning("the circles of depots cannot be shown: %s", error)
                return
            self.add_below(layer, title)
        self._circles = layer.id()

    def add_above(self, layer: QgsVectorLayer, title: str) -> None:
        """Put a layer of ours on top."""
        QgsProject.instance().addMapLayer(layer, False)
        self._group(title).insertLayer(0, layer).setExpanded(False)

    def add_below(self, layer: QgsVectorLayer, title: str) -> None:
        """Put a layer of ours below the others of the group."""
        QgsProject.instance().addMapLayer(layer, False)
        group = self._group(title)
        group.insertLayer(len(group.children()), layer).setExpanded(False)

    def _group(self, title: str) -> QgsLayerTreeGroup:
        root = QgsProject.instance().layerTreeRoot()
        for group in root.findGroups():
            if group.customProperty("yanqing_eco/role") == _GROUP:
                return group
        group = root.insertGroup(0, title)
        group.setCustomProperty("yanqing_eco/role", _GROUP)
        return group
