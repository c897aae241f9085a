"""Hot spots of the overlay on the map, with the stations and sources under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ...core.errors import EcoError
from ...messages import sentence_for
from ..algorithm_run import AlgorithmRun

if TYPE_CHECKING:
    from ..session import EcoSession
    from .overlay_map import OverlayMap

__all__ = ["HotSpots"]

_REACH_M = 100.0


class HotSpots(QWidget):
    """A button that finds them, and their list; a click on one goes there."""

    def __init__(self, session: EcoSession, on_map: OverlayMap) -> None:
        super().__init__()
        self._session, self._map = session, on_map
        self._path = ""
        self.find = QPushButton(self.tr("Hot spots"))
        self.find.setObjectName("yanqing_eco_lidar_spots")
        self.find.clicked.connect(self._on_find)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setObjectName("yanqing_eco_lidar_spot_list")
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(
            [self.tr("Peak"), self.tr("Size"), self.tr("Stations below"), self.tr("Sources below")]
        )
        self.list.setMinimumHeight(76)
        self.list.itemClicked.connect(self._on_clicked)
        self._run = AlgorithmRun(self)
        self._run.succeeded.connect(self._on_found)
        self._run.failed.connect(self._on_failed)
        self._run.cancelled.connect(lambda: self.find.setEnabled(True))
        head = QHBoxLayout()
        head.addWidget(self.find)
        head.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.offer("")

    def offer(self, path: str) -> None:
        """Offer to look into the overlay of this file; nothing where it is empty."""
        self._path = path
        self.find.setEnabled(bool(path))
        self.list.clear()
        self.list.hide()
        self.told.clear()

    def shut_down(self) -> None:
        """Stop and wait."""
        self._run.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _on_find(self) -> None:
        if not self._session.is_open or not self._path:
            return
        from ...layers.sources import opened

        self.find.setEnabled(False)
        centre = self._session.centre
        parameters: dict[str, Any] = {
            "INPUT": self._path,
            "REACH": _REACH_M,
            "OUTPUT": QgsProcessingUtils.generateTempFilename("lidar_hot_spots.gpkg"),
        }
        try:
            # Layers of the run only; the project does not get them.
            self._places = {
                "STATIONS": opened(centre.map_source("station"), "stations"),
                "SOURCES": opened(centre.map_source("pollution_source"), "sources"),
            }
        except EcoError as error:
            self._on_failed(sentence_for(error))
            return
        self._run.start("yanqing_eco:lidarhotspots", {**parameters, **self._places})

    def _on_found(self, results: dict[str, Any]) -> None:
        from ...layers.lidar_shapes import dress_lidar_shapes

        self.find.setEnabled(True)
        layer = QgsVectorLayer(results["OUTPUT"], self.tr("Lidar hot spots"), "ogr")
        self.list.clear()
        if not layer.isValid():
            self._on_failed(self.tr("The hot spots cannot be read."))
            return
        dress_lidar_shapes(layer)
        layer.temporalProperties().setIsActive(False)
        self._map.put("hot_spots", layer)
        for feature in layer.getFeatures():
            value, unit = float(feature["max"]), str(feature["unit"])
            unit = {"km-1": "km⁻¹", "1": ""}.get(unit, unit)
            names = [str(feature[one] or "–") for one in ("stations_names", "sources_names")]
            peak = f"{value:.3g} {unit}".strip() if value < 100 else f"{value:.0f} {unit}"
            item = QTreeWidgetItem(self.list, [peak, f"{float(feature['area_m2']) / 1e6:.2f} km²", *names])
            item.setData(0, Qt.ItemDataRole.UserRole, feature.id())
            for column, name in enumerate(names, 2):
                item.setToolTip(column, name)
        count = layer.featureCount()
        self.told.setText(
            self.tr("{count} areas stand out; what lies within {reach:.0f} m of them is named.").format(
                count=count, reach=_REACH_M
            )
            if count
            else self.tr("Nothing stands out against its surroundings.")
        )
        self.list.setVisible(count > 0)

    def _on_failed(self, sentence: str) -> None:
        self.find.setEnabled(bool(self._path))
        self._session.complain(sentence)

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        layer = self._map.other("hot_spots")
        if layer is None:
            return
        canvas = self._session.iface.mapCanvas()
        box = layer.getFeature(item.data(0, Qt.ItemDataRole.UserRole)).geometry().boundingBox()
        there = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
        try:
            box = there.transformBoundingBox(box)
        except QgsCsException:
            return
        box.scale(3.0)
        canvas.setExtent(box)
        canvas.refresh()
