"""Says what is known about the chosen grid, and the key sources of it: those that lie in it, and others by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .figures import load_text
from .grid_form import GridForm

if TYPE_CHECKING:
    from .redrawing import Redrawing

__all__ = ["PeoplePage"]

# More cannot be chosen from a list.
_NEAREST = 100


class PeoplePage(QWidget):
    """Follows the grid that is chosen on the map or in the table."""

    def __init__(self) -> None:
        super().__init__()
        self._redrawing: Redrawing | None = None
        self.grid = QLabel()
        self.grid.setObjectName("yanqing_eco_grid_people_of")
        self.grid.setWordWrap(True)
        self.form = GridForm()
        self.load = QLabel()
        self.load.setWordWrap(True)
        self.sources = QTableWidget(0, 3)
        self.sources.setObjectName("yanqing_eco_grid_sources")
        self.sources.setHorizontalHeaderLabels([self.tr("Key source"), self.tr("Class"), self.tr("By hand")])
        self.sources.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.sources.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.sources.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.sources.itemSelectionChanged.connect(self._offer)
        self.sources.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.sources.verticalHeader().hide()
        note = QLabel(
            self.tr("Sources belong to the grid they lie in and follow when it is redrawn, or are given by hand.")
        )
        note.setWordWrap(True)
        self.other = QComboBox()
        self.other.setObjectName("yanqing_eco_grid_other_source")
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.setMinimumContentsLength(12)
        self.other.setToolTip(self.tr("Sources of other grids, the nearest first."))
        self.give = QPushButton(self.tr("Give it to this grid"))
        self.give.setObjectName("yanqing_eco_grid_give_source")
        self.give.clicked.connect(self._give)
        self.back = QPushButton(self.tr("Back to where it lies"))
        self.back.setObjectName("yanqing_eco_grid_source_back")
        self.back.clicked.connect(self._give_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.grid)
        column.addWidget(self.form)
        column.addWidget(self.load)
        column.addWidget(note)
        column.addWidget(self.sources, 1)
        # Side by side the two would be wider than a narrow dock.
        for one in (self.back, self.other, self.give):
            column.addWidget(one)
        self._show()

    def begin(self, redrawing: Redrawing) -> None:
        """Show the grids of this draft."""
        self._redrawing = redrawing
        self.form.begin(redrawing)
        redrawing.targetChanged.connect(self._show)
        redrawing.changed.connect(self._show)
        self._show()

    def end(self) -> None:
        """Show no grid."""
        self.form.end()
        self._redrawing = None
        self._show()

    def _show(self, _label: str = "") -> None:
        redrawing = self._redrawing
        label = redrawing.target if redrawing is not None else ""
        known = redrawing is not None and label in redrawing.figures.index
        self.form.show_grid(label)
        if not known:
            self.grid.setText(self.tr("Choose a grid: in the table, or with a right click on the map."))
            self.load.setText("")
            self.sources.setRowCount(0)
            self.other.clear()
            self._offer()
            return
        row = redrawing.figures.loc[label]
        self.grid.setText(f"<b>{redrawing.handler.name(label)}</b>")
        self._show_load(row["person_a"])
        self._show_sources(label)

    def _show_load(self, person: object) -> None:
        redrawing = self._redrawing
        cells = redrawing.draft.plan.cells
        mine = redrawing.figures.index[redrawing.figures["person_a"] == person].intersection(cells.index)
        minutes = float(cells.loc[mine, "minutes"].astype(float).sum())
        persons = redrawing.draft.persons
        limit = persons["minutes_available"].get(person) if isinstance(person, str) else None
        if not isinstance(person, str):
            self.load.setText("")
        elif limit is None or limit != limit:
            text = self.tr("Person A has {count} grids: {minutes} a week with ways.")
            self.load.setText(text.format(count=len(mine), minutes=load_text("minutes", minutes)))
        else:
            text = self.tr("Person A has {count} grids: {minutes} of at most {limit} a week, with ways.")
            shown = load_text("minutes", minutes), load_text("minutes", float(limit))
            self.load.setText(text.format(count=len(mine), minutes=shown[0], limit=shown[1]))

    def _show_sources(self, label: str) -> None:
        draft, duties = self._redrawing.draft, self._redrawing.handler.duties
        mine = draft.sources.loc[duties.sources_of(label)].sort_values("class")
        self.sources.setRowCount(len(mine))
        for number, (source, row) in enumerate(mine.iterrows()):
            hand = self.tr("yes") if duties.hand(str(source)) else ""
            for column, text in enumerate((row["name"], row["class"], hand)):
                self.sources.setItem(number, column, QTableWidgetItem(text if isinstance(text, str) else "–"))
            address = row["address"] if isinstance(row["address"], str) else ""
            self.sources.item(number, 0).setToolTip(f"{source}  {address}".strip())
            self.sources.item(number, 0).setData(Qt.ItemDataRole.UserRole, str(source))
        self.sources.resizeColumnToContents(1)
        self.sources.resizeColumnToContents(2)
        self._show_others(label, set(mine.index))
        self._offer()

    def _show_others(self, label: str, mine: set[str]) -> None:
        """Sources of other grids, the nearest first."""
        import numpy as np
        import shapely

        draft, handler = self._redrawing.draft, self._redrawing.handler
        points = np.asarray(draft.sources.geometry.array, dtype=object)
        ground = shapely.centroid(np.asarray(draft.units.geometry[handler.units_of(label)].array, dtype=object))
        # Degrees east are shorter than degrees north.
        east, north = float(shapely.get_x(ground).mean()), float(shapely.get_y(ground).mean())
        dx = (shapely.get_x(points) - east) * np.cos(np.radians(north))
        order = np.argsort(np.hypot(dx, shapely.get_y(points) - north), kind="stable")
        self.other.clear()
        for at in order.tolist():
            source = str(draft.sources.index[at])
            if source in mine:
                continue
            if self.other.count() == _NEAREST:
                break
            row, home = draft.sources.iloc[at], handler.duties.home(source)
            name = row["name"] if isinstance(row["name"], str) else source
            self.other.addItem(f"{name}  ({'–' if home is None else handler.name(home)})", source)

    def _offer(self) -> None:
        self.give.setEnabled(self.other.count() > 0)
        source = self._selected()
        self.back.setEnabled(source is not None and self._redrawing.handler.duties.hand(source) is not None)

    def _selected(self) -> str | None:
        items = self.sources.selectedItems()
        if not items or self._redrawing is None:
            return None
        return self.sources.item(items[0].row(), 0).data(Qt.ItemDataRole.UserRole)

    def _give(self) -> None:
        if self._redrawing is not None and self._redrawing.target and self.other.currentData() is not None:
            self._redrawing.give_source(self.other.currentData(), self._redrawing.target)

    def _give_back(self) -> None:
        source = self._selected()
        if source is not None:
            self._redrawing.give_source(source, None)
