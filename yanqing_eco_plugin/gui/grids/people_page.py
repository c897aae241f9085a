"""Gives the chosen grid its persons A and B, and shows the key sources they visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .figures import load_text

if TYPE_CHECKING:
    from .redrawing import Redrawing

__all__ = ["PeoplePage"]


class PeoplePage(QWidget):
    """Follows the grid that is chosen on the map or in the table."""

    def __init__(self) -> None:
        super().__init__()
        self._redrawing: Redrawing | None = None
        self.grid = QLabel()
        self.grid.setObjectName("yanqing_eco_grid_people_of")
        self.grid.setWordWrap(True)
        self.boxes = {"A": QComboBox(), "B": QComboBox()}
        form = QFormLayout()
        for role, box in self.boxes.items():
            box.setObjectName(f"yanqing_eco_grid_person_{role.lower()}")
            # Long names must not push the labels out of a narrow dock.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.activated.connect(self._on_chosen)
            form.addRow(self.tr("Person {role}").format(role=role), box)
        self.load = QLabel()
        self.load.setWordWrap(True)
        self.sources = QTableWidget(0, 3)
        self.sources.setObjectName("yanqing_eco_grid_sources")
        self.sources.setHorizontalHeaderLabels([self.tr("Key source"), self.tr("Class"), self.tr("Address")])
        self.sources.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.sources.verticalHeader().hide()
        note = QLabel(self.tr("Sources belong to the grid they lie in; they follow when it is redrawn and kept."))
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.grid)
        column.addLayout(form)
        column.addWidget(self.load)
        column.addWidget(note)
        column.addWidget(self.sources, 1)
        self._show()

    def begin(self, redrawing: Redrawing) -> None:
        """Show the persons of this draft."""
        self._redrawing = redrawing
        persons = redrawing.draft.persons
        for role, box in self.boxes.items():
            box.clear()
            box.addItem(self.tr("nobody"), None)
            given = persons["role"].fillna("").astype(str)
            order = sorted(persons.index, key=lambda one: (given[one] != role, str(one)))
            for person in order:
                row = persons.loc[person]
                name = row["name"] if isinstance(row["name"], str) else person
                body = row["organisation"] if isinstance(row["organisation"], str) else ""
                box.addItem(f"{name}  {body}".strip(), str(person))
        redrawing.targetChanged.connect(self._show)
        redrawing.changed.connect(self._show)
        self._show()

    def end(self) -> None:
        """Show nobody."""
        self._redrawing = None
        self._show()

    def _show(self, _label: str = "") -> None:
        redrawing = self._redrawing
        label = redrawing.target if redrawing is not None else ""
        known = redrawing is not None and label in redrawing.figures.index
        for box in self.boxes.values():
            box.setEnabled(known)
        if not known:
            self.grid.setText(self.tr("Choose a grid: in the table, or with a right click on the map."))
            self.load.setText("")
            self.sources.setRowCount(0)
            return
        row = redrawing.figures.loc[label]
        self.grid.setText(f"<b>{redrawing.handler.name(label)}</b>")
        for role, box in self.boxes.items():
            person = row[f"person_{role.lower()}"]
            box.setCurrentIndex(max(box.findData(person), 0) if isinstance(person, str) else 0)
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
        draft = self._redrawing.draft
        homes = draft.plan.sources["grid"]
        mine = draft.sources.loc[draft.sources.index.intersection(homes.index[homes == label])]
        mine = mine.sort_values("class")
        self.sources.setRowCount(len(mine))
        for number, (source, row) in enumerate(mine.iterrows()):
            texts = (row["name"], row["class"], row["address"])
            for column, text in enumerate(texts):
                self.sources.setItem(number, column, QTableWidgetItem(text if isinstance(text, str) else "–"))
            self.sources.item(number, 0).setToolTip(str(source))

    def _on_chosen(self, _number: int) -> None:
        if self._redrawing is not None and self._redrawing.target:
            self._redrawing.assign_people(
                self._redrawing.target, self.boxes["A"].currentData(), self.boxes["B"].currentData()
            )
