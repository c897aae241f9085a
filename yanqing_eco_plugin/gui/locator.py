"""Finds a station from QGIS's search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorFilter, QgsLocatorResult
from qgis.PyQt.QtCore import QElapsedTimer

from .kind_icons import kind_icon
from .latest_read import LatestRead
from .station.on_map import show_on_map
from .station_index import StationIndex, read_index

if TYPE_CHECKING:
    from .session import EcoSession

__all__ = ["StationLocatorFilter"]

# Stations are added seldom; the newest values change often.
_RENEW_MS = 60_000
_LEAST_LETTERS = 2


class StationLocatorFilter(QgsLocatorFilter):
    """Type ``sta`` and a name, an English name or an id; the station is shown on the map and selected.

    The index is read when a centre is opened. QGIS searches with a clone in a thread of its own, which sees the index of the
    moment it was cloned and nothing else.
    """

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self._session = session
        self._index = StationIndex()
        self._language = "zh"
        self._icons: dict[str, object] = {}
        self._read: LatestRead | None = LatestRead(session)
        self._age = QElapsedTimer()
        session.centreOpened.connect(self._renew)
        session.centreClosed.connect(self._forget)
        session.statusChanged.connect(self._renew_if_old)

    @classmethod
    def _copy_of(cls, other: StationLocatorFilter) -> StationLocatorFilter:
        copy = cls.__new__(cls)
        QgsLocatorFilter.__init__(copy)
        copy._session, copy._read = other._session, None
        copy._index, copy._language, copy._icons = other._index, other._language, other._icons
        return copy

    # -- what QGIS asks ------------------------------------------------------------------------------------------------

    def clone(self) -> StationLocatorFilter:
        self._language = self._session.language
        return self._copy_of(self)

    def name(self) -> str:
        return "yanqing_eco_station"

    def displayName(self) -> str:
        return self.tr("Monitoring stations")

    def prefix(self) -> str:
        # QGIS keeps prefixes of one or two letters to itself and silently drops a plugin's.
        return "sta"

    def priority(self) -> QgsLocatorFilter.Priority:
        return QgsLocatorFilter.Priority.Medium

    def fetchResults(self, string: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        if len(string.strip()) < _LEAST_LETTERS and not context.usingPrefix:
            return
        for entry, score in self._index.find(string):
            if feedback.isCanceled():
                return
            result = QgsLocatorResult()
            result.displayString = entry.title(self._language)
            result.description = entry.about(self._language)
            result.userData = entry.station_id
            result.score = score
            if entry.kind in self._icons:
                result.icon = self._icons[entry.kind]
            self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:
        self.show_station(str(result.userData))

    # -- what we do ----------------------------------------------------------------------------------------------------

    def show_station(self, station_id: str) -> None:
        """Go to a station on the map, let it flash, and select it."""
        entry = next((one for one in self._index.entries if one.station_id == station_id), None)
        if entry is not None and entry.place is not None:
            show_on_map(self._session.iface.mapCanvas(), *entry.place)
        self._session.select_station(station_id)

    def shut_down(self) -> None:
        """Leave nothing running and hear no signal any more."""
        if self._read is not None:
            self._read.drop()
            self._session.centreOpened.disconnect(self._renew)
            self._session.centreClosed.disconnect(self._forget)
            self._session.statusChanged.disconnect(self._renew_if_old)
            self._read = None

    def _renew(self) -> None:
        if self._read is not None:
            self._age.start()
            self._read.ask(
                self.tr("Reading the stations"),
                lambda centre, progress: read_index(centre),
                self._take,
                self._session.complain,
            )

    def _renew_if_old(self) -> None:
        if not self._age.isValid() or self._age.elapsed() > _RENEW_MS:
            self._renew()

    def _take(self, index: StationIndex) -> None:
        self._index = index
        self._icons = {kind: kind_icon(kind) for kind in {entry.kind for entry in index.entries}}

    def _forget(self) -> None:
        if self._read is not None:
            self._read.drop()
        self._index = StationIndex()
