"""A desk to try widgets on: the parts of the QGIS window they talk to, without the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.tasks.worker import in_worker

__all__ = ["Desk", "opened_centre", "until"]


class MessageBar:
    """Remembers what was said."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def pushMessage(self, _title: str, sentence: str, *_rest: object) -> None:
        self.sentences.append(sentence)


class Desk:
    """Stands for ``iface``."""

    def __init__(self) -> None:
        self.bar = MessageBar()
        self.canvas = QgsMapCanvas()

    def messageBar(self) -> MessageBar:
        return self.bar

    def mapCanvas(self) -> QgsMapCanvas:
        return self.canvas

    def open(self, centre: DataCentre) -> EcoSession:
        """A session with this centre open, without its layers and without the watch on its changes."""
        QgsProject.instance()
        session = EcoSession(self)  # type: ignore[arg-type]
        session._centre, session.address = centre, centre.address
        session.centreOpened.emit()
        return session


@contextmanager
def opened_centre(address: str) -> Iterator[DataCentre]:
    """A centre open for reading, closed when nobody reads any more: DuckDB does not survive being closed under a question."""
    with open_centre(address, writable=False) as opened:
        try:
            yield opened
        finally:
            in_worker(lambda: None)


def until(true: Callable[[], object], seconds: float = 30.0) -> None:
    """Let Qt work until `true()` holds; the test fails where that never comes."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        time.sleep(0.005)
