"""Keeps the live layers of a project true to their data centre, without flicker and without needless drawing."""

from __future__ import annotations

import logging
from collections.abc import Callable

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot

from ..core.data_centre.centre import DataCentre
from ..core.errors import EcoError
from ..credentials import fetch_credentials
from .drawing import when_drawn
from .sources import LIVE_ROLES, centre_address, layer_kind, layer_role
from .watching import CentreWatch, Changes, part_of

__all__ = ["LiveRefresh", "refresh_layer"]

_log = logging.getLogger(__name__)

_STOP_WAIT_S = 3.0
# A map that is drawn for longer than this is not waited for.
_MOST_MS = 6_000


class LiveRefresh(QObject):
    """Refreshes every live layer of a project whose data changed, also after the project was opened again.

    A thread of its own looks at the centres; the GUI thread only marks the layers that changed for drawing.

    Parameters
    ----------
    project
        Default: the project of the window.
    interval_s
        Seconds between two looks at a centre.
    state_every_s
        Seconds after which stations that grew stale are looked for although nothing was written.
    opener
        How a centre is opened, for reading.
    drawing
        Whether the map is being drawn. Drawing a layer anew ends a drawing that is under way, so where data changes faster than
        the map can be drawn, no drawing would ever be finished: changes wait for it, and come together.
    """

    refreshed = pyqtSignal(str, object)
    """The address of a centre whose layers were refreshed, and the set of the parts of the map that changed."""

    failed = pyqtSignal(str, object)
    """The address of a centre that cannot be read, and the error; once until it can be read again."""

    _changed = pyqtSignal(str, object)

    def __init__(
        self,
        project: QgsProject | None = None,
        *,
        interval_s: float = 5.0,
        state_every_s: float = 60.0,
        opener: Callable[[str], DataCentre] | None = None,
        drawing: Callable[[], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._drawing = drawing or (lambda: False)
        self._waiting: dict[str, dict[str, bool]] = {}
        self._project = project if project is not None else QgsProject.instance()
        self._interval_s, self._state_every_s, self._opener = interval_s, state_every_s, opener
        self._watch: CentreWatch | None = None
        self._followed: set[str] = set()
        self._addresses: dict[tuple[str, str], str] = {}
        # The thread speaks through signals: Qt hands them over to the GUI thread.
        self._changed.connect(self._refresh)

    @property
    def is_running(self) -> bool:
        """Whether centres are watched."""
        return self._watch is not None

    def start(self) -> None:
        """Begin to watch the centres of the project's layers."""
        if self._watch is not None:
            return
        self._watch = CentreWatch(
            self._changed.emit,
            self.failed.emit,
            interval_s=self._interval_s,
            state_every_s=self._state_every_s,
            opener=self._opener,
        )
        for signal in self._signals():
            signal.connect(self._follow)
        self._follow()
        self._watch.start()

    def stop(self) -> None:
        """Watch no longer; leaves no thread and no connection."""
        if self._watch is None:
            return
        for signal in self._signals():
            signal.disconnect(self._follow)
        if not self._watch.stop(_STOP_WAIT_S):
            _log.warning("a data centre does not answer; its watch ends as soon as it does")
        self._watch = None
        self._followed = set()
        self._waiting.clear()

    def look_now(self) -> None:
        """Look at the centres at once, for instance after something was written."""
        if self._watch is not None:
            self._watch.look_now()

    def set_interval(self, seconds: float) -> None:
        """Look every `seconds` from now on."""
        self._interval_s = seconds
        if self._watch is not None:
            self._watch.interval_s = seconds
            self._watch.look_now()

    def _signals(self) -> tuple[pyqtSignal, ...]:
        return self._project.layersAdded, self._project.layersRemoved, self._project.readProject, self._project.cleared

    def _live_layers(self) -> dict[QgsVectorLayer, str]:
        """The project's live layers and where their centres are."""
        found, addresses = {}, {}
        for layer in self._project.mapLayers().values():
            if layer_role(layer) in LIVE_ROLES and layer.isValid():
                # Looks at the disk, and this is asked at every refresh: a layer is asked again when its source is another.
                which = layer.id(), layer.source()
                found[layer] = addresses[which] = self._addresses.get(which) or centre_address(layer)
        self._addresses = addresses
        return found

    # Signals with different arguments end here; none of them is needed.
    def _follow(self, *_: object) -> None:
        if self._watch is None:
            return
        addresses = set(self._live_layers().values())
        for address in addresses - self._followed:
            try:
                fetch_credentials(address)
            except EcoError as error:
                # The watch says so in a sentence when it cannot connect.
                _log.warning("no credentials for the data centre %s: %s", address, error)
        self._followed = addresses
        self._watch.watch(addresses)

    @pyqtSlot(str, object)
    def _refresh(self, address: str, changes: Changes) -> None:
        if self._watch is None:
            return
        first = not self._waiting
        waiting = self._waiting.setdefault(address, {})
        for part, places_changed in changes.items():
            waiting[part] = waiting.get(part, False) or places_changed
        if first:
            # After `stop` nothing waits, and nobody asks a map that may be gone.
            when_drawn(lambda: bool(self._waiting) and self._drawing(), self, self._catch_up, _MOST_MS)

    def _catch_up(self) -> None:
        """Refresh what changed meanwhile."""
        waiting, self._waiting = self._waiting, {}
        for layer, where in self._live_layers().items():
            changes, part = waiting.get(where, {}), part_of(layer_role(layer), layer_kind(layer))
            if part in changes:
                refresh_layer(layer, places_changed=changes[part])
        for address, changes in waiting.items():
            self.refreshed.emit(address, frozenset(changes))


def refresh_layer(layer: QgsVectorLayer, *, places_changed: bool = True) -> None:
    """Show what the centre holds now.

    Drawing always reads the newest values; only where places came, went or moved does the provider have to forget what
    it counted and measured, which costs more than drawing the layer.
    """
    if places_changed:
        layer.dataProvider().reloadData()
        layer.updateExtents()
    else:
        layer.dataProvider().dataChanged.emit()
    layer.triggerRepaint()
