"""The list of scans, by day."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from .catalogue import ScanRow, local_day
from .scan_words import angles_text, kind_name, moment_text, status_text

__all__ = ["ScanTree"]

_ROLE = Qt.ItemDataRole.UserRole


class ScanTree(QTreeWidget):
    """Days, the newest first and open, with their scans."""

    chosen = pyqtSignal(object)  # the ScanRow somebody picked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yanqing_eco_lidar_scans")
        self.setHeaderLabels([self.tr("Time"), self.tr("Scan"), self.tr("Angles"), self.tr("Range"), self.tr("Status")])
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        self.setMinimumHeight(110)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.scans: dict[str, ScanRow] = {}
        self._offset = 0.0
        self.currentItemChanged.connect(self._on_current)

    @property
    def current(self) -> ScanRow | None:
        """The scan that is chosen."""
        item = self.currentItem()
        return self.scans.get(item.data(0, _ROLE) or "") if item is not None else None

    def show_scans(self, scans: Sequence[ScanRow], utc_offset_hours: float) -> None:
        """Show these; what is chosen and which days are open stays."""
        self._offset = utc_offset_hours
        known = {scan.scan_id: scan for scan in scans}
        if list(known.items()) == list(self.scans.items()):
            return
        chosen = self.current
        opened = {
            self.topLevelItem(at).text(0)
            for at in range(self.topLevelItemCount())
            if self.topLevelItem(at).isExpanded()
        }
        self.scans = known
        self.blockSignals(True)
        self.clear()
        days: dict[str, QTreeWidgetItem] = {}
        for scan in scans:
            day = local_day(scan.time, utc_offset_hours)
            if day not in days:
                days[day] = QTreeWidgetItem(self, [day or self.tr("no time")])
                days[day].setFirstColumnSpanned(True)
                days[day].setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._add(days[day], scan)
        for number, (day, item) in enumerate(days.items()):
            item.setExpanded(number == 0 or day in opened)
        self.blockSignals(False)
        if chosen is not None:
            self.choose(chosen.scan_id, quietly=True)

    def choose(self, scan_id: str, *, quietly: bool = False) -> None:
        """Make a scan the chosen one; `quietly` tells nobody."""
        for at in range(self.topLevelItemCount()):
            day = self.topLevelItem(at)
            for row in range(day.childCount()):
                if day.child(row).data(0, _ROLE) == scan_id:
                    self.blockSignals(quietly)
                    self.setCurrentItem(day.child(row))
                    self.blockSignals(False)
                    return

    def of_day(self, scan: ScanRow) -> list[ScanRow]:
        """The scans of a scan's day and kind, the earliest first."""
        day = local_day(scan.time, self._offset)
        kinds = ("ppi", "sector") if scan.kind in ("ppi", "sector") else (scan.kind,)
        same = [one for one in self.scans.values() if one.kind in kinds and local_day(one.time, self._offset) == day]
        return same[::-1]

    def _add(self, day: QTreeWidgetItem, scan: ScanRow) -> None:
        reach = "" if scan.range_max_m is None else f"{scan.range_max_m / 1000.0:.1f} km"
        texts = [
            moment_text(scan.time, self._offset, "%H:%M"),
            kind_name("volume" if scan.is_volume else scan.kind),
            angles_text(scan),
            reach,
            status_text(scan),
        ]
        item = QTreeWidgetItem(day, texts)
        item.setData(0, _ROLE, scan.scan_id)
        item.setToolTip(0, f"{scan.instrument}\n{moment_text(scan.time, self._offset)}")

    def _on_current(self, item: QTreeWidgetItem | None, _former: QTreeWidgetItem | None) -> None:
        scan = self.current
        if item is not None and scan is not None:
            self.chosen.emit(scan)
