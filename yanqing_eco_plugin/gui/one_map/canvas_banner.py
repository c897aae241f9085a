"""Says on the map itself that it does not show the present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QLabel

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

__all__ = ["CanvasBanner"]

_STYLE = "background:rgba(122,91,0,225); color:white; font-weight:bold; padding:5px 14px; border-radius:4px;"
_TOP = 10


class CanvasBanner(QObject):
    """A line at the top of the map; the mouse does not notice it."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.label = QLabel(canvas)
        self.label.setObjectName("yanqing_eco_canvas_banner")
        self.label.setStyleSheet(_STYLE)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()

    def say(self, text: str) -> None:
        """Show a text; an empty one takes the line away."""
        # Only while there is something to keep in its place: Python is asked at each of the map's many events.
        self._canvas.removeEventFilter(self)
        if text:
            self._canvas.installEventFilter(self)
        self.label.setText(text)
        self.label.setVisible(bool(text))
        self._place()

    def shut_down(self) -> None:
        """Leave the map as it was."""
        if not sip.isdeleted(self._canvas):
            self._canvas.removeEventFilter(self)
        if not sip.isdeleted(self.label):
            self.label.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.label.adjustSize()
        self.label.move(max(0, (self._canvas.width() - self.label.width()) // 2), _TOP)
        self.label.raise_()
