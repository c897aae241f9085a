"""Chooses the properties of a chart from a menu of check marks."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from ...core.reports.words import property_title

__all__ = ["PropertyChooser"]


class _StayingMenu(QMenu):
    """A menu that stays open while entries are checked, for one seldom checks only one."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)


class PropertyChooser(QToolButton):
    """A button with the properties of a station; at least one stays checked."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yanqing_eco_properties")
        self.setText(self.tr("Properties"))
        self.setToolTip(self.tr("Choose what the chart shows"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._menu = _StayingMenu(self)
        self._menu.setObjectName("yanqing_eco_properties_menu")
        self.setMenu(self._menu)

    @property
    def chosen(self) -> list[str]:
        """The checked properties, in the order of the menu."""
        return [str(action.data()) for action in self._menu.actions() if action.isChecked()]

    @property
    def offered(self) -> list[str]:
        """All properties of the menu."""
        return [str(action.data()) for action in self._menu.actions()]

    def offer(self, properties: Sequence[str], chosen: Sequence[str], language: str) -> None:
        """Fill the menu anew."""
        self._menu.clear()
        for name in properties:
            action = self._menu.addAction(property_title(name, language))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.toggled.connect(self._on_toggle)
        self._count()

    def choose(self, properties: Sequence[str]) -> None:
        """Check exactly these, as far as they are offered."""
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(action.data() in properties)
            action.blockSignals(False)
        self._count()
        self.changed.emit()

    def _on_toggle(self, checked: bool) -> None:
        if not checked and not self.chosen:
            action = self.sender()
            action.blockSignals(True)
            action.setChecked(True)
            action.blockSignals(False)
            return
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        self.setText(self.tr("Properties ({chosen}/{all})").format(chosen=len(self.chosen), all=len(self.offered)))
