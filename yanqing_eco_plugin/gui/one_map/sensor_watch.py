"""Asks once an hour which sensors cannot be believed."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..latest_read import LatestRead

if TYPE_CHECKING:
    import pandas as pd

    from ...core.data_centre import DataCentre
    from ..session import EcoSession

__all__ = ["SensorWatch"]

_log = logging.getLogger(__name__)

# Hourly values are judged, so more often would say nothing new; the first look waits until the map is there.
_EVERY_MS = 3_600_000
_FIRST_MS = 5_000


class SensorWatch(QObject):
    """Keeps the alarms about the monitors: stuck, out of range, drifting, reporting too little or too late.

    Attributes
    ----------
    alarms
        As `reports.device_alarms.sensor_alarms` gives them; None as long as nobody has looked.
    trouble
        Why the last look failed; empty where it did not. The alarms are then those of the look before.
    """

    changed = pyqtSignal()

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self.alarms: pd.DataFrame | None = None
        self.trouble = ""
        self._read = LatestRead(session)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Look soon, and from then on every hour."""
        self.alarms, self.trouble = None, ""
        self._timer.start(_FIRST_MS)

    def stop(self) -> None:
        """Forget what was found."""
        self._timer.stop()
        self._read.drop()
        self.alarms, self.trouble = None, ""

    def _look(self) -> None:
        def work(centre: DataCentre, progress: Any) -> pd.DataFrame:
            from ...core.reports.device_alarms import sensor_alarms

            return sensor_alarms(centre, datetime.now(UTC), progress=progress)

        self._timer.start(_EVERY_MS)
        self._read.ask(self.tr("Judging the sensors"), work, self._found, self._failed)

    def _found(self, alarms: pd.DataFrame) -> None:
        self.alarms, self.trouble = alarms, ""
        self.changed.emit()

    def _failed(self, sentence: str) -> None:
        # The map goes on without, and the list says so; the next hour asks again.
        _log.warning("the sensors could not be judged: %s", sentence)
        self.trouble = sentence
        self.changed.emit()
