"""The resource board: who is free, how old the fix is, who is there first; an order is one click or one drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..chip import ChipDelegate
from .closures_bar import ClosuresBar
from .dragging import DragView
from .needs_bar import NeedsBar
from .resources_model import AGE, ARRIVES, NAME, STATE, ResourcesModel
from .words import resource_text, straight_text

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from .board import Board, Row

__all__ = ["ResourcesPage"]

_KINDS = ("vehicle", "team", "person", "expert", "equipment", "stock", "depot")
_TRACK_HOURS = (0.0, 0.5, 2.0, 8.0, 24.0)
_BY_HAND = ("free", "reserved", "out_of_service")
_STAY = ("depot", "stock")
_BIG = "font-weight:bold; font-size:12pt; padding:8px;"


class ResourcesPage(QWidget):
    """Filters above, the board, and the order below."""

    ordered = pyqtSignal(str, str)  # resource, task
    stateRequested = pyqtSignal(str, str)
    zoomRequested = pyqtSignal(str)
    roadsChosen = pyqtSignal(object)
    capabilityChosen = pyqtSignal(str)
    tracksChosen = pyqtSignal(float)  # hours
    menuOpened = pyqtSignal(object, object)  # menu, row of the resource: others may add to it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self._closed = self._may_change = True
        self.kind, self.capability, self.roads = self._box("kind"), self._box("capability"), self._box("roads")
        self.kind.currentIndexChanged.connect(self._filter)
        self.capability.currentIndexChanged.connect(self._filter)
        self.capability.activated.connect(lambda _: self.capabilityChosen.emit(self.capability.currentData() or ""))
        self.roads.activated.connect(lambda _: self.roadsChosen.emit(self._road_layer()))
        self.text = QLineEdit()
        self.text.setObjectName("yanqing_eco_resource_text")
        self.text.setPlaceholderText(self.tr("Search"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._filter)
        self.only_free = QCheckBox(self.tr("Only free"))
        self.only_free.setObjectName("yanqing_eco_resource_free")
        self.only_free.toggled.connect(self._filter)
        self.tracks = self._box("tracks")
        for hours, text in zip(_TRACK_HOURS, self._track_texts()):
            self.tracks.addItem(text, hours)
        self.tracks.activated.connect(lambda _: self.tracksChosen.emit(self.tracks.currentData()))
        self.closures, self.needs = ClosuresBar(), NeedsBar()
        self.model = ResourcesModel()
        self.view = DragView()
        self._prepare_view()
        self.task = QLineEdit()
        self.task.setObjectName("yanqing_eco_order_task")
        self.task.setPlaceholderText(self.tr("Task (may stay empty)"))
        self.order = QPushButton(self.tr("Order to the incident"))
        self.order.setObjectName("yanqing_eco_order")
        self.order.setStyleSheet(_BIG)
        self.order.clicked.connect(self._on_order)
        self.told = QLabel()
        self.told.setObjectName("yanqing_eco_resource_told")
        self.told.setWordWrap(True)
        self._lay_out()

    @property
    def chosen(self) -> Row | None:
        """The row of the selected resource."""
        index = self.view.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def show_board(self, board: Board, language: str) -> None:
        """Show other rows; what is chosen stays chosen."""
        self._language = language
        self._closed = board.incident is None or board.incident["closed_at"] is not None
        skills = {part.strip() for row in board.resources for part in (row["capabilities"] or "").split(",")}
        kinds = {row["kind"] for row in board.resources}
        self._refill(
            self.kind,
            [(self.tr("All kinds"), "")] + [(resource_text(one, language), one) for one in _KINDS if one in kinds],
        )
        self._refill(self.capability, [(self.tr("Any capability"), "")] + [(one, one) for one in sorted(skills - {""})])
        chosen = self.chosen
        self.model.show_board(board, language)
        if chosen is not None:
            self.select(chosen["resource_id"])
        straight = self.tr("≈ {how}; choose a layer of roads for road times.").format(how=straight_text())
        self.told.setText(self.tr("Times by road.") if board.by_road else straight)
        self.told.setVisible(not board.by_road)
        self.closures.show_board(board)
        self.needs.show_board(board)
        self._on_selected()

    def offer_roads(self, layers: list[QgsVectorLayer]) -> None:
        """List the layers of roads that the project has."""
        entries = [(self.tr("No roads: straight lines"), "")] + [(layer.name(), layer.id()) for layer in layers]
        before = self.roads.currentData()
        self._refill(self.roads, entries)
        if before and self.roads.currentData() != before:
            self.roadsChosen.emit(None)

    def select(self, resource_id: str) -> None:
        """Select a resource where the filter shows it."""
        index = self.model.index(self.model.row_of(resource_id), NAME)
        if index.isValid():
            self.view.setCurrentIndex(index)

    def allow(self, changing: bool) -> None:
        """Whether resources may be ordered and roads closed."""
        self.changing.setEnabled(changing)
        self.closures.setEnabled(changing)
        self.needs.allow(changing)
        self.view.setDragEnabled(changing)
        self._may_change = changing

    # -- inside --------------------------------------------------------------------------------------------------------

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"yanqing_eco_resource_{name}")
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _refill(self, box: QComboBox, entries: list[tuple[str, str]]) -> None:
        if entries == [(box.itemText(at), box.itemData(at)) for at in range(box.count())]:
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for text, data in entries:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _road_layer(self) -> QgsVectorLayer | None:
        return QgsProject.instance().mapLayer(self.roads.currentData() or "")

    def _filter(self, *_: object) -> None:
        model = self.model
        model.kind, model.capability = self.kind.currentData() or "", self.capability.currentData() or ""
        model.text, model.only_free = self.text.text(), self.only_free.isChecked()
        model.arrange()

    def _on_selected(self, *_: object) -> None:
        row = self.chosen
        self.order.setEnabled(row is not None and row["kind"] not in _STAY and not self._closed)
        name = row["name"] or row["resource_id"] if row else ""
        self.order.setText(
            self.tr("Order {name} to the incident").format(name=name) if row else self.tr("Order to the incident")
        )

    def _on_order(self) -> None:
        row = self.chosen
        if row is not None:
            self.ordered.emit(row["resource_id"], self.task.text().strip())
            self.task.clear()

    def _ask_state(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if not index.isValid() or not self._may_change:
            return
        row = self.model.row_at(index.row())
        menu = QMenu(self.view)
        menu.setObjectName("yanqing_eco_resource_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in _BY_HAND:
            action = menu.addAction(resource_text(state, self._language))
            action.setEnabled(row["state"] != state)
            name = row["resource_id"]
            action.triggered.connect(lambda _=False, to=state, of=name: self.stateRequested.emit(of, to))
        self.menuOpened.emit(menu, row)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _prepare_view(self) -> None:
        view = self.view
        view.setObjectName("yanqing_eco_resources")
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        # Otherwise Qt measures every row of hundreds at each look.
        view.setUniformRowHeights(True)
        view.setSortingEnabled(True)
        view.sortByColumn(ARRIVES, Qt.SortOrder.AscendingOrder)
        view.setAlternatingRowColors(True)
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        view.setIconSize(QSize(24, 24))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setItemDelegateForColumn(STATE, ChipDelegate(view))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask_state)
        view.doubleClicked.connect(lambda index: self.zoomRequested.emit(self.model.row_at(index.row())["resource_id"]))
        view.selectionModel().currentChanged.connect(self._on_selected)
        head = view.header()
        head.setStretchLastSection(False)
        head.setResizeContentsPrecision(0)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (STATE, AGE, ARRIVES):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.kind, 1)
        first.addWidget(self.capability, 1)
        second.addWidget(self.text, 1)
        second.addWidget(self.only_free)
        second.addWidget(self.tracks)
        third.addWidget(QLabel(self.tr("Roads")))
        third.addWidget(self.roads, 1)
        third.addWidget(self.closures)
        self.changing = QWidget()
        below = QVBoxLayout(self.changing)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.task)
        below.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for row in (first, second, third):
            column.addLayout(row)
        column.addWidget(self.needs)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        column.addWidget(self.changing)

    def _track_texts(self) -> tuple[str, ...]:
        return (
            self.tr("No tracks"),
            self.tr("Tracks 30 min"),
            self.tr("Tracks 2 h"),
            self.tr("Tracks 8 h"),
            self.tr("Tracks 24 h"),
        )
