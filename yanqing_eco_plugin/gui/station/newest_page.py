"""The table of a station's newest values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.reports.words import is_switch, property_text, unit_text, value_text
from ...core.standards import level_colour, level_label
from ..chip import CHIP_COLOUR, ChipDelegate

if TYPE_CHECKING:
    from ...core.reports import NewestValue, StationCard

__all__ = ["NewestPage"]

_OVER = QColor("#d32f2f")


class NewestPage(QWidget):
    """Property, value with unit, level; what is over its limit is red and marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 3)
        self.table.setObjectName("yanqing_eco_station_values")
        self.table.setHorizontalHeaderLabels([self.tr("Property"), self.tr("Value"), self.tr("Level")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setItemDelegateForColumn(2, ChipDelegate(self.table))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.nothing = QLabel(self.tr("This station has no values yet."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self.nothing)

    def show_card(self, card: StationCard, language: str) -> None:
        """Show the card's values."""
        self.nothing.setVisible(not card.values)
        self.table.setVisible(bool(card.values))
        self.table.setRowCount(len(card.values))
        for row, one in enumerate(card.values):
            for column, item in enumerate(self._items(one, language)):
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()

    def _items(self, one: NewestValue, language: str) -> tuple[QTableWidgetItem, QTableWidgetItem, QTableWidgetItem]:
        name = QTableWidgetItem(property_text(one.property, language))
        name.setToolTip(name.text())
        unit = "" if is_switch(one.property) else unit_text(one.property, language)
        text = f"{value_text(one.property, one.value, language)} {unit}".rstrip()
        value = QTableWidgetItem(f"▲ {text}" if one.exceeding else text)
        value.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if one.exceeding:
            value.setForeground(_OVER)
            font = value.font()
            font.setBold(True)
            value.setFont(font)
            value.setToolTip(self.tr("Above its limit"))
        level = QTableWidgetItem(level_label(one.scheme, one.level, language))
        level.setData(CHIP_COLOUR, level_colour(one.scheme, one.level))
        return name, value, level
