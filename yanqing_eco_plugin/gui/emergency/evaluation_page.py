"""After the event: the measures against the plan's targets, the report and the situation map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .running import Running
from .words import duration_text, incident_text

if TYPE_CHECKING:
    from ..session import EcoSession
    from .board import Board, Row

__all__ = ["EvaluationPage"]

_MET, _MISSED = QColor("#1b7a4b"), QColor("#b3261e")


class EvaluationPage(QWidget):
    """Measure, what or who, value and target; what missed its target is red and marked."""

    def __init__(self, session: EcoSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._incident: Row | None = None
        self._written = ""
        self.table = QTableWidget(0, 4)
        self.table.setObjectName("yanqing_eco_measures")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.buttons = {
            "word": self._button(
                "word", self.tr("Report (Word)…"), lambda: self._ask("incidentreport", "DOCX", "docx")
            ),
            "pdf": self._button("pdf", self.tr("Report (PDF)…"), lambda: self._ask("incidentreport", "PDF", "pdf")),
            "a4": self._button("a4", self.tr("Map A4…"), lambda: self._ask("situationmap", "PDF", "pdf", PAPER="A4")),
            "a3": self._button("a3", self.tr("Map A3…"), lambda: self._ask("situationmap", "PDF", "pdf", PAPER="A3")),
        }
        self.running = Running("yanqing_eco_report")
        self.running.busy.connect(self._enable)
        self.running.succeeded.connect(self._on_done)
        first, second = QHBoxLayout(), QHBoxLayout()
        for name, row in (("word", first), ("pdf", first), ("a4", second), ("a3", second)):
            row.addWidget(self.buttons[name], 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.running)

    def show_board(self, board: Board, language: str) -> None:
        """Show the measures of the chosen incident."""
        self._incident = board.incident
        self._enable(self.running.run.is_running)
        word = incident_text
        self.table.setHorizontalHeaderLabels([word(key, language) for key in ("measure", "subject", "value", "target")])
        units = {order["order_id"]: board.name_of(order["resource_id"]) for order in board.orders}
        # The incident first, then what missed its target.
        rows = sorted(board.measures, key=lambda row: (bool(row["subject"]), row["met"] is not False))
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            subject = units.get(row["subject"], row["subject"])
            value, target = _amount(row["value"], row["measure"]), _amount(row["target"], row["measure"])
            missed = row["met"] is False
            cells = (word(row["measure"], language), subject, f"▲ {value}" if missed else value, target)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(str(text))
                if column >= 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if column == 2 and row["met"] is not None:
                    item.setForeground(_MISSED if missed else _MET)
                self.table.setItem(at, column, item)

    def write(self, algorithm: str, output: str, path: str, **parameters: Any) -> None:
        """Run the algorithm that writes a report or a map."""
        if self._incident is None:
            return
        known = {"CENTRE": self._session.address, "INCIDENT": self._incident["incident_id"], output: path}
        self._written = path
        self.running.start(algorithm, {**known, **parameters, "LANGUAGE": self._session.language})

    def shut_down(self) -> None:
        """End what runs."""
        self.running.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _ask(self, algorithm: str, output: str, ending: str, **parameters: Any) -> None:
        if self._incident is None:
            return
        name = str(Path.home() / f"{self._incident['incident_id']}.{ending}")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Where it goes"), name, f"*.{ending}")
        if path:
            target = path if path.lower().endswith(f".{ending}") else f"{path}.{ending}"
            self.write(algorithm, output, target, **parameters)

    def _on_done(self, _results: dict[str, Any]) -> None:
        self.running.say(self.tr("Written: {path}").format(path=self._written))

    def _enable(self, busy: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(not busy and self._incident is not None)

    def _button(self, name: str, text: str, pressed: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"yanqing_eco_report_{name}")
        button.setStyleSheet("padding:6px; font-weight:bold;")
        button.clicked.connect(lambda: pressed())
        return button


def _amount(value: float | None, measure: str) -> str:
    """Shortages are counted, everything else lasts."""
    if value is None:
        return "–"
    return f"{value:g}" if measure == "shortage" else duration_text(value)
