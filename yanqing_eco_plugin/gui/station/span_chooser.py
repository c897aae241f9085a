"""Chooses the span of a chart: 24 hours, 7 days, 30 days, or from–to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from qgis.PyQt.QtCore import QDateTime, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDateTimeEdit, QHBoxLayout, QLabel, QWidget

from .span import Span, span_for

__all__ = ["SpanChooser"]

_LENGTHS = (timedelta(hours=24), timedelta(days=7), timedelta(days=30))
_FORMAT = "yyyy-MM-ddTHH:mm"


class SpanChooser(QWidget):
    """A list of spans, whose last entry opens two fields (`fields`) for a span of one's own, in the centre's local time."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.utc_offset_hours = 8.0
        self.lengths = QComboBox()
        self.lengths.setObjectName("yanqing_eco_span")
        self.lengths.addItems([self.tr("24 hours"), self.tr("7 days"), self.tr("30 days"), self.tr("From – to")])
        self.start, self.end = self._field(), self._field()
        self.start.setObjectName("yanqing_eco_span_start")
        self.end.setObjectName("yanqing_eco_span_end")
        self._fields = QWidget()
        row = QHBoxLayout(self._fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.start, 1)
        row.addWidget(QLabel("–"))
        row.addWidget(self.end, 1)
        self._fields.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.lengths)
        self.lengths.currentIndexChanged.connect(self._on_length)
        self.start.dateTimeChanged.connect(self.changed)
        self.end.dateTimeChanged.connect(self.changed)

    @property
    def fields(self) -> QWidget:
        """The two fields, for the page to place below the list."""
        return self._fields

    @property
    def is_custom(self) -> bool:
        """Whether the user gives the span."""
        return self.lengths.currentIndex() >= len(_LENGTHS)

    def span(self, *, now: datetime, moment: datetime | None, newest: datetime | None) -> Span | None:
        """The chosen span; None where the user's span is empty."""
        if not self.is_custom:
            return span_for(_LENGTHS[self.lengths.currentIndex()], now=now, moment=moment, newest=newest)
        start, end = self._utc(self.start), self._utc(self.end)
        return Span(start, end, live=False) if start < end else None

    def set_custom(self, start: datetime, end: datetime) -> None:
        """Fill the two fields with UTC instants."""
        for field, when in ((self.start, start), (self.end, end)):
            local = when + timedelta(hours=self.utc_offset_hours)
            field.blockSignals(True)
            field.setDateTime(QDateTime.fromString(local.strftime("%Y-%m-%dT%H:%M"), _FORMAT))
            field.blockSignals(False)

    def _utc(self, field: QDateTimeEdit) -> datetime:
        # The field holds local time of the district, which need not be that of this machine: only its figures count.
        naive = datetime.fromisoformat(field.dateTime().toString(_FORMAT))
        return naive.replace(tzinfo=UTC) - timedelta(hours=self.utc_offset_hours)

    def _on_length(self) -> None:
        self._fields.setVisible(self.is_custom)
        self.changed.emit()

    def _field(self) -> QDateTimeEdit:
        field = QDateTimeEdit()
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy-MM-dd HH:mm")
        field.setMinimumWidth(90)
        return field
