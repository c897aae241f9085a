"""Keeps orders up to what the tracks show while a centre is open, whether anybody looks at the dock or not."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from qgis.PyQt.QtCore import QObject, QTimer

from ..latest_read import LatestRead

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...layers.known_tracks import KnownTracks
    from ..session import EcoSession

__all__ = ["OrderFollower", "advance_open_orders", "look_every_ms"]

_log = logging.getLogger(__name__)

# Somebody else's long import must not hold up the board; the tracks are looked at again soon.
_WAIT_S = 1.0
# Orders and what stands in words are looked at no oftener; markers follow as often as the window is told to.
_LEAST_BETWEEN_S = 2
# What the looks know of each incident, for as long as the centre is open; only the worker touches it.
_known: MutableMapping[DataCentre, dict[str, KnownTracks]] = WeakKeyDictionary()


def look_every_ms(session: EcoSession) -> int:
    """How often the board and the orders are looked at."""
    return max(_LEAST_BETWEEN_S, session.settings.refresh_seconds) * 1000


def advance_open_orders(centre: DataCentre) -> bool:
    """Write what the tracks show of all incidents with units at work; returns whether that could be done.

    What was seen of them by the look before, whoever asked for it, is not read again. Who may not write, or not now,
    leaves it to another window or a later look. To be called in the background.
    """
    from ...core.data_centre import open_centre
    from ...core.errors import CentreError
    from ...layers.incident_tracking import advance_orders
    from ...layers.known_tracks import KnownTracks

    if not set(centre.fingerprints({"dispatch_order": "state"})["dispatch_order"]) - {"released"}:
        return True
    orders = centre.features("dispatch_order")
    incidents = orders.loc[orders["state"] != "released", "incident_id"].unique().tolist()
    if not incidents:
        return True
    before = _known.get(centre, {})
    known = _known[centre] = {incident_id: before.get(incident_id) or KnownTracks() for incident_id in incidents}
    try:
        with open_centre(centre.address, wait_s=_WAIT_S) as writable:
            for incident_id in incidents:
                advance_orders(writable, incident_id, known=known[incident_id])
    except CentreError as error:
        _log.info("the orders are not brought up to the tracks now: %s", error)
        return False
    return True


class OrderFollower(QObject):
    """Looks at the open centre as often as the window does; where nothing was written since, that costs one question."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self._session = session
        self._read = LatestRead(session)
        self._known = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: session.when_drawn(self, self.look))
        session.centreOpened.connect(self._on_opened)
        session.centreClosed.connect(self._on_closed)
        if session.is_open:
            self._on_opened()

    def shut_down(self) -> None:
        """Leave no timer and no connection."""
        self._session.centreOpened.disconnect(self._on_opened)
        self._session.centreClosed.disconnect(self._on_closed)
        self._on_closed()

    def look(self) -> None:
        """Bring the orders up to now, in the background."""
        if not self._session.is_open or self._read.waiting:
            return
        known = self._known

        def work(centre: DataCentre, _progress: Any) -> str:
            # The revision before the look: what arrives during it is looked at again.
            found = centre.revision()
            if found != known and not advance_open_orders(centre):
                return known
            return found

        self._read.ask(self.tr("Following the units"), work, self._keep, _log.warning)

    def _keep(self, revision: str) -> None:
        self._known = revision

    def _on_opened(self) -> None:
        self._known = ""
        if self._session.may_edit:
            self._timer.start(look_every_ms(self._session))

    def _on_closed(self) -> None:
        self._timer.stop()
        self._read.drop()
