"""Waiting for the end of a drawing of the map."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer

__all__ = ["when_drawn"]

_AGAIN_MS = 30


def when_drawn(drawing: Callable[[], bool], owner: QObject, work: Callable[[], None], most_ms: int) -> None:
    """Call `work` now or, while the map is drawn, a moment later, but no later than after about `most_ms`.

    Not at all where `owner` is gone by then. To be called in the GUI thread.
    """
    if sip.isdeleted(owner):
        return
    if most_ms > 0 and drawing():
        QTimer.singleShot(_AGAIN_MS, lambda: when_drawn(drawing, owner, work, most_ms - _AGAIN_MS))
    else:
        work()
