"""Dialogs that a dock opened and that stay beside it, those of Processing algorithms among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QDialog

if TYPE_CHECKING:
    from .session import EcoSession

__all__ = ["OpenDialogs"]


class OpenDialogs(QObject):
    """Keeps dialogs until they are closed: Python would take them away from under the user."""

    def __init__(self, session: EcoSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open: list[QDialog] = []

    @property
    def dialogs(self) -> list[QDialog]:
        """Those that are still there, in the order of opening."""
        self._open = [dialog for dialog in self._open if not sip.isdeleted(dialog)]
        return list(self._open)

    def keep(self, dialog: QDialog) -> None:
        """Keep one that somebody else shows."""
        self._open = [*self.dialogs, dialog]

    def open_algorithm(self, algorithm_id: str, parameters: Mapping[str, Any]) -> QDialog | None:
        """Show the dialog of an algorithm with what is known filled in; the user is told where there is none."""
        try:
            import processing
        except ImportError:
            self._session.complain(self.tr("Enable the Processing plugin of QGIS first."))
            return None
        dialog = processing.createAlgorithmDialog(algorithm_id, dict(parameters))
        if dialog is None:
            text = self.tr("The Processing algorithm {name} is not there; is the plugin complete?")
            self._session.complain(text.format(name=algorithm_id))
            return None
        self.keep(dialog)
        dialog.show()
        return dialog

    def shut_down(self) -> None:
        """Close them all."""
        for dialog in self.dialogs:
            dialog.close()
            dialog.deleteLater()
        self._open.clear()
