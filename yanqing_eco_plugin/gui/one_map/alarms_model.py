"""The alarms as a tree: what is wrong, and under it the stations where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from ...core.standards import KINDS, PROPERTIES, alarm_label, level_label
from ...layers.language import word
from ..kind_icons import kind_icon
from .alarm import Alarm, alarm_type
from .alarm_groups import AlarmGroup
from .alignment import RIGHT
from .clock import age_text, local_text

__all__ = ["AlarmsModel", "alarm_text"]

STATION, VALUE, AGE = range(3)
_STATES = ("fault", "stale", "none")
_COLOURS = {
    "purifier_off": "#c2185b",
    "fault": "#e06c00",
    **dict.fromkeys(("stale", "none"), "#7b868d"),
    **dict.fromkeys(("out_of_range", "stuck", "drifting"), "#7b3fa0"),
    **dict.fromkeys(("low_online", "long_gap", "late"), "#8a9299"),
    "plate_dirty": "#d9a400",
}
_WORST = "#b3261e"
_TOP = QModelIndex()


def alarm_text(code: str, language: str) -> str:
    """What users read for an alarm code or for a state that is one."""
    return word(code, language) if code in _STATES else alarm_label(code, language)


class AlarmsModel(QAbstractItemModel):
    """Groups at the top, alarms below; the id of an index is 0 for a group and the group's row + 1 for an alarm."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[AlarmGroup, ...] = ()
        self._language, self._offset, self._at = "zh", 8.0, datetime.min
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._rows: list[list[Alarm]] = []

    def set_groups(self, groups: Sequence[AlarmGroup], language: str, utc_offset_hours: float) -> None:
        """Show other alarms."""
        self.beginResetModel()
        self.groups, self._language, self._offset = tuple(groups), language, utc_offset_hours
        self._arrange()
        self.endResetModel()

    def set_clock(self, at: datetime) -> None:
        """The UTC instant from which ages are counted."""
        self._at = at

    def alarm(self, index: QModelIndex) -> Alarm | None:
        """The alarm at an index; None for a group."""
        return self._rows[index.internalId() - 1][index.row()] if index.isValid() and index.internalId() else None

    def index_of(self, key: tuple[str, str]) -> QModelIndex:
        """Where the alarm with this `Alarm.key` is; an invalid index where it is gone."""
        for row, group in enumerate(self.groups):
            if group.code == key[0]:
                for at, alarm in enumerate(self._rows[row]):
                    if alarm.key == key:
                        return self.createIndex(at, 0, row + 1)
        return QModelIndex()

    # -- what the view asks --------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: QModelIndex = _TOP) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: QModelIndex = _TOP) -> QModelIndex:
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: QModelIndex = _TOP) -> int:
        if not parent.isValid():
            return len(self._rows)
        return len(self._rows[parent.row()]) if not parent.internalId() and parent.column() == 0 else 0

    def columnCount(self, parent: QModelIndex = _TOP) -> int:
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == VALUE:
            return RIGHT
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Alarm, station"), self.tr("Value"), self.tr("Data"))[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        alarm = self.alarm(index)
        if alarm is None:
            return self._group_data(self.groups[index.row()], index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(alarm, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == STATION:
            return kind_icon(alarm.kind)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == VALUE:
            return RIGHT
        return self._tip(alarm) if role == Qt.ItemDataRole.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        keys = [(index, self.alarm(index)) for index in kept]
        self._order = (column, order) if column >= 0 else None
        self._arrange()
        for index, alarm in keys:
            if alarm is not None:
                there = self.index_of(alarm.key)
                self.changePersistentIndex(index, self.createIndex(there.row(), index.column(), there.internalId()))
        self.layoutChanged.emit()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Sort inside the groups; unsorted, the worst and newest come first, as they were read."""
        self._rows = [list(group.alarms) for group in self.groups]
        if self._order is None:
            return
        column, order = self._order
        for rows in self._rows:
            rows.sort(key=self._sort_key(column), reverse=order == Qt.SortOrder.DescendingOrder)

    def _sort_key(self, column: int) -> Callable[[Alarm], Any]:
        if column == VALUE:
            return lambda alarm: (alarm.value is not None, alarm.value or 0.0)
        if column == AGE:
            # The youngest data first when the ages rise.
            return lambda alarm: -alarm.newest.timestamp() if alarm.newest is not None else float("inf")
        return lambda alarm: alarm.label(self._language)

    def _group_data(self, group: AlarmGroup, column: int, role: int) -> Any:
        if column != STATION:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{alarm_text(group.code, self._language)}  ({len(group.alarms)})"
        if role == Qt.ItemDataRole.DecorationRole:
            return _dot(_COLOURS.get(alarm_type(group.code), _WORST))
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _text(self, alarm: Alarm, column: int) -> str:
        if column == STATION:
            return alarm.label(self._language)
        if column == VALUE:
            return self._value(alarm)
        if alarm.newest is None:
            return "—"
        return age_text((self._at - alarm.newest).total_seconds(), self._language)

    def _value(self, alarm: Alarm) -> str:
        if alarm.code == "purifier_off":
            return word("off", self._language)
        known = PROPERTIES.get(alarm.prop)
        if known is None or alarm.value is None:
            return alarm.flag if alarm.code == "fault" else ""
        return f"{alarm.value:.{known.decimals}f} {known.unit}".rstrip()

    def _tip(self, alarm: Alarm) -> str:
        kind = KINDS[alarm.kind].label(self._language) if alarm.kind in KINDS else alarm.kind
        lines = [
            alarm.label(self._language),
            " · ".join(part for part in (kind, alarm.township, alarm.station_id) if part),
            alarm_text(alarm.code, self._language),
            level_label(alarm.scheme, alarm.level, self._language) if alarm.code not in ("stale", "none") else "",
            self.tr("Newest data {time}").format(time=local_text(alarm.newest, self._offset)),
        ]
        return "\n".join(line for line in lines if line)


@cache
def _dot(colour: str) -> QIcon:
    """A filled circle, the colour of how bad it is."""
    picture = QPixmap(32, 32)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(5, 5, 22, 22))
    painter.end()
    return QIcon(picture)
