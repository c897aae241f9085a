"""Everything the plugin adds to the QGIS window, added once and removed exactly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QToolBar

from .browser import CentreItemProvider
from .emergency.following import OrderFollower
from .locator import StationLocatorFilter
from .offered_dock import OfferedDock
from .one_map.dock import OneMapDock
from .options import EcoOptionsFactory
from .session import EcoSession
from .station.dock import StationDock
from .station_tool import StationTool

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

__all__ = ["EcoWindow"]

_ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"

# Width of a screen (pixels of the layout) that holds QGIS's own panels, both docks and a map.
_WIDE_SCREEN = 1800
_PLACED = "yanqing_eco/docks_placed"


class EcoWindow(QObject):
    """The plugin's part of the main window."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self.iface = iface
        self.session = EcoSession(iface)
        self._actions: list[QAction] = []
        self.toolbar = QToolBar(self.tr("Yanqing Eco"), iface.mainWindow())
        self.toolbar.setObjectName("yanqing_eco_toolbar")
        iface.addToolBar(self.toolbar)
        right = Qt.DockWidgetArea.RightDockWidgetArea
        self.one_map_dock = self._add_dock(OneMapDock(self.session), right, "yanqing_eco.svg")
        self.station_dock = self._add_dock(StationDock(self.session), right, "station.svg")
        self._place_docks()
        self.offered: dict[str, OfferedDock] = {}
        self._offer_dock("emergency", self.tr("Emergency"), "emergency.svg", self._emergency_dock)
        self._offer_dock("lidar", self.tr("Lidar"), "lidar.svg", self._lidar_dock)
        self._offer_dock("grids", self.tr("Grids"), "grids.svg", self._grid_dock)
        self._follower = OrderFollower(self.session)
        self._add_station_tool()
        self._locator = StationLocatorFilter(self.session)
        iface.registerLocatorFilter(self._locator)
        self._options = EcoOptionsFactory(self.session)
        iface.registerOptionsWidgetFactory(self._options)
        self._browser = CentreItemProvider(self.session)
        QgsApplication.dataItemProviderRegistry().addProvider(self._browser)
        iface.initializationCompleted.connect(self._open_at_start)

    def remove(self) -> None:
        """Take everything out again."""
        self.iface.initializationCompleted.disconnect(self._open_at_start)
        self._follower.shut_down()
        self.session.shut_down()
        self.iface.mapCanvas().unsetMapTool(self._tool)
        self._tool.shut_down()
        self._browser.shut_down()
        QgsApplication.dataItemProviderRegistry().removeProvider(self._browser)
        self.iface.unregisterOptionsWidgetFactory(self._options)
        self._locator.shut_down()
        self.iface.deregisterLocatorFilter(self._locator)
        for action in self._actions:
            self.iface.removePluginMenu(self.tr("Yanqing Eco"), action)
            action.deleteLater()
        for offered in self.offered.values():
            offered.remove()
        for dock in (self.one_map_dock, self.station_dock):
            self.iface.removeDockWidget(dock)
            dock.shut_down()
            dock.deleteLater()
        self.iface.mainWindow().removeToolBar(self.toolbar)
        self.toolbar.deleteLater()
        self.session.deleteLater()

    def _add_dock(self, dock: QDockWidget, area: Qt.DockWidgetArea, icon: str) -> QDockWidget:
        self.iface.addDockWidget(area, dock)
        action = dock.toggleViewAction()
        action.setIcon(QIcon(str(_ICONS / icon)))
        self._add_action(action)
        return dock

    def _offer_dock(self, name: str, title: str, icon: str, make: Callable[[], QDockWidget]) -> None:
        """Offer a dock that is made, with the modules it needs, when the user first asks for it."""
        offered = OfferedDock(self.iface, f"yanqing_eco_show_{name}", title, icon, make, self.one_map_dock)
        self.offered[name] = offered
        self._add_action(offered.action)

    def _lidar_dock(self) -> QDockWidget:
        from .lidar.dock import LidarDock

        return LidarDock(self.session)

    def _grid_dock(self) -> QDockWidget:
        from .grids.dock import GridDock

        return GridDock(self.session)

    def _emergency_dock(self) -> QDockWidget:
        from .emergency.dock import EmergencyDock

        return EmergencyDock(self.session)

    def _place_docks(self) -> None:
        """Place the docks side by side as fits the screen; QGIS remembers where the user puts them afterwards."""
        if self.iface.mainWindow().isVisible():
            # The plugin was switched on or loaded anew: QGIS has forgotten where its docks were.
            self._share_the_side()
        elif not QgsSettings().value(_PLACED, False, type=bool):
            # While it starts, QGIS still lays out the window itself.
            self.iface.initializationCompleted.connect(self._share_the_side)

    def _share_the_side(self) -> None:
        """On a wide screen the two docks stand side by side; where the map would get too small, they are tabs."""
        window = self.iface.mainWindow()
        if window.screen().availableGeometry().width() >= _WIDE_SCREEN:
            window.splitDockWidget(self.one_map_dock, self.station_dock, Qt.Orientation.Horizontal)
        else:
            window.tabifyDockWidget(self.one_map_dock, self.station_dock)
        self.one_map_dock.raise_()
        QgsSettings().setValue(_PLACED, True)

    def _open_at_start(self) -> None:
        """Open the centre used last where the user asked for it and no project brings one along."""
        settings = self.session.settings
        if settings.open_at_start and settings.centre and not QgsProject.instance().fileName():
            self.session.open(settings.centre)

    def _add_station_tool(self) -> None:
        self._tool = StationTool(self.iface.mapCanvas(), self.session)
        action = QAction(QIcon(str(_ICONS / "station_tool.svg")), self.tr("Click a station"), self.iface.mainWindow())
        action.setObjectName("yanqing_eco_station_tool")
        action.setCheckable(True)
        action.triggered.connect(lambda: self.iface.mapCanvas().setMapTool(self._tool))
        self._tool.setAction(action)
        self._add_action(action)

    def _add_action(self, action: QAction) -> None:
        self.toolbar.addAction(action)
        self.iface.addPluginToMenu(self.tr("Yanqing Eco"), action)
        self._actions.append(action)
