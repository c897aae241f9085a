"""What is known about the chosen grid, as a form: name, type, grade, responsible body, persons A and B."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from ...layers.grids import GRID_TYPES
from ...layers.language import word

if TYPE_CHECKING:
    from .redrawing import Redrawing

__all__ = ["GridForm"]

_MOST_LETTERS = 100


class GridForm(QWidget):
    """One undo step for each entry, as soon as it is finished."""

    def __init__(self) -> None:
        super().__init__()
        self._redrawing: Redrawing | None = None
        self._label = ""
        self.name = QLineEdit()
        self.name.setObjectName("yanqing_eco_grid_name")
        self.boxes = {
            "type": _box("type"),
            "grade": _box("grade"),
            "responsible_body": _box("body"),
            "person_a": _box("person_a"),
            "person_b": _box("person_b"),
        }
        self.boxes["type"].setToolTip(self.tr("Colours the map. By its units: the type that most of its units have."))
        self.boxes["grade"].setToolTip(
            self.tr("Management grade in the words of the district; those in use are offered.")
        )
        self.boxes["responsible_body"].setToolTip(
            self.tr("Those of the plan's grids and the organisations of its persons are offered.")
        )
        # What is typed rather than chosen; the boxes among these offer what is in use.
        self._lines = {"name": self.name}
        for what in ("grade", "responsible_body"):
            box = self.boxes[what]
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            # Completion would take a longer name for the one that is typed.
            box.setCompleter(None)
            self._lines[what] = box.lineEdit()
        for line in self._lines.values():
            line.setMaxLength(_MOST_LETTERS)
            line.editingFinished.connect(self._take_typed)
        for what, box in self.boxes.items():
            box.activated.connect(partial(self._take_chosen, what))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Type"), self.boxes["type"])
        form.addRow(self.tr("Grade"), self.boxes["grade"])
        form.addRow(self.tr("Responsible body"), self.boxes["responsible_body"])
        for role in "AB":
            form.addRow(self.tr("Person {role}").format(role=role), self.boxes[f"person_{role.lower()}"])
        self.show_grid("")

    def begin(self, redrawing: Redrawing) -> None:
        """Offer types and persons for the grids of this draft."""
        self._redrawing, self._label = redrawing, ""
        kinds, persons = self.boxes["type"], redrawing.draft.persons
        kinds.clear()
        kinds.addItem(self.tr("by its units"), None)
        for name in GRID_TYPES:
            kinds.addItem(word(f"type_{name}", redrawing.session.language), name)
        given = persons["role"].fillna("").astype(str)
        for role in "AB":
            box = self.boxes[f"person_{role.lower()}"]
            box.clear()
            box.addItem(self.tr("nobody"), None)
            for person in sorted(persons.index, key=lambda one: (given[one] != role, str(one))):
                row = persons.loc[person]
                name = row["name"] if isinstance(row["name"], str) else person
                body = row["organisation"] if isinstance(row["organisation"], str) else ""
                box.addItem(f"{name}  {body}".strip(), str(person))
        self.show_grid(redrawing.target)

    def end(self) -> None:
        """Show no grid; what was typed last is taken over."""
        self._take_typed()
        self._redrawing = None
        self.show_grid("")

    def show_grid(self, label: str) -> None:
        """Show what is known about a grid; nothing where there is no such grid."""
        known = self._redrawing is not None and label in self._redrawing.figures.index
        if not known:
            label = ""
        if label != self._label:
            former, self._label = self._label, label
            self._describe(former, self._typed())
        self.setEnabled(known)
        if known:
            self._fill()
            return
        self.name.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(-1)
            box.clearEditText()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        facts = self._redrawing.handler.duties
        # What is being typed stays when the draft is saved meanwhile.
        for what, box in self.boxes.items():
            value = facts.fact(self._label, what)
            if what not in self._lines:
                # What the plan has and nobody knows here is shown as it stands.
                if value is not None and box.findData(value) < 0:
                    box.addItem(value, value)
                box.setCurrentIndex(0 if value is None else box.findData(value))
            elif not box.lineEdit().isModified():
                offered = self._in_use(what)
                if offered != [box.itemText(number) for number in range(box.count())]:
                    box.clear()
                    box.addItems(offered)
                box.setCurrentIndex(box.findText(value) if value else -1)
                box.setEditText(value or "")
        name = facts.fact(self._label, "name") or ""
        if not self.name.isModified() and self.name.text() != name:
            self.name.setText(name)

    def _in_use(self, what: str) -> list[str]:
        draft, facts = self._redrawing.draft, self._redrawing.handler.duties
        found = {facts.fact(label, what) for label in self._redrawing.figures.index}
        if what == "responsible_body":
            found.update(draft.plan.grids[what].dropna(), draft.persons["organisation"].dropna())
        return sorted(one for one in found if one)

    def _typed(self) -> dict[str, str | None]:
        """What was typed since it was last taken over."""
        typed: dict[str, str | None] = {}
        for what, line in self._lines.items():
            if line.isModified():
                typed[what] = " ".join(line.text().split()) or None
                line.setModified(False)
        return typed

    def _take_typed(self) -> None:
        self._describe(self._label, self._typed())

    def _take_chosen(self, what: str, number: int) -> None:
        box = self.boxes[what]
        if what in self._lines:
            box.lineEdit().setModified(False)
            self._describe(self._label, {what: box.itemText(number)})
        else:
            self._describe(self._label, {what: box.itemData(number)})

    def _describe(self, label: str, facts: dict[str, str | None]) -> None:
        if facts and self._redrawing is not None and label in self._redrawing.figures.index:
            self._redrawing.describe(label, **facts)
            self.show_grid(self._label)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"yanqing_eco_grid_{name}")
    # Long names must not push the labels out of a narrow dock.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
