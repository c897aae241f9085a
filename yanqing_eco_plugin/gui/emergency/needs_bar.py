"""Several needs at once: what is needed in one line, who is proposed for it, and one click that orders them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

if TYPE_CHECKING:
    from .board import Board

__all__ = ["NeedsBar"]


class NeedsBar(QWidget):
    """Asks for a proposal and says what nobody can serve."""

    needsChosen = pyqtSignal(str)
    orderRequested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_order = True
        self.text = QLineEdit()
        self.text.setObjectName("yanqing_eco_needs")
        self.text.setPlaceholderText(self.tr("Several needs: fire=2; monitoring; sand"))
        self.text.setClearButtonEnabled(True)
        self.text.returnPressed.connect(self._ask)
        self.text.textChanged.connect(self._on_text)
        self.propose = QPushButton(self.tr("Propose"))
        self.propose.setObjectName("yanqing_eco_needs_propose")
        self.propose.clicked.connect(self._ask)
        self.order = QPushButton()
        self.order.setObjectName("yanqing_eco_needs_order")
        self.order.setStyleSheet("font-weight:bold; padding:6px;")
        self.order.clicked.connect(self.orderRequested)
        self.told = QLabel()
        self.told.setObjectName("yanqing_eco_needs_told")
        self.told.setWordWrap(True)
        self.told.setStyleSheet("color:#b3261e;")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.text, 0, 0)
        grid.addWidget(self.propose, 0, 1)
        grid.addWidget(self.told, 1, 0, 1, 2)
        grid.addWidget(self.order, 2, 0, 1, 2)
        self.order.hide()
        self.told.hide()

    def show_board(self, board: Board) -> None:
        """Show the proposal of the board."""
        sendable = [row for row in board.plan if not row["stays"]]
        self.order.setVisible(bool(sendable))
        self.order.setEnabled(self._may_order and board.incident is not None and board.incident["closed_at"] is None)
        self.order.setText(self.tr("Order all {count} that are proposed").format(count=len(sendable)))
        nobody = self.tr("Nobody has “{need}”.")
        more = self.tr("{missing} more are needed for “{need}”; all that could are busy.")
        fetched = self.tr("“{need}” is fetched from {name}.")
        lines = [
            (nobody if row["reason"] == "nobody_has_it" else more).format(need=row["need_id"], missing=row["missing"])
            for row in board.unmet
        ]
        lines += [
            fetched.format(need=row["need_id"], name=board.name_of(row["resource_id"]))
            for row in board.plan
            if row["stays"]
        ]
        self.say("\n".join(lines))

    def allow(self, changing: bool) -> None:
        """Whether those who are proposed may be ordered; proposals may be asked for by everybody."""
        self._may_order = changing
        self.order.setEnabled(changing)

    def say(self, sentence: str) -> None:
        """Tell what is wrong with the needs, or with who serves them."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def clear(self) -> None:
        """What was needed is on its way."""
        self.text.clear()

    def _ask(self) -> None:
        self.needsChosen.emit(self.text.text().strip())

    def _on_text(self, text: str) -> None:
        if not text.strip():
            self._ask()
