"""The replay bar: the incident again on the map, at a chosen speed, from the same log and tracks."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from ..latest_read import LatestRead
from ..one_map.canvas_banner import CanvasBanner
from .orders_page import local_clock
from .replay_log import ReplayLog
from .replay_tracks import ReplayTracks
from .temporal_link import TemporalLink
from .words import duration_text, incident_text, level_text

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...core.emergency import Moment
    from ..session import EcoSession
    from .board import Board, Row
    from .emergency_layers import EmergencyLayers
    from .replay_reading import Played
    from .replaying import PlayedMap

__all__ = ["ReplayPage"]

_SPEEDS = (1, 10, 60, 600)
_FRAME_MS = 200
# Whether a frame is due, and the map drawn, is looked at more often than that; so long a drawing is waited for.
_LOOK_MS, _SLOWEST_S = 40, 2.0
# So many seconds of playing are read before they are come to.
_AHEAD_S = 10.0
_BIG = "font-weight:bold; font-size:12pt; padding:8px;"


class ReplayPage(QWidget):
    """Load, play, pause, any moment by the slider; the live resources come back at the end."""

    def __init__(self, session: EcoSession, layers: EmergencyLayers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._layers = session, layers
        self._read = LatestRead(session)
        self._tracks = ReplayTracks(session, self._on_tracks, self._on_failed)
        self._wanted: datetime | None = None  # to be shown as soon as its tracks are read
        self._board: Board | None = None
        self._layer: QgsVectorLayer | None = None
        self._played_last = 0.0
        self.played: Played | None = None
        self.when: datetime | None = None
        self.moment: Moment | None = None
        self._map: PlayedMap | None = None
        self.banner = CanvasBanner(session.iface.mapCanvas())
        self.link = TemporalLink(session.iface.mapCanvas(), self)
        self.link.moved.connect(self._on_controller)
        self.load = self._button("load", self.tr("Replay the incident"), self.begin)
        self.play = self._button("play", self.tr("Play"), self._on_play)
        self.end = self._button("end", self.tr("Back to live"), self.stop)
        self.speed = QComboBox()
        self.speed.setObjectName("yanqing_eco_replay_speed")
        for speed in _SPEEDS:
            self.speed.addItem(f"{speed} ×", speed)
        self.speed.setCurrentIndex(2)
        self.speed.currentIndexChanged.connect(self._on_speed)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("yanqing_eco_replay_slider")
        self.slider.valueChanged.connect(self._on_slider)
        self.clock = QLabel()
        self.clock.setObjectName("yanqing_eco_replay_clock")
        self.clock.setStyleSheet("font-weight:bold; font-size:14pt;")
        self.told = QLabel()
        self.told.setObjectName("yanqing_eco_replay_told")
        self.told.setWordWrap(True)
        self.list = ReplayLog()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._advance)
        self._lay_out()
        self._enable()

    def show_board(self, board: Board) -> None:
        """Replay the chosen incident from now on."""
        before = self._board.incident["incident_id"] if self._board and self._board.incident else ""
        self._board = board
        now = board.incident["incident_id"] if board.incident else ""
        if before and before != now:
            self.stop()
        self._enable()

    def begin(self) -> None:
        """Read log and tracks in the background, then stand at the report."""
        incident = self._board.incident if self._board else None
        if incident is None:
            return
        from .replaying import play_layer

        session, incident_id, now = self._session, incident["incident_id"], datetime.now(UTC)
        self.told.setText(self.tr("Reading log and tracks …"))
        # Its style takes as long as some frames: not in the same breath as the first of them.
        offset = session.centre.district.utc_offset_hours
        layer = play_layer(self.tr("Replay"), session.address, offset, session.language)

        def work(centre: DataCentre, _progress: Any) -> Played:
            from .replay_reading import read_played

            return read_played(centre, incident_id, now)

        def start(played: Played) -> None:
            self._start(played, layer)

        self._read.ask(self.tr("Reading log and tracks"), work, start, self.told.setText)

    def stop(self) -> None:
        """Show the live map again."""
        self._read.drop()
        self._tracks.drop()
        self._timer.stop()
        self.link.end()
        layer, self._layer = self._layer, None
        self._map = None
        if layer is not None and not sip.isdeleted(layer):
            QgsProject.instance().removeMapLayer(layer.id())
        if self.played is not None and self._session.is_open:
            self._layers.show("resource", True)
        self.played, self.when, self.moment, self._wanted = None, None, None, None
        self.banner.say("")
        self.clock.clear()
        self.told.clear()
        self.list.follow((), str)
        self._enable()

    def shut_down(self) -> None:
        """Leave no layer, no timer and no banner."""
        self.stop()
        self.banner.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _start(self, played: Played, layer: QgsVectorLayer) -> None:
        from .replaying import PlayedMap

        self.stop()
        self.played, self._layer, self._map = played, layer, PlayedMap(layer, played)
        offset = self._session.centre.district.utc_offset_hours
        self._layers.add_above(self._layer, self.tr("Emergency"))
        self._layers.show("resource", False)
        self.list.follow(played.entries, lambda entry: self._line(entry, offset))
        self._tracks.follow(played)
        self.slider.blockSignals(True)
        self.slider.setRange(0, int((played.end - played.start).total_seconds()))
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self.link.begin(played.start, played.end, self._step(), 1000 / _FRAME_MS)
        self._show(played.start)
        self._enable()

    def _step(self) -> float:
        """Seconds that a frame brings."""
        return float(self.speed.currentData()) * _FRAME_MS / 1000

    def _on_speed(self, _: int) -> None:
        if self.when is not None:
            self.link.set_step(self._step(), self.when)

    def _on_controller(self, when: datetime) -> None:
        """Somebody moved QGIS's Temporal Controller: it leads from now on."""
        if self.played is not None:
            self._timer.stop()
            self._show(min(max(when, self.played.start), self.played.end))
            self._enable()

    def _on_play(self) -> None:
        if self.played is None:
            return
        if self._timer.isActive():
            self._timer.stop()
        else:
            if self.slider.value() >= self.slider.maximum():
                self._show(self.played.start)
            self._played_last = time.monotonic()
            self._timer.start()
        self._enable()

    def _advance(self) -> None:
        if self.played is None or self.when is None:
            return
        # A frame ends the drawing that is under way: where the map is slower than the frames, none would ever be finished.
        now, drawing = time.monotonic(), self._session.iface.mapCanvas().isDrawing()
        since = now - self._played_last
        if since < (_SLOWEST_S if drawing else _FRAME_MS / 1000):
            return
        # By the clock and not by counting: a slow map drops frames and keeps the speed.
        step = since * float(self.speed.currentData())
        self._played_last = now
        # Where the tracks are not read yet, the clock waits for them.
        self._show(self._wanted or min(self.when + timedelta(seconds=step), self.played.end))
        if self.played is not None and self.when >= self.played.end:
            self._timer.stop()
            self._enable()

    def _on_tracks(self) -> None:
        """A window of the tracks came: show what waits for it, and have the next one read."""
        if self._wanted is not None:
            self._show(self._wanted)
        elif self.when is not None:
            self._tracks.look(self.when, self._ahead())

    def _on_failed(self, sentence: str) -> None:
        self._timer.stop()
        self._wanted = None
        if self.played is not None and self.when is not None:
            self._slide_to(self.played, self.when)
            self._say_on_the_map(self.when)
        self.told.setText(sentence)
        self._enable()

    def _ahead(self) -> float:
        return float(self.speed.currentData()) * _AHEAD_S

    def _on_slider(self, seconds: int) -> None:
        if self.played is not None:
            self._show(self.played.start + timedelta(seconds=seconds))

    def _show(self, when: datetime) -> None:
        played = self.played
        if played is None or self._map is None or sip.isdeleted(self._layer):
            self.stop()
            return
        self._slide_to(played, when)
        self._wanted = None if self._tracks.look(when, self._ahead()) else when
        if self._wanted is None:
            self.when, self.moment = when, played.replay.at(when)
            self._map.show(self.moment)
            self.link.show(when)
            self._tell(played, self.moment, when)
        self._say_on_the_map(self.when or played.start)

    def _slide_to(self, played: Played, when: datetime) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(int((when - played.start).total_seconds()))
        self.slider.blockSignals(False)

    def _tell(self, played: Played, moment: Moment, when: datetime) -> None:
        session, language = self._session, self._session.language
        offset = session.centre.district.utc_offset_hours
        since = duration_text((when - played.start).total_seconds())
        self.clock.setText(f"{local_clock(when, offset)}   + {since}")
        state = moment.state
        counts = {}
        for order in state.orders.values():
            counts[order.state] = counts.get(order.state, 0) + 1
        orders = "  ".join(f"{incident_text(name, language)} {count}" for name, count in counts.items())
        head = f"{level_text(state.level)} · {incident_text(state.phase, language)}" if state.phase else ""
        self.told.setText("\n".join(part for part in (head, orders) if part))
        self.list.show_until(when)

    def _say_on_the_map(self, when: datetime) -> None:
        session = self._session
        offset = session.centre.district.utc_offset_hours
        notes = [self.tr("Replay {time} – this is not live").format(time=local_clock(when, offset))]
        if self._wanted is not None:
            text = self.tr("reading the tracks of {time} …")
            notes.append(text.format(time=local_clock(self._wanted, offset)))
        if session.centre.synthetic:
            notes.append(self.tr("Demo data"))
        self.banner.say(" · ".join(notes))

    def _line(self, entry: Row, offset: float) -> str:
        about, _, what = (entry["event"] or "").partition(".")
        resource = self.played.resources.get(entry["resource_id"] or "", {}) if self.played else {}
        word = entry["event"] if about in ("fence", "roads") else what if about in ("order", "incident") else ""
        # A photo without a caption says at least what it is.
        word = word or ("" if entry["text"] else entry["kind"])
        told = incident_text(word, self._session.language) if word else ""
        parts = (local_clock(entry["time"], offset), resource.get("name"), told, entry["text"])
        return " · ".join(str(part) for part in parts if part)

    def _enable(self) -> None:
        there = self.played is not None
        self.load.setEnabled(self._board is not None and self._board.incident is not None)
        for one in (self.play, self.end, self.slider, self.speed):
            one.setEnabled(there)
        self.play.setText(self.tr("Pause") if self._timer.isActive() else self.tr("Play"))

    def _button(self, name: str, text: str, pressed: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"yanqing_eco_replay_{name}")
        button.setStyleSheet(_BIG)
        button.clicked.connect(lambda: pressed())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for one in (self.play, self.speed, self.end):
            row.addWidget(one, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 4)
        column.addWidget(self.load)
        column.addLayout(row)
        column.addWidget(self.slider)
        column.addWidget(self.clock)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
