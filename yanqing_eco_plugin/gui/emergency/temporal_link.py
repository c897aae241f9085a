"""The replay and QGIS's Temporal Controller show the same moment, whichever of the two is moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qgis.core import QgsDateTimeRange, QgsInterval, QgsTemporalNavigationObject
from qgis.PyQt.QtCore import QDateTime, QObject, Qt, pyqtSignal

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

__all__ = ["TemporalLink"]

_FORMAT = "yyyy-MM-ddTHH:mm:ss.zzz"


class TemporalLink(QObject):
    """Sets the controller while a replay runs, and tells where somebody else set it; afterwards it is as it was."""

    moved = pyqtSignal(object)  # a UTC datetime, by the controller and not by us

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._start: datetime | None = None
        self._step_s = 1.0
        self._mine = False
        self._former: tuple[object, QgsDateTimeRange, QgsInterval] | None = None

    def begin(self, start: datetime, end: datetime, step_s: float, per_second: float) -> None:
        """Give the controller the span of the replay, in frames of `step_s`; it plays at the replay's speed."""
        self.end()
        controller = self._canvas.temporalController()
        if controller is None:
            return
        self._former = (controller.navigationMode(), controller.temporalExtents(), controller.frameDuration())
        self._start = start
        self._set(lambda: controller.setNavigationMode(QgsTemporalNavigationObject.NavigationMode.Animated))
        self._set(lambda: controller.setFramesPerSecond(per_second))
        self._set(lambda: controller.setTemporalExtents(QgsDateTimeRange(_instant(start), _instant(end))))
        self.set_step(step_s, start)
        controller.updateTemporalRange.connect(self._on_range)

    def set_step(self, step_s: float, when: datetime) -> None:
        """Other frames, for another speed."""
        controller = self._canvas.temporalController()
        if controller is not None and self._start is not None:
            self._step_s = step_s
            self._set(lambda: controller.setFrameDuration(QgsInterval(step_s)))
            self.show(when)

    def show(self, when: datetime) -> None:
        """Let the controller stand where the replay stands."""
        controller = self._canvas.temporalController()
        if controller is None or self._start is None:
            return
        frame = int((when - self._start).total_seconds() / self._step_s)
        if controller.currentFrameNumber() != frame:
            self._set(lambda: controller.setCurrentFrameNumber(frame))

    def end(self) -> None:
        """Give the controller back as it was found."""
        controller = self._canvas.temporalController()
        former, self._former, self._start = self._former, None, None
        if controller is None or former is None:
            return
        controller.updateTemporalRange.disconnect(self._on_range)
        controller.pause()
        mode, extents, duration = former
        controller.setFrameDuration(duration)
        controller.setTemporalExtents(extents)
        controller.setNavigationMode(mode)

    def _set(self, act: Callable[[], object]) -> None:
        self._mine = True
        try:
            act()
        finally:
            self._mine = False

    def _on_range(self, shown: QgsDateTimeRange) -> None:
        if self._mine or self._start is None or not shown.begin().isValid():
            return
        text = shown.begin().toUTC().toString(_FORMAT)
        self.moved.emit(datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f").replace(tzinfo=UTC))


def _instant(when: datetime) -> QDateTime:
    whole = when.astimezone(UTC) - timedelta(microseconds=when.microsecond % 1000)
    return QDateTime.fromString(
        whole.strftime("%Y-%m-%dT%H:%M:%S.") + f"{whole.microsecond // 1000:03d}Z", Qt.DateFormat.ISODateWithMs
    )
