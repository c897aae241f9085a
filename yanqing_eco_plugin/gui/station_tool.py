"""Click a station on the map to see its story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapTool
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QCursor
from qgis.PyQt.QtWidgets import QMenu

from ..core.standards import KINDS
from .kind_icons import kind_icon

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
    from qgis.PyQt.QtGui import QKeyEvent

    from .session import EcoSession

__all__ = ["Hit", "StationTool", "nearest_hits"]

_ROLES = ("network", "moment", "temporal")
# How far from the middle of its symbol a click still means a station, and how near each other symbols are one spot.
_REACH_MM, _SPOT_MM = 4.0, 1.0
_MENU_MOST = 20


@dataclass(frozen=True)
class Hit:
    """A station near a click; `distance` in millimetres on the screen."""

    station_id: str
    kind: str
    name: str
    distance: float


def nearest_hits(hits: list[Hit]) -> list[Hit]:
    """The nearest station and those on the same spot, each once, the nearest first."""
    found: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda one: one.distance):
        if hit.distance <= _REACH_MM:
            found.setdefault(hit.station_id, hit)
    near = list(found.values())
    return [hit for hit in near if hit.distance - near[0].distance <= _SPOT_MM]


class StationTool(QgsMapTool):
    """Selects the station whose symbol is nearest to a click; where several lie on one spot, a menu asks."""

    def __init__(self, canvas: QgsMapCanvas, session: EcoSession) -> None:
        super().__init__(canvas)
        self._session = session
        self._former: QgsMapTool | None = None
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        canvas.mapToolSet.connect(self._on_tool_set)

    def flags(self) -> QgsMapTool.Flag:
        return QgsMapTool.Flag.AllowZoomRect

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.select_at(event.pos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.give_back()

    def give_back(self) -> None:
        """Return to the tool that was in use before."""
        if self._former is not None:
            self.canvas().setMapTool(self._former)
        else:
            self._session.iface.actionPan().trigger()

    def shut_down(self) -> None:
        """Leave the canvas, which would keep the tool."""
        self.canvas().mapToolSet.disconnect(self._on_tool_set)
        self.deleteLater()

    def select_at(self, pixel: QPoint) -> None:
        """Select the station at a pixel of the map."""
        hits = nearest_hits(self._hits(pixel))
        if len(hits) == 1:
            self._session.select_station(hits[0].station_id)
        elif hits:
            self._ask(hits, pixel)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _hits(self, pixel: QPoint) -> list[Hit]:
        # Imported at the first click: it brings pandas, which takes longer to load than the start of QGIS may be held up.
        from ..layers.sources import layer_kind, layer_role

        clicked = self.toMapCoordinates(pixel)
        millimetre = self._map_units_per_millimetre()
        reach = _REACH_MM * millimetre
        around = QgsRectangle(clicked.x() - reach, clicked.y() - reach, clicked.x() + reach, clicked.y() + reach)
        hits: list[Hit] = []
        for layer in self.canvas().layers():
            if isinstance(layer, QgsVectorLayer) and layer_role(layer) in _ROLES:
                hits += self._hits_of(layer, layer_kind(layer), clicked, around, millimetre)
        return hits

    def _hits_of(
        self, layer: QgsVectorLayer, kind: str, clicked: QgsPointXY, around: QgsRectangle, millimetre: float
    ) -> list[Hit]:
        to_map = QgsCoordinateTransform(
            layer.crs(), self.canvas().mapSettings().destinationCrs(), QgsProject.instance()
        )
        try:
            box = to_map.transformBoundingBox(around, Qgis.TransformDirection.Reverse)
        except QgsCsException:
            return []
        names = [name for name in self._name_fields() if layer.fields().lookupField(name) >= 0]
        request = QgsFeatureRequest(box).setSubsetOfAttributes(["station_id", *names], layer.fields())
        found = []
        for feature in layer.getFeatures(request):
            if not feature.hasGeometry():
                continue
            there = to_map.transform(feature.geometry().asPoint())
            name = next((str(feature[one]) for one in names if feature[one]), str(feature["station_id"]))
            distance = clicked.distance(there) / millimetre
            found.append(Hit(str(feature["station_id"]), kind, name, distance))
        return found

    def _name_fields(self) -> tuple[str, str]:
        return ("name", "name_en") if self._session.language.startswith("zh") else ("name_en", "name")

    def _map_units_per_millimetre(self) -> float:
        settings = self.canvas().mapSettings()
        return settings.mapUnitsPerPixel() * settings.outputDpi() / 25.4

    def _ask(self, hits: list[Hit], pixel: QPoint) -> None:
        menu = QMenu(self.canvas())
        menu.setObjectName("yanqing_eco_station_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language = self._session.language
        for hit in hits[:_MENU_MOST]:
            kind = KINDS[hit.kind].label(language) if hit.kind in KINDS else hit.kind
            action = menu.addAction(kind_icon(hit.kind), f"{hit.name}  ({kind})".replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=hit.station_id: self._session.select_station(chosen))
        menu.popup(self.canvas().mapToGlobal(pixel))

    def _on_tool_set(self, new: QgsMapTool | None, old: QgsMapTool | None) -> None:
        if new is self and old is not self:
            self._former = old
        elif new is not self and self._former is not None and new is not self._former:
            self._former = None
