"""A dock that is made when it is first asked for, so that it costs the start of QGIS nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDockWidget

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

__all__ = ["OfferedDock"]

_ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"


class OfferedDock(QObject):
    """The action that shows and hides a dock.

    Parameters
    ----------
    title
        The action's text, the same as the dock's title.
    make
        Makes the dock; it has a ``shut_down``.
    beside
        The dock it becomes a tab of.
    """

    def __init__(
        self,
        iface: QgisInterface,
        name: str,
        title: str,
        icon: str,
        make: Callable[[], QDockWidget],
        beside: QDockWidget,
    ) -> None:
        super().__init__()
        self.dock: QDockWidget | None = None
        self._iface, self._make, self._beside = iface, make, beside
        self.action = QAction(QIcon(str(_ICONS / icon)), title, iface.mainWindow())
        self.action.setObjectName(name)
        self.action.setCheckable(True)
        self.action.triggered.connect(self.show)

    def show(self, shown: bool = True) -> QDockWidget | None:
        """Show or hide the dock; made at the first time. Returns it."""
        if self.dock is None and shown:
            self.dock = self._make()
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
            self._iface.mainWindow().tabifyDockWidget(self._beside, self.dock)
            # A tab in the background is open as well, so not visibilityChanged.
            self.dock.toggleViewAction().toggled.connect(self.action.setChecked)
        if self.dock is not None:
            self.dock.setVisible(shown)
            if shown:
                self.dock.raise_()
        self.action.setChecked(shown)
        return self.dock

    def remove(self) -> None:
        """Take dock and action out again."""
        if self.dock is not None:
            self.dock.toggleViewAction().toggled.disconnect(self.action.setChecked)
            self._iface.removeDockWidget(self.dock)
            self.dock.shut_down()
            self.dock.deleteLater()
            self.dock = None
