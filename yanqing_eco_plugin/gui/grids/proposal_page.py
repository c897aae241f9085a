"""Asks for a proposal that balances grids within their villages, and shows it before it is taken over."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from qgis.core import QgsFeature, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..one_map.algorithm_run import AlgorithmRun
from .unit_layer import GRID, VILLAGE

if TYPE_CHECKING:
    from .redrawing import Redrawing

__all__ = ["ProposalPage"]


class ProposalPage(QWidget):
    """Runs ``dividegrids`` on a village or a township; grids lie in one village, so each village gets its number."""

    taken = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._redrawing: Redrawing | None = None
        self._band: QgsRubberBand | None = None
        self._folder: Path | None = None
        self._homes: dict[str, str] = {}
        self._queue: list[tuple[int, list[str]]] = []
        self._told: list[str] = []
        self._runs = 0
        self.run = AlgorithmRun(self)
        self.run.succeeded.connect(self._on_part)
        self.run.failed.connect(self._fail)
        self.run.cancelled.connect(lambda: self._fail(self.tr("Cancelled.")))
        self.scope = QComboBox()
        self.scope.setObjectName("yanqing_eco_grid_scope")
        self.scope.addItem(self.tr("Village of the chosen grid"), 12)
        self.scope.addItem(self.tr("Township of the chosen grid"), 9)
        self.parts = QSpinBox()
        self.parts.setObjectName("yanqing_eco_grid_parts")
        self.parts.setRange(0, 500)
        self.parts.setSpecialValueText(self.tr("as many as now"))
        self.tolerance = self._percent("tolerance", 5)
        self.most = self._percent("most", 15)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("Where"), self.scope)
        form.addRow(self.tr("Grids in each village"), self.parts)
        form.addRow(self.tr("Tolerance"), self.tolerance)
        form.addRow(self.tr("Most units that change hands"), self.most)
        self.ask = QPushButton(self.tr("Make a proposal"))
        self.ask.setObjectName("yanqing_eco_grid_propose")
        self.ask.clicked.connect(self.start)
        self.word = QLabel(self.tr("Choose a grid first. Locked units stay where they are."))
        self.word.setObjectName("yanqing_eco_grid_proposal_word")
        self.word.setWordWrap(True)
        self.take = QPushButton(self.tr("Take it over"))
        self.take.setObjectName("yanqing_eco_grid_take")
        self.take.setEnabled(False)
        self.take.clicked.connect(self._take)
        self.drop = QPushButton(self.tr("Discard it"))
        self.drop.setEnabled(False)
        self.drop.clicked.connect(lambda: self._forget(self.tr("Discarded; nothing was changed.")))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(form)
        for widget in (self.ask, self.word, self.take, self.drop):
            column.addWidget(widget)
        column.addStretch(1)

    def begin(self, redrawing: Redrawing) -> None:
        """Make proposals for this draft."""
        self._redrawing = redrawing
        self._band = QgsRubberBand(redrawing.canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(QColor(224, 130, 20))
        self._band.setFillColor(QColor(224, 130, 20, 110))
        redrawing.handler.changed.connect(self._on_changed)

    def end(self) -> None:
        """Drop what was proposed."""
        self.run.cancel()
        self._forget("")
        if self._redrawing is not None and self._band is not None:
            self._redrawing.canvas.scene().removeItem(self._band)
        self._redrawing = self._band = None

    def shut_down(self) -> None:
        """End what runs."""
        from shutil import rmtree

        self.end()
        self.run.shut_down()
        if self._folder is not None:
            rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Run the division, once for each number of grids that villages have."""
        redrawing = self._redrawing
        village = redrawing.handler.village_of(redrawing.target) if redrawing is not None and redrawing.target else None
        if village is None or self.run.is_running:
            self.word.setText(self.tr("Choose a grid first: in the table, or with a right click on the map."))
            return
        self._forget(self.tr("Dividing …"))
        begin = village[: self.scope.currentData()]
        figures = redrawing.figures
        many = figures[figures["village"].astype(str).str.startswith(begin)].groupby("village").size()
        numbers: dict[int, set[str]] = {}
        for code, count in many.items():
            numbers.setdefault(self.parts.value() or int(count), set()).add(str(code))
        by_village: dict[str, list[str]] = {}
        for unit in redrawing.draft.units.index:
            by_village.setdefault(redrawing.handler.village_of_unit(unit), []).append(str(unit))
        self._queue = [(n, [u for code in codes for u in by_village[code]]) for n, codes in numbers.items()]
        self._next()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _next(self) -> None:
        redrawing = self._redrawing
        number, units = self._queue.pop()
        handler = redrawing.handler
        source = redrawing.layer
        # A plain copy: the algorithm runs beside what goes on in the edit buffer.
        copy = QgsVectorLayer("MultiPolygon?crs=EPSG:4326", "units", "memory")
        copy.dataProvider().addAttributes(source.fields().toList())
        copy.updateFields()
        copy.dataProvider().addFeatures([QgsFeature(one) for one in source.getFeatures(handler.fids(units))])
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="yanqing_eco_proposal_"))
        self._runs += 1
        self._copy = copy
        names = source.fields().names()
        self._output = str(self._folder / f"proposal{self._runs}.gpkg")
        self.run.start(
            "yanqing_eco:dividegrids",
            {
                "INPUT": copy, "PARTS": number, "LOADS": [handler.load], "PARENT": names[VILLAGE], "START": names[GRID],
                "LOCKED": "locked", "MAX_REASSIGNED": self.most.value() / 100, "TOLERANCE": self.tolerance.value() / 100,
                "OUTPUT": self._output,
            },
        )  # fmt: skip

    def _on_part(self, results: dict[str, Any]) -> None:
        redrawing = self._redrawing
        if redrawing is None:
            return
        handler = redrawing.handler
        fresh: dict[tuple[str, str], str] = {}
        number = int(handler.new_label()) + len(set(self._homes.values()) - set(redrawing.figures.index))
        for feature in QgsVectorLayer(self._output, "proposal", "ogr").getFeatures():
            unit, label = str(feature["unit_id"]), str(feature["grid"])
            village = handler.village_of_unit(unit)
            if handler.village_of(label) != village:
                # A grid that the plan does not have yet: its label must not meet another village's.
                if (village, label) not in fresh:
                    fresh[village, label] = str(number + len(fresh))
                label = fresh[village, label]
            self._homes[unit] = label
        attained = self.tr("Largest deviation {deviation} (proven least: {least}).")
        self._told.append(
            attained.format(deviation=f"{results['DEVIATION']:.1%}", least=f"{results['ATTAINABLE']:.1%}")
        )
        if results["INFEASIBLE"]:
            self._told.append(str(results["INFEASIBLE"]))
        if self._queue:
            self._next()
        else:
            self._show()

    def _show(self) -> None:
        handler = self._redrawing.handler
        moving = [one for one, label in self._homes.items() if handler.grid_of(one) != label]
        for feature in self._redrawing.layer.getFeatures(handler.fids(moving)):
            self._band.addGeometry(feature.geometry(), self._redrawing.layer.crs())
        text = self.tr("{moving} of {count} units would change hands (orange on the map).")
        told = [text.format(moving=len(moving), count=len(self._homes)), *dict.fromkeys(self._told)]
        self.word.setText("\n".join(told))
        self.take.setEnabled(bool(moving))
        self.drop.setEnabled(True)

    def _take(self) -> None:
        homes, redrawing = dict(self._homes), self._redrawing
        self._forget("")
        if redrawing is not None and redrawing.handler.assign(homes, self.tr("Take over a proposal")):
            self.word.setText(self.tr("Taken over; undo takes it back in one step."))
            self.taken.emit()

    def _on_changed(self) -> None:
        if self._homes:
            self._forget(self.tr("Redrawn meanwhile: ask for a new proposal."))

    def _fail(self, sentence: str) -> None:
        self._forget(sentence)

    def _forget(self, sentence: str) -> None:
        self._homes, self._queue, self._told = {}, [], []
        if self._band is not None:
            self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self.take.setEnabled(False)
        self.drop.setEnabled(False)
        self.word.setText(sentence)

    def _percent(self, name: str, value: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setObjectName(f"yanqing_eco_grid_{name}")
        box.setRange(0.5, 99.0)
        box.setDecimals(1)
        box.setSuffix(" %")
        box.setValue(value)
        return box
