"""The Emergency dock: what happens where, who goes, and what was done."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QLabel, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ..latest_read import LatestRead
from ..line_tool import LineTool
from ..place_tool import PlaceTool
from ..station.on_map import show_on_map
from .area_page import AreaPage
from .depot_zones import DepotZones
from .dragging import CanvasDrop
from .emergency_header import EmergencyHeader
from .emergency_layers import EmergencyLayers
from .evaluation_page import EvaluationPage
from .following import advance_open_orders, look_every_ms
from .incident_actions import IncidentActions
from .incident_form import IncidentForm
from .incidents_page import IncidentsPage
from .log_page import LogPage
from .opening import Opening
from .ordering import Ordering
from .orders_page import OrdersPage
from .photo_view import PhotoView
from .replay_page import ReplayPage
from .resources_page import ResourcesPage
from .roads import Roads, road_layers
from .tracks import ShownTracks
from .writer import CentreWriter

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ..session import EcoSession
    from .board import Board
    from .surroundings import Wind

__all__ = ["EmergencyDock"]

_log = logging.getLogger(__name__)

_CLOCK_MS = 5_000
# States grow stale although nothing is written.
_AGAIN_S = 30.0
_LEAST_WIDTH = 380
_CLOSED = QColor(179, 38, 30, 190)
# Read at arm's length.
_STYLE = (
    "QWidget { font-size: 11pt; } QHeaderView::section { font-size: 10pt; } QTabBar::tab { padding: 7px 6px; } "
    "QTabBar::tab:selected { font-weight: bold; border-bottom: 3px solid #b3261e; }"
)
INCIDENTS, RESOURCES, ORDERS, LOG = range(4)


class EmergencyDock(QgsDockWidget):
    """Header with the incident in hand; pages for incidents, resources, orders, log and what comes after."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self.setObjectName("yanqing_eco_emergency")
        self.setWindowTitle(self.tr("Emergency"))
        self._session = session
        self._read, self._wind = LatestRead(session), LatestRead(session)
        self._incident_id = self._needs = ""
        self.board: Board | None = None
        self._told: tuple[Board | None, str] = (None, "")  # what the pages but that of the resources tell, and how
        self.layers = EmergencyLayers(session)
        self.tracks = ShownTracks(session, self.layers)
        self.roads = Roads()
        self.writer = CentreWriter(session, self)
        self.actions_ = IncidentActions(session, self.writer, self)
        canvas = session.iface.mapCanvas()
        self.tool, self.closing = PlaceTool(canvas), LineTool(canvas, _CLOSED, width=5, fewest=1, stays=False)
        self.drop = CanvasDrop(canvas, lambda: self.board is not None and session.may_edit)
        self.header = EmergencyHeader()
        self.form = IncidentForm()
        self.opening = Opening(session, self.actions_, self.form, self)
        self.incidents, self.resources = IncidentsPage(), ResourcesPage()
        self.depots = DepotZones(session, self.writer, self.resources, lambda: self.board)
        self.ordering = Ordering(self.actions_, canvas, lambda: self.board, self._capability)
        self.orders, self.log = OrdersPage(), LogPage()
        self.area, self.replay = AreaPage(), ReplayPage(session, self.layers)
        self.evaluation = EvaluationPage(session)
        self._clock, self._poll = QTimer(self), QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._tell_time)
        self._poll.timeout.connect(lambda: session.when_drawn(self, self._look))
        self._lay_out()
        self._wire()
        session.centreOpened.connect(self._on_opened)
        session.centreClosed.connect(self._on_closed)
        if session.is_open:
            self._on_opened()

    def shut_down(self) -> None:
        """Leave nothing running, no filter on the map and no connection."""
        session = self._session
        session.centreOpened.disconnect(self._on_opened)
        session.centreClosed.disconnect(self._on_closed)
        self._clock.stop()
        self._poll.stop()
        for work in (self._read, self._wind, self.opening, self.tracks, self.depots):
            work.drop()
        self.layers.rest()
        self.area.shut_down()
        self.replay.shut_down()
        self.evaluation.shut_down()
        self.writer.blockSignals(True)
        self.tool.end()
        self.tool.deleteLater()
        self.closing.shut_down()
        self.drop.shut_down()

    def choose(self, incident_id: str) -> None:
        """Make an incident the one in hand."""
        if incident_id and incident_id != self._incident_id:
            self._incident_id = incident_id
            self.log.clear()
        self._load()

    # -- what the session says -----------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        from ...core.errors import EcoError
        from ...messages import sentence_for

        self._incident_id, self._needs, self.board, self._told = "", "", None, (None, "")
        self.log.clear()
        self._allow(self._session.may_edit)
        try:
            self.layers.follow(self.tr("Emergency"))
        except EcoError as error:
            self._session.complain(sentence_for(error))
        self._offer_roads()
        self._pages.setCurrentWidget(self._full)
        self._poll.start(look_every_ms(self._session))
        self._clock.start()
        self._session.keep_what_is_loaded()
        self._load()

    def _on_closed(self) -> None:
        self._read.drop()
        self.opening.drop()
        self._poll.stop()
        self._clock.stop()
        self._wind.drop()
        self.tool.end()
        self.closing.end()
        self.tracks.drop()
        self.replay.stop()
        self.layers.rest()
        self.board, self._incident_id = None, ""
        self.log.clear()
        self._pages.setCurrentWidget(self.nothing)

    # -- reading and showing -------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask whether the centre changed; the answer is the whole board, or nothing."""
        self._follow_tracks()
        if self._session.is_open and self.isVisible() and not self._read.waiting:
            self._load(self.board.revision if self.board else "")

    def _load(self, known: str = "") -> None:
        asked = (self._incident_id, self._capability(), self._needs)
        roads, pictures = self.roads, set(self.log.pictures)
        since = self.board.read_at if self.board else None

        def work(centre: DataCentre, _progress: Any) -> tuple[Board, Any] | None:
            from .board import Wanted, read_board
            from .thumbnails import read_thumbnails

            now = datetime.now(UTC)
            fresh = since is not None and (now - since).total_seconds() < _AGAIN_S
            if known and fresh and centre.revision() == known:
                return None
            advance_open_orders(centre)
            board = read_board(centre, Wanted(*asked), roads.network, now=now)
            if board.incident is None or not any(entry["photo_type"] for entry in board.log):
                return board, {}
            return board, read_thumbnails(centre, board.incident["incident_id"], pictures)

        self._read.ask(self.tr("Reading the incidents"), work, self._show, self._fail)

    def _show(self, found: tuple[Board, Any] | None) -> None:
        if found is None:
            return
        before = self.board.incident if self.board else None
        self.board, pictures = found
        board, language = self.board, self._session.language
        offset = self._session.centre.district.utc_offset_hours
        self._incident_id = board.incident["incident_id"] if board.incident else ""
        self.header.show_board(board, language, synthetic=self._session.centre.synthetic)
        self.resources.show_board(board, language)
        if pictures or language != self._told[1] or not board.tells_same(self._told[0]):
            self._told = (board, language)
            self.log.add_pictures(pictures)
            self.incidents.show_board(board, language, offset)
            self.orders.show_board(board, language, offset)
            self.log.show_board(board, language, offset)
            self.area.show_board(board)
            self.replay.show_board(board)
            self.evaluation.show_board(board, language)
        self.layers.show_areas(self._incident_id, self.tr("Emergency"))
        self.layers.show_circles(bool(self._incident_id), self.tr("Emergency"))
        if board.incident is not None and (before is None or before["incident_id"] != self._incident_id):
            self._ask_wind(*(board.incident["place"] or (0.0, 0.0)))

    def _ask_wind(self, lon: float, lat: float) -> None:
        def work(centre: DataCentre, _progress: Any) -> Wind | None:
            from .surroundings import nearest_wind

            return nearest_wind(centre, lon, lat)

        self._wind.ask(self.tr("Reading the wind"), work, self.area.show_wind, _log.warning)

    def _on_areas(self, path: str) -> None:
        incident_id = self._incident_id

        def done() -> None:
            self.layers.show_areas(incident_id, self.tr("Emergency"), anew=True, go_there=True)

        if self.board is not None:
            self.actions_.keep_areas(self.board, path, done)

    def _fail(self, sentence: str) -> None:
        if self.board is None:
            self._session.complain(sentence)
        else:
            _log.warning("the board could not be read again: %s", sentence)

    def _tell_time(self) -> None:
        if self.board is not None and self.isVisible():
            now = datetime.now(UTC)
            self.resources.model.tell_time(now)
            self.header.tell_time(now)

    # -- a new incident ------------------------------------------------------------------------------------------------

    def _on_new(self, wanted: bool) -> None:
        (self.tool.begin if wanted else self.tool.end)()

    def _on_incident(self, incident_id: str) -> None:
        self._incident_id = incident_id
        self.log.clear()
        self._pages.setCurrentWidget(self._full)
        # Who goes is the next thing to decide.
        self.tabs.setCurrentIndex(RESOURCES)

    # -- orders --------------------------------------------------------------------------------------------------------

    def _capability(self) -> str:
        return str(self.resources.capability.currentData() or "")

    def _on_needs(self, needs: str) -> None:
        from ...core.emergency import parse_needs
        from ...core.errors import InputError
        from ...messages import sentence_for

        try:
            parse_needs(needs, (0.0, 0.0))
        except InputError as error:
            self.resources.needs.say(sentence_for(error))
            return
        if needs != self._needs:
            self._needs = needs
            self._load()

    def _on_plan(self) -> None:
        self.ordering.order_plan(self.resources.task.text().strip())
        self._needs = ""
        self.resources.needs.clear()

    def _on_refused(self, sentence: str) -> None:
        self.log.settle(written=False)
        self._session.complain(sentence)
        self._load()

    def _on_written(self) -> None:
        self.log.settle(written=True)
        self._session.look_now()
        self._load()

    def _on_closing(self, wanted: bool) -> None:
        (self.closing.begin if wanted else self.closing.end)()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _zoom(self) -> None:
        if self.board is not None and self.board.incident is not None and self.board.incident["place"] is not None:
            show_on_map(self._session.iface.mapCanvas(), *self.board.incident["place"])

    def _zoom_to(self, resource_id: str) -> None:
        row = self.board.resource(resource_id) if self.board else None
        if row is not None and row["place"] is not None:
            show_on_map(self._session.iface.mapCanvas(), *row["place"])

    def _follow_tracks(self) -> None:
        if self.isVisible():
            self.tracks.follow(*self._track_words())

    def _track_words(self) -> tuple[str, str]:
        return self.tr("Reading tracks"), self.tr("Emergency")

    def _allow(self, changing: bool) -> None:
        """Let those who may only look read everything, and tell them why the rest is grey."""
        self.header.allow(changing)
        for page in (self.incidents, self.resources, self.orders, self.log, self.area):
            page.allow(changing)

    def _offer_roads(self) -> None:
        self.resources.offer_roads(road_layers(QgsProject.instance()))

    def _on_roads(self, layer: Any) -> None:
        self.roads.choose(layer)
        self._load()

    def _on_tab(self, number: int) -> None:
        if number == RESOURCES and self._session.is_open:
            self._offer_roads()

    def _on_board(self, act: Callable[..., None]) -> Callable[..., None]:
        """What somebody does to the board as it is at that moment; nothing while there is none."""
        return lambda *said: act(self.board, *said) if self.board is not None else None

    def _wire(self) -> None:
        self.header.newRequested.connect(self._on_new)
        self.header.authorChanged.connect(lambda name: setattr(self.writer, "author", name))
        self.writer.author = self.header.author
        self.tool.placed.connect(self.opening.begin)
        self.tool.ended.connect(self.header.end_new)
        self.opening.asked.connect(lambda: self._pages.setCurrentWidget(self.form))
        self.opening.opened.connect(self._on_incident)
        self.form.rejected.connect(lambda: self._pages.setCurrentWidget(self._full))
        self.incidents.chosen.connect(self.choose)
        self.incidents.zoomRequested.connect(self._zoom)
        self.incidents.phaseRequested.connect(self._on_board(self.actions_.phase))
        self.incidents.levelRequested.connect(self._on_board(self.actions_.grade))
        self.incidents.ordered.connect(lambda unit, incident: self.ordering.order(unit, incident_id=incident))
        self.resources.ordered.connect(self.ordering.order)
        self.resources.needs.needsChosen.connect(self._on_needs)
        self.resources.needs.orderRequested.connect(self._on_plan)
        self.resources.tracksChosen.connect(lambda hours: self.tracks.choose(hours, *self._track_words()))
        self.resources.closures.drawRequested.connect(self._on_closing)
        self.resources.closures.liftRequested.connect(self._on_board(self.actions_.open_road))
        self.closing.drawn.connect(self._on_board(self.actions_.close_road))
        self.closing.ended.connect(self.resources.closures.end_drawing)
        self.resources.zoomRequested.connect(self._zoom_to)
        self.resources.roadsChosen.connect(self._on_roads)
        self.resources.view.dragging.connect(self.drop.expect)
        self.resources.capabilityChosen.connect(lambda _: self._load())
        self.resources.stateRequested.connect(self._on_board(self.actions_.set_state))
        self.orders.stepRequested.connect(self._on_board(self.actions_.step))
        self.log.entryRequested.connect(self._on_board(self.actions_.note))
        self.log.photoRequested.connect(lambda entry_id: PhotoView(self._session, entry_id, self).show())
        self.area.computed.connect(self._on_areas)
        self.drop.dropped.connect(self.ordering.drop)
        self.writer.refused.connect(self._on_refused)
        self.writer.written.connect(self._on_written)
        self.tabs.currentChanged.connect(self._on_tab)

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("yanqing_eco_emergency_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.incidents, self.tr("Incidents"))
        self.tabs.addTab(self.resources, self.tr("Units"))
        self.tabs.addTab(self.orders, self.tr("Orders"))
        self.tabs.addTab(self.log, self.tr("Log"))
        self.tabs.addTab(self.area, self.tr("Area"))
        self.tabs.addTab(self.replay, self.tr("Replay"))
        self.tabs.addTab(self.evaluation, self.tr("Review"))
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)
        self.nothing = QLabel(self.tr("Open a data centre first: the One Map dock does it."))
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(16)
        self._pages = QStackedWidget()
        for page in (self.nothing, self._full, self.form):
            self._pages.addWidget(page)
        self._pages.setMinimumWidth(_LEAST_WIDTH)
        self._pages.setStyleSheet(_STYLE)
        self.setWidget(self._pages)
