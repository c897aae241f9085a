"""Redraws a draft on the edit buffer of its layer: one undo step a gesture, and totals that follow undo and redo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import NULL
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .draft import COLOURS, Work
from .duties import Duties
from .unit_layer import COLOUR, DUTIES, GRID, LOCKED, UNIT

if TYPE_CHECKING:
    import pandas as pd
    from qgis.core import QgsVectorLayer

    from ...core.supervision import Effect
    from .draft import Draft

__all__ = ["Move", "RedrawHandler"]


@dataclass(frozen=True)
class Move:
    """What a gesture would do, before it is done.

    Attributes
    ----------
    held
        Locked units, which stay.
    foreign
        Units of another village than the grid's, which stay: a grid lies in one village (DB11/T 2157).
    refusal
        Why it will not be done; empty where it will.
    """

    to: str
    effect: Effect
    held: tuple[str, ...]
    foreign: tuple[str, ...]
    torn: tuple[str, ...]
    refusal: str


class RedrawHandler(QObject):
    """The only one who writes into the layer; what it holds is always what the layer's attributes say.

    Attributes
    ----------
    score
        Running totals; the first load is the one that is balanced.
    locked
        Units that do not move.
    duties
        What is known about grids, and sources given by hand, on the same undo stack.
    strict
        Whether a gesture that tears a grid apart or leaves it without units is refused; else the check will mark it.
    """

    changed = pyqtSignal()

    def __init__(self, draft: Draft, layer: QgsVectorLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft, self.layer, self.strict = draft, layer, True
        self._codes: dict[str, str] = {}
        self.duties = Duties(self, draft)
        self.know(draft)
        self.load = draft.loads[0]
        self._fid = {str(one[UNIT]): one.id() for one in layer.getFeatures()}
        self._unit = {fid: unit for unit, fid in self._fid.items()}
        self._carrier = next(iter(self._fid))
        homes = draft.plan.assignment.reindex(draft.units.index)
        self.locked = {str(unit) for unit in homes.index[homes["locked"] == 1]}
        self._village = draft.units["village"].to_dict()
        self._village_of_grid = dict(draft.plan.cells["parent"])
        self._colours = dict(draft.colours)
        self._noted: dict[str, str | None] = {}
        self._labels = {str(one) for one in draft.plan.cells.index}
        self._begin_score(homes["grid"])
        layer.startEditing()
        layer.attributeValueChanged.connect(self._note)
        layer.undoStack().indexChanged.connect(self._follow)
        layer.afterRollBack.connect(self._read_again)

    def know(self, draft: Draft) -> None:
        """Take over codes that grids were given when the draft was kept; the units stay as they stand here."""
        self.draft = draft
        self.duties.know(draft)
        cells = draft.plan.cells
        self._codes = {str(label): code for label, code in cells["code"].items() if isinstance(code, str)}

    # -- what stands ---------------------------------------------------------------------------------------------------

    @property
    def assignment(self) -> pd.Series:
        """The grid of every unit as it stands."""
        return self.score.assignment

    def work(self) -> Work:
        """A copy of what was redrawn, for the background."""
        return Work(self.assignment, frozenset(self.locked), *self.duties.to_keep())

    def grid_of(self, unit: str) -> str | None:
        """The grid a unit belongs to."""
        label = self.assignment_at(unit)
        return None if label is None else str(label)

    def assignment_at(self, unit: str) -> Any:
        """As the score knows it; None where the unit has no grid."""
        return self._homes.get(unit)

    def units_of(self, label: str) -> list[str]:
        """The units of a grid."""
        return [unit for unit, home in self._homes.items() if home == label]

    def village_of(self, label: str) -> str | None:
        """The village a grid lies in."""
        return self._village_of_grid.get(label)

    def village_of_unit(self, unit: str) -> str:
        """The village a unit lies in."""
        return str(self._village[unit])

    def fids(self, units: Iterable[str]) -> list[int]:
        """Ids of the units' features."""
        return [self._fid[one] for one in units]

    def balance_by(self, load: str) -> None:
        """Take another load for the one that is balanced."""
        self.load = load
        self._begin_score(self.assignment)
        self.changed.emit()

    # -- before it is done ---------------------------------------------------------------------------------------------

    def weigh(self, units: Iterable[str], to: str, *, merging: bool = False) -> Move:
        """What happens when `units` go to the grid `to`; a grid that is not there yet takes the units' own village."""
        wanted = [one for one in dict.fromkeys(units) if self._homes.get(one) != to]
        home = self._village_of_grid.get(to) or (self._village[wanted[0]] if wanted else None)
        held = tuple(one for one in wanted if one in self.locked)
        foreign = tuple(one for one in wanted if one not in self.locked and self._village[one] != home)
        stay = {*held, *foreign}
        effect = self.score.effect([one for one in wanted if one not in stay], to)
        torn = tuple(str(one) for one in effect.breaks if effect.moved)
        if merging:
            torn = tuple(one for one in torn if effect.after[one].cells)
        return Move(to, effect, held, foreign, torn, self._refusal(effect, held, foreign, torn))

    def new_label(self) -> str:
        """A label that no grid of this draft has had."""
        numbers = [int(one) for one in self._labels if one.isdigit()]
        return str(max(numbers, default=0) + 1)

    # -- doing ---------------------------------------------------------------------------------------------------------

    def commit(self, move: Move, title: str) -> bool:
        """Do it as one undo step; False where nothing moves or it is refused."""
        if move.refusal or not move.effect.moved:
            return False
        return self.assign({str(unit): move.to for unit in move.effect.moved}, title)

    def assign(self, homes: Mapping[str, str | None], title: str) -> bool:
        """Give many units to many grids as one undo step; locked units stay."""
        moving = {u: to for u, to in homes.items() if u not in self.locked and self._homes.get(u) != to}
        for to in {one for one in moving.values() if one is not None}:
            self._register(to, [unit for unit, home in moving.items() if home == to])
        changes = [(unit, GRID, NULL if to is None else to) for unit, to in moving.items()]
        changes += [(unit, COLOUR, NULL if to is None else self._colours[to]) for unit, to in moving.items()]
        return self._write(changes, title)

    def lock(self, units: Collection[str], on: bool, title: str) -> bool:
        """Lock or unlock units as one undo step."""
        return self._write([(one, LOCKED, int(on)) for one in units if (one in self.locked) != on], title)

    def write_attribute(self, field: int, value: Any, title: str) -> bool:
        """Write what concerns the draft as a whole, as one undo step."""
        return self._write([(self._carrier, field, value)], title)

    def undo(self) -> None:
        """Take the last gesture back."""
        self.layer.undoStack().undo()
        self.layer.triggerRepaint()

    def redo(self) -> None:
        """Do the gesture again that was taken back."""
        self.layer.undoStack().redo()
        self.layer.triggerRepaint()

    def shut_down(self) -> None:
        """Hear nothing of the layer any more; it is left as a plain copy that nobody edits."""
        if sip.isdeleted(self.layer):
            return
        self.layer.attributeValueChanged.disconnect(self._note)
        self.layer.undoStack().indexChanged.disconnect(self._follow)
        self.layer.afterRollBack.disconnect(self._read_again)
        if self.layer.isEditable():
            self.layer.commitChanges()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _begin_score(self, assignment: pd.Series) -> None:
        from ...core.supervision import Score

        names = [self.load, *(one for one in self.draft.loads if one != self.load)]
        homes = assignment.reindex(self.draft.units.index)
        # Locks are kept here: taking a gesture back moves its units whatever was locked in between.
        self.score = Score(self.draft.weighed, homes, names, graph=self.draft.graph)
        self._homes = {str(u): (str(g) if isinstance(g, str) else None) for u, g in homes.items()}

    def _register(self, label: str, units: list[str]) -> None:
        """Make a new grid known: its village, and a colour that its neighbours do not have."""
        self._labels.add(label)
        self._village_of_grid.setdefault(label, self._village[units[0]])
        if label not in self._colours:
            from numpy import isin

            graph = self.draft.graph
            at = graph.index.get_indexer(units)
            near = {*graph.second[isin(graph.first, at)].tolist(), *graph.first[isin(graph.second, at)].tolist()}
            beside = {self._colours.get(self._homes.get(str(graph.index[one])) or "") for one in near}
            self._colours[label] = next((one for one in range(len(COLOURS)) if one not in beside), 0)

    def _write(self, changes: list[tuple[str, int, Any]], title: str) -> bool:
        if not changes:
            return False
        if not self.layer.isEditable():
            self.layer.startEditing()
        self.layer.beginEditCommand(title)
        try:
            for unit, field, value in changes:
                self.layer.changeAttributeValue(self._fid[unit], field, value)
        except Exception:
            self.layer.destroyEditCommand()
            raise
        self.layer.endEditCommand()
        self.layer.triggerRepaint()
        return True

    def _note(self, fid: int, field: int, value: Any) -> None:
        unit = self._unit.get(fid)
        if unit is None:
            return
        if field == GRID:
            self._noted[unit] = None if value in (None, NULL, "") else str(value)
        elif field == LOCKED:
            (self.locked.add if value == 1 else self.locked.discard)(unit)
        elif field == DUTIES and unit == self._carrier:
            self.duties.note("" if value in (None, NULL) else str(value))

    def _follow(self, _index: int = 0) -> None:
        noted, self._noted = self._noted, {}
        groups: dict[str | None, list[str]] = {}
        for unit, label in noted.items():
            groups.setdefault(label, []).append(unit)
        for label, units in groups.items():
            self.score.move(units, label)
        self._homes.update(noted)
        self.changed.emit()

    def _read_again(self) -> None:
        """QGIS threw the edits away at once: take what the layer says now."""
        for feature in self.layer.getFeatures():
            self._note(feature.id(), GRID, feature[GRID])
            self._note(feature.id(), LOCKED, feature[LOCKED])
            self._note(feature.id(), DUTIES, feature[DUTIES])
        self._follow()

    def _refusal(self, effect: Effect, held: tuple[str, ...], foreign: tuple[str, ...], torn: tuple[str, ...]) -> str:
        if not effect.moved:
            if held:
                return self.tr("Locked units do not move; unlock them first.")
            if foreign:
                return self.tr("A grid lies in one village: units of another village cannot join it.")
            return ""
        if not self.strict or not torn:
            return ""
        if any(not effect.after[one].cells for one in torn):
            return self.tr("The grid {grid} would have no unit left; merge it instead.").format(grid=self.name(torn[0]))
        return self.tr("The grid {grid} would fall apart.").format(grid=self.name(torn[0]))

    def name(self, label: str) -> str:
        """What a grid is called on the screen: its code, or that it is new."""
        return self._codes.get(label) or self.tr("new {label}").format(label=label)
