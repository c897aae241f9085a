"""The One Map dock: the whole network at a glance, now or at a past moment."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ..latest_read import LatestRead
from .alarms_page import AlarmsPage
from .canvas_banner import CanvasBanner
from .centre_actions import CentreActions
from .clock import local_text
from .empty_page import EmptyPage
from .header import OneMapHeader
from .map_layers import MapLayers
from .moment_bar import MomentBar
from .networks_page import NetworksPage
from .playback_page import PlaybackPage
from .ranking_page import RankingPage
from .sensor_watch import SensorWatch

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ..session import EcoSession
    from .past_map import PastMap
    from .situation import Situation

__all__ = ["OneMapDock"]

_log = logging.getLogger(__name__)

# Ages are told in minutes.
_CLOCK_MS = 60_000
_LEAST_WIDTH = 330


class OneMapDock(QgsDockWidget):
    """Header, time, and pages for the networks, the alarms, the townships and playing."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self.setObjectName("yanqing_eco_one_map")
        self.setWindowTitle(self.tr("One Map"))
        self._session = session
        self._read = LatestRead(session)
        self.situation: Situation | None = None
        self._outdated = False  # whether something changed while the answer was on its way
        self.layers = MapLayers(session)
        self.centre_actions = CentreActions(session, self)
        self.banner = CanvasBanner(session.iface.mapCanvas())
        self.empty = EmptyPage(self.centre_actions)
        self.header = OneMapHeader(self.centre_actions)
        self.time = MomentBar()
        self.time.requested.connect(self._on_requested)
        self.networks = NetworksPage(session, self.layers)
        self.alarms = AlarmsPage(session, self.layers)
        self.ranking = RankingPage(session)
        self.playback = PlaybackPage(session, self.layers)
        self.networks.view.selectionModel().currentRowChanged.connect(
            lambda *_: self.playback.choose(self.networks.kind)
        )
        self.sensors = SensorWatch(session)
        self.sensors.changed.connect(self._on_sensors)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._tell_time)
        self._lay_out()
        session.centreOpened.connect(self._on_opened)
        session.centreClosed.connect(self._on_closed)
        session.statusChanged.connect(self._on_status)
        session.momentChanged.connect(self._on_moment)
        if session.is_open:
            self._on_opened()

    def shut_down(self) -> None:
        """Leave no connection, no timer, nothing running, and the live layers on the map."""
        session = self._session
        session.centreOpened.disconnect(self._on_opened)
        session.centreClosed.disconnect(self._on_closed)
        session.statusChanged.disconnect(self._on_status)
        session.momentChanged.disconnect(self._on_moment)
        self._read.drop()
        self.sensors.stop()
        self._clock.stop()
        self.time.shut_down()
        self.playback.shut_down()
        self.networks.shut_down()
        self.layers.shut_down()
        self.banner.shut_down()
        self.centre_actions.shut_down()

    # -- what the session says -----------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.sensors.start()
        self.alarms.show_trouble("")
        self.layers.follow()
        self.situation = None
        self._load(self._session.moment)
        self._clock.start()
        self._pages.setCurrentWidget(self._full)

    def _on_closed(self) -> None:
        self._read.drop()
        self.sensors.stop()
        self._clock.stop()
        self.playback.take_off()
        self.layers.show_now()
        self.banner.say("")
        self.situation = None
        self.time.show_moment(None)
        self._pages.setCurrentWidget(self.empty)

    def _on_sensors(self) -> None:
        # Said at once: where the sensors cannot be judged, reading the state may fail as well.
        self.alarms.show_trouble(self.sensors.trouble)
        self._on_status()

    def _on_status(self) -> None:
        if self._read.waiting:
            self._outdated = True
        elif self._session.moment is None:
            self._load(None)

    def _on_moment(self, moment: datetime | None) -> None:
        if self._session.is_open:
            self.time.show_moment(moment, reading=moment is not None)
            self._load(moment)

    def _on_requested(self, moment: datetime | None) -> None:
        self._session.set_moment(moment)
        if moment is None:
            # Where the session never heard of the moment that was being chosen.
            self.time.show_moment(None)

    # -- reading and showing -------------------------------------------------------------------------------------------

    def _load(self, moment: datetime | None) -> None:
        def work(centre: DataCentre, progress: Any) -> tuple[Situation, PastMap | None]:
            # Imported here and not above: they bring pandas, which takes longer than the start of QGIS may be held up.
            from .past_map import past_map
            from .situation import read_situation

            situation = read_situation(centre, moment, progress, sensors=sensors)
            return situation, past_map(situation)

        sensors = self.sensors.alarms
        self._outdated = False
        self._read.ask(self.tr("Reading the state of the network"), work, lambda found: self._show(*found), self._fail)

    def _show(self, situation: Situation, past: PastMap | None = None) -> None:
        session, now = self._session, datetime.now(UTC)
        offset, language = session.centre.district.utc_offset_hours, session.language
        self.time.set_span(situation.span, offset)
        # An answer that comes while the user steps on must not take a step back.
        if not self.time.is_choosing:
            self.time.show_moment(situation.moment)
        if past is not None:
            self.layers.show_moment(past)
            text = self.tr("Past moment {time} – this is not live")
            self.banner.say(text.format(time=local_text(past.moment, offset)))
        else:
            self.banner.say("")
            if self.layers.is_past:
                self.layers.show_now()
        self.situation = situation
        self.header.show_centre(session.centre.district, session.centre.synthetic, language)
        self.header.show_situation(situation, now, language, offset)
        self.networks.show_situation(situation, language)
        self.alarms.show_situation(situation, now)
        self.ranking.show_situation(situation)
        self.playback.show_situation(situation, language, offset)
        count = len(situation.alarms)
        self._tabs.setTabText(1, self.tr("Alarms {count}").format(count=count) if count else self.tr("Alarms"))
        if self._outdated:
            self._on_status()

    def _fail(self, sentence: str) -> None:
        if self._session.moment is not None:
            self._session.complain(sentence)
            self._session.set_moment(None)
        elif self.situation is None:
            self._session.complain(sentence)
        else:
            # What is shown stays true for its time, which the head says; the next change of the centre asks again.
            _log.warning("the state of the network could not be read again: %s", sentence)

    def _tell_time(self) -> None:
        if self.situation is None or self.situation.moment is not None:
            return
        now, session = datetime.now(UTC), self._session
        self.alarms.tell_time(now)
        self.header.show_situation(self.situation, now, session.language, session.centre.district.utc_offset_hours)

    def _lay_out(self) -> None:
        self._tabs = QTabWidget()
        self._tabs.setObjectName("yanqing_eco_one_map_tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.networks, self.tr("Networks"))
        self._tabs.addTab(self.alarms, self.tr("Alarms"))
        self._tabs.addTab(self.ranking, self.tr("Ranking"))
        self._tabs.addTab(self.playback, self.tr("Play"))
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.header)
        column.addWidget(self.time)
        column.addWidget(self._tabs, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._full)
        self._pages.setMinimumWidth(_LEAST_WIDTH)
        self.setWidget(self._pages)
