"""What is wrong with the draft, in words, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...processing_algorithms.grids.sentences import said

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

    from ...core.supervision import Finding

__all__ = ["CheckPage"]

_COLOURS = {"error": "#b2182b", "warning": "#8a5a00"}
# Degrees around the place of a finding, so that a sliver is seen among its neighbours.
_AROUND = 0.004


class CheckPage(QWidget):
    """Findings, the errors first; a double click or “next problem” goes there."""

    checkRequested = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.findings: list[Finding] = []
        self.summary = QLabel(self.tr("Not checked yet."))
        self.summary.setObjectName("yanqing_eco_grid_check_summary")
        self.summary.setWordWrap(True)
        self.check = QPushButton(self.tr("Check"))
        self.check.setObjectName("yanqing_eco_grid_check")
        self.check.clicked.connect(self.checkRequested)
        self.next = QPushButton(self.tr("Next problem"))
        self.next.setObjectName("yanqing_eco_grid_next")
        self.next.setEnabled(False)
        self.next.clicked.connect(self.go_on)
        self.table = QTableWidget(0, 2)
        self.table.setObjectName("yanqing_eco_grid_findings")
        self.table.setHorizontalHeaderLabels([self.tr("Severity"), self.tr("What is wrong")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.cellDoubleClicked.connect(lambda row, _column: self.zoom(row))
        row = QHBoxLayout()
        row.addWidget(self.check)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)

    def show_findings(self, findings: list[Finding]) -> None:
        """List what a check found."""
        self.findings = findings
        errors = sum(one.severity == "error" for one in findings)
        text = self.tr("{errors} errors, {warnings} warnings.").format(errors=errors, warnings=len(findings) - errors)
        complete = self.tr(
            "No findings: every place belongs to exactly one grid on every level, and every grid has its persons."
        )
        self.summary.setText(text if findings else complete)
        self.summary.setStyleSheet("" if findings else "color:#12664f; font-weight:bold;")
        words = {"error": self.tr("error"), "warning": self.tr("warning")}
        self.table.setRowCount(len(findings))
        for row, one in enumerate(findings):
            severity = QTableWidgetItem(words[one.severity])
            severity.setForeground(QColor(_COLOURS[one.severity]))
            self.table.setItem(row, 0, severity)
            self.table.setItem(row, 1, QTableWidgetItem(said(one.remark)))
        self.next.setEnabled(bool(findings))

    def outdate(self) -> None:
        """Something was redrawn since the check."""
        if self.findings or self.summary.styleSheet():
            self.summary.setStyleSheet("")
            self.summary.setText(self.tr("Redrawn since the last check."))

    def clear(self) -> None:
        """Forget what was found."""
        self.show_findings([])
        self.summary.setStyleSheet("")
        self.summary.setText(self.tr("Not checked yet."))

    def go_on(self) -> None:
        """Go to the next problem; after the last to the first."""
        if self.findings:
            row = (self.table.currentRow() + 1) % len(self.findings)
            self.table.selectRow(row)
            self.zoom(row)

    def zoom(self, row: int) -> None:
        """Show the place of a finding on the map and let it flash."""
        place = self.findings[row].place
        if place is None or place.is_empty:
            return
        crs = QgsCoordinateReferenceSystem("EPSG:4326")
        there = QgsCoordinateTransform(crs, self._canvas.mapSettings().destinationCrs(), QgsProject.instance())
        box = QgsRectangle(*place.bounds)
        box.grow(_AROUND)
        self._canvas.setExtent(there.transformBoundingBox(box))
        self._canvas.refresh()
        shape = QgsGeometry()
        shape.fromWkb(place.wkb)
        self._canvas.flashGeometries([shape], crs)
