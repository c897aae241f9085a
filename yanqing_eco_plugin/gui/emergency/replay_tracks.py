"""Sees that the tracks a replay needs next are there before it comes to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication

from ..latest_read import LatestRead

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...core.emergency import TrackLookup
    from ..session import EcoSession
    from .replay_reading import Played

__all__ = ["ReplayTracks"]


class ReplayTracks:
    """Reads one window of the tracks after the other in the background.

    Parameters
    ----------
    arrived
        Called when a window came.
    failed
        Called with one sentence where one could not be read; it is tried again when it is needed again.
    """

    def __init__(self, session: EcoSession, arrived: Callable[[], None], failed: Callable[[str], None]) -> None:
        self._read = LatestRead(session)
        self._arrived, self._failed = arrived, failed
        self._played: Played | None = None

    def follow(self, played: Played) -> None:
        """Read for this replay from now on."""
        self.drop()
        self._played = played

    def drop(self) -> None:
        """Read nothing more."""
        self._read.drop()
        self._played = None

    def look(self, when: datetime, ahead_s: float) -> bool:
        """Whether the tracks at `when` are there; they, and those of the next seconds, are asked for where they lack."""
        played = self._played
        if played is None:
            return False
        windows = played.windows
        here = windows.holds(when)
        # One after the other: what is under way ends soon, and to call it off would not make it end sooner.
        if not self._read.waiting:
            number = windows.wanted(when, ahead_s)
            if number is not None:
                self._ask(played, number, when)
        return here

    def _ask(self, played: Played, number: int, when: datetime) -> None:
        carried = played.windows.carried(number)

        def work(centre: DataCentre, _progress: Any) -> TrackLookup:
            from .replay_reading import read_window

            return read_window(centre, played, number, carried)

        def done(tracks: TrackLookup) -> None:
            played.windows.take(number, tracks, when)
            self._arrived()

        translate = QCoreApplication.translate
        self._read.ask(translate("ReplayTracks", "Reading the tracks"), work, done, self._failed)
