"""The page of the draft under the pen: tools, undo, the balanced load, and the table of its grids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .figures import load_name, load_text
from .grids_model import ByValue, GridsModel
from .tools.lasso import LassoTool
from .tools.lock import LockTool
from .tools.merge import MergeTool
from .tools.paint import BoundaryTool, PaintTool
from .tools.split import SplitTool

if TYPE_CHECKING:
    from .redrawing import Redrawing
    from .tools.gesture import GestureTool

__all__ = ["RedrawPage"]

_TOOLS = (PaintTool, LassoTool, BoundaryTool, SplitTool, MergeTool, LockTool)


class RedrawPage(QWidget):
    """Works on one `Redrawing` at a time."""

    closeRequested = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.redrawing: Redrawing | None = None
        self.tools: dict[str, GestureTool] = {}
        self._outline: QgsRubberBand | None = None
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.state = QLabel()
        self.state.setObjectName("yanqing_eco_grid_saved")
        self.word = QLabel()
        self.word.setObjectName("yanqing_eco_grid_word")
        self.word.setWordWrap(True)
        self.word.hide()
        self.load = QComboBox()
        self.load.setObjectName("yanqing_eco_grid_load")
        self.load.activated.connect(self._on_load)
        self.strict = QCheckBox(self.tr("Refuse moves that tear a grid apart"))
        self.strict.setObjectName("yanqing_eco_grid_strict")
        self.strict.setChecked(True)
        self.strict.toggled.connect(self._on_strict)
        self.summary = QLabel()
        self.summary.setObjectName("yanqing_eco_grid_summary")
        self.summary.setWordWrap(True)
        self.model = GridsModel()
        self.order = ByValue(self.model)
        self.view = QTableView()
        self.view.setObjectName("yanqing_eco_grid_table")
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(22)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.view.doubleClicked.connect(lambda _: self.zoom())
        self._lay_out()

    def begin(self, redrawing: Redrawing) -> None:
        """Offer the tools for this draft."""
        self.redrawing = redrawing
        self._outline = QgsRubberBand(redrawing.canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._outline.setColor(QColor(10, 60, 160))
        self._outline.setFillColor(QColor(0, 0, 0, 0))
        self._outline.setWidth(3)
        for kind in _TOOLS:
            tool = kind(redrawing)
            tool.setAction(None)
            self.tools[kind.NAME] = tool
        redrawing.canvas.mapToolSet.connect(self._on_tool_set)
        redrawing.changed.connect(self._show)
        redrawing.targetChanged.connect(self._show_target)
        redrawing.said.connect(self.say)
        redrawing.saving.pending.connect(self._say_pending)
        redrawing.saving.saved.connect(lambda *_: self._say_saved())
        redrawing.saving.failed.connect(self._say_unsaved)
        redrawing.saving.conflicted.connect(self._say_stopped)
        header = redrawing.draft.plan.header
        self.title.setText(f"<b>{header.title or header.plan_id}</b> ({header.plan_id})")
        self.load.clear()
        for name in redrawing.draft.loads:
            self.load.addItem(load_name(name), name)
        self.strict.setChecked(True)
        self.say("")
        self.state.setText(self.tr("Saved"))
        self._show()
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.view.resizeColumnsToContents()

    def end(self) -> None:
        """Take the tools away."""
        redrawing, self.redrawing = self.redrawing, None
        if redrawing is None:
            return
        redrawing.canvas.mapToolSet.disconnect(self._on_tool_set)
        for tool in self.tools.values():
            tool.shut_down()
        self.tools.clear()
        if self._outline is not None:
            redrawing.canvas.scene().removeItem(self._outline)
            self._outline = None
        self.model.clear()

    def say(self, sentence: str, *, hint: bool = False) -> None:
        """Show one sentence under the tools, in red where it is no mere hint; an empty one takes it away."""
        self.word.setStyleSheet("" if hint else "color:#b2182b;")
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))

    def zoom(self) -> None:
        """Show the chosen grid on the map."""
        if self.redrawing is not None and self._outline is not None and self._outline.size():
            box = self._outline.asGeometry().boundingBox()
            box.scale(1.6)
            self.redrawing.canvas.setExtent(box)
            self.redrawing.canvas.refresh()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self.redrawing is None:
            return
        figures = self.redrawing.figures
        self.model.show_figures(figures, self.redrawing.handler.load)
        undo = self.redrawing.layer.undoStack()
        self.undo.setEnabled(undo.canUndo())
        self.redo.setEnabled(undo.canRedo())
        self.undo.setToolTip(undo.undoText())
        self.redo.setToolTip(undo.redoText())
        mean = load_text(self.redrawing.handler.load, self.redrawing.mean)
        far = float(figures["deviation"].abs().max()) if len(figures) else 0.0
        torn = int((figures["pieces"] > 1).sum())
        text = self.tr(
            "{count} grids, mean {mean}, farthest from it {far}, in several pieces: {torn}, locked units: {locked}"
        )
        locked = len(self.redrawing.handler.locked)
        self.summary.setText(text.format(count=len(figures), mean=mean, far=f"{far:.0%}", torn=torn, locked=locked))
        self._show_target(self.redrawing.target)

    def _show_target(self, label: str) -> None:
        import numpy as np
        import shapely

        if self.redrawing is None or self._outline is None:
            return
        row = self.model.row_of(label)
        if row >= 0:
            index = self.order.mapFromSource(self.model.index(row, 0))
            if self.view.currentIndex().row() != index.row():
                self.view.setCurrentIndex(index)
        units = self.redrawing.handler.units_of(label) if label else []
        self._outline.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        if units:
            shapes = np.asarray(self.redrawing.draft.units.geometry[units].array, dtype=object)
            geometry = QgsGeometry()
            geometry.fromWkb(shapely.to_wkb(shapely.union_all(shapes)))
            self._outline.setToGeometry(geometry, self.redrawing.layer.crs())

    def _on_row(self, current: QModelIndex, _former: QModelIndex) -> None:
        if self.redrawing is not None and current.isValid():
            self.redrawing.choose(self.model.labels[self.order.mapToSource(current).row()])

    def _on_load(self, number: int) -> None:
        if self.redrawing is not None:
            self.redrawing.handler.balance_by(self.load.itemData(number))

    def _on_strict(self, on: bool) -> None:
        if self.redrawing is not None:
            self.redrawing.handler.strict = on

    def _on_button(self, name: str) -> None:
        if self.redrawing is not None:
            self.redrawing.canvas.setMapTool(self.tools[name])
            self.say(self._hints[name], hint=True)

    def _on_tool_set(self, new: object, _old: object = None) -> None:
        names = [name for name, tool in self.tools.items() if tool is new]
        self._group.setExclusive(False)
        for name, button in self.buttons.items():
            button.setChecked(name in names)
        self._group.setExclusive(True)

    def _say_saved(self) -> None:
        self.state.setStyleSheet("color:#12664f;")
        self.state.setText(self.tr("Saved"))

    def _say_pending(self) -> None:
        if self.redrawing is not None and not self.redrawing.saving.is_stopped:
            self.state.setStyleSheet("")
            self.state.setText(self.tr("Saving …"))

    def _say_stopped(self, _sentence: str) -> None:
        self.state.setStyleSheet("color:#b2182b;")
        self.state.setText(self.tr("Not saved"))

    def _say_unsaved(self, sentence: str) -> None:
        self.state.setStyleSheet("color:#b2182b;")
        self.state.setText(self.tr("Not saved yet; trying again. {why}").format(why=sentence))

    def _lay_out(self) -> None:
        words = {
            "paint": (
                self.tr("Paint"),
                self.tr("Drag over units: they join the chosen grid. Right click chooses a grid."),
            ),
            "lasso": (self.tr("Lasso"), self.tr("Draw a loop: the units inside join the chosen grid.")),
            "boundary": (self.tr("Border"), self.tr("Press inside a grid and drag across its border: it grows.")),
            "split": (self.tr("Split"), self.tr("Draw a line across a grid: the smaller side becomes a new grid.")),
            "merge": (self.tr("Merge"), self.tr("Drag from a grid into the grid that shall take it over.")),
            "lock": (self.tr("Lock"), self.tr("Drag over units to lock them; begin on a locked one to unlock.")),
        }
        self._hints = {name: hint for name, (_, hint) in words.items()}
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        tools = QGridLayout()
        tools.setSpacing(3)
        for number, (name, (text, hint)) in enumerate(words.items()):
            button = QToolButton()
            button.setObjectName(f"yanqing_eco_grid_tool_{name}")
            button.setText(text)
            button.setToolTip(hint)
            button.setCheckable(True)
            button.setMinimumWidth(70)
            button.clicked.connect(lambda _=False, chosen=name: self._on_button(chosen))
            self._group.addButton(button)
            self.buttons[name] = button
            tools.addWidget(button, number // 3, number % 3)
        self.undo = QPushButton(self.tr("Undo"))
        self.redo = QPushButton(self.tr("Redo"))
        self.close_draft = QPushButton(self.tr("Close the draft"))
        for name, button in (("undo", self.undo), ("redo", self.redo), ("close", self.close_draft)):
            button.setObjectName(f"yanqing_eco_grid_{name}")
        self.undo.clicked.connect(lambda: self.redrawing is not None and self.redrawing.handler.undo())
        self.redo.clicked.connect(lambda: self.redrawing is not None and self.redrawing.handler.redo())
        self.close_draft.clicked.connect(self.closeRequested)
        head, steps, balance = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        for button in (self.undo, self.redo, self.close_draft):
            steps.addWidget(button)
        balance.addWidget(QLabel(self.tr("Balance")))
        balance.addWidget(self.load, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        for layout in (head, tools, steps):
            column.addLayout(layout)
        column.addWidget(self.word)
        column.addLayout(balance)
        column.addWidget(self.strict)
        column.addWidget(self.summary)
        column.addWidget(self.view, 1)
