"""Chooses now or a past moment: a field, steps of an hour and a day, and a slider over all there is."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import floor

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDateTimeEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .clock import from_field, local_text, to_field

__all__ = ["MomentBar"]

_HOUR = timedelta(hours=1)
# A slider that is being dragged, or a field that is being typed into, asks when it rests.
_REST_MS = 250
_BANNER = (
    "QFrame#yanqing_eco_past { background:#fff3cd; border:1px solid #e0c36a; border-radius:4px; }"
    "QFrame#yanqing_eco_past QLabel { color:#7a5b00; }"
)


class MomentBar(QWidget):
    """Tells which time the user wants; what is shown is told to it by `show_moment`."""

    requested = pyqtSignal(object)  # a UTC datetime, or None for now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offset = 8.0
        self._span: tuple[datetime, datetime] | None = None
        self._moment: datetime | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask)
        self._wanted: datetime | None = None
        self.now = QPushButton(self.tr("Now"))
        self.now.setObjectName("yanqing_eco_now")
        self.now.setCheckable(True)
        self.now.setChecked(True)
        self.now.setToolTip(self.tr("Show the newest values, as they come in"))
        self.now.clicked.connect(self._on_now)
        self.field = QDateTimeEdit()
        self.field.setObjectName("yanqing_eco_moment")
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.field.setToolTip(self.tr("Show the network as it stood at this time (local time)"))
        self.field.setKeyboardTracking(False)
        self.field.dateTimeChanged.connect(self._on_field)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("yanqing_eco_moment_slider")
        self.slider.setPageStep(24)
        self.slider.valueChanged.connect(self._on_slider)
        self._steps = [
            self._step(self.tr("−1 d"), -24, self.tr("One day earlier"), "day_back"),
            self._step(self.tr("−1 h"), -1, self.tr("One hour earlier"), "hour_back"),
            self._step(self.tr("+1 h"), 1, self.tr("One hour later"), "hour_on"),
            self._step(self.tr("+1 d"), 24, self.tr("One day later"), "day_on"),
        ]
        self.banner = QFrame()
        self.banner.setObjectName("yanqing_eco_past")
        self.banner.setStyleSheet(_BANNER)
        self.told = QLabel()
        self.told.setObjectName("yanqing_eco_past_text")
        self.told.setWordWrap(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self.set_span(None, 8.0)

    def set_span(self, span: tuple[datetime, datetime] | None, utc_offset_hours: float) -> None:
        """Tell from when to when there are observations, and the district's clock."""
        self._offset = utc_offset_hours
        self._span = span
        self.setEnabled(span is not None)
        if span is None:
            return
        for widget in (self.slider, self.field):
            widget.blockSignals(True)
        self.slider.setRange(0, max(0, floor((self._last - self._first) / _HOUR)))
        self.field.setDateTimeRange(to_field(self._first, utc_offset_hours), to_field(span[1], utc_offset_hours))
        for widget in (self.slider, self.field):
            widget.blockSignals(False)
        self._place()

    def show_moment(self, moment: datetime | None, *, reading: bool = False) -> None:
        """Tell what is shown, or is being read."""
        self._moment = moment
        self._rest.stop()
        self.banner.setVisible(moment is not None)
        text = self.tr("Reading {time} …") if reading else self.tr("Past moment {time} – this is not live")
        self.told.setText(text.format(time=local_text(moment, self._offset)))
        self.now.setChecked(moment is None)
        self._place()

    @property
    def is_choosing(self) -> bool:
        """Whether the user is on the way to a time that was not asked for yet."""
        return self._rest.isActive()

    def shut_down(self) -> None:
        """Ask for nothing any more."""
        self._rest.stop()

    # -- inside --------------------------------------------------------------------------------------------------------

    @property
    def _first(self) -> datetime:
        """The first full hour there is."""
        first = self._span[0] if self._span else datetime.min
        whole = first.replace(minute=0, second=0, microsecond=0)
        return whole if whole == first else whole + _HOUR

    @property
    def _last(self) -> datetime:
        last = self._span[1] if self._span else datetime.min
        return last.replace(minute=0, second=0, microsecond=0)

    def _place(self) -> None:
        """Let field and slider say what is shown, without asking for it."""
        if self._span is None:
            return
        shown = self._moment or self._span[1]
        for widget in (self.slider, self.field):
            widget.blockSignals(True)
        self.slider.setValue(floor((shown - self._first) / _HOUR))
        self.field.setDateTime(to_field(shown, self._offset))
        for widget in (self.slider, self.field):
            widget.blockSignals(False)
        for button, hours in self._steps:
            there = self._target(hours)
            button.setEnabled(there is not None)

    def _target(self, hours: int) -> datetime | None:
        """Where a step leads from what is shown; None where nothing is any more."""
        if self._span is None:
            return None
        base = self._moment or self._last
        there = base + hours * _HOUR
        return there if self._first <= there <= self._span[1] else None

    def _step(self, text: str, hours: int, tip: str, name: str) -> tuple[QToolButton, int]:
        button = QToolButton()
        button.setObjectName(f"yanqing_eco_{name}")
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRepeat(abs(hours) == 1)
        button.clicked.connect(lambda: self._want(self._target(hours), at_once=False))
        return button, hours

    def _on_now(self) -> None:
        self.now.setChecked(self._moment is None)
        self._want(None)

    def _on_field(self) -> None:
        self._want(from_field(self.field.dateTime(), self._offset), at_once=False)

    def _on_slider(self, hours: int) -> None:
        there = min(self._first + hours * _HOUR, self._last)
        self.field.blockSignals(True)
        self.field.setDateTime(to_field(there, self._offset))
        self.field.blockSignals(False)
        self._want(there, at_once=False)

    def _want(self, when: datetime | None, *, at_once: bool = True) -> None:
        if not at_once and when is None:
            return
        self._wanted = when
        if at_once:
            self._rest.stop()
            self._ask()
            return
        # A step that is repeated goes on from where it leads, not from what the map shows by then.
        self._moment = when
        self.now.setChecked(False)
        self._place()
        self._rest.start(_REST_MS)

    def _ask(self) -> None:
        self.requested.emit(self._wanted)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.now)
        first.addWidget(self.field, 1)
        second = QHBoxLayout()
        second.setSpacing(2)
        buttons = [button for button, _ in self._steps]
        for part in (*buttons[:2], self.slider, *buttons[2:]):
            second.addWidget(part, 1 if part is self.slider else 0)
        inside = QHBoxLayout(self.banner)
        inside.setContentsMargins(8, 3, 4, 3)
        inside.addWidget(self.told, 1)
        back = QPushButton(self.tr("Back to now"))
        back.setObjectName("yanqing_eco_back_to_now")
        back.clicked.connect(self._on_now)
        inside.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 2)
        column.setSpacing(3)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.banner)
        self.banner.hide()
