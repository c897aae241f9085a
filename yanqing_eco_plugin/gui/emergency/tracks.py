"""The tracks of the last hours on the map while somebody wants to see them."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip

from ..latest_read import LatestRead

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...layers.resource_tracks import Tracks
    from ..session import EcoSession
    from .emergency_layers import EmergencyLayers

__all__ = ["ShownTracks"]

_log = logging.getLogger(__name__)

# As often as a track gets a new point.
_EVERY_S = 10.0


class ShownTracks:
    """A layer in memory that is read in the background and drawn where somebody moved."""

    def __init__(self, session: EcoSession, layers: EmergencyLayers) -> None:
        self._session, self._layers = session, layers
        self._read = LatestRead(session)
        self._drawn: Mapping[str, str] = {}
        self._asked = 0.0
        self.layer: QgsVectorLayer | None = None
        self.hours = 0.0

    def choose(self, hours: float, description: str, title: str) -> None:
        """Show the tracks of the last `hours`; 0 for none."""
        self.drop()
        self.hours = hours
        self.follow(description, title)

    def follow(self, description: str, title: str) -> None:
        """Bring the tracks up to now, where that is due."""
        gone = self.layer is not None and sip.isdeleted(self.layer)
        if gone:
            # Somebody removed the layer from the project: then nobody wants it.
            self.drop()
            self.hours = 0.0
        if not self.hours or not self._session.is_open or self._read.waiting:
            return
        if self.layer is not None and time.monotonic() - self._asked < _EVERY_S:
            return
        self._asked = time.monotonic()
        hours, drawn = self.hours, dict(self._drawn)

        def work(centre: DataCentre, _progress: Any) -> Tracks:
            from ...layers.resource_tracks import read_tracks

            return read_tracks(centre, drawn, hours=hours)

        self._read.ask(description, work, lambda found: self._show(found, title), _log.warning)

    def drop(self) -> None:
        """Take the tracks off the map."""
        self._read.drop()
        layer, self.layer = self.layer, None
        self._drawn = {}
        if layer is not None and not sip.isdeleted(layer):
            QgsProject.instance().removeMapLayer(layer.id())

    def _show(self, found: Tracks, title: str) -> None:
        from ...layers.resource_tracks import draw_tracks, track_layer

        if self.layer is None:
            self.layer = track_layer(self._session.centre, language=self._session.language)
            self._layers.add_below(self.layer, title)
        elif sip.isdeleted(self.layer):
            return
        draw_tracks(self.layer, found)
        self._drawn = dict(found.ends)
