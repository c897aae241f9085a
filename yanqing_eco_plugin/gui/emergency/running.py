"""An algorithm that runs from a page: its progress, a button to cancel it, and what it said."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ..algorithm_run import AlgorithmRun

__all__ = ["Running"]


class Running(QWidget):
    """One algorithm at a time; the buttons that start it are disabled meanwhile."""

    succeeded = pyqtSignal(dict)
    busy = pyqtSignal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run = AlgorithmRun(self)
        self.bar = QProgressBar()
        self.stop = QPushButton(self.tr("Cancel"))
        self.stop.setObjectName(f"{name}_cancel")
        self.stop.clicked.connect(self.run.cancel)
        self.told = QLabel()
        self.told.setObjectName(f"{name}_told")
        self.told.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.told)
        self.run.progressed.connect(lambda percent: self.bar.setValue(round(percent)))
        self.run.succeeded.connect(self._on_succeeded)
        self.run.failed.connect(self._end)
        self.run.cancelled.connect(lambda: self._end(self.tr("Cancelled.")))
        self._show(False)

    def start(self, algorithm: str, parameters: dict[str, Any]) -> None:
        """Run an algorithm of the plugin."""
        self.say("")
        self._show(True)
        self.run.start(f"yanqing_eco:{algorithm}", parameters)

    def say(self, sentence: str) -> None:
        """Tell how it went."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def shut_down(self) -> None:
        """End what runs."""
        self.run.shut_down()

    def _on_succeeded(self, results: dict[str, Any]) -> None:
        self._end("")
        self.succeeded.emit(results)

    def _end(self, sentence: str) -> None:
        self._show(False)
        self.say(sentence)

    def _show(self, running: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.busy.emit(running)
