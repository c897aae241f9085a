"""Asks for a proposal with so many grids in a village or a township, and shows it before it is taken over."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from qgis.core import QgsFeature, QgsField, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QVariant, pyqtSignal
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

from ..algorithm_run import AlgorithmRun
from .unit_layer import GRID, UNIT, VILLAGE

if TYPE_CHECKING:
    from .redrawing import Redrawing

__all__ = ["ProposalPage"]


class ProposalPage(QWidget):
    """Runs ``dividegrids`` on a village, a township or all townships; a township's grids are shared out to its villages."""

    taken = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._redrawing: Redrawing | None = None
        self._band: QgsRubberBand | None = None
        self._folder: Path | None = None
        self._homes: dict[str, str] = {}
        self._runs = 0
        self.run = AlgorithmRun(self)
        self.run.succeeded.connect(self._on_divided)
        self.run.failed.connect(self._fail)
        self.run.cancelled.connect(lambda: self._fail(self.tr("Cancelled.")))
        self.scope = QComboBox()
        self.scope.setObjectName("yanqing_eco_grid_scope")
        self.scope.addItem(self.tr("Village of the chosen grid"), 12)
        self.scope.addItem(self.tr("Township of the chosen grid"), 9)
        self.scope.addItem(self.tr("Every township"), 6)
        self.parts = QSpinBox()
        self.parts.setObjectName("yanqing_eco_grid_parts")
        self.parts.setRange(0, 500)
        self.parts.setSpecialValueText(self.tr("as many as now"))
        self.parts.setToolTip(
            self.tr("A township's grids are handed out to its villages by their loads, at least one to each.")
        )
        self.tolerance = self._percent("tolerance", 5)
        self.most = self._percent("most", 15)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("Where"), self.scope)
        form.addRow(self.tr("Grids (in each township)"), self.parts)
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
        """Run the division on the units of the scope."""
        redrawing = self._redrawing
        village = redrawing.handler.village_of(redrawing.target) if redrawing is not None and redrawing.target else None
        if village is None or self.run.is_running:
            self.word.setText(self.tr("Choose a grid first: in the table, or with a right click on the map."))
            return
        self._forget(self.tr("Dividing …"))
        handler = redrawing.handler
        begin = village[: self.scope.currentData()]
        homes = {str(one): handler.village_of_unit(one) for one in redrawing.draft.units.index}
        homes = {unit: home for unit, home in homes.items() if home.startswith(begin)}
        copy = self._units(homes, self._wanted(begin))
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="yanqing_eco_proposal_"))
        self._runs += 1
        self._copy = copy
        names = redrawing.layer.fields().names()
        self._output = str(self._folder / f"proposal{self._runs}.gpkg")
        self.run.start(
            "yanqing_eco:dividegrids",
            {
                "INPUT": copy, "LOADS": [handler.load], "PARENT": "township", "VILLAGE": names[VILLAGE],
                "PARTS_FIELD": "wanted", "START": names[GRID], "LOCKED": "locked",
                "MAX_REASSIGNED": self.most.value() / 100, "TOLERANCE": self.tolerance.value() / 100,
                "OUTPUT": self._output,
            },
        )  # fmt: skip

    # -- inside --------------------------------------------------------------------------------------------------------

    def _wanted(self, begin: str) -> dict[str, int]:
        """Number of grids by township: what is asked for, or as many as the villages of the scope have now."""
        village = self._redrawing.figures["village"].astype(str)
        now = village[village.str.startswith(begin)].str[:9].value_counts()
        return {str(code): self.parts.value() or int(count) for code, count in now.items()}

    def _units(self, homes: dict[str, str], wanted: dict[str, int]) -> QgsVectorLayer:
        """A plain copy of units with township and number: the algorithm runs beside what goes on in the edit buffer."""
        source = self._redrawing.layer
        copy = QgsVectorLayer("MultiPolygon?crs=EPSG:4326", "units", "memory")
        more = [QgsField("township", QVariant.Type.String), QgsField("wanted", QVariant.Type.Int)]
        copy.dataProvider().addAttributes([*source.fields().toList(), *more])
        copy.updateFields()
        features = []
        for one in source.getFeatures(self._redrawing.handler.fids(homes)):
            town = homes[str(one[UNIT])][:9]
            feature = QgsFeature(copy.fields())
            feature.setGeometry(one.geometry())
            feature.setAttributes([*one.attributes(), town, wanted.get(town, self.parts.value() or 1)])
            features.append(feature)
        copy.dataProvider().addFeatures(features)
        return copy

    def _on_divided(self, results: dict[str, Any]) -> None:
        redrawing = self._redrawing
        if redrawing is None:
            return
        handler = redrawing.handler
        fresh: dict[tuple[str, str], str] = {}
        number = int(handler.new_label())
        for feature in QgsVectorLayer(self._output, "proposal", "ogr").getFeatures():
            unit, label = str(feature["unit_id"]), str(feature["grid"])
            village = handler.village_of_unit(unit)
            if handler.village_of(label) != village:
                # A grid that the plan does not have yet: its label must not meet another village's.
                if (village, label) not in fresh:
                    fresh[village, label] = str(number + len(fresh))
                label = fresh[village, label]
            self._homes[unit] = label
        moving = [one for one, label in self._homes.items() if handler.grid_of(one) != label]
        for feature in redrawing.layer.getFeatures(handler.fids(moving)):
            self._band.addGeometry(feature.geometry(), redrawing.layer.crs())
        moved = self.tr("{moving} of {count} units would change hands (orange on the map).")
        attained = self.tr("{grids} grids; largest deviation {deviation} (proven least: {least}).")
        told = [
            moved.format(moving=len(moving), count=len(self._homes)),
            attained.format(
                grids=len(set(self._homes.values())),
                deviation=f"{results['DEVIATION']:.1%}",
                least=f"{results['ATTAINABLE']:.1%}",
            ),
            str(results["INFEASIBLE"]),
        ]
        self.word.setText("\n".join(one for one in told if one))
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
        self._homes = {}
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
