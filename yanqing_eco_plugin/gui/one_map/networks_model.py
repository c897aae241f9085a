"""The networks as a table: shown on the map or not, how many stations report, how many have an alarm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QColor

from ...core.standards import KINDS
from ...layers.language import word
from ..kind_icons import kind_icon
from .alignment import RIGHT

if TYPE_CHECKING:
    from .situation import NetworkState

__all__ = ["NetworksModel"]

_POOR = 0.9
_BAD, _WEAK = QColor("#b3261e"), QColor("#b7791f")
_TOP = QModelIndex()
NAME, ONLINE, RATE, ALARMS = range(4)


class NetworksModel(QAbstractTableModel):
    """One row per network; the check box of a row shows or hides its layer.

    Parameters
    ----------
    is_shown, show
        Ask and tell the map whether it shows a kind.
    """

    def __init__(self, is_shown: Callable[[str], bool], show: Callable[[str, bool], None]) -> None:
        super().__init__()
        self._is_shown, self._show = is_shown, show
        self._rows: tuple[NetworkState, ...] = ()
        self._language = "zh"

    def set_rows(self, rows: Sequence[NetworkState], language: str) -> None:
        """Show other counts; the rows stay where they are as long as the kinds do."""
        rows = tuple(row for row in rows if row.total)
        if (rows, language) == (self._rows, self._language):
            return
        if language == self._language and [row.kind for row in rows] == [row.kind for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, ALARMS))
            return
        self.beginResetModel()
        self._rows, self._language = rows, language
        self.endResetModel()

    def visibility_changed(self) -> None:
        """Ask the map again what it shows."""
        if self._rows:
            last = self.index(len(self._rows) - 1, NAME)
            self.dataChanged.emit(self.index(0, NAME), last, [Qt.ItemDataRole.CheckStateRole])

    def kind_at(self, row: int) -> str:
        """Kind of a row; empty outside the table."""
        return self._rows[row].kind if 0 <= row < len(self._rows) else ""

    def row_of(self, kind: str) -> int:
        """Row of a kind; -1 where it has none."""
        return next((at for at, row in enumerate(self._rows) if row.kind == kind), -1)

    # -- what the view asks --------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section != NAME:
            return RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Network"), self.tr("Online"), self.tr("Rate"), self.tr("Alarms"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == NAME:
            return Qt.CheckState.Checked if self._is_shown(row.kind) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return kind_icon(row.kind)
        if role == Qt.ItemDataRole.TextAlignmentRole and column != NAME:
            return RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            if column == ALARMS and row.alarms:
                return _BAD
            return _WEAK if column == RATE and row.rate < _POOR else None
        return self._tip(row) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != NAME:
            return False
        self._show(self.kind_at(index.row()), Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index, [role])
        return True

    # -- inside --------------------------------------------------------------------------------------------------------

    def _label(self, row: NetworkState) -> str:
        return KINDS[row.kind].label(self._language) if row.kind in KINDS else row.kind

    def _text(self, row: NetworkState, column: int) -> str:
        if column == NAME:
            return self._label(row)
        if column == ONLINE:
            return f"{row.online}/{row.total}"
        if column == RATE:
            # 99.6 % is not all.
            return f"{100 if row.online == row.total else min(99, round(100 * row.rate))} %"
        return str(row.alarms) if row.alarms else "–"

    def _tip(self, row: NetworkState) -> str:
        states = (("online", row.online), ("stale", row.stale), ("fault", row.fault), ("none", row.silent))
        lines = [f"{word(state, self._language)}: {count}" for state, count in states if count]
        return "\n".join([self._label(row), *lines])
