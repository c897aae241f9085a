"""The plugin's page in the options of QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from .kind_icons import plugin_icon

if TYPE_CHECKING:
    from .options_page import EcoOptionsPage
    from .session import EcoSession

__all__ = ["EcoOptionsFactory"]


class EcoOptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page when the options are opened."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self._session = session
        self.setTitle(self.tr("Yanqing Eco"))
        self.setIcon(plugin_icon())
        # QGIS 3.32 and later find a page by its key; before, by its title.
        if hasattr(self, "setKey"):
            self.setKey("yanqing_eco")

    def icon(self) -> QIcon:
        return plugin_icon()

    def createWidget(self, parent: QWidget | None) -> EcoOptionsPage:
        # Looking for installed packages takes long to load and is wanted only here.
        from .options_page import EcoOptionsPage

        return EcoOptionsPage(self._session, parent)
