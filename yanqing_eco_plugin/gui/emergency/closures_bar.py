"""Closed roads on the board: draw another one, lift those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from .board import Board, Row

__all__ = ["ClosuresBar"]


class ClosuresBar(QWidget):
    """A button that waits for a line on the map, and a list of what is closed."""

    drawRequested = pyqtSignal(bool)
    liftRequested = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draw = QPushButton(self.tr("Close a road"))
        self.draw.setObjectName("yanqing_eco_closure_draw")
        self.draw.setCheckable(True)
        self.draw.setToolTip(self.tr("Click along the road on the map; the right button ends the line."))
        self.draw.toggled.connect(self._on_draw)
        self.closed = QToolButton()
        self.closed.setObjectName("yanqing_eco_closures")
        self.closed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.closed.setMenu(QMenu(self.closed))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.draw)
        row.addWidget(self.closed)
        self._show(())

    def show_board(self, board: Board) -> None:
        """List the closures in force."""
        self._show(board.closures)

    def end_drawing(self) -> None:
        """The line is drawn, or nobody waits for it any more."""
        self.draw.setChecked(False)

    def _show(self, closures: tuple[Row, ...]) -> None:
        self.closed.setText(self.tr("{count} closed").format(count=len(closures)))
        self.closed.setVisible(bool(closures))
        menu = self.closed.menu()
        menu.clear()
        for closure in closures:
            text = self.tr("Open again: {name}").format(name=closure["name"] or closure["geofence_id"])
            action = menu.addAction(text)
            name = closure["geofence_id"]
            action.triggered.connect(lambda _=False, of=name: self.liftRequested.emit(of))

    def _on_draw(self, wanted: bool) -> None:
        self.draw.setText(self.tr("Draw it on the map") if wanted else self.tr("Close a road"))
        self.drawRequested.emit(wanted)
