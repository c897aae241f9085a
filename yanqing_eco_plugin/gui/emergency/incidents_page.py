"""The list of incidents, and how far the chosen one is."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..chip import CHIP_COLOUR, ChipDelegate
from ..one_map.clock import local_text
from .dragging import MIME, dragged_resource
from .words import LEVEL_COLOURS, incident_text, level_text

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from .board import Board, Row

__all__ = ["IncidentsPage"]

_CLOSED = QColor("#8a8f93")
_ROW_HEIGHT = 50
_PHASES = ("response", "contained", "terminated")


class _Incidents(QTableWidget):
    """Takes resources that are dropped on a row."""

    ordered = pyqtSignal(str, str)  # resource, incident

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._incident_at(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        incident_id = self._incident_at(event)
        resource_id = dragged_resource(event.mimeData())
        if incident_id and resource_id:
            event.acceptProposedAction()
            self.ordered.emit(resource_id, incident_id)

    def _incident_at(self, event: QDropEvent) -> str:
        # Qt 6 has position(); Qt 5 has pos().
        item = self.itemAt(event.position().toPoint() if hasattr(event, "position") else event.pos())
        first = self.item(item.row(), 0) if item is not None else None
        return str(first.data(Qt.ItemDataRole.UserRole)) if first is not None else ""


class IncidentsPage(QWidget):
    """Open incidents on top; below what is known of the chosen one and its phases."""

    chosen = pyqtSignal(str)
    zoomRequested = pyqtSignal()
    phaseRequested = pyqtSignal(str)
    levelRequested = pyqtSignal(int)
    ordered = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = _Incidents(0, 3)
        self.table.setObjectName("yanqing_eco_incidents")
        self.table.setHorizontalHeaderLabels([self.tr("Level"), self.tr("Incident"), self.tr("Phase")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        # Room for two lines: Chinese letters are higher than Qt would measure.
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.table.setAcceptDrops(True)
        self.table.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.table.setItemDelegateForColumn(0, ChipDelegate(self.table))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.table.cellClicked.connect(lambda row, _column: self.chosen.emit(self._id(row)))
        self.table.cellDoubleClicked.connect(lambda *_: self.zoomRequested.emit())
        self.table.ordered.connect(self.ordered)
        self.told = QLabel()
        self.told.setObjectName("yanqing_eco_incident_told")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.RichText)
        self.zoom = QPushButton(self.tr("Show on the map"))
        self.zoom.setObjectName("yanqing_eco_incident_zoom")
        self.zoom.clicked.connect(self.zoomRequested)
        self._phases = {phase: QPushButton() for phase in _PHASES}
        self._levels = {level: QPushButton() for level in LEVEL_COLOURS}
        self._lay_out()

    def show_board(self, board: Board, language: str, utc_offset_hours: float) -> None:
        """Show all incidents and the chosen one."""
        self.table.setRowCount(len(board.incidents))
        for row, incident in enumerate(board.incidents):
            for column, item in enumerate(self._items(incident, language, utc_offset_hours)):
                self.table.setItem(row, column, item)
            if board.incident is not None and incident["incident_id"] == board.incident["incident_id"]:
                self.table.selectRow(row)
        chosen = board.incident
        self.told.setText(
            self._told(chosen, language, utc_offset_hours)
            if chosen
            else escape(self.tr("No incident. Press “New incident” and click the place on the map."))
        )
        self.zoom.setEnabled(chosen is not None and chosen["place"] is not None)
        phase = chosen["phase"] if chosen else ""
        for name, button in self._phases.items():
            button.setText(incident_text(name, language))
            button.setEnabled(chosen is not None and name != phase)
        for level, button in self._levels.items():
            button.setEnabled(chosen is not None and chosen["closed_at"] is None and level != chosen["level"])

    def allow(self, changing: bool) -> None:
        """Whether phase and level may be changed, and units ordered by dropping them."""
        self.changing.setEnabled(changing)
        self.table.setAcceptDrops(changing)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _id(self, row: int) -> str:
        item = self.table.item(row, 0)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _items(self, incident: Row, language: str, utc_offset_hours: float) -> list[QTableWidgetItem]:
        level = QTableWidgetItem(level_text(incident["level"]).split(" ")[0])
        level.setData(Qt.ItemDataRole.UserRole, incident["incident_id"])
        level.setToolTip(level_text(incident["level"]))
        closed = incident["closed_at"] is not None
        level.setData(CHIP_COLOUR, _CLOSED.name() if closed else LEVEL_COLOURS.get(incident["level"] or 0))
        title = QTableWidgetItem(f"{incident['title']}\n{local_text(incident['opened_at'], utc_offset_hours)}")
        title.setToolTip(incident["title"])
        phase = QTableWidgetItem(incident_text(incident["phase"] or "", language))
        font = title.font()
        font.setBold(not closed)
        title.setFont(font)
        if closed:
            for item in (title, phase):
                item.setForeground(_CLOSED)
        return [level, title, phase]

    def _told(self, incident: Row, language: str, utc_offset_hours: float) -> str:
        notes = [incident_text("exercise", language)] if incident["exercise"] else []
        notes += [incident_text("synthetic", language)] if incident["synthetic"] else []
        lines = [
            f"<b>{escape(level_text(incident['level']))} · {escape(incident_text(incident['kind'] or '', language))}</b>"
        ]
        lines += [f"<span style='color:#7a5b00'><b>{escape(' · '.join(notes))}</b></span>"] if notes else []
        for key in ("substance", "description", "termination", "note"):
            if incident[key]:
                lines.append(f"<b>{escape(incident_text(key, language))}</b> {escape(incident[key])}")
        place = [incident[key] for key in ("township", "grid_id", "place_name") if incident.get(key)]
        if place:
            lines.append(escape(" · ".join(str(part) for part in place)))
        for key in ("contained_at", "closed_at"):
            if incident[key] is not None:
                lines.append(
                    f"<b>{escape(incident_text(key, language))}</b> {local_text(incident[key], utc_offset_hours)}"
                )
        return "<br>".join(lines)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addWidget(self.zoom)
        self.changing = QWidget()
        below = QVBoxLayout(self.changing)
        below.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Phase")))
        for phase, button in self._phases.items():
            button.setObjectName(f"yanqing_eco_phase_{phase}")
            button.clicked.connect(lambda _=False, name=phase: self.phaseRequested.emit(name))
            row.addWidget(button, 1)
        below.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Level")))
        for level, button in self._levels.items():
            button.setText(level_text(level).split(" ")[0])
            button.setToolTip(level_text(level))
            button.clicked.connect(lambda _=False, number=level: self.levelRequested.emit(number))
            row.addWidget(button, 1)
        below.addLayout(row)
        column.addWidget(self.changing)
