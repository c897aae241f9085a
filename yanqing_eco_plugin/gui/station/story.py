"""Head and pages of one station, made when the first station is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from .calendar_page import CalendarPage
from .chart_page import ChartPage
from .header import StationHeader
from .newest_page import NewestPage

if TYPE_CHECKING:
    from ...core.reports import StationCard
    from ..session import EcoSession

__all__ = ["StationStory"]


class StationStory(QWidget):
    """Everything the dock says about one station."""

    zoomRequested = pyqtSignal()

    def __init__(self, session: EcoSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.header = StationHeader()
        self.header.zoomRequested.connect(self.zoomRequested)
        self.newest = NewestPage()
        self.chart = ChartPage(session)
        self.calendar = CalendarPage(session)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("yanqing_eco_station_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.newest, self.tr("Newest values"))
        self.tabs.addTab(self.chart, self.tr("Chart"))
        self.tabs.addTab(self.calendar, self.tr("Calendar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)

    def show_card(self, card: StationCard, *, now: bool) -> None:
        """Show a station; `now` when it is the one shown and only its newest values changed."""
        offset = self._session.centre.district.utc_offset_hours
        language = self._session.language
        self.header.show_card(card, language, offset)
        self.newest.show_card(card, language)
        self.chart.show_card(card, now=now)
        self.calendar.show_card(card, now=now)

    def shut_down(self) -> None:
        """Leave nothing running."""
        self.chart.shut_down()
        self.calendar.shut_down()
