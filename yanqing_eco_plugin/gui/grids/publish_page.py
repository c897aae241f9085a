"""Compares the draft with the plan in force, and publishes it."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDateEdit,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..algorithm_run import AlgorithmRun

if TYPE_CHECKING:
    from ...core.supervision import PlanHeader
    from ..session import EcoSession

__all__ = ["PublishPage"]


class PublishPage(QWidget):
    """Both run as algorithms on what the data centre holds; the dock has the draft kept before."""

    compareRequested = pyqtSignal()
    publishRequested = pyqtSignal()
    published = pyqtSignal(str)

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self._session = session
        self._plan = self._current = self._why_not = ""
        self._folder: Path | None = None
        self._layers: list[str] = []
        self.comparing, self.publishing = AlgorithmRun(self), AlgorithmRun(self)
        self.comparing.succeeded.connect(self._show_changes)
        self.publishing.succeeded.connect(lambda _: self.published.emit(self._plan))
        for run in (self.comparing, self.publishing):
            run.failed.connect(self.say)
            run.cancelled.connect(lambda: self.say(self.tr("Cancelled.")))
        self.plan = QLabel()
        self.plan.setWordWrap(True)
        self.compare = QPushButton(self.tr("Compare with the plan in force"))
        self.compare.setObjectName("yanqing_eco_grid_compare")
        self.compare.clicked.connect(self.compareRequested)
        self.summary = QLabel()
        self.summary.setObjectName("yanqing_eco_grid_changes_summary")
        self.summary.setWordWrap(True)
        self.changes = QTableWidget(0, 5)
        self.changes.setObjectName("yanqing_eco_grid_changes")
        self.changes.setHorizontalHeaderLabels([self.tr("Grid"), "+", "−", self.tr("Before"), self.tr("After")])
        self.changes.verticalHeader().hide()
        self.changes.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.changes.verticalHeader().setDefaultSectionSize(22)
        self.date = QDateEdit(QDate.currentDate().addDays(1))
        self.date.setObjectName("yanqing_eco_grid_date")
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.reason = QLineEdit()
        self.reason.setObjectName("yanqing_eco_grid_reason")
        self.reason.setPlaceholderText(self.tr("kept in the publish log for ever"))
        self.by = QLineEdit()
        self.by.setObjectName("yanqing_eco_grid_by")
        self.by.setPlaceholderText(self.tr("person or office, kept for ever"))
        self.replaces = QLabel()
        form = QFormLayout()
        form.addRow(self.tr("Effective from"), self.date)
        form.addRow(self.tr("Reason"), self.reason)
        form.addRow(self.tr("Published by"), self.by)
        form.addRow(self.tr("Replaces"), self.replaces)
        self.publish = QPushButton(self.tr("Publish"))
        self.publish.setObjectName("yanqing_eco_grid_publish")
        self.publish.clicked.connect(self.publishRequested)
        self.word = QLabel()
        self.word.setObjectName("yanqing_eco_grid_publish_word")
        self.word.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        for widget in (self.plan, self.compare, self.summary):
            column.addWidget(widget)
        column.addWidget(self.changes, 1)
        column.addLayout(form)
        column.addWidget(self.publish)
        column.addWidget(self.word)

    def show_plan(self, plan: PlanHeader | None, current: PlanHeader | None) -> None:
        """Offer comparing and publishing of a draft beside the plan in force."""
        self._current = "" if current is None else current.plan_id
        draft = plan is not None and plan.state == "draft"
        if not draft or plan.plan_id != self._plan:
            self.changes.setRowCount(0)
            self.summary.setText("")
            self.say("")
        self._plan = plan.plan_id if draft else ""
        self.plan.setText(f"<b>{plan.title or plan.plan_id}</b>" if draft else self.tr("Choose a draft first."))
        self.replaces.setText("–" if current is None else current.title or current.plan_id)
        self.compare.setEnabled(draft and current is not None)
        self.publish.setEnabled(draft and not self._why_not)

    def show_account(self, account: str) -> None:
        """Who publishes: the account of a shared centre, which is not to be changed; else whoever works here may confirm."""
        if account or not self.by.text() or self.by.isReadOnly():
            self.by.setText(account or QgsApplication.userLoginName())
        self.by.setReadOnly(bool(account))
        self.by.setToolTip(
            self.tr("The account by which the database knows you.")
            if account
            else self.tr("The name of your account on this computer; correct it where it is not yours.")
        )

    def allow(self, why_not: str) -> None:
        """Let publish, or say why it cannot be (empty: it can)."""
        self._why_not = why_not
        self.publish.setToolTip(why_not)
        self.publish.setEnabled(not why_not and bool(self._plan))

    def start_comparing(self) -> None:
        """Run the comparison on what the data centre holds."""
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="yanqing_eco_changes_"))
        run = len(self._layers)
        self._files = {name: str(self._folder / f"{name.lower()}{run}.gpkg") for name in ("OUTPUT", "GRIDS")}
        wanted = {"CENTRE": self._session.address, "BEFORE": self._current, "AFTER": self._plan}
        self.comparing.start("yanqing_eco:comparegridplans", {**wanted, **self._files})

    def start_publishing(self) -> None:
        """Run the publication: it checks the draft once more and refuses it with errors."""
        day = QDateTime(self.date.date().startOfDay())
        self.say(self.tr("Checking and publishing …"))
        self.publishing.start(
            "yanqing_eco:publishplan",
            {
                "CENTRE": self._session.address, "PLAN": self._plan, "EFFECTIVE": day, "REASON": self.reason.text(),
                "BY": self.by.text(), "REPLACES": self._current,
            },
        )  # fmt: skip

    def say(self, sentence: str) -> None:
        """Show one sentence under the button."""
        self.word.setText(sentence)

    def shut_down(self) -> None:
        """End what runs and delete the files of the comparisons."""
        from shutil import rmtree

        self.comparing.shut_down()
        self.publishing.shut_down()
        project = QgsProject.instance()
        project.removeMapLayers([one for one in self._layers if project.mapLayer(one) is not None])
        if self._folder is not None:
            rmtree(self._folder, ignore_errors=True)

    def _show_changes(self, results: dict[str, Any]) -> None:
        from ...layers.grids import style_changes

        text = self.tr("{units} units ({share}) and {sources} key sources change hands.")
        share = f"{float(results['REASSIGNED']):.1%}"
        self.summary.setText(text.format(units=results["UNITS"], share=share, sources=results["MOVED_SOURCES"]))
        layer = QgsVectorLayer(self._files["OUTPUT"], self.tr("Changes to the plan in force"), "ogr")
        if layer.isValid() and layer.featureCount():
            project = QgsProject.instance()
            project.removeMapLayers([one for one in self._layers if project.mapLayer(one) is not None])
            style_changes(layer, self._session.language)
            project.addMapLayer(layer, False)
            project.layerTreeRoot().insertLayer(0, layer)
        self._layers.append(layer.id())
        table = QgsVectorLayer(self._files["GRIDS"], "grids", "ogr")
        fields = table.fields()
        load = "minutes" if fields.lookupField("minutes_before") >= 0 else "area_km2"
        rows = [one for one in table.getFeatures() if one["gained"] or one["lost"]]
        self.changes.setRowCount(len(rows))
        for number, row in enumerate(rows):
            before, after = float(row[f"{load}_before"] or 0), float(row[f"{load}_after"] or 0)
            unit = self.tr("{value} min") if load == "minutes" else "{value} km²"
            texts = [row["grid"], row["gained"], row["lost"], *(unit.format(value=f"{v:.0f}") for v in (before, after))]
            for column, value in enumerate(texts):
                self.changes.setItem(number, column, QTableWidgetItem(str(value)))
        self.changes.resizeColumnsToContents()
