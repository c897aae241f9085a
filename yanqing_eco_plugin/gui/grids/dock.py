"""The Grid dock: plans, the draft under the pen, proposals, check, persons, publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QInputDialog, QLineEdit, QMessageBox, QTabWidget, QVBoxLayout, QWidget

from ...tasks import EcoTask, run_in_background
from ..latest_read import LatestRead
from ..open_dialogs import OpenDialogs
from .autosave import author
from .check_page import CheckPage
from .conflict_bar import ConflictBar
from .people_page import PeoplePage
from .plans_page import PlansPage
from .proposal_page import ProposalPage
from .publish_page import PublishPage
from .redraw_page import RedrawPage
from .redrawing import Redrawing

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...core.supervision import Finding, PlanHeader
    from ..session import EcoSession
    from .draft import Draft

__all__ = ["GridDock"]

PLANS, REDRAW, PROPOSAL, CHECK, PEOPLE, PUBLISH = range(6)
_LEAST_WIDTH, _LOOK_AGAIN_MS = 330, 150


class GridDock(QgsDockWidget):
    """Reads in the background; writes through the plan store, with a centre opened for it."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self.setObjectName("yanqing_eco_grids")
        self.setWindowTitle(self.tr("Grids"))
        self._session = session
        self._read, self._check_read = LatestRead(session), LatestRead(session)
        self._address = session.address
        self.redrawing: Redrawing | None = None
        self._after_saving: Callable[[], None] | None = None
        self.dialogs = OpenDialogs(session, self)
        self._waiting = QTimer(self)
        self._waiting.setInterval(_LOOK_AGAIN_MS)
        self._waiting.timeout.connect(self._look)
        self.plans = PlansPage()
        self.redraw = RedrawPage()
        self.proposal = ProposalPage()
        self.check = CheckPage(session.iface.mapCanvas())
        self.people = PeoplePage()
        self.publish = PublishPage(session)
        self.conflict = ConflictBar()
        self._lay_out()
        self._connect()
        if session.is_open:
            self._on_opened()

    def shut_down(self) -> None:
        """Keep the draft, and leave nothing running or on the map."""
        self._session.centreOpened.disconnect(self._on_opened)
        self._session.centreClosed.disconnect(self._on_closed)
        self._waiting.stop()
        self._read.drop()
        self._check_read.drop()
        self.end_redrawing()
        self.proposal.shut_down()
        self.publish.shut_down()
        self.dialogs.shut_down()

    # -- plans ---------------------------------------------------------------------------------------------------------

    def load_plans(self, choose: str = "") -> None:
        """Read the list of plans again."""

        def work(centre: DataCentre, progress: Any) -> tuple[list[PlanHeader], str]:
            from ...processing_algorithms.grids.plan_store import account_in, plan_headers

            return plan_headers(centre), account_in(centre)

        def show(answer: tuple[list[PlanHeader], str]) -> None:
            plans, account = answer
            self.publish.show_account(account)
            self.plans.show_plans(plans, choose)
            self._show_publication()

        self._read.ask(self.tr("Reading the plans"), work, show, self._session.complain)

    def copy(self, plan_id: str, new_id: str) -> None:
        """Copy any plan as a draft, and open it for redrawing."""
        address, by = self._session.address, author(self._session.address)

        def work(_progress: Any) -> None:
            from ...core.data_centre import open_centre
            from ...processing_algorithms.grids.plan_store import copy_plan

            with open_centre(address) as centre:
                copy_plan(centre, plan_id, new_id, by=by)

        self._write(self.tr("Copying the plan"), work, lambda _: self._copied(new_id))

    def open_draft(self, plan_id: str) -> None:
        """Read a draft with its units and begin to redraw it."""
        self.end_redrawing()

        def work(centre: DataCentre, progress: Any) -> Draft:
            from .draft import read_draft

            return read_draft(centre, plan_id, progress)

        self._read.ask(self.tr("Reading the draft"), work, self._begin, self._session.complain)

    def delete(self, plan_id: str) -> None:
        """Delete a draft."""
        address, by = self._session.address, author(self._session.address)
        if self.redrawing is not None and self.redrawing.draft.plan.header.plan_id == plan_id:
            self.end_redrawing()

        def work(_progress: Any) -> None:
            from ...core.data_centre import open_centre
            from ...processing_algorithms.grids.plan_store import delete_draft

            with open_centre(address) as centre:
                delete_draft(centre, plan_id, by=by)

        self._write(self.tr("Deleting the draft"), work, lambda _: self.load_plans())

    # -- redrawing -----------------------------------------------------------------------------------------------------

    def end_redrawing(self, sentence: str = "") -> None:
        """Keep the draft and take its layer and tools away."""
        redrawing, self.redrawing = self.redrawing, None
        if redrawing is None:
            return
        for page in (self.redraw, self.proposal, self.people):
            page.end()
        self.check.clear()
        self.conflict.hide()
        redrawing.end(sentence)
        redrawing.deleteLater()
        for number in (REDRAW, PROPOSAL, CHECK, PEOPLE):
            self.tabs.setTabEnabled(number, False)

    def _begin(self, draft: Draft) -> None:
        self.redrawing = Redrawing(self._session, draft, self)
        self.redrawing.ended.connect(self._on_ended)
        self.redrawing.changed.connect(self.check.outdate)
        self.redrawing.saving.conflicted.connect(self.conflict.ask)
        for page in (self.redraw, self.proposal, self.people):
            page.begin(self.redrawing)
        for number in (REDRAW, PROPOSAL, CHECK, PEOPLE):
            self.tabs.setTabEnabled(number, True)
        self.tabs.setCurrentIndex(REDRAW)
        # QGIS's own undo and redo work on the active layer.
        self._session.iface.setActiveLayer(self.redrawing.layer)
        self._show_publication()

    def _on_ended(self, sentence: str) -> None:
        if self.redrawing is not None:
            # The layer was taken away by somebody else.
            self.end_redrawing()
        self.tabs.setCurrentIndex(PLANS)
        if sentence:
            self._session.inform(sentence)
        if self._session.is_open:
            self.load_plans()

    def _load_theirs(self) -> None:
        plan_id = self.redrawing.draft.plan.header.plan_id
        self.redrawing.saving.discard()
        self.end_redrawing()
        self.open_draft(plan_id)

    def _keep_mine(self) -> None:
        # Ending keeps what cannot be saved as a new draft, and says its name.
        self.end_redrawing()

    # -- check and publication -----------------------------------------------------------------------------------------

    def run_check(self) -> None:
        """Check the draft as the data centre holds it, after all of it is kept."""
        self.check.summary.setText(self.tr("Checking …"))
        self._when_saved(self._run_check)

    def _run_check(self) -> None:
        if self.redrawing is None:
            return
        plan_id = self.redrawing.draft.plan.header.plan_id

        def work(centre: DataCentre, progress: Any) -> list[Finding]:
            from ...processing_algorithms.grids.plan_store import check_stored

            return check_stored(centre, plan_id, progress=progress)

        self._check_read.ask(self.tr("Checking the draft"), work, self.check.show_findings, self.check.summary.setText)

    def _on_published(self, plan_id: str) -> None:
        redrawn = self.redrawing
        if redrawn is not None and redrawn.draft.plan.header.plan_id == plan_id:
            self.end_redrawing()
        self._session.inform(self.tr("The plan {plan} is published.").format(plan=plan_id))
        self.tabs.setCurrentIndex(PLANS)
        self.load_plans(plan_id)

    def _show_publication(self) -> None:
        current = next((one for one in self.plans.plans if one.state == "in_force"), None)
        plan = self.redrawing.draft.plan.header if self.redrawing is not None else self.plans.chosen
        self.publish.show_plan(plan, current)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _when_saved(self, act: Callable[[], None]) -> None:
        """Do something once the data centre holds all that was redrawn."""
        self._after_saving = act
        self._look()
        if self._after_saving is not None:
            self._waiting.start()

    def _look(self) -> None:
        if self.redrawing is not None and not self.redrawing.saving.is_clean:
            return
        self._waiting.stop()
        act, self._after_saving = self._after_saving, None
        if act is not None:
            act()

    def _write(self, description: str, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        run_in_background(EcoTask(description, work, done=done, failed=self._session.complain, silent=True))

    def _copied(self, new_id: str) -> None:
        self.load_plans(new_id)
        QTimer.singleShot(0, lambda: self._when_read(new_id))

    def _when_read(self, plan_id: str) -> None:
        # One question after the other: the list first, then the draft.
        if self._read.waiting:
            QTimer.singleShot(_LOOK_AGAIN_MS, lambda: self._when_read(plan_id))
        elif self._session.is_open:
            self.open_draft(plan_id)

    def _ask_copy(self, plan_id: str) -> None:
        taken = {one.plan_id for one in self.plans.plans}
        number = 2
        while f"{plan_id[:50]}-{number}" in taken:
            number += 1
        new_id, agreed = QInputDialog.getText(
            self, self.tr("Copy as draft"), self.tr("Id of the draft, without blanks and slashes:"),
            QLineEdit.EchoMode.Normal, f"{plan_id[:50]}-{number}",
        )  # fmt: skip
        if agreed and new_id.strip():
            self.copy(plan_id, new_id.strip())

    def _ask_delete(self, plan_id: str) -> None:
        text = self.tr("Delete the draft {plan} with all its grids? This cannot be undone.").format(plan=plan_id)
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        if QMessageBox.question(self, self.tr("Delete draft"), text, buttons) == QMessageBox.StandardButton.Yes:
            self.delete(plan_id)

    def _open_dialog(self, algorithm: str, plan_id: str) -> None:
        self.dialogs.open_algorithm(algorithm, {"CENTRE": self._session.address, "PLAN": plan_id})

    def _on_opened(self) -> None:
        self._address = self._session.address
        why_not = (
            "" if self._session.may_edit else self.tr("You may look here, not change: that takes the role editor.")
        )
        self.plans.allow(why_not)
        self.publish.allow(why_not)
        self.load_plans()

    def _on_closed(self) -> None:
        self._waiting.stop()
        self._read.drop()
        self._check_read.drop()
        self.end_redrawing()
        self.plans.show_plans([])
        self._show_publication()

    def _connect(self) -> None:
        self._session.centreOpened.connect(self._on_opened)
        self._session.centreClosed.connect(self._on_closed)
        self.plans.copyRequested.connect(self._ask_copy)
        self.plans.openRequested.connect(self.open_draft)
        self.plans.deleteRequested.connect(self._ask_delete)
        self.plans.exportRequested.connect(lambda one: self._open_dialog("yanqing_eco:exportgridplan", one))
        self.plans.atlasRequested.connect(lambda one: self._open_dialog("yanqing_eco:gridatlas", one))
        self.plans.table.itemSelectionChanged.connect(self._show_publication)
        self.redraw.closeRequested.connect(self.end_redrawing)
        self.check.checkRequested.connect(self.run_check)
        self.publish.compareRequested.connect(lambda: self._when_saved(self.publish.start_comparing))
        self.publish.publishRequested.connect(lambda: self._when_saved(self.publish.start_publishing))
        self.publish.published.connect(self._on_published)
        self.conflict.loadTheirs.connect(self._load_theirs)
        self.conflict.keepMine.connect(self._keep_mine)

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("yanqing_eco_grid_tabs")
        self.tabs.setDocumentMode(True)
        # All tabs stay in sight in a narrow dock: long titles are shortened rather than hidden behind arrows.
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        for page, title in (
            (self.plans, self.tr("Plans")),
            (self.redraw, self.tr("Redraw")),
            (self.proposal, self.tr("Proposal")),
            (self.check, self.tr("Check")),
            (self.people, self.tr("Persons")),
            (self.publish, self.tr("Publish")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, title), title)
        self.tabs.setTabToolTip(PEOPLE, self.tr("Name, type, grade, responsible body, persons and sources of a grid"))
        for number in (REDRAW, PROPOSAL, CHECK, PEOPLE):
            self.tabs.setTabEnabled(number, False)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.conflict)
        column.addWidget(self.tabs, 1)
        whole.setMinimumWidth(_LEAST_WIDTH)
        self.setWidget(whole)
