"""Plays a network through the last day, week or a window of one's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.standards import KINDS, PROPERTIES
from ..station.span_chooser import SpanChooser
from .playback import Playback, play_layer, read_playback, start_controller, stop_controller

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from ..session import EcoSession
    from .map_layers import MapLayers
    from .situation import Situation

__all__ = ["PlaybackPage"]


class PlaybackPage(QWidget):
    """Network, property and window; makes a layer with time and opens QGIS's Temporal Controller on it."""

    def __init__(self, session: EcoSession, layers: MapLayers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._layers = session, layers
        self._newest: datetime | None = None
        self._task: Any = None
        self._played: QgsVectorLayer | None = None
        self._hidden = ""
        self.kind = QComboBox()
        self.kind.setObjectName("yanqing_eco_play_kind")
        self.kind.currentIndexChanged.connect(self._fill_properties)
        self.prop = QComboBox()
        self.prop.setObjectName("yanqing_eco_play_property")
        self.span = SpanChooser()
        self.start = QPushButton(self.tr("Play on the map"))
        self.start.setObjectName("yanqing_eco_play")
        self.start.clicked.connect(self._on_start)
        self.stop = QPushButton(self.tr("Take off the map"))
        self.stop.setObjectName("yanqing_eco_play_stop")
        self.stop.clicked.connect(self.take_off)
        self.progress = QProgressBar()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("yanqing_eco_play_cancel")
        self.cancel.clicked.connect(self._on_cancel)
        self.told = QLabel(self.tr("The network moves through time with QGIS's Temporal Controller, one hour a frame."))
        self.told.setObjectName("yanqing_eco_play_text")
        self.told.setWordWrap(True)
        self._lay_out()
        self._set_running(False)
        QgsProject.instance().layersRemoved.connect(self._on_removed)

    def show_situation(self, situation: Situation, language: str, utc_offset_hours: float) -> None:
        """Offer the networks that there are."""
        self._newest = situation.newest
        self.span.utc_offset_hours = utc_offset_hours
        if situation.span is not None and not self.span.is_custom:
            self.span.set_custom(max(situation.span[0], situation.span[1] - timedelta(days=1)), situation.span[1])
        offered = [
            (KINDS[network.kind].label(language), network.kind)
            for network in situation.networks
            if network.kind in KINDS and network.total
        ]
        if offered == [(self.kind.itemText(at), self.kind.itemData(at)) for at in range(self.kind.count())]:
            return
        chosen = self.kind.currentData()
        self.kind.clear()
        for text, kind in offered:
            self.kind.addItem(text, kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))

    def choose(self, kind: str) -> None:
        """Offer a network first, with the property it is coloured by."""
        row = self.kind.findData(kind)
        if row >= 0 and self._played is None:
            self.kind.setCurrentIndex(row)

    def take_off(self) -> None:
        """Take the played layer away and show the network as it was."""
        layer, self._played = self._played, None
        if layer is not None and not sip.isdeleted(layer):
            QgsProject.instance().removeMapLayer(layer.id())
        if layer is not None:
            stop_controller(self._session.iface)
        if self._hidden:
            self._layers.show(self._hidden, True)
            self._hidden = ""
        self._set_running(False)

    def shut_down(self) -> None:
        """Leave nothing running, and no layer whose file goes with QGIS."""
        QgsProject.instance().layersRemoved.disconnect(self._on_removed)
        self._on_cancel()
        self.take_off()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _fill_properties(self) -> None:
        known, language = KINDS.get(self.kind.currentData() or ""), self._session.language
        self.prop.clear()
        for name in known.properties if known else ():
            prop = PROPERTIES[name]
            self.prop.addItem(f"{prop.label(language)} ({prop.unit})" if prop.unit else prop.label(language), name)
        if known:
            self.prop.setCurrentIndex(max(0, self.prop.findData(known.main_property)))

    def _on_start(self) -> None:
        kind, prop = self.kind.currentData(), self.prop.currentData()
        now, session = datetime.now(UTC), self._session
        span = self.span.span(now=now, moment=session.moment, newest=self._newest)
        if not kind or not prop or not session.is_open:
            return
        if span is None:
            self.told.setText(self.tr("The end must be later than the start."))
            return
        wanted = Playback.of(kind, prop, span.start, span.end, KINDS[kind].interval_s)
        self._set_running(True)
        self._task = session.read(
            self.tr("Reading what is to be played"),
            lambda centre, progress: read_playback(wanted, centre, progress),
            self._on_read,
            failed=self._on_failed,
            silent=False,
        )
        if self._task is not None:
            self._task.progressChanged.connect(lambda percent: self.progress.setValue(round(percent)))

    def _on_read(self, ready: Playback) -> None:
        self._task = None
        self._set_running(False)
        if not ready.readings:
            self.told.setText(self.tr("There are no readings of this property in this time."))
            return
        self.take_off()
        session, live = self._session, self._layers.layer(ready.kind)
        offset = session.centre.district.utc_offset_hours
        self._played = play_layer(ready, live, session.address, session.language, offset)
        if self._layers.is_shown(ready.kind):
            self._hidden = ready.kind
            self._layers.show(ready.kind, False)
        start_controller(session.iface, ready)
        self.told.setText(
            self.tr(
                "{count} readings are on the map; press play in the Temporal Controller. Its clock shows UTC, which is "
                "{hours:g} hours behind local time."
            ).format(count=ready.readings, hours=offset)
        )
        self._set_running(False)

    def _on_failed(self, sentence: str) -> None:
        self._task = None
        self._set_running(False)
        self._session.complain(sentence)

    def _on_cancel(self) -> None:
        task, self._task = self._task, None
        if task is not None and not sip.isdeleted(task):
            task.cancel()
        self._set_running(False)

    def _on_removed(self, _ids: list[str]) -> None:
        if self._played is not None and (sip.isdeleted(self._played) or not self._played.isValid()):
            self.take_off()

    def _set_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.progress.setValue(0)
        self.start.setEnabled(not running)
        self.stop.setEnabled(self._played is not None)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Network"), self.kind)
        form.addRow(self.tr("Property"), self.prop)
        form.addRow(self.tr("Time"), self.span)
        form.addRow(self.span.fields)
        buttons = QHBoxLayout()
        buttons.addWidget(self.start, 1)
        buttons.addWidget(self.stop, 1)
        running = QHBoxLayout()
        running.addWidget(self.progress, 1)
        running.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addLayout(running)
        column.addWidget(self.told)
        column.addStretch(1)
