"""Orders of the incident as a timeline: derived from the tracks, set right by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QDateTime, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDateTimeEdit,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..chip import ink_on
from .words import ORDER_COLOURS, incident_text

if TYPE_CHECKING:
    from .board import Board, Row

__all__ = ["OrdersPage", "local_clock"]

STATES = tuple(ORDER_COLOURS)
_BIG = "font-weight:bold; font-size:12pt; padding:8px;"
_ROW_HEIGHT = 50
_FORMAT = "yyyy-MM-ddTHH:mm:ss"


def local_clock(when: Any, utc_offset_hours: float) -> str:
    """Time of day on the district's clock, to the second; empty for nothing."""
    return "" if when is None else f"{when + timedelta(hours=utc_offset_hours):%H:%M:%S}"


class OrdersPage(QWidget):
    """A row for each order, a column for each state; a click on a cell, then “Set”."""

    # order, state, when (None: now), whether it sets right what stands
    stepRequested = pyqtSignal(str, str, object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orders: tuple[Row, ...] = ()
        self._offset = 8.0
        self._language = "en"
        self._picked: tuple[str, str] | None = None
        self.table = QTableWidget(0, 1 + len(STATES))
        self.table.setObjectName("yanqing_eco_orders")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        # Chinese letters are higher than the row that Qt would measure, and it leaves the second line out.
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, 1 + len(STATES)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.cellClicked.connect(self._on_cell)
        self.told = QLabel(self.tr("Click a cell to set a state by hand: what the tracks show is written by itself."))
        self.told.setObjectName("yanqing_eco_order_told")
        self.told.setWordWrap(True)
        self.when = QDateTimeEdit()
        self.when.setObjectName("yanqing_eco_order_when")
        self.when.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.set = QPushButton(self.tr("Set"))
        self.set.setObjectName("yanqing_eco_order_set")
        self.set.setStyleSheet(_BIG)
        self.set.clicked.connect(self._on_set)
        self._pick(None)
        self.changing = QWidget()
        row = QHBoxLayout(self.changing)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.when, 1)
        row.addWidget(self.set, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addWidget(self.changing)

    def allow(self, changing: bool) -> None:
        """Whether states may be set by hand."""
        self.changing.setEnabled(changing)

    def show_board(self, board: Board, language: str, utc_offset_hours: float) -> None:
        """Show the orders of the chosen incident."""
        same = [row["order_id"] for row in board.orders] == [row["order_id"] for row in self._orders]
        self._orders, self._language, self._offset = board.orders, language, utc_offset_hours
        self.table.setHorizontalHeaderLabels([self.tr("Unit"), *(incident_text(state, language) for state in STATES)])
        self.table.setRowCount(len(board.orders))
        for at, order in enumerate(board.orders):
            expected = self._expected(order)
            name = QTableWidgetItem("\n".join(part for part in (board.name_of(order["resource_id"]), expected) if part))
            told = self.tr("expected to arrive at {time}").format(time=expected[2:]) if expected else ""
            parts = (order["need"], order["task"], order["ordered_by"], told)
            name.setToolTip("\n".join(str(part) for part in parts if part))
            font = name.font()
            font.setBold(True)
            name.setFont(font)
            self.table.setItem(at, 0, name)
            for column, state in enumerate(STATES, start=1):
                self.table.setItem(at, column, self._cell(order, state, board))
        if not same:
            self._pick(None)

    def _expected(self, order: Row) -> str:
        """When it should arrive, on the clock; nothing once it has."""
        if order["eta_s"] is None or order["on_scene_at"] is not None:
            return ""
        arrives = order["ordered_at"] + timedelta(seconds=float(order["eta_s"]))
        return f"→ {local_clock(arrives, self._offset)}"

    # -- inside --------------------------------------------------------------------------------------------------------

    def _cell(self, order: Row, state: str, board: Board) -> QTableWidgetItem:
        moment = order[f"{state}_at"]
        item = QTableWidgetItem(local_clock(moment, self._offset))
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        if moment is not None:
            colour = ORDER_COLOURS[state]
            item.setBackground(QColor(colour))
            item.setForeground(QColor(ink_on(colour)))
            who = [
                entry["author"]
                for entry in board.log
                if entry["order_id"] == order["order_id"] and entry["event"] == f"order.{state}"
            ]
            if who and who[-1]:
                told = self.tr("by the track") if who[-1] == "track" else self.tr("by {who}").format(who=who[-1])
                item.setToolTip(told)
        return item

    def _on_cell(self, row: int, column: int) -> None:
        order = self._orders[row]
        if column == 0:
            later = STATES[STATES.index(order["state"]) + 1 :]
            self._pick((order["order_id"], later[0]) if later else None)
        else:
            self._pick((order["order_id"], STATES[column - 1]))

    def _pick(self, picked: tuple[str, str] | None) -> None:
        self._picked = picked
        self.set.setEnabled(picked is not None)
        self.when.setVisible(picked is not None)
        if picked is None:
            self.set.setText(self.tr("Set"))
            return
        order = next(row for row in self._orders if row["order_id"] == picked[0])
        state = incident_text(picked[1], self._language)
        self.set.setText(self.tr("Set: {state}").format(state=state))
        moment = order[f"{picked[1]}_at"] or datetime.now(UTC)
        local = moment + timedelta(hours=self._offset)
        self.when.setDateTime(QDateTime.fromString(f"{local:%Y-%m-%dT%H:%M:%S}", _FORMAT))
        at = STATES.index(picked[1])
        self.told.setText(
            self.tr("This sets right what stands; later states are taken back, and the log keeps both.")
            if at <= STATES.index(order["state"])
            else self.tr("Choose the time and press “Set”; the log keeps who set it and when.")
        )

    def _on_set(self) -> None:
        if self._picked is None:
            return
        order_id, state = self._picked
        order = next(row for row in self._orders if row["order_id"] == order_id)
        naive = datetime.fromisoformat(self.when.dateTime().toString(_FORMAT))
        when = naive.replace(tzinfo=UTC) - timedelta(hours=self._offset)
        correct = STATES.index(state) <= STATES.index(order["state"])
        self.stepRequested.emit(order_id, state, when, correct)
        self._pick(None)
