"""A draft under the pen: its layer, its handler, the map tools, and its saving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .autosave import Autosave, author
from .effect_panel import EffectPanel
from .figures import grid_figures, person_loads
from .handler import Move, RedrawHandler
from .unit_layer import redrawn_layer

if TYPE_CHECKING:
    import pandas as pd

    from ...core.supervision import PlanContent
    from ..session import EcoSession
    from .draft import Draft, Work

__all__ = ["Redrawing"]


class Redrawing(QObject):
    """Begins with a draft and ends with `end`; everybody else asks it what stands.

    Signals
    -------
    changed
        Units, the balanced load or what is known about grids is other than before.
    targetChanged
        The grid that units are given to.
    ended
        The layer is gone; the sentence says why, or is empty.
    """

    changed = pyqtSignal()
    targetChanged = pyqtSignal(str)
    said = pyqtSignal(str)
    ended = pyqtSignal(str)

    def __init__(self, session: EcoSession, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.draft = session, draft
        self.canvas = session.iface.mapCanvas()
        self.target = ""
        self.panel = EffectPanel(self.canvas)
        title = draft.plan.header.title or draft.plan.header.plan_id
        self.layer: QgsVectorLayer = redrawn_layer(draft, self.tr("Redrawing: {plan}").format(plan=title))
        self.handler = RedrawHandler(draft, self.layer, self)
        self.figures: pd.DataFrame = grid_figures(self.handler)
        by = author(session.address)
        self.saving = Autosave(session.address, draft, self.handler.work, by, self)
        self.saving.saved.connect(self._on_saved)
        self.handler.changed.connect(self._on_changed)
        project = QgsProject.instance()
        project.addMapLayer(self.layer, False)
        project.layerTreeRoot().insertLayer(0, self.layer)
        self.layer.willBeDeleted.connect(self._on_layer_gone)
        self._over = False

    @property
    def mean(self) -> float:
        """Mean of the balanced load over all grids."""
        return float(self.figures["load"].mean()) if len(self.figures) else 0.0

    def choose(self, label: str) -> None:
        """Make a grid the one that units are given to."""
        if label != self.target:
            self.target = label
            self.targetChanged.emit(label)

    def preview(self, move: Move) -> None:
        """Say on the map what a gesture would do."""
        self.panel.show_move(move, self.handler, self.mean, person_loads(self.handler, self.figures, move))

    def finish(self, move: Move, title: str) -> bool:
        """Do what was previewed, or say why not."""
        self.panel.hide()
        if move.refusal:
            self.said.emit(move.refusal)
            return False
        done = self.handler.commit(move, title)
        if done and (move.held or move.foreign):
            text = self.tr("{moved} units moved; {held} locked units and {foreign} units of other villages stayed.")
            self.said.emit(text.format(moved=len(move.effect.moved), held=len(move.held), foreign=len(move.foreign)))
        elif done:
            self.said.emit("")
        return done

    def describe(self, label: str, **facts: str | None) -> None:
        """Say what is known about a grid (see `FACTS`): its name, type, grade, responsible body, persons A and B."""
        titles = {
            "name": self.tr("Name of {grid}"),
            "type": self.tr("Type of {grid}"),
            "grade": self.tr("Grade of {grid}"),
            "responsible_body": self.tr("Responsible body of {grid}"),
        }
        title = titles.get(next(iter(facts)), self.tr("Persons of {grid}"))
        self.handler.duties.describe(label, facts, title.format(grid=self.handler.name(label)))

    def give_source(self, source: str, label: str | None) -> None:
        """Give a key source to a grid by hand, or (None) back to the grid it lies in."""
        title = self.tr("Key source {source}").format(source=source)
        self.handler.duties.give(source, label, title)

    def end(self, sentence: str = "") -> None:
        """Keep what is not kept yet and take the layer away."""
        if self._over:
            return
        self._over = True
        trouble = self.saving.shut_down()
        self.handler.shut_down()
        self.panel.shut_down()
        if not sip.isdeleted(self.layer):
            self.layer.willBeDeleted.disconnect(self._on_layer_gone)
            QgsProject.instance().removeMapLayer(self.layer.id())
        self.ended.emit(trouble or sentence)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.figures = grid_figures(self.handler)
        if not self._over:
            self.saving.touch()
            self.changed.emit()

    def _on_saved(self, plan: PlanContent, work: Work) -> None:
        """Codes are known now; what others changed elsewhere in the draft comes along."""
        self.draft = replace(self.draft, plan=plan)
        self.handler.know(self.draft)
        self.handler.duties.kept(work)
        theirs = plan.assignment["grid"].reindex(work.assignment.index)
        same = (theirs == work.assignment) | (theirs.isna() & work.assignment.isna())
        homes = {str(u): (g if isinstance(g, str) else None) for u, g in theirs[~same].items()}
        # Only where nothing was redrawn since: what is under the pen is compared at the next saving.
        homes = {u: g for u, g in homes.items() if self.handler.grid_of(u) == work.assignment[u]}
        if homes and self.handler.assign(homes, self.tr("Changes of another editor")):
            text = self.tr("{count} units were changed by another editor and are shown now.")
            self.said.emit(text.format(count=len(homes)))
        self.figures = grid_figures(self.handler)
        self.changed.emit()

    def _on_layer_gone(self) -> None:
        self.end(self.tr("The layer was removed; the draft is kept in the data centre."))
