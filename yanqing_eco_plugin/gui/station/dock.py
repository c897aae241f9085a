"""The Station dock: what one station says, now and over time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QStackedWidget

from ..latest_read import LatestRead
from .on_map import show_on_map

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...core.reports import StationCard
    from ..session import EcoSession
    from .story import StationStory

__all__ = ["StationDock"]

_log = logging.getLogger(__name__)


class StationDock(QgsDockWidget):
    """Shows the station that somebody selected, anywhere."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self.setObjectName("yanqing_eco_station")
        self.setWindowTitle(self.tr("Station"))
        self._session = session
        self._read = LatestRead(session)
        self.station_id = ""
        self.card: StationCard | None = None
        self.story: StationStory | None = None
        self.notice = QLabel()
        self.notice.setObjectName("yanqing_eco_station_notice")
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setWordWrap(True)
        self.notice.setMargin(16)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.notice)
        self._pages.setMinimumWidth(320)
        self.setWidget(self._pages)
        self._invite()
        session.stationSelected.connect(self.show_station)
        session.statusChanged.connect(self._on_status)
        session.momentChanged.connect(self._on_moment)
        session.centreClosed.connect(self._on_closed)

    def show_station(self, station_id: str) -> None:
        """Show the story of a station and bring the dock to the front."""
        self.setUserVisible(True)
        if not self._session.is_open:
            return
        self.station_id = station_id
        if self.card is None:
            self._say(self.tr("Loading …"))
        self._load(newer=False)

    def shut_down(self) -> None:
        """Leave nothing running and hear no signal any more."""
        self._read.drop()
        if self.story is not None:
            self.story.shut_down()
        self._session.stationSelected.disconnect(self.show_station)
        self._session.statusChanged.disconnect(self._on_status)
        self._session.momentChanged.disconnect(self._on_moment)
        self._session.centreClosed.disconnect(self._on_closed)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _load(self, *, newer: bool) -> None:
        station_id, moment = self.station_id, self._session.moment

        def work(centre: DataCentre, progress: Any) -> StationCard:
            # Imported here and not above: it brings matplotlib, which takes longer than the start of QGIS may be held up.
            from ...core.reports import read_station_card

            return read_station_card(centre, station_id, when=moment)

        failed = self._keep if newer else self._fail
        self._read.ask(self.tr("Reading the station"), work, lambda card: self._show(card, newer), failed)

    def _show(self, card: StationCard, newer: bool) -> None:
        same = self.card is not None and self.card.station_id == card.station_id
        self.card = card
        if self.story is None:
            from .story import StationStory

            self.story = StationStory(self._session)
            self.story.zoomRequested.connect(self._zoom)
            self._pages.addWidget(self.story)
        self._pages.setCurrentWidget(self.story)
        self.story.show_card(card, now=newer and same)

    def _fail(self, sentence: str) -> None:
        self.card = None
        self._say(sentence)

    def _keep(self, sentence: str) -> None:
        # What is shown stays true for its time, which the head says; the next change of the centre asks again.
        _log.warning("the station could not be read again: %s", sentence)

    def _zoom(self) -> None:
        if self.card is not None and self.card.place is not None:
            show_on_map(self._session.iface.mapCanvas(), *self.card.place)

    def _on_status(self) -> None:
        if self.station_id and self._session.moment is None and not self._read.waiting:
            self._load(newer=True)

    def _on_moment(self, _moment: object) -> None:
        if self.station_id and self._session.is_open:
            self._load(newer=False)

    def _on_closed(self) -> None:
        self._read.drop()
        if self.story is not None:
            self.story.shut_down()
            self._pages.removeWidget(self.story)
            self.story.deleteLater()
            self.story = None
        self.station_id, self.card = "", None
        self._invite()

    def _invite(self) -> None:
        self._say(
            self.tr("Click a station on the map, or type sta and its name into the search box at the lower left.")
        )

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self._pages.setCurrentWidget(self.notice)
