"""Data centres in QGIS's Browser: their networks can be dragged to the map or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDataCollectionItem,
    QgsDataItem,
    QgsDataItemProvider,
    QgsDataProvider,
    QgsErrorItem,
    QgsLayerItem,
)
from qgis.gui import QgsDataItemGuiContext, QgsDataItemGuiProvider, QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QMenu

from ..messages import sentence_for
from ..tasks import in_worker
from .kind_icons import plugin_icon
from .network_opening import open_network
from .shared_centre_fields import centre_title, is_shared
from .shared_centre_opening import open_for_reading

if TYPE_CHECKING:
    from ..core.data_centre import MapSource
    from .session import EcoSession

__all__ = ["CentreItem", "CentreItemProvider", "CentresItem", "NetworkItem"]

_SCHEME = "yanqing_eco:"


class CentreItemProvider(QgsDataItemProvider):
    """Gives the Browser its entry “Yanqing Eco”; menus and double clicks come from a provider of their own."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self._session = session
        self._roots: list[CentresItem] = []
        self._menus = _CentreMenus(session)
        QgsGui.dataItemGuiProviderRegistry().addProvider(self._menus)
        session.centreOpened.connect(self._list_again)

    def name(self) -> str:
        return "Yanqing Eco"

    def dataProviderKey(self) -> str:
        return "yanqing_eco"

    def capabilities(self) -> int:
        # QGIS 3.36 moved the flag into Qgis.
        if hasattr(Qgis, "DataItemProviderCapability"):
            return Qgis.DataItemProviderCapability.Databases
        return QgsDataProvider.DataCapability.Database

    def createDataItem(self, path: str, parentItem: QgsDataItem | None) -> QgsDataItem | None:
        if path:
            return None
        root = CentresItem(parentItem, self._session)
        self._roots = [*self._living_roots(), root]
        return root

    def shut_down(self) -> None:
        """Take the menus away and hear no signal any more; QGIS removes the entry itself."""
        self._session.centreOpened.disconnect(self._list_again)
        self._roots.clear()
        QgsGui.dataItemGuiProviderRegistry().removeProvider(self._menus)

    def _list_again(self) -> None:
        for root in self._living_roots():
            root.refresh()

    def _living_roots(self) -> list[CentresItem]:
        # Each Browser panel has a tree of its own, and deletes it when it goes.
        return [root for root in self._roots if not sip.isdeleted(root)]


class CentresItem(QgsDataCollectionItem):
    """The entry of the plugin: the centres that were opened before."""

    def __init__(self, parent: QgsDataItem | None, session: EcoSession) -> None:
        super().__init__(parent, "Yanqing Eco", _SCHEME, "yanqing_eco")
        self._session = session
        self.setIcon(plugin_icon())
        # The list comes from the settings, not from a disk.
        self.setCapabilitiesV2(Qgis.BrowserItemCapability.Fast)

    def createChildren(self) -> list[QgsDataItem]:
        centres = [CentreItem(self, address) for address in self._session.settings.recent.splitlines() if address]
        return _owned(centres, self)


class CentreItem(QgsDataCollectionItem):
    """One data centre; its networks are read in the background when it is unfolded."""

    def __init__(self, parent: QgsDataItem, address: str) -> None:
        super().__init__(parent, centre_title(address), f"{_SCHEME}{address}", "yanqing_eco")
        self.address = address
        self.setToolTip(address)
        self.setIcon(QgsApplication.getThemeIcon("/mIconPostgis.svg" if is_shared(address) else "/mIconFolder.svg"))

    def createChildren(self) -> list[QgsDataItem]:
        try:
            children: list[QgsDataItem] = self._networks()
        except Exception as error:  # noqa: BLE001 - the Browser shows the sentence in place of the networks
            children = [QgsErrorItem(self, sentence_for(error), f"{self.path()}/error")]
        return _owned(children, self)

    def _networks(self) -> list[QgsDataItem]:
        from ..core.standards import KINDS
        from ..layers.language import current_language, word

        def read() -> tuple[list[tuple[str, int, MapSource]], MapSource]:
            with open_for_reading(self.address).centre as centre:
                counts = centre.stations()["kind"].value_counts()
                known = [kind for kind in KINDS if counts.get(kind, 0)]
                networks = [
                    (kind, counts[kind], centre.map_source("station_live", where={"kind": kind})) for kind in known
                ]
                return networks, centre.map_source("township_live")

        language = current_language()
        networks, townships = in_worker(read)
        items: list[QgsDataItem] = [
            NetworkItem(self, f"{KINDS[kind].label(language)} ({count})", kind, source.uri, source.provider)
            for kind, count, source in networks
        ]
        title, path = word("townships", language), f"{self.path()}/townships"
        polygon = Qgis.BrowserLayerType.Polygon
        items.append(QgsLayerItem(self, title, path, townships.uri, polygon, townships.provider))
        items[-1].setState(Qgis.BrowserItemState.Populated)
        return items


def _owned(items: list[QgsDataItem], parent: QgsDataItem) -> list[QgsDataItem]:
    """Leave the items to the tree, which deletes them; their Python halves live as long."""
    for item in items:
        sip.transferto(item, parent)
    return items


class NetworkItem(QgsLayerItem):
    """One network as a layer."""

    def __init__(self, parent: CentreItem, title: str, kind: str, uri: str, provider: str) -> None:
        super().__init__(parent, title, f"{parent.path()}/{kind}", uri, Qgis.BrowserLayerType.Point, provider)
        self.address, self.kind = parent.address, kind
        self.setState(Qgis.BrowserItemState.Populated)


class _CentreMenus(QgsDataItemGuiProvider):
    """Menus and double clicks of our items."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self._session = session

    def name(self) -> str:
        return "yanqing_eco"

    def populateContextMenu(
        self, item: QgsDataItem, menu: QMenu, selectedItems: list[QgsDataItem], context: QgsDataItemGuiContext
    ) -> None:
        translate = QCoreApplication.translate
        if isinstance(item, CentreItem):
            address = item.address
            menu.addAction(translate("CentreItemProvider", "Open as One Map")).triggered.connect(
                lambda: self._session.open(address)
            )
            menu.addAction(translate("CentreItemProvider", "Forget this data centre")).triggered.connect(
                lambda: self._forget(item)
            )
        elif isinstance(item, NetworkItem):
            kind, address = item.kind, item.address
            add = menu.addAction(translate("CentreItemProvider", "Add to the map with its style"))
            add.triggered.connect(lambda: open_network(self._session, address, kind))

    def handleDoubleClick(self, item: QgsDataItem, context: QgsDataItemGuiContext) -> bool:
        if isinstance(item, CentreItem):
            self._session.open(item.address)
            return True
        if isinstance(item, NetworkItem):
            open_network(self._session, item.address, item.kind)
            return True
        return False

    def _forget(self, item: CentreItem) -> None:
        self._session.settings.forget(item.address)
        parent = item.parent()
        if parent is not None:
            parent.refresh()
