"""The townships ranked by their air; a click shows one on the map."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..chip import ChipDelegate
from ..station.exporting import Exporter, file_name
from .clock import local_text
from .ranking_model import INDEX, NAME, PM2_5, RANK, STATIONS, RankingModel, RankingOrder

if TYPE_CHECKING:
    from ..session import EcoSession
    from .situation import Situation

__all__ = ["RankingPage"]


class RankingPage(QWidget):
    """Rank, township, index, PM2.5, on what it is based."""

    def __init__(self, session: EcoSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._situation: Situation | None = None
        self._exporter = Exporter(session, self)
        self.by = QComboBox()
        self.by.setObjectName("yanqing_eco_rank_by")
        self.by.addItem(self.tr("Rank by AQI"), "index")
        self.by.addItem(self.tr("Rank by mean PM2.5"), "pm2_5")
        self.by.activated.connect(self._show)
        self.export = QToolButton()
        self.export.setObjectName("yanqing_eco_rank_export")
        self.export.setText(self.tr("Export CSV…"))
        self.export.clicked.connect(self._on_export)
        self.model = RankingModel()
        self.order = RankingOrder(self.model)
        self.view = QTableView()
        self.view.setObjectName("yanqing_eco_ranking")
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(RANK, Qt.SortOrder.AscendingOrder)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAlternatingRowColors(True)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setItemDelegateForColumn(INDEX, ChipDelegate(self.view))
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(24)
        head = self.view.horizontalHeader()
        head.setMinimumSectionSize(30)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for section, widest in ((RANK, "#"), (INDEX, "000"), (PM2_5, "µg/m³"), (STATIONS, self.tr("Micro 00/00"))):
            # By the contents: the headings would each ask for room for the arrow that only one of them has.
            head.resizeSection(section, head.fontMetrics().horizontalAdvance(widest) + (26 if section <= INDEX else 12))
        self.view.clicked.connect(self._on_clicked)
        self.view.activated.connect(self._on_clicked)
        self.basis = QLabel()
        self.basis.setWordWrap(True)
        self.basis.setStyleSheet("color:#666666;")
        row = QHBoxLayout()
        row.addWidget(self.by)
        row.addStretch(1)
        row.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.basis)

    def show_situation(self, situation: Situation) -> None:
        """Show the townships of now, or of the moment; what was chosen and scrolled to stays."""
        self._situation = situation
        self._show()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _show(self, *_: object) -> None:
        if self._situation is None:
            return
        chosen = self.view.currentIndex()
        code = self.model.township(self.order.mapToSource(chosen).row()).code if chosen.isValid() else ""
        at = self.view.verticalScrollBar().value()
        self.model.set_rows(self._situation.townships, self.by.currentData(), self._session.language)
        row = self.model.row_of(code)
        if row >= 0:
            self.view.selectionModel().blockSignals(True)
            self.view.setCurrentIndex(self.order.mapFromSource(self.model.index(row, 0)))
            self.view.selectionModel().blockSignals(False)
        self.view.verticalScrollBar().setValue(at)
        text = self.tr(
            "Hourly values of {time}: mean of the air stations, or of the micro-stations (PM2.5 only) where there is none"
        )
        offset = self._session.centre.district.utc_offset_hours
        self.basis.setText(text.format(time=local_text(self._situation.newest, offset)))

    def _on_clicked(self, index: QModelIndex) -> None:
        bounds = self.model.township(self.order.mapToSource(index).row()).bounds
        if bounds is None:
            return
        canvas = self._session.iface.mapCanvas()
        wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
        there = QgsCoordinateTransform(wgs84, canvas.mapSettings().destinationCrs(), QgsProject.instance())
        extent = there.transformBoundingBox(QgsRectangle(*bounds))
        extent.scale(1.1)
        canvas.setExtent(extent)
        canvas.refresh()

    def _on_export(self) -> None:
        if self._situation is None:
            return
        centre, rows = self._session.centre, self.model.table()
        when = local_text(self._situation.newest, centre.district.utc_offset_hours)
        district = centre.district.name if self._session.language == "zh" else centre.district.name_en
        if centre.synthetic:
            rows.append([self.tr("Demo data: made up, not measured")])
        name = file_name(district or centre.district.code, self.tr("township ranking"), when, suffix=".csv")
        self._exporter.export(name, self.tr("Table (*.csv)"), lambda path: _write(path, rows))


def _write(path: str, rows: list[list[str]]) -> None:
    # With the mark at the beginning, without which spreadsheets take Chinese for another encoding.
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
