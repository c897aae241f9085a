"""The grids of the draft as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QColor

from ..one_map.alignment import RIGHT
from .figures import load_text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ByValue", "GridsModel"]

NAME, LOAD, DEVIATION, COMPACTNESS, PIECES, UNITS, PERSON_A, PERSON_B = range(8)
_COLUMNS = ("name", "load", "deviation", "compactness", "pieces", "units", "person_a", "person_b")
_ROOT = QModelIndex()
_RED, _FAR = QColor("#b2182b"), 0.2


class GridsModel(QAbstractTableModel):
    """One row a grid; figures sort as figures."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: pd.DataFrame | None = None
        self._load = "minutes"
        self._rows: list[tuple[Any, ...]] = []
        self.labels: list[str] = []
        self._number: dict[str, int] = {}

    def show_figures(self, figures: pd.DataFrame, load: str) -> None:
        """Show other figures; where the grids are the same ones, the view keeps its place."""
        labels = [str(one) for one in figures.index]
        rows = list(figures[list(_COLUMNS)].itertuples(index=False, name=None))
        same = labels == self.labels and load == self._load
        if not same:
            self.beginResetModel()
        self.figures, self._load, self._rows, self.labels = figures, load, rows, labels
        self._number = {label: row for row, label in enumerate(labels)}
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_COLUMNS) - 1))

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.figures, self._rows, self.labels, self._number = None, [], [], {}
        self.endResetModel()

    def row_of(self, label: str) -> int:
        """The row of a grid; -1 where it is not there."""
        return self._number.get(label, -1)

    def rowCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Grid"), self.tr("Load"), self.tr("From the mean"), self.tr("Compactness"), self.tr("Pieces"),
            self.tr("Units"), self.tr("Person A"), self.tr("Person B"),
        )[section]  # fmt: skip

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, value = index.column(), self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(column, value)
        if role == Qt.ItemDataRole.UserRole:
            return "" if value is None or value != value else value
        if role == Qt.ItemDataRole.TextAlignmentRole and LOAD <= column <= UNITS:
            return RIGHT
        wrong = (column == DEVIATION and abs(value) > _FAR) or (column == PIECES and value > 1)
        if role == Qt.ItemDataRole.ForegroundRole and wrong:
            return _RED
        return None

    def _text(self, column: int, value: Any) -> str:
        if column == LOAD:
            return load_text(self._load, value)
        if column == DEVIATION:
            return f"{value:+.0%}"
        if column == COMPACTNESS:
            return f"{value:.2f}"
        return "–" if value is None or value != value else str(value)


class ByValue(QSortFilterProxyModel):
    """Sorts by what the cells hold, not by their text."""

    def __init__(self, model: GridsModel) -> None:
        super().__init__()
        self.setSourceModel(model)
        self.setSortRole(Qt.ItemDataRole.UserRole)
        self.setDynamicSortFilter(False)
