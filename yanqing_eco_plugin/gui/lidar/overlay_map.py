"""The dock's own layers in the project: overlay or series, hot spots, curtain, trajectories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip

from ..one_map.playback import Playback, start_controller, stop_controller

if TYPE_CHECKING:
    from ..session import EcoSession

__all__ = ["OverlayMap"]

_GROUP = "yanqing_eco/lidar_group"
_LEAST_STEP_S = 60


class OverlayMap:
    """One overlay or one series at a time, and one layer of each other kind; all go when the dock goes.

    They lie in a group of their own below the networks, so that stations and names stay in sight.
    """

    def __init__(self, session: EcoSession) -> None:
        self._session = session
        self._overlays: list[str] = []
        self._others: dict[str, str] = {}
        self._plays = False
        self.opacity = 0.8

    @property
    def overlay(self) -> QgsRasterLayer | None:
        """The overlay that is shown (the first of a series)."""
        layers = [QgsProject.instance().mapLayer(one) for one in self._overlays]
        return next((layer for layer in layers if layer is not None), None)

    def show(self, path: str) -> QgsRasterLayer:
        """Show one overlay in place of what was shown; raises `InputError` where it is none."""
        from ...layers.lidar import lidar_layer

        layer = lidar_layer(path, language=self._session.language, utc_offset_hours=self._offset)
        # One scan is shown whatever time the map has.
        layer.temporalProperties().setIsActive(False)
        self._replace([layer])
        return layer

    def play(self, paths: Sequence[str]) -> int:
        """Show a series and hand it to the Temporal Controller; returns how many overlays it has."""
        from ...layers.lidar import lidar_series_layers

        layers = lidar_series_layers(paths, language=self._session.language, utc_offset_hours=self._offset)
        self._replace(layers)
        spans = [layer.temporalProperties().fixedTemporalRange() for layer in layers]
        start, end = (
            datetime.fromtimestamp(one.toMSecsSinceEpoch() / 1000.0, UTC) for one in (spans[0].begin(), spans[-1].end())
        )
        begins = [span.begin().toMSecsSinceEpoch() // 1000 for span in spans]
        gaps = sorted(later - earlier for earlier, later in pairwise(begins))
        step = max(_LEAST_STEP_S, gaps[len(gaps) // 2] if gaps else 0)
        played = Playback("lidar", "", start, max(end, start + timedelta(seconds=step)), step, Path())
        start_controller(self._session.iface, played)
        self._plays = True
        return len(layers)

    def put(self, name: str, layer: QgsMapLayer) -> None:
        """Show another layer above the overlays, in place of the one of this name."""
        self.drop(name)
        self._others[name] = layer.id()
        self._add(layer, 0)

    def other(self, name: str) -> QgsVectorLayer | None:
        """The layer of this name; None where there is none (any more)."""
        return QgsProject.instance().mapLayer(self._others.get(name, ""))

    def drop(self, name: str) -> None:
        """Take the layer of this name away."""
        layer_id = self._others.pop(name, "")
        if QgsProject.instance().mapLayer(layer_id) is not None:
            QgsProject.instance().removeMapLayer(layer_id)

    def set_opacity(self, share: float) -> None:
        """Let the map below shine through, 0–1."""
        self.opacity = share
        for layer_id in self._overlays:
            layer = QgsProject.instance().mapLayer(layer_id)
            if layer is not None:
                layer.setOpacity(share)
                layer.triggerRepaint()

    def take_off(self) -> None:
        """Take the overlays and the hot spots found in them away."""
        self._replace([])

    def clear(self) -> None:
        """Take everything away: the files of these layers go with QGIS."""
        self.take_off()
        for name in list(self._others):
            self.drop(name)
        group = self._group(make=False)
        if group is not None and not group.children():
            group.parent().removeChildNode(group)

    # -- inside --------------------------------------------------------------------------------------------------------

    @property
    def _offset(self) -> float:
        return self._session.centre.district.utc_offset_hours

    def _replace(self, layers: Sequence[QgsRasterLayer]) -> None:
        """Put these in the place of the overlays; the new come first, so that nobody takes the map for empty."""
        former, self._overlays = self._overlays, [layer.id() for layer in layers]
        for layer in layers:
            layer.setOpacity(self.opacity)
            self._add(layer, 0)
        project = QgsProject.instance()
        project.removeMapLayers([one for one in former if project.mapLayer(one) is not None])
        self.drop("hot_spots")
        if self._plays:
            stop_controller(self._session.iface)
            self._plays = False

    def _add(self, layer: QgsMapLayer, at: int) -> None:
        QgsProject.instance().addMapLayer(layer, False)
        group = self._group(make=True)
        if group is not None:
            group.insertLayer(at, layer).setItemVisibilityCheckedParentRecursive(True)

    def _group(self, *, make: bool) -> QgsLayerTreeGroup | None:
        from ...layers.language import word

        root = QgsProject.instance().layerTreeRoot()
        found = next((one for one in root.findGroups(True) if one.customProperty(_GROUP)), None)
        if found is not None or not make:
            return found
        parent, at = self._below_networks(root)
        group = QgsLayerTreeGroup(word("lidar_scans", self._session.language))
        group.setCustomProperty(_GROUP, 1)
        parent.insertChildNode(at, group)
        return group

    def _below_networks(self, root: QgsLayerTreeGroup) -> tuple[QgsLayerTreeGroup, int]:
        one_map = self._session.one_map
        layers = list(one_map.networks.values()) if one_map is not None else []
        for layer in layers:
            node = root.findLayer(layer.id()) if not sip.isdeleted(layer) else None
            networks = node.parent() if node is not None else None
            if networks is not None and networks.parent() is not None:
                return networks.parent(), networks.parent().children().index(networks) + 1
        return root, 0
