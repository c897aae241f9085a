"""Says that two editors met, and asks whose work shall go on."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

__all__ = ["ConflictBar"]


class ConflictBar(QFrame):
    """One message and two ways on; nothing was overwritten."""

    loadTheirs = pyqtSignal()
    keepMine = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("yanqing_eco_grid_conflict")
        self.setStyleSheet("#yanqing_eco_grid_conflict { background:#fbe3e0; border:1px solid #b2182b; }")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.theirs = QPushButton(self.tr("Load what is there"))
        self.theirs.setObjectName("yanqing_eco_grid_load_theirs")
        self.mine = QPushButton(self.tr("Keep mine as a new draft"))
        self.mine.setObjectName("yanqing_eco_grid_keep_mine")
        self.theirs.clicked.connect(self.loadTheirs)
        self.mine.clicked.connect(self.keepMine)
        row = QHBoxLayout()
        row.addWidget(self.theirs)
        row.addWidget(self.mine)
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addLayout(row)
        self.hide()

    def ask(self, sentence: str) -> None:
        """Show what happened and the two ways on."""
        self.label.setText(sentence)
        self.show()
