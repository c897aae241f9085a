"""The list of alarms: filtered, in groups, each a double click away from its station."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...core.standards import KINDS
from ...layers.language import word
from ..station.on_map import show_on_map
from .alarm import ALARM_TYPES, Alarm, alarm_type
from .alarm_groups import AlarmFilter, group_alarms
from .alarms_model import AGE, STATION, VALUE, AlarmsModel

if TYPE_CHECKING:
    from ..session import EcoSession
    from .map_layers import MapLayers
    from .situation import Situation

__all__ = ["AlarmsPage"]

# Rows that are seen at once on a low screen.
_ROOM = 14
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class AlarmsPage(QWidget):
    """Filters above, groups below."""

    def __init__(self, session: EcoSession, layers: MapLayers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._layers = session, layers
        self._alarms: tuple[Alarm, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.kind = self._choice("yanqing_eco_alarm_kind")
        self.type = self._choice("yanqing_eco_alarm_type")
        self.text = QLineEdit()
        self.text.setObjectName("yanqing_eco_alarm_text")
        self.text.setPlaceholderText(self.tr("Station or township"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._show)
        self.model = AlarmsModel()
        self.view = QTreeView()
        self.view.setObjectName("yanqing_eco_alarms")
        self.view.setModel(self.model)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setSortingEnabled(True)
        self.view.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.setIndentation(14)
        self.view.setIconSize(QSize(16, 16))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.view.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(STATION, QHeaderView.ResizeMode.Stretch)
        for column in (VALUE, AGE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.view.activated.connect(self._on_activated)
        self.nothing = QLabel()
        self.nothing.setObjectName("yanqing_eco_no_alarms")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.trouble = QLabel()
        self.trouble.setObjectName("yanqing_eco_alarms_trouble")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.nothing)
        choices = QHBoxLayout()
        choices.setSpacing(4)
        choices.addWidget(self.kind, 1)
        choices.addWidget(self.type, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(choices)
        column.addWidget(self.text)
        column.addWidget(self.trouble)
        column.addWidget(self._pages, 1)

    def show_situation(self, situation: Situation, now: datetime) -> None:
        """Show the alarms of now, or of the moment; what was open, chosen and scrolled to stays."""
        self.model.set_clock(situation.moment or now)
        self._alarms = situation.alarms
        self._fill_choices()
        self._show()

    def show_trouble(self, sentence: str) -> None:
        """Say that alarms about sensors may be missing, and why; empty where none is."""
        self.trouble.setVisible(bool(sentence))
        text = self.tr("The sensors could not be judged; alarms about them may be missing: {reason}")
        self.trouble.setText(text.format(reason=sentence) if sentence else "")
        self._say_nothing()

    def tell_time(self, now: datetime) -> None:
        """Count the ages from `now`."""
        self.model.set_clock(now)
        self.view.viewport().update()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(self._show)
        return box

    def _fill_choices(self) -> None:
        language = self._session.language
        kinds = Counter(alarm.kind for alarm in self._alarms)
        types = Counter(alarm_type(alarm.code) for alarm in self._alarms)
        named = [
            (KINDS[kind].label(language), kind) for kind in KINDS if kinds[kind] or kind == self.kind.currentData()
        ]
        _refill(
            self.kind, [(self.tr("All networks"), "")] + [(f"{name} ({kinds[kind]})", kind) for name, kind in named]
        )
        typed = [(self._type_text(one), one) for one in ALARM_TYPES if types[one] or one == self.type.currentData()]
        _refill(self.type, [(self.tr("All types"), "")] + [(f"{name} ({types[one]})", one) for name, one in typed])

    def _type_text(self, name: str) -> str:
        own = {
            "exceedance": self.tr("Exceedance"),
            "purifier_off": self.tr("Purifier off"),
            "plate_dirty": self.tr("Plates dirty"),
            "out_of_range": self.tr("Out of range"),
            "stuck": self.tr("Reading stands still"),
            "drifting": self.tr("Drifting"),
            "low_online": self.tr("Too few records"),
            "long_gap": self.tr("No records for long"),
            "late": self.tr("Records arrive late"),
        }
        # A state has the word the map has for it.
        return own[name] if name in own else word(name, self._session.language)

    def _show(self, *_: object) -> None:
        wanted = AlarmFilter(self.kind.currentData() or "", self.type.currentData() or "", self.text.text())
        groups = group_alarms(self._alarms, wanted)
        language, offset = self._session.language, 8.0
        if self._session.is_open:
            offset = self._session.centre.district.utc_offset_hours
        if (groups, language) != self._shown:
            self._refill(groups, language, offset, searching=bool(wanted.text.strip()))
            self._shown = (groups, language)
        self._pages.setCurrentWidget(self.view if groups else self.nothing)
        self._say_nothing()

    def _say_nothing(self) -> None:
        if self._alarms:
            self.nothing.setText(self.tr("No alarm matches the filter."))
        elif self.trouble.text():
            self.nothing.setText(self.tr("No alarms, but the sensors could not be judged."))
        else:
            self.nothing.setText(self.tr("No alarms: everything is in order."))

    def _refill(self, groups: tuple, language: str, offset: float, *, searching: bool) -> None:
        known = {group.code for group in self.model.groups}
        opened = {
            group.code for row, group in enumerate(self.model.groups) if self.view.isExpanded(self.model.index(row, 0))
        }
        chosen = self.model.alarm(self.view.currentIndex())
        at = self.view.verticalScrollBar().value()
        self.model.set_groups(groups, language, offset)
        room = _ROOM - len(groups)
        for row, group in enumerate(groups):
            self.view.setFirstColumnSpanned(row, QModelIndex(), True)
            # The counts of all groups come before the stations of one; what somebody searches for is shown.
            fits = group.code not in known and len(group.alarms) <= room
            if searching or fits or len(groups) == 1 or group.code in opened:
                room -= len(group.alarms)
                self.view.setExpanded(self.model.index(row, 0), True)
        if chosen is not None:
            self.view.selectionModel().setCurrentIndex(
                self.model.index_of(chosen.key),
                _WHOLE_ROW,
            )
        self.view.verticalScrollBar().setValue(at)

    def _on_activated(self, index: QModelIndex) -> None:
        alarm = self.model.alarm(index)
        if alarm is None:
            return
        if not self._layers.is_shown(alarm.kind):
            self._layers.show(alarm.kind, True)
        if alarm.place is not None:
            show_on_map(self._session.iface.mapCanvas(), *alarm.place)
        self._session.select_station(alarm.station_id)


def _refill(box: QComboBox, entries: list[tuple[str, str]]) -> None:
    """Other entries; what was chosen stays chosen."""
    if entries == [(box.itemText(at), box.itemData(at)) for at in range(box.count())]:
        return
    chosen = box.currentData()
    box.clear()
    for text, data in entries:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
