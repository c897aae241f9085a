"""All plans of the data centre: in force, drafts, superseded; and what can be done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
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

if TYPE_CHECKING:
    from ...core.supervision import PlanHeader

__all__ = ["PlansPage"]

_ORDER = {"in_force": 0, "draft": 1, "superseded": 2}


class PlansPage(QWidget):
    """The list; what a button asks for is a signal with the plan's id."""

    copyRequested = pyqtSignal(str)
    openRequested = pyqtSignal(str)
    deleteRequested = pyqtSignal(str)
    exportRequested = pyqtSignal(str)
    atlasRequested = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.plans: list[PlanHeader] = []
        self._why_not = ""
        self.word = QLabel()
        self.word.setObjectName("yanqing_eco_grid_viewer")
        self.word.setWordWrap(True)
        self.word.hide()
        self.synthetic = QLabel(self.tr("Made-up plans: no real grids, persons or sources"))
        self.synthetic.setObjectName("yanqing_eco_grid_synthetic")
        self.synthetic.setWordWrap(True)
        self.synthetic.setStyleSheet("background:#7a5b00; color:white; padding:4px; border-radius:3px;")
        self.synthetic.hide()
        self.table = QTableWidget(0, 3)
        self.table.setObjectName("yanqing_eco_grid_plans")
        self.table.setHorizontalHeaderLabels([self.tr("Plan"), self.tr("State"), self.tr("In force")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._offer)
        self.copy = self._button("copy", self.tr("Copy as draft"), self.copyRequested)
        self.open = self._button("open", self.tr("Redraw"), self.openRequested)
        self.delete = self._button("delete", self.tr("Delete draft"), self.deleteRequested)
        self.export = self._button("export", self.tr("Export…"), self.exportRequested)
        self.atlas = self._button("atlas", self.tr("Atlas (PDF)…"), self.atlasRequested)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.synthetic)
        column.addWidget(self.word)
        column.addWidget(self.table, 1)
        for buttons in ((self.copy, self.open, self.delete), (self.export, self.atlas)):
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)
        self._offer()

    @property
    def chosen(self) -> PlanHeader | None:
        """The plan that is selected."""
        row = self.table.currentRow() if self.table.selectedItems() else -1
        return self.plans[row] if 0 <= row < len(self.plans) else None

    def allow(self, why_not: str) -> None:
        """Let plans be changed, or say why they cannot be (empty: they can); reading stays."""
        self._why_not = why_not
        self.word.setText(why_not)
        self.word.setVisible(bool(why_not))
        for button in (self.copy, self.open, self.delete):
            button.setToolTip(why_not)
        self._offer()

    def show_plans(self, plans: list[PlanHeader], choose: str = "") -> None:
        """List plans: the one in force, then drafts, then those of the past, the newest first."""
        chosen = choose or (self.chosen.plan_id if self.chosen is not None else "")
        newest = sorted(plans, key=lambda one: (str(one.effective_from or ""), one.plan_id), reverse=True)
        self.plans = sorted(newest, key=lambda one: _ORDER[one.state])
        self.synthetic.setVisible(any(one.synthetic for one in plans))
        self.table.clearSelection()
        self.table.setRowCount(len(self.plans))
        for row, plan in enumerate(self.plans):
            name = f"{plan.title} ({plan.plan_id})" if plan.title else plan.plan_id
            texts = (name, self.state_text(plan), self._span(plan))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(self.tr("{id}; based on {base}").format(id=plan.plan_id, base=plan.based_on or "–"))
                if plan.state == "in_force":
                    font = QFont(item.font())
                    font.setBold(True)
                    item.setFont(font)
                elif plan.state == "superseded":
                    item.setForeground(Qt.GlobalColor.darkGray)
                self.table.setItem(row, column, item)
            if plan.plan_id == chosen:
                self.table.selectRow(row)
        if not self.table.selectedItems() and self.plans:
            self.table.selectRow(0)
        self._offer()

    def state_text(self, plan: PlanHeader) -> str:
        """The state in the user's language."""
        return {
            "in_force": self.tr("in force"),
            "draft": self.tr("draft"),
            "superseded": self.tr("superseded"),
        }[plan.state]

    def _span(self, plan: PlanHeader) -> str:
        if plan.effective_from is None:
            return "–"
        end = "" if plan.effective_to is None else plan.effective_to.isoformat()
        return f"{plan.effective_from.isoformat()} – {end}".strip()

    def _offer(self) -> None:
        plan = self.chosen
        for button in (self.export, self.atlas):
            button.setEnabled(plan is not None)
        self.copy.setEnabled(plan is not None and not self._why_not)
        for button in (self.open, self.delete):
            button.setEnabled(plan is not None and plan.state == "draft" and not self._why_not)

    def _button(self, name: str, text: str, signal: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"yanqing_eco_grid_{name}")
        button.clicked.connect(lambda: self.chosen is not None and signal.emit(self.chosen.plan_id))
        return button
