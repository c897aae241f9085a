"""The networks: show or hide each, make one active, choose what it is coloured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QModelIndex, QSize
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...core.standards import KINDS, PROPERTIES
from .map_layers import TOWNSHIPS
from .networks_model import NAME, NetworksModel

if TYPE_CHECKING:
    from ..session import EcoSession
    from .map_layers import MapLayers
    from .situation import Situation

__all__ = ["NetworksPage"]


class NetworksPage(QWidget):
    """Table of the networks, the townships' colours, and the colouring of the chosen network."""

    def __init__(self, session: EcoSession, layers: MapLayers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._layers = session, layers
        self.model = NetworksModel(layers.is_shown, layers.show)
        self.view = QTreeView()
        self.view.setObjectName("yanqing_eco_networks")
        self.view.setModel(self.model)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setIconSize(QSize(16, 16))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.view.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(36)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.townships = QCheckBox(self.tr("Air quality of the townships as areas"))
        self.townships.setObjectName("yanqing_eco_townships_shown")
        self.townships.clicked.connect(lambda shown: layers.show(TOWNSHIPS, shown))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.by = QComboBox()
        self.by.setObjectName("yanqing_eco_colour_by")
        self.by.setMinimumContentsLength(10)
        self.by.activated.connect(self._on_by)
        self.all_by_index = QPushButton(self.tr("All by level"))
        self.all_by_index.setObjectName("yanqing_eco_all_by_level")
        self.all_by_index.setToolTip(self.tr("Colour every network by its index or class again"))
        self.all_by_index.clicked.connect(self._on_all)
        grid = QGridLayout()
        grid.setContentsMargins(8, 2, 8, 6)
        grid.addWidget(self.townships, 0, 0, 1, 2)
        grid.addWidget(self.about, 1, 0, 1, 2)
        grid.addWidget(self.by, 2, 0)
        grid.addWidget(self.all_by_index, 2, 1)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(grid)
        layers.changed.connect(self._on_layers)
        self._show_colouring()

    @property
    def kind(self) -> str:
        """Kind of the chosen row; empty where none is."""
        return self.model.kind_at(self.view.currentIndex().row())

    def show_situation(self, situation: Situation, language: str) -> None:
        """Show the counts; the chosen row stays."""
        kind = self.kind
        self.model.set_rows(situation.networks, language)
        row = self.model.row_of(kind)
        if row >= 0 and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(row, 0))
        self._on_layers()

    def shut_down(self) -> None:
        """Hear no signal any more."""
        self._layers.changed.disconnect(self._on_layers)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _on_layers(self) -> None:
        self.model.visibility_changed()
        self.townships.setChecked(self._layers.is_shown(TOWNSHIPS))
        self._show_colouring()

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        kind = self.model.kind_at(current.row())
        if kind:
            self._layers.make_active(kind)
        self._show_colouring()

    def _show_colouring(self) -> None:
        kind, language = self.kind, self._session.language
        known = KINDS.get(kind)
        self.by.clear()
        self.by.setEnabled(known is not None)
        if known is None:
            self.about.setText(self.tr("Choose a network to colour it by one of its properties."))
            return
        self.about.setText(self.tr("Colour “{network}” by").format(network=known.label(language)))
        self.by.addItem(self._index_text(kind), "index")
        for name in known.properties:
            prop = PROPERTIES[name]
            self.by.addItem(f"{prop.label(language)} ({prop.unit})" if prop.unit else prop.label(language), name)
        self.by.setCurrentIndex(max(0, self.by.findData(self._layers.coloured_by(kind))))

    def _index_text(self, kind: str) -> str:
        from ...layers.colouring import INDEX, legend_heading

        return legend_heading(kind, INDEX, self._session.language)

    def _on_by(self, row: int) -> None:
        self._layers.colour(self.kind, self.by.itemData(row))

    def _on_all(self) -> None:
        for row in range(self.model.rowCount()):
            kind = self.model.kind_at(row)
            if self._layers.coloured_by(kind) != "index":
                self._layers.colour(kind, "index")
        self._show_colouring()
